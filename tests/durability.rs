//! A killed process keeps the system's page cache, so the kill test alone can't show that an answer waits for
//! the disk. This one reads the system calls: between the write that holds a vote and the answer that
//! acknowledges it, the log file was synced. On both databases; prints what it saw with `--nocapture`.

#[path = "support/mod.rs"]
mod support;

use diesel::{Connection, PgConnection, QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use support::client::Client;
use support::postgres::Database;
use support::process::{Served, add_admin};

const EMAIL: &str = "organiser@example.org";
const PASSWORD: &str = "a long enough passphrase";
const VOTES: usize = 5;

#[test]
fn sqlite_syncs_its_log_before_the_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite:{}", folder.path().join("parvis.sqlite").display());
    each_answer_waits(&database, folder.path(), "parvis.sqlite-wal", |_| Vec::new());
}

#[test]
fn postgres_syncs_its_log_before_the_answer() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::empty();
    each_answer_waits(&database.url, folder.path(), "/pg_wal/", server_processes);
}

#[derive(QueryableByName)]
struct Process {
    #[diesel(sql_type = Text)]
    pid: String,
}

/// The server's processes, and by the first of them those that it starts later.
fn server_processes(url: &str) -> Vec<String> {
    let mut connection = PgConnection::establish(url).expect("the test server answers");
    let query = "SELECT trim(split_part(pg_read_file('postmaster.pid'), E'\\n', 1)) AS pid
                 UNION SELECT pid::text FROM pg_stat_activity WHERE pid <> pg_backend_pid()";
    let found = sql_query(query).load::<Process>(&mut connection).expect("the list of processes");
    found.into_iter().map(|process| process.pid).collect()
}

fn each_answer_waits(database: &str, folder: &Path, log_file: &str, others: impl Fn(&str) -> Vec<String>) {
    let server = Served::start(database, folder);
    add_admin(database, EMAIL, PASSWORD);
    let organiser = Client::new(&server.url).sign_in(EMAIL, PASSWORD);
    let slug = organiser.open_consultation("durable", 12);
    let voter = Client::new(&server.url).join(&slug).expect("somebody joins");
    let pairs = voter.done("GET", &format!("/consultations/{slug}/pairs?count={VOTES}"), Value::Null);
    let pairs: Vec<&Value> = pairs["items"].as_array().expect("pairs").iter().collect();
    assert_eq!(pairs.len(), VOTES);

    let trace = folder.join("trace");
    let mut processes = others(database);
    processes.push(server.pid().to_string());
    let tracer = Tracer::attach(&processes, &trace);
    let mut acknowledged = Vec::new();
    for pair in pairs {
        let vote = json!({ "votes": [{ "pair": pair["token"], "outcome": "left" }] });
        let answer = voter.done("POST", &format!("/consultations/{slug}/votes"), vote);
        acknowledged.push(answer["recorded"][0]["pair_id"].as_str().expect("recorded").to_owned());
    }
    tracer.detach();

    let calls = read(&std::fs::read_to_string(&trace).expect("a trace"));
    for pair in &acknowledged {
        let seen = order(&calls, pair, log_file).unwrap_or_else(|why| panic!("{pair}: {why}"));
        println!("{log_file} {pair}: {seen}");
    }
}

/// `strace` on running processes and what they start.
struct Tracer(Child);

impl Tracer {
    fn attach(processes: &[String], trace: &Path) -> Self {
        let mut command = Command::new("strace");
        command.args(["-f", "-ttt", "-y", "-s", "1000000", "-e", "signal=none", "-e"]);
        command
            .arg("trace=write,writev,pwrite64,pwritev,fsync,fdatasync,sync_file_range,sendto,sendmsg,close");
        command.arg("-o").arg(trace);
        for process in processes {
            command.args(["-p", process]);
        }
        let child = command.stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut tracer = Self(child.expect("strace is installed (Debian: apt-get install strace)"));
        tracer.wait_until_attached(processes);
        tracer
    }

    fn wait_until_attached(&mut self, processes: &[String]) {
        let began = Instant::now();
        while began.elapsed() < Duration::from_secs(20) {
            let ended = self.0.try_wait().expect("strace can be asked");
            assert!(
                ended.is_none(),
                "strace may not look at a process of this user's: run as root, or with sysctl kernel.yama.ptrace_scope=0"
            );
            if processes.iter().all(|process| is_traced(process)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("strace does not attach");
    }

    /// An interrupt makes it write out what it saw and leave the processes alone.
    fn detach(mut self) {
        let sent = Command::new("kill").args(["-INT", &self.0.id().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()));
        self.0.wait().expect("strace ends");
    }
}

/// Whether every thread of a process has a tracer; one that ended meanwhile needs none.
fn is_traced(process: &str) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{process}/task")).into_iter().flatten().flatten();
    let status = threads.filter_map(|thread| std::fs::read_to_string(thread.path().join("status")).ok());
    status.into_iter().all(|text| !text.contains("\nTracerPid:\t0\n"))
}

/// A system call: its number in the order of beginnings and, of those, when it ended.
#[derive(Debug)]
struct Call {
    began: usize,
    ended: usize,
    text: String,
}

/// Lines of strace as calls; one that another thread interrupts stands in two parts.
fn read(trace: &str) -> Vec<Call> {
    let mut calls: Vec<Call> = Vec::new();
    let mut open: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, line) in trace.lines().enumerate() {
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        if rest.contains(" resumed>") {
            if let Some(call) = open.remove(thread) {
                calls[call].ended = at;
            }
            continue;
        }
        let unfinished = rest.ends_with("<unfinished ...>");
        if unfinished {
            open.insert(thread, calls.len());
        }
        let ended = if unfinished { usize::MAX } else { at };
        calls.push(Call { began: at, ended, text: rest.trim_start().to_owned() });
    }
    calls
}

/// The write, the sync and the answer of a vote, in that order; or what is missing.
fn order(calls: &[Call], pair: &str, log_file: &str) -> Result<String, String> {
    let is = |call: &Call, names: &[&str]| names.iter().any(|name| call.text.contains(&format!(" {name}(")));
    let answer = calls
        .iter()
        .find(|call| call.text.contains("\\\"recorded\\\"") && call.text.contains(pair))
        .ok_or("no answer was seen")?;
    let mut writes = calls
        .iter()
        .filter(|call| is(call, &["pwrite64", "pwritev", "write"]) && call.text.contains(log_file));
    let write = writes
        .rfind(|call| call.began < answer.began && call.text.contains(pair))
        .ok_or("no write of the log holds it before its answer")?;
    let mut syncs =
        calls.iter().filter(|call| is(call, &["fdatasync", "fsync"]) && call.text.contains(log_file));
    let sync = syncs
        .find(|call| call.began > write.ended && call.ended < answer.began)
        .ok_or("no sync of the log lies between its write and its answer")?;
    Ok(format!("write at {}, sync {}–{}, answer at {}", write.began, sync.began, sync.ended, answer.began))
}

#[test]
fn an_answer_that_does_not_wait_is_seen() {
    let wal = "7<log-wal>";
    let trace = format!(
        "1 0.1 pwrite64({wal}, \"pair_a\", 6, 0) = 6\n\
         1 0.2 fdatasync({wal} <unfinished ...>\n\
         2 0.3 writev(9<socket>, \"\\\"recorded\\\" pair_a\") = 9\n\
         1 0.4 <... fdatasync resumed>) = 0\n\
         1 0.5 pwrite64({wal}, \"pair_b\", 6, 0) = 6\n\
         1 0.6 fdatasync({wal}) = 0\n\
         2 0.7 writev(9<socket>, \"\\\"recorded\\\" pair_b\") = 9\n"
    );
    let calls = read(&trace);
    assert!(order(&calls, "pair_a", "log-wal").is_err(), "answered while the sync was under way");
    assert!(order(&calls, "pair_b", "log-wal").is_ok());
    assert!(order(&calls, "pair_c", "log-wal").is_err());
}
