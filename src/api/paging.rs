//! What many calls share: pages of lists, parts of addresses, the chosen language of a text.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::{Code, Error, Lang, Result, Texts};

const LIMIT: u32 = 50;
const LIMIT_MAX: u32 = 100;

/// Which part of a list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Where to go on: `next_cursor` of the page before.
    pub cursor: Option<String>,
    /// Things on a page, 1 to 100; 50 unless given.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl PageQuery {
    /// # Errors
    /// `invalid_query`.
    pub fn limit(&self) -> Result<i64> {
        let limit = self.limit.unwrap_or(LIMIT);
        if (1..=LIMIT_MAX).contains(&limit) {
            return Ok(i64::from(limit));
        }
        let detail = format!("`limit` takes a whole number from 1 to {LIMIT_MAX}.");
        Err(Error::field("limit", Code::InvalidQuery, detail))
    }

    /// The cursor, if it is the id of something in such a list.
    ///
    /// # Errors
    /// `invalid_cursor`.
    pub fn cursor<T>(&self, parse: impl FnOnce(&str) -> Option<T>) -> Result<Option<String>> {
        match self.cursor.as_deref() {
            None | Some("") => Ok(None),
            Some(cursor) if parse(cursor).is_some() => Ok(Some(cursor.to_owned())),
            Some(_) => {
                let detail = "The cursor is not one that this list gave; begin again without it.";
                Err(Error::field("cursor", Code::InvalidCursor, detail))
            }
        }
    }
}

/// A page of a list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Page)]
pub struct PageOut<T> {
    pub items: Vec<T>,
    /// The `cursor` of the next page; null on the last.
    pub next_cursor: Option<String>,
}

/// The consultation in the address.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InConsultation {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the callers' extractors read it; this documents it")]
    pub c: String,
}

/// Which language texts are chosen in.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LangQuery {
    /// The language of `text`; else `Accept-Language` decides, else the consultation's first language.
    #[param(example = "sv")]
    #[allow(dead_code, reason = "the extractor of languages reads it; this documents it")]
    pub lang: Option<String>,
}

/// The text for the caller and the language that it is in.
pub fn chosen(texts: &Texts, wanted: &[Lang], order: &[Lang]) -> (String, Lang) {
    texts
        .choose(wanted, order)
        .map_or_else(|| (String::new(), Lang::undetermined()), |(text, lang)| (text.to_owned(), lang.clone()))
}
