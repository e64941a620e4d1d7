//! The running service in the test's own process, on a free port, and a client that speaks to it.

use parvis::http::Context;
use parvis::http::brake::Brake;
use parvis::http::limits::Limits;
use parvis::http::streams::Streams;
use parvis::server::{self, Running, Settings, Switch};
use parvis::service::Service;
use parvis::service::accounts::Accounts;
use reqwest::Method;
use reqwest::blocking::{Client as Http, RequestBuilder};
use serde_json::Value;
use tokio::runtime::Runtime;

use super::databases::TestDb;

pub struct TestServer {
    pub url: String,
    pub accounts: Accounts,
    pub service: Service,
    pub runtime: Runtime,
    http: Http,
    running: Option<Running>,
}

#[derive(clap::Parser)]
struct Flags {
    #[command(flatten)]
    settings: Settings,
}

impl TestServer {
    /// With limits of rate off, as most stories call more often than people do.
    pub fn start(test: &TestDb) -> Self {
        Self::start_with(test, &["--rate-limit", "off"])
    }

    pub fn start_with(test: &TestDb, flags: &[&str]) -> Self {
        Self::try_start(test, flags).expect("it listens")
    }

    pub fn try_start(test: &TestDb, flags: &[&str]) -> Result<Self, String> {
        let flags = ["parvis", "--workers", "2", "--listen", "127.0.0.1:0"].iter().chain(flags);
        let settings = <Flags as clap::Parser>::try_parse_from(flags).expect("flags").settings;
        let runtime = Runtime::new().expect("a runtime");
        let accounts = Accounts::new(test.db.clone());
        let is_limited = settings.rate_limit == Switch::On;
        let service = Service::start(test.db.clone()).expect("the service starts");
        let context = Context {
            service: service.clone(),
            accounts: accounts.clone(),
            limits: if is_limited { Limits::on() } else { Limits::off() },
            brake: Brake::new(is_limited),
            site: settings.site(),
            streams: Streams::new(is_limited),
        };
        let running = runtime.block_on(async { server::start(&settings, context) })?;
        let url = format!("http://{}", running.addresses()[0]);
        // A redirect is an answer to look at.
        let http = Http::builder().redirect(reqwest::redirect::Policy::none()).build().expect("a client");
        Ok(Self { url, accounts, service, runtime, http, running: Some(running) })
    }

    pub fn open_streams(&self) -> usize {
        self.running.as_ref().map_or(0, Running::open_streams)
    }

    /// A caller without any token or cookie.
    pub fn anybody(&self) -> Caller<'_> {
        Caller { server: self, token: None }
    }

    /// A caller who shows this token.
    pub fn with(&self, token: &str) -> Caller<'_> {
        Caller { server: self, token: Some(token.to_owned()) }
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.stop());
            self.service.stop();
        }
    }
}

/// Somebody who calls.
#[derive(Clone)]
pub struct Caller<'a> {
    server: &'a TestServer,
    token: Option<String>,
}

impl Caller<'_> {
    /// A request to be filled in.
    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let request = self.server.http.request(method, format!("{}{path}", self.server.url));
        match &self.token {
            Some(token) => request.bearer_auth(token),
            None => request,
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::GET, path))
    }

    pub fn post(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.request(Method::POST, path).json(body))
    }

    pub fn patch(&self, path: &str, body: &Value) -> Answer {
        Answer::to(self.request(Method::PATCH, path).json(body))
    }

    pub fn delete(&self, path: &str) -> Answer {
        Answer::to(self.request(Method::DELETE, path))
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: reqwest::header::HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn to(request: RequestBuilder) -> Self {
        let response = request.send().expect("the service answers");
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Self { status, headers, body: response.bytes().expect("a whole body").to_vec() }
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).expect("the body is text")
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().expect("the header is text"))
    }

    /// The body of an answer that went well.
    #[track_caller]
    pub fn ok(&self) -> Value {
        assert!((200..300).contains(&self.status), "{} {}", self.status, self.text());
        if self.body.is_empty() { Value::Null } else { serde_json::from_slice(&self.body).expect("JSON") }
    }

    /// Status and code of an error; that it is problem details is checked on the way.
    #[track_caller]
    pub fn problem(&self) -> (u16, String) {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{} {}",
            self.status,
            self.text()
        );
        let body: Value = serde_json::from_slice(&self.body).expect("JSON");
        assert_eq!(body["status"], self.status);
        assert!(!body["detail"].as_str().expect("a detail").is_empty());
        (self.status, body["code"].as_str().expect("a code").to_owned())
    }

    /// The code of an error.
    #[track_caller]
    pub fn code(&self) -> String {
        self.problem().1
    }

    /// The fields that an error names.
    pub fn fields(&self) -> Vec<String> {
        let body: Value = serde_json::from_slice(&self.body).expect("JSON");
        let errors = body["errors"].as_array().cloned().unwrap_or_default();
        errors.iter().filter_map(|error| error["field"].as_str().map(str::to_owned)).collect()
    }
}
