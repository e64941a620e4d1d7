//! Guessing passwords, and keeping their owner out by guessing.

use reqwest::Method;
use serde_json::json;

use crate::case::{Case, EMAIL, PASSWORD, member};
use crate::support::databases::on_both;
use crate::support::server::{Answer, TestServer};

/// A service with its limits on, behind a proxy that says who calls.
fn limited(tell: impl Fn(&Case)) {
    on_both(|test| {
        let server = TestServer::start_with(test, &["--trusted-proxies", "127.0.0.1"]);
        let secretary = member(&server, EMAIL, false);
        tell(&Case { server, secretary });
    });
}

fn sign_in(case: &Case, address: &str, password: &str, cookie: Option<&str>) -> Answer {
    let request = case.anybody().request(Method::POST, "/api/v1/sessions").header("x-forwarded-for", address);
    let request = cookie.into_iter().fold(request, |request, cookie| request.header("cookie", cookie));
    Answer::to(request.json(&json!({"email": EMAIL, "password": password})))
}

/// The cookie by which a browser is known that has signed in before.
fn device(signed: &Answer) -> String {
    let cookies = signed.headers.get_all("set-cookie").iter().filter_map(|value| value.to_str().ok());
    let mut device = cookies.filter_map(|cookie| cookie.split(';').next());
    device.find(|cookie| cookie.contains("parvis_device=")).unwrap().to_owned()
}

#[test]
fn wrong_passwords_from_many_networks_keep_nobody_out() {
    limited(|case| {
        let mut refused = 0;
        for round in 0..10 {
            for network in 0..8 {
                let answer =
                    sign_in(case, &format!("2001:db8:0:{network:x}::{round:x}"), "wrong wrong", None);
                refused += usize::from(answer.status == 429);
            }
        }
        assert!(refused >= 40, "who guesses is slowed: {refused} of 80");
        for owner in ["192.0.2.1", "198.51.100.9", "2001:db8:1::1", "2001:db8:0:ff::1"] {
            assert_eq!(sign_in(case, owner, PASSWORD, None).status, 201, "{owner}");
        }
    });
}

#[test]
fn who_signed_in_here_before_is_not_kept_out_by_the_neighbours() {
    limited(|case| {
        let known = device(&sign_in(case, "192.0.2.1", PASSWORD, None));
        for _ in 0..8 {
            sign_in(case, "192.0.2.1", "wrong wrong", None);
        }
        assert_eq!(sign_in(case, "192.0.2.1", PASSWORD, None).code(), "rate_limited");
        assert_eq!(sign_in(case, "192.0.2.1", PASSWORD, Some(&known)).status, 201);
        let forged = known.replace(known.split_at(20).1, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        assert_eq!(sign_in(case, "192.0.2.1", PASSWORD, Some(&forged)).code(), "rate_limited");
        // The cookie opens nothing, and guessing with it is slowed like any other.
        let tries = (0..30).filter(|_| sign_in(case, "192.0.2.1", "wrong wrong", Some(&known)).status == 401);
        assert!(tries.count() <= 12);
    });
}

#[test]
fn a_right_password_uses_nothing_up() {
    limited(|case| {
        for _ in 0..12 {
            assert_eq!(sign_in(case, "192.0.2.1", PASSWORD, None).status, 201);
        }
    });
}

#[test]
fn a_stolen_session_does_not_guess_the_password() {
    limited(|case| {
        let guess = |n: usize| {
            let request = case.secretary().request(Method::PUT, "/api/v1/members/me/password");
            Answer::to(
                request.json(&json!({"old_password": format!("guess {n}"), "password": "pöytä-kynä-metsä"})),
            )
        };
        let looked_at = (0..20).filter(|n| guess(*n).status == 401).count();
        assert!(looked_at <= 6, "{looked_at}");
        assert!(guess(20).header("retry-after").parse::<u32>().unwrap() >= 1);
        // Who signs in anew changes it all the same.
        let fresh = sign_in(case, "192.0.2.1", PASSWORD, None).ok()["token"].as_str().unwrap().to_owned();
        let request = case.server.with(&fresh).request(Method::PUT, "/api/v1/members/me/password");
        let changed =
            Answer::to(request.json(&json!({"old_password": PASSWORD, "password": "pöytä-kynä-metsä"})));
        assert_eq!(changed.status, 204, "{}", changed.text());
    });
}

#[test]
fn passwords_that_are_guessed_soon_are_refused() {
    let test = crate::support::databases::Backend::Sqlite.fresh();
    let server = TestServer::start(&test);
    let owner = server.with(&member(&server, "org@a.fi", true));
    for weak in [
        "Salasana2026!",
        "Parvis2026!!!",
        "Password123!",
        "Qwerty123456",
        "Helsinki2026",
        "iloveyou1234",
        "aabbccddeeff",
        "orgorgorg1234",
    ] {
        let request = owner.request(Method::PUT, "/api/v1/members/me/password");
        let answer = Answer::to(request.json(&json!({"old_password": PASSWORD, "password": weak})));
        assert_eq!((weak, answer.problem()), (weak, (422, "password_weak".into())));
    }
}
