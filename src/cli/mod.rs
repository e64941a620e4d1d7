//! Owns the commands of the program: what is typed, what is printed, exit codes.

pub mod rank;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Turns many people's choices between two ideas into one ranking that can be trusted.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, about)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Rank(rank::RankArgs),
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    match Cli::parse().command {
        Command::Rank(args) => rank::run(&args),
    }
}
