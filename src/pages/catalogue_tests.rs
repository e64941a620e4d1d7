//! Holds the three languages together, in every file of `frontend/locales`: no message that one of them
//! lacks, that asks for other things to fill in, that nothing uses, or that is used and not there.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::Code;
use crate::pages::locale::Locale;

/// Messages by name: what is to be filled in.
type Messages = BTreeMap<String, BTreeSet<String>>;

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The catalogues: file name, then language.
fn catalogues() -> BTreeMap<String, BTreeMap<&'static str, Messages>> {
    let mut found: BTreeMap<String, BTreeMap<&'static str, Messages>> = BTreeMap::new();
    for locale in Locale::ALL {
        for path in files(&root().join("frontend/locales").join(locale.tag()), &["ftl"]) {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let text = fs::read_to_string(&path).expect("a catalogue is text");
            assert!(found.entry(name).or_default().insert(locale.tag(), messages(&text)).is_none());
        }
    }
    assert!(found.len() >= 2);
    found
}

fn messages(text: &str) -> Messages {
    let mut found = Messages::new();
    let mut current = None;
    for line in text.lines() {
        let is_name = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((name, _)) = line.split_once(" =").filter(|_| is_name) {
            assert!(found.insert(name.to_owned(), BTreeSet::new()).is_none(), "{name} stands twice");
            current = Some(name.to_owned());
        }
        let Some(variables) = current.as_ref().and_then(|name| found.get_mut(name)) else { continue };
        for part in line.split('$').skip(1) {
            let end = part.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(part.len());
            variables.insert(part[..end].to_owned());
        }
    }
    found
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files(&path, endings));
        } else if path.extension().is_some_and(|e| endings.iter().any(|wanted| e == *wanted)) {
            found.push(path);
        }
    }
    found
}

/// Everything that may use a message, but for this file and tests of the browser's code.
fn sources(folders: &[&str]) -> Vec<String> {
    let all = folders.iter().flat_map(|folder| files(&root().join(folder), &["rs", "html", "ts", "svelte"]));
    let used = all.filter(|path| !path.to_string_lossy().contains("catalogue_tests"));
    used.filter_map(|path| fs::read_to_string(path).ok()).collect()
}

/// Words in quotes that look like the name of a message.
fn quoted(sources: &[String]) -> BTreeSet<&str> {
    let parts = sources.iter().flat_map(|text| text.split(['"', '\'', '`']));
    let is_name =
        |word: &&str| !word.is_empty() && word.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    parts.filter(is_name).collect()
}

/// Names that the browser's code puts together, as the parts of them that stand fixed.
fn composed(sources: &[String]) -> Vec<Vec<&str>> {
    let is_part = |part: &&str| part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    let templates = sources.iter().flat_map(|text| text.split('`')).filter(|text| text.contains("${"));
    let parts = templates.map(|template| -> Vec<&str> {
        let rest = template.split("${").enumerate();
        rest.map(|(at, part)| if at == 0 { part } else { part.split_once('}').map_or("?", |(_, rest)| rest) })
            .collect()
    });
    let says_something = |parts: &Vec<&str>| parts.iter().any(|part| part.contains(char::is_alphabetic));
    parts.filter(|parts| parts.iter().all(is_part) && says_something(parts)).collect()
}

fn fits(name: &str, parts: &[&str]) -> bool {
    let Some((first, rest)) = parts.split_first() else { return false };
    let Some(mut left) = name.strip_prefix(first) else { return false };
    for part in rest {
        // What is filled in is a letter at least.
        let Some(at) = left.get(1..).and_then(|later| later.find(part)) else { return false };
        left = if part.is_empty() { "" } else { &left[1 + at + part.len()..] };
    }
    left.is_empty()
}

#[test]
fn no_language_lacks_a_message_or_fills_in_other_things() {
    for (file, by_language) in catalogues() {
        assert_eq!(by_language.len(), Locale::ALL.len(), "{file} is not there in every language");
        let english = &by_language["en"];
        for (language, messages) in &by_language {
            let lacking: Vec<_> = english.keys().filter(|name| !messages.contains_key(*name)).collect();
            let alone: Vec<_> = messages.keys().filter(|name| !english.contains_key(*name)).collect();
            assert!(
                lacking.is_empty() && alone.is_empty(),
                "{language}/{file}: lacks {lacking:?}, has alone {alone:?}"
            );
            for (name, variables) in messages {
                assert_eq!(variables, &english[name], "{language}/{file}: {name}");
            }
        }
    }
}

#[test]
fn every_message_is_used_and_every_name_that_is_used_is_there() {
    let sources = sources(&["src", "frontend/pages", "frontend/src"]);
    let mut used = quoted(&sources);
    let codes: Vec<String> =
        Code::ALL.iter().map(|code| format!("error-{}", code.as_str().replace('_', "-"))).collect();
    used.extend(codes.iter().map(String::as_str));
    let catalogues = catalogues();
    let names: BTreeSet<&str> =
        catalogues.values().flat_map(|file| file["en"].keys()).map(String::as_str).collect();
    let composed = composed(&sources);
    let is_used = |name: &str| used.contains(name) || composed.iter().any(|parts| fits(name, parts));
    let unused: Vec<&&str> = names.iter().filter(|name| !is_used(name)).collect();
    assert!(unused.is_empty(), "messages that nothing uses: {unused:#?}");

    // What is asked of the pages' catalogue by name must be there.
    let pages = self::sources(&["src/pages", "frontend/pages"]);
    let asked = pages.iter().flat_map(|text| {
        [".say(\"", ".say1(\"", ".fill(\""].into_iter().flat_map(move |call| text.split(call).skip(1))
    });
    let asked = asked.filter_map(|rest| rest.split('"').next());
    let missing: BTreeSet<&str> = asked.filter(|name| !names.contains(name)).collect();
    assert!(missing.is_empty(), "names that are no message: {missing:#?}");
}
