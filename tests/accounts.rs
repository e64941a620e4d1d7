//! Members' accounts on both databases: sessions end, keys do no more than they may.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/mod.rs"]
mod support;

use parvis::domain::Code;
use parvis::domain::member::Scope;
use parvis::service::accounts::{Accounts, NewKey, SESSION_DAYS, SESSION_IDLE};
use support::databases::on_both;
use support::process;

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
fn a_new_password_ends_every_key_and_every_session_but_the_one_that_asks() {
    story(async |accounts: Accounts| {
        let member = accounts.add_member(EMAIL, PASSWORD, false, 1).await.unwrap();
        let (token, _) = accounts.sign_in(EMAIL, PASSWORD, 1).await.unwrap();
        let (other, _) = accounts.sign_in(EMAIL, PASSWORD, 1).await.unwrap();
        let new = NewKey { name: "Raportti".into(), scopes: vec![Scope::Read], expires_at: 10 * DAY };
        let (key, _) = accounts.create_key(&member.id, new, 1).await.unwrap();
        let change = async |old: &str, new: &str| {
            accounts.change_password(&member, Some(&token), old, new, 2).await.map_err(|error| error.code)
        };
        assert_eq!(change(PASSWORD, "short").await, Err(Code::PasswordWeak));
        assert_eq!(change("wrong", "pöytä-kynä-metsä").await, Err(Code::WrongCredentials));
        for opens in [&token, &other, &key] {
            assert!(accounts.authenticate(opens, 2).await.is_ok());
        }
        change(PASSWORD, "pöytä-kynä-metsä").await.unwrap();
        assert!(accounts.authenticate(&token, 3).await.is_ok());
        for ended in [&other, &key] {
            assert!(accounts.authenticate(ended, 3).await.is_err());
        }
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

/// Runs `parvis` on a database with a line of standard input: exit code, what it printed, and what it complained of.
fn run(database: &str, arguments: &[&str], line: &str) -> (Option<i32>, String, String) {
    let output = process::parvis_with(&[arguments, &["--database", database]].concat(), line);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn whoever_runs_the_installation_manages_accounts_by_the_command_line() {
    on_both(|test| {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let accounts = Accounts::new(test.db.clone());
        let now = parvis::service::now();
        runtime.block_on(accounts.add_member("hallinta@example.fi", PASSWORD, true, now)).unwrap();
        runtime.block_on(accounts.add_member(EMAIL, PASSWORD, false, now)).unwrap();
        let (token, _) = runtime.block_on(accounts.sign_in(EMAIL, PASSWORD, now)).unwrap();
        let run = |arguments: &[&str], line: &str| run(&test.url, arguments, line);

        let (code, list, _) = run(&["member", "list"], "");
        let lines: Vec<Vec<&str>> = list.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!((code, lines.len()), (Some(0), 2), "{list}");
        assert_eq!(lines[0][..3], ["hallinta@example.fi", "administrator", "enabled"]);
        assert_eq!(lines[1][..3], [EMAIL, "member", "enabled"]);

        let (code, _, why) = run(&["member", "disable", "Hallinta@example.fi"], "");
        assert_eq!(code, Some(1));
        assert!(why.contains("last administrator"), "{why}");
        assert_eq!(run(&["member", "disable", "nobody@example.fi"], "").0, Some(1));

        assert_eq!(run(&["member", "disable", EMAIL], "").0, Some(0));
        assert!(run(&["member", "list"], "").1.contains("disabled 20"));
        assert!(runtime.block_on(accounts.authenticate(&token, now)).is_err());
        let out = runtime.block_on(accounts.sign_in(EMAIL, PASSWORD, now)).unwrap_err();
        assert_eq!(out.code, Code::WrongCredentials);
        assert_eq!(run(&["member", "enable", EMAIL], "").0, Some(0));
        let (token, _) = runtime.block_on(accounts.sign_in(EMAIL, PASSWORD, now)).unwrap();

        let weak = run(&["member", "password", EMAIL, "--password-stdin"], "Salasana2026!");
        assert_eq!(weak.0, Some(1));
        assert!(weak.2.contains("guessed soon"), "{}", weak.2);
        let given = run(&["member", "password", EMAIL, "--password-stdin"], "pöytä-kynä-metsä");
        assert_eq!(given.0, Some(0), "{}", given.2);
        assert!(runtime.block_on(accounts.authenticate(&token, now)).is_err(), "sessions end");
        assert!(runtime.block_on(accounts.sign_in(EMAIL, "pöytä-kynä-metsä", now)).is_ok());

        let (code, keys, _) = run(&["keys", "rotate", "--end-in", "0"], "");
        assert_eq!((code, keys.lines().count()), (Some(0), 1), "{keys}");
        let (_, keys, _) = run(&["keys", "rotate"], "");
        assert_eq!(keys.lines().filter(|line| line.contains("verifies until")).count(), 1, "{keys}");
        assert_eq!(keys.lines().filter(|line| line.ends_with("signs")).count(), 1, "{keys}");
    });
}

#[cfg(unix)]
#[test]
fn nobody_but_their_owner_reads_the_files_of_an_installation() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parvis.sqlite");
    let database = format!("sqlite:{}", file.display());
    let open = |mode: u32| {
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            std::fs::set_permissions(entry.unwrap().path(), PermissionsExt::from_mode(mode)).unwrap();
        }
    };
    let all_closed = || {
        let mut seen = 0;
        for entry in std::fs::read_dir(folder.path()).unwrap() {
            let entry = entry.unwrap();
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, 0o600, "{:?}", entry.file_name());
            seen += 1;
        }
        seen
    };
    process::add_admin(&database, EMAIL, PASSWORD);
    assert!(all_closed() >= 1);
    open(0o644);
    let held = support::databases::open(&database);
    assert!(all_closed() >= 2, "with what lies beside it");
    let copy = folder.path().join("copy.sqlite");
    let (code, _, why) = run(&database, &["backup", copy.to_str().unwrap()], "");
    assert_eq!(code, Some(0), "{why}");
    assert!(all_closed() >= 3);
    drop(held);
}
