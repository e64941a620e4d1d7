//! Subtracting one group from another: groups of two questions, or of a question and an event, that differ by one
//! person. Nothing is counted exactly, the same people always get the same noise, and nothing is drawn anew for who
//! looks again. How much a likelihood makes of it is measured by `parvis simulate subtraction`.

use std::thread::sleep;
use std::time::Duration;

use serde_json::{Value, json};

use crate::case::{C, Case, IDEAS, story};
use crate::support::server::Caller;

fn question(id: &str, choices: [&str; 2]) -> Value {
    let choice = |key: &str| json!({"id": key, "label": {"fi": key}});
    json!({"id": id, "question": {"fi": format!("{id}?")}, "choices": choices.map(choice)})
}

/// A consultation that asks for region, role and place, a second word for the region.
fn asked(case: &Case, ideas: &[&str]) {
    case.open(&json!({"results": "always", "minimum_comparisons": 1}), ideas);
    for (id, choices) in
        [("region", ["vaasa", "oulu"]), ("role", ["staff", "public"]), ("place", ["here", "there"])]
    {
        case.secretary().post(&format!("{C}/groups"), &question(id, choices)).ok();
    }
}

fn join<'a>(case: &'a Case, groups: &Value, code: Option<&Value>) -> Caller<'a> {
    let mut body = json!({"groups": groups});
    if let Some(code) = code {
        body["code"] = code.clone();
    }
    let joined = case.anybody().post(&format!("{C}/participants"), &body).ok();
    case.server.with(joined["token"].as_str().unwrap())
}

/// Ten staff of Vaasa, the victim, who lives there and is no staff, and twelve others.
fn crowd<'a>(case: &'a Case, code: Option<&Value>, mut each: impl FnMut(Caller<'a>, bool)) {
    for _ in 0..10 {
        let groups = json!({"region": "vaasa", "role": "staff", "place": "here"});
        each(join(case, &groups, code), false);
    }
    each(join(case, &json!({"region": "vaasa", "role": "public", "place": "here"}), None), true);
    for _ in 0..12 {
        let groups = json!({"region": "oulu", "role": "public", "place": "there"});
        each(join(case, &groups, None), false);
    }
}

fn results(case: &Case, question: &str) -> Value {
    case.anybody().get(&format!("{C}/groups/{question}/results")).ok()
}

/// What is counted of a group, as the finding subtracted it.
fn counted(group: &Value) -> Vec<Option<f64>> {
    let items = group["items"].as_array().unwrap();
    let count = |item: &Value| ["wins", "losses", "ties", "votes"].map(|key| item[key].as_f64());
    items.iter().flat_map(count).collect()
}

#[test]
fn groups_of_two_questions_that_differ_by_one_person_are_not_counted() {
    story(|case| {
        asked(case, &IDEAS);
        crowd(case, None, |participant, _| {
            case.answer(&participant, 6, "left");
        });
        let (region, role, place) = (results(case, "region"), results(case, "role"), results(case, "place"));
        let (vaasa, staff) = (&region["groups"]["vaasa"], &role["groups"]["staff"]);
        for group in [vaasa, staff, &region["groups"]["oulu"], &role["groups"]["public"]] {
            assert!(counted(group).iter().all(Option::is_none), "{group}");
            assert_eq!(group["rounded"], true);
        }
        // Eleven with 66 votes, and ten with 60.
        for (group, votes) in [(vaasa, 70), (staff, 60)] {
            assert_eq!((&group["participants"], &group["votes"]), (&json!(10), &json!(votes)));
        }
        // Who asks again, or in other words, gets the same noise: nothing averages it out.
        sleep(Duration::from_millis(520));
        assert_eq!(results(case, "region"), region);
        assert_eq!(place["groups"]["here"]["items"], vaasa["items"], "the same people");
        for (query, own) in
            [("group=region:vaasa", vaasa), ("group=place:here", vaasa), ("group=role:staff", staff)]
        {
            let ranking = case.anybody().get(&format!("{C}/ranking?{query}")).ok();
            assert_eq!([&ranking["rounded"], &ranking["participants"]], [&json!(true), &json!(10)]);
            assert_eq!(ranking["votes"], own["votes"]);
            assert_eq!(ranking["items"][0]["strength"], own["items"][0]["strength"]);
            assert!(counted(&ranking).iter().all(Option::is_none), "{ranking}");
        }
        // The common ranking is exact.
        let all = case.anybody().get(&format!("{C}/ranking")).ok();
        assert_eq!([&all["rounded"], &all["participants"]], [&json!(false), &json!(23)]);
        assert!(counted(&all).iter().all(Option::is_some), "{all}");
    });
}

#[test]
fn a_group_and_an_event_that_differ_by_one_person_are_not_counted() {
    story(|case| {
        asked(case, &IDEAS);
        let when = |hours: i64| {
            let seconds =
                std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
            let micros = (i64::try_from(seconds).unwrap() + hours * 3_600) * 1_000_000;
            parvis::service::times::rfc3339(micros)
        };
        let event = json!({"name": {"fi": "Vaasa"}, "starts_at": when(-1), "ends_at": when(1)});
        let event = case.secretary().post(&format!("{C}/events"), &event).ok();
        let id = event["id"].as_str().unwrap();
        crowd(case, Some(&event["code"]), |participant, _| {
            case.answer(&participant, 6, "left");
        });
        let own = case.anybody().get(&format!("{C}/ranking?event={id}")).ok();
        let vaasa = case.anybody().get(&format!("{C}/ranking?group=region:vaasa")).ok();
        for ranking in [&own, &vaasa] {
            assert!(counted(ranking).iter().all(Option::is_none), "{ranking}");
            assert_eq!([&ranking["rounded"], &ranking["participants"]], [&json!(true), &json!(10)]);
        }
        // The event's people are the staff: the same noise.
        let staff = results(case, "role")["groups"]["staff"].clone();
        let events = results(case, "event")["groups"][id].clone();
        let differences = |group: &Value| -> Vec<Value> {
            let mut all: Vec<(String, Value)> = group["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| (item["id"].to_string(), item["difference"].clone()))
                .collect();
            all.sort_by(|one, other| one.0.cmp(&other.0));
            all.into_iter().map(|(_, difference)| difference).collect()
        };
        assert_eq!(differences(&staff), differences(&events));
        // The event itself is counted for those who may read votes, and rounded for everybody else.
        let path = format!("{C}/events/{id}");
        let counts =
            |event: &Value| ["participants", "voting", "votes", "rounded"].map(|key| event[key].clone());
        let all = case.secretary().get(&path).ok();
        assert_eq!(counts(&all), [json!(10), json!(10), json!(60), json!(false)]);
        let one_more = join(case, &json!({}), Some(&event["code"]));
        case.answer(&one_more, 1, "left");
        assert_eq!(case.secretary().get(&path).ok()["participants"], 11);
        for seen in [
            case.anybody().get(&path).ok(),
            one_more.get(&path).ok(),
            case.anybody().get(&format!("{C}/events")).ok()["items"][0].clone(),
        ] {
            assert_eq!(counts(&seen), [json!(10), json!(10), json!(60), json!(true)], "{seen}");
        }
        for page in ["results/region", "report.html"] {
            let page = case.anybody().get(&format!("/c/kysely/{page}?lang=sv")).text();
            assert!(page.contains("ungefär 10 deltagare") && page.contains("lite suddade"), "{page}");
        }
    });
}

/// Two groups whose people gave the very same votes are not told to be the same, and one person more is not told by
/// what moved.
#[test]
fn other_people_get_other_noise() {
    story(|case| {
        asked(case, &IDEAS[..2]);
        let ideas = case.anybody().get(&format!("{C}/ideas")).ok();
        let liked = ideas["items"][0]["id"].clone();
        let choose = |participant: &Caller<'_>| {
            let pair = participant.get(&format!("{C}/pairs")).ok()["items"][0].clone();
            let outcome = if pair["left"]["id"] == liked { "left" } else { "right" };
            let votes = json!({"votes": [{"pair": pair["token"], "outcome": outcome}]});
            participant.post(&format!("{C}/votes"), &votes).ok();
        };
        for region in ["vaasa", "oulu"] {
            for _ in 0..10 {
                choose(&join(case, &json!({"region": region, "place": "here"}), None));
            }
        }
        for _ in 0..5 {
            choose(&join(case, &json!({"place": "there"}), None));
        }
        let region = results(case, "region");
        let first = |group: &str| {
            let items = region["groups"][group]["items"].as_array().unwrap();
            let item = items.iter().find(|item| item["id"] == liked).unwrap();
            item["difference"].as_f64().unwrap()
        };
        assert!((first("vaasa") - first("oulu")).abs() > 1e-6, "ten choices for the one idea each: {region}");
    });
}
