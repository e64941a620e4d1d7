//! `parvis member`: people who can sign in.

use std::io::{BufRead, IsTerminal};

use clap::{Args, Subcommand};

use crate::cli::Failure;
use crate::cli::data::DataArgs;
use crate::service::accounts::Accounts;
use crate::service::administration::{Account, AccountChange};
use crate::service::now;
use crate::service::times::rfc3339;

#[derive(Debug, Subcommand)]
pub enum MemberCommand {
    Add(AddArgs),
    /// List members: address, administrator or member, whether disabled, since when
    List(DataArgs),
    Disable(OneArgs),
    Enable(OneArgs),
    Password(PasswordArgs),
}

/// Add a member who can sign in
///
/// The password is asked for, unless it comes on standard input, whose line end is not part of it. It takes 12
/// characters or more, and none that are guessed soon.
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

/// Disable or enable a member
///
/// Who is disabled can't sign in, and loses every session and key at once, for good. What they did keeps its author. The
/// last administrator can't be disabled.
#[derive(Debug, Args)]
pub struct OneArgs {
    /// The address that the member signs in with
    email: String,
    #[command(flatten)]
    data: DataArgs,
}

/// Give a member a new password
///
/// Every session and key of theirs ends. The password is asked for, unless it comes on standard input.
#[derive(Debug, Args)]
pub struct PasswordArgs {
    /// The address that the member signs in with
    email: String,
    /// Read the password from standard input
    #[arg(long)]
    password_stdin: bool,
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(command: &MemberCommand) -> Result<(), Failure> {
    match command {
        MemberCommand::Add(args) => add(args),
        MemberCommand::List(data) => list(data),
        MemberCommand::Disable(args) => disable(args, true),
        MemberCommand::Enable(args) => disable(args, false),
        MemberCommand::Password(args) => give_password(args),
    }
}

fn add(args: &AddArgs) -> Result<(), Failure> {
    let password = password(args.password_stdin)?;
    let member =
        with(&args.data, async |all| all.add_member(&args.email, &password, args.admin, now()).await)?;
    println!("{} can sign in{}", member.email, if member.admin { " as administrator" } else { "" });
    Ok(())
}

fn list(data: &DataArgs) -> Result<(), Failure> {
    for account in with(data, async |all| all.all_accounts().await)? {
        println!("{}", line(&account));
    }
    Ok(())
}

/// One member on one line, apart by tabs: it reads well and scripts can take it.
fn line(Account { member, disabled_at }: &Account) -> String {
    let rank = if member.admin { "administrator" } else { "member" };
    let state = disabled_at.map_or_else(|| "enabled".to_owned(), |at| format!("disabled {}", rfc3339(at)));
    format!("{}\t{rank}\t{state}\tsince {}", member.email, rfc3339(member.created_at))
}

fn disable(args: &OneArgs, disabled: bool) -> Result<(), Failure> {
    let change = AccountChange { disabled: Some(disabled), admin: None };
    let changed = with(&args.data, async |all| all.change_account_of(&args.email, change, now()).await)?;
    let says = if disabled { "can't sign in any more" } else { "can sign in" };
    println!("{} {says}", changed.member.email);
    Ok(())
}

fn give_password(args: &PasswordArgs) -> Result<(), Failure> {
    let password = password(args.password_stdin)?;
    let member = with(&args.data, async |all| all.give_password_to(&args.email, &password, now()).await)?;
    println!("{} has a new password; sessions and keys have ended", member.email);
    Ok(())
}

/// Does something with the accounts of a database.
fn with<R>(
    data: &DataArgs,
    work: impl AsyncFnOnce(Accounts) -> crate::domain::Result<R>,
) -> Result<R, Failure> {
    let accounts = Accounts::new(data.open(2)?);
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::new)?;
    Ok(runtime.block_on(work(accounts))?)
}

fn password(from_stdin: bool) -> Result<String, Failure> {
    if from_stdin { read_line() } else { ask() }
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
