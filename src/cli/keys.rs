//! `parvis keys`: the keys that sign participants' tokens, pairs and forms.

use clap::{Args, Subcommand};

use crate::cli::Failure;
use crate::cli::data::DataArgs;
use crate::service::now;
use crate::service::times::rfc3339;
use crate::service::tokens::Signer;

const DAY: i64 = 24 * 3_600 * 1_000_000;
/// As long as a participant's cookie lives.
const DAYS: u32 = 180;
const DAYS_MAX: u32 = 3_660;

#[derive(Debug, Subcommand)]
pub enum KeysCommand {
    Rotate(RotateArgs),
}

/// Make a new key that signs, also while the service runs
///
/// From the next minute on the new key signs what participants are given. What older keys signed goes on until their
/// end: who took part before then stays who they are. If somebody may have read the database or a backup, take
/// `--end-in 0`: then everybody joins anew, as whoever has an old key can speak for each participant.
#[derive(Debug, Args)]
pub struct RotateArgs {
    /// Days until the keys before it verify nothing any more; 0 ends them now
    #[arg(long, value_name = "DAYS", default_value_t = DAYS, value_parser = clap::value_parser!(u32).range(..=i64::from(DAYS_MAX)))]
    end_in: u32,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(command: &KeysCommand) -> Result<(), Failure> {
    let KeysCommand::Rotate(args) = command;
    let (db, now) = (args.data.open(2)?, now());
    for key in Signer::rotate(&db, now, now + i64::from(args.end_in) * DAY)? {
        let does =
            key.ends_at.map_or_else(|| "signs".to_owned(), |end| format!("verifies until {}", rfc3339(end)));
        println!("{}  made {}  {does}", key.id, rfc3339(key.created_at));
    }
    Ok(())
}
