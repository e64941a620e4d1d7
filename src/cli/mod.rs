//! Owns the commands of the program: what is typed, what is printed, exit codes.

mod backup;
mod check;
mod data;
mod export;
mod import;
mod keys;
mod member;
mod progress;
pub mod rank;
mod serve;
mod simulate;
mod subtraction;
mod verify;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

use data::DataArgs;

/// Turns many people's choices between two ideas into one ranking that can be trusted.
#[derive(Debug, Parser)]
#[command(name = "parvis", version, about, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(serve::ServeArgs),
    Demo(serve::ServeArgs),
    Rank(rank::RankArgs),
    Plan(simulate::PlanArgs),
    Simulate(simulate::SimulateArgs),
    /// Make a consultation of files
    #[command(subcommand)]
    Import(import::Import),
    Export(export::ExportArgs),
    /// Members: people who can sign in
    #[command(subcommand)]
    Member(member::MemberCommand),
    /// Keys that sign participants' tokens
    #[command(subcommand)]
    Keys(keys::KeysCommand),
    /// Bring the database up to this program
    Migrate(DataArgs),
    Backup(backup::BackupArgs),
    Restore(backup::RestoreArgs),
    Verify(verify::VerifyArgs),
    /// Print the API's description (OpenAPI 3.1, JSON)
    Openapi,
    Healthcheck(check::HealthcheckArgs),
}

/// Why a command failed: one line for standard error, and the exit code.
#[derive(Debug)]
pub(crate) struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    fn new(message: impl ToString) -> Self {
        Self { code: 1, message: message.to_string() }
    }

    /// What was typed, or a file, is wrong.
    fn input(message: impl ToString) -> Self {
        Self { code: 2, message: message.to_string() }
    }
}

impl From<crate::domain::Error> for Failure {
    fn from(error: crate::domain::Error) -> Self {
        let field = error.fields.first().map(|field| format!("{}: ", field.field)).unwrap_or_default();
        Failure::new(format!("{field}{}", error.detail))
    }
}

impl From<crate::store::Error> for Failure {
    fn from(error: crate::store::Error) -> Self {
        Failure::new(error)
    }
}

/// Runs what the command line asks for.
pub fn run() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Rank(args) => return rank::run(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Demo(args) => serve::demo(&args),
        Command::Plan(args) => simulate::plan(&args),
        Command::Simulate(args) => simulate::simulate(&args),
        Command::Import(import) => import::run(&import),
        Command::Export(args) => export::run(&args),
        Command::Member(command) => member::run(&command),
        Command::Keys(command) => keys::run(&command),
        Command::Migrate(args) => data::migrate(&args),
        Command::Backup(args) => backup::backup(&args),
        Command::Restore(args) => backup::restore(&args),
        Command::Verify(args) => verify::run(&args),
        Command::Openapi => {
            check::openapi();
            Ok(())
        }
        Command::Healthcheck(args) => check::healthcheck(&args),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("parvis: {}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}
