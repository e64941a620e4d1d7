//! Acknowledged durable votes a second over HTTP, beside a server that does nothing but group-commit one row
//! a request. Both in one run, as processes of their own, with the same 64 clients:
//!
//! ```sh
//! cargo bench --bench votes
//! ```
//!
//! What is compared is the vote alone: participants join and get their pairs before the clock starts.

#[path = "votes/client.rs"]
mod client;
#[path = "votes/minimal.rs"]
mod minimal;

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use client::{Client, Request};

const CLIENTS: usize = 64;
/// Votes of each client: ten for each of its participants, as many as are open at a time.
const PARTICIPANTS: usize = 60;
const OPEN: usize = 10;
const IDEAS: usize = 60;
const ROUNDS: usize = 3;

fn main() {
    let mut args = std::env::args().skip(1);
    if args.next().as_deref() == Some("--minimal") {
        return minimal::serve(&args.next().expect("a path for the database"));
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let mut ratios = Vec::new();
    println!("{CLIENTS} clients, one vote a request, SQLite with synchronous=FULL");
    for round in 1..=ROUNDS {
        let base = runtime.block_on(measure_minimal());
        let parvis = runtime.block_on(measure_parvis());
        ratios.push(parvis / base);
        println!("run {round}: minimal {base:.0}/s, parvis {parvis:.0}/s, ratio {:.2}", parvis / base);
    }
    ratios.sort_by(f64::total_cmp);
    println!("ratio: median {:.2} ({:.2}–{:.2})", ratios[ROUNDS / 2], ratios[0], ratios[ROUNDS - 1]);
}

/// A server in a process of its own; it ends with the value.
struct Server {
    child: Child,
    address: String,
    _folder: tempfile::TempDir,
    /// What it prints later must still go somewhere.
    _out: std::io::Lines<BufReader<std::process::ChildStdout>>,
}

impl Server {
    fn start(command: &mut Command, folder: tempfile::TempDir) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::inherit()).spawn().expect("it starts");
        let out = BufReader::new(child.stdout.take().expect("its output is piped"));
        let mut lines = out.lines();
        let address = lines
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| Some(line.split_once("http://")?.1.trim().to_owned()))
            .expect("it prints its address");
        Self { child, address, _folder: folder, _out: lines }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

async fn measure_minimal() -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("rows.sqlite").display().to_string();
    let server = Server::start(
        Command::new(std::env::current_exe().expect("its own path")).args(["--minimal", &path]),
        folder,
    );
    let body = r#"{"votes":[{"pair":"0123456789012345678901234567890123456789","outcome":"left"}]}"#;
    let one = Request::post(&server.address, "/votes", "", body);
    // It needs no preparing, so it can run longer, which its number is steadier for.
    let work = (0..CLIENTS).map(|_| vec![one.clone(); 4 * PARTICIPANTS * OPEN]).collect();
    rate(&server.address, work).await
}

async fn measure_parvis() -> f64 {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let data = folder.path().display().to_string();
    let password = "a long password for the bench";
    member(&data, password);
    let server = Server::start(
        Command::new(env!("CARGO_BIN_EXE_parvis")).args([
            "serve",
            "--data",
            &data,
            "--listen",
            "127.0.0.1:0",
            "--rate-limit",
            "off",
        ]),
        folder,
    );
    open_consultation(&server.address, password).await;
    let mut tasks = Vec::new();
    for _ in 0..CLIENTS {
        let address = server.address.clone();
        tasks.push(tokio::spawn(async move { prepare(&address).await }));
    }
    let mut work = Vec::new();
    for task in tasks {
        work.push(task.await.expect("preparing does not panic"));
    }
    rate(&server.address, work).await
}

fn member(data: &str, password: &str) {
    use std::io::Write;
    let mut child = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["member", "add", "bench@example.org", "--admin", "--password-stdin", "--data", data])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    writeln!(child.stdin.take().expect("its input is piped"), "{password}").expect("it reads");
    assert!(child.wait().expect("it ends").success());
}

async fn open_consultation(address: &str, password: &str) {
    let mut client = Client::connect(address).await;
    let body = serde_json::json!({"email": "bench@example.org", "password": password}).to_string();
    let session = client.json(&Request::post(address, "/api/v1/sessions", "", &body)).await;
    let token = session["token"].as_str().expect("a token").to_owned();
    let mut post = async |path: &str, body: serde_json::Value| {
        client.json(&Request::post(address, path, &token, &body.to_string())).await
    };
    let new = serde_json::json!({"slug": "bench", "question": {"en": "What?"}, "languages": ["en"]});
    post("/api/v1/consultations", new).await;
    for k in 0..IDEAS {
        let idea = serde_json::json!({"texts": {"en": format!("Idea number {k}")}});
        post("/api/v1/consultations/bench/ideas", idea).await;
    }
    let open = serde_json::json!({"state": "open"}).to_string();
    client.json(&Request::new("PATCH", address, "/api/v1/consultations/bench", &token, &open)).await;
}

/// Participants join and get their pairs: the requests that will be timed.
async fn prepare(address: &str) -> Vec<Request> {
    let mut client = Client::connect(address).await;
    let mut requests = Vec::with_capacity(PARTICIPANTS * OPEN);
    for _ in 0..PARTICIPANTS {
        let joined =
            client.json(&Request::post(address, "/api/v1/consultations/bench/participants", "", "{}")).await;
        let token = joined["token"].as_str().expect("a token").to_owned();
        let path = format!("/api/v1/consultations/bench/pairs?count={OPEN}");
        let pairs = client.json(&Request::new("GET", address, &path, &token, "")).await;
        for pair in pairs["items"].as_array().expect("pairs") {
            let body = serde_json::json!({"votes": [{"pair": pair["token"], "outcome": "left"}]}).to_string();
            requests.push(Request::post(address, "/api/v1/consultations/bench/votes", &token, &body));
        }
    }
    requests
}

/// Requests answered with success a second, each client one after another on a connection of its own.
async fn rate(address: &str, work: Vec<Vec<Request>>) -> f64 {
    let count: usize = work.iter().map(Vec::len).sum();
    let mut clients = Vec::new();
    for requests in work {
        clients.push((Client::connect(address).await, requests));
    }
    tokio::time::sleep(Duration::from_millis(500)).await;
    let started = Instant::now();
    let mut tasks = Vec::new();
    for (mut client, requests) in clients {
        tasks.push(tokio::spawn(async move {
            for request in &requests {
                client.send(request).await;
            }
        }));
    }
    for task in tasks {
        task.await.expect("every request is answered with success");
    }
    count as f64 / started.elapsed().as_secs_f64()
}
