//! An account that should end: administrators list, disable and enable members and give new passwords, and nobody
//! shuts the installation's door behind the last of them.

use reqwest::Method;
use serde_json::{Value, json};

use crate::case::{Case, EMAIL, PASSWORD, member, story};
use crate::support::server::{Answer, Caller};

const MEMBERS: &str = "/api/v1/members";
const ADMIN: &str = "hallinta@example.fi";
const NEW: &str = "pöytä-kynä-metsä";

fn listed(admin: &Caller<'_>, email: &str) -> Value {
    let all = admin.get(MEMBERS).ok();
    all["items"].as_array().unwrap().iter().find(|one| one["email"] == email).unwrap().clone()
}

fn id_of(admin: &Caller<'_>, email: &str) -> String {
    listed(admin, email)["id"].as_str().unwrap().to_owned()
}

fn sign_in(case: &Case, email: &str, password: &str) -> Answer {
    case.anybody().post("/api/v1/sessions", &json!({"email": email, "password": password}))
}

fn give(admin: &Caller<'_>, id: &str, password: &str) -> Answer {
    let request = admin.request(Method::PUT, &format!("{MEMBERS}/{id}/password"));
    Answer::to(request.json(&json!({ "password": password })))
}

#[test]
fn who_is_disabled_is_out_at_once_and_is_told_no_more_than_a_stranger() {
    story(|case| {
        let admin = case.server.with(&member(&case.server, ADMIN, true));
        let new = json!({"name": "Raportti", "scopes": ["read"], "ends_at": "2027-06-30T00:00:00Z"});
        let key = case.secretary().post(&format!("{MEMBERS}/me/keys"), &new).ok();
        let key = case.server.with(key["key"].as_str().unwrap());
        let id = id_of(&admin, EMAIL);
        let at = format!("{MEMBERS}/{id}");

        let disabled = admin.patch(&at, &json!({"disabled": true})).ok();
        assert_eq!((&disabled["disabled"], &disabled["email"]), (&json!(true), &json!(EMAIL)));
        for ended in [&case.secretary(), &key] {
            assert_eq!(ended.get("/api/v1/members/me").code(), "token_invalid");
        }
        let stranger = sign_in(case, "nobody@example.fi", PASSWORD);
        let refused = sign_in(case, EMAIL, PASSWORD);
        assert_eq!((refused.status, &refused.body), (401, &stranger.body));

        assert_eq!(admin.patch(&at, &json!({"disabled": false})).ok()["disabled_at"], Value::Null);
        assert_eq!(
            case.secretary().get("/api/v1/members/me").code(),
            "token_invalid",
            "no session comes back"
        );
        assert_eq!(key.get("/api/v1/members/me").code(), "token_invalid", "nor a key");
        assert_eq!(sign_in(case, EMAIL, PASSWORD).status, 201);
    });
}

#[test]
fn a_forgotten_password_is_replaced_and_opens_nothing_any_more() {
    story(|case| {
        let admin = case.server.with(&member(&case.server, ADMIN, true));
        let id = id_of(&admin, EMAIL);
        assert_eq!(give(&admin, &id, "Salasana2026!").problem(), (422, "password_weak".into()));
        assert_eq!(give(&admin, &id, NEW).status, 204);
        assert_eq!(case.secretary().get("/api/v1/members/me").code(), "token_invalid");
        assert_eq!(sign_in(case, EMAIL, PASSWORD).status, 401);
        assert_eq!(sign_in(case, EMAIL, NEW).status, 201);
        assert_eq!(give(&admin, &id_of(&admin, ADMIN), NEW).problem(), (409, "own_password".into()));
        assert_eq!(give(&admin, "mem_x", NEW).code(), "not_found");
    });
}

#[test]
fn the_last_administrator_stays() {
    story(|case| {
        let admin = case.server.with(&member(&case.server, ADMIN, true));
        let me = format!("{MEMBERS}/{}", id_of(&admin, ADMIN));
        for change in [json!({"disabled": true}), json!({"admin": false})] {
            assert_eq!(admin.patch(&me, &change).problem(), (409, "last_administrator".into()));
        }
        let second = format!("{MEMBERS}/{}", id_of(&admin, EMAIL));
        assert_eq!(admin.patch(&second, &json!({"admin": true})).ok()["admin"], true);
        assert_eq!(admin.patch(&second, &json!({"disabled": true})).status, 200);
        assert_eq!(
            admin.patch(&me, &json!({"admin": false})).code(),
            "last_administrator",
            "one is disabled"
        );
        assert_eq!(admin.patch(&second, &json!({"disabled": false})).status, 200);
        assert_eq!(admin.patch(&me, &json!({"disabled": true})).status, 200);
        assert_eq!(admin.get(MEMBERS).code(), "token_invalid");
    });
}

#[test]
fn two_administrators_who_leave_at_once_do_not_both_go() {
    story(|case| {
        let first = case.server.with(&member(&case.server, ADMIN, true));
        let second = case.server.with(&member(&case.server, "toinen@example.fi", true));
        let (one, other) = (id_of(&first, ADMIN), id_of(&first, "toinen@example.fi"));
        let statuses = std::thread::scope(|scope| {
            let leave = |admin: Caller<'_>, id: String| {
                admin.patch(&format!("{MEMBERS}/{id}"), &json!({"disabled": true})).status
            };
            let (a, b) = (first.clone(), second.clone());
            let (a, b) = (scope.spawn(move || leave(a, one)), scope.spawn(move || leave(b, other)));
            [a.join().unwrap(), b.join().unwrap()]
        });
        assert_eq!(statuses.iter().filter(|status| **status == 200).count(), 1, "{statuses:?}");
    });
}

#[test]
fn only_administrators_manage_accounts() {
    story(|case| {
        let admin = case.server.with(&member(&case.server, ADMIN, true));
        let at = format!("{MEMBERS}/{}", id_of(&admin, ADMIN));
        for (caller, code) in [(case.secretary(), "forbidden"), (case.anybody(), "sign_in_required")] {
            assert_eq!(caller.get(MEMBERS).code(), code);
            assert_eq!(caller.get(&at).code(), code);
            assert_eq!(caller.patch(&at, &json!({"disabled": true})).code(), code);
            assert_eq!(give(&caller, at.rsplit('/').next().unwrap(), NEW).code(), code);
        }
        let page = admin.get(&format!("{MEMBERS}?limit=1")).ok();
        let next = page["next_cursor"].as_str().unwrap();
        let rest = admin.get(&format!("{MEMBERS}?limit=1&cursor={next}")).ok();
        assert_eq!((&page["items"][0]["email"], &rest["items"][0]["email"]), (&json!(EMAIL), &json!(ADMIN)));
        assert_eq!(rest["next_cursor"], Value::Null);
    });
}

#[test]
fn an_invitation_does_not_let_in_who_is_disabled() {
    story(|case| {
        case.open(&json!({}), &[]);
        let admin = case.server.with(&member(&case.server, ADMIN, true));
        let gone = "mennyt@example.fi";
        member(&case.server, gone, false);
        let at = format!("{MEMBERS}/{}", id_of(&admin, gone));
        admin.patch(&at, &json!({"disabled": true})).ok();
        let c = crate::case::C;
        let invited =
            case.secretary().post(&format!("{c}/members"), &json!({"email": gone, "role": "expert"}));
        assert_eq!(invited.header("cache-control"), "no-store");
        let accept = json!({"token": invited.ok()["token"], "password": PASSWORD});
        let refused = case.anybody().post(&format!("{c}/members/accepted"), &accept);
        assert_eq!(refused.problem(), (401, "wrong_credentials".into()));
    });
}
