//! What the framework refuses by itself: always problem details with the real limit, never a fault of ours.

use std::io::{Read, Write};
use std::net::TcpStream;

use reqwest::Method;
use serde_json::json;

use crate::support::server::Answer;
use crate::{C, IDEAS, story};

#[test]
fn broken_requests_are_named_for_what_they_are() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let send = |kind: &str, body: Vec<u8>| {
            let request = case.secretary().request(Method::POST, "/api/v1/consultations");
            Answer::to(request.header("content-type", kind).body(body))
        };
        let large = format!("{{\"slug\": \"{}\"}}", "x".repeat(70_000)).into_bytes();
        let refused = send("application/json", large);
        assert_eq!(refused.problem(), (413, "body_too_large".into()));
        assert!(refused.text().contains("65536"), "{}", refused.text());
        assert_eq!(send("application/json", b"{\"slug\": ".to_vec()).problem(), (400, "invalid_json".into()));
        assert_eq!(send("application/json", b"\xff\xfe".to_vec()).problem(), (400, "invalid_json".into()));
        assert_eq!(
            send("application/json", b"{\"slug\": 7}".to_vec()).problem(),
            (422, "invalid_field".into())
        );
        assert_eq!(send("text/plain", b"{}".to_vec()).problem(), (415, "unsupported_media_type".into()));
        assert_eq!(send("application/json", Vec::new()).problem(), (400, "invalid_json".into()));

        assert_eq!(case.anybody().get("/api/v1/nothing").problem(), (404, "not_found".into()));
        assert_eq!(case.anybody().get("/api/v1").problem(), (404, "not_found".into()));
        assert_eq!(case.anybody().get("/api/v1/consultations/none").problem(), (404, "not_found".into()));
        let put = Answer::to(case.anybody().request(Method::PUT, C));
        assert_eq!(put.problem(), (405, "method_not_allowed".into()));
        assert_eq!(put.header("allow"), "GET, HEAD, PATCH");
        assert_eq!(case.anybody().get("/api/v1/consultations?limit=%zz").code(), "invalid_query");
        assert_eq!(case.anybody().get("/api/v1/consultations/%ff").status / 100, 4);
    });
}

#[test]
fn a_chunked_body_has_the_same_limit() {
    story(|case| {
        let mut stream = TcpStream::connect(case.server.url.strip_prefix("http://").unwrap()).unwrap();
        let head = "POST /api/v1/sessions HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\n\
                    transfer-encoding: chunked\r\nconnection: close\r\n\r\n";
        stream.write_all(head.as_bytes()).unwrap();
        let chunk = format!("4000\r\n{}\r\n", "x".repeat(0x4000));
        for _ in 0..6 {
            // The service may close before all is sent.
            if stream.write_all(chunk.as_bytes()).is_err() {
                break;
            }
        }
        let _ = stream.write_all(b"0\r\n\r\n");
        let mut answer = String::new();
        let _ = stream.read_to_string(&mut answer);
        assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
        assert!(answer.contains("application/problem+json") && answer.contains("body_too_large"), "{answer}");
    });
}

#[test]
fn a_batch_has_its_limit() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let votes: Vec<_> = (0..101).map(|_| json!({"pair": "x", "outcome": "left"})).collect();
        let refused = case.join().post(&format!("{C}/votes"), &json!({"votes": votes}));
        assert_eq!(refused.problem(), (422, "batch_too_large".into()));
        let none = case.join().post(&format!("{C}/votes"), &json!({"votes": []}));
        assert_eq!(none.problem(), (422, "batch_too_large".into()));
        for count in ["0", "11", "-1", "x"] {
            let pairs = case.join().get(&format!("{C}/pairs?count={count}"));
            assert_eq!(pairs.problem(), (400, "invalid_query".into()), "{count}");
        }
    });
}

#[test]
fn the_documentation_is_served_from_the_binary() {
    story(|case| {
        let document = case.anybody().get("/api/v1/openapi.json");
        assert_eq!(document.ok()["openapi"], "3.1.0");
        assert_eq!(case.anybody().get("/openapi.json").body, document.body);
        let page = case.anybody().get("/api/docs/");
        assert!(page.status == 200 && page.text().contains("swagger-ui"), "{}", page.status);
        assert_eq!(case.anybody().get("/api/docs").status, 307);
        let settings = case.anybody().get("/api/docs/swagger-initializer.js").text();
        assert!(settings.contains("/api/v1/openapi.json"), "{settings}");
        assert!(case.anybody().get("/api/docs/errors").text().contains("id=\"pair_expired\""));
    });
}
