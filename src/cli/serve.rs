//! `parvis serve` and `parvis demo`: the service, until it is told to stop.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::time::Duration;

use clap::Args;
use rand::RngExt;

use crate::cli::Failure;
use crate::cli::data::DataArgs;
use crate::domain::ids::MemberId;
use crate::domain::member::{Part, Place, Role};
use crate::http::Context;
use crate::http::brake::Brake;
use crate::http::limits::Limits;
use crate::http::streams::Streams;
use crate::server::{self, Switch};
use crate::service::accounts::Accounts;
use crate::service::example::Members;
use crate::service::{Service, now};

/// Run the service
///
/// `demo` does the same with an example consultation, and prints its address and a login. Settings are given by flag or
/// by variable. The service stops on SIGTERM or Ctrl-C: requests under way are answered, waiting votes are written.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    data: DataArgs,
    #[command(flatten)]
    server: server::Settings,
    /// Connections to the database
    #[arg(long, env = "PARVIS_CONNECTIONS", value_name = "NUMBER", default_value_t = 8)]
    connections: u32,
    /// What is logged: error, warn, info, debug, or a filter such as parvis=debug
    #[arg(long, env = "PARVIS_LOG", value_name = "FILTER", default_value = "warn")]
    log: String,
}

/// How often what is due is looked for: closing times, days of keeping.
const TICK: Duration = Duration::from_secs(5);
const DEMO_EMAIL: &str = "organiser@parvis.example";
/// Members of the demo in the other roles; all have one password.
const DEMO_MEMBERS: [(&str, Role); 4] = [
    ("coordinator@parvis.example", Role::Coordinator),
    ("preparer@parvis.example", Role::Preparer),
    ("contact@parvis.example", Role::Contact),
    ("expert@parvis.example", Role::Expert),
];
/// The demo's password, kept so that it can be printed at each start.
const DEMO_FILE: &str = "demo-password.txt";

pub fn serve(args: &ServeArgs) -> Result<(), Failure> {
    run(args, false)
}

pub fn demo(args: &ServeArgs) -> Result<(), Failure> {
    run(args, true)
}

fn run(args: &ServeArgs, demo: bool) -> Result<(), Failure> {
    watch(&args.log)?;
    let db = args.data.open(args.connections)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(Failure::new)?;
    let service = Service::start(db.clone())?.with_erasures(args.data.erasures()?);
    runtime.block_on(async {
        // An older copy of the database may have been put back.
        args.data.erase_again(&service, &[]).await?;
        let accounts = Accounts::new(db);
        let password = if demo { Some(make_demo(args, &service, &accounts).await?) } else { None };
        let members = accounts.count().await?;
        let on = matches!(args.server.rate_limit, Switch::On);
        let context = Context {
            service: service.clone(),
            accounts,
            limits: if on { Limits::on() } else { Limits::off() },
            brake: Brake::new(on),
            site: args.server.site(),
            streams: Streams::new(on),
        };
        let running = server::start(&args.server, context).map_err(Failure::new)?;
        let address = args
            .server
            .public_url
            .clone()
            .or_else(|| running.addresses().first().map(|address| format!("http://{address}")))
            .unwrap_or_default();
        // Whoever reads may have gone; the service goes on.
        let _ = writeln!(std::io::stdout(), "{}", greeting(&address, password.as_deref(), members));
        let follow = tokio::spawn(service.live.clone().follow());
        let tick = tokio::spawn(tick(service.clone()));
        server::until_told(running).await;
        follow.abort();
        tick.abort();
        Ok::<(), Failure>(())
    })?;
    // Whatever waited for the log is written before the process ends.
    service.stop();
    Ok(())
}

fn watch(filter: &str) -> Result<(), Failure> {
    let filter =
        tracing_subscriber::EnvFilter::try_new(filter).map_err(|e| Failure::input(format!("--log: {e}")))?;
    let _ = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).try_init();
    Ok(())
}

async fn tick(service: Service) {
    loop {
        tokio::time::sleep(TICK).await;
        if let Err(error) = service.tick(now()).await {
            tracing::warn!(%error, "what is due could not be done");
        }
    }
}

/// The example with its organiser; returns the organiser's password.
async fn make_demo(args: &ServeArgs, service: &Service, accounts: &Accounts) -> Result<String, Failure> {
    args.data.make_data_folder()?;
    let file = args.data.data.join(DEMO_FILE);
    let password = if let Ok(password) = std::fs::read_to_string(&file) {
        password.trim().to_owned()
    } else {
        let password = new_password(&mut rand::rng());
        keep(&file, &password)?;
        password
    };
    let secretary = demo_member(args, accounts, DEMO_EMAIL, &password, true).await?;
    let mut others = Vec::new();
    for (email, role) in DEMO_MEMBERS {
        let part = match role {
            Role::Contact => [("region".to_owned(), "vaasa".to_owned())].into(),
            _ => Part::new(),
        };
        others.push((demo_member(args, accounts, email, &password, false).await?, Place { role, part }));
    }
    service.make_example(&Members { secretary, others }).await?;
    Ok(password)
}

/// A member of the demo, made unless they are there.
async fn demo_member(
    args: &ServeArgs,
    accounts: &Accounts,
    email: &str,
    password: &str,
    admin: bool,
) -> Result<MemberId, Failure> {
    if let Ok((token, member)) = accounts.sign_in(email, password, now()).await {
        accounts.sign_out(&token).await?;
        return Ok(member.id);
    }
    // Somebody gave them another password, or disabled them, to try it: they are there all the same.
    if let Some(there) = accounts.all_accounts().await?.into_iter().find(|one| one.member.email == email) {
        return Ok(there.member.id);
    }
    let made = accounts.add_member(email, password, admin, now()).await;
    made.map(|member| member.id).map_err(|error| {
        let file = args.data.data.join(DEMO_FILE);
        let file = file.display();
        Failure::new(format!("{email} of the demo can't be made: {error} ({file} does not fit the database)"))
    })
}

/// Four groups of letters and digits that nobody mistakes for one another.
fn new_password(rng: &mut impl rand::Rng) -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";
    let mut group =
        || (0..4).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect::<String>();
    [group(), group(), group(), group()].join("-")
}

fn keep(file: &Path, password: &str) -> Result<(), Failure> {
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written =
        options.write(true).create_new(true).open(file).and_then(|mut out| writeln!(out, "{password}"));
    written.map_err(|e| Failure::new(format!("{}: {e}", file.display())))
}

/// What a person reads after the start.
fn greeting(address: &str, password: Option<&str>, members: i64) -> String {
    let mut text = format!("Parvis listens at {address}");
    if let Some(password) = password {
        let _ = write!(
            text,
            "\n\n  consultation  {address}/c/regional-presence   (its votes are simulated)\
             \n  organisers    {address}/admin\
             \n  e-mail        {DEMO_EMAIL}\
             \n  password      {password}\
             \n  other roles   coordinator@, preparer@, contact@ and expert@parvis.example, with the same password\n"
        );
    } else if members == 0 {
        text.push_str("\nNobody can sign in yet: parvis member add EMAIL --admin");
    }
    text.push_str("\nStop with Ctrl-C.");
    text
}

#[cfg(test)]
mod tests {
    use super::{greeting, new_password};

    #[test]
    fn the_demo_says_where_who_and_how_to_stop() {
        let password = new_password(&mut rand::rng());
        let text = greeting("http://127.0.0.1:8080", Some(&password), 1);
        for said in ["http://127.0.0.1:8080/c/regional-presence", "/admin", &*password, "Ctrl-C", "simulated"]
        {
            assert!(text.contains(said), "{said}");
        }
        assert!(greeting("x", None, 0).contains("member add"));
        assert!(!greeting("x", None, 1).contains("member add"));
    }
}
