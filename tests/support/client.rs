//! A caller of the API, as a program of somebody else's would be: addresses, tokens and JSON, nothing typed.

use reqwest::Method;
use reqwest::blocking::{Client as Http, Response};
use serde_json::{Value, json};
use std::time::Duration;

/// A call that takes longer hangs.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
pub struct Client {
    http: Http,
    url: String,
    token: Option<String>,
}

/// What came back: the status, and the body as JSON or null.
pub type Answer = (u16, Value);

impl Client {
    /// Somebody unknown.
    pub fn new(url: &str) -> Self {
        let http = Http::builder().timeout(PATIENCE).build().expect("a client");
        Self { http, url: format!("{url}/api/v1"), token: None }
    }

    pub fn with_token(&self, token: &str) -> Self {
        Self { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same person's client of a server that was started again elsewhere.
    pub fn at(&self, url: &str) -> Self {
        Self { token: self.token.clone(), ..Self::new(url) }
    }

    pub fn sign_in(&self, email: &str, password: &str) -> Self {
        let answer = self.done("POST", "/sessions", json!({ "email": email, "password": password }));
        self.with_token(answer["token"].as_str().expect("a token"))
    }

    /// A new participant of a consultation.
    pub fn join(&self, consultation: &str) -> reqwest::Result<Self> {
        let (status, answer) =
            self.try_call("POST", &format!("/consultations/{consultation}/participants"), json!({}))?;
        assert_eq!(status, 201, "{answer}");
        Ok(self.with_token(answer["token"].as_str().expect("a token")))
    }

    /// A call that may fail because the server is gone. A null body is none.
    pub fn try_call(&self, method: &str, path: &str, body: Value) -> reqwest::Result<Answer> {
        let answer = self.send(method, path, body)?;
        let status = answer.status().as_u16();
        let text = answer.text()?;
        Ok((status, serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    pub fn call(&self, method: &str, path: &str, body: Value) -> Answer {
        self.try_call(method, path, body).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// A call that must succeed: its body.
    pub fn done(&self, method: &str, path: &str, body: Value) -> Value {
        let (status, answer) = self.call(method, path, body);
        assert!((200..300).contains(&status), "{method} {path}: {status} {answer}");
        answer
    }

    pub fn text(&self, path: &str) -> String {
        let answer = self.send("GET", path, Value::Null).expect("an answer");
        assert!(answer.status().is_success(), "GET {path}: {}", answer.status());
        answer.text().expect("text")
    }

    fn send(&self, method: &str, path: &str, body: Value) -> reqwest::Result<Response> {
        let method = Method::from_bytes(method.as_bytes()).expect("a method");
        let mut request = self.http.request(method, format!("{}{path}", self.url));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if !body.is_null() {
            request = request.json(&body);
        }
        request.send()
    }

    /// An open consultation whose results everybody sees, with that many ideas; returns its slug.
    pub fn open_consultation(&self, slug: &str, ideas: usize) -> String {
        let question = json!({ "fi": "Mitä pidetään?", "sv": "Vad ska behållas?" });
        let consultation = json!({
            "slug": slug, "question": question, "languages": ["fi", "sv"], "results": "always",
        });
        self.done("POST", "/consultations", consultation);
        for number in 0..ideas {
            let texts = json!({ "texts": { "fi": format!("Ajatus numero {number}") } });
            let idea = self.done("POST", &format!("/consultations/{slug}/ideas"), texts);
            if idea["state"] != "active" {
                let path = format!("/consultations/{slug}/ideas/{}", idea["id"].as_str().expect("an id"));
                self.done("PATCH", &path, json!({ "state": "active" }));
            }
        }
        self.done("PATCH", &format!("/consultations/{slug}"), json!({ "state": "open" }));
        slug.to_owned()
    }

    /// The whole log as NDJSON, asked for as often as its pages need.
    pub fn log(&self, consultation: &str) -> String {
        let mut log = String::new();
        loop {
            let seen = log.lines().count();
            let more = self.text(&format!("/consultations/{consultation}/log?after={seen}"));
            if more.is_empty() {
                return log;
            }
            log.push_str(&more);
        }
    }
}
