//! The service around its resources: errors of the framework, headers, health, figures, a stop that waits.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/mod.rs"]
mod support;

use std::io::{Read, Write};
use std::net::TcpStream;

use reqwest::Method;
use support::databases::Backend;
use support::server::{Answer, TestServer};

fn server() -> (support::databases::TestDb, TestServer) {
    let db = Backend::Sqlite.fresh();
    let server = TestServer::start(&db);
    (db, server)
}

#[test]
fn an_address_that_leads_nowhere_is_a_problem() {
    let (_db, server) = server();
    let anybody = server.anybody();
    assert_eq!(anybody.get("/api/v1/nothing").problem(), (404, "not_found".into()));
    assert_eq!(
        Answer::to(anybody.request(Method::DELETE, "/healthz")).problem(),
        (405, "method_not_allowed".into())
    );
    let long = format!("/api/v1/consultations?x={}", "x".repeat(9_000));
    assert_eq!(anybody.get(&long).problem(), (414, "uri_too_long".into()));
}

#[test]
fn people_are_told_by_a_page_in_their_language() {
    let (_db, server) = server();
    for (method, path, status) in [
        (Method::GET, "/nothing".to_owned(), 404),
        (Method::GET, "/c/nothing/vote".to_owned(), 404),
        (Method::DELETE, "/".to_owned(), 405),
        (Method::GET, format!("/?{}", "x".repeat(9_000)), 414),
    ] {
        let request = server.anybody().request(method, &path).header("accept-language", "sv-FI");
        let answer = Answer::to(request);
        let kind = answer.header("content-type").to_owned();
        assert_eq!((answer.status, &*kind), (status, "text/html; charset=utf-8"), "{path:.20}");
        assert!(answer.text().contains("<html lang=\"sv\""), "{}", answer.text());
    }
}

#[test]
fn every_answer_carries_its_headers() {
    let (_db, server) = server();
    for path in ["/healthz", "/api/v1/nothing", "/admin"] {
        let answer = server.anybody().get(path);
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("script-src 'self';") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "only behind HTTPS");
    }
    let secure = TestServer::start_with(&Backend::Sqlite.fresh(), &["--public-url", "https://a.fi"]);
    assert_ne!(secure.anybody().get("/healthz").header("strict-transport-security"), "");
}

#[test]
fn health_and_figures_are_told() {
    let (_db, server) = server();
    let anybody = server.anybody();
    assert_eq!(anybody.get("/healthz").ok()["status"], "ok");
    assert_eq!(anybody.get("/readyz").ok()["status"], "ok");
    anybody.get("/a-path-that-nobody-has");
    let figures = anybody.get("/metrics").text();
    assert!(
        figures.contains(r#"http_requests_total{method="GET",route="/healthz",status="200"}"#),
        "{figures}"
    );
    assert!(!figures.contains("a-path-that-nobody-has"), "addresses make no labels");
    let head = Answer::to(anybody.request(Method::HEAD, "/healthz"));
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn a_port_in_use_is_one_line() {
    let (db, server) = server();
    let taken = server.url.strip_prefix("http://").unwrap();
    let told = TestServer::try_start(&db, &["--listen", taken]).err().expect("it is in use");
    assert!(told.contains("in use") && told.lines().count() == 1, "{told}");
}

#[test]
fn an_answer_that_takes_too_long_is_told_so() {
    let db = Backend::Sqlite.fresh();
    let server = TestServer::start_with(&db, &["--request-timeout", "1"]);
    let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).unwrap();
    let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n";
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = [0; 512];
    let length = stream.read(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer[..length]).to_lowercase();
    assert!(answer.starts_with("http/1.1 503") && answer.contains("retry-after: 5"), "{answer}");
    assert!(answer.contains("application/problem+json"), "{answer}");
}
