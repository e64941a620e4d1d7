//! Signing in by token and by cookie, keys, and forms of other sites.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::server::Answer;
use crate::{C, EMAIL, IDEAS, PASSWORD, story};

#[test]
fn an_unknown_address_and_a_wrong_password_look_alike() {
    story(|case| {
        let sign_in = |email: &str, password: &str| {
            case.anybody().post("/api/v1/sessions", &json!({"email": email, "password": password}))
        };
        let (wrong, unknown) = (sign_in(EMAIL, "wrong"), sign_in("nobody@example.fi", "wrong"));
        assert_eq!(wrong.problem(), (401, "wrong_credentials".into()));
        assert_eq!(wrong.body, unknown.body);
        assert_eq!(sign_in(&EMAIL.to_uppercase(), PASSWORD).ok()["member"]["email"], EMAIL);
        let lacking = case.anybody().post("/api/v1/sessions", &json!({"email": EMAIL}));
        assert_eq!((lacking.code(), lacking.fields()), ("invalid_field".into(), vec!["password".into()]));
    });
}

#[test]
fn a_session_ends_when_its_member_says_so() {
    story(|case| {
        assert_eq!(case.secretary().get("/api/v1/members/me").ok()["email"], EMAIL);
        assert_eq!(case.secretary().delete("/api/v1/sessions/current").status, 204);
        assert_eq!(case.secretary().get("/api/v1/members/me").problem(), (401, "token_invalid".into()));
        assert_eq!(case.anybody().get("/api/v1/members/me").problem(), (401, "sign_in_required".into()));
    });
}

#[test]
fn a_cookie_changes_nothing_for_other_sites() {
    story(|case| {
        let signed = case.anybody().post("/api/v1/sessions", &json!({"email": EMAIL, "password": PASSWORD}));
        let cookie = signed.header("set-cookie").to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Secure"), "this is not HTTPS");
        let cookie = cookie.split(';').next().unwrap().to_owned();
        let new = json!({"slug": "uusi", "question": {"fi": "?"}, "languages": ["fi"]});
        let send = |headers: &[(&str, &str)]| {
            let request =
                case.anybody().request(Method::POST, "/api/v1/consultations").header("cookie", &cookie);
            let request =
                headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
            Answer::to(request.json(&new))
        };
        assert_eq!(send(&[]).problem(), (403, "csrf_failed".into()));
        assert_eq!(send(&[("x-parvis-csrf", "1"), ("sec-fetch-site", "cross-site")]).code(), "csrf_failed");
        assert_eq!(send(&[("x-parvis-csrf", "1"), ("origin", "https://evil.example")]).code(), "csrf_failed");
        assert_eq!(send(&[("x-parvis-csrf", "1"), ("sec-fetch-site", "same-origin")]).status, 201);
        let read = case.anybody().request(Method::GET, "/api/v1/members/me").header("cookie", &cookie);
        assert_eq!(Answer::to(read).status, 200, "reading needs no more");
    });
}

#[test]
fn a_browser_takes_part_by_its_cookie() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let joined = case.anybody().post(&format!("{C}/participants"), &json!({"language": "sv"}));
        let cookie = joined.header("set-cookie").split(';').next().unwrap().to_owned();
        assert!(cookie.starts_with("parvis_p_con_"), "{cookie}");
        let with = |method: Method, path: &str| {
            case.anybody().request(method, &format!("{C}/{path}")).header("cookie", &cookie)
        };
        let pairs = Answer::to(with(Method::GET, "pairs")).ok();
        let votes = json!({"votes": [{"pair": pairs["items"][0]["token"], "outcome": "skip", "reason": "dont_know"}]});
        assert_eq!(Answer::to(with(Method::POST, "votes").json(&votes)).code(), "csrf_failed");
        let sent = with(Method::POST, "votes").header("x-parvis-csrf", "1").json(&votes);
        assert_eq!(Answer::to(sent).status, 200);
        let stale = case.anybody().request(Method::GET, C).header("cookie", "parvis_session=pvt_old");
        assert_eq!(Answer::to(stale).status, 200, "an old cookie is nobody's");
    });
}

#[test]
fn a_program_works_with_a_key() {
    story(|case| {
        case.open(&json!({}), &IDEAS);
        let ends_at = "2027-06-30T00:00:00Z";
        let make = |scopes: Value| {
            let new = json!({"name": "Raportti", "scopes": scopes, "ends_at": ends_at});
            case.secretary().post("/api/v1/members/me/keys", &new).ok()
        };
        let (reads, writes) = (make(json!(["read"])), make(json!(["read", "write"])));
        assert_eq!(reads["ends_at"], ends_at);
        let secret = reads["key"].as_str().unwrap();
        assert!(secret.starts_with("pvs_"));
        let listed = case.secretary().get("/api/v1/members/me/keys").text();
        assert!(!listed.contains(secret), "shown once");

        let (reader, writer) = (case.server.with(secret), case.server.with(writes["key"].as_str().unwrap()));
        reader.get(&format!("{C}/ranking")).ok();
        assert_eq!(reader.patch(C, &json!({"round_pairs": 5})).problem(), (403, "scope_missing".into()));
        writer.patch(C, &json!({"round_pairs": 5})).ok();
        let id = writes["id"].as_str().unwrap();
        assert_eq!(case.secretary().delete(&format!("/api/v1/members/me/keys/{id}")).status, 204);
        assert_eq!(writer.get("/api/v1/members/me").code(), "token_invalid");
        assert_eq!(case.secretary().delete("/api/v1/members/me/keys/key_x").code(), "not_found");
        for (new, field) in [
            (json!({"name": "", "scopes": ["read"], "ends_at": ends_at}), "name"),
            (json!({"name": "x", "scopes": [], "ends_at": ends_at}), "scopes"),
            (json!({"name": "x", "scopes": ["all"], "ends_at": ends_at}), "scopes[0]"),
            (json!({"name": "x", "scopes": ["read"], "ends_at": "2099-01-01T00:00:00Z"}), "ends_at"),
            (json!({"name": "x", "scopes": ["read"], "ends_at": "soon"}), "ends_at"),
        ] {
            assert_eq!(case.secretary().post("/api/v1/members/me/keys", &new).fields(), [field], "{new}");
        }
    });
}

#[test]
fn a_password_is_changed_by_who_knows_it() {
    story(|case| {
        let change = |old: &str, new: &str| {
            let request = case.secretary().request(Method::PUT, "/api/v1/members/me/password");
            Answer::to(request.json(&json!({"old_password": old, "password": new})))
        };
        assert_eq!(change("wrong", "pöytä-kynä-metsä").fields(), ["old_password"]);
        assert_eq!(change(PASSWORD, "short").problem(), (422, "password_weak".into()));
        assert_eq!(change(PASSWORD, "pöytä-kynä-metsä").status, 204);
        case.secretary().get("/api/v1/members/me").ok();
    });
}
