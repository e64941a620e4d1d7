//! The table model: what a list is called, which columns it has, and what a cell may hold.

use std::borrow::Cow;

use crate::domain::{Lang, Micros, defusing};

/// Finds the text of a message in the language of the file.
pub type Translate<'a> = &'a dyn Fn(&str) -> String;

/// What a list is about: the same for every list of a consultation.
#[derive(Clone, Debug)]
pub struct About {
    /// The consultation's question, in the language of the file.
    pub question: String,
    /// The language of titles and explanations.
    pub lang: Lang,
    /// Whether the votes are simulated; every form of every file says so.
    pub simulated: bool,
}

/// A list before its rows.
#[derive(Clone, Debug)]
pub struct Table {
    /// Stable, machine-readable: `ranking`, `ideas`, `votes`.
    pub name: &'static str,
    /// What the list is called in the file's language; also the name of its sheet.
    pub heading: String,
    /// The consultation's question.
    pub question: String,
    pub lang: Lang,
    pub simulated: bool,
    /// The last one is `simulated`.
    pub columns: Vec<Column>,
    pub(super) words: Words,
}

/// What the explaining sheet of a spreadsheet says besides the columns.
#[derive(Clone, Debug)]
pub(super) struct Words {
    pub sheet: String,
    pub column: String,
    pub key: String,
    pub explanation: String,
    pub simulated: String,
    pub cut: String,
}

#[derive(Clone, Debug)]
pub struct Column {
    /// English snake case; the same in every language, form and version.
    pub key: Cow<'static, str>,
    pub title: String,
    /// One or two sentences for who opens the spreadsheet.
    pub explanation: String,
    pub kind: Kind,
}

/// What a column holds: decides its width and number format in a spreadsheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Id,
    /// One of a few words.
    Word,
    Text,
    Integer,
    /// A count that weights may have made fractional.
    Count,
    /// Shown with this many decimals; the cell holds all digits.
    Number {
        decimals: u8,
    },
    Bool,
    Instant,
}

/// One field of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    Text(Cow<'a, str>),
    Integer(i64),
    /// Written as empty if it is not finite.
    Number(f64),
    Bool(bool),
    /// Microseconds since 1970, UTC.
    Instant(Micros),
    Empty,
}

pub type Row<'a> = Vec<Cell<'a>>;

/// A column as the code states it; its texts are found by message id.
pub(super) struct Spec {
    pub key: &'static str,
    pub title: &'static str,
    pub explanation: &'static str,
    pub kind: Kind,
}

impl Spec {
    pub const fn new(key: &'static str, title: &'static str, explanation: &'static str, kind: Kind) -> Self {
        Self { key, title, explanation, kind }
    }

    pub fn column(&self, t: Translate) -> Column {
        Column {
            key: Cow::Borrowed(self.key),
            title: t(self.title),
            explanation: t(self.explanation),
            kind: self.kind,
        }
    }
}

impl Table {
    /// A list with these columns, and `simulated` after them.
    pub(super) fn new(
        name: &'static str,
        heading: String,
        about: &About,
        mut columns: Vec<Column>,
        t: Translate,
    ) -> Self {
        let marker = Spec::new(
            defusing::MARKER,
            "export-column-simulated",
            "export-column-simulated-about",
            Kind::Bool,
        );
        columns.push(marker.column(t));
        Self {
            name,
            heading,
            question: about.question.clone(),
            lang: about.lang.clone(),
            simulated: about.simulated,
            columns,
            words: Words {
                sheet: t("export-columns-sheet"),
                column: t("export-columns-column"),
                key: t("export-columns-key"),
                explanation: t("export-columns-explanation"),
                simulated: t("export-simulated-note"),
                cut: t("export-cut-note"),
            },
        }
    }

    /// The document's title: the list, then the question.
    pub fn title(&self) -> String {
        if self.question.is_empty() {
            self.heading.clone()
        } else {
            format!("{}: {}", self.heading, self.question)
        }
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Cell::Text(Cow::Borrowed(text))
    }
}

impl From<i64> for Cell<'_> {
    fn from(number: i64) -> Self {
        Cell::Integer(number)
    }
}

impl From<u32> for Cell<'_> {
    fn from(number: u32) -> Self {
        Cell::Integer(i64::from(number))
    }
}

impl From<f64> for Cell<'_> {
    fn from(number: f64) -> Self {
        Cell::Number(number)
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Cell::Empty, Into::into)
    }
}

/// A moment as RFC 3339 in UTC, with as many digits of a second as it has; `None` outside the years 0 to 9999.
pub(super) fn rfc3339(instant: Micros) -> Option<String> {
    time::OffsetDateTime::from_unix_timestamp_nanos(i128::from(instant) * 1000)
        .ok()?
        .format(&time::format_description::well_known::Rfc3339)
        .ok()
}

#[cfg(test)]
mod tests {
    use super::rfc3339;

    #[test]
    fn moments_are_utc_with_the_digits_that_they_have() {
        assert_eq!(rfc3339(1_580_720_400_000_000).as_deref(), Some("2020-02-03T09:00:00Z"));
        assert_eq!(rfc3339(1_580_720_400_120_000).as_deref(), Some("2020-02-03T09:00:00.12Z"));
        assert_eq!(rfc3339(-1).as_deref(), Some("1969-12-31T23:59:59.999999Z"));
        assert_eq!(rfc3339(i64::MAX), None);
    }
}
