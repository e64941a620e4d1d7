//! A temporary PostgreSQL server for one test binary, and a fresh database in it for each test. It needs
//! PostgreSQL's programs (13 or newer), no running server and no rights; it leaves nothing behind.
//!
//! The server hangs on a shell that reads from a pipe held by the test binary. However that binary ends
//! (done, panicked, killed), the pipe closes, and the shell stops the server and removes its folder.

use diesel::{Connection, PgConnection, RunQueryDsl, sql_query};
use std::io::Read;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

/// The oldest PostgreSQL that Parvis is tested on.
const OLDEST: u32 = 13;
/// A busy machine takes some seconds for `initdb`; one that takes longer than this is broken.
const START: Duration = Duration::from_secs(90);
/// Tests run side by side, each with a pool of its own.
const CONNECTIONS: u32 = 400;

/// `$1` the folder of the programs, `$2` the port, `$3` connections allowed. What went wrong goes to
/// standard output. The signal is repeated, as a server that is just starting ignores it. Durability stays
/// on (`fsync`), since it's part of what is tested.
const KEEPER: &str = r#"
exec 3<&0
bin=$1 port=$2 connections=$3
cd /
dir=$(mktemp -d "${TMPDIR:-/tmp}/parvis-postgres-XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
"$bin/initdb" --no-sync --auth=trust --username=parvis --no-locale --encoding=UTF8 \
  --pgdata="$dir/data" >"$dir/log" 2>&1 || { cat "$dir/log"; exit 1; }
"$bin/postgres" -D "$dir/data" -c port="$port" -c listen_addresses=127.0.0.1 \
  -c unix_socket_directories= -c max_connections="$connections" -c shared_buffers=64MB \
  -c fsync=on -c synchronous_commit=on -c max_wal_size=4GB -c autovacuum_naptime=10min \
  >"$dir/log" 2>&1 </dev/null &
server=$!
{ cat <&3 >/dev/null; while kill -QUIT "$server"; do sleep 0.1; done; } 2>/dev/null >/dev/null &
wait "$server"
code=$?
cat "$dir/log" 2>/dev/null
exit "$code"
"#;

/// The server of this test binary; the children's handle is kept so that its pipe stays open.
struct Server {
    port: u16,
    _keeper: Child,
}

static SERVER: OnceLock<Server> = OnceLock::new();
static DATABASES: AtomicU32 = AtomicU32::new(0);

/// A database of one test's own, dropped at its end.
pub struct Database {
    name: String,
    pub url: String,
}

impl Database {
    /// An empty database in this binary's server, which is started if it isn't running.
    pub fn empty() -> Self {
        Self::copy_of("template0")
    }

    /// A copy of a database that nobody is connected to.
    pub fn copy_of(template: &str) -> Self {
        let server = SERVER.get_or_init(start);
        let name = format!("test_{}", DATABASES.fetch_add(1, Ordering::Relaxed));
        administer(server.port, &format!("CREATE DATABASE {name} TEMPLATE {template}"));
        Self { url: url(server.port, &name), name }
    }

    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(server) = SERVER.get() else { return };
        if let Ok(mut connection) = PgConnection::establish(&url(server.port, "postgres")) {
            // A leftover is harmless: the whole server goes away with the test binary.
            let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
            let _ = sql_query(drop).execute(&mut connection);
        }
    }
}

fn url(port: u16, database: &str) -> String {
    format!("postgres://parvis@127.0.0.1:{port}/{database}")
}

fn administer(port: u16, statement: &str) {
    let mut connection = PgConnection::establish(&url(port, "postgres")).expect("the test server answers");
    sql_query(statement).execute(&mut connection).unwrap_or_else(|e| panic!("{statement}: {e}"));
}

/// Starts the server, again on another port if the first was taken meanwhile.
fn start() -> Server {
    let programs = programs().unwrap_or_else(|why| panic!("{why}"));
    let mut said = String::new();
    for _ in 0..3 {
        let port = free_port();
        let mut keeper = keeper(&programs, port);
        match wait_until_ready(&mut keeper, port) {
            Ok(()) => return Server { port, _keeper: keeper },
            Err(why) => said = why,
        }
    }
    panic!("PostgreSQL's test server did not start:\n{said}");
}

fn keeper(programs: &Path, port: u16) -> Child {
    let mut command = unprivileged();
    command.args(["sh", "-c", KEEPER, "parvis-test-postgres"]).arg(programs);
    command.args([port.to_string(), CONNECTIONS.to_string()]);
    // A group of its own: an interrupt from the keyboard ends the tests, and by that the server, in order.
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).process_group(0);
    command.spawn().expect("a shell can be started")
}

fn wait_until_ready(keeper: &mut Child, port: u16) -> Result<(), String> {
    let began = Instant::now();
    while began.elapsed() < START {
        if keeper.try_wait().is_ok_and(|ended| ended.is_some()) {
            let mut said = String::new();
            if let Some(mut output) = keeper.stdout.take() {
                // What is no valid text is not worth losing the rest of the message.
                let _ = output.read_to_string(&mut said);
            }
            return Err(said);
        }
        if PgConnection::establish(&url(port, "postgres")).is_ok() {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    drop(keeper.stdin.take());
    Err(format!("no answer within {} seconds", START.as_secs()))
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}

/// PostgreSQL refuses to run as root; then another user runs it.
fn unprivileged() -> Command {
    if output("id", &["-u"]).as_deref() != Some("0") {
        return Command::new("env");
    }
    let user = if output("id", &["-u", "postgres"]).is_some() { "postgres" } else { "nobody" };
    let group = output("id", &["-gn", user]).unwrap_or_else(|| user.to_owned());
    let mut command = Command::new("setpriv");
    command.args(["--reuid", user, "--regid", &group, "--clear-groups"]);
    command
}

/// The folder with `initdb` and `postgres`: on the path, where `pg_config` says, or where Debian,
/// Fedora and Homebrew put them.
fn programs() -> Result<PathBuf, String> {
    let mut folders: Vec<PathBuf> = Vec::new();
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    folders.extend(output("pg_config", &["--bindir"]).map(PathBuf::from));
    for parent in ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"] {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(parent).into_iter().flatten().flatten().map(|e| e.path().join("bin")).collect();
        found.sort();
        folders.extend(found.into_iter().rev());
    }
    folders.extend([PathBuf::from("/usr/pgsql/bin")]);
    folders
        .into_iter()
        .find(|folder| folder.join("initdb").is_file() && version(folder).is_some_and(|v| v >= OLDEST))
        .ok_or_else(|| {
            format!(
                "This test needs PostgreSQL's programs (initdb and postgres, version {OLDEST} or newer) and found \
                 none. On Debian or Ubuntu: apt-get install postgresql; on Fedora: dnf install \
                 postgresql-server; with Homebrew: brew install postgresql. No server has to run."
            )
        })
}

fn version(folder: &Path) -> Option<u32> {
    let text = output(folder.join("postgres").to_str()?, &["--version"])?;
    text.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty())?.parse().ok()
}

fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
