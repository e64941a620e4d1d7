//! `parvis verify`: checks the chain of an exported log, and computes a snapshot again.

mod recount;

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::cli::{Failure, progress};
use crate::domain::chain::{Verifier, hex};
use crate::domain::log::Exported;

use recount::{Recount, SnapshotFile};

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
    let snapshot = args.snapshot.as_deref().map(read_snapshot).transpose()?;
    let name = args.log.display().to_string();
    let unreadable = |e: &dyn std::fmt::Display| Failure::input(format!("{name}: {e}"));
    let reader: Box<dyn BufRead> = if name == "-" {
        Box::new(std::io::stdin().lock())
    } else {
        Box::new(BufReader::with_capacity(1 << 20, File::open(&args.log).map_err(|e| unreadable(&e))?))
    };
    let bar = progress::spinner("checking");
    let mut verifier = Verifier::default();
    let mut recount = Recount::default();
    let mut hash_there = None;
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
        if let Some(snapshot) = snapshot.as_ref().filter(|snapshot| row.public.seq <= snapshot.seq) {
            recount.push(&row);
            if row.public.seq == snapshot.seq {
                hash_there = Some(row.hash);
            }
        }
    }
    bar.finish_and_clear();
    let Some((seq, hash)) = verifier.head() else {
        return Err(Failure::input(format!("{name}: the log is empty")));
    };
    println!("{seq} rows follow from one another; {} private parts fit", verifier.commitments());
    println!("hash {}", hex(&hash));
    if let Some(snapshot) = snapshot {
        check_snapshot(&snapshot, hash_there, &recount)?;
    }
    Ok(())
}

fn read_snapshot(path: &Path) -> Result<SnapshotFile, Failure> {
    let name = path.display();
    let text = std::fs::read_to_string(path).map_err(|e| Failure::input(format!("{name}: {e}")))?;
    serde_json::from_str(&text).map_err(|e| Failure::input(format!("{name}: not a snapshot: {e}")))
}

fn check_snapshot(
    snapshot: &SnapshotFile,
    hash_there: Option<String>,
    recount: &Recount,
) -> Result<(), Failure> {
    let seq = snapshot.seq;
    let differs = |why: &str| Failure::new(format!("the snapshot at row {seq} does not fit: {why}"));
    let hash = hash_there.ok_or_else(|| differs("the log ends before it"))?;
    if hash != snapshot.hash {
        return Err(differs(&format!("its hash is {}, the log's is {hash}", snapshot.hash)));
    }
    let compared = recount.compare(snapshot).map_err(|why| differs(&why))?;
    let errors = match (compared.with_strengths, compared.with_errors) {
        _ if !compared.with_counts => {
            "their texts (which votes of fewer than five people are set aside is not public: read the log as a member)"
        }
        (_, true) => "strengths, errors and ranks",
        (true, _) => "strengths (the log has its public part only: errors and ranges rest on who voted)",
        _ => "counts (the log has its public part only: with a cap all else rests on who voted)",
    };
    println!("the snapshot at row {seq} fits: {} ideas, {errors}", compared.ideas);
    Ok(())
}
