//! One person, many votes on the same two ideas: whatever pairs were served, one answer stands.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::case::{C, Case, IDEAS, first_pair, story, vote};
use crate::support::server::Caller;

/// Votes of the log that stand, by participant and unordered pair of ideas.
fn standing(case: &Case) -> HashMap<(String, [String; 2]), usize> {
    let log = case.secretary().get(&format!("{C}/log")).text();
    let rows: Vec<Value> = log.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    let undone: Vec<&Value> =
        rows.iter().map(|row| &row["supersedes"]).filter(|seq| !seq.is_null()).collect();
    let mut times = HashMap::new();
    for row in rows.iter().filter(|row| row["kind"] == "vote" && !undone.contains(&&row["seq"])) {
        let text = |member: &str| row[member].as_str().unwrap().to_owned();
        let mut ideas = [text("left"), text("right")];
        ideas.sort();
        *times.entry((text("participant"), ideas)).or_default() += 1;
    }
    times
}

fn pairs(participant: &Caller<'_>) -> Vec<Value> {
    participant.get(&format!("{C}/pairs?count=10")).ok()["items"].as_array().unwrap().clone()
}

fn ideas_of(pair: &Value) -> [String; 2] {
    let mut ideas = [pair["left"]["id"].to_string(), pair["right"]["id"].to_string()];
    ideas.sort();
    ideas
}

#[test]
fn taking_back_again_and_again_makes_no_second_vote_on_a_pair() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        // Tokens of the last pair of ten are kept while votes before it are given and taken back: once the last
        // pair fell off the ten, and the same two ideas were served anew.
        let mut tokens: HashMap<[String; 2], Vec<Value>> = HashMap::new();
        for _ in 0..15 {
            let open = pairs(&participant);
            for pair in &open {
                tokens.entry(ideas_of(pair)).or_default().push(pair.clone());
            }
            let first = participant.post(&format!("{C}/votes"), &vote(&open[0], "left")).ok();
            let id = first["recorded"][0]["pair_id"].as_str().unwrap().to_owned();
            participant.delete(&format!("{C}/votes/{id}")).ok();
        }
        // All of them, in whatever order, several times.
        for _ in 0..3 {
            for pair in tokens.values().flatten() {
                participant.post(&format!("{C}/votes"), &vote(pair, "left"));
            }
            case.answer(&participant, 10, "right");
        }
        let standing = standing(case);
        assert_eq!(standing.len(), 10, "five ideas make ten pairs");
        assert!(standing.values().all(|&times| times == 1), "{standing:?}");
        assert_eq!(participant.get(&format!("{C}/pairs")).ok()["progress"]["answered"], 10);
    });
}

#[test]
fn an_idea_that_comes_back_brings_no_second_vote() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let pair = first_pair(&participant);
        let idea = format!("{C}/ideas/{}", pair["left"]["id"].as_str().unwrap());
        case.secretary().patch(&idea, &json!({"state": "withdrawn"})).ok();
        let refused = participant.post(&format!("{C}/votes"), &vote(&pair, "left"));
        assert_eq!(refused.problem(), (422, "pair_not_open".into()), "nobody can choose a withdrawn idea");
        // Whatever is served meanwhile, and the first token again once the idea is back.
        let meanwhile = pairs(&participant);
        case.secretary().patch(&idea, &json!({"state": "active"})).ok();
        let again = pairs(&participant);
        for _ in 0..2 {
            for pair in [&pair].into_iter().chain(&meanwhile).chain(&again) {
                participant.post(&format!("{C}/votes"), &vote(pair, "left"));
            }
        }
        case.answer(&participant, 10, "left");
        let standing = standing(case);
        assert_eq!(standing.len(), 10);
        assert!(standing.values().all(|&times| times == 1), "{standing:?}");
    });
}

#[test]
fn a_repeated_answer_is_told_what_stands() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let pair = first_pair(&participant);
        let first = participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok();
        assert_eq!(first["recorded"][0]["outcome"], "left");
        let second = participant.post(&format!("{C}/votes"), &vote(&pair, "right")).ok();
        let (first, second) = (&first["recorded"][0], &second["recorded"][0]);
        assert_eq!((&second["status"], &second["outcome"]), (&json!("already_recorded"), &json!("left")));
        assert_eq!((&second["seq"], &second["pair_id"]), (&first["seq"], &first["pair_id"]));
        // To change it, it is taken back first.
        participant.delete(&format!("{C}/votes/{}", second["pair_id"].as_str().unwrap())).ok();
        let again = first_pair(&participant);
        assert_eq!(ideas_of(&again), ideas_of(&pair));
        let changed = participant.post(&format!("{C}/votes"), &vote(&again, "right")).ok();
        assert_eq!(changed["recorded"][0]["status"], "recorded");
        let late = participant.post(&format!("{C}/votes"), &vote(&pair, "left"));
        assert_eq!(late.code(), "pair_taken_back");
    });
}
