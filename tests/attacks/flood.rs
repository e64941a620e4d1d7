//! Proposals that fill the box: a participant, a network and the queue have limits, organisers none of these, and
//! what is turned down, many at once, frees its place.

use serde_json::{Value, json};

use crate::case::Case;
use crate::network::{C, story_with};
use crate::support::server::Answer;

/// Limits of rate off, which would take hours: the limits of the queue are on always.
fn story(tell: impl Fn(&Case)) {
    story_with(&["--rate-limit", "off", "--trusted-proxies", "127.0.0.1"], tell);
}

fn propose(case: &Case, address: &str, text: &str) -> Answer {
    case.participant_from(address).post(&format!("{C}/ideas"), &json!({"texts": {"fi": text}}))
}

fn reject(case: &Case, body: &Value) -> Value {
    case.secretary().post(&format!("{C}/ideas/rejections"), body).ok()
}

fn pending(case: &Case) -> Value {
    case.secretary().get(C).ok()["counts"]["pending"].clone()
}

#[test]
fn one_network_can_t_fill_the_queue_and_nobody_keeps_organisers_out() {
    story(|case| {
        case.open_numbered(&json!({}), 2);
        let participant = case.participant_from("192.0.2.1");
        for number in 0..20 {
            let text = json!({"texts": {"fi": format!("Roska {number}")}});
            participant.post(&format!("{C}/ideas"), &text).ok();
        }
        let own = participant.post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Roska 20"}}));
        assert_eq!(own.problem(), (429, "too_many_ideas".into()));
        for number in 20..100 {
            propose(case, "192.0.2.1", &format!("Roska {number}")).ok();
        }
        assert_eq!(propose(case, "192.0.2.1", "Roska 100").code(), "too_many_ideas");
        propose(case, "192.0.2.2", "Bussit kulkemaan").ok();
        let organisers = case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Oma"}})).ok();
        assert_eq!(organisers["state"], "active");

        let waiting = case.secretary().get(&format!("{C}/ideas?state=pending&limit=100")).ok();
        let (first, last) = (&waiting["items"][0], &waiting["items"][99]);
        assert!(first["participant"].is_string() && first["place"] == last["place"], "{first}");
        assert!(participant.get(&format!("{C}/participants/me")).ok()["ideas"][0].get("place").is_none());

        let nothing = case.secretary().post(&format!("{C}/ideas/rejections"), &json!({"reason": "Roskaa"}));
        assert_eq!((nothing.status, nothing.fields()), (422, vec!["ideas".to_owned()]));
        let silent = json!({"place": first["place"]});
        let silent = case.secretary().post(&format!("{C}/ideas/rejections"), &silent);
        assert_eq!(silent.fields(), ["reason"]);
        let stranger =
            participant.post(&format!("{C}/ideas/rejections"), &json!({"all": true, "reason": "x"}));
        assert_eq!(stranger.status, 401);
        let counted = reject(case, &json!({"participant": first["participant"], "only_count": true}));
        assert_eq!(counted, json!({"found": 20, "rejected": 0}));
        let of_one = reject(case, &json!({"participant": first["participant"], "reason": "Roskaa"}));
        assert_eq!(of_one, json!({"found": 20, "rejected": 20}));
        let back = participant.post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Roska 0"}}));
        assert_eq!(back.ok()["state"], "pending", "what was turned down takes no place");
        let of_place = reject(case, &json!({"place": first["place"], "q": "ROSKA 3", "reason": "Roskaa"}));
        assert_eq!(of_place["rejected"], 10, "30 to 39");
        assert_eq!(reject(case, &json!({"place": first["place"], "reason": "Roskaa"}))["rejected"], 71);
        assert_eq!(pending(case), 1, "others' ideas wait on");
        let mine = participant.get(&format!("{C}/participants/me")).ok();
        let told = mine["ideas"].as_array().unwrap().iter().find(|idea| idea["text"] == "Roska 5").unwrap();
        assert_eq!((&told["state"], &told["reason"]), (&json!("rejected"), &json!("Roskaa")));
        assert_eq!(reject(case, &json!({"all": true, "reason": "Suljetaan"}))["rejected"], 1);
    });
}

#[test]
fn the_queue_has_an_end_and_begins_again_once_it_is_read() {
    story(|case| {
        case.open_numbered(&json!({}), 2);
        let mut refused = None;
        'flood: for place in 0..25 {
            for person in 0..5 {
                let participant = case.participant_from(&format!("192.0.2.{place}"));
                for number in 0..20 {
                    let text = json!({"texts": {"fi": format!("Roska {place} {person} {number}")}});
                    let answer = participant.post(&format!("{C}/ideas"), &text);
                    if answer.status != 201 {
                        refused = Some((place, answer.problem()));
                        break 'flood;
                    }
                }
            }
        }
        assert_eq!(refused, Some((20, (429, "too_many_ideas".into()))));
        case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": "Oma"}})).ok();
        assert_eq!(reject(case, &json!({"q": "roska", "reason": "Roskaa"}))["rejected"], 2_000);
        assert_eq!(pending(case), 0);
        propose(case, "198.51.100.1", "Bussit kulkemaan").ok();
    });
}
