//! Holds what is agreed about the files themselves: their length, their first line, what they may name,
//! the licences of what is linked in.

#[path = "support/tree.rs"]
mod tree;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

const LINES: usize = 400;

/// Longer files, each with the reason why it stays one.
const LONGER: &[(&str, &str)] = &[];

const WRITTEN_BY_HAND: &[&str] = &["rs", "ts", "mjs", "svelte", "css", "html"];

/// Folders with text that we write; what a build or a person leaves elsewhere is not looked at.
const OURS: &[&str] =
    &["src", "tests", "benches", "migrations", "frontend", "openapi", "docs", "docker", ".ci"];

#[test]
fn files_have_one_subject() {
    let files = OURS.iter().flat_map(|folder| tree::files(folder));
    let files = files.filter(|path| tree::has_extension(path, WRITTEN_BY_HAND) && !is_generated(path));
    let long = files.filter_map(|path| {
        let (name, lines) = (tree::shown(&path), tree::text(&path)?.lines().count());
        let excused = LONGER.iter().any(|(file, _)| *file == name);
        (lines > LINES && !excused).then(|| format!("{name}: {lines} lines"))
    });
    tree::none(&format!("files of more than {LINES} lines"), long.collect());
}

/// Types that are made from the API's description.
fn is_generated(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".d.ts")
}

#[test]
fn no_excuse_outlives_its_file() {
    let over = LONGER.iter().filter(|(file, _)| {
        std::fs::read_to_string(tree::root().join(file)).map_or(true, |text| text.lines().count() <= LINES)
    });
    tree::none("files that need no excuse", over.map(|(file, _)| (*file).to_owned()).collect());
}

#[test]
fn modules_open_with_what_they_own() {
    let folders = ["src", "tests", "benches"];
    let files = folders.iter().flat_map(|folder| tree::files(folder));
    let silent = files.filter(|path| {
        let opens = |text: String| text.starts_with("//!") || text.starts_with("#![doc");
        tree::has_extension(path, &["rs"]) && !tree::text(path).is_some_and(opens)
    });
    tree::none("files without a module comment", silent.map(|path| tree::shown(&path)).collect());
}

#[test]
fn no_file_names_a_place_of_one_machine() {
    // Spelled in parts, so that this file is no finding of its own.
    let homes = [concat!("/wo", "rk/"), concat!("/ro", "ot/"), concat!("/fa", "rm/")];
    let top = std::fs::read_dir(tree::root()).into_iter().flatten().flatten().map(|entry| entry.path());
    let top = top.filter(|path| path.is_file() && tree::shown(path) != ".git");
    let files = OURS.iter().flat_map(|folder| tree::files(folder)).chain(top);
    let mut found = Vec::new();
    for path in files {
        for (at, line) in tree::text(&path).unwrap_or_default().lines().enumerate() {
            if homes.iter().any(|home| names(line, home)) {
                found.push(format!("{}:{}", tree::shown(&path), at + 1));
            }
        }
    }
    tree::none("lines that name a place of one machine", found);
}

/// Whether an absolute path under `home` stands in the line, not a longer word that contains it.
fn names(line: &str, home: &str) -> bool {
    line.match_indices(home).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_ascii_alphanumeric() && !"._-".contains(c))
    })
}

#[test]
fn packages_come_from_the_public_registries() {
    let mut strange = Vec::new();
    if let Ok(lock) = std::fs::read_to_string(tree::root().join("frontend/package-lock.json")) {
        let resolved = lock.lines().filter(|line| line.trim_start().starts_with("\"resolved\""));
        let other = resolved.filter(|line| !line.contains("\"https://registry.npmjs.org/"));
        strange.extend(other.map(str::to_owned));
    }
    let lock = std::fs::read_to_string(tree::root().join("Cargo.lock")).expect("the lock file is text");
    let sources = lock.lines().filter(|line| line.starts_with("source"));
    strange.extend(
        sources.filter(|line| !line.contains("github.com/rust-lang/crates.io-index")).map(str::to_owned),
    );
    tree::none("packages from elsewhere", strange);
}

#[test]
fn dark_stands_twice_alike() {
    let Ok(css) = std::fs::read_to_string(tree::root().join("frontend/styles/tokens.css")) else { return };
    let by_system =
        css.split("prefers-color-scheme: dark").nth(1).map(declarations).expect("dark by the system");
    let by_choice = css.split(":root[data-theme=\"dark\"]").nth(1).map(declarations).expect("dark by choice");
    assert!(by_system.len() >= 10, "{by_system:?}");
    assert_eq!(by_system, by_choice);
}

/// The custom properties of the first block that has any.
fn declarations(css: &str) -> BTreeMap<String, String> {
    let first = css.find("--").unwrap_or(0);
    let block = css[first..].split('}').next().unwrap_or_default();
    let block: String = block.split("/*").map(|part| part.split("*/").last().unwrap_or_default()).collect();
    let lines = block.split(';').filter_map(|line| line.trim().split_once(':'));
    lines.map(|(name, value)| (name.trim().to_owned(), value.trim().to_owned())).collect()
}

#[test]
fn what_is_linked_in_may_be_shipped() {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let output = Command::new(cargo)
        .args(["metadata", "--format-version", "1", "--locked", "--all-features"])
        .current_dir(tree::root())
        .output()
        .expect("cargo can be started");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let linked = linked(&metadata);
    assert!(linked.len() > 100, "only {} packages are linked in", linked.len());
    let allowed = allowed();
    let packages = metadata["packages"].as_array().expect("packages").iter();
    let refused = packages.filter(|package| linked.contains(&&package["id"])).filter_map(|package| {
        let licence = package["license"].as_str().unwrap_or("none stated");
        (!fits(licence, &allowed)).then(|| format!("{}: {licence}", package["name"]))
    });
    tree::none("licences that deny.toml does not allow", refused.collect());
}

/// Packages that are reached over normal dependencies; those of tests and build scripts don't ship.
fn linked(metadata: &Value) -> Vec<&Value> {
    let nodes = metadata["resolve"]["nodes"].as_array().expect("nodes");
    let nodes: BTreeMap<&str, &Value> =
        nodes.iter().filter_map(|node| Some((node["id"].as_str()?, node))).collect();
    let mut waiting = vec![&metadata["resolve"]["root"]];
    let mut seen = BTreeSet::new();
    let mut linked = Vec::new();
    while let Some(id) = waiting.pop() {
        let Some(node) = id.as_str().filter(|id| seen.insert(*id)).and_then(|id| nodes.get(id)) else {
            continue;
        };
        linked.push(id);
        for dependency in node["deps"].as_array().into_iter().flatten() {
            let mut kinds = dependency["dep_kinds"].as_array().into_iter().flatten();
            if kinds.any(|kind| kind["kind"].is_null()) {
                waiting.push(&dependency["pkg"]);
            }
        }
    }
    linked
}

/// The one list of licences is cargo-deny's.
fn allowed() -> Vec<String> {
    let text = std::fs::read_to_string(tree::root().join("deny.toml")).expect("deny.toml is text");
    let list =
        text.split("allow = [").nth(1).and_then(|rest| rest.split(']').next()).expect("a list of licences");
    list.split(',').map(|entry| entry.trim().trim_matches('"').to_owned()).filter(|e| !e.is_empty()).collect()
}

/// Whether an SPDX expression can be met by allowed licences. `/` is an older way of writing OR.
fn fits(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    either(&mut words, allowed) && words.is_empty()
}

fn either(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = both(words, allowed);
    while words.pop_if(|word| *word == "OR").is_some() {
        met |= both(words, allowed);
    }
    met
}

fn both(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let mut met = one(words, allowed);
    while words.pop_if(|word| *word == "AND").is_some() {
        met &= one(words, allowed);
    }
    met
}

fn one(words: &mut Vec<&str>, allowed: &[String]) -> bool {
    let Some(word) = words.pop() else { return false };
    if word == "(" {
        let met = either(words, allowed);
        return words.pop() == Some(")") && met;
    }
    let mut licence = word.to_owned();
    if words.pop_if(|word| *word == "WITH").is_some() {
        licence = format!("{licence} WITH {}", words.pop().unwrap_or_default());
    }
    allowed.contains(&licence)
}

#[test]
fn licences_are_read_as_they_are_written() {
    let allowed = ["MIT".to_owned(), "Zlib".to_owned(), "Apache-2.0 WITH LLVM-exception".to_owned()];
    for (expression, expected) in [
        ("MIT", true),
        ("MIT/GPL-3.0", true),
        ("GPL-3.0 OR Apache-2.0 WITH LLVM-exception", true),
        ("(MIT OR GPL-2.0) AND Zlib", true),
        ("MIT AND GPL-2.0", false),
        ("(MIT OR Zlib) AND AGPL-3.0", false),
        ("none stated", false),
    ] {
        assert_eq!(fits(expression, &allowed), expected, "{expression}");
    }
}
