//! `parvis rank` as a whole process beside the csv crate reading the records of the same file, as ratios: medians of
//! pairs of runs, with the least and the most.
//!
//! `cargo bench --bench rank` makes its files with seeds, in a temporary folder. Arguments choose cases by a
//! part of their name; `--keep FOLDER` keeps the files there. With `EVALICA=PATH`, the command of `pip install
//! evalica`, its Bradley-Terry (which has no errors) is timed on the same votes. Then fits within this process: one
//! more vote, ten times the votes on the same pairs, and what a consultation's ranking costs beside a plain one.

use parvis::ranking::{Ballots, Fit, Model, Outcome, Tally, fit, fragility, ranking};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

/// Set in the process that only reads records.
const READ_RECORDS: &str = "PARVIS_BENCH_READ_RECORDS";
/// Pairs of runs, turn about: what else the machine does meets both.
const RUNS: usize = 15;

struct Case {
    name: &'static str,
    items: usize,
    votes: usize,
    /// What the ratio should stay under.
    most: f64,
    /// How many times faster than evalica it should be.
    faster: Option<f64>,
    beside: Beside,
}

#[derive(PartialEq)]
enum Beside {
    Records,
    Version,
}

const CASES: [Case; 4] = [
    Case {
        name: "1,000 items, 1 million votes",
        items: 1_000,
        votes: 1_000_000,
        most: 3.5,
        faster: Some(8.0),
        beside: Beside::Records,
    },
    Case {
        name: "200 items, 10 million votes",
        items: 200,
        votes: 10_000_000,
        most: 1.2,
        faster: Some(15.0),
        beside: Beside::Records,
    },
    Case {
        name: "10,000 items, 1 million votes",
        items: 10_000,
        votes: 1_000_000,
        most: 25.0,
        faster: Some(10.0),
        beside: Beside::Records,
    },
    Case {
        name: "100 items, 10,000 votes",
        items: 100,
        votes: 10_000,
        most: 10.0,
        faster: None,
        beside: Beside::Version,
    },
];

/// The case of 200 items.
const MANY: usize = 1;

fn main() {
    if let Some(path) = std::env::var_os(READ_RECORDS) {
        println!("{}", read_records(Path::new(&path)));
        return;
    }
    let mut wanted = Vec::new();
    let mut keep = None;
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    while let Some(arg) = args.next() {
        if arg == "--keep" { keep = args.next().map(PathBuf::from) } else { wanted.push(arg) }
    }
    let temporary = tempfile::tempdir().expect("a temporary folder");
    let folder = keep.as_deref().unwrap_or(temporary.path());
    std::fs::create_dir_all(folder).expect("the folder can be made");
    let is_wanted = |case: &&Case| wanted.iter().all(|part| case.name.contains(part.as_str()));
    let times: Vec<f64> = CASES.iter().filter(is_wanted).map(|case| run(case, folder)).collect();
    if wanted.is_empty() {
        one_more_vote(times[MANY]);
        tenfold();
        by_voter();
    }
}

/// How many seconds `parvis rank` took.
fn run(case: &Case, folder: &Path) -> f64 {
    let file = folder.join(format!("votes_{}_{}.csv", case.items, case.votes));
    if !file.exists() {
        generate(&file, case.items, case.votes, 1);
    }
    let parvis = env!("CARGO_BIN_EXE_parvis");
    let both = compared(
        || timed(Command::new(parvis).args(["rank", "--format", "json"]).arg(&file)),
        || match case.beside {
            Beside::Records => {
                let this = std::env::current_exe().expect("this program has a path");
                timed(Command::new(this).env(READ_RECORDS, &file))
            }
            Beside::Version => timed(Command::new(parvis).arg("--version")),
        },
    );
    let what = if case.beside == Beside::Records { "csv crate" } else { "parvis --version" };
    println!(
        "{}: parvis rank {:.3} s, {what} {:.3} s: {both} ({} {})",
        case.name,
        both.one,
        both.other,
        if both.ratio <= case.most { "within" } else { "NOT within" },
        case.most
    );
    let ours = both.one;
    if let (Some(evalica), Some(faster)) = (std::env::var_os("EVALICA"), case.faster) {
        let took = timed(
            Command::new(evalica)
                .arg("-i")
                .arg(renamed(&file))
                .arg("-o")
                .arg(folder.join("evalica.csv"))
                .args(["pairwise", "bradley-terry"]),
        );
        let ratio = took / ours;
        let word = if ratio >= faster { "at least" } else { "NOT" };
        println!("    evalica {took:.2} s: {ratio:.1} times faster ({word} {faster})");
    }
    ours
}

/// The same votes under the name that evalica has for the outcome.
fn renamed(file: &Path) -> PathBuf {
    let copy = file.with_extension("evalica.csv");
    if !copy.exists() {
        let text = std::fs::read_to_string(file).expect("the file is there");
        std::fs::write(&copy, text.replacen("outcome", "winner", 1)).expect("the folder can be written");
    }
    copy
}

/// A fit with all that is shown of it: errors and rank ranges.
fn whole(tally: &Tally, from: Option<&Fit>) -> Fit {
    let fit = fit(tally, &Model::default(), from).expect("a prior holds it");
    let covariance = fit.covariance().expect("it has errors");
    std::hint::black_box(ranking(&fit, &covariance, tally, None).expect("a ranking"));
    fit
}

/// Two things that were timed turn about, in seconds.
struct Compared {
    one: f64,
    other: f64,
    /// Median of the ratios of one run to the other beside it, with the least and the most.
    ratio: f64,
    range: (f64, f64),
}

impl std::fmt::Display for Compared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2} times, {:.2}–{:.2}", self.ratio, self.range.0, self.range.1)
    }
}

fn compared(mut one: impl FnMut() -> f64, mut other: impl FnMut() -> f64) -> Compared {
    // The first round warms up.
    let rounds: Vec<(f64, f64)> = (0..=RUNS).map(|_| (one(), other())).skip(1).collect();
    let sorted = |of: &dyn Fn(&(f64, f64)) -> f64| {
        let mut all: Vec<f64> = rounds.iter().map(of).collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let ratios = sorted(&|round| round.0 / round.1);
    Compared {
        one: sorted(&|round| round.0)[RUNS / 2],
        other: sorted(&|round| round.1)[RUNS / 2],
        ratio: ratios[RUNS / 2],
        range: (ratios[0], ratios[RUNS - 1]),
    }
}

/// How many seconds this takes.
fn seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let begin = Instant::now();
    std::hint::black_box(work());
    begin.elapsed().as_secs_f64()
}

/// Votes on pairs drawn at random, strengths from N(0, 1), 10 % ties; given out one by one.
fn draw(items: usize, votes: usize, seed: u64, mut each: impl FnMut(usize, usize, Outcome)) {
    let mut random = SmallRng::seed_from_u64(seed);
    let strengths: Vec<f64> = (0..items).map(|_| normal(&mut random)).collect();
    for _ in 0..votes {
        let left = random.random_range(0..items);
        let right = (left + random.random_range(1..items)) % items;
        let chance = 1.0 / (1.0 + (strengths[right] - strengths[left]).exp());
        let outcome = if random.random_bool(0.1) {
            Outcome::Tie
        } else if random.random_bool(chance) {
            Outcome::Left
        } else {
            Outcome::Right
        };
        each(left, right, outcome);
    }
}

fn tally(items: usize, votes: usize, times: f64) -> Tally {
    let mut tally = Tally::new(items);
    draw(items, votes, 1, |left, right, outcome| tally.add(left, right, outcome, times));
    tally.settle();
    tally
}

/// What one more vote costs whoever kept tally and fit: beside ranking the file anew, as a whole process, and beside a
/// fit of the same tally from nothing. Exact errors and rank ranges are most of both fits.
fn one_more_vote(process: f64) {
    let mut tally = tally(CASES[MANY].items, 200_000, CASES[MANY].votes as f64 / 200_000.0);
    let before = whole(&tally, None);
    tally.add(3, 7, Outcome::Left, 1.0);
    tally.settle();
    let both = compared(|| seconds(|| whole(&tally, Some(&before))), || seconds(|| whole(&tally, None)));
    println!(
        "one more vote on {}: {:.2} ms warm, {:.3} of the whole process (asked: under 0.1); of a fit from nothing {both}",
        CASES[MANY].name,
        both.one * 1e3,
        both.one / process
    );
}

fn tenfold() {
    let (once, tenfold) = (tally(300, 30_000, 1.0), tally(300, 30_000, 10.0));
    let both = compared(|| seconds(|| whole(&tenfold, None)), || seconds(|| whole(&once, None)));
    println!("ten times the votes on the same pairs, fitted: {both} (asked: at most 1.1)");
}

/// What a consultation shows beside a plain ranking: errors robust by voter, and fragility.
fn by_voter() {
    for (items, voters, each) in [(200, 10_000, 100), (1_000, 2_000, 50)] {
        let (mut tally, mut ballots, mut vote) = (Tally::new(items), Ballots::new(), 0);
        draw(items, voters * each, 1, |left, right, outcome| {
            tally.add(left, right, outcome, 1.0);
            ballots.add(vote / each, left, right, outcome, 1.0);
            vote += 1;
        });
        tally.settle();
        let (fit, all) = (whole(&tally, None), (0..items).collect::<Vec<_>>());
        let plain = || seconds(|| whole(&tally, None));
        let robust = compared(|| seconds(|| fit.robust_covariance(&ballots)), plain);
        let fragility = compared(|| seconds(|| fragility(&fit, &tally, &ballots, &all, 1)), plain);
        println!(
            "{items} items, {voters} voters of {each} votes, beside a plain ranking ({:.1} ms):",
            robust.other * 1e3
        );
        println!("    errors robust by voter {robust}; fragility of the first place {fragility}");
    }
}

fn timed(command: &mut Command) -> f64 {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    seconds(|| {
        let status = command.status().expect("the program starts");
        assert!(status.success(), "{command:?}: {status}");
    })
}

fn read_records(path: &Path) -> u64 {
    let mut reader = csv::Reader::from_path(path).expect("the file is there");
    let mut record = csv::ByteRecord::new();
    let mut records = 0;
    while reader.read_byte_record(&mut record).expect("the file is sound") {
        records += 1;
    }
    records
}

fn generate(path: &Path, items: usize, votes: usize, seed: u64) {
    let mut out = BufWriter::new(std::fs::File::create(path).expect("the folder can be written"));
    out.write_all(b"left,right,outcome\n").expect("the file can be written");
    let mut row = String::new();
    draw(items, votes, seed, |left, right, outcome| {
        let outcome = match outcome {
            Outcome::Left => "left",
            Outcome::Right => "right",
            Outcome::Tie => "tie",
        };
        row.clear();
        writeln!(row, "item{left},item{right},{outcome}").expect("a string can be written");
        out.write_all(row.as_bytes()).expect("the file can be written");
    });
}

/// A draw from N(0, 1) (Box and Muller 1958).
fn normal(random: &mut SmallRng) -> f64 {
    let (radius, turn): (f64, f64) = (random.random(), random.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}
