//! Many identities from one place: a burst is let in, the rest works for it; halls with a code are not asked; who
//! was not at an event is not counted there; codes can't be tried out.

use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::case::Case;
use crate::network::{C, at, story, story_with};
use crate::support::server::{Answer, Caller};

const ATTACKER: &str = "192.0.2.1";

fn event(case: &Case) -> Value {
    let new = json!({"name": {"fi": "Vaasa"}, "starts_at": at(-3_600), "ends_at": at(3_600)});
    case.secretary().post(&format!("{C}/events"), &new).ok()
}

/// What a program does that is asked for a proof.
fn proof_of(refused: &Answer) -> String {
    let body: Value = serde_json::from_slice(&refused.body).unwrap();
    let work = &body["proof"];
    assert_eq!(work["algorithm"], "sha256");
    assert!(work["expires_at"].as_str().unwrap().ends_with('Z'));
    let bits = usize::try_from(work["bits"].as_u64().unwrap()).unwrap();
    let challenge = work["challenge"].as_str().unwrap();
    let begins_with_zeros = |proof: &String| {
        let hash = Sha256::digest(proof);
        (0..bits).all(|bit| hash[bit / 8] & (0x80 >> (bit % 8)) == 0)
    };
    (0..100_000_000).map(|number| format!("{challenge}.{number}")).find(begins_with_zeros).unwrap()
}

/// Joins until a proof is asked for: how many came in, and the refusal.
fn until_asked(case: &Case, address: impl Fn(usize) -> String) -> (usize, Answer) {
    for came in 0..150 {
        let answer = case.join_from(&address(came), &json!({}));
        if answer.status != 201 {
            return (came, answer);
        }
    }
    panic!("nobody was asked for anything");
}

#[test]
fn joins_from_one_network_cost_work_after_some_dozens() {
    story(|case| {
        case.open_numbered(&json!({}), 3);
        let here = |_| ATTACKER.to_owned();
        let (came, asked) = until_asked(case, here);
        assert!(is_burst(came), "{came}");
        assert_eq!(asked.problem(), (429, "proof_required".into()));
        assert!(asked.header("retry-after").parse::<u32>().unwrap() >= 1);
        let proof = proof_of(&asked);
        // One more may come each five seconds: they are used up before each try.
        let with = |proof: &str| {
            until_asked(case, here);
            case.join_from(ATTACKER, &json!({ "proof": proof }))
        };
        assert_eq!(with(&format!("{proof}0")).code(), "proof_required", "a guess is no proof");
        assert_eq!(with("x").code(), "proof_required");
        assert_eq!(with(&proof).status, 201);
        assert_eq!(with(&proof).code(), "proof_required", "each is good once");
        assert_eq!(case.join_from("192.0.2.2", &json!({})).status, 201, "others are not asked");
        let code = event(case)["code"].clone();
        for _ in 0..40 {
            case.join_from(ATTACKER, &json!({ "code": code })).ok();
        }
    });
}

/// A hundred, and who came in while they did.
fn is_burst(came: usize) -> bool {
    (100..110).contains(&came)
}

#[test]
fn ipv6_customers_have_one_burst_however_many_addresses_they_have() {
    story(|case| {
        case.open_numbered(&json!({}), 3);
        // Each from a /64 of its own, all of one /48.
        let (came, _) = until_asked(case, |n| format!("2001:db8:7:{n:x}::1"));
        assert!(is_burst(came), "{came}");
        assert_eq!(case.join_from("2001:db8:8::1", &json!({})).status, 201);
    });
}

#[test]
fn a_consultation_with_codes_and_a_closed_network_ask_for_nothing() {
    story_with(&["--rate-limit", "off"], |case| {
        case.open_numbered(&json!({}), 3);
        assert!((0..150).all(|_| case.join_from(ATTACKER, &json!({})).status == 201));
    });
    story(|case| {
        case.open_numbered(&json!({"entry": "codes"}), 3);
        let made = json!({"name": "Kirjeet", "count": 130});
        let made = case.secretary().post(&format!("{C}/invitations"), &made).ok();
        for code in made["codes"].as_array().unwrap() {
            case.join_from(ATTACKER, &json!({ "code": code })).ok();
        }
        assert_eq!(case.join_from(ATTACKER, &json!({})).code(), "code_required");
    });
}

#[test]
fn without_a_script_a_form_asks_to_wait_and_says_for_how_long() {
    story(|case| {
        case.open_numbered(&json!({}), 3);
        until_asked(case, |_| ATTACKER.to_owned());
        let page = |path: &str| {
            Answer::to(case.anybody().request(Method::GET, path).header("x-forwarded-for", ATTACKER)).text()
        };
        let field = |html: &str, name: &str| {
            let start =
                html.find(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("{name}: {html}"));
            html[start..].split('"').nth(3).unwrap().to_owned()
        };
        let send = |form: &[(&str, String)]| {
            let request = case.anybody().request(Method::POST, "/c/kysely/join");
            // All of it is letters, digits and what needs no escape.
            let body =
                form.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            Answer::to(request.header("x-forwarded-for", ATTACKER).body(body))
        };
        let csrf = field(&page("/c/kysely?lang=fi"), "csrf");
        until_asked(case, |_| ATTACKER.to_owned());
        let asked = send(&[("csrf", csrf.clone()), ("group.region", "vaasa".into())]);
        assert_eq!(asked.status, 200);
        let html = asked.text();
        assert!(html.contains("data-challenge=\"") && html.contains("10 sekuntia"), "{html}");
        assert_eq!(field(&html, "group.region"), "vaasa", "what was answered is kept");
        let ticket = field(&html, "ticket");
        until_asked(case, |_| ATTACKER.to_owned());
        let early = send(&[("csrf", csrf.clone()), ("ticket", ticket.clone())]);
        assert_eq!((early.status, field(&early.text(), "ticket")), (200, ticket.clone()), "it is kept");
        std::thread::sleep(std::time::Duration::from_millis(10_500));
        let form = [("csrf", csrf), ("ticket", ticket)];
        let came = send(&form);
        let way = came.header("location");
        assert!(came.status == 303 && way.starts_with("/c/kysely/") && way.contains("/vote"), "{way}");
        assert_eq!(send(&form).status, 200, "a ticket is good once");
    });
}

#[test]
fn only_its_code_counts_somebody_to_an_event() {
    story(|case| {
        case.open_numbered(&json!({}), 3);
        let event = event(case);
        let (id, participants) = (&event["id"], format!("{C}/participants"));
        let refused = case.anybody().post(&participants, &json!({"event": id}));
        assert_eq!(refused.problem(), (403, "code_required".into()));
        assert_eq!(refused.fields(), ["event"]);
        let invitation = json!({"name": "Kirjeet", "count": 2});
        let codes = case.secretary().post(&format!("{C}/invitations"), &invitation).ok();
        let code = &codes["codes"][0];
        let other = case.anybody().post(&participants, &json!({"event": id, "code": code}));
        assert_eq!(other.fields(), ["event"], "an ordinary code says nothing of an event");
        case.anybody().post(&participants, &json!({"code": code})).ok();
        case.anybody().post(&participants, &json!({"event": id, "code": event["code"]})).ok();
        case.secretary().post(&participants, &json!({"event": id})).ok();
        let link = json!({"name": "Linkki", "link": true, "event": id, "count": 1});
        let link = case.secretary().post(&format!("{C}/invitations"), &link).ok();
        let code = &link["codes"][0];
        case.anybody().post(&participants, &json!({"event": id, "code": code})).ok();
        let seen = case.secretary().get(&format!("{C}/events/{}", id.as_str().unwrap())).ok();
        assert_eq!(seen["participants"], 3);
    });
}

#[test]
fn codes_can_t_be_tried_out_and_a_hall_that_mistypes_comes_in() {
    story(|case| {
        case.open_numbered(&json!({}), 3);
        let code = event(case)["code"].as_str().unwrap().to_owned();
        let page = |path: &str, address: &str| {
            Answer::to(case.anybody().request(Method::GET, path).header("x-forwarded-for", address)).status
        };
        let typed = |code: &str| page(&format!("/join?code={code}"), ATTACKER);
        assert!((0..300).all(|_| typed(&code) == 303), "a right code costs nothing");
        assert!((0..90).all(|_| typed("ZZZZZZ") == 403));
        assert_eq!(case.join_from(ATTACKER, &json!({ "code": "ZZZZZZ" })).code(), "code_unknown");
        let slowed = (0..20).map(|_| typed("ZZZZZZ")).find(|status| *status != 403);
        assert_eq!(slowed, Some(429));
        assert_eq!(case.join_from(ATTACKER, &json!({ "code": "ZZZZZZ" })).code(), "rate_limited");
        assert_eq!(page("/c/kysely?code=ZZZZZZ", ATTACKER), 429, "the front page tells no more");
        assert_eq!(page(&format!("/join?code={code}"), "192.0.2.2"), 303);
        assert_eq!(case.join_from(ATTACKER, &json!({})).status, 201, "who has no code tries none");
    });
}

/// Answers the pairs served, in their order, as long as `choose` says how.
fn answer(participant: &Caller<'_>, millis: u32, mut choose: impl FnMut(&Value) -> Option<&'static str>) {
    let pairs = participant.get(&format!("{C}/pairs?count=10")).ok();
    let mut votes = Vec::new();
    for pair in pairs["items"].as_array().unwrap() {
        let Some(outcome) = choose(pair) else { break };
        votes.push(json!({"pair": pair["token"], "outcome": outcome, "response_ms": millis}));
    }
    if !votes.is_empty() {
        participant.post(&format!("{C}/votes"), &json!({ "votes": votes })).ok();
    }
}

/// The number of the idea on a side.
fn number(pair: &Value, side: &str) -> u32 {
    pair[side]["text"].as_str().unwrap().rsplit(' ').next().unwrap().parse().unwrap()
}

/// The smaller number is the better idea.
fn honestly(pair: &Value) -> &'static str {
    if number(pair, "left") < number(pair, "right") { "left" } else { "right" }
}

const TARGET: u32 = 11;

/// Skips until the target is served, chooses it, and is gone.
fn stuff(participant: &Caller<'_>) {
    let mut done = false;
    answer(participant, 1, |pair| {
        let of = [number(pair, "left"), number(pair, "right")];
        match of.iter().position(|idea| *idea == TARGET) {
            _ if done => None,
            Some(at) => {
                done = true;
                Some(["left", "right"][at])
            }
            None => Some("skip"),
        }
    });
}

fn kinds(signs: &Value) -> Vec<&str> {
    signs["items"].as_array().unwrap().iter().map(|sign| sign["kind"].as_str().unwrap()).collect()
}

#[test]
fn what_looks_wrong_is_shown_with_the_order_without_it_and_set_aside_in_one_step() {
    story_with(&["--rate-limit", "off", "--trusted-proxies", "127.0.0.1"], |case| {
        case.open_numbered(&json!({"minimum_comparisons": 1}), 12);
        for person in 0..40 {
            answer(&case.participant_from(&format!("198.51.100.{person}")), 2_500, |pair| {
                Some(honestly(pair))
            });
        }
        let signs = || case.secretary().get(&format!("{C}/signs?lang=fi")).ok();
        assert_eq!(kinds(&signs()), Vec::<&str>::new(), "{}", signs());
        // Always the same side, and everybody's pairs are drawn.
        let one_sided = case.participant_from("203.0.113.7");
        (0..2).for_each(|_| answer(&one_sided, 2_500, |_| Some("left")));
        assert_eq!((kinds(&signs()), &signs()["items"][0]["people"]), (vec!["side"], &json!(1)));
        for _ in 0..80 {
            stuff(&case.participant_from(ATTACKER));
        }
        let seen = signs();
        assert_eq!(kinds(&seen), ["place", "fast", "side", "one_idea"], "{seen}");
        let one_idea = &seen["items"][3];
        assert_eq!(one_idea["text"], "Ajatus numero 11");
        assert!(one_idea["expected"].as_f64().unwrap() < one_idea["people"].as_f64().unwrap() / 2.0);
        assert_eq!(seen["items"][0]["people"], 80);
        assert!(seen["items"][0]["place"].as_i64().is_some_and(|place| place < 1 << 48));

        let place = format!("{C}/signs/{}", seen["items"][0]["id"].as_str().unwrap());
        let beside = case.secretary().get(&place).ok();
        let target =
            beside["ranking"].as_array().unwrap().iter().find(|idea| idea["text"] == "Ajatus numero 11");
        let rank = |of: &str| target.unwrap()[of]["rank"].as_u64().unwrap();
        assert!(rank("with") + 2 < rank("without") && rank("without") > 9, "{target:?}");
        let step = |body: &Value| case.secretary().post(&format!("{place}/set-aside"), body);
        assert_eq!(step(&json!({"reason": {}})).fields(), ["reason"]);
        let aside = step(&json!({"reason": {"fi": "Samasta paikasta, vain yhtä ideaa."}}));
        assert_eq!((aside.status, &aside.ok()["participants"]), (201, &json!(80)));
        assert_eq!(kinds(&signs()), ["side"], "what is set aside is no sign any more");
        assert_eq!(case.secretary().get(&place).status, 404);
        let ranking = case.anybody().get(&format!("{C}/ranking?lang=fi")).ok();
        assert_eq!(ranking["items"][11]["text"], "Ajatus numero 11");

        let ways = case.anybody().get(&format!("{C}/ways-in")).ok();
        assert_eq!(ways, json!({"open_link": 120, "codes": 0, "events": 0}));
        let html = case.anybody().get("/c/kysely/results?lang=en").text();
        assert!(html.contains("about 120 by the open link"), "how people came in stands on the results");
        for caller in [case.anybody(), one_sided] {
            assert_eq!(caller.get(&format!("{C}/signs")).status, 401);
            assert_eq!(
                caller.post(&format!("{place}/set-aside"), &json!({"reason": {"fi": "x"}})).status,
                401
            );
        }
        for log in [case.anybody(), case.secretary()] {
            assert!(!log.get(&format!("{C}/log?after=0")).text().contains("place"), "never in the log");
        }
    });
}
