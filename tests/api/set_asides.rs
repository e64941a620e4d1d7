//! Votes set aside: out of every count, in the log, back again.

use serde_json::{Value, json};

use crate::snapshots::verify;
use crate::{C, Case, IDEAS, story, vote};

const ASIDE: &str = "/api/v1/consultations/kysely/set-asides";

fn ranking(case: &Case, query: &str) -> Value {
    let mut ranking = case.secretary().get(&format!("{C}/ranking{query}")).ok();
    // The same votes at another number of the log are the same ranking.
    ranking["seq"] = Value::Null;
    ranking["iterations"] = Value::Null;
    ranking
}

fn near(one: &Value, other: &Value) {
    assert_eq!(one["votes"], other["votes"]);
    for (one, other) in one["items"].as_array().unwrap().iter().zip(other["items"].as_array().unwrap()) {
        assert_eq!((&one["id"], &one["rank"], &one["wins"]), (&other["id"], &other["rank"], &other["wins"]));
        for key in ["strength", "se", "score"] {
            let number = |of: &Value| of[key].as_f64().unwrap();
            assert!((number(one) - number(other)).abs() < 1e-9, "{key}: {one} {other}");
        }
    }
}

/// The id that a participant has in the exported votes, by a vote of theirs.
fn voter(case: &Case, seq: &Value) -> String {
    let votes: Value =
        serde_json::from_str(&case.secretary().get(&format!("{C}/exports/votes.json")).text()).unwrap();
    let votes = votes["items"].as_array().unwrap().clone();
    votes.iter().find(|vote| vote["seq"] == *seq).unwrap()["voter"].as_str().unwrap().to_owned()
}

#[test]
fn votes_set_aside_are_in_no_count_and_come_back() {
    story(|case| {
        case.open(&json!({"results": "always", "minimum_comparisons": 1}), &IDEAS);
        for outcome in ["left", "right", "tie", "left", "right"] {
            let participant = case.join();
            case.answer(&participant, 4, outcome);
        }
        let before = ranking(case, "");
        let bot = case.join();
        let pairs = bot.get(&format!("{C}/pairs?count=5")).ok();
        let cast: Vec<Value> = pairs["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|pair| bot.post(&format!("{C}/votes"), &vote(pair, "left")).ok()["recorded"][0].clone())
            .collect();
        let with = ranking(case, "");
        assert_ne!(with["votes"], before["votes"]);

        let who = voter(case, &cast[0]["seq"]);
        let reason = json!({"en": "One program voted <b>thousands</b> of times."});
        let made = case.secretary().post(ASIDE, &json!({"participants": [who], "reason": reason}));
        assert_eq!(made.status, 201);
        let made = made.ok();
        assert_eq!(
            (&made["votes"], &made["participants"], &made["back_seq"]),
            (&json!(cast.len()), &json!(1), &Value::Null)
        );
        near(&ranking(case, ""), &before);
        near(&ranking(case, "?set_aside=counted"), &with);
        let exported = case.secretary().get(&format!("{C}/exports/votes.csv")).text();
        assert!(!exported.contains(&who), "exported votes rank as what is shown");
        let again = case.secretary().post(ASIDE, &json!({"participants": [who], "reason": reason}));
        assert_eq!((again.status, again.fields()), (422, vec!["participants".to_owned()]));

        // Everybody who sees results reads it; the members' log has its numbers, and verifies.
        assert_eq!(case.secretary().get(ASIDE).ok()["items"], json!([made]));
        let mut told = made.clone();
        told["participants"] = Value::Null;
        assert_eq!(
            case.anybody().get(ASIDE).ok()["items"],
            json!([told]),
            "how many of fewer than five is not told"
        );
        let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        let log = case.secretary().get(&format!("{C}/log")).text();
        let (code, out) = verify(&log, &snapshot.to_string());
        assert_eq!(code, Some(0), "{out}");
        let row = log
            .lines()
            .map(|row| serde_json::from_str::<Value>(row).unwrap())
            .find(|row| row["seq"] == made["seq"]);
        let row = row.unwrap();
        assert_eq!(row["settings"]["set_aside"]["id"], made["id"]);
        assert!(!log.contains("thousands"), "the reason's digest only");

        // One of them is taken back meanwhile: it stays out when the others come back.
        let pair = cast[1]["pair_id"].as_str().unwrap();
        bot.delete(&format!("{C}/votes/{pair}")).ok();
        near(&ranking(case, ""), &before);
        let back = format!("{ASIDE}/{}", made["id"].as_str().unwrap());
        let put_back = case.secretary().delete(&back).ok();
        assert!(put_back["back_seq"].as_i64() > made["seq"].as_i64());
        assert_eq!(case.secretary().delete(&back).ok(), put_back, "once");
        let after = ranking(case, "");
        let count = |of: &Value| of["votes"].as_i64().unwrap();
        assert_eq!(count(&after), count(&with) - 1);
        near(&ranking(case, "?set_aside=counted"), &after);
        let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        let log = case.secretary().get(&format!("{C}/log")).text();
        assert_eq!(verify(&log, &snapshot.to_string()).0, Some(0));
    });
}

#[test]
fn what_can_not_be_set_aside_is_said_at_its_field() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let participant = case.join();
        case.answer(&participant, 3, "left");
        let reason = json!({"fi": "Testi."});
        for (body, field) in [
            (json!({"reason": reason}), "participants"),
            (json!({"reason": {}, "from": "2026-01-01T10:00:00Z"}), "reason"),
            (json!({"reason": reason, "from": "yesterday"}), "from"),
            (
                json!({"reason": reason, "from": "2027-01-01T10:00:00Z", "until": "2026-01-01T10:00:00Z"}),
                "until",
            ),
            (json!({"reason": reason, "participants": ["x"]}), "participants[0]"),
            (json!({"reason": reason, "until": "2020-01-01T10:00:00Z"}), "participants"),
            (json!({"reason": {"fi": "x".repeat(501)}, "from": "2020-01-01T10:00:00Z"}), "reason.fi"),
        ] {
            let answer = case.secretary().post(ASIDE, &body);
            assert_eq!((answer.status, answer.fields()), (422, vec![field.to_owned()]), "{body}");
        }
        let all =
            case.secretary().post(ASIDE, &json!({"reason": reason, "from": "2020-01-01T10:00:00Z"})).ok();
        assert_eq!(all["votes"], json!(3));
        assert_eq!(ranking(case, "")["votes"], json!(0), "nobody's votes are left");
        assert_eq!(participant.post(ASIDE, &json!({"reason": reason})).code(), "sign_in_required");
        assert_eq!(case.secretary().delete(&format!("{ASIDE}/aside_1")).status, 404);
        for (query, field) in [("?set_aside=x", "set_aside"), ("?set_aside=counted&method=elo", "method")] {
            let answer = case.secretary().get(&format!("{C}/ranking{query}"));
            assert_eq!(answer.fields(), [field]);
        }
    });
}
