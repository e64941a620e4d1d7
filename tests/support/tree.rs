//! The files of the repository, for tests that read the source instead of running it.

use std::path::{Path, PathBuf};

/// What a build, a person or an editor leaves there, not the project.
const NOT_OURS: &[&str] = &["target", "node_modules", "dist", "data", "pictures", ".git"];

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under `folder` of the repository, in order of its path.
pub fn files(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(&root().join(folder), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let (path, name) = (entry.path(), entry.file_name());
        if path.is_dir() && !path.is_symlink() {
            if !NOT_OURS.iter().any(|skip| name == *skip) {
                collect(&path, found);
            }
        } else if path.is_file() {
            found.push(path);
        }
    }
}

pub fn has_extension(path: &Path, extensions: &[&str]) -> bool {
    path.extension().and_then(|e| e.to_str()).is_some_and(|e| extensions.contains(&e))
}

/// The path as people write it, from the repository's root.
pub fn shown(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).display().to_string()
}

/// The text of a file, or nothing if it is no text (a picture, a spreadsheet).
pub fn text(path: &Path) -> Option<String> {
    String::from_utf8(std::fs::read(path).expect("the file can be read")).ok()
}

/// Fails with every finding, so that one run shows all there is to mend.
pub fn none(what: &str, findings: Vec<String>) {
    assert!(findings.is_empty(), "{what}:\n  {}", findings.join("\n  "));
}
