//! The consultation `kysely` on a running service of each database, with its secretary: what stories over HTTP
//! begin with.
#![allow(dead_code, reason = "each test binary uses the part that it needs")]

use serde_json::{Value, json};

use crate::support::databases::on_both;
use crate::support::server::{Caller, TestServer};

pub const EMAIL: &str = "sihteeri@example.fi";
pub const PASSWORD: &str = "tuoli-lamppu-meri";
pub const C: &str = "/api/v1/consultations/kysely";

/// A running service with its secretary signed in.
pub struct Case {
    pub server: TestServer,
    pub secretary: String,
}

/// Tells a story on a fresh installation of each database.
pub fn story(tell: impl Fn(&Case)) {
    on_both(|test| {
        let server = TestServer::start(test);
        let secretary = member(&server, EMAIL, false);
        tell(&Case { server, secretary });
    });
}

/// The token of a new member who is signed in.
pub fn member(server: &TestServer, email: &str, admin: bool) -> String {
    let added = server.accounts.add_member(email, PASSWORD, admin, 1);
    server.runtime.block_on(added).unwrap();
    let session =
        server.anybody().post("/api/v1/sessions", &json!({"email": email, "password": PASSWORD})).ok();
    session["token"].as_str().unwrap().to_owned()
}

impl Case {
    pub fn secretary(&self) -> Caller<'_> {
        self.server.with(&self.secretary)
    }

    pub fn anybody(&self) -> Caller<'_> {
        self.server.anybody()
    }

    /// Makes the consultation `kysely` with ideas and opens it.
    pub fn open(&self, settings: &Value, ideas: &[&str]) {
        let mut all = json!({"slug": "kysely", "question": {"fi": "Mitä palveluja?", "sv": "Vilka tjänster?"},
            "languages": ["fi", "sv"]});
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        self.secretary().post("/api/v1/consultations", &all).ok();
        for idea in ideas {
            self.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": idea}})).ok();
        }
        self.secretary().patch(C, &json!({"state": "open"})).ok();
    }

    pub fn join(&self) -> Caller<'_> {
        let joined = self.anybody().post(&format!("{C}/participants"), &json!({})).ok();
        self.server.with(joined["token"].as_str().unwrap())
    }

    /// So many people make a choice each: of five or more results are shown.
    pub fn crowd(&self, people: usize) {
        (0..people).for_each(|_| assert_eq!(self.answer(&self.join(), 1, "left"), 1));
    }

    /// Answers up to `count` pairs with `outcome`; how many there were.
    #[allow(clippy::unused_self, reason = "told of the case, like the rest")]
    pub fn answer(&self, participant: &Caller<'_>, count: usize, outcome: &str) -> usize {
        let mut answered = 0;
        while answered < count {
            let wanted = (count - answered).min(10);
            let pairs = participant.get(&format!("{C}/pairs?count={wanted}")).ok();
            let votes: Vec<Value> = pairs["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|pair| json!({"pair": pair["token"], "outcome": outcome, "response_ms": 1200}))
                .collect();
            if votes.is_empty() {
                break;
            }
            answered += votes.len();
            participant.post(&format!("{C}/votes"), &json!({"votes": votes})).ok();
        }
        answered
    }
}

/// The token of a participant's first open pair.
pub fn first_pair(participant: &Caller<'_>) -> Value {
    participant.get(&format!("{C}/pairs")).ok()["items"][0].clone()
}

pub fn vote(pair: &Value, outcome: &str) -> Value {
    json!({"votes": [{"pair": pair["token"], "outcome": outcome}]})
}

pub const IDEAS: [&str; 5] = ["Junat", "Kirjastot", "Etätyö", "Palvelupisteet", "Verkko"];
