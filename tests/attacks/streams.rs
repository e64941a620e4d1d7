//! Live streams: they end with the rights that opened them.

use std::io::{BufRead, BufReader, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use serde_json::json;

use crate::case::{C, Case, EMAIL, IDEAS, PASSWORD, member, story};

/// What a listener may still hear after its rights have ended.
const SOON: Duration = Duration::from_secs(8);

fn listen(case: &Case, token: &str) -> BufReader<TcpStream> {
    let mut stream = TcpStream::connect(case.server.url.strip_prefix("http://").unwrap()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let head = format!("GET {C}/changes HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {token}\r\n\r\n");
    stream.write_all(head.as_bytes()).unwrap();
    let mut listener = BufReader::new(stream);
    let mut line = String::new();
    while !line.starts_with("data: ") {
        line.clear();
        assert_ne!(listener.read_line(&mut line).unwrap(), 0, "the stream ended");
    }
    listener
}

/// Reads to the end of the stream, which comes soon, and without news.
fn ends(mut listener: BufReader<TcpStream>, why: &str) {
    let began = Instant::now();
    let mut rest = String::new();
    while listener.read_line(&mut rest).unwrap() > 0 && !rest.ends_with("\n0\r\n") {}
    assert!(began.elapsed() < SOON, "{why}: after {:?}", began.elapsed());
    assert!(!rest.contains("data:"), "{why}: {rest}");
}

fn session(case: &Case, email: &str) -> String {
    let signed = case.anybody().post("/api/v1/sessions", &json!({"email": email, "password": PASSWORD})).ok();
    signed["token"].as_str().unwrap().to_owned()
}

#[test]
fn a_stream_ends_with_the_session_key_role_or_account_that_opened_it() {
    story(|case| {
        case.open(&json!({"results": "members"}), &IDEAS);
        let admin = case.server.with(&member(&case.server, "hallinta@example.fi", true));

        let signed_out = session(case, EMAIL);
        let listener = listen(case, &signed_out);
        case.server.with(&signed_out).delete("/api/v1/sessions/current");
        ends(listener, "signed out");

        let new = json!({"name": "Näyttö", "scopes": ["read"], "ends_at": "2027-06-30T00:00:00Z"});
        let key = case.secretary().post("/api/v1/members/me/keys", &new).ok();
        let listener = listen(case, key["key"].as_str().unwrap());
        let id = key["id"].as_str().unwrap();
        assert_eq!(case.secretary().delete(&format!("/api/v1/members/me/keys/{id}")).status, 204);
        ends(listener, "the key has ended");

        let expert = "asiantuntija@example.fi";
        let token = member(&case.server, expert, false);
        let invited =
            case.secretary().post(&format!("{C}/members"), &json!({"email": expert, "role": "expert"}));
        let accept = json!({"token": invited.ok()["token"], "password": PASSWORD});
        case.anybody().post(&format!("{C}/members/accepted"), &accept).ok();
        let listener = listen(case, &token);
        let id = case.server.with(&token).get("/api/v1/members/me").ok()["id"].as_str().unwrap().to_owned();
        assert_eq!(case.secretary().delete(&format!("{C}/members/{id}")).status, 204);
        ends(listener, "removed");

        let token = session(case, EMAIL);
        let listener = listen(case, &token);
        let id = case.server.with(&token).get("/api/v1/members/me").ok()["id"].as_str().unwrap().to_owned();
        admin.patch(&format!("/api/v1/members/{id}"), &json!({"disabled": true})).ok();
        ends(listener, "disabled");
    });
}

#[test]
fn what_ends_elsewhere_ends_the_stream_within_seconds() {
    story(|case| {
        case.open(&json!({"results": "members"}), &IDEAS);
        member(&case.server, "hallinta@example.fi", true);
        let listener = listen(case, &session(case, EMAIL));
        // The command line is another process: nothing in this one is told.
        let elsewhere = parvis::service::accounts::Accounts::new(case.server.service.db.clone());
        let change = parvis::service::administration::AccountChange { disabled: Some(true), admin: None };
        case.server.runtime.block_on(elsewhere.change_account_of(EMAIL, change, 1)).unwrap();
        ends(listener, "disabled by the command line");
    });
}
