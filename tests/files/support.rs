//! What the tests of files share: the catalogue's texts, field cases, and small lists.

use std::path::{Path, PathBuf};

use fluent_bundle::{FluentBundle, FluentResource};
use parvis::domain::Lang;
use parvis::export::{self, About, Format, Row, Table};

pub const LANGUAGES: [&str; 3] = ["fi", "sv", "en"];

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The file of a field case; its data are copied into this repository.
pub fn field_case(name: &str) -> PathBuf {
    root().join("tests/data/fieldcases").join(name)
}

pub fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub fn lang(tag: &str) -> Lang {
    Lang::parse(tag).expect("a language tag")
}

pub fn about(tag: &str, simulated: bool) -> About {
    About { question: "Var ska staten finnas?".into(), lang: lang(tag), simulated }
}

/// Finds messages in the catalogue of one language, and fails on one that is not there.
pub fn words(tag: &str) -> impl Fn(&str) -> String + use<'_> {
    let path = root().join("frontend/locales").join(tag).join("export.ftl");
    let source = String::from_utf8(read(&path)).expect("the catalogue is UTF-8");
    let resource = FluentResource::try_new(source).expect("the catalogue is Fluent");
    let mut bundle = FluentBundle::new(vec![tag.parse().expect("a language tag")]);
    bundle.add_resource(resource).expect("each message stands once");
    move |id| {
        let message = bundle.get_message(id).unwrap_or_else(|| panic!("{id} is missing in {tag}"));
        let pattern = message.value().unwrap_or_else(|| panic!("{id} has no text in {tag}"));
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
        assert!(errors.is_empty(), "{id} in {tag}: {errors:?}");
        text
    }
}

pub fn written(format: Format, table: &Table, rows: Vec<Row<'_>>) -> Vec<u8> {
    export::write(format, table, rows, Vec::new()).expect("the file can be written")
}

pub fn text(format: Format, table: &Table, rows: Vec<Row<'_>>) -> String {
    String::from_utf8(written(format, table, rows)).expect("UTF-8")
}
