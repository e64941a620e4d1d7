//! How words changed after they had been compared, as it is sent.

use serde::Serialize;
use utoipa::ToSchema;

use super::words;
use crate::domain::Texts;
use crate::domain::rewording::{EditKind, Rewording};
use crate::service::times::rfc3339;

/// A change of words that had been compared.
#[derive(Serialize, ToSchema)]
#[schema(as = Rewording)]
pub struct RewordingOut {
    /// RFC 3339, UTC.
    at: String,
    /// The row of the log that says it.
    seq: i64,
    #[schema(value_type = words::EditKind)]
    edit: EditKind,
    /// In all languages; empty where they had to be erased.
    #[schema(value_type = words::Texts)]
    before: Texts,
    #[schema(value_type = words::Texts)]
    after: Texts,
    /// Part of the characters that changed, 0 to 1, in the language where it is largest.
    changed: f64,
    /// How often the words had been compared by then; of a question, how many answers it had.
    comparisons: i64,
}

impl From<&Rewording> for RewordingOut {
    fn from(of: &Rewording) -> Self {
        Self {
            at: rfc3339(of.at),
            seq: of.seq,
            edit: of.kind,
            before: of.before.clone(),
            after: of.after.clone(),
            changed: of.changed,
            comparisons: of.comparisons,
        }
    }
}
