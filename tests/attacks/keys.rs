//! A key that got out: it makes no other, and ends with the password.

use reqwest::Method;
use serde_json::{Value, json};

use crate::case::{Case, EMAIL, PASSWORD, member, story};
use crate::support::server::{Answer, Caller};

const KEYS: &str = "/api/v1/members/me/keys";

fn new_key(scopes: &[&str]) -> Value {
    json!({"name": "Raportti", "scopes": scopes, "ends_at": "2027-06-30T00:00:00Z"})
}

fn key_of<'a>(case: &'a Case, owner: &Caller<'_>) -> Caller<'a> {
    let made = owner.post(KEYS, &new_key(&["read", "write"]));
    assert_eq!(made.header("cache-control"), "no-store");
    case.server.with(made.ok()["key"].as_str().unwrap())
}

fn change_password(caller: &Caller<'_>, new: &str) -> Answer {
    let request = caller.request(Method::PUT, "/api/v1/members/me/password");
    Answer::to(request.json(&json!({"old_password": PASSWORD, "password": new})))
}

#[test]
fn keys_manage_neither_keys_nor_accounts() {
    story(|case| {
        let admin = case.server.with(&member(&case.server, "hallinta@example.fi", true));
        let key = key_of(case, &admin);
        let id = admin.get(KEYS).ok()["items"][0]["id"].as_str().unwrap().to_owned();
        let me = admin.get("/api/v1/members/me").ok()["id"].as_str().unwrap().to_owned();
        key.get("/api/v1/members/me").ok();
        let mut refused = vec![
            key.post(KEYS, &new_key(&["read"])),
            key.get(KEYS),
            key.delete(&format!("{KEYS}/{id}")),
            key.get("/api/v1/members"),
            key.get(&format!("/api/v1/members/{me}")),
            key.patch(&format!("/api/v1/members/{me}"), &json!({"admin": true})),
            change_password(&key, "pöytä-kynä-metsä"),
        ];
        let put = key.request(Method::PUT, &format!("/api/v1/members/{me}/password"));
        refused.push(Answer::to(put.json(&json!({"password": "pöytä-kynä-metsä"}))));
        for answer in refused {
            assert_eq!(answer.problem(), (403, "session_required".into()));
        }
        assert_eq!(admin.get(KEYS).ok()["items"].as_array().unwrap().len(), 1);
        assert_eq!(admin.delete(&format!("{KEYS}/{id}")).status, 204);
        assert_eq!(key.get("/api/v1/members/me").code(), "token_invalid");
    });
}

#[test]
fn a_new_password_ends_all_that_the_old_one_opened() {
    story(|case| {
        let key = key_of(case, &case.secretary());
        let other = case.anybody().post("/api/v1/sessions", &json!({"email": EMAIL, "password": PASSWORD}));
        assert_eq!(other.header("cache-control"), "no-store");
        let other = case.server.with(other.ok()["token"].as_str().unwrap());
        let changed = change_password(&case.secretary(), "pöytä-kynä-metsä");
        assert_eq!((changed.status, changed.header("cache-control")), (204, "no-store"));
        for ended in [&key, &other] {
            assert_eq!(ended.get("/api/v1/members/me").code(), "token_invalid");
        }
        case.secretary().get("/api/v1/members/me").ok();
        assert_eq!(case.secretary().get(KEYS).ok()["items"], json!([]));
    });
}
