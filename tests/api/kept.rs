//! No answer is dropped in silence: an answer that stands is said and can be changed in the plain form too, and who keeps
//! no cookie votes by an address of their own.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::server::{Answer, Caller};
use crate::{C, IDEAS, story};

/// The value of a hidden field of a page's form `#id`.
fn field(page: &str, form: &str, name: &str) -> String {
    let form = page.split_once(&format!("id=\"{form}\"")).unwrap_or_else(|| panic!("no {form} in {page}")).1;
    let rest = form.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}")).1;
    rest.split('"').next().unwrap().to_owned()
}

fn send(caller: &Caller<'_>, address: &str, fields: &[(&str, &str)]) -> Answer {
    // Tokens and words of ours need no escaping.
    let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = caller.request(Method::POST, address).body(body.join("&"));
    let answer = Answer::to(request.header("content-type", "application/x-www-form-urlencoded"));
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer
}

/// A participant's answers that stand.
fn own(caller: &Caller<'_>) -> Vec<Value> {
    caller.get(&format!("{C}/participants/me")).ok()["votes"].as_array().unwrap().clone()
}

/// Which idea an answer prefers.
fn chosen(vote: &Value) -> Value {
    match vote["outcome"].as_str().unwrap() {
        side @ ("left" | "right") => vote[side].clone(),
        other => json!(other),
    }
}

#[test]
fn the_plain_form_says_what_stands_and_changes_it_by_wish() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let person = case.join();
        let page = person.get("/c/kysely/vote?lang=en");
        assert_eq!(page.header("cache-control"), "no-store", "going back asks for the page anew");
        let page = page.text();
        assert!(page.contains("id=\"stands\"") && field(&page, "stands", "change").is_empty());
        let (csrf, pair) = (field(&page, "ballot", "csrf"), field(&page, "ballot", "pair"));
        let answer_to = |pair: &str, outcome: &str| {
            let fields = [("csrf", csrf.as_str()), ("pair", pair), ("outcome", outcome)];
            send(&person, "/c/kysely/vote", &fields).header("location").to_owned()
        };
        let answer = |outcome: &str| answer_to(&pair, outcome);
        assert_eq!(answer("left"), "/c/kysely/vote");
        assert_eq!(answer("left"), "/c/kysely/vote", "of the same answer nothing is said");
        let before = own(&person);
        // Another answer to the same pair: from another tab, or a page that the browser kept.
        let told = answer("right");
        assert!(told.starts_with("/c/kysely/vote?stands="), "{told}");
        assert_eq!(own(&person), before, "what stands is not changed unasked");
        let page = person.get(&format!("{told}&lang=en")).text();
        let says = page.split_once("id=\"stands-says\"").unwrap().1.split("</p>").next().unwrap();
        assert!(
            says.contains("Then you chose “") && says.contains("and that counts. Now you chose “"),
            "{says}"
        );
        let (change, outcome) = (field(&page, "stands", "change"), field(&page, "stands", "outcome"));
        let act = |act: &str| {
            let fields = [("csrf", csrf.as_str()), ("change", &change), ("outcome", &outcome), ("act", act)];
            send(&person, "/c/kysely/vote", &fields).header("location").to_owned()
        };
        assert_eq!(act("keep"), "/c/kysely/vote");
        assert_eq!(own(&person), before);
        assert_eq!(act("change"), "/c/kysely/vote?changed=1");
        let after = own(&person);
        assert_eq!((before.len(), after.len()), (1, 1), "one answer to two ideas");
        let sides = [before[0]["left"].clone(), before[0]["right"].clone()];
        assert!(sides.contains(&chosen(&after[0])) && chosen(&after[0]) != chosen(&before[0]), "{after:?}");
        // An answer that says neither, with its reason.
        let second = field(&person.get("/c/kysely/vote").text(), "ballot", "pair");
        assert_eq!(answer_to(&second, "right"), "/c/kysely/vote");
        let page = person.get(&answer_to(&second, "tie:both_bad")).text();
        assert_eq!(field(&page, "stands", "outcome"), "tie:both_bad");
        // Of somebody else's answer, or of words that are none, nothing is said.
        let other = case.join();
        for (who, address) in [(&other, told.as_str()), (&person, "/c/kysely/vote?stands=x&left=y&instead=z")]
        {
            assert!(field(&who.get(address).text(), "stands", "change").is_empty());
        }
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let told = answer_to(&second, "tie:both_bad");
        assert_eq!(told.split('?').next(), Some("/c/kysely/vote"));
    });
}

#[test]
fn who_keeps_no_cookie_is_told_once_and_votes_by_an_address_of_their_own() {
    story(|case| {
        case.open(&json!({"round_pairs": 3}), &IDEAS);
        let nobody = case.anybody();
        let csrf = {
            let front = nobody.get("/c/kysely?lang=en").text();
            front.split_once("name=\"csrf\" value=\"").unwrap().1.split('"').next().unwrap().to_owned()
        };
        let joined = send(&nobody, "/c/kysely/join", &[("csrf", &csrf)]);
        let begun = joined.header("location").to_owned();
        assert!(begun.starts_with("/c/kysely/by/") && begun.ends_with("/vote?begun=1"), "{begun}");
        // Who keeps the cookie is led on to the plain address.
        let cookie = joined.header("set-cookie").split(';').next().unwrap().to_owned();
        let kept = Answer::to(nobody.request(Method::GET, &begun).header("cookie", &cookie));
        assert_eq!((kept.status, kept.header("location")), (303, "/c/kysely/vote"));
        assert_eq!(kept.header("cache-control"), "no-store");
        // Who keeps none reads why, and the way on.
        let told = nobody.get(&format!("{begun}&lang=en"));
        assert_eq!((told.status, told.header("cache-control")), (200, "no-store"));
        assert_eq!(told.header("referrer-policy"), "same-origin", "the address goes to no other site");
        assert_eq!(told.header("x-robots-tag"), "noindex");
        assert!(told.text().contains("Your browser keeps no cookie"));
        let own_address = begun.trim_end_matches("?begun=1").to_owned();
        assert!(told.text().contains(&format!("href=\"{own_address}\"")), "{}", told.text());
        // The plain form, three pairs.
        for number in 1..=3 {
            let page = nobody.get(&format!("{own_address}?lang=en"));
            assert_eq!(page.header("cache-control"), "no-store");
            let page = page.text();
            assert!(page.contains(&format!("Pair {number} of 3")), "{page}");
            let outside: Vec<&str> = page
                .match_indices("=\"/c/kysely")
                .map(|(at, _)| &page[at..at + 22])
                .filter(|part| !part.contains("/by/"))
                .collect();
            assert!(outside.is_empty(), "every address leads on within the visit: {outside:?}");
            let (csrf, pair) = (field(&page, "ballot", "csrf"), field(&page, "ballot", "pair"));
            let next = send(&nobody, &own_address, &[("csrf", &csrf), ("pair", &pair), ("outcome", "left")]);
            let rest = if number == 3 { "thanks" } else { "vote" };
            assert_eq!(next.header("location"), own_address.replace("/vote", &format!("/{rest}")));
            assert_eq!(next.header("set-cookie"), "", "no cookie is tried again");
        }
        // The browser's module shows the same token, and it is one person.
        let page = nobody.get(&own_address).text();
        let token = page.split_once("data-visit=\"").unwrap().1.split('"').next().unwrap();
        assert_eq!(own(&case.server.with(token)).len(), 3);
        assert_eq!(nobody.get(C).ok()["counts"]["participants"], 1);
        // Another consultation's token, and what is none, is nobody's.
        for bad in ["x", &token[1..], &token.to_uppercase()] {
            let page = nobody.get(&format!("/c/kysely/by/{bad}/vote"));
            assert_eq!((page.status, page.header("location").ends_with("/vote")), (303, false), "{bad}");
        }
        assert_eq!(case.server.with(&token[1..]).get(&format!("{C}/pairs")).problem().0, 401);
    });
}
