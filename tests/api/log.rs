//! The log over HTTP: whoever sees results can check the chain, and recompute what is shown.

use parvis::domain::chain::Verifier;
use parvis::domain::log::Exported;
use serde_json::{Value, json};

use crate::{C, IDEAS, story, vote};

fn rows(text: &str) -> Vec<Exported> {
    text.lines().map(|line| serde_json::from_str(line).expect(line)).collect()
}

#[test]
fn the_chain_verifies_for_everybody_who_may_read_it() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        case.crowd(4);
        let participant = case.join();
        case.answer(&participant, 3, "left");
        let pair = participant.get(&format!("{C}/pairs")).ok()["items"][0].clone();
        let last = participant.post(&format!("{C}/votes"), &vote(&pair, "tie")).ok()["recorded"][0].clone();
        participant.delete(&format!("{C}/votes/{}", pair["pair_id"].as_str().unwrap())).ok();
        // While it is open the rows of the last few people wait.
        case.secretary().patch(C, &json!({"state": "closed"})).ok();

        for (caller, private) in [(case.anybody(), false), (case.secretary(), true)] {
            let answer = caller.get(&format!("{C}/log"));
            assert_eq!(answer.header("content-type"), "application/x-ndjson");
            let (rows, mut verifier) = (rows(&answer.text()), Verifier::default());
            for row in &rows {
                verifier.push(row).unwrap();
                assert_eq!(row.salt.is_some(), private);
            }
            assert_eq!(verifier.commitments() > 0, private);
            let at = rows.iter().find(|row| Some(row.public.seq) == last["seq"].as_i64()).unwrap();
            assert_eq!(json!(at.hash), last["hash"], "the hash that the vote was acknowledged with");
            let undo = rows.iter().rev().find(|row| row.public.supersedes.is_some()).unwrap();
            assert_eq!(undo.public.supersedes, last["seq"].as_i64());
        }
    });
}

#[test]
fn the_log_is_read_on_from_a_number() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let whole = case.secretary().get(&format!("{C}/log")).text();
        let mut pieces = String::new();
        loop {
            let after = pieces.lines().count();
            let piece = case.secretary().get(&format!("{C}/log?after={after}&limit=3")).text();
            if piece.is_empty() {
                break;
            }
            pieces.push_str(&piece);
        }
        assert_eq!(pieces, whole);
        assert_eq!(case.secretary().get(&format!("{C}/log?after=x")).code(), "invalid_query");
    });
}

#[test]
fn the_public_part_names_nobody() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        case.crowd(4);
        let participant = case.join();
        case.answer(&participant, 2, "left");
        let me = participant.get(&format!("{C}/participants/me")).ok();
        let log = case.anybody().get(&format!("{C}/log")).text();
        for secret in [me["participant"].as_str().unwrap(), "mem_", "pair_id", "time", "response_ms"] {
            assert!(!log.contains(&format!("\"{secret}")), "{secret}");
        }
        let whole = case.secretary().get(&format!("{C}/log")).text();
        let row: Value = serde_json::from_str(whole.lines().last().unwrap()).unwrap();
        assert_eq!((&row["participant"], &row["response_ms"]), (&me["participant"], &json!(1200)));
    });
}
