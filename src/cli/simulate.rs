//! `parvis simulate` and `parvis plan`: what may be expected of a number of votes.

use clap::{Args, Subcommand, ValueEnum};
use serde::Serialize;

use crate::cli::subtraction::{SubtractionArgs, subtraction};
use crate::cli::{Failure, progress};
use crate::domain::vote::Strategy;
use crate::pairing::{self, CaughtUp, Plan, Reached, Setting};

/// Simulate how many votes each strategy of choosing pairs needs
///
/// Strengths of ideas are drawn from N(0, 1); people who share them choose, nobody ties. Printed are the votes until
/// Kendall's tau of the ranking with the truth is 0.9, and until eight of the true best ten are among the first ten:
/// the median over the seeds, with the lower and upper quartile.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct SimulateArgs {
    #[command(subcommand)]
    other: Option<Other>,
    /// Number of ideas, 11 to 1,000
    #[arg(long, default_value_t = 50)]
    ideas: usize,
    /// Only this strategy; all without it
    #[arg(long, value_parser = strategy)]
    strategy: Option<Strategy>,
    /// Number of simulated consultations for each strategy
    #[arg(long, default_value_t = 20)]
    runs: u64,
    /// Seed of the first; the others follow
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Pairs that each participant answers
    #[arg(long, default_value_t = 30)]
    votes_each: usize,
    /// Votes between two fits; without it 25, or 100 from 100 ideas on
    #[arg(long)]
    refit: Option<usize>,
    /// Instead, how right the reckoning of votes still needed is until the best so many stand apart: made at thirty
    /// votes for each idea, by what it was
    #[arg(long, value_name = "BEST", conflicts_with = "format")]
    needed: Option<usize>,
    /// Instead, how soon an idea is known that comes when so many people have answered a round of 15 pairs
    #[arg(long, value_name = "PEOPLE", conflicts_with_all = ["format", "needed", "votes_each"])]
    late: Option<usize>,
    /// Votes after which a simulation gives up; without it 300 for each idea
    #[arg(long)]
    most_votes: Option<usize>,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

/// What else is simulated.
#[derive(Debug, Subcommand)]
enum Other {
    Subtraction(SubtractionArgs),
}

/// How many participants does a consultation need?
///
/// Simulates consultations of that size: people whose tastes differ by half of what ideas differ by choose between
/// ideas, and the ranking is compared with the truth. Means over the runs.
#[derive(Debug, Args)]
pub struct PlanArgs {
    /// Number of ideas, 2 to 300
    #[arg(long)]
    ideas: usize,
    #[arg(long)]
    participants: usize,
    /// Pairs that each answers
    #[arg(long, default_value_t = 15)]
    votes_each: usize,
    #[arg(long, default_value = "balanced", value_parser = strategy)]
    strategy: Strategy,
    /// Number of simulated consultations
    #[arg(long, default_value_t = 20)]
    runs: usize,
    #[arg(long, default_value_t = 1)]
    seed: u64,
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    Table,
    Json,
}

fn strategy(word: &str) -> Result<Strategy, String> {
    Strategy::parse(word).ok_or_else(|| "use uniform, balanced, top or informative".to_owned())
}

/// Votes until something was reached, over runs; null where more than half, or a quarter, never reached it.
#[derive(Serialize)]
struct Spread {
    lower: Option<usize>,
    median: Option<usize>,
    upper: Option<usize>,
}

#[derive(Serialize)]
struct Line {
    strategy: Strategy,
    order: Spread,
    best: Spread,
}

#[derive(Serialize)]
struct Report {
    ideas: usize,
    runs: u64,
    seed: u64,
    votes_each: usize,
    refit: usize,
    most_votes: usize,
    simulated: bool,
    strategies: Vec<Line>,
}

pub fn simulate(args: &SimulateArgs) -> Result<(), Failure> {
    if let Some(Other::Subtraction(args)) = &args.other {
        return subtraction(args);
    }
    if !(11..=1_000).contains(&args.ideas) {
        return Err(Failure::input("--ideas: 11 to 1,000, so that there is a best ten"));
    }
    if args.runs == 0 || args.votes_each == 0 || args.refit == Some(0) {
        return Err(Failure::input("--runs, --votes-each and --refit are at least 1"));
    }
    let refit = args.refit.unwrap_or(if args.ideas < 100 { 25 } else { 100 });
    let most_votes = args.most_votes.unwrap_or(300 * args.ideas);
    let strategies = args.strategy.map_or(Strategy::ALL.to_vec(), |one| vec![one]);
    if let Some(best) = args.needed {
        return needed(args, best);
    }
    if let Some(people) = args.late {
        return late(args, people, &strategies);
    }
    let bar = progress::spinner("simulating");
    let mut lines = Vec::new();
    for strategy in strategies {
        bar.set_message(format!("simulating {}", strategy.as_str()));
        let setting = Setting {
            ideas: args.ideas,
            votes_each: args.votes_each,
            strategy,
            refit,
            as_served: false,
            tastes: 0.0,
            late: 0,
        };
        let seeds = args.seed..args.seed.saturating_add(args.runs);
        let reached: Vec<Reached> =
            pairing::of_seeds(seeds, |seed| pairing::simulate(setting, most_votes, seed))
                .map_err(Failure::new)?;
        lines.push(Line {
            strategy,
            order: Spread::of(reached.iter().map(|r| r.order)),
            best: Spread::of(reached.iter().map(|r| r.best)),
        });
    }
    bar.finish_and_clear();
    match args.format {
        Format::Json => print_json(&Report {
            ideas: args.ideas,
            runs: args.runs,
            seed: args.seed,
            votes_each: args.votes_each,
            refit,
            most_votes,
            simulated: true,
            strategies: lines,
        }),
        Format::Table => {
            println!(
                "Simulated: {} ideas, {} runs; median (quartiles) of the votes needed",
                args.ideas, args.runs
            );
            println!("{:<12}  {:>24}  {:>24}", "strategy", "order: tau 0.9", "8 of the best 10");
            for line in &lines {
                println!(
                    "{:<12}  {:>24}  {:>24}",
                    line.strategy.as_str(),
                    line.order.shown(),
                    line.best.shown()
                );
            }
        }
    }
    Ok(())
}

/// How right the reckoning of votes still needed is, for each strategy.
fn needed(args: &SimulateArgs, best: usize) -> Result<(), Failure> {
    if best == 0 || best >= args.ideas {
        return Err(Failure::input("--needed: at least 1, and fewer than there are ideas"));
    }
    let most_votes = args.most_votes.unwrap_or(50_000 * args.ideas);
    let bar = progress::spinner("simulating");
    let mut lines = Vec::new();
    for strategy in args.strategy.map_or(Strategy::ALL.to_vec(), |one| vec![one]) {
        let setting = Setting {
            ideas: args.ideas,
            votes_each: args.votes_each,
            strategy,
            refit: args.refit.unwrap_or(25),
            as_served: true,
            tastes: 0.0,
            late: 0,
        };
        let seeds = args.seed..args.seed.saturating_add(args.runs);
        let ratios = pairing::of_seeds(seeds, |seed| {
            pairing::needed_by_truth(setting, best, 30 * args.ideas, most_votes, seed)
        });
        let mut ratios: Vec<f64> = ratios.map_err(Failure::new)?.into_iter().flatten().collect();
        ratios.sort_by(f64::total_cmp);
        let at = |part: usize| ratios.get(ratios.len() * part / 4).copied().unwrap_or(f64::NAN);
        let (lower, median, upper) = (at(1), at(2), at(3));
        let of = ratios.len();
        lines.push(format!("{:<12}  {median:.2} ({lower:.2}–{upper:.2})  of {of} runs", strategy.as_str()));
    }
    bar.finish_and_clear();
    println!("Simulated: {} ideas; votes until the best {best} stand apart, reckoned by found:", args.ideas);
    println!("median (quartiles)");
    lines.iter().for_each(|line| println!("{line}"));
    Ok(())
}

/// How soon an idea that comes late is known, for each strategy.
fn late(args: &SimulateArgs, people: usize, strategies: &[Strategy]) -> Result<(), Failure> {
    let bar = progress::spinner("simulating");
    let mut lines = Vec::new();
    for &strategy in strategies {
        let setting = Setting {
            ideas: args.ideas,
            votes_each: 15,
            strategy,
            refit: args.refit.unwrap_or(15),
            as_served: false,
            tastes: 0.0,
            late: people,
        };
        let seeds = args.seed..args.seed.saturating_add(args.runs);
        let found: Vec<CaughtUp> =
            pairing::of_seeds(seeds, |seed| pairing::caught_up(setting, people.max(100), seed))
                .map_err(Failure::new)?;
        let of = |value: fn(&CaughtUp) -> usize| {
            Spread::of(found.iter().map(|found| Some(value(found)).filter(|&people| people > 0))).shown()
        };
        lines.push((strategy, of(|found| found.placed), of(|found| found.known)));
    }
    bar.finish_and_clear();
    println!(
        "Simulated: {} ideas, the last after {people} people; median (quartiles) of the people",
        args.ideas
    );
    println!("{:<12}  {:>24}  {:>24}", "strategy", "six comparisons", "error as the others'");
    for (strategy, placed, known) in lines {
        println!("{:<12}  {placed:>24}  {known:>24}", strategy.as_str());
    }
    Ok(())
}

impl Spread {
    fn of(values: impl Iterator<Item = Option<usize>>) -> Self {
        // Those that never got there come last.
        let mut sorted: Vec<usize> = values.map(|value| value.unwrap_or(usize::MAX)).collect();
        sorted.sort_unstable();
        let at = |part: usize| {
            let value = sorted[(sorted.len() * part / 4).min(sorted.len() - 1)];
            (value != usize::MAX).then_some(value)
        };
        Self { lower: at(1), median: at(2), upper: at(3) }
    }

    fn shown(&self) -> String {
        let number = |value: Option<usize>| value.map_or("never".to_owned(), |value| value.to_string());
        format!("{} ({}–{})", number(self.median), number(self.lower), number(self.upper))
    }
}

fn print_json(value: &impl Serialize) {
    println!("{}", serde_json::to_string_pretty(value).expect("numbers and words are JSON"));
}

pub fn plan(args: &PlanArgs) -> Result<(), Failure> {
    let bar = progress::spinner("simulating");
    let plan =
        pairing::plan(args.ideas, args.participants, args.votes_each, args.strategy, args.runs, args.seed);
    bar.finish_and_clear();
    let plan = plan.map_err(Failure::input)?;
    match args.format {
        Format::Json => print_json(&plan),
        Format::Table => print_plan(&plan, args.participants),
    }
    Ok(())
}

fn print_plan(plan: &Plan, participants: usize) {
    let Plan { ideas, votes_each, best, runs, .. } = plan;
    if let Some(row) = plan.rows.iter().find(|row| row.participants == participants) {
        println!(
            "With {participants} participants of {votes_each} votes each, {:.1} of the {best} best of {ideas} \
             ideas may be expected among the first {best}; an idea's place is known to within {:.0} places.",
            row.best_found, row.places
        );
    }
    match plan.enough {
        Some(enough) => println!("About {enough} participants find four in five of the {best} best."),
        None => println!(
            "More than {} participants are needed to find four in five of the {best} best.",
            plan.rows.last().map_or(0, |row| row.participants)
        ),
    }
    println!("\nSimulated, means of {runs} runs:");
    println!(
        "{:>12} {:>8} {:>12} {:>14} {:>12}",
        "participants", "votes", "order (tau)", "of the best", "rank range"
    );
    for row in &plan.rows {
        println!(
            "{:>12} {:>8} {:>12.2} {:>14.1} {:>12.1}",
            row.participants, row.votes, row.order, row.best_found, row.places
        );
    }
}
