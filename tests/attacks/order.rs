//! Picking from the pairs that were served: they are answered in the order in which they came.

use serde_json::{Value, json};

use crate::case::{C, IDEAS, story, vote};
use crate::support::server::Caller;

fn pairs(participant: &Caller<'_>) -> Vec<Value> {
    participant.get(&format!("{C}/pairs?count=10")).ok()["items"].as_array().unwrap().clone()
}

fn votes(pairs: &[&Value], outcome: &str) -> Value {
    let votes: Vec<Value> =
        pairs.iter().map(|pair| json!({"pair": pair["token"], "outcome": outcome})).collect();
    json!({ "votes": votes })
}

#[test]
fn nobody_answers_only_the_pair_that_they_like() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        for _ in 0..3 {
            let participant = case.join();
            let served = pairs(&participant);
            for liked in &served[1..] {
                let refused = participant.post(&format!("{C}/votes"), &vote(liked, "left"));
                assert_eq!(refused.problem(), (422, "pair_out_of_order".into()));
            }
        }
        let log = case.secretary().get(&format!("{C}/log")).text();
        assert!(!log.contains(r#""kind":"vote""#), "nothing was recorded");
    });
}

#[test]
fn a_skip_is_an_answer_and_a_queue_may_come_in_any_order() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let served = pairs(&participant);
        participant.post(&format!("{C}/votes"), &vote(&served[0], "skip")).ok();
        participant.post(&format!("{C}/votes"), &vote(&served[1], "left")).ok();
        // Five that were kept without a line, sent from the last to the first.
        let kept: Vec<&Value> = served[2..7].iter().rev().collect();
        let sent = participant.post(&format!("{C}/votes"), &votes(&kept, "tie")).ok();
        assert_eq!((sent["recorded"].as_array().unwrap().len(), &sent["rejected"]), (5, &json!([])));
        // One is missing among the rest: those before it are recorded.
        let rest: Vec<&Value> = [&served[7], &served[9]].into();
        let sent = participant.post(&format!("{C}/votes"), &votes(&rest, "tie")).ok();
        assert_eq!(sent["recorded"].as_array().unwrap().len(), 1);
        assert_eq!(sent["rejected"][0]["code"], "pair_out_of_order");
        assert_eq!(sent["rejected"][0]["index"], 1);
    });
}

#[test]
fn two_tabs_and_taking_back_hold_nobody_up() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let (one, other) = (pairs(&participant), pairs(&participant));
        for (at, pair) in one.iter().take(3).enumerate() {
            participant.post(&format!("{C}/votes"), &vote(pair, "left")).ok();
            let same = participant.post(&format!("{C}/votes"), &vote(&other[at], "left")).ok();
            assert_eq!(same["recorded"][0]["status"], "already_recorded");
        }
        // What is taken back comes first; the pairs that were on a screen before it don't wait for it.
        let back = one[1]["pair_id"].as_str().unwrap();
        participant.delete(&format!("{C}/votes/{back}")).ok();
        participant.post(&format!("{C}/votes"), &vote(&one[3], "left")).ok();
        let again = pairs(&participant);
        assert_eq!(again[0]["left"]["id"], one[1]["left"]["id"]);
        participant.post(&format!("{C}/votes"), &vote(&again[0], "right")).ok();
        participant.post(&format!("{C}/votes"), &vote(&one[4], "left")).ok();
        assert_eq!(case.answer(&participant, 10, "left"), 5);
    });
}

#[test]
fn pairs_served_later_are_known_at_once() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        // One at a time: the pairs of each answer were not there when the one before was written.
        for _ in 0..10 {
            let pair = participant.get(&format!("{C}/pairs")).ok()["items"][0].clone();
            participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok();
        }
        assert_eq!(participant.get(&format!("{C}/pairs")).ok()["items"], json!([]));
    });
}

#[test]
fn skipping_a_round_shows_no_results() {
    story(|case| {
        case.open(&json!({"round_pairs": 4, "results": "after_round"}), &IDEAS);
        let reader = case.join();
        assert_eq!(case.answer(&reader, 4, "skip"), 4);
        assert_eq!(reader.get(&format!("{C}/ranking")).code(), "results_withheld");
        assert_eq!(case.answer(&reader, 1, "left"), 1);
        assert_eq!(reader.get(&format!("{C}/ranking")).code(), "results_withheld");
        assert_eq!(case.answer(&reader, 1, "left"), 1);
        assert_eq!(reader.get(&format!("{C}/pairs")).ok()["progress"]["round_complete"], true);
    });
}
