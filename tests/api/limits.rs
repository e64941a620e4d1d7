//! Limits of rate: who calls too often is told when to come back, and nobody else is slowed.

use reqwest::Method;
use serde_json::json;

use crate::support::databases::on_both;
use crate::support::server::{Answer, TestServer};
use crate::{Case, EMAIL, IDEAS, first_pair, member};

fn limited(tell: impl Fn(&Case)) {
    on_both(|test| {
        let server = TestServer::start_with(test, &["--trusted-proxies", "127.0.0.1"]);
        let secretary = member(&server, EMAIL, false);
        tell(&Case { server, secretary });
    });
}

#[test]
fn guessing_is_slowed_and_says_for_how_long() {
    limited(|case| {
        let guess = |address: &str, email: &str| {
            let request = case.anybody().request(Method::POST, "/api/v1/sessions");
            let body = json!({"email": email, "password": "wrong wrong"});
            Answer::to(request.header("x-forwarded-for", address).json(&body))
        };
        for email in [EMAIL, "nobody@example.fi"] {
            let codes: Vec<u16> = (0..7).map(|_| guess("192.0.2.1", email).status).collect();
            assert_eq!(codes, [401, 401, 401, 401, 401, 429, 429], "known or not, it is slowed alike");
        }
        let slowed = guess("192.0.2.1", EMAIL);
        assert_eq!(slowed.problem(), (429, "rate_limited".into()));
        assert!(slowed.header("retry-after").parse::<u32>().unwrap() >= 1);
        assert_eq!(guess("198.51.100.7", EMAIL).status, 401, "from elsewhere the member can still sign in");
        assert_eq!(guess("6.6.6.6, 192.0.2.1", EMAIL).status, 429, "a written-in address changes nothing");
    });
}

#[test]
fn a_participant_who_calls_too_often_slows_nobody_else() {
    limited(|case| {
        case.open(&json!({}), &IDEAS);
        let (busy, calm) = (case.join(), case.join());
        let address = format!("{}/pairs", crate::C);
        let refused =
            (0..400).map(|_| busy.get(&address)).find(|answer| answer.status == 429).expect("a limit");
        assert_eq!(refused.code(), "rate_limited");
        assert!(first_pair(&calm)["token"].is_string());
    });
}
