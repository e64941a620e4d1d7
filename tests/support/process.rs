//! The real program as a process: started on a free port, asked over HTTP, ended in order or killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

/// The program that cargo built for these tests.
pub const PARVIS: &str = env!("CARGO_BIN_EXE_parvis");

/// A debug build on a busy machine starts within seconds; more means that it hangs.
const READY: Duration = Duration::from_mins(1);

/// `parvis serve`, running. Dropping it kills it.
pub struct Served {
    child: Child,
    pub url: String,
    log: PathBuf,
}

impl Served {
    /// Starts the service on a database, its data folder in `folder`, and waits until it is ready.
    pub fn start(database: &str, folder: &Path) -> Self {
        Self::start_inside(Command::new("env"), database, folder)
    }

    /// The same, started by a command that becomes the service in the end (`env`, `unshare`, …).
    pub fn start_inside(mut starter: Command, database: &str, folder: &Path) -> Self {
        let port = free_port();
        let log = folder.join("server.log");
        let file = std::fs::OpenOptions::new().create(true).append(true).open(&log).expect("a log file");
        let child = starter
            .args([PARVIS, "serve", "--database", database, "--listen", &format!("127.0.0.1:{port}")])
            .args(["--rate-limit", "off", "--data"])
            .arg(folder)
            .stdin(Stdio::null())
            .stdout(file.try_clone().expect("the log file can be shared"))
            .stderr(file)
            .spawn()
            .expect("the program can be started");
        let mut served = Self { child, url: format!("http://127.0.0.1:{port}"), log };
        served.wait_until_ready();
        served
    }

    fn wait_until_ready(&mut self) {
        let began = Instant::now();
        while began.elapsed() < READY {
            let ended = self.child.try_wait().expect("the child can be asked");
            assert!(ended.is_none(), "the server ended: {ended:?}\n{}", self.said());
            let answer = reqwest::blocking::get(format!("{}/readyz", self.url));
            if answer.is_ok_and(|answer| answer.status().is_success()) {
                return;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        panic!("the server was not ready within {} s\n{}", READY.as_secs(), self.said());
    }

    /// What it printed, since the first start in this folder.
    pub fn said(&self) -> String {
        std::fs::read_to_string(&self.log).unwrap_or_default()
    }

    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// As a power cut would, but for the system's page cache.
    pub fn kill(mut self) {
        self.child.kill().expect("the server still runs");
        self.child.wait().expect("the server ends");
    }

    /// SIGTERM, and the exit code.
    pub fn stop(mut self) -> Option<i32> {
        let sent = Command::new("kill").args(["-TERM", &self.pid().to_string()]).status();
        assert!(sent.is_ok_and(|status| status.success()), "the server takes a signal");
        self.child.wait().expect("the server ends").code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // It may have ended already; then there is nothing to do.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command of the program to its end.
pub fn parvis(arguments: &[&str]) -> Output {
    Command::new(PARVIS).args(arguments).stdin(Stdio::null()).output().expect("the program can be started")
}

/// The same with a line of standard input.
pub fn parvis_with(arguments: &[&str], line: &str) -> Output {
    use std::io::Write;
    let mut child = Command::new(PARVIS)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program can be started");
    let mut input = child.stdin.take().expect("a pipe to it");
    // A command that reads nothing may have ended by now.
    let _ = writeln!(input, "{line}");
    drop(input);
    child.wait_with_output().expect("it ends")
}

/// Adds an administrator by the command line.
pub fn add_admin(database: &str, email: &str, password: &str) {
    let arguments = ["member", "add", email, "--admin", "--password-stdin", "--database", database];
    let added = parvis_with(&arguments, password);
    assert!(added.status.success(), "{}", String::from_utf8_lossy(&added.stderr));
}

fn free_port() -> u16 {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a loopback port is free");
    listener.local_addr().expect("a bound socket has an address").port()
}
