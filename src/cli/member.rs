//! `parvis member`: people who can sign in.

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};

use crate::cli::Failure;
use crate::cli::data::DataArgs;
use crate::service::accounts::Accounts;
use crate::service::now;

#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    Add(AddArgs),
}

/// Add a member who can sign in
///
/// The password is asked for, unless it comes on standard input, whose line end is not part of it. It takes 12
/// characters or more.
#[derive(Debug, Args)]
pub struct AddArgs {
    /// The address that the member signs in with
    email: String,
    /// Administrator of the installation: may do everything in every consultation
    #[arg(long)]
    admin: bool,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(command: &MemberCommand) -> Result<(), Failure> {
    let MemberCommand::Add(args) = command;
    let password = if args.password_stdin { read_line()? } else { ask()? };
    let accounts = Accounts::new(args.data.open(2)?);
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    let member = runtime.block_on(accounts.add_member(&args.email, &password, args.admin, now()))?;
    println!("{} can sign in{}", member.email, if member.admin { " as administrator" } else { "" });
    Ok(())
}

/// One line of standard input without its line end.
fn read_line() -> Result<String, Failure> {
    let mut line = String::new();
    std::io::stdin()
        .lock()
        .read_line(&mut line)
        .map_err(|e| Failure::input(format!("standard input: {e}")))?;
    let line = line.strip_suffix('\n').unwrap_or(&line);
    Ok(line.strip_suffix('\r').unwrap_or(line).to_owned())
}

fn ask() -> Result<String, Failure> {
    if !std::io::stdin().is_terminal() {
        return Err(Failure::input("there is no terminal to ask for the password; use --password-stdin"));
    }
    let ask = |what: &str| rpassword::prompt_password(what).map_err(Failure::new);
    let password = ask("Password: ")?;
    if password != ask("Again: ")? {
        return Err(Failure::input("the two passwords are not the same"));
    }
    Ok(password)
}
