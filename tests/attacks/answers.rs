//! What answers give away: that a draft exists, addresses that a caller made up, figures, secrets in caches.

use reqwest::Method;
use serde_json::{Value, json};

use crate::case::{C, Case, EMAIL, IDEAS, PASSWORD, member, story};
use crate::support::databases::on_both;
use crate::support::server::{Answer, TestServer};

/// A service that is started with flags.
fn started(flags: &[&str], tell: impl Fn(&Case)) {
    on_both(|test| {
        let flags: Vec<&str> = ["--rate-limit", "off"].into_iter().chain(flags.iter().copied()).collect();
        let server = TestServer::start_with(test, &flags);
        let secretary = member(&server, EMAIL, false);
        tell(&Case { server, secretary });
    });
}

#[test]
fn an_invitations_address_does_not_tell_that_a_draft_exists() {
    story(|case| {
        let draft = json!({"slug": "kysely", "question": {"fi": "Mitä?"}, "languages": ["fi"]});
        case.secretary().post("/api/v1/consultations", &draft).ok();
        for call in ["invited", "accepted"] {
            let ask = |slug: &str| {
                let path = format!("/api/v1/consultations/{slug}/members/{call}");
                case.anybody().post(&path, &json!({"token": "x", "password": "x"}))
            };
            let (there, none) = (ask("kysely"), ask("ei-ole"));
            assert_eq!(there.problem(), (403, "invitation_invalid".into()));
            assert_eq!((there.status, there.body), (none.status, none.body));
        }
    });
}

/// An event and an invitation, asked for by somebody whose `Host` is made up.
fn links(case: &Case) -> (String, String, Answer) {
    case.open(&json!({}), &IDEAS);
    let evil = |method: Method, path: &str| {
        case.secretary().request(method, &format!("{C}/{path}")).header("host", "evil.example")
    };
    let event =
        json!({"name": {"fi": "Vaasa"}, "starts_at": "2030-01-23T12:00", "ends_at": "2030-01-23T15:30"});
    let event = Answer::to(evil(Method::POST, "events").json(&event)).ok();
    let invited = evil(Method::POST, "members").json(&json!({"email": "x@example.fi", "role": "expert"}));
    let invited = Answer::to(invited).ok();
    let code = Answer::to(evil(Method::GET, &format!("events/{}/qr.svg", event["id"].as_str().unwrap())));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&event["join_address"]), text(&invited["link"]), code)
}

#[test]
fn a_made_up_host_is_in_no_link() {
    story(|case| {
        let (join, link, code) = links(case);
        let url = &case.server.url;
        assert!(join.starts_with(&format!("{url}/join?code=")), "{join}");
        assert!(link.starts_with(&format!("{url}/admin/invited/kysely/")), "{link}");
        assert_eq!(code.status, 200);
    });
    started(&["--public-url", "https://parvis.example.org"], |case| {
        let (join, link, code) = links(case);
        assert!(join.starts_with("https://parvis.example.org/join?code="), "{join}");
        assert!(link.starts_with("https://parvis.example.org/admin/invited/"), "{link}");
        assert_eq!(code.status, 200);
    });
    // Behind a proxy nobody but the setting knows the address.
    started(&["--trusted-proxies", "127.0.0.1"], |case| {
        let (join, link, code) = links(case);
        assert!(join.starts_with("/join?code=") && link.starts_with("/admin/invited/"), "{join} {link}");
        assert_eq!(code.problem(), (409, "public_url_missing".into()));
        assert!(code.text().contains("--public-url"));
    });
}

#[test]
fn figures_are_told_here_and_to_nobody_through_a_proxy() {
    story(|case| {
        let ask = |headers: &[(&str, &str)]| {
            let request = case.anybody().request(Method::GET, "/metrics");
            Answer::to(headers.iter().fold(request, |request, (name, value)| request.header(*name, *value)))
        };
        assert!(ask(&[]).text().contains("http_requests_total"));
        for header in [("x-forwarded-for", "192.0.2.1"), ("via", "1.1 caddy"), ("forwarded", "for=192.0.2.1")]
        {
            assert_eq!(ask(&[header]).problem(), (403, "forbidden".into()));
        }
    });
    started(&["--metrics-token", "0123456789abcdef"], |case| {
        let ask = |token: Option<&str>| {
            let request = case.anybody().request(Method::GET, "/metrics");
            Answer::to(token.into_iter().fold(request, reqwest::blocking::RequestBuilder::bearer_auth)).status
        };
        assert_eq!(
            [ask(None), ask(Some("0123456789abcdeF")), ask(Some("0123456789abcdef"))],
            [401, 401, 200]
        );
    });
}

#[test]
fn no_cache_keeps_what_opens_something() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let joined = case.anybody().post(&format!("{C}/participants"), &json!({}));
        let codes = case.secretary().post(&format!("{C}/invitations"), &json!({"name": "x", "count": 3}));
        let me = case.secretary().get("/api/v1/members/me");
        for answer in [joined, codes, me] {
            assert_eq!(answer.header("cache-control"), "no-store");
            answer.ok();
        }
    });
}

#[test]
fn by_https_no_other_host_can_set_our_cookies() {
    started(&["--public-url", "https://parvis.example.org"], |case| {
        case.open(&json!({}), &IDEAS);
        let signed = case.anybody().post("/api/v1/sessions", &json!({"email": EMAIL, "password": PASSWORD}));
        let joined = case.anybody().post(&format!("{C}/participants"), &json!({}));
        let chosen = case.anybody().get("/?lang=sv");
        for answer in [&signed, &joined, &chosen] {
            for cookie in answer.headers.get_all("set-cookie") {
                let cookie = cookie.to_str().unwrap();
                assert!(cookie.starts_with("__Host-parvis_"), "{cookie}");
                assert!(cookie.contains("Secure") && cookie.contains("Path=/;"), "{cookie}");
                assert!(!cookie.contains("Domain"), "{cookie}");
            }
        }
        let cookie = |answer: &Answer| answer.header("set-cookie").split(';').next().unwrap().to_owned();
        let with = |path: &str, cookie: &str| {
            Answer::to(case.anybody().request(Method::GET, path).header("cookie", cookie)).status
        };
        let (session, participant) = (cookie(&signed), cookie(&joined));
        assert_eq!(with("/api/v1/members/me", &session), 200);
        assert_eq!(with("/api/v1/members/me", session.trim_start_matches("__Host-")), 401, "set by whom?");
        let me = format!("{C}/participants/me");
        assert_eq!(with(&me, &participant), 200);
        assert_eq!(with(&me, participant.trim_start_matches("__Host-")), 200, "nobody becomes somebody new");
    });
}

#[test]
fn a_participants_token_ends_when_the_participants_are_not_kept_any_more() {
    story(|case| {
        case.open(&json!({"retention_days": 30}), &IDEAS);
        let participant = case.join();
        participant.get(&format!("{C}/participants/me")).ok();
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        participant.get(&format!("{C}/participants/me")).ok();
        case.secretary().patch(C, &json!({"retention_days": 0})).ok();
        assert_eq!(participant.get(&format!("{C}/participants/me")).problem(), (401, "token_invalid".into()));
    });
}

#[test]
fn a_new_signing_key_leaves_tokens_good_until_the_old_ones_end() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let participant = case.join();
        let (db, signer) = (&case.server.service.db, &case.server.service.signer);
        let now = parvis::service::now();
        let keys = parvis::service::tokens::Signer::rotate(db, now, now + 1_000_000_000).unwrap();
        assert_eq!(keys.len(), 2);
        case.server.runtime.block_on(signer.reload(db, now)).unwrap();
        participant.get(&format!("{C}/pairs")).ok();
        case.join().get(&format!("{C}/pairs")).ok();
        case.server.runtime.block_on(signer.reload(db, now + 1_000_000_001)).unwrap();
        assert_eq!(participant.get(&format!("{C}/pairs")).code(), "token_invalid");
        case.join().get(&format!("{C}/pairs")).ok();
    });
}
