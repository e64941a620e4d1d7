//! Many people at once on SQLite: fifty who join, vote and propose without pause. No answer is a server's
//! error, and every acknowledged vote is there. `PARVIS_SECONDS` says how long (8 unless set; 90 before a
//! release).

#[path = "support/mod.rs"]
mod support;

use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::time::{Duration, Instant};
use support::client::Client;
use support::process::{Served, add_admin};

const EMAIL: &str = "organiser@example.org";
const PASSWORD: &str = "a long enough passphrase";
const PEOPLE: usize = 50;
/// A new participant after so many rounds of pairs: joining is a write as well.
const ROUNDS: usize = 4;

#[derive(Default)]
struct Done {
    pairs: Vec<String>,
    proposed: Vec<String>,
    joined: usize,
}

#[test]
fn fifty_people_at_once_meet_no_error() {
    let seconds = std::env::var("PARVIS_SECONDS").ok().and_then(|n| n.parse().ok()).unwrap_or(8);
    let folder = tempfile::tempdir().expect("a temporary folder");
    let database = format!("sqlite:{}", folder.path().join("parvis.sqlite").display());
    let server = Served::start(&database, folder.path());
    add_admin(&database, EMAIL, PASSWORD);
    let organiser = Client::new(&server.url).sign_in(EMAIL, PASSWORD);
    let slug = organiser.open_consultation("crowd", 40);

    let end = Instant::now() + Duration::from_secs(seconds);
    let done: Vec<Done> = std::thread::scope(|scope| {
        let people: Vec<_> = (0..PEOPLE)
            .map(|person| {
                let (url, slug) = (&server.url, &slug);
                scope.spawn(move || take_part(&Client::new(url), slug, person, end))
            })
            .collect();
        people.into_iter().map(|person| person.join().expect("everybody gets answers")).collect()
    });

    let sum = |of: fn(&Done) -> usize| done.iter().map(of).sum::<usize>();
    let (votes, proposed) = (sum(|d| d.pairs.len()), sum(|d| d.proposed.len()));
    println!("{votes} votes, {proposed} ideas, {} joined in {seconds} s", sum(|d| d.joined));
    assert!(votes > PEOPLE && proposed > 0);
    let log = organiser.log(&slug);
    let rows: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let stand: Vec<&str> =
        rows.iter().filter(|row| row["kind"] == "vote").filter_map(|row| row["pair_id"].as_str()).collect();
    let distinct: BTreeSet<&str> = stand.iter().copied().collect();
    let acknowledged: BTreeSet<&str> = done.iter().flat_map(|d| &d.pairs).map(String::as_str).collect();
    assert_eq!((distinct.len(), acknowledged.len()), (stand.len(), votes), "every vote once");
    assert_eq!(distinct, acknowledged);
    let ideas: BTreeSet<&str> = rows.iter().filter_map(|row| row["idea"].as_str()).collect();
    for idea in done.iter().flat_map(|d| &d.proposed) {
        assert!(ideas.contains(idea.as_str()), "{idea} was accepted and is not in the log");
    }
}

fn take_part(anyone: &Client, slug: &str, person: usize, end: Instant) -> Done {
    let mut done = Done::default();
    let (pairs, votes) =
        (format!("/consultations/{slug}/pairs?count=5"), format!("/consultations/{slug}/votes"));
    while Instant::now() < end {
        let client = anyone.join(slug).expect("joining is answered");
        done.joined += 1;
        for round in 0..ROUNDS {
            let served = client.done("GET", &pairs, Value::Null);
            for pair in served["items"].as_array().expect("pairs") {
                let answer = client.done(
                    "POST",
                    &votes,
                    json!({ "votes": [{ "pair": pair["token"], "outcome": "right" }] }),
                );
                done.pairs.push(answer["recorded"][0]["pair_id"].as_str().expect("recorded").to_owned());
            }
            if round == 1 {
                let text = format!("Ehdotus {person}/{}", done.joined);
                let idea = client.done(
                    "POST",
                    &format!("/consultations/{slug}/ideas"),
                    json!({ "texts": { "fi": text } }),
                );
                done.proposed.push(idea["id"].as_str().expect("an id").to_owned());
            }
        }
    }
    done
}
