//! A vote's way: pairs that stay, one token one vote, taking back, closing.

use serde_json::{Value, json};

use crate::{C, IDEAS, first_pair, story, vote};

#[test]
fn a_participant_answers_their_pairs_and_sees_where_they_stand() {
    story(|case| {
        case.open(&json!({"round_pairs": 3}), &IDEAS[..3]);
        let participant = case.join();
        let pairs = participant.get(&format!("{C}/pairs?count=10")).ok();
        assert_eq!(pairs["items"].as_array().unwrap().len(), 3, "three ideas make three pairs");
        assert_eq!(
            pairs["progress"],
            json!({"answered": 0, "round": 3, "remaining": 3, "round_complete": false})
        );
        let left = &pairs["items"][0]["left"];
        assert_eq!(left["lang"], "fi");
        assert!(IDEAS.contains(&left["text"].as_str().unwrap()));

        let recorded = participant.post(&format!("{C}/votes"), &vote(&pairs["items"][0], "left")).ok();
        let recorded = &recorded["recorded"][0];
        assert_eq!(recorded["status"], "recorded");
        assert_eq!(recorded["pair_id"], pairs["items"][0]["pair_id"]);
        assert_eq!(recorded["hash"].as_str().unwrap().len(), 64);
        assert_eq!(case.answer(&participant, 5, "tie"), 2);
        let done = participant.get(&format!("{C}/pairs?count=5")).ok();
        assert_eq!(done["items"], json!([]));
        assert_eq!(done["progress"]["round_complete"], true);
    });
}

#[test]
fn reloading_a_hundred_times_shows_the_same_pairs() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let pairs = |count: usize| participant.get(&format!("{C}/pairs?count={count}")).ok()["items"].clone();
        let first = pairs(3);
        for _ in 0..100 {
            assert_eq!(pairs(3), first);
        }
        let more = pairs(5);
        assert_eq!(more.as_array().unwrap()[..3], first.as_array().unwrap()[..]);
    });
}

#[test]
fn a_token_is_one_vote_however_often_it_is_sent() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let token = first_pair(&participant)["token"].clone();
        let given: Value = serde_json::from_str(
            &include_str!("../data/fieldcases/F47_double_submit.json")
                .replace("TOKEN-1", token.as_str().unwrap()),
        )
        .unwrap();
        let answer = participant.post(&format!("{C}/votes"), &json!({"votes": given["votes"]})).ok();
        let of = |member: &str| -> Vec<Value> {
            answer["recorded"].as_array().unwrap().iter().map(|vote| vote[member].clone()).collect()
        };
        assert_eq!(of("status"), ["recorded", "already_recorded", "already_recorded"]);
        assert!(of("seq").windows(2).all(|two| two[0] == two[1]), "{answer}");

        // At the same instant, in calls of their own.
        let pair = first_pair(&participant);
        let seqs: Vec<i64> = std::thread::scope(|scope| {
            let calls: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| participant.post(&format!("{C}/votes"), &vote(&pair, "right")).ok()))
                .collect();
            let answers = calls.into_iter().map(|call| call.join().unwrap());
            answers.map(|answer| answer["recorded"][0]["seq"].as_i64().unwrap()).collect()
        });
        assert!(seqs.windows(2).all(|two| two[0] == two[1]), "{seqs:?}");
        let log = case.secretary().get(&format!("{C}/log")).text();
        assert_eq!(log.lines().filter(|row| row.contains(r#""kind":"vote""#)).count(), 2);
        assert_eq!(participant.get(&format!("{C}/pairs")).ok()["progress"]["answered"], 2);
    });
}

#[test]
fn a_bad_vote_never_harms_the_good_ones_beside_it() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let (participant, stranger) = (case.join(), case.join());
        let pairs = participant.get(&format!("{C}/pairs?count=4")).ok()["items"].clone();
        let foreign = first_pair(&stranger);
        let mut changed = pairs[3]["token"].as_str().unwrap().to_owned();
        changed.replace_range(20..21, if &changed[20..21] == "A" { "B" } else { "A" });
        let votes = json!({"votes": [
            {"pair": changed, "outcome": "left"},
            {"pair": pairs[0]["token"], "outcome": "left"},
            {"pair": foreign["token"], "outcome": "left"},
            {"pair": pairs[1]["token"], "outcome": "lefft"},
            {"pair": pairs[1]["token"], "outcome": "left", "reason": "same"},
            {"pair": pairs[1]["token"], "outcome": "tie", "reason": "both_bad", "response_ms": 812.4},
            {"pair": "", "outcome": "left"},
        ]});
        let answer = participant.post(&format!("{C}/votes"), &votes).ok();
        let codes: Vec<_> = answer["rejected"]
            .as_array()
            .unwrap()
            .iter()
            .map(|vote| (vote["index"].as_i64().unwrap(), vote["code"].as_str().unwrap().to_owned()))
            .collect();
        let expected = [
            (0, "pair_invalid"),
            (2, "pair_foreign"),
            (3, "outcome_invalid"),
            (4, "outcome_invalid"),
            (6, "pair_invalid"),
        ];
        assert_eq!(codes, expected.map(|(index, code)| (index, code.to_owned())));
        let recorded = answer["recorded"].as_array().unwrap();
        assert_eq!(recorded.iter().map(|vote| vote["index"].as_i64().unwrap()).collect::<Vec<_>>(), [1, 5]);

        let only_bad = json!({"votes": [{"pair": foreign["token"], "outcome": "left"}]});
        let refused = participant.post(&format!("{C}/votes"), &only_bad);
        assert_eq!(refused.problem(), (422, "pair_foreign".into()));
        let body: Value = serde_json::from_slice(&refused.body).unwrap();
        assert_eq!((&body["rejected"][0]["code"], &body["recorded"]), (&json!("pair_foreign"), &json!([])));
    });
}

#[test]
fn a_pair_of_another_consultation_is_refused() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let pair = first_pair(&participant);
        case.open(&json!({"slug": "toinen"}), &[]);
        case.secretary().patch("/api/v1/consultations/toinen", &json!({"state": "open"})).ok();
        let other = "/api/v1/consultations/toinen";
        let joined = case.anybody().post(&format!("{other}/participants"), &json!({})).ok();
        let there = case.server.with(joined["token"].as_str().unwrap());
        let refused = there.post(&format!("{other}/votes"), &vote(&pair, "left"));
        assert_eq!(refused.problem(), (422, "pair_other_consultation".into()));
        let stranger = participant.post(&format!("{other}/votes"), &vote(&pair, "left"));
        assert_eq!(stranger.problem(), (401, "token_invalid".into()));
    });
}

#[test]
fn taking_back_is_a_row_and_can_be_repeated() {
    story(|case| {
        case.open(&json!({}), &IDEAS[..2]);
        let participant = case.join();
        let pair = first_pair(&participant);
        let seq =
            participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok()["recorded"][0]["seq"].clone();
        let address = format!("{C}/votes/{}", pair["pair_id"].as_str().unwrap());
        let undone = participant.delete(&address).ok();
        assert_eq!(undone["supersedes"], seq);
        assert_eq!(participant.delete(&address).ok(), undone, "repeated, the same row");
        assert_eq!(case.join().delete(&address).problem(), (404, "vote_not_found".into()));
        assert_eq!(
            participant.delete(&format!("{C}/votes/pair_x")).problem(),
            (404, "vote_not_found".into())
        );

        let late = participant.post(&format!("{C}/votes"), &vote(&pair, "right"));
        assert_eq!(late.code(), "pair_taken_back");
        let again = first_pair(&participant);
        assert_ne!(again["pair_id"], pair["pair_id"], "the same two ideas, under a new id");
        participant.post(&format!("{C}/votes"), &vote(&again, "right")).ok();
        assert_eq!(participant.get(&format!("{C}/pairs")).ok()["progress"]["answered"], 1);
    });
}

#[test]
fn after_closing_nothing_is_taken() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let pairs = participant.get(&format!("{C}/pairs?count=2")).ok()["items"].clone();
        participant.post(&format!("{C}/votes"), &vote(&pairs[0], "left")).ok();
        case.secretary().patch(C, &json!({"state": "closed"})).ok();

        let refused = participant.post(&format!("{C}/votes"), &vote(&pairs[1], "left"));
        assert_eq!(refused.problem(), (422, "closed".into()));
        assert_eq!(participant.get(&format!("{C}/pairs")).problem(), (409, "closed".into()));
        assert_eq!(case.anybody().post(&format!("{C}/participants"), &json!({})).code(), "closed");
        let idea = participant.post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Myöhässä"}}));
        assert_eq!(idea.code(), "closed");
        let undo = participant.delete(&format!("{C}/votes/{}", pairs[0]["pair_id"].as_str().unwrap()));
        assert_eq!(undo.code(), "closed");
        let retry = participant.post(&format!("{C}/votes"), &vote(&pairs[0], "left")).ok();
        assert_eq!(retry["recorded"][0]["status"], "already_recorded", "a retry is told what was recorded");
    });
}

#[test]
fn times_open_and_close_by_themselves() {
    story(|case| {
        case.open(&json!({"opens_at": "2999-01-01T10:00"}), &IDEAS);
        assert_eq!(case.anybody().get(C).ok()["phase"], "scheduled");
        assert_eq!(case.anybody().post(&format!("{C}/participants"), &json!({})).code(), "not_open_yet");
        case.secretary().patch(C, &json!({"opens_at": null})).ok();
        let participant = case.join();
        let pair = first_pair(&participant);
        case.secretary().patch(C, &json!({"closes_at": "2020-01-01T10:00"})).ok();
        assert_eq!(case.anybody().get(C).ok()["phase"], "closed");
        assert_eq!(participant.post(&format!("{C}/votes"), &vote(&pair, "left")).code(), "closed");
    });
}

#[test]
fn what_is_ones_own_is_seen_and_erased() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        case.answer(&participant, 3, "left");
        participant.post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Oma ajatus"}})).ok();
        let me = participant.get(&format!("{C}/participants/me")).ok();
        assert_eq!(
            (me["votes"].as_array().unwrap().len(), me["ideas"][0]["text"].as_str()),
            (3, Some("Oma ajatus"))
        );
        assert_eq!(me["progress"]["answered"], 3);

        assert_eq!(participant.delete(&format!("{C}/participants/me")).status, 204);
        assert_eq!(participant.get(&format!("{C}/pairs")).code(), "token_invalid");
        let log = case.secretary().get(&format!("{C}/log")).text();
        assert!(!log.contains(me["participant"].as_str().unwrap()), "nothing of them is left in the log");
        assert_eq!(case.secretary().get(C).ok()["counts"]["votes"], 3, "their votes stay counted");
    });
}
