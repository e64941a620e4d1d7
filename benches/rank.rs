//! `parvis rank` as a whole process beside the csv crate reading the records of the same file, as ratios.
//!
//! `cargo bench --bench rank` makes its files with seeds, in a temporary folder. Arguments choose cases by a
//! part of their name; `--keep FOLDER` keeps the files there.

use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};
use std::fmt::Write as _;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// Set in the process that only reads records.
const READ_RECORDS: &str = "PARVIS_BENCH_READ_RECORDS";
/// Each time is the best of so many runs.
const RUNS: usize = 5;

struct Case {
    name: &'static str,
    items: usize,
    votes: usize,
    /// What the ratio should stay under.
    most: f64,
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
        beside: Beside::Records,
    },
    Case {
        name: "200 items, 10 million votes",
        items: 200,
        votes: 10_000_000,
        most: 1.2,
        beside: Beside::Records,
    },
    Case {
        name: "10,000 items, 1 million votes",
        items: 10_000,
        votes: 1_000_000,
        most: 25.0,
        beside: Beside::Records,
    },
    Case { name: "100 items, 10,000 votes", items: 100, votes: 10_000, most: 10.0, beside: Beside::Version },
];

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
    for case in CASES.iter().filter(|case| wanted.iter().all(|part| case.name.contains(part.as_str()))) {
        run(case, folder);
    }
}

fn run(case: &Case, folder: &Path) {
    let file = folder.join(format!("votes_{}_{}.csv", case.items, case.votes));
    if !file.exists() {
        generate(&file, case.items, case.votes, 1);
    }
    let parvis = env!("CARGO_BIN_EXE_parvis");
    let (mut ours, mut beside) = (Duration::MAX, Duration::MAX);
    // Turn about, so that what else the machine does meets both.
    for _ in 0..RUNS {
        beside = beside.min(timed(&mut match case.beside {
            Beside::Records => {
                let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
                command.env(READ_RECORDS, &file);
                command
            }
            Beside::Version => {
                let mut command = Command::new(parvis);
                command.arg("--version");
                command
            }
        }));
        ours = ours.min(timed(Command::new(parvis).args(["rank", "--format", "json"]).arg(&file)));
    }
    let ratio = ours.as_secs_f64() / beside.as_secs_f64();
    let what = if case.beside == Beside::Records { "csv crate" } else { "parvis --version" };
    println!(
        "{}: parvis rank {:.3} s, {what} {:.3} s: {ratio:.2} times ({} {})",
        case.name,
        ours.as_secs_f64(),
        beside.as_secs_f64(),
        if ratio <= case.most { "within" } else { "NOT within" },
        case.most
    );
}

fn timed(command: &mut Command) -> Duration {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let begin = Instant::now();
    let status = command.status().expect("the program starts");
    let took = begin.elapsed();
    assert!(status.success(), "{command:?}: {status}");
    took
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

/// Votes on pairs drawn at random, strengths from N(0, 1), 10 % ties.
fn generate(path: &Path, items: usize, votes: usize, seed: u64) {
    let mut random = SmallRng::seed_from_u64(seed);
    let strengths: Vec<f64> = (0..items).map(|_| normal(&mut random)).collect();
    let mut out = BufWriter::new(std::fs::File::create(path).expect("the folder can be written"));
    out.write_all(b"left,right,outcome\n").expect("the file can be written");
    let mut row = String::new();
    for _ in 0..votes {
        let left = random.random_range(0..items);
        let right = (left + random.random_range(1..items)) % items;
        let chance = 1.0 / (1.0 + (strengths[right] - strengths[left]).exp());
        let outcome = if random.random_bool(0.1) {
            "tie"
        } else if random.random_bool(chance) {
            "left"
        } else {
            "right"
        };
        row.clear();
        writeln!(row, "item{left},item{right},{outcome}").expect("a string can be written");
        out.write_all(row.as_bytes()).expect("the file can be written");
    }
}

/// A draw from N(0, 1) (Box and Muller 1958).
fn normal(random: &mut SmallRng) -> f64 {
    let (radius, turn): (f64, f64) = (random.random(), random.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}
