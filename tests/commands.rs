//! The commands as people run them: import, export, ranking the export again, backup and restore, verify,
//! and what goes wrong: one line that says what and what to do, and an exit code that is not 0.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "commands/copies.rs"]
mod copies;
#[path = "commands/faults.rs"]
mod faults;
#[path = "commands/imports.rs"]
mod imports;
#[path = "commands/ranking.rs"]
mod ranking;
#[path = "commands/simulated.rs"]
mod simulated;
#[path = "support/mod.rs"]
mod support;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What a command said and how it ended.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs the program in a folder of the test's own.
fn parvis(args: &[&str]) -> Run {
    parvis_told(args, "")
}

fn parvis_told(args: &[&str], input: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Run {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Run {
    /// What it printed, if it went well.
    fn good(self) -> String {
        assert_eq!(self.code, 0, "{}", self.err);
        self.out
    }
}

fn data(file: &str) -> PathBuf {
    support::tree::root().join("tests/data/fieldcases").join(file)
}

fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}
