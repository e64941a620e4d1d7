//! `openapi/verify_log.py`, the verifier that shares no code with Parvis, agrees with the chain on rows of
//! every kind, with numbers and letters that are easily written in two ways.

#[path = "support/tree.rs"]
#[allow(dead_code, reason = "each test binary uses the part that it needs")]
mod tree;

use parvis::domain::chain::{commitment, genesis, hex, link};
use parvis::domain::idea::IdeaState;
use parvis::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
use parvis::domain::log::{Entry, Exported, Private, Public};
use parvis::domain::vote::Outcome;
use serde_json::json;
use std::io::Write;
use std::process::Command;

fn vote(left: &IdeaId, right: &IdeaId, outcome: Outcome, weight: f64) -> Entry {
    Entry::Vote { left: left.clone(), right: right.clone(), outcome, counted: true, weight }
}

/// Two votes of three stand: one is taken back, and one is for an idea that is linked to the other.
fn log() -> String {
    let consultation = ConsultationId::new();
    let [a, b, double] = [IdeaId::new(), IdeaId::new(), IdeaId::new()];
    let settings = json!({
        "consultation": consultation, "question": { "fi": "Ääni \"öinen\"\n\u{1F600}\u{7f}" },
        "state": "open", "level": 0.95, "cap": 1e21, "least": 1.5e-7, "small": 1e-5, "large": 1.234_567_890_123_456_8e20, "none": null, "nested": [1.0, { "b": 1, "a": 2 }],
    });
    let entries = [
        Entry::Settings(settings),
        Entry::Idea {
            idea: double.clone(),
            texts_digest: "00".into(),
            state: IdeaState::Linked,
            linked_to: Some(a.clone()),
        },
        vote(&a, &b, Outcome::Left, 1.0),
        vote(&b, &a, Outcome::Right, 0.1),
        Entry::Undo { supersedes: 3 },
        vote(&double, &b, Outcome::Tie, 0.25),
        vote(&double, &a, Outcome::Left, 1.0),
    ];
    let mut previous = genesis(&consultation);
    let mut log = String::new();
    for (seq, entry) in (1..).zip(&entries) {
        let private = Private {
            pair_id: Some(PairId::new()),
            participant: Some(ParticipantId::new()),
            response_ms: Some(0),
            time: Some(1_764_043_200_000_000),
            ..Private::default()
        };
        let salt = [seq as u8; 16];
        let public = Public::new(seq, entry, commitment(&salt, &private));
        previous = link(&previous, &public);
        // Of one row the private part is erased.
        let kept = seq != 4;
        let row = Exported {
            public,
            hash: hex(&previous),
            private: kept.then_some(private),
            salt: kept.then(|| hex(&salt)),
        };
        log.push_str(&serde_json::to_string(&row).expect("a row is JSON"));
        log.push('\n');
    }
    log
}

fn check(log: &str, votes: &std::path::Path) -> (Option<i32>, String) {
    let mut file = tempfile::NamedTempFile::new().expect("a temporary file");
    file.write_all(log.as_bytes()).expect("the log is written");
    let script = tree::root().join("openapi/verify_log.py");
    let output = Command::new("python3").arg(script).arg(file.path()).arg("--votes").arg(votes).output();
    let output = output.expect("python3 is installed");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

#[test]
fn it_accepts_what_the_chain_accepts_and_nothing_else() {
    let votes = tempfile::NamedTempFile::new().expect("a temporary file");
    let log = log();
    let (code, said) = check(&log, votes.path());
    assert_eq!(code, Some(0), "{said}\n{log}");
    assert!(said.starts_with("7 rows, 6 private parts"), "{said}");
    let counted = std::fs::read_to_string(votes.path()).expect("the votes are written");
    let outcomes: Vec<&str> =
        counted.lines().map(|line| line.splitn(3, ',').nth(2).expect("columns")).collect();
    assert_eq!(outcomes, ["outcome,weight", "right,0.1", "tie,0.25"]);

    for (from, to, row) in [
        ("\"outcome\":\"right\"", "\"outcome\":\"left\"", 4),
        ("\"weight\":0.25", "\"weight\":0.5", 6),
        ("\"response_ms\":0", "\"response_ms\":1", 1),
        ("\"supersedes\":3", "\"supersedes\":4", 5),
        ("\"level\":0.95", "\"level\":0.9", 1),
    ] {
        let (code, said) = check(&log.replacen(from, to, 1), votes.path());
        assert_eq!(code, Some(1), "{from} → {to}: {said}");
        assert!(said.contains(&format!("row {row}: ")), "{from} → {to}: {said}");
    }
}
