//! What was acknowledged survives `kill -9`: the real program, voted on over HTTP, killed and started again,
//! on both databases. `PARVIS_CRASHES` says how often (3 unless set; 10 before a release).

#[path = "support/mod.rs"]
mod support;

use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use support::client::Client;
use support::postgres::Database;
use support::process::{Served, add_admin, parvis};

const EMAIL: &str = "organiser@example.org";
const PASSWORD: &str = "a long enough passphrase";
const IDEAS: usize = 24;
const VOTERS: usize = 6;

/// An answer that was sent, and what the server said of it, if it came to that.
struct Told {
    token: String,
    outcome: &'static str,
    recorded: Option<Recorded>,
}

#[derive(Clone, Debug, PartialEq)]
struct Recorded {
    pair: String,
    seq: i64,
    hash: String,
}

/// Someone who votes without pause, as participants one after another.
#[derive(Default)]
struct Voter {
    client: Option<Client>,
    told: Vec<Told>,
    /// Pairs taken back. A taking back that was not heard of is sent again after the crash.
    undone: BTreeSet<String>,
    /// Of whom each answer is, for sending it again.
    askers: Vec<Client>,
}

#[test]
fn sqlite_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite:{}", folder.path().join("parvis.sqlite").display());
    crash_again_and_again(&database, folder.path());
}

#[test]
fn postgres_keeps_what_it_acknowledged() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = Database::empty();
    crash_again_and_again(&database.url, folder.path());
}

#[test]
fn an_event_goes_on_after_the_server_was_killed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite:{}", folder.path().join("parvis.sqlite").display());
    let server = Served::start(&database, folder.path());
    add_admin(&database, EMAIL, PASSWORD);
    let organiser = Client::new(&server.url).sign_in(EMAIL, PASSWORD);
    let slug = organiser.open_consultation("event", 8);
    let at = |hours: i64| {
        let micros = parvis::service::now() + hours * 3_600_000_000;
        parvis::service::times::rfc3339(micros)
    };
    let new = json!({"name": {"fi": "Vaasa"}, "starts_at": at(-1), "ends_at": at(2)});
    let (_, event) = organiser.call("POST", &format!("/consultations/{slug}/events"), new);
    let address = format!("/consultations/{slug}/events/{}", event["id"].as_str().expect("an id"));
    let phones: Vec<Client> = (0..PHONES).map(|_| phone(&Client::new(&server.url), &slug, &event)).collect();
    phones.iter().for_each(|phone| vote(phone, &slug, 2));
    server.kill();

    // The phones go on with the tokens that they have, the screen counts what was there and what comes.
    let server = Served::start(&database, folder.path());
    let organiser = organiser.at(&server.url);
    let counted = |organiser: &Client| {
        let (_, event) = organiser.call("GET", &address, Value::Null);
        (event["participants"].as_u64(), event["votes"].as_u64())
    };
    assert_eq!(counted(&organiser), (Some(PHONES), Some(2 * PHONES)));
    for phone in &phones {
        vote(&phone.at(&server.url), &slug, 1);
    }
    vote(&phone(&Client::new(&server.url), &slug, &event), &slug, 1);
    assert_eq!(counted(&organiser), (Some(PHONES + 1), Some(3 * PHONES + 1)));
    let (_, ranking) = organiser.call("GET", &format!("/consultations/{slug}/ranking"), Value::Null);
    assert_eq!(ranking["votes"].as_f64(), Some(f64::from(3 * PHONES as u32 + 1)));
    assert_eq!(server.stop(), Some(0));
}

const PHONES: u64 = 50;

/// Somebody who came through the event.
fn phone(anyone: &Client, slug: &str, event: &Value) -> Client {
    let path = format!("/consultations/{slug}/participants");
    let (status, joined) = anyone.call("POST", &path, json!({"code": event["code"]}));
    assert_eq!(status, 201, "{joined}");
    anyone.with_token(joined["token"].as_str().expect("a token"))
}

fn vote(phone: &Client, slug: &str, times: usize) {
    let path = format!("/consultations/{slug}/pairs?count={times}");
    let (_, pairs) = phone.call("GET", &path, Value::Null);
    let votes: Vec<Value> =
        items(&pairs).iter().map(|pair| json!({"pair": pair["token"], "outcome": "left"})).collect();
    let (status, answer) =
        phone.call("POST", &format!("/consultations/{slug}/votes"), json!({"votes": votes}));
    assert_eq!(status, 200, "{answer}");
}

fn crash_again_and_again(database: &str, folder: &Path) {
    let crashes = std::env::var("PARVIS_CRASHES").ok().and_then(|n| n.parse().ok()).unwrap_or(3);
    let mut server = Served::start(database, folder);
    add_admin(database, EMAIL, PASSWORD);
    let organiser = Client::new(&server.url).sign_in(EMAIL, PASSWORD);
    let slug = organiser.open_consultation("crash", IDEAS);
    let mut voters: Vec<Voter> = (0..VOTERS).map(|_| Voter::default()).collect();
    for crash in 0..crashes {
        let before = told(&voters);
        vote_until_killed(server, &slug, &mut voters, Duration::from_millis(400 + 70 * crash));
        server = Served::start(database, folder);
        let unsure = send_again(&server, &slug, &mut voters);
        eprintln!("crash {}: {} answers sent, {unsure} without an answer", crash + 1, told(&voters) - before);
        assert!(told(&voters) > before, "nobody voted before the server was killed");
    }
    let organiser = organiser.at(&server.url);
    let log = organiser.log(&slug);
    every_answer_stands_once(&log, &voters);
    both_programs_verify(&log, folder);
    the_ranking_follows_from_the_log(&organiser, &slug, &log, folder);
    assert_eq!(server.stop(), Some(0), "a signal ends it in order");
}

fn told(voters: &[Voter]) -> usize {
    voters.iter().map(|voter| voter.told.len()).sum()
}

fn vote_until_killed(server: Served, slug: &str, voters: &mut [Voter], time: Duration) {
    let gone = AtomicBool::new(false);
    let client = Client::new(&server.url);
    std::thread::scope(|scope| {
        for voter in voters {
            let (client, gone) = (client.clone(), &gone);
            voter.client = None;
            scope.spawn(move || {
                let error = voter.vote(&client, slug).expect_err("voting ends with the server");
                assert!(gone.load(Ordering::SeqCst), "the server failed before it was killed: {error}");
            });
        }
        std::thread::sleep(time);
        gone.store(true, Ordering::SeqCst);
        server.kill();
    });
}

impl Voter {
    fn vote(&mut self, anyone: &Client, slug: &str) -> reqwest::Result<()> {
        loop {
            let client = if let Some(client) = &self.client { client.clone() } else { anyone.join(slug)? };
            let (status, pairs) =
                client.try_call("GET", &format!("/consultations/{slug}/pairs?count=4"), Value::Null)?;
            assert_eq!(status, 200, "{pairs}");
            let tokens: Vec<&str> = items(&pairs).iter().filter_map(|pair| pair["token"].as_str()).collect();
            self.client = (!tokens.is_empty()).then_some(client.clone());
            self.answer(&client, slug, &tokens)?;
            if self.told.len().is_multiple_of(5) {
                self.take_back(&client, slug)?;
            }
        }
    }

    fn answer(&mut self, client: &Client, slug: &str, tokens: &[&str]) -> reqwest::Result<()> {
        let first = self.told.len();
        for (at, token) in tokens.iter().enumerate() {
            let outcome = ["left", "right", "tie", "left", "skip"][(first + at) % 5];
            self.told.push(Told { token: (*token).to_owned(), outcome, recorded: None });
            self.askers.push(client.clone());
        }
        if first == self.told.len() {
            return Ok(());
        }
        let answered = send(client, slug, &self.told[first..])?;
        for (told, (recorded, _)) in self.told[first..].iter_mut().zip(answered) {
            told.recorded = Some(recorded);
        }
        Ok(())
    }

    fn take_back(&mut self, client: &Client, slug: &str) -> reqwest::Result<()> {
        let Some(pair) = self.told.last().and_then(|told| told.recorded.as_ref()).map(|r| r.pair.clone())
        else {
            return Ok(());
        };
        self.undone.insert(pair.clone());
        let path = format!("/consultations/{slug}/votes/{pair}");
        let (status, answer) = client.try_call("DELETE", &path, Value::Null)?;
        assert!((200..300).contains(&status), "{status} {answer}");
        Ok(())
    }
}

/// Sends answers in one request: for each what was recorded, and whether that was so before.
fn send(client: &Client, slug: &str, told: &[Told]) -> reqwest::Result<Vec<(Recorded, bool)>> {
    let votes: Vec<Value> = told
        .iter()
        .map(|told| json!({ "pair": told.token, "outcome": told.outcome, "response_ms": 900 }))
        .collect();
    let path = format!("/consultations/{slug}/votes");
    let (status, answer) = client.try_call("POST", &path, json!({ "votes": votes }))?;
    assert_eq!(status, 200, "{answer}");
    let mut recorded: Vec<&Value> = answer["recorded"].as_array().into_iter().flatten().collect();
    assert_eq!(recorded.len(), told.len(), "{answer}");
    recorded.sort_by_key(|entry| entry["index"].as_i64());
    Ok(recorded.into_iter().map(|entry| (read(entry), entry["status"] == "already_recorded")).collect())
}

fn read(entry: &Value) -> Recorded {
    let text = |name: &str| entry[name].as_str().unwrap_or_else(|| panic!("{name} in {entry}")).to_owned();
    Recorded { pair: text("pair_id"), seq: entry["seq"].as_i64().expect("a number"), hash: text("hash") }
}

/// Everything again, as a phone does that heard nothing; returns how many answers had not been heard of.
fn send_again(server: &Served, slug: &str, voters: &mut [Voter]) -> usize {
    let mut unsure = 0;
    for voter in voters {
        for (told, asker) in voter.told.iter_mut().zip(&voter.askers) {
            let asker = asker.at(&server.url);
            let pair = told.recorded.as_ref().map(|recorded| recorded.pair.clone());
            if let Some(pair) = pair.filter(|pair| voter.undone.contains(pair)) {
                asker.done("DELETE", &format!("/consultations/{slug}/votes/{pair}"), Value::Null);
                continue;
            }
            let answered = send(&asker, slug, std::slice::from_ref(told)).expect("the server answers");
            let (recorded, before) = answered.into_iter().next().expect("one answer");
            if let Some(earlier) = &told.recorded {
                assert_eq!((&recorded, before), (earlier, true), "an acknowledged answer is there already");
            } else {
                unsure += 1;
                told.recorded = Some(recorded);
            }
        }
    }
    unsure
}

fn every_answer_stands_once(log: &str, voters: &[Voter]) {
    let rows: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let mut by_pair: BTreeMap<&str, Vec<&Value>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row["kind"] == "vote") {
        by_pair.entry(row["pair_id"].as_str().expect("members see pairs")).or_default().push(row);
    }
    assert_eq!(by_pair.len(), told(voters), "votes in the log beside those that were sent");
    for told in voters.iter().flat_map(|voter| &voter.told) {
        let recorded = told.recorded.as_ref().expect("it was sent again");
        let found = &by_pair[recorded.pair.as_str()];
        assert_eq!(found.len(), 1, "{recorded:?} stands {} times", found.len());
        assert_eq!(read(found[0]), *recorded);
        assert_eq!(found[0]["outcome"], told.outcome);
        let undos = rows.iter().filter(|row| row["supersedes"] == recorded.seq).count();
        let undone = voters.iter().any(|voter| voter.undone.contains(&recorded.pair));
        assert_eq!(undos, usize::from(undone), "how often {recorded:?} was taken back");
    }
}

fn both_programs_verify(log: &str, folder: &Path) {
    let file = folder.join("log.ndjson");
    let codes = |text: &str| {
        std::fs::write(&file, text).expect("the log is written");
        let ours = parvis(&["verify", file.to_str().expect("a path")]);
        let theirs = verifier().arg(&file).output().expect("python3 can be started");
        let said =
            [&ours.stdout, &ours.stderr, &theirs.stdout, &theirs.stderr].map(|t| String::from_utf8_lossy(t));
        ((ours.status.code(), theirs.status.code()), said.join("\n"))
    };
    let (good, said) = codes(log);
    assert_eq!(good, (Some(0), Some(0)), "{said}");
    let swapped = log.replacen("\"outcome\":\"left\"", "\"outcome\":\"right\"", 1);
    assert_ne!(swapped, log);
    assert_eq!(codes(&swapped).0, (Some(1), Some(1)), "a changed vote shows");
    let (first, rest) = log.split_at(log.match_indices('\n').nth(40).expect("more than forty rows").0);
    let cut = rest[1..].split_once('\n').expect("more rows").1;
    assert_eq!(codes(&format!("{first}\n{cut}")).0, (Some(1), Some(1)), "a missing row shows");
}

fn verifier() -> Command {
    let mut command = Command::new("python3");
    command.arg(support::tree::root().join("openapi/verify_log.py"));
    command
}

fn the_ranking_follows_from_the_log(organiser: &Client, slug: &str, log: &str, folder: &Path) {
    let (file, votes) = (folder.join("log.ndjson"), folder.join("votes.csv"));
    std::fs::write(&file, log).expect("the log is written");
    let done = verifier().arg(&file).arg("--votes").arg(&votes).status();
    assert!(done.is_ok_and(|status| status.success()));
    let ranked = parvis(&["rank", votes.to_str().expect("a path"), "--format", "json"]);
    let ranked: Value = serde_json::from_slice(&ranked.stdout).expect("a ranking as JSON");
    let served = served_ranking(organiser, slug, log.lines().count());
    let strengths = |ranking: &Value| -> BTreeMap<String, f64> {
        let each = items(ranking).iter();
        each.map(|item| (item["id"].to_string(), item["strength"].as_f64().expect("a number"))).collect()
    };
    let (from_log, live) = (strengths(&ranked), strengths(&served));
    assert_eq!(from_log.len(), IDEAS);
    for (idea, strength) in from_log {
        assert!(
            (live[&idea] - strength).abs() < 1e-9,
            "{idea}: {} live, {strength} from the log",
            live[&idea]
        );
    }
}

/// The ranking, once it has caught up with the log.
fn served_ranking(organiser: &Client, slug: &str, last: usize) -> Value {
    for _ in 0..200 {
        let ranking = organiser.done("GET", &format!("/consultations/{slug}/ranking"), Value::Null);
        if ranking["seq"].as_u64() == Some(last as u64) {
            return ranking;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("the ranking does not catch up with vote {last}");
}

fn items(list: &Value) -> &Vec<Value> {
    list["items"].as_array().unwrap_or_else(|| panic!("a list: {list}"))
}
