//! What few people chose, read from what is shown of all: single rows of the log, votes set aside, results of four,
//! a report that its reader froze.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::process::Command;

use serde_json::{Value, json};

use crate::support::databases::on_both;
use crate::support::server::{Caller, TestServer};
use crate::support::tree::root;

pub const C: &str = "/api/v1/consultations/kysely";
const PASSWORD: &str = "tuoli-lamppu-meri";
const IDEAS: [&str; 8] = ["Aaa", "Bbb", "Ccc", "Ddd", "Eee", "Fff", "Ggg", "Hhh"];

/// A running service with its secretary signed in and a consultation open, whose results everybody sees.
pub struct Case {
    pub server: TestServer,
    secretary: String,
}

pub fn story(settings: &Value, tell: impl Fn(&Case)) {
    on_both(|test| tell(&Case::new(TestServer::start(test), settings)));
}

impl Case {
    pub fn new(server: TestServer, settings: &Value) -> Self {
        let email = "sihteeri@example.fi";
        server.runtime.block_on(server.accounts.add_member(email, PASSWORD, true, 1)).unwrap();
        let signed = json!({"email": email, "password": PASSWORD});
        let signed = server.anybody().post("/api/v1/sessions", &signed).ok();
        let case = Self { secretary: signed["token"].as_str().unwrap().to_owned(), server };
        let mut all = json!({"slug": "kysely", "question": {"fi": "Mitä?"}, "languages": ["fi"],
            "results": "always", "round_pairs": 100});
        all.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
        case.secretary().post("/api/v1/consultations", &all).ok();
        for idea in IDEAS {
            case.secretary().post(&format!("{C}/ideas"), &json!({"texts": {"fi": idea}})).ok();
        }
        case.secretary().patch(C, &json!({"state": "open"})).ok();
        case
    }

    pub fn secretary(&self) -> Caller<'_> {
        self.server.with(&self.secretary)
    }

    pub fn anybody(&self) -> Caller<'_> {
        self.server.anybody()
    }

    /// A new participant, and the id that the exported votes have of them.
    pub fn join(&self) -> (Caller<'_>, String) {
        let joined = self.anybody().post(&format!("{C}/participants"), &json!({})).ok();
        (
            self.server.with(joined["token"].as_str().unwrap()),
            joined["participant"].as_str().unwrap().to_owned(),
        )
    }

    /// Answers up to so many pairs; `says` chooses by the two texts. Returns the pairs' ids.
    pub fn vote(
        &self,
        who: &Caller<'_>,
        count: usize,
        says: impl Fn(&str, &str) -> &'static str,
    ) -> Vec<String> {
        let mut answered = Vec::new();
        while answered.len() < count {
            let wanted = (count - answered.len()).min(10);
            let pairs = who.get(&format!("{C}/pairs?count={wanted}")).ok();
            let pairs = pairs["items"].as_array().unwrap().clone();
            if pairs.is_empty() {
                break;
            }
            let text = |pair: &Value, side: &str| pair[side]["text"].as_str().unwrap().to_owned();
            let votes: Vec<Value> = pairs
                .iter()
                .map(|pair| json!({"pair": pair["token"], "outcome": says(&text(pair, "left"), &text(pair, "right"))}))
                .collect();
            let cast = who.post(&format!("{C}/votes"), &json!({"votes": votes})).ok();
            let recorded = cast["recorded"].as_array().unwrap();
            answered.extend(recorded.iter().map(|vote| vote["pair_id"].as_str().unwrap().to_owned()));
        }
        answered
    }

    pub fn log(&self, caller: &Caller<'_>) -> Vec<Value> {
        let text = caller.get(&format!("{C}/log?whole=true")).text();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    pub fn ranking(&self) -> Value {
        self.secretary().get(&format!("{C}/ranking")).ok()
    }
}

/// The alphabet's order is everybody's.
pub fn alphabet(left: &str, right: &str) -> &'static str {
    if left < right { "left" } else { "right" }
}

/// `parvis verify` and the second verifier: exit codes and what they say, and the votes that the second counts.
fn verifiers(log: &[Value], snapshot: &Value) -> ((Option<i32>, String), (Option<i32>, String, usize)) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let lines: String = log.iter().map(|row| format!("{row}\n")).collect();
    std::fs::write(at("log.ndjson"), lines).unwrap();
    std::fs::write(at("snapshot.json"), snapshot.to_string()).unwrap();
    let run = |command: &mut Command| {
        let output = command.output().unwrap();
        let said = [output.stdout, output.stderr].concat();
        (output.status.code(), String::from_utf8_lossy(&said).into_owned())
    };
    let parvis = run(Command::new(env!("CARGO_BIN_EXE_parvis"))
        .arg("verify")
        .arg(at("log.ndjson"))
        .arg("--snapshot")
        .arg(at("snapshot.json")));
    let script = root().join("openapi/verify_log.py");
    let (code, said) =
        run(Command::new("python3").arg(script).arg(at("log.ndjson")).arg("--votes").arg(at("votes.csv")));
    let votes = std::fs::read_to_string(at("votes.csv")).map_or(0, |votes| votes.lines().count() - 1);
    (parvis, (code, said, votes))
}

fn set_aside(case: &Case, who: &[&String]) -> Value {
    let body = json!({"participants": who, "reason": {"fi": "Koe."}});
    case.secretary().post(&format!("{C}/set-asides"), &body).ok()
}

fn put_back(case: &Case, aside: &Value) {
    case.secretary().delete(&format!("{C}/set-asides/{}", aside["id"].as_str().unwrap())).ok();
}

/// The row of the log that a decision is.
fn row_of(log: &[Value], seq: &Value) -> Value {
    log.iter().find(|row| row["seq"] == *seq).unwrap().clone()
}

#[test]
fn votes_set_aside_of_two_people_are_named_to_members_alone() {
    story(&json!({}), |case| {
        let people: Vec<(Caller<'_>, String)> = (0..9).map(|_| case.join()).collect();
        for (who, _) in &people {
            case.vote(who, 3, alphabet);
        }
        let ids: Vec<&String> = people.iter().map(|(_, id)| id).collect();
        let few = set_aside(case, &ids[..2]);
        assert_eq!((&few["participants"], &few["votes"]), (&json!(2), &json!(6)));
        let listed = case.anybody().get(&format!("{C}/set-asides")).ok()["items"][0].clone();
        assert_eq!((&listed["participants"], &listed["votes"]), (&Value::Null, &json!(6)));
        let counted = format!("{C}/ranking?set_aside=counted");
        assert_eq!(
            case.anybody().get(&counted).code(),
            "results_withheld",
            "with less without is what they chose"
        );
        assert_eq!(case.secretary().get(&counted).ok()["votes"], json!(27));
        let page = case.anybody().get("/c/kysely/set-aside");
        assert_eq!(page.status, 200);
        assert!(
            page.text().contains("alle viisi ihmistä") && !page.text().contains("<table"),
            "{}",
            page.text()
        );

        // Seven others vote on, so that the row is in a whole block.
        for (who, _) in &people[2..] {
            case.vote(who, 1, alphabet);
        }
        let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let (public, whole) = (case.log(&case.anybody()), case.log(&case.secretary()));
        let (row, own) = (row_of(&public, &few["seq"]), row_of(&whole, &few["seq"]));
        assert_eq!(row["settings"]["set_aside"]["withheld"], json!(true), "{row}");
        assert!(row["settings"]["set_aside"].get("votes").is_none() && row.get("votes").is_none(), "{row}");
        assert_eq!((&row["commitment"], &row["hash"]), (&own["commitment"], &own["hash"]));
        assert!(own["votes"].is_array() && own["salt"].is_string(), "{own}");

        let ((code, said), (second, second_said, votes)) = verifiers(&whole, &snapshot);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("strengths, errors and ranks"), "{said}");
        assert_eq!((second, votes), (Some(0), 28), "{second_said}");
        let ((code, said), (second, second_said, votes)) = verifiers(&public, &snapshot);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("set aside is not public"), "{said}");
        assert_eq!((second, votes), (Some(2), 0), "{second_said}");
    });
}

#[test]
fn votes_set_aside_one_after_another_can_not_be_subtracted() {
    story(&json!({}), |case| {
        let people: Vec<(Caller<'_>, String)> = (0..17).map(|_| case.join()).collect();
        for (who, _) in &people {
            case.vote(who, 2, alphabet);
        }
        let ids: Vec<&String> = people.iter().map(|(_, id)| id).collect();
        let five = set_aside(case, &ids[..5]);
        put_back(case, &five);
        let six = set_aside(case, &ids[..6]);
        put_back(case, &six);
        let ten = set_aside(case, &ids[..10]);
        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        let public = case.log(&case.anybody());
        let named = |of: &Value| row_of(&public, &of["seq"])["settings"]["set_aside"]["votes"].is_array();
        assert!(named(&five) && !named(&six) && named(&ten), "six less five is one person");
        let ((code, said), (second, second_said, votes)) = verifiers(&public, &snapshot);
        assert_eq!(code, Some(0), "{said}");
        assert!(said.contains("strengths (the log has its public part only"), "{said}");
        assert_eq!((second, votes), (Some(0), 14), "what was withheld is back: {second_said}");
    });
}

#[test]
fn rows_are_public_in_blocks_of_five_people_only() {
    story(&json!({}), |case| {
        let people: Vec<(Caller<'_>, String)> = (0..7).map(|_| case.join()).collect();
        let owners = || -> BTreeMap<i64, String> {
            let rows = case.log(&case.secretary()).into_iter();
            let votes = rows.filter(|row| row["kind"] == "vote");
            votes
                .map(|row| (row["seq"].as_i64().unwrap(), row["participant"].as_str().unwrap().to_owned()))
                .collect()
        };
        let public = || -> BTreeSet<i64> {
            let answer = case.anybody().get(&format!("{C}/log"));
            if answer.status != 200 {
                assert_eq!(answer.code(), "results_withheld");
                return BTreeSet::new();
            }
            answer
                .text()
                .lines()
                .map(|row| serde_json::from_str::<Value>(row).unwrap()["seq"].as_i64().unwrap())
                .collect()
        };
        let mut seen = BTreeSet::new();
        for turn in 0..24 {
            // One person often, the others now and then.
            let who = if turn % 3 == 0 { 0 } else { turn % people.len() };
            case.vote(&people[who].0, 1, alphabet);
            let now = public();
            assert!(now.is_superset(&seen), "what was shown stays shown");
            let fresh: HashSet<String> = owners()
                .into_iter()
                .filter(|(seq, _)| now.contains(seq) && !seen.contains(seq))
                .map(|of| of.1)
                .collect();
            assert!(fresh.is_empty() || fresh.len() >= 5, "turn {turn}: rows of {} people", fresh.len());
            seen = now;
        }
        let last = owners().into_keys().last().unwrap();
        assert!(!seen.is_empty() && !seen.contains(&last), "the tail waits");
        let (restarted, before) = (case.server.service.clone(), seen.clone());
        case.server.runtime.block_on(async {
            // Another process cuts the same blocks.
            let other = parvis::service::Service::start(restarted.db.clone()).unwrap();
            let room = other.room("kysely").await.unwrap();
            let nobody = parvis::service::Viewer::nobody();
            let rows = other.read_log(&nobody, &room, 0, 10_000).await.unwrap();
            assert_eq!(rows.iter().map(|row| row.public.seq).collect::<BTreeSet<_>>(), before);
            other.stop();
        });

        case.secretary().patch(C, &json!({"state": "closed"})).ok();
        assert!(public().contains(&last), "at the end the last block joins the one before");
        case.secretary().patch(C, &json!({"state": "open"})).ok();
        let opened = public();
        assert!(opened.contains(&last), "and stays shown when it is opened again");
        case.vote(&people[3].0, 1, alphabet);
        assert_eq!(public(), opened);
    });
}

#[test]
fn of_four_people_nothing_is_shown_in_common() {
    story(&json!({"minimum_comparisons": 1}), |case| {
        let snapshots = format!("{C}/snapshots");
        let mut made = Value::Null;
        for turn in 0..5 {
            let (who, _) = case.join();
            case.vote(&who, 3, alphabet);
            if turn == 3 {
                // Of somebody who can't say there is nothing to count.
                let (unsure, _) = case.join();
                case.vote(&unsure, 3, |_, _| "skip");
                made = case.secretary().post(&snapshots, &json!({})).ok();
            }
            let idea =
                case.anybody().get(&format!("{C}/ideas")).ok()["items"][0]["id"].as_str().unwrap().to_owned();
            let snapshot = made["id"].as_str().unwrap_or("snap_1").to_owned();
            for path in [
                format!("{C}/ranking"),
                format!("{C}/ranking?method=elo"),
                format!("{C}/ranking?method=win_rate"),
                format!("{C}/ranking?set_aside=counted"),
                format!("{C}/certainty"),
                format!("{C}/ideas/{idea}/comparisons"),
                format!("{C}/exports/ranking.csv"),
                format!("{C}/exports/ranking.xlsx"),
                format!("{C}/log"),
                format!("{C}/changes"),
                snapshots.clone(),
                format!("{C}/set-asides"),
                "/c/kysely/report.html".to_owned(),
                "/c/kysely/report.docx".to_owned(),
                "/c/kysely/results".to_owned(),
                format!("/c/kysely/results/idea/{idea}"),
                "/c/kysely/set-aside".to_owned(),
            ] {
                let request = case.anybody().request(reqwest::Method::GET, &path);
                let status = request.send().unwrap().status().as_u16();
                assert_eq!(status, if turn < 4 { 403 } else { 200 }, "{turn}: {path}");
                if !path.contains("changes") {
                    assert_eq!(case.secretary().get(&path).status, 200, "who may see all: {path}");
                }
            }
            let own = case.anybody().get(&format!("{snapshots}/{snapshot}"));
            assert_ne!(own.status, 200, "what an organiser froze of four stays theirs");
            let ideas = case.anybody().get(&format!("{C}/exports/ideas.json")).text();
            let ideas: Value = serde_json::from_str(&ideas).unwrap();
            let votes: f64 =
                ideas["items"].as_array().unwrap().iter().map(|of| of["votes"].as_f64().unwrap_or(0.0)).sum();
            assert_eq!(votes > 0.0, turn == 4);
        }
        assert_eq!(case.anybody().get(&snapshots).ok()["items"], json!([]));
        let page = case.anybody().get("/c/kysely/results");
        assert_eq!(page.status, 200);
        // When the votes of one are set aside, four are left.
        let (_, id) = case.join();
        assert!(!id.is_empty());
        let one = case.log(&case.secretary()).into_iter().find(|row| row["kind"] == "vote").unwrap();
        let aside = set_aside(case, &[&one["participant"].as_str().unwrap().to_owned()]);
        assert_eq!(case.anybody().get(&format!("{C}/ranking")).code(), "results_withheld");
        assert!(case.anybody().get("/c/kysely/results").text().contains("vähintään viisi ihmistä"));
        put_back(case, &aside);
        assert_eq!(case.anybody().get(&format!("{C}/ranking")).status, 200);
    });
}

#[test]
fn reading_the_report_freezes_nothing() {
    story(&json!({}), |case| {
        let five: Vec<Caller<'_>> = (0..5).map(|_| case.join().0).collect();
        five.iter().for_each(|who| drop(case.vote(who, 2, alphabet)));
        let report = || case.anybody().get("/c/kysely/report.html?lang=en").text();
        let seq =
            |report: &str| report.split("number ").nth(1).unwrap().split(' ').next().unwrap().to_owned();
        let first = report();
        assert!(first.contains("No snapshot has been taken"), "{first}");
        assert_eq!(case.anybody().get("/c/kysely/report.docx").status, 200);
        assert_eq!(case.anybody().get(&format!("{C}/snapshots")).ok()["items"], json!([]));
        case.vote(&five[0], 3, alphabet);
        assert_ne!(seq(&report()), seq(&first), "the report is of the present");
        let snapshot = case.secretary().post(&format!("{C}/snapshots"), &json!({})).ok();
        case.vote(&five[1], 1, alphabet);
        assert!(report().contains(snapshot["id"].as_str().unwrap()));
    });
}

#[test]
fn exported_votes_tell_the_hour_alone() {
    story(&json!({}), |case| {
        let (who, _) = case.join();
        case.vote(&who, 3, alphabet);
        let votes = case.secretary().get(&format!("{C}/exports/votes.json")).text();
        let votes: Value = serde_json::from_str(&votes).unwrap();
        for vote in votes["items"].as_array().unwrap() {
            let time = vote["time"].as_str().unwrap();
            assert!(time.contains(":00:00") && !time.contains('.'), "{time}");
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), case.secretary().get(&format!("{C}/exports/votes.csv")).text()).unwrap();
        let ranked =
            Command::new(env!("CARGO_BIN_EXE_parvis")).arg("rank").arg(file.path()).output().unwrap();
        assert!(ranked.status.success(), "{}", String::from_utf8_lossy(&ranked.stderr));
    });
}
