//! The words that changed after they had been compared, as a list: a row for each language of each change.

use super::table::{Spec, Translate};
use super::{About, Cell, Kind, Row, Table};
use crate::domain::Micros;

/// One change in one language.
#[derive(Clone, Copy, Debug)]
pub struct ListedRewording<'a> {
    /// The idea; none for the question.
    pub id: Option<&'a str>,
    /// `correction` or `new_meaning`.
    pub edit: &'a str,
    pub at: Micros,
    pub lang: &'a str,
    pub before: Option<&'a str>,
    pub after: Option<&'a str>,
    pub comparisons: i64,
    /// With a new meaning of an idea: the idea that has it.
    pub replaced_by: Option<&'a str>,
}

const COLUMNS: [Spec; 8] = [
    Spec::new("id", "export-column-id", "export-column-reworded-id-about", Kind::Id),
    Spec::new("edit", "export-column-edit", "export-column-edit-about", Kind::Word),
    Spec::new("at", "export-column-at", "export-column-at-about", Kind::Instant),
    Spec::new("lang", "export-column-lang", "export-column-lang-about", Kind::Word),
    Spec::new("before", "export-column-before", "export-column-before-about", Kind::Text),
    Spec::new("after", "export-column-after", "export-column-after-about", Kind::Text),
    Spec::new("comparisons", "export-column-votes", "export-column-comparisons-about", Kind::Integer),
    Spec::new("replaced_by", "export-column-replaced-by", "export-column-replaced-by-about", Kind::Id),
];

pub fn table(about: &About, t: Translate) -> Table {
    let columns = COLUMNS.iter().map(|spec| spec.column(t)).collect();
    Table::new("rewordings", t("export-rewordings-heading"), about, columns, t)
}

pub fn row<'a>(of: &ListedRewording<'a>) -> Row<'a> {
    vec![
        of.id.into(),
        of.edit.into(),
        Cell::Instant(of.at),
        of.lang.into(),
        of.before.into(),
        of.after.into(),
        Cell::Integer(of.comparisons),
        of.replaced_by.into(),
    ]
}
