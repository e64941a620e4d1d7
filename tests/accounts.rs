//! Members' accounts on both databases: sessions end, keys do no more than they may.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/mod.rs"]
mod support;

use parvis::domain::Code;
use parvis::domain::member::Scope;
use parvis::service::accounts::{Accounts, NewKey, SESSION_DAYS, SESSION_IDLE};
use support::databases::on_both;

const DAY: i64 = 86_400_000_000;
const EMAIL: &str = "sihteeri@example.fi";
const PASSWORD: &str = "tuoli-lamppu-meri";

/// Runs a story with a fresh installation's accounts, on each database.
fn story<F: Future<Output = ()>>(tell: impl Fn(Accounts) -> F) {
    on_both(|test| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(tell(Accounts::new(test.db.clone())));
    });
}

#[test]
fn a_member_signs_in_and_out() {
    story(async |accounts: Accounts| {
        let member = accounts.add_member(" Sihteeri@Example.fi", PASSWORD, false, 1).await.unwrap();
        let again = accounts.add_member(EMAIL, PASSWORD, true, 2).await.unwrap_err();
        assert_eq!((again.code, &*again.fields[0].field), (Code::EmailTaken, "email"));

        for (email, password) in [(EMAIL, "wrong"), ("other@example.fi", PASSWORD), ("no address", PASSWORD)]
        {
            let error = accounts.sign_in(email, password, 3).await.unwrap_err();
            assert_eq!(error.code, Code::WrongCredentials);
        }
        let (token, who) = accounts.sign_in(EMAIL, PASSWORD, 3).await.unwrap();
        assert_eq!(who, member);
        assert_eq!(accounts.authenticate(&token, 4).await.unwrap().member, member);
        accounts.sign_out(&token).await.unwrap();
        assert_eq!(accounts.authenticate(&token, 5).await.unwrap_err().code, Code::TokenInvalid);
    });
}

#[test]
fn a_session_ends_by_itself() {
    story(async |accounts: Accounts| {
        accounts.add_member(EMAIL, PASSWORD, false, 1).await.unwrap();
        let (token, _) = accounts.sign_in(EMAIL, PASSWORD, 0).await.unwrap();
        assert!(accounts.authenticate(&token, SESSION_IDLE).await.is_err(), "nobody used it");

        let (token, _) = accounts.sign_in(EMAIL, PASSWORD, 0).await.unwrap();
        let mut now = 0;
        while now + SESSION_IDLE / 2 < SESSION_DAYS * DAY {
            now += SESSION_IDLE / 2;
            assert!(accounts.authenticate(&token, now).await.is_ok(), "in use at {now}");
        }
        assert!(accounts.authenticate(&token, SESSION_DAYS * DAY).await.is_err(), "however much it is used");
    });
}

#[test]
fn a_new_password_ends_every_session() {
    story(async |accounts: Accounts| {
        let member = accounts.add_member(EMAIL, PASSWORD, false, 1).await.unwrap();
        let (token, _) = accounts.sign_in(EMAIL, PASSWORD, 1).await.unwrap();
        let weak = accounts.change_password(&member, PASSWORD, "short").await.unwrap_err();
        assert_eq!(weak.code, Code::PasswordWeak);
        let wrong = accounts.change_password(&member, "wrong", "pöytä-kynä-metsä").await.unwrap_err();
        assert_eq!(wrong.code, Code::WrongCredentials);
        assert!(accounts.authenticate(&token, 2).await.is_ok());

        accounts.change_password(&member, PASSWORD, "pöytä-kynä-metsä").await.unwrap();
        assert!(accounts.authenticate(&token, 3).await.is_err());
        assert!(accounts.sign_in(EMAIL, PASSWORD, 4).await.is_err());
        assert!(accounts.sign_in(EMAIL, "pöytä-kynä-metsä", 4).await.is_ok());
    });
}

#[test]
fn a_key_does_what_its_scopes_say_until_its_end() {
    story(async |accounts: Accounts| {
        let member = accounts.add_member(EMAIL, PASSWORD, false, 1).await.unwrap();
        let new = |scopes: &[Scope], expires_at| NewKey {
            name: "Reporting".into(),
            scopes: scopes.to_vec(),
            expires_at,
        };
        let (token, key) = accounts.create_key(&member.id, new(&[Scope::Read], 10 * DAY), 1).await.unwrap();
        let signed = accounts.authenticate(&token, 2).await.unwrap();
        assert!(signed.must_have(Scope::Read).is_ok());
        assert_eq!(signed.must_have(Scope::Write).unwrap_err().code, Code::ScopeMissing);
        assert!(accounts.authenticate(&token, 10 * DAY).await.is_err(), "its end has come");
        assert_eq!(accounts.keys(&member.id).await.unwrap(), std::slice::from_ref(&key));

        let stranger = accounts.add_member("toinen@example.fi", PASSWORD, true, 1).await.unwrap();
        assert_eq!(accounts.remove_key(&stranger.id, &key.id, 3).await.unwrap_err().code, Code::NotFound);
        accounts.remove_key(&member.id, &key.id, 3).await.unwrap();
        assert!(accounts.authenticate(&token, 4).await.is_err());

        for (scopes, end, field) in
            [(&[][..], DAY, "scopes"), (&[Scope::Read], 0, "ends_at"), (&[Scope::Read], 400 * DAY, "ends_at")]
        {
            let error = accounts.create_key(&member.id, new(scopes, end), 1).await.unwrap_err();
            assert_eq!(error.fields[0].field, field);
        }
    });
}
