//! Events: a code lets people in while one is on, who came through it is counted, its results stand beside the
//! common ones, and its votes can be set aside.

use serde_json::{Value, json};

use crate::support::server::Caller;
use crate::{C, Case, IDEAS, story};

const HOUR: i64 = 3_600;

/// RFC 3339 of now and some seconds.
fn at(seconds: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs() as i64;
    let time = time::OffsetDateTime::from_unix_timestamp(now + seconds).unwrap();
    time.format(&time::format_description::well_known::Rfc3339).unwrap()
}

fn event(case: &Case, name: &str, from: i64, until: i64) -> Value {
    let new = json!({"name": {"fi": name}, "place": {"fi": "Vaasa", "sv": "Vasa"}, "languages": ["sv", "fi"],
        "starts_at": at(from), "ends_at": at(until)});
    case.secretary().post(&format!("{C}/events"), &new).ok()
}

fn join<'a>(case: &'a Case, code: &Value) -> Caller<'a> {
    let joined = case.anybody().post(&format!("{C}/participants"), &json!({"code": code})).ok();
    case.server.with(joined["token"].as_str().unwrap())
}

#[test]
fn a_code_lets_people_in_while_its_event_is_on() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participants = format!("{C}/participants");
        let now = event(case, "Vaasa", -HOUR, HOUR);
        let code = now["code"].as_str().unwrap();
        assert_eq!(code.len(), 6);
        assert_eq!(now["languages"], json!(["sv", "fi"]));
        assert!(now["join_address"].as_str().unwrap().ends_with(&format!("/join?code={code}")));
        let early = event(case, "Helsinki", 3 * HOUR, 4 * HOUR);
        let over = event(case, "Mikkeli", -3 * HOUR, -HOUR);
        for (code, told) in [
            (&early["code"], "event_not_begun"),
            (&over["code"], "event_over"),
            (&json!("ZZZZZZ"), "code_unknown"),
        ] {
            let refused = case.anybody().post(&participants, &json!({"code": code}));
            assert_eq!(refused.problem(), (403, told.into()));
            assert_eq!(refused.fields(), ["code"]);
        }
        let typed = json!({"code": format!(" {}-{} ", &code[..3].to_lowercase(), &code[3..])});
        case.anybody().post(&participants, &typed).ok();
        let from_home = case.anybody().post(&participants, &json!({"event": now["id"]}));
        assert_eq!(from_home.problem(), (403, "code_required".into()));
        case.secretary().post(&participants, &json!({"event": now["id"]})).ok();
        let unknown = case.anybody().post(&participants, &json!({"event": "evt_nothing"}));
        assert_eq!(unknown.fields(), ["event"]);
        case.join();
        let path = format!("{C}/events/{}", now["id"].as_str().unwrap());
        let known = case.secretary().get(&path).ok();
        assert_eq!(known["participants"], 2, "who came by the open link is of no event");
        let seen = case.anybody().get(&path).ok();
        assert_eq!((&seen["participants"], &seen["rounded"]), (&json!(0), &json!(true)));
        assert_eq!(
            (&seen["code"], &seen["join_address"]),
            (&Value::Null, &Value::Null),
            "codes are told to members"
        );
        let deleted = case.secretary().delete(&path);
        assert_eq!(deleted.problem(), (409, "in_use".into()));
        let unused = format!("{C}/events/{}", early["id"].as_str().unwrap());
        assert_eq!(case.secretary().delete(&unused).status, 204);
        let gone = case.anybody().post(&participants, &json!({"code": early["code"]}));
        assert_eq!(gone.code(), "code_unknown");
        let svg = case.secretary().get(&format!("{path}/qr.svg"));
        assert!(svg.header("content-type").starts_with("image/svg+xml") && svg.text().contains("<svg"));
    });
}

#[test]
fn an_event_is_checked_and_changed_by_one_at_a_time() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let whole =
            json!({"name": {"fi": "Vaasa"}, "starts_at": "2026-01-23T09:00", "ends_at": "2026-01-23T12:00"});
        for (change, field) in [
            (json!({"name": {}}), "name"),
            (json!({"starts_at": null}), "starts_at"),
            (json!({"ends_at": "2026-01-23T08:00"}), "ends_at"),
            (json!({"ends_at": "noon"}), "ends_at"),
            (json!({"zone": "Mars"}), "zone"),
            (json!({"languages": ["de"]}), "languages"),
            (json!({"languages": []}), "languages"),
        ] {
            let mut new = whole.clone();
            new.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
            let refused = case.secretary().post(&format!("{C}/events"), &new);
            assert_eq!((refused.status, refused.fields()), (422, vec![field.to_owned()]), "{change}");
        }
        let made = case.secretary().post(&format!("{C}/events"), &whole).ok();
        assert_eq!(made["starts_at"], "2026-01-23T07:00:00Z", "local time of the consultation's zone");
        let path = format!("{C}/events/{}", made["id"].as_str().unwrap());
        let tag = case.secretary().get(&path).header("etag").to_owned();
        let change = |tag: &str, body: &Value| {
            let request = case.secretary().request(reqwest::Method::PATCH, &path).header("if-match", tag);
            crate::support::server::Answer::to(request.json(body))
        };
        assert_eq!(change(&tag, &json!({"revealed": true})).ok()["revealed"], true);
        assert_eq!(change(&tag, &json!({"revealed": false})).problem(), (412, "precondition_failed".into()));
        assert_eq!(case.anybody().get(&path).ok()["revealed"], true);
    });
}

#[test]
fn results_of_an_event_stand_beside_the_common_ones_and_its_votes_can_be_set_aside() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let vaasa = event(case, "Vaasa", -HOUR, HOUR);
        let id = vaasa["id"].as_str().unwrap();
        let ranking = |query: &str| case.anybody().get(&format!("{C}/ranking{query}"));
        for _ in 0..6 {
            case.answer(&case.join(), 10, "left");
        }
        let before = ranking("").ok();
        for at in 0..6 {
            let who = join(case, &vaasa["code"]);
            case.answer(&who, 10, "right");
            let own = ranking(&format!("?event={id}"));
            if at < 4 {
                assert_eq!(own.problem(), (403, "results_withheld".into()), "{at}");
            }
        }
        // A release is looked for twice a second at most.
        std::thread::sleep(std::time::Duration::from_millis(600));
        let own = ranking(&format!("?event={id}")).ok();
        assert_eq!((own["participants"].as_i64(), own["votes"].as_i64()), (Some(5), Some(60)));
        let beside = case.anybody().get(&format!("{C}/groups/event/results")).ok();
        assert_eq!(beside["question"]["choices"][0]["label"]["fi"], "Vaasa");
        assert_eq!(beside["groups"][id]["participants"], 5);
        let path = format!("{C}/events/{id}");
        let seen = case.anybody().get(&path).ok();
        assert_eq!([&seen["participants"], &seen["voting"], &seen["votes"]], [5, 5, 60]);

        let log = case.secretary().get(&format!("{C}/log?after=0")).text();
        let of_event = log.lines().filter(|line| line.contains(&format!("\"event\":\"{id}\""))).count();
        assert_eq!(of_event, 60, "each vote of theirs says so in its private part");
        let aside = json!({"event": id, "reason": {"fi": "Koetilaisuus"}});
        let made = case.secretary().post(&format!("{C}/set-asides"), &aside).ok();
        assert_eq!((made["votes"].as_i64(), made["participants"].as_i64()), (Some(60), Some(6)));
        let after = ranking("").ok();
        assert_eq!(after["votes"], before["votes"]);
        for (one, other) in before["items"].as_array().unwrap().iter().zip(after["items"].as_array().unwrap())
        {
            assert_eq!(one["id"], other["id"]);
            assert!((one["strength"].as_f64().unwrap() - other["strength"].as_f64().unwrap()).abs() < 1e-9);
        }
        assert_eq!(ranking("?set_aside=counted").ok()["votes"], 120);
        let none = json!({"event": "evt_x", "reason": {"fi": "x"}});
        assert_eq!(case.secretary().post(&format!("{C}/set-asides"), &none).fields(), ["event"]);
    });
}

#[test]
fn an_invitation_for_five_or_more_can_be_set_aside() {
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        let invite = |count: i64| {
            let new = json!({"name": format!("{count}"), "count": count});
            case.secretary().post(&format!("{C}/invitations"), &new).ok()
        };
        let (few, many) = (invite(4), invite(5));
        for made in [&few, &many] {
            let who = join(case, &made["codes"][0]);
            case.answer(&who, 5, "left");
        }
        case.answer(&case.join(), 5, "left");
        let aside = |of: &Value| {
            let body = json!({"invitation": of["id"], "reason": {"fi": "Väärä lista"}});
            case.secretary().post(&format!("{C}/set-asides"), &body)
        };
        assert_eq!(aside(&few).status, 422, "who came by it is kept nowhere");
        assert_eq!(aside(&many).ok()["votes"], 5);
    });
}
