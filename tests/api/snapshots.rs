//! Snapshots: frozen, and computed again from the log by a program that has nothing else.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::{C, Case, IDEAS, story, vote};

/// `parvis verify` of a log and a snapshot: its exit code and all that it said.
pub fn verify(log: &str, snapshot: &str) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let (log, snapshot) = (file("log.ndjson", log), file("snapshot.json", snapshot));
    let text = |path: &Path| path.to_str().unwrap().to_owned();
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["verify", &text(&log), "--snapshot", &text(&snapshot)])
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8(said).unwrap())
}

/// Votes of several people, one taken back, one idea linked to another and one withdrawn.
fn voted(case: &Case) {
    case.open(&json!({"results": "always", "minimum_comparisons": 2}), &IDEAS);
    for outcome in ["left", "right", "left", "tie", "right", "skip"] {
        let participant = case.join();
        case.answer(&participant, 4, outcome);
    }
    let participant = case.join();
    let pair = participant.get(&format!("{C}/pairs")).ok()["items"][0].clone();
    participant.post(&format!("{C}/votes"), &vote(&pair, "left")).ok();
    participant.delete(&format!("{C}/votes/{}", pair["pair_id"].as_str().unwrap())).ok();
    let ideas = case.secretary().get(&format!("{C}/ideas")).ok();
    let id = |at: usize| ideas["items"][at]["id"].as_str().unwrap().to_owned();
    let linked = json!({"state": "linked", "linked_to": id(1)});
    case.secretary().patch(&format!("{C}/ideas/{}", id(0)), &linked).ok();
    case.secretary().patch(&format!("{C}/ideas/{}", id(2)), &json!({"state": "withdrawn"})).ok();
}

#[test]
fn a_snapshot_never_changes_and_is_computed_again_from_the_log() {
    story(|case| {
        voted(case);
        let made = case.secretary().post(&format!("{C}/snapshots"), &json!({}));
        assert_eq!(made.status, 201);
        let made = made.ok();
        let again = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        assert_eq!(again, made, "nothing came since");
        let ranking = case.anybody().get(&format!("{C}/ranking")).ok();
        for key in ["seq", "votes", "participants", "model", "tie_parameter", "simulated"] {
            assert_eq!(made[key], ranking[key], "{key}");
        }
        let of = |list: &Value, key: &str| -> Vec<Value> {
            list["items"].as_array().unwrap().iter().map(|item| item[key].clone()).collect()
        };
        for key in ["id", "text", "rank", "rank_low", "rank_high", "tier", "strength", "se", "score", "wins"]
        {
            assert_eq!(of(&made, key), of(&ranking, key), "{key}");
        }

        let address = format!("{C}/snapshots/{}", made["id"].as_str().unwrap());
        let participant = case.join();
        case.answer(&participant, 3, "right");
        let then = case.anybody().get(&address).ok();
        assert_eq!(then, made, "votes came, and it is what it was");
        let later = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        let list = case.anybody().get(&format!("{C}/snapshots")).ok();
        assert_eq!(of(&list, "id"), [later["id"].clone(), made["id"].clone()], "newest first");

        let snapshot = then.to_string();
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let whole = case.secretary().get(&format!("{C}/log")).text();
        let public = case.anybody().get(&format!("{C}/log")).text();
        for (log, said) in [(&whole, "strengths, errors and ranks"), (&public, "its public part only")] {
            let (code, out) = verify(log, &snapshot);
            assert!(code == Some(0) && out.contains(said), "{code:?} {out}");
        }
        assert_eq!(verify(&whole, &later.to_string()).0, Some(0), "of the later one too");

        let changed = |key: &str, value: Value| {
            let mut copy = then.clone();
            copy["items"][0][key] = value;
            verify(&whole, &copy.to_string())
        };
        for (key, value) in
            [("strength", json!(9.0)), ("se", json!(0.001)), ("rank_high", json!(1)), ("wins", json!(50))]
        {
            let (code, out) = changed(key, value);
            assert!(code == Some(1) && out.contains("does not fit"), "{key}: {code:?} {out}");
        }
        let (code, out) = changed("texts_digest", json!("00"));
        assert!(code == Some(1) && out.contains("texts_digest"), "{code:?} {out}");
        let mut other = then.clone();
        other["hash"] = later["hash"].clone();
        assert_eq!(verify(&whole, &other.to_string()).0, Some(1));
        let half: String = whole.lines().take(4).map(|line| format!("{line}\n")).collect();
        let (code, out) = verify(&half, &snapshot);
        assert!(code == Some(1) && out.contains("ends before it"), "{code:?} {out}");
        assert_eq!(verify(&whole, "{}").0, Some(2));
    });
}

#[test]
fn only_organisers_make_snapshots_and_no_one_deletes_them() {
    story(|case| {
        voted(case);
        let address = format!("{C}/snapshots");
        assert_eq!(case.anybody().post(&address, &json!({})).code(), "sign_in_required");
        assert_eq!(case.join().post(&address, &json!({})).status, 401);
        let made = case.secretary().post(&address, &json!({})).ok();
        let one = format!("{address}/{}", made["id"].as_str().unwrap());
        for method in ["DELETE", "PATCH", "PUT"] {
            let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
            let answer = case.secretary().request(method, &one).send().unwrap();
            assert_eq!(answer.status().as_u16(), 405);
        }
        assert_eq!(case.anybody().get(&format!("{address}/snap_0")).code(), "not_found");
    });
}

#[test]
fn the_result_at_closing_is_frozen() {
    story(|case| {
        voted(case);
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let mut list = Value::Null;
        for _ in 0..100 {
            list = case.anybody().get(&format!("{C}/snapshots")).ok()["items"].clone();
            if list != json!([]) {
                break;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        let ranking = case.anybody().get(&format!("{C}/ranking")).ok();
        assert_eq!(list.as_array().unwrap().len(), 1);
        assert_eq!((&list[0]["seq"], &list[0]["votes"]), (&ranking["seq"], &ranking["votes"]));
    });
}
