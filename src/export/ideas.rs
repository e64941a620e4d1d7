//! The ideas as a list: each in every language that it has.

use std::borrow::Cow;

use super::table::{Column, Spec, Translate};
use super::{About, Cell, Kind, Row, Table};
use crate::domain::idea::IdeaState;
use crate::domain::{Lang, Micros, Texts};

/// One idea as it is listed.
#[derive(Clone, Copy, Debug)]
pub struct ListedIdea<'a> {
    pub id: &'a str,
    pub texts: &'a Texts,
    pub state: IdeaState,
    pub votes: f64,
    pub created_at: Micros,
    pub by: By,
    /// The idea that a linked one points at.
    pub linked_to: Option<&'a str>,
}

/// Who wrote an idea; never which person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    Participant,
    Organiser,
}

const BEFORE: [Spec; 3] = [
    Spec::new("id", "export-column-id", "export-column-id-about", Kind::Id),
    Spec::new("text", "export-column-text", "export-column-text-about", Kind::Text),
    Spec::new("lang", "export-column-lang", "export-column-lang-about", Kind::Word),
];

const AFTER: [Spec; 5] = [
    Spec::new("state", "export-column-state", "export-column-state-about", Kind::Word),
    Spec::new("votes", "export-column-votes", "export-column-votes-about", Kind::Count),
    Spec::new("created_at", "export-column-created-at", "export-column-created-at-about", Kind::Instant),
    Spec::new("by", "export-column-by", "export-column-by-about", Kind::Word),
    Spec::new("linked_to", "export-column-linked-to", "export-column-linked-to-about", Kind::Id),
];

/// `languages` are the consultation's, in its order: a column `text_…` each.
pub fn table(about: &About, languages: &[Lang], t: Translate) -> Table {
    let mut columns: Vec<Column> = BEFORE.iter().map(|spec| spec.column(t)).collect();
    columns.extend(languages.iter().map(|lang| Column {
        key: Cow::Owned(text_key(lang)),
        title: format!("{} ({lang})", t("export-column-text")),
        explanation: t("export-column-text-in-about"),
        kind: Kind::Text,
    }));
    columns.extend(AFTER.iter().map(|spec| spec.column(t)));
    Table::new("ideas", t("export-ideas-heading"), about, columns, t)
}

/// `text_fi`; `text_zh_hant`, for a key is snake case.
fn text_key(lang: &Lang) -> String {
    format!("text_{}", lang.as_str().to_ascii_lowercase().replace('-', "_"))
}

/// `languages` as given to [`table`]; `lang` the one that `text` is chosen for.
pub fn row<'a>(idea: &ListedIdea<'a>, languages: &[Lang], lang: &Lang) -> Row<'a> {
    let texts = idea.texts;
    let chosen = texts.choose(std::slice::from_ref(lang), languages);
    let mut cells: Row<'a> = vec![
        idea.id.into(),
        chosen.map(|(text, _)| text).into(),
        chosen.map(|(_, lang)| lang.as_str()).into(),
    ];
    cells.extend(languages.iter().map(|lang| texts.get(lang).into()));
    cells.extend([
        idea.state.as_str().into(),
        idea.votes.into(),
        Cell::Instant(idea.created_at),
        Cell::from(match idea.by {
            By::Participant => "participant",
            By::Organiser => "organiser",
        }),
        idea.linked_to.into(),
    ]);
    cells
}
