//! The real files beside the package, where they are: all rank, with the warnings listed here and no others, and
//! agree with values computed by an independent program.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use serde_json::Value;

use crate::support::{Run, json, near, rank_input, shared};

const APART: &str = "were never compared with one another: only the prior puts them on one scale";

/// Each file, and what is said beside its ranking.
fn said(name: &str) -> Vec<String> {
    match name {
        "remesh_assemble_q3" => vec![format!("warning: 3 components {APART}")],
        "remesh_campus_q2" => vec![format!("warning: 2 components {APART}")],
        "ukpconvarg1" => vec![format!("warning: 32 components {APART}")],
        "tournesol_tiny_largely_recommended" => vec![
            "note: with more than 3,000 items, rank ranges take items that never met for uncorrelated (--errors exact \
             does not)"
                .to_owned(),
        ],
        "llmfao" | "remesh_assemble_q1" | "remesh_assemble_q2" | "remesh_campus_q1" => Vec::new(),
        other => panic!("{other} is new: say what is expected of it"),
    }
}

/// Text of a file of votes, unpacked.
fn votes(path: &Path) -> Vec<u8> {
    let bytes = std::fs::read(path).unwrap();
    if path.extension().is_none_or(|end| end != "gz") {
        return bytes;
    }
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut text).unwrap();
    text
}

fn ranked(text: &[u8], name: &str, expected: &[String]) -> Run {
    let run = rank_input(&["-", "--format", "json"], text);
    assert_eq!(run.code, 0, "{name}: {}", run.err);
    assert_eq!(run.err.lines().collect::<Vec<_>>(), expected, "{name}");
    run
}

#[test]
fn real_votes_agree() {
    let Some((folder, expected)) = shared("votes").zip(shared("expected")) else { return };
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    let mut checked = 0;
    for path in paths {
        let file = path.file_name().unwrap().to_str().unwrap();
        let Some(name) = file.strip_suffix(".csv").or_else(|| file.strip_suffix(".csv.gz")) else { continue };
        // What stands beside the votes: items, voters.
        if name.contains('.') {
            continue;
        }
        checked += 1;
        let got = ranked(&votes(&path), name, &said(name)).json();
        let expected = json(&expected.join(format!("{name}.json")));
        near(got["log_likelihood"].as_f64().unwrap(), expected["loglik"].as_f64().unwrap(), 1e-6, name);
        near(got["tie_parameter"].as_f64().unwrap(), expected["nu"].as_f64().unwrap(), 1e-6, name);
        assert_eq!(got["votes"], expected["votes_without_skip"], "{name}");
        assert_eq!(got["voters"], expected["voters"], "{name}");
        assert_eq!(got["components"], expected["weak_components"], "{name}");
        let got: BTreeMap<&str, &Value> = got["items"]
            .as_array()
            .unwrap()
            .iter()
            .map(|item| (item["id"].as_str().unwrap(), item))
            .collect();
        for item in expected["items"].as_array().unwrap() {
            let own = got[item["id"].as_str().unwrap()];
            for key in ["strength", "se"] {
                let of = format!("{name}: {}", item["id"]);
                near(own[key].as_f64().unwrap(), item[key].as_f64().unwrap(), 1e-6, &of);
            }
        }
    }
    assert_eq!(checked, 8);
}

/// Topic by topic each set of arguments hangs together: nothing is said beside it.
#[test]
fn every_topic_of_arguments_ranks_by_itself() {
    let Some(folder) = shared("votes") else { return };
    let text = String::from_utf8(votes(&folder.join("ukpconvarg1.csv.gz"))).unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let mut topics: BTreeMap<&str, String> = BTreeMap::new();
    for row in rows.lines() {
        let topic = row.split_once(',').unwrap().0;
        let of_topic = topics.entry(topic).or_insert_with(|| format!("{head}\n"));
        of_topic.push_str(row);
        of_topic.push('\n');
    }
    assert_eq!(topics.len(), 32);
    for (topic, text) in topics {
        let got = ranked(text.as_bytes(), topic, &[]).json();
        assert_eq!(got["components"], 1, "{topic}");
        let items = got["items"].as_array().unwrap();
        assert!(items.len() >= 10 && items.iter().all(|item| item["se"].as_f64().unwrap() > 0.0), "{topic}");
    }
}
