//! Owns how an idea's text is taken from a file: what may stand in it, and which are counted as long.

use super::error::ReadError;
use super::table::Row;
use crate::domain::text::{IDEA_MAX, IdeaText};

/// The text in field `index`.
///
/// # Errors
/// It is empty, holds a control character, or is longer than an import keeps (2,000 code points): nothing that
/// people wrote is ever cut.
pub fn idea_text(row: Row<'_>, index: usize) -> Result<IdeaText, ReadError> {
    IdeaText::parse_imported(row.text(index)).map_err(|error| row.error(index, error.detail))
}

/// Whether it is longer than what people may propose; a summary counts these.
pub fn is_long(text: &str) -> bool {
    text.chars().count() > IDEA_MAX
}
