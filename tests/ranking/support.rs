//! What the tests of the ranking share: data files, the program, named tallies.

use parvis::ranking::{Covariance, Fit, Model, Outcome, Ranking, Tally, fit, ranking};
use serde_json::Value;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A folder of the package.
pub fn data(folder: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(folder)
}

/// The data that lie beside the package on machines of its developers, if they do.
pub fn shared(folder: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    path.is_dir().then_some(path)
}

pub fn json(path: &Path) -> Value {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap()
}

/// What the program did.
pub struct Run {
    pub code: i32,
    pub out: Vec<u8>,
    pub err: String,
}

impl Run {
    pub fn json(&self) -> Value {
        assert_eq!(self.code, 0, "{}", self.err);
        serde_json::from_slice(&self.out).unwrap()
    }
}

/// Runs `parvis rank` with `input` on standard input.
pub fn rank_input(args: &[&str], input: &[u8]) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .arg("rank")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its options does not read.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let err = String::from_utf8(output.stderr).unwrap();
    assert!(!err.contains("panicked"), "{err}");
    Run { code: output.status.code().unwrap(), out: output.stdout, err }
}

pub fn rank(args: &[&str]) -> Run {
    rank_input(args, b"")
}

/// Runs `parvis rank` on a text given as standard input.
pub fn rank_text(text: &str, args: &[&str]) -> Run {
    rank_input(&[&["-"], args].concat(), text.as_bytes())
}

/// A tally with names.
pub struct Named {
    pub items: Vec<String>,
    pub tally: Tally,
}

impl Named {
    /// From rows of left, right, left wins, right wins, ties.
    pub fn from_counts(rows: &[(String, String, [f64; 3])]) -> Self {
        let mut items: Vec<String> =
            rows.iter().flat_map(|(left, right, _)| [left.clone(), right.clone()]).collect();
        items.sort();
        items.dedup();
        let mut tally = Tally::new(items.len());
        let index = |name: &String| items.binary_search(name).unwrap();
        for (left, right, counts) in rows {
            for (outcome, count) in [Outcome::Left, Outcome::Right, Outcome::Tie].into_iter().zip(counts) {
                tally.add(index(left), index(right), outcome, *count);
            }
        }
        Self { items, tally }
    }

    pub fn index(&self, name: &str) -> usize {
        self.items.iter().position(|item| item == name).unwrap_or_else(|| panic!("{name}"))
    }
}

/// Fit, covariance and ranking of a tally, plain.
pub fn ranked(tally: &Tally, model: &Model) -> (Fit, Covariance, Ranking) {
    let fit = fit(tally, model, None).unwrap();
    let covariance = fit.covariance().unwrap();
    let ranking = ranking(&fit, &covariance, tally, None).unwrap();
    (fit, covariance, ranking)
}

#[track_caller]
pub fn near(got: f64, expected: f64, tolerance: f64, what: &str) {
    assert!((got - expected).abs() <= tolerance, "{what}: got {got}, expected {expected}");
}
