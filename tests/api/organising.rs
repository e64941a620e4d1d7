//! An organiser's way: making a consultation, changing it, opening it, inviting.

use serde_json::{Value, json};

use crate::support::server::Answer;
use crate::{C, IDEAS, story};

#[test]
fn a_consultation_is_made_from_three_things() {
    story(|case| {
        let new =
            json!({"slug": "kysely", "question": {"fi": "Mitä?", "sv": "Vad?"}, "languages": ["fi", "sv"]});
        let answer = case.secretary().post("/api/v1/consultations", &new);
        let made = answer.ok();
        assert_eq!(answer.status, 201);
        assert_eq!(
            answer.header("location"),
            format!("/api/v1/consultations/{}", made["id"].as_str().unwrap())
        );
        for (member, value) in [
            ("state", json!("draft")),
            ("results", json!("after_round")),
            ("entry", json!("open")),
            ("strategy", json!("balanced")),
            ("round_pairs", json!(15)),
            ("minimum_comparisons", json!(6)),
            ("text", json!("Mitä?")),
            ("simulated", json!(false)),
            ("counts", json!({"ideas": 0, "lacking": {}, "pending": 0, "participants": 0, "votes": 0})),
        ] {
            assert_eq!(made[member], value, "{member}");
        }
        assert_eq!(
            case.anybody().get(C).problem(),
            (404, "not_found".into()),
            "a draft is not there for others"
        );
        assert_eq!(case.secretary().get(&format!("{C}?lang=sv")).ok()["text"], "Vad?");
        let mine = case.secretary().get("/api/v1/consultations").ok();
        assert_eq!(mine["items"][0]["slug"], "kysely");
        assert_eq!(case.anybody().get("/api/v1/consultations").ok()["items"], json!([]));

        let again = case.secretary().post("/api/v1/consultations", &new);
        assert_eq!((again.problem(), again.fields()), ((409, "slug_taken".into()), vec!["slug".to_owned()]));
        for (lacking, field) in [
            (json!({"question": {"fi": "x"}, "languages": ["fi"]}), "slug"),
            (json!({"slug": "a b", "question": {"fi": "x"}, "languages": ["fi"]}), "slug"),
            (json!({"slug": "uusi", "languages": ["fi"]}), "question"),
            (json!({"slug": "uusi", "question": {"fi": "x"}, "languages": []}), "languages"),
            (
                json!({"slug": "uusi", "question": {"fi": "x"}, "languages": ["fi"], "results": "never"}),
                "results",
            ),
            (json!({"slug": "uusi", "question": {"fi": "x"}, "languages": ["fi"], "zone": "Mars"}), "zone"),
        ] {
            let refused = case.secretary().post("/api/v1/consultations", &lacking);
            assert_eq!(
                (refused.problem(), refused.fields()),
                ((422, "invalid_field".into()), vec![field.to_owned()])
            );
        }
    });
}

#[test]
fn a_change_is_made_to_what_was_read() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let read = case.secretary().get(C);
        let tag = read.header("etag").to_owned();
        let again = case.secretary().request(reqwest::Method::GET, C).header("if-none-match", &tag);
        assert_eq!(Answer::to(again).status, 304);

        let change = |tag: &str, body: &Value| {
            let request = case.secretary().request(reqwest::Method::PATCH, C);
            Answer::to(request.header("if-match", tag).json(body))
        };
        let changed = change(&tag, &json!({"closes_at": "2026-10-25T03:30", "round_pairs": 10}));
        assert_eq!(changed.ok()["closes_at"], "2026-10-25T00:30:00Z", "the first of two such times");
        assert_eq!(change(&tag, &json!({"round_pairs": 5})).problem(), (412, "precondition_failed".into()));
        let newer = changed.header("etag").to_owned();
        let taken_away = change(&newer, &json!({"closes_at": null})).ok();
        assert_eq!((&taken_away["closes_at"], &taken_away["round_pairs"]), (&Value::Null, &json!(10)));

        let gap = case.secretary().patch(C, &json!({"closes_at": "2026-03-29T03:30"}));
        assert_eq!((gap.code(), gap.fields()), ("invalid_field".into(), vec!["closes_at".into()]));
        let back = case.secretary().patch(C, &json!({"state": "draft"}));
        assert_eq!(back.problem(), (409, "state_conflict".into()));
    });
}

#[test]
fn an_address_that_is_free_again_leads_to_who_takes_it() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let id = case.anybody().get(C).ok()["id"].clone();
        case.secretary().patch(C, &json!({"slug": "vanha-kysely"})).ok();
        assert_eq!(case.anybody().get(C).problem(), (404, "not_found".into()));
        assert_eq!(case.anybody().get("/api/v1/consultations/vanha-kysely").ok()["id"], id);
        case.open(&json!({}), &IDEAS);
        assert_ne!(case.anybody().get(C).ok()["id"], id);
    });
}

#[test]
fn codes_open_the_door_once() {
    story(|case| {
        case.open(&json!({"entry": "codes"}), &IDEAS);
        let made = case
            .secretary()
            .post(&format!("{C}/invitations"), &json!({"name": "Maakunnat", "count": 3}))
            .ok();
        let codes: Vec<&str> =
            made["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
        assert_eq!(codes.len(), 3);
        let join = |code: &str| case.anybody().post(&format!("{C}/participants"), &json!({"code": code}));
        assert_eq!(
            case.anybody().post(&format!("{C}/participants"), &json!({})).problem(),
            (403, "code_required".into())
        );
        assert_eq!(join("CDFGHJKMNP").problem(), (403, "code_unknown".into()));
        let typed = format!(" {}-{} ", &codes[0][..5].to_lowercase(), &codes[0][5..]);
        assert_eq!(join(&typed).status, 201);
        assert_eq!(join(codes[0]).problem(), (403, "code_used".into()));
        let listed = case.secretary().get(&format!("{C}/invitations")).ok();
        assert_eq!((&listed["items"][0]["codes"], &listed["items"][0]["used"]), (&json!(3), &json!(1)));

        let revoked = case.secretary().delete(&format!("{C}/invitations/{}", made["id"].as_str().unwrap()));
        assert_eq!(revoked.status, 204);
        assert_eq!(join(codes[1]).code(), "code_unknown");
        let none = case.secretary().post(&format!("{C}/invitations"), &json!({"count": 0}));
        assert_eq!((none.code(), none.fields()), ("invalid_field".into(), vec!["count".into()]));
    });
}

#[test]
fn codes_come_as_a_file_too() {
    story(|case| {
        case.open(&json!({"entry": "codes"}), &IDEAS);
        let request = case.secretary().request(reqwest::Method::POST, &format!("{C}/invitations"));
        let file = Answer::to(request.header("accept", "text/csv").json(&json!({"count": 20})));
        assert_eq!(file.status, 201);
        assert!(file.header("content-disposition").contains("codes-kysely.csv"));
        let text = file.text();
        assert_eq!(text.lines().count(), 21);
        let code = text.lines().nth(1).unwrap().split(',').next().unwrap().to_owned();
        assert!(text.contains(&format!("/join?c=kysely&code={code}")));
        assert_eq!(case.anybody().post(&format!("{C}/participants"), &json!({"code": code})).status, 201);
    });
}

#[test]
fn texts_are_chosen_for_the_caller() {
    story(|case| {
        case.open(&json!({}), &[]);
        let texts = json!({"texts": {"fi": "Junat", "en": "Trains"}});
        let id = case.secretary().post(&format!("{C}/ideas"), &texts).ok()["id"].clone();
        let address = format!("{C}/ideas/{}", id.as_str().unwrap());
        let read = |query: &str, accept: &str| {
            let request = case.anybody().request(reqwest::Method::GET, &format!("{address}{query}"));
            let idea = Answer::to(request.header("accept-language", accept)).ok();
            format!("{} {}", idea["lang"].as_str().unwrap(), idea["text"].as_str().unwrap())
        };
        assert_eq!(read("?lang=en", "fi"), "en Trains");
        assert_eq!(read("", "de, en-GB;q=0.8, fi;q=0.2"), "en Trains");
        assert_eq!(read("?lang=sv", ""), "fi Junat", "what lacks stands in the first language");
    });
}

#[test]
fn feedback_reaches_who_runs_the_installation() {
    story(|case| {
        let left =
            case.anybody().post("/api/v1/feedback", &json!({"page": "/c/kysely", "text": "Ei toimi"})).ok();
        assert!(left["id"].as_str().unwrap().starts_with("fb_"));
        let empty = case.anybody().post("/api/v1/feedback", &json!({"text": " "}));
        assert_eq!((empty.code(), empty.fields()), ("invalid_field".into(), vec!["text".into()]));
        assert_eq!(case.secretary().get("/api/v1/feedback").problem(), (403, "forbidden".into()));
        let admin = case.server.with(&crate::member(&case.server, "admin@example.fi", true));
        assert_eq!(admin.get("/api/v1/feedback").ok()["items"][0]["text"], "Ei toimi");
    });
}
