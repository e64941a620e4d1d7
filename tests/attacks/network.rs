//! People of many networks, on a service that stands behind a proxy which says from where they come.

use reqwest::Method;
use serde_json::{Value, json};

pub use crate::case::C;
use crate::case::{Case, EMAIL, member};
use crate::support::databases::on_both;
use crate::support::server::{Answer, Caller, TestServer};

/// Tells a story with the limits on.
pub fn story(tell: impl Fn(&Case)) {
    story_with(&["--trusted-proxies", "127.0.0.1"], tell);
}

pub fn story_with(flags: &[&str], tell: impl Fn(&Case)) {
    on_both(|test| {
        let server = TestServer::start_with(test, flags);
        let secretary = member(&server, EMAIL, false);
        tell(&Case { server, secretary });
    });
}

impl Case {
    /// Makes the consultation `kysely` with that many ideas, whose results everybody sees, and opens it.
    pub fn open_numbered(&self, settings: &Value, ideas: usize) {
        let mut all = json!({"results": "always"});
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        let ideas: Vec<String> = (0..ideas).map(|number| format!("Ajatus numero {number}")).collect();
        self.open(&all, &ideas.iter().map(String::as_str).collect::<Vec<_>>());
    }

    /// Joins from an address.
    pub fn join_from(&self, address: &str, body: &Value) -> Answer {
        let request = self.anybody().request(Method::POST, &format!("{C}/participants"));
        Answer::to(request.header("x-forwarded-for", address).json(body))
    }

    /// A new participant from an address.
    pub fn participant_from(&self, address: &str) -> Caller<'_> {
        let joined = self.join_from(address, &json!({})).ok();
        self.server.with(joined["token"].as_str().unwrap())
    }
}

/// RFC 3339 of now and some seconds.
pub fn at(seconds: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let time = time::OffsetDateTime::from_unix_timestamp(now.cast_signed() + seconds).unwrap();
    time.format(&time::format_description::well_known::Rfc3339).unwrap()
}
