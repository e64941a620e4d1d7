//! Holds the arrows between the rooms of the house, as ARCHITECTURE.md draws them: which room may use which,
//! and which rooms know the database and HTTP. It reads every path that begins with `crate`, `super`,
//! `parvis` or the name of a dependency.

#[path = "support/tree.rs"]
#[allow(dead_code, reason = "each test binary uses the part that it needs")]
mod tree;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::path::Path;

/// Each room, and the others that it may use. A room that is missing here is not allowed at all.
const ARROWS: &[(&str, &[&str])] = &[
    ("main", &["cli"]),
    (
        "cli",
        &[
            "server", "api", "pages", "http", "assets", "service", "live", "store", "export", "reading",
            "pairing", "ranking", "domain",
        ],
    ),
    ("server", &["api", "pages", "http", "assets", "service", "live", "domain"]),
    ("api", &["http", "assets", "service", "domain", "live"]),
    ("pages", &["http", "assets", "service", "domain", "live", "export"]),
    // What api and pages share of HTTP, and the interface's files in the binary.
    ("http", &["service", "domain", "live"]),
    ("assets", &[]),
    ("service", &["domain", "store", "ranking", "pairing", "export", "live", "reading"]),
    ("live", &["store", "ranking", "domain"]),
    ("store", &["domain"]),
    ("export", &["domain"]),
    ("reading", &["domain"]),
    // Which pair next, and simulations of it.
    ("pairing", &["ranking", "domain"]),
    ("ranking", &[]),
    ("domain", &[]),
];

/// Crates that only some rooms may know.
const KNOWN_ONLY_TO: &[(&[&str], &[&str])] = &[
    (&["diesel", "diesel_migrations", "libsqlite3_sys", "pq_sys"], &["store"]),
    (&["actix_web", "utoipa_actix_web", "utoipa_swagger_ui"], &["api", "pages", "http", "server", "cli"]),
];

/// Rooms that may know only these crates: what they say must hold without a machine around it.
const KNOWS_ONLY: &[(&str, &[&str])] = &[
    (
        "domain",
        &[
            "serde",
            "serde_json",
            "ryu_js",
            "serde_json_canonicalizer",
            "thiserror",
            "time",
            "uuid",
            "sha2",
            "strsim",
            "unicode_normalization",
            "icu_collator",
            "icu_locale",
        ],
    ),
    ("pairing", &["rand", "serde", "thiserror"]),
    ("ranking", &["rand", "faer", "statrs", "libm", "serde", "serde_json", "thiserror"]),
];

/// A path that a file uses: where, and its first steps from the crate's root or a dependency's name.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Room(usize, String),
    Crate(usize, String),
}

#[test]
fn every_arrow_is_drawn() {
    let mut wrong = Vec::new();
    let source = source();
    for file in &source {
        let room = &file.module[0];
        let Some(allowed) = lookup(ARROWS, room) else {
            wrong.push(format!("{}: {room} is no room of the house", file.shown));
            continue;
        };
        for used in &file.uses {
            let Use::Room(line, target) = used else { continue };
            // An exported macro stands at the crate's root, wherever it is written.
            let written = source.iter().find(|other| other.macros.contains(target));
            let target = written.map_or(target, |other| &other.module[0]);
            if target != room && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{}:{line}: {room} → {target}", file.shown));
            }
        }
    }
    tree::none("arrows that the house does not have", wrong);
}

#[test]
fn only_the_store_knows_diesel_and_only_the_outer_rooms_know_http() {
    let mut wrong = Vec::new();
    for file in source() {
        let room = file.module[0].as_str();
        for used in &file.uses {
            let Use::Crate(line, name) = used else { continue };
            let strangers = KNOWN_ONLY_TO
                .iter()
                .any(|(crates, rooms)| crates.contains(&name.as_str()) && !rooms.contains(&room));
            let foreign = lookup(KNOWS_ONLY, room).is_some_and(|known| !known.contains(&name.as_str()));
            if strangers || foreign {
                wrong.push(format!("{}:{line}: {room} knows the crate {name}", file.shown));
            }
        }
    }
    tree::none("crates in rooms that should not know them", wrong);
}

#[test]
fn every_way_of_naming_a_room_is_seen() {
    let text = "
        use crate::store::votes;
        use crate::{domain::{Idea, Vote}, live};
        use super::super::ranking as r;
        use super::sibling;
        pub(crate) fn f() { parvis::export::csv(); vec![crate::api::X; 2] }
        #[serde(with = \"crate::pages::form\")]
        mod tests { use super::super::inner; use super::super::super::service; }
        // crate::comment::x
        const T: &str = \"mentions crate::text::x\";
        fn g() { diesel::insert(); time::now(); x.time::<u8>(); other::time::y() }
    ";
    let module = ["cli".to_owned(), "rank".to_owned()];
    let mut found: Vec<(usize, String)> = uses(text, &module, &["diesel".to_owned(), "time".to_owned()])
        .into_iter()
        .map(|used| match used {
            Use::Room(line, name) => (line, name),
            Use::Crate(line, name) => (line, format!("{name}!")),
        })
        .collect();
    found.sort();
    let found: Vec<String> = found.iter().map(|(line, name)| format!("{line} {name}")).collect();
    assert_eq!(
        found.join(", "),
        "2 store, 3 domain, 3 live, 4 ranking, 5 cli, 6 api, 6 export, 7 pages, 8 cli, 8 service, 11 diesel!, 11 time!"
    );
}

struct Source {
    shown: String,
    module: Vec<String>,
    uses: BTreeSet<Use>,
    macros: Vec<String>,
}

/// Every source file but `lib.rs`, which only lists the rooms.
fn source() -> Vec<Source> {
    let dependencies = dependencies();
    let files = tree::files("src").into_iter().filter(|path| tree::has_extension(path, &["rs"]));
    files
        .filter_map(|path| {
            let module = module_of(path.strip_prefix(tree::root().join("src")).ok()?);
            let text = tree::text(&path)?;
            (module[0] != "lib").then(|| Source {
                shown: tree::shown(&path),
                uses: uses(&text, &module, &dependencies),
                macros: macros(&text),
                module,
            })
        })
        .collect()
}

fn module_of(path: &Path) -> Vec<String> {
    let path = path.with_extension("");
    let mut module: Vec<String> = path.iter().map(|part| part.to_string_lossy().into_owned()).collect();
    module.pop_if(|last| last == "mod");
    module
}

fn macros(text: &str) -> Vec<String> {
    let names = text.split("macro_rules! ").skip(1).filter_map(|rest| rest.split_whitespace().next());
    names.map(str::to_owned).collect()
}

fn dependencies() -> Vec<String> {
    let manifest = std::fs::read_to_string(tree::root().join("Cargo.toml")).expect("the manifest is text");
    let section = manifest.split("\n[dependencies]\n").nth(1).expect("the package has dependencies");
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once(" =")?.0.trim().replace('-', "_"))).collect()
}

fn uses(text: &str, module: &[String], dependencies: &[String]) -> BTreeSet<Use> {
    let mut found = BTreeSet::new();
    let tokens: TokenStream = text.parse().expect("the source can be read as Rust");
    walk(tokens, module, dependencies, &mut found);
    found
}

fn walk(tokens: TokenStream, module: &[String], dependencies: &[String], found: &mut BTreeSet<Use>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        match token {
            TokenTree::Group(group) => {
                let mut inner = module.to_vec();
                if let Some(name) = opened_module(&tokens[..at], group.delimiter()) {
                    inner.push(name);
                }
                walk(group.stream(), &inner, dependencies, found);
            }
            TokenTree::Literal(literal) => {
                // serde and askama take paths as text.
                let text = literal.to_string();
                let path = text.trim_matches('"');
                if path.starts_with("crate::") || path.starts_with("super::") {
                    let line = literal.span().start().line;
                    for used in uses(path, module, dependencies) {
                        if let Use::Room(_, room) = used {
                            found.insert(Use::Room(line, room));
                        }
                    }
                }
            }
            TokenTree::Ident(_) if !follows_path_or_dot(&tokens[..at]) => {
                path_at(&tokens[at..], module, dependencies, found);
            }
            _ => {}
        }
    }
}

/// `mod name {`: the name, if the group that follows `before` is a module's body.
fn opened_module(before: &[TokenTree], delimiter: Delimiter) -> Option<String> {
    let [.., TokenTree::Ident(keyword), TokenTree::Ident(name)] = before else { return None };
    (delimiter == Delimiter::Brace && keyword == "mod").then(|| name.to_string())
}

fn follows_path_or_dot(before: &[TokenTree]) -> bool {
    let is = |token: Option<&TokenTree>, wanted| matches!(token, Some(TokenTree::Punct(p)) if p.as_char() == wanted);
    let last = before.last();
    is(last, '.') || (is(last, ':') && is(before.len().checked_sub(2).and_then(|i| before.get(i)), ':'))
}

/// Notes where the path leads that begins at the first token, if it leads out of the file's own module.
fn path_at(tokens: &[TokenTree], module: &[String], dependencies: &[String], found: &mut BTreeSet<Use>) {
    let TokenTree::Ident(first) = &tokens[0] else { return };
    let line = first.span().start().line;
    let Some(mut rest) = after_colons(&tokens[1..]) else { return };
    let mut base = match first.to_string().as_str() {
        "crate" | "parvis" => &module[..0],
        "super" => &module[..module.len() - 1],
        name => {
            if dependencies.iter().any(|dependency| dependency == name) {
                found.insert(Use::Crate(line, name.to_owned()));
            }
            return;
        }
    };
    while let (Some(TokenTree::Ident(step)), Some(next)) =
        (rest.first(), after_colons(rest.get(1..).unwrap_or(&[])))
        && step == "super"
        && let Some((_, shorter)) = base.split_last()
    {
        (base, rest) = (shorter, next);
    }
    let rooms = if let Some(room) = base.first() { vec![room.clone()] } else { first_steps(rest) };
    found.extend(rooms.into_iter().map(|room| Use::Room(line, room)));
}

fn after_colons(tokens: &[TokenTree]) -> Option<&[TokenTree]> {
    let [TokenTree::Punct(one), TokenTree::Punct(two), rest @ ..] = tokens else { return None };
    (one.as_char() == ':' && two.as_char() == ':').then_some(rest)
}

/// The first step of a path, or of each branch of `{a, b::c}`; a glob of the root names all rooms.
fn first_steps(tokens: &[TokenTree]) -> Vec<String> {
    match tokens.first() {
        Some(TokenTree::Ident(step)) => vec![step.to_string()],
        Some(TokenTree::Group(group)) => {
            let branch: Vec<TokenTree> = group.stream().into_iter().collect();
            let split = branch.split(|token| matches!(token, TokenTree::Punct(p) if p.as_char() == ','));
            split.flat_map(first_steps).collect()
        }
        Some(TokenTree::Punct(star)) if star.as_char() == '*' => vec!["*".to_owned()],
        _ => Vec::new(),
    }
}

fn lookup<'a>(table: &[(&str, &'a [&'a str])], room: &str) -> Option<&'a [&'a str]> {
    table.iter().find(|(name, _)| *name == room).map(|(_, others)| *others)
}
