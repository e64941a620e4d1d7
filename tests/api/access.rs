//! Who may call what: every call of an organiser as a table of callers and answers.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::server::{Answer, Caller};
use crate::{C, Case, IDEAS, member, story};

fn call(caller: &Caller<'_>, method: &Method, path: &str, body: &Value) -> u16 {
    let request = caller.request(method.clone(), path);
    let request = if *method == Method::GET { request } else { request.json(body) };
    Answer::to(request).status
}

/// Nobody, a participant, another member, the secretary, an administrator.
fn callers<'a>(case: &'a Case, stranger: &str, admin: &str) -> [Caller<'a>; 5] {
    [case.anybody(), case.join(), case.server.with(stranger), case.secretary(), case.server.with(admin)]
}

#[test]
fn what_organisers_do_is_for_organisers() {
    story(|case| {
        let stranger = member(&case.server, "toinen@example.fi", false);
        let admin = member(&case.server, "admin@example.fi", true);
        case.open(&json!({}), &IDEAS);
        let idea = case.secretary().get(&format!("{C}/ideas")).ok()["items"][0]["id"].clone();
        let idea = format!("{C}/ideas/{}", idea.as_str().unwrap());
        let invitations = format!("{C}/invitations");
        let pending = format!("{C}/ideas?state=pending");
        let votes = format!("{C}/exports/votes.csv");
        for (method, path, body, expected) in [
            (Method::PATCH, C, json!({"round_pairs": 7}), [401, 401, 403, 200, 200]),
            (Method::PATCH, &idea, json!({"reason": "x"}), [401, 401, 403, 200, 200]),
            (Method::GET, &pending, json!({}), [401, 401, 403, 200, 200]),
            (Method::GET, &invitations, json!({}), [401, 401, 403, 200, 200]),
            (Method::POST, &invitations, json!({"count": 1}), [401, 401, 403, 201, 201]),
            (Method::GET, &votes, json!({}), [401, 401, 403, 200, 200]),
            (Method::GET, "/api/v1/feedback", json!({}), [401, 401, 403, 403, 200]),
            (Method::GET, "/api/v1/members/me", json!({}), [401, 401, 200, 200, 200]),
            (Method::GET, &format!("{C}/pairs"), json!({}), [401, 200, 401, 401, 401]),
            (Method::GET, &format!("{C}/participants/me"), json!({}), [401, 200, 401, 401, 401]),
            (Method::GET, C, json!({}), [200; 5]),
            (Method::GET, &format!("{C}/ideas"), json!({}), [200; 5]),
        ] {
            let answers = callers(case, &stranger, &admin).map(|caller| call(&caller, &method, path, &body));
            assert_eq!(answers, expected, "{method} {path}");
        }
    });
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
