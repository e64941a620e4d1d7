//! Who may call what: every call of the API with every role, and a draft's members.

use parvis::domain::access::Act;
use parvis::domain::member::Role;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::server::{Answer, Caller};
use crate::{C, Case, IDEAS, PASSWORD, member, story};

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum May {
    /// Anybody.
    All,
    /// Whoever takes part.
    Participants,
    /// Whoever signs in.
    Members,
    Admins,
    /// By the table of roles.
    Do(Act),
}
pub use May::Do;
use May::{Admins, All, Members, Participants};

/// Every call of the API: its permission, and what is sent. `{c}` is the consultation's slug; other parts name
/// nothing that is there, so that who may call is told `not_found` and nothing is changed for the next caller.
const CALLS: &[(&str, &str, May)] = &[
    ("POST", "/consultations/{c}/votes", Participants),
    ("GET", "/consultations/{c}/pairs", Participants),
    ("GET", "/consultations/{c}/participants/me", Participants),
    ("DELETE", "/consultations/{c}/votes/{pair_id}", Participants),
    // Tried last: afterwards the participant is nobody.
    ("DELETE", "/consultations/{c}/participants/me", Participants),
    ("POST", "/consultations/{c}/participants", All),
    ("GET", "/consultations", All),
    ("GET", "/consultations/{c}", All),
    ("GET", "/consultations/{c}/ideas", All),
    ("GET", "/consultations/{c}/ideas/{id}", All),
    ("GET", "/consultations/{c}/ranking", All),
    ("GET", "/consultations/{c}/certainty", All),
    ("GET", "/consultations/{c}/ideas/{id}/comparisons", All),
    ("GET", "/consultations/{c}/groups", All),
    ("GET", "/consultations/{c}/groups/{id}", All),
    ("GET", "/consultations/{c}/groups/{id}/results", All),
    ("GET", "/consultations/{c}/events", All),
    ("GET", "/consultations/{c}/events/{id}", All),
    ("GET", "/consultations/{c}/decisions", All),
    ("GET", "/consultations/{c}/first-round", All),
    ("GET", "/consultations/{c}/snapshots", All),
    ("GET", "/consultations/{c}/snapshots/{id}", All),
    ("GET", "/consultations/{c}/set-asides", All),
    ("GET", "/consultations/{c}/ways-in", All),
    ("GET", "/consultations/{c}/exports/{file}", All),
    ("GET", "/consultations/{c}/log", All),
    ("POST", "/consultations/{c}/members/invited", All),
    ("POST", "/consultations/{c}/members/accepted", All),
    ("POST", "/sessions", All),
    ("POST", "/feedback", All),
    ("GET", "/openapi.json", All),
    ("POST", "/consultations", Members),
    ("GET", "/plan", Members),
    ("GET", "/members/me", Members),
    ("PUT", "/members/me/password", Members),
    ("GET", "/members/me/keys", Members),
    ("POST", "/members/me/keys", Members),
    ("DELETE", "/members/me/keys/{id}", Members),
    ("DELETE", "/sessions/current", Members),
    ("GET", "/feedback", Admins),
    ("GET", "/members", Admins),
    ("GET", "/members/{id}", Admins),
    ("PATCH", "/members/{id}", Admins),
    ("PUT", "/members/{id}/password", Admins),
    ("GET", "/consultations/{c}/background", All),
    ("GET", "/consultations/{c}/timeline", All),
    ("GET", "/consultations/{c}/timeline/{id}", All),
    ("GET", "/consultations/{c}/evidence", All),
    ("GET", "/consultations/{c}/evidence/{id}", All),
    ("GET", "/consultations/{c}/ideas/{id}/decision", All),
    ("GET", "/consultations/{c}/guidelines", All),
    ("GET", "/consultations/{c}/guidelines/{id}", All),
    ("PUT", "/consultations/{c}/background", Do(Act::Run)),
    ("POST", "/consultations/{c}/timeline", Do(Act::Run)),
    ("PATCH", "/consultations/{c}/timeline/{id}", Do(Act::Run)),
    ("DELETE", "/consultations/{c}/timeline/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/second-round", Do(Act::Run)),
    ("POST", "/consultations/{c}/evidence", Do(Act::Draft)),
    ("PATCH", "/consultations/{c}/evidence/{id}", Do(Act::Draft)),
    ("PUT", "/consultations/{c}/evidence/{id}/table", Do(Act::Draft)),
    ("DELETE", "/consultations/{c}/evidence/{id}", Do(Act::Draft)),
    ("PUT", "/consultations/{c}/ideas/{id}/decision", Do(Act::Draft)),
    ("POST", "/consultations/{c}/guidelines", Do(Act::Draft)),
    ("PATCH", "/consultations/{c}/guidelines/{id}", Do(Act::Draft)),
    ("DELETE", "/consultations/{c}/guidelines/{id}", Do(Act::Draft)),
    ("PUT", "/consultations/{c}/guidelines/{id}/adoption", Do(Act::Adopt)),
    ("DELETE", "/consultations/{c}/guidelines/{id}/adoption", Do(Act::Adopt)),
    ("GET", "/consultations/{c}/guidelines/{id}/versions", Do(Act::Read)),
    ("GET", "/consultations/{c}/guidelines/{id}/comments", Do(Act::Read)),
    ("POST", "/consultations/{c}/guidelines/{id}/comments", Do(Act::Comment)),
    ("PATCH", "/consultations/{c}/guidelines/{id}/comments/{thread}", Do(Act::Comment)),
    ("GET", "/consultations/{c}/events/{id}/qr.svg", Do(Act::Know)),
    ("GET", "/consultations/{c}/invitations", Do(Act::Invite)),
    ("POST", "/consultations/{c}/invitations", Do(Act::Invite)),
    ("DELETE", "/consultations/{c}/invitations/{id}", Do(Act::Invite)),
    ("PATCH", "/consultations/{c}", Do(Act::Run)),
    ("PATCH", "/consultations/{c}/ideas/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/ideas/rejections", Do(Act::Run)),
    ("GET", "/consultations/{c}/members", Do(Act::Run)),
    ("POST", "/consultations/{c}/members", Do(Act::Run)),
    ("GET", "/consultations/{c}/members/{id}", Do(Act::Run)),
    ("PATCH", "/consultations/{c}/members/{id}", Do(Act::Run)),
    ("DELETE", "/consultations/{c}/members/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/events", Do(Act::Run)),
    ("PATCH", "/consultations/{c}/events/{id}", Do(Act::Run)),
    ("DELETE", "/consultations/{c}/events/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/groups", Do(Act::Run)),
    ("PATCH", "/consultations/{c}/groups/{id}", Do(Act::Run)),
    ("DELETE", "/consultations/{c}/groups/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/snapshots", Do(Act::Run)),
    ("POST", "/consultations/{c}/set-asides", Do(Act::Run)),
    ("DELETE", "/consultations/{c}/set-asides/{id}", Do(Act::Run)),
    ("GET", "/consultations/{c}/signs", Do(Act::Run)),
    ("GET", "/consultations/{c}/signs/{id}", Do(Act::Run)),
    ("POST", "/consultations/{c}/signs/{id}/set-aside", Do(Act::Run)),
];

/// Calls that an extractor alone does not decide: a stream that never ends, and proposing, which participants do
/// and organisers. The story below tries them.
const ELSEWHERE: &[(&str, &str)] =
    &[("GET", "/consultations/{c}/changes"), ("POST", "/consultations/{c}/ideas")];

/// Parts of what everybody may call that are for those who read.
const READ: &[&str] = &["/ideas?state=pending", "/exports/votes.csv"];

pub struct Tried {
    pub name: String,
    token: Option<String>,
    role: Option<Role>,
    admin: bool,
    participant: bool,
}

impl Tried {
    pub fn may(&self, may: May) -> bool {
        let member = self.token.is_some() && !self.participant;
        match may {
            All => true,
            Participants => self.participant,
            Members => member,
            Admins => self.admin,
            Do(act) => member && act.is_allowed(self.role, self.admin),
        }
    }

    pub fn caller<'a>(&self, case: &'a Case) -> Caller<'a> {
        self.token.as_ref().map_or_else(|| case.anybody(), |token| case.server.with(token))
    }
}

/// Nobody, a participant, a member of another consultation, one of each role, an administrator.
pub fn everybody(case: &Case) -> Vec<Tried> {
    let one = |name: &str, token: Option<String>, role: Option<Role>| Tried {
        name: name.to_owned(),
        admin: name == "administrator",
        participant: name == "participant",
        token,
        role,
    };
    let stranger = member(&case.server, "toinen@example.fi", false);
    let other = json!({"slug": "muu", "question": {"fi": "Muu?"}, "languages": ["fi"]});
    case.server.with(&stranger).post("/api/v1/consultations", &other).ok();
    let joined = case.anybody().post(&format!("{C}/participants"), &json!({})).ok();
    let participant = joined["token"].as_str().map(str::to_owned);
    let mut all = vec![
        one("nobody", None, None),
        one("participant", participant, None),
        one("stranger", Some(stranger), None),
        one("administrator", Some(member(&case.server, "admin@example.fi", true)), None),
    ];
    for role in Role::ALL {
        let token = member_as(case, &format!("{}@example.fi", role.as_str()), role);
        all.push(one(role.as_str(), Some(token), Some(role)));
    }
    all
}

/// Somebody who followed the link that the secretary made.
pub fn member_as(case: &Case, email: &str, role: Role) -> String {
    let new = json!({"email": email, "role": role.as_str()});
    let invited = case.secretary().post(&format!("{C}/members"), &new).ok();
    let accept = json!({"token": invited["token"], "password": PASSWORD});
    let session = case.anybody().post(&format!("{C}/members/accepted"), &accept).ok();
    session["token"].as_str().unwrap().to_owned()
}

#[test]
fn every_call_is_for_whom_the_table_of_roles_says() {
    let mut tried = 0;
    let count = std::sync::atomic::AtomicUsize::new(0);
    story(|case| {
        case.open(&json!({"results": "always"}), &IDEAS);
        case.crowd(5);
        let everybody = everybody(case);
        // Whole enough to be read by every call, and wrong for every one: nothing is changed for the next caller.
        let body = json!({"email": "x", "role": "expert", "reason": {}, "id": "", "question": {}, "choices": [],
            "token": "x", "password": "x", "old_password": "x", "scopes": [], "name": "", "ends_at": "x"});
        for (method, call, may) in CALLS {
            let path = format!("/api/v1{}", call.replace("{c}", "kysely").replace("{file}", "ideas.csv"));
            let path = path
                .replace("{id}", "nothing")
                .replace("{pair_id}", "nothing")
                .replace("{thread}", "nothing");
            for one in &everybody {
                // A sign-out ends the session: it is tried with one of its own.
                let caller = if call.ends_with("/current") && one.may(Members) {
                    let email = if one.admin { "admin@example.fi" } else { "toinen@example.fi" };
                    let opened = json!({"email": email, "password": PASSWORD});
                    let session = case.anybody().post("/api/v1/sessions", &opened).ok();
                    case.server.with(session["token"].as_str().unwrap())
                } else {
                    one.caller(case)
                };
                let request = caller.request(method.parse().unwrap(), &path);
                let request = if *method == "GET" { request } else { request.json(&body) };
                let answer = Answer::to(request);
                let refused = matches!(answer.status, 401 | 403) && !is_about_the_body(&answer);
                assert_eq!(refused, !one.may(*may), "{method} {call} as {}: {}", one.name, answer.status);
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
        for path in READ {
            for one in &everybody {
                let status = one.caller(case).get(&format!("{C}{path}")).status;
                let expected = one.may(Do(Act::Read));
                assert_eq!(status == 200, expected, "{path} as {}: {status}", one.name);
                count.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            }
        }
    });
    tried += count.into_inner();
    println!("{tried} calls were tried with their callers, on both databases");
}

/// A wrong password or an invitation that is none is told to anybody who may try.
fn is_about_the_body(answer: &Answer) -> bool {
    matches!(answer.code().as_str(), "wrong_credentials" | "invitation_invalid")
}

#[test]
fn every_call_has_its_place_in_the_table() {
    let document: Value = serde_json::from_str(parvis::api::openapi_json()).unwrap();
    let mut missing = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix("/api/v1").unwrap_or(path);
        for method in methods.as_object().unwrap().keys() {
            let method = method.to_uppercase();
            let known =
                CALLS.iter().map(|(method, path, _)| (*method, *path)).chain(ELSEWHERE.iter().copied());
            if !known.clone().any(|(m, p)| m == method && p == path) {
                missing.push(format!("{method} {path}"));
            }
        }
    }
    assert!(missing.is_empty(), "say in CALLS who may make these: {missing:?}");
}

#[test]
fn the_document_has_the_table_of_roles() {
    let document = include_str!("../../docs/roles.md");
    let rows: Vec<Vec<&str>> = document
        .lines()
        .filter(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    let heads = &rows[0];
    assert_eq!(rows.len() - 2, Act::ALL.len(), "a row an act");
    for act in Act::ALL {
        let row = rows.iter().find(|row| row[0] == act.as_str()).expect("each act has a row");
        for (head, cell) in heads.iter().zip(row).skip(2) {
            let allowed = match Role::parse(head) {
                Some(role) => act.is_allowed(Some(role), false),
                None => act.is_allowed(None, *head == "administrator"),
            };
            assert_eq!(*cell == "yes", allowed, "{} {head}", act.as_str());
        }
    }
}

#[test]
fn a_draft_is_there_for_its_organisers_only() {
    story(|case| {
        let stranger = member(&case.server, "toinen@example.fi", false);
        let new = json!({"slug": "kysely", "question": {"fi": "Mitä?"}, "languages": ["fi"]});
        case.secretary().post("/api/v1/consultations", &new).ok();
        for path in
            ["", "/ideas", "/ranking", "/log", "/changes", "/exports/ideas.csv", "/pairs", "/invitations"]
        {
            let path = format!("{C}{path}");
            assert_eq!(case.anybody().get(&path).status / 100, 4, "{path}");
            let other = case.server.with(&stranger).get(&path);
            assert!(matches!(other.status, 401 | 404), "{path}: {}", other.status);
        }
        let join = case.anybody().post(&format!("{C}/participants"), &json!({}));
        assert_eq!(join.problem(), (404, "not_found".into()));
    });
}

#[test]
fn a_token_that_is_none_is_told_so() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        for token in ["x", "pvt_x", "pvs_x", "AAAA", "å"] {
            let caller = case.server.with(token);
            assert_eq!(caller.get(&format!("{C}/pairs")).status, 401, "{token}");
            assert_eq!(
                caller.get(&format!("{C}/ranking")).problem(),
                (401, "token_invalid".into()),
                "{token}"
            );
        }
        let basic = case.anybody().request(Method::GET, C).header("authorization", "Basic eDp5");
        assert_eq!(Answer::to(basic).problem(), (401, "token_invalid".into()));
    });
}
