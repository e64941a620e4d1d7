//! `parvis simulate subtraction`: how much of one person's choices all that is shown of groups gives away.

use clap::Args;

use crate::cli::{Failure, progress};
use crate::pairing::{self, Attacked, Guessed, Noise, Shape};

/// Attack what is shown of groups, in simulated consultations
///
/// The attacker knows everybody's groups and events and which pairs one person met, and works out that person's
/// choices from the common ranking, the log and all releases of all groups, by likelihood. Printed are choices guessed
/// right, in 100.
#[derive(Debug, Args)]
pub struct SubtractionArgs {
    /// Number of simulated consultations a line
    #[arg(long, default_value_t = 200)]
    runs: u64,
    /// Seed of the first; the others follow
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Number of ideas, 3 to 200
    #[arg(long, default_value_t = 20)]
    ideas: usize,
    /// Pairs that each participant answers, 1 to 18
    #[arg(long, default_value_t = 15)]
    votes_each: usize,
    /// A group moves with one participant more for each so many that it had, and five
    #[arg(long, default_value_t = 5)]
    step: usize,
}

/// How people belong together, how many there are, and how many of them in the victim's group.
const LINES: [(Shape, usize, usize); 9] = [
    (Shape::Everyday, 200, 40),
    (Shape::Everyday, 1_000, 200),
    (Shape::Nested, 60, 11),
    (Shape::Nested, 200, 40),
    (Shape::Nested, 600, 200),
    (Shape::Halves, 80, 40),
    (Shape::Halves, 200, 40),
    (Shape::Halves, 400, 200),
    (Shape::Halves, 1_000, 500),
];

pub fn subtraction(args: &SubtractionArgs) -> Result<(), Failure> {
    let pairs = args.ideas.saturating_mul(args.ideas.saturating_sub(1)) / 2;
    if !(3..=200).contains(&args.ideas) || !(1..=18).contains(&args.votes_each) || args.votes_each > pairs {
        return Err(Failure::input(
            "--ideas: 3 to 200, --votes-each: 1 to 18, and no more than there are pairs",
        ));
    }
    if args.runs == 0 || args.step == 0 {
        return Err(Failure::input("--runs and --step are at least 1"));
    }
    println!("Simulated: {} runs a line; choices guessed right, in 100", args.runs);
    println!(
        "{:<10} {:>6} {:>6} {:>9} {:>8} {:>6} {:>10} {:>8} {:>8} {:>8}",
        "groups", "people", "group", "releases", "ranking", "+ log", "noise by", "+ groups", "more", "all"
    );
    for (shape, people, group) in LINES {
        for noise in [Noise::Set, Noise::Person, Noise::Exact] {
            let SubtractionArgs { ideas, votes_each, step, .. } = *args;
            let of = Attacked { shape, noise, people, group, ideas, votes_each, step };
            let bar = progress::spinner("attacking");
            let seeds = args.seed..args.seed.saturating_add(args.runs);
            let found = pairing::of_seeds(seeds, |seed| pairing::attack(of, seed)).map_err(Failure::new)?;
            bar.finish_and_clear();
            print_line(of, &found);
        }
    }
    Ok(())
}

fn print_line(of: Attacked, found: &[Guessed]) {
    let choices: f64 = found.iter().map(|of| of.choices).sum();
    let share = |right: fn(&Guessed) -> f64| 100.0 * found.iter().map(right).sum::<f64>() / choices;
    let (ranking, log) = (share(|of| of.by_ranking), share(|of| of.by_log));
    let (groups, all) = (share(|of| of.by_groups), share(|of| of.by_all));
    let releases = found.iter().map(|of| of.releases).sum::<f64>() / found.len() as f64;
    let shape = match of.shape {
        Shape::Everyday => "everyday",
        Shape::Nested => "nested",
        Shape::Halves => "halves",
    };
    let noise = match of.noise {
        Noise::Set => "the set",
        Noise::Person => "person",
        Noise::Exact => "none",
    };
    println!(
        "{shape:<10} {:>6} {:>6} {releases:>9.0} {ranking:>8.1} {log:>6.1} {noise:>10} {groups:>8.1} {:>+8.1} {all:>8.1}",
        of.people,
        of.group,
        groups - ranking,
    );
}
