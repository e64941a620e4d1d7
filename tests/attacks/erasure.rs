//! Erasing oneself to weigh more, or to be kept all the same: in ranks and errors, in the files of the database, in
//! copies of it.

use std::process::Command;

use diesel::{Connection, PgConnection, RunQueryDsl};
use serde_json::{Value, json};

use crate::logs::{C, Case, alphabet, story};
use crate::support::databases::Backend;
use crate::support::server::TestServer;

/// What a ranking says of each idea but its words.
fn said(ranking: &Value) -> Vec<(String, Value, Value, Value, Vec<f64>)> {
    let items = ranking["items"].as_array().unwrap();
    let number = |item: &Value, key: &str| item[key].as_f64().unwrap_or(f64::NAN);
    items
        .iter()
        .map(|item| {
            let numbers = ["strength", "se", "score", "score_low", "score_high", "wins", "losses", "votes"];
            let numbers = numbers.iter().map(|key| number(item, key)).collect();
            let id = item["id"].as_str().unwrap().to_owned();
            (id, item["rank"].clone(), item["rank_low"].clone(), item["rank_high"].clone(), numbers)
        })
        .collect()
}

fn assert_same(before: &Value, after: &Value) {
    assert_eq!((&before["votes"], &before["participants"]), (&after["votes"], &after["participants"]));
    for (one, other) in said(before).into_iter().zip(said(after)) {
        assert_eq!((&one.0, &one.1, &one.2, &one.3), (&other.0, &other.1, &other.2, &other.3));
        for (one, other) in one.4.iter().zip(&other.4) {
            assert!((one - other).abs() < 1e-9 || (one.is_nan() && other.is_nan()), "{one} {other}");
        }
    }
}

/// Strengths and errors as `parvis rank` finds them in a file of votes.
fn ranked(votes: &str, cap: &[&str]) -> Vec<(String, f64, f64)> {
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), votes).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .args(["rank", "--format", "json", "--robust"])
        .args(cap)
        .arg(file.path())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let ranking: Value = serde_json::from_slice(&output.stdout).unwrap();
    let items = ranking["items"].as_array().unwrap().iter();
    items
        .map(|item| {
            let number = |key: &str| item[key].as_f64().unwrap();
            (item["id"].as_str().unwrap().to_owned(), number("strength"), number("se"))
        })
        .collect()
}

fn assert_near(one: &[(String, f64, f64)], other: &[(String, f64, f64)]) {
    assert_eq!(one.len(), other.len());
    for (one, other) in one.iter().zip(other) {
        assert_eq!(one.0, other.0);
        assert!((one.1 - other.1).abs() < 1e-9 && (one.2 - other.2).abs() < 1e-9, "{one:?} {other:?}");
    }
}

/// Twelve people follow the alphabet, one answers everything the other way round and is erased.
fn erased_changes_nothing(cap: Option<i64>) {
    story(&json!({"voter_cap": cap, "minimum_comparisons": 1}), |case| {
        for turn in 0..12 {
            let (who, _) = case.join();
            case.vote(&who, 5, |left, right| {
                if turn % 4 == 0 && left.starts_with('A') { "tie" } else { alphabet(left, right) }
            });
        }
        let (bot, id) = case.join();
        let pairs = case.vote(&bot, 28, |left, right| alphabet(right, left));
        assert!(pairs.len() >= 20);
        let pending = case.join().0.get(&format!("{C}/pairs")).ok()["items"][0]["token"].clone();
        let (before, file) = (case.ranking(), case.secretary().get(&format!("{C}/exports/votes.csv")).text());
        assert_eq!(bot.delete(&format!("{C}/participants/me")).status, 204);

        assert_same(&before, &case.ranking());
        let after = case.secretary().get(&format!("{C}/exports/votes.csv")).text();
        assert!(!after.contains(&id));
        let cap_flag = cap.map(|cap| cap.to_string());
        let flags: Vec<&str> = cap_flag.iter().flat_map(|cap| ["--voter-cap", cap]).collect();
        assert_near(&ranked(&file, &flags), &ranked(&after, &flags));

        // Whoever is erased is nobody: nothing is taken back, and no old pair answered.
        let undo = bot.delete(&format!("{C}/votes/{}", pairs[0]));
        assert_eq!(undo.problem(), (401, "token_invalid".into()));
        let vote = json!({"votes": [{"pair": pending, "outcome": "left"}]});
        assert!(matches!(bot.post(&format!("{C}/votes"), &vote).status, 401 | 422));
        assert_eq!(bot.get(&format!("{C}/participants/me")).status, 401);
        assert_eq!(bot.delete(&format!("{C}/participants/me")).status, 204, "repeated, it changes nothing");

        // Another process, and one that starts again, come to the same.
        case.server.runtime.block_on(async {
            let other = parvis::service::Service::start(case.server.service.db.clone()).unwrap();
            let computed = other.room("kysely").await.unwrap().ranking().await.unwrap();
            let first = &before["items"][0];
            assert_eq!(computed.ideas[0].id.as_str(), first["id"].as_str().unwrap());
            assert!((computed.ideas[0].se - first["se"].as_f64().unwrap()).abs() < 1e-9);
            other.stop();
        });

        // Who gave them together stays known as one, by a number that leads nowhere.
        let rows = after.lines().skip(1).map(|line| line.split(',').nth(3).unwrap());
        let mut counts = std::collections::HashMap::<&str, usize>::new();
        rows.for_each(|voter| *counts.entry(voter).or_default() += 1);
        let (stand_in, _) = counts.iter().max_by_key(|(_, count)| **count).unwrap();
        assert!(stand_in.starts_with("par_") && *stand_in != id);
        let body = json!({"participants": [stand_in], "reason": {"fi": "Koe."}});
        let aside = case.secretary().post(&format!("{C}/set-asides"), &body).ok();
        assert_eq!(aside["votes"], json!(pairs.len()));
        let public: String = case.log(&case.anybody()).iter().map(ToString::to_string).collect();
        assert!(!public.contains("par_"));
        case.secretary().delete(&format!("{C}/set-asides/{}", aside["id"].as_str().unwrap())).ok();
        assert_same(&before, &case.ranking());
        verifies(case);
    });
}

fn verifies(case: &Case) {
    let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("log"), case.secretary().get(&format!("{C}/log?whole=true")).text()).unwrap();
    std::fs::write(at("snapshot"), snapshot.to_string()).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_parvis"))
        .arg("verify")
        .arg(at("log"))
        .arg("--snapshot")
        .arg(at("snapshot"))
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    assert!(output.status.success() && said.contains("errors and ranks"), "{said}");
}

#[test]
fn erasure_lifts_no_voter_cap() {
    erased_changes_nothing(Some(5));
}

#[test]
fn erasure_halves_no_errors() {
    erased_changes_nothing(None);
}

#[test]
fn after_closing_and_by_retention_nothing_changes_either() {
    story(&json!({"voter_cap": 5, "minimum_comparisons": 1, "retention_days": 1}), |case| {
        let people: Vec<_> = (0..8).map(|_| case.join()).collect();
        people.iter().for_each(|(who, _)| drop(case.vote(who, 9, alphabet)));
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let before = case.ranking();
        assert_eq!(people[2].0.delete(&format!("{C}/participants/me")).status, 204);
        assert_same(&before, &case.ranking());
        let later = parvis::service::now() + 3 * 24 * 3_600 * 1_000_000;
        case.server.runtime.block_on(case.server.service.tick(later)).unwrap();
        assert_same(&before, &case.ranking());
        let votes = case.secretary().get(&format!("{C}/exports/votes.csv")).text();
        assert!(people.iter().all(|(_, id)| !votes.contains(id)));
        verifies(case);
    });
}

#[test]
fn what_was_erased_is_in_no_file_of_a_postgresql_server() {
    #[derive(diesel::QueryableByName)]
    struct Folder {
        #[diesel(sql_type = diesel::sql_types::Text)]
        folder: String,
    }
    let test = Backend::Postgres.fresh();
    let case = Case::new(TestServer::start(&test), &json!({}));
    let (other, _) = case.join();
    case.vote(&other, 9, alphabet);
    let (who, id) = case.join();
    case.vote(&who, 20, alphabet);
    let text = "Aivan erityinen lause jota kukaan toinen ei keksi";
    who.post(&format!("{C}/ideas"), &json!({"texts": {"fi": text}})).ok();
    let mut conn = PgConnection::establish(&test.url).unwrap();
    let mut holds = |word: &str| {
        diesel::sql_query("CHECKPOINT").execute(&mut conn).unwrap();
        let folder = "SELECT current_setting('data_directory') || '/base/' || oid AS folder FROM pg_database \
                      WHERE datname = current_database()";
        let folder: Folder = diesel::sql_query(folder).get_result(&mut conn).unwrap();
        let files = std::fs::read_dir(&folder.folder).unwrap().map(|file| file.unwrap().path());
        let has = |bytes: Vec<u8>| bytes.windows(word.len()).any(|window| window == word.as_bytes());
        files.filter(|file| has(std::fs::read(file).unwrap_or_default())).count()
    };
    assert!(holds(text) > 0 && holds(&id) > 0);
    assert_eq!(who.delete(&format!("{C}/participants/me")).status, 204);
    // Where others still see what was there, it is done again within a minute: what runs every few seconds does it.
    for _ in 0..90 {
        if holds(text) + holds(&text.to_lowercase()) + holds(&id) == 0 {
            break;
        }
        std::thread::sleep(std::time::Duration::from_secs(1));
        case.server.runtime.block_on(case.server.service.tick(parvis::service::now())).unwrap();
    }
    assert_eq!(holds(text), 0, "the idea's text is left in a file");
    assert_eq!(holds(&text.to_lowercase()), 0, "its key is left in a file");
    assert_eq!(holds(&id), 0, "the participant's id is left in a file");
}

#[test]
fn a_copy_from_before_an_erasure_is_put_back_without_the_erased() {
    let folder = tempfile::tempdir().unwrap();
    let data = |name: &str| folder.path().join(name);
    let parvis = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_parvis")).args(arguments).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8_lossy(&output.stderr).into_owned()
    };
    let test = Backend::Sqlite.fresh();
    let file = test.url.strip_prefix("sqlite:").unwrap().to_owned();
    let list = std::path::Path::new(&file).parent().unwrap().join("erasures.list");
    let mut server = TestServer::start(&test);
    server.service =
        server.service.clone().with_erasures(parvis::service::erasures::ErasureList::at(list.clone()));
    let case = Case::new(server, &json!({}));
    let people: Vec<_> = (0..6).map(|_| case.join()).collect();
    people.iter().for_each(|(who, _)| drop(case.vote(who, 4, alphabet)));
    let text = "Aivan erityinen lause";
    people[1].0.post(&format!("{C}/ideas"), &json!({"texts": {"fi": text}})).ok();
    let copy = data("copy.sqlite");
    parvis(&["backup", copy.to_str().unwrap(), "--database", &test.url]);
    let before = case.ranking();
    // The erasure comes by the same service that keeps the list.
    let room = case.server.runtime.block_on(case.server.service.room("kysely")).unwrap();
    let one = parvis::domain::ids::ParticipantId::parse(&people[1].1).unwrap();
    case.server.runtime.block_on(case.server.service.erase_participant(&room, &one)).unwrap();
    let said = std::fs::read_to_string(&list).unwrap();
    assert!(said.lines().count() == 1 && !said.contains(&people[1].1), "{said}");

    let to = data("to");
    let restored = parvis(&[
        "restore",
        copy.to_str().unwrap(),
        "--data",
        to.to_str().unwrap(),
        "--erasures",
        list.to_str().unwrap(),
    ]);
    assert!(restored.starts_with("1 participants"), "{restored}");
    let restored = crate::support::databases::open(&format!("sqlite:{}", to.join("parvis.sqlite").display()));
    let dump = crate::support::databases::dump(&restored);
    assert!(!dump.contains(&people[1].1) && !dump.contains(text));
    assert!(dump.contains(&people[2].1));
    let service = parvis::service::Service::start(restored).unwrap();
    case.server.runtime.block_on(async {
        let computed = service.room("kysely").await.unwrap().ranking().await.unwrap();
        assert_eq!(json!(computed.votes.round() as i64), before["votes"]);
        assert_eq!(json!(computed.participants), before["participants"]);
    });
    service.stop();
}
