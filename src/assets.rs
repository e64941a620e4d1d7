//! What the build made for browsers: scripts, styles and pictures, inside the binary, with their
//! compressed forms. Knows nothing of HTTP; `pages` serves it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use rust_embed::EmbeddedFile;
use serde::Deserialize;

// `struct Interface`, derived over the folder that build.rs made: its name is known only there.
include!(concat!(env!("OUT_DIR"), "/interface.rs"));

/// The page of the organisers' application.
pub const APPLICATION: &str = "admin.html";
const MANIFEST: &str = "manifest.json";

/// One file as it may be sent.
#[derive(Clone, Debug)]
pub struct Asset {
    pub bytes: Cow<'static, [u8]>,
    /// The same in Brotli and in gzip, where the build made them.
    pub brotli: Option<Cow<'static, [u8]>>,
    pub gzip: Option<Cow<'static, [u8]>>,
    /// A strong entity tag without its quotes. Compressed forms add their own ending to it.
    pub etag: String,
    pub mime: &'static str,
    /// The name carries a hash of the content: it may be kept for ever.
    pub immutable: bool,
}

/// The files of one entry of the build, by the names that [`lookup`] takes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub js: String,
    /// Scripts that `js` needs before it can run: a page that names them has them fetched at once.
    pub preload: Vec<String>,
    /// In the order in which a page should load them.
    pub css: Vec<String>,
}

/// The file of that name. Compressed forms are not files of their own.
pub fn lookup(name: &str) -> Option<Asset> {
    let mime = mime(name)?;
    let EmbeddedFile { data: bytes, metadata } = Interface::get(name)?;
    let compressed = |ending: &str| Interface::get(&format!("{name}.{ending}")).map(|file| file.data);
    Some(Asset {
        bytes,
        brotli: compressed("br"),
        gzip: compressed("gz"),
        etag: hex(&metadata.sha256_hash()[..16]),
        mime,
        immutable: name != APPLICATION && name != MANIFEST,
    })
}

/// What a page of `name` (`"participant"`, `"admin"`) loads; nothing if the interface was not built.
pub fn entry(name: &str) -> Option<&'static Entry> {
    static ENTRIES: LazyLock<HashMap<String, Entry>> = LazyLock::new(|| {
        Interface::get(MANIFEST).map(|manifest| entries(&manifest.data)).unwrap_or_default()
    });
    ENTRIES.get(name)
}

/// A part of the manifest that Vite writes.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chunk {
    file: String,
    name: Option<String>,
    #[serde(default)]
    is_entry: bool,
    #[serde(default)]
    css: Vec<String>,
    #[serde(default)]
    imports: Vec<String>,
}

fn entries(manifest: &[u8]) -> HashMap<String, Entry> {
    let chunks: HashMap<String, Chunk> = serde_json::from_slice(manifest).unwrap_or_default();
    chunks
        .iter()
        .filter(|(_, chunk)| chunk.is_entry)
        .filter_map(|(key, chunk)| {
            let (mut seen, mut css) = (Vec::new(), Vec::new());
            styles(&chunks, key, &mut seen, &mut css);
            let preload = seen.iter().filter(|seen| *seen != key).map(|key| chunks[*key].file.clone());
            let entry = Entry { js: chunk.file.clone(), preload: preload.collect(), css };
            Some((chunk.name.clone()?, entry))
        })
        .collect()
}

/// Styles of what a chunk imports come before its own, as in the source.
fn styles<'a>(
    chunks: &'a HashMap<String, Chunk>,
    key: &'a str,
    seen: &mut Vec<&'a str>,
    css: &mut Vec<String>,
) {
    let Some(chunk) = chunks.get(key).filter(|_| !seen.contains(&key)) else { return };
    seen.push(key);
    for import in &chunk.imports {
        styles(chunks, import, seen, css);
    }
    for name in &chunk.css {
        if !css.contains(name) {
            css.push(name.clone());
        }
    }
}

fn mime(name: &str) -> Option<&'static str> {
    Some(match name.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "woff2" => "font/woff2",
        _ => return None,
    })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_of_imports_come_first_and_once() {
        let manifest = br#"{
            "_shared.js": {"file": "shared-1.js", "css": ["tokens-1.css"], "imports": ["a.ts"]},
            "a.ts": {"file": "a-1.js", "name": "a", "isEntry": true,
                     "css": ["a-1.css", "tokens-1.css"], "imports": ["_shared.js"]},
            "mark.svg": {"file": "mark-1.svg", "src": "mark.svg"}
        }"#;
        let entries = entries(manifest);
        let expected = Entry {
            js: "a-1.js".into(),
            preload: vec!["shared-1.js".into()],
            css: vec!["tokens-1.css".into(), "a-1.css".into()],
        };
        assert_eq!(entries.len(), 1);
        assert_eq!(entries["a"], expected);
    }

    #[test]
    fn every_file_of_an_entry_is_there_and_may_be_kept() {
        for name in ["participant", "admin"] {
            // A debug build without npm has no entries.
            let Some(entry) = entry(name) else { return };
            for file in entry.css.iter().chain(&entry.preload).chain([&entry.js]) {
                let asset = lookup(file).expect("named in the manifest");
                assert!(asset.immutable && asset.etag.len() == 32, "{file}");
                assert!(asset.brotli.is_some() && asset.gzip.is_some(), "{file}");
            }
        }
    }

    #[test]
    fn the_application_is_always_there_and_asked_for_anew() {
        let page = lookup(APPLICATION).expect("build.rs writes it in every case");
        assert!(!page.immutable);
        assert_eq!(page.mime, "text/html; charset=utf-8");
    }

    #[test]
    fn what_the_build_did_not_make_is_not_there() {
        for name in ["", "nothing.js", "../Cargo.toml", "admin.html.br", "admin"] {
            assert!(lookup(name).is_none(), "{name}");
        }
    }
}
