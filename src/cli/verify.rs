//! `parvis verify`: checks the chain of an exported log.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;

use clap::Args;

use crate::cli::{Failure, progress};
use crate::domain::chain::{Verifier, hex};
use crate::domain::log::Exported;

/// Check the chain of an exported log
///
/// Exit code 0: every row follows from the one before it. 1: one does not, its number is printed. 2: the file can't be
/// read. The chain shows a change to who kept an earlier hash, and proves no more than that.
#[derive(Debug, Args)]
pub struct VerifyArgs {
    /// The log as NDJSON, from its first row on; `-` is standard input
    log: PathBuf,
    /// A snapshot to compute again from the log
    #[arg(long, value_name = "FILE")]
    snapshot: Option<PathBuf>,
}

pub fn run(args: &VerifyArgs) -> Result<(), Failure> {
    if args.snapshot.is_some() {
        return Err(Failure::input(
            "--snapshot: this version makes no snapshots yet; check the log without it",
        ));
    }
    let name = args.log.display().to_string();
    let unreadable = |e: &dyn std::fmt::Display| Failure::input(format!("{name}: {e}"));
    let reader: Box<dyn BufRead> = if name == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::with_capacity(1 << 20, File::open(&args.log).map_err(|e| unreadable(&e))?))
    };
    let bar = progress::spinner("checking");
    let mut verifier = Verifier::default();
    for (number, line) in (1_u64..).zip(reader.lines()) {
        let line = line.map_err(|e| unreadable(&e))?;
        if line.trim().is_empty() {
            continue;
        }
        let row: Exported = serde_json::from_str(&line)
            .map_err(|e| Failure::input(format!("{name}:{number}: not a row of a log: {e}")))?;
        verifier
            .push(&row)
            .map_err(|broken| Failure::new(format!("row {} does not fit: {}", broken.seq, broken.why)))?;
    }
    bar.finish_and_clear();
    let Some((seq, hash)) = verifier.head() else {
        return Err(Failure::input(format!("{name}: the log is empty")));
    };
    println!("{seq} rows follow from one another; {} private parts fit", verifier.commitments());
    println!("hash {}", hex(&hash));
    Ok(())
}
