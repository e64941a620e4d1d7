//! Proposing and moderating ideas: every text is refused at its field, and the same idea is there once.

use serde_json::{Value, json};

use crate::{C, IDEAS, story};

fn propose(texts: &Value) -> Value {
    json!({"texts": texts})
}

#[test]
fn a_proposal_waits_until_an_organiser_has_read_it() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let answer =
            participant.post(&format!("{C}/ideas"), &propose(&json!({"fi": " Pyöräily ", "sv": "Cykling"})));
        let idea = answer.ok();
        assert_eq!(
            (answer.status, &idea["state"], &idea["text"]),
            (201, &json!("pending"), &json!("Pyöräily"))
        );
        let address = answer.header("location").to_owned();
        assert_eq!(case.anybody().get(&address).problem(), (404, "not_found".into()));
        assert_eq!(participant.get(&address).ok()["proposed_by"], "participant");

        let queue = case.secretary().get(&format!("{C}/ideas?state=pending&lang=sv")).ok();
        assert_eq!(queue["items"][0]["text"], "Cykling");
        assert_eq!(
            participant.patch(&address, &json!({"state": "active"})).problem(),
            (401, "sign_in_required".into())
        );
        case.secretary().patch(&address, &json!({"state": "active"})).ok();
        assert_eq!(case.anybody().get(&address).ok()["state"], "active");
        let back = case.secretary().patch(&address, &json!({"state": "pending"}));
        assert_eq!(back.problem(), (409, "idea_state_conflict".into()));
    });
}

#[test]
fn a_text_is_refused_at_its_field() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let refused = |texts: &Value| {
            let answer = participant.post(&format!("{C}/ideas"), &propose(texts));
            (answer.code(), answer.fields().join(" "))
        };
        let code = |code: &str, field: &str| (code.to_owned(), field.to_owned());
        assert_eq!(refused(&json!({})), code("idea_empty", "texts"));
        assert_eq!(refused(&json!({"fi": ""})), code("idea_empty", "texts.fi"));
        assert_eq!(refused(&json!({"fi": "ok", "sv": " \u{a0}\n"})), code("idea_empty", "texts.sv"));
        assert_eq!(refused(&json!({"sv": "å".repeat(281)})), code("idea_too_long", "texts.sv"));
        for unseen in
            ["\u{200b}\u{200b}", "\u{ad}", "\u{2060}", "\u{feff}", "\u{fe0f}", "\u{3164}", "\u{200e}\u{200f}"]
        {
            assert_eq!(refused(&json!({"fi": unseen})), code("idea_empty", "texts.fi"), "{unseen:?}");
        }
        assert_eq!(refused(&json!({"fi": "a\u{7}b"})), code("idea_control_character", "texts.fi"));
        assert_eq!(refused(&json!({"fi": "a\u{202e}b"})), code("idea_control_character", "texts.fi"));
        assert_eq!(refused(&json!({"not a tag": "x"})).0, "invalid_field");
        assert_eq!(refused(&json!({"fi": 7})), code("invalid_field", "texts.fi"));
        for longest in ["å".repeat(280), "o\u{308}".repeat(280), "😀".repeat(280)] {
            participant.post(&format!("{C}/ideas"), &propose(&json!({"fi": longest}))).ok();
        }
    });
}

#[test]
fn the_same_idea_is_there_once() {
    #[derive(serde::Deserialize)]
    struct Given {
        first: String,
        same: Vec<String>,
        second: String,
        second_same: Vec<String>,
        not_same: Vec<String>,
    }
    let given: Given =
        serde_json::from_str(include_str!("../data/fieldcases/F79_duplicate_ideas.json")).unwrap();
    story(|case| {
        case.open(&json!({}), &[]);
        let participant = case.join();
        let propose = |text: &str| participant.post(&format!("{C}/ideas"), &propose(&json!({"sv": text})));
        for (first, same) in [(&given.first, &given.same), (&given.second, &given.second_same)] {
            let id = propose(first).ok()["id"].clone();
            for text in same {
                let refused = propose(text);
                assert_eq!(refused.problem(), (409, "idea_duplicate".into()), "{text}");
                assert_eq!(refused.fields(), ["texts.sv"]);
                let body: Value = serde_json::from_slice(&refused.body).unwrap();
                assert_eq!(body["other"], id);
            }
        }
        for text in &given.not_same {
            propose(text).ok();
        }
    });
}

#[test]
fn what_is_not_seen_makes_no_other_idea_and_stays_where_it_is_needed() {
    #[derive(serde::Deserialize)]
    struct Given {
        same: Vec<[String; 2]>,
        empty: Vec<String>,
        must_stay: Vec<String>,
    }
    let given: Given =
        serde_json::from_str(include_str!("../data/fieldcases/N22_invisible_characters.json")).unwrap();
    story(|case| {
        case.open(&json!({}), &[]);
        let participant = case.join();
        let propose = |text: &str| participant.post(&format!("{C}/ideas"), &propose(&json!({"sv": text})));
        let greek = ["Λεωφόρος".to_owned(), "ΛΕΩΦΌΡΟΣ".to_owned()];
        for [first, same] in given.same.iter().chain([&greek]) {
            propose(first).ok();
            assert_eq!(propose(same).problem(), (409, "idea_duplicate".into()), "{same:?}");
        }
        for nothing in &given.empty {
            assert_eq!(propose(nothing).problem(), (422, "idea_empty".into()), "{nothing:?}");
        }
        for text in &given.must_stay {
            assert_eq!(propose(text).ok()["texts"]["sv"], *text);
        }
        for (at, space) in ["\t", "\r", "\r\n", "\u{b}", "\u{85}", "\u{2029}"].iter().enumerate() {
            assert_eq!(
                propose(&format!("rad{at}{space}två")).ok()["text"],
                format!("rad{at} två"),
                "{space:?}"
            );
        }
        let nothing = case.secretary().patch(C, &json!({"question": {"fi": "\u{200b}\u{ad}"}}));
        assert_eq!((nothing.problem().0, nothing.fields()), (422, vec!["question".to_owned()]));
    });
}

#[test]
fn a_duplicate_is_linked_and_unlinked() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let secretary = case.secretary();
        let list = secretary.get(&format!("{C}/ideas")).ok()["items"].clone();
        let (one, other) = (list[0]["id"].as_str().unwrap(), list[1]["id"].as_str().unwrap());
        let address = format!("{C}/ideas/{one}");
        assert_eq!(secretary.patch(&address, &json!({"state": "linked"})).fields(), ["linked_to"]);
        assert_eq!(
            secretary.patch(&address, &json!({"state": "linked", "linked_to": "idea_x"})).fields(),
            ["linked_to"]
        );
        assert_eq!(
            secretary.patch(&address, &json!({"state": "linked", "linked_to": one})).fields(),
            ["linked_to"]
        );
        let linked = secretary.patch(&address, &json!({"state": "linked", "linked_to": other})).ok();
        assert_eq!(linked["linked_to"], other);
        assert_eq!(case.anybody().get(&format!("{C}/ideas")).ok()["items"].as_array().unwrap().len(), 4);
        let back = secretary.patch(&address, &json!({"state": "active"})).ok();
        assert_eq!(back["linked_to"], Value::Null);
    });
}

#[test]
fn a_list_comes_in_pages_and_can_be_searched() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let (mut texts, mut address) = (Vec::new(), format!("{C}/ideas?limit=2"));
        let mut pages = 0;
        loop {
            let page = case.anybody().get(&address).ok();
            pages += 1;
            texts.extend(
                page["items"].as_array().unwrap().iter().map(|i| i["text"].as_str().unwrap().to_owned()),
            );
            let Some(next) = page["next_cursor"].as_str() else { break };
            address = format!("{C}/ideas?limit=2&cursor={next}");
        }
        assert_eq!((pages, texts), (3, IDEAS.map(str::to_owned).to_vec()));
        let found = |query: &str| {
            case.anybody().get(&format!("{C}/ideas?{query}")).ok()["items"].as_array().unwrap().len()
        };
        assert_eq!(found("q=KIRJASTO"), 1);
        assert_eq!(found("q=et%C3%A4ty%C3%B6&lacking=sv"), 1);
        assert_eq!(found("lacking=fi"), 0);
        let lacking = || case.anybody().get(C).ok()["counts"]["lacking"].clone();
        assert_eq!(lacking(), json!({"sv": found("lacking=sv")}));
        let first = &case.anybody().get(&format!("{C}/ideas?limit=1")).ok()["items"][0];
        let address = format!("{C}/ideas/{}", first["id"].as_str().unwrap());
        case.secretary().patch(&address, &json!({"texts": {"fi": "A", "sv": "B"}})).ok();
        assert_eq!(lacking(), json!({"sv": IDEAS.len() - 1}));
        for (query, code) in [
            ("limit=0", "invalid_query"),
            ("limit=101", "invalid_query"),
            ("limit=x", "invalid_query"),
            ("cursor=x", "invalid_cursor"),
            ("state=x", "invalid_query"),
        ] {
            assert_eq!(
                case.anybody().get(&format!("{C}/ideas?{query}")).problem(),
                (400, code.into()),
                "{query}"
            );
        }
    });
}
