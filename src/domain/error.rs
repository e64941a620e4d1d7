//! What can go wrong, as a value: a code of the catalogue, a sentence about this occurrence, and the fields
//! that were wrong. The layers above turn it into problem details, a page or a line on standard error.

use crate::domain::rewording::Edit;
use crate::domain::{Code, Micros};

pub type Result<T> = std::result::Result<T, Error>;

/// A field that was not valid: where (a path such as `texts.fi`) and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    pub field: String,
    pub code: Code,
    pub detail: String,
}

/// An error that a caller can act on. `detail` is English and says what was wrong and what to do; it never
/// holds an idea's text, a token or an address.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("{detail}")]
pub struct Error {
    pub code: Code,
    pub detail: String,
    pub fields: Vec<FieldError>,
    /// The id of what is in the way, where there is one (the idea that is the same).
    pub other: Option<String>,
    /// Seconds after which a retry may succeed.
    pub retry_after: Option<u32>,
    /// Work that a program has to do first.
    pub work: Option<Box<Work>>,
    /// What is asked about an edit of words that have been compared.
    pub asked: Option<AskedEdit>,
}

/// A proof of work that is asked for: a number, so that the SHA-256 of `CHALLENGE.NUMBER` begins with zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    pub challenge: String,
    /// Zero bits at the hash's beginning.
    pub bits: u8,
    /// Until when it is good.
    pub ends_at: Micros,
}

/// An edit of which somebody has to say what it is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct AskedEdit {
    pub edit: Edit,
    /// Comparisons of the words as they are.
    pub comparisons: i64,
}

impl Error {
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            code,
            detail: detail.into(),
            fields: Vec::new(),
            other: None,
            retry_after: None,
            work: None,
            asked: None,
        }
    }

    /// One field that is not valid, with a code of its own where the catalogue has one.
    pub fn field(field: impl Into<String>, code: Code, detail: impl Into<String>) -> Self {
        let detail = detail.into();
        let field = FieldError { field: field.into(), code, detail: detail.clone() };
        Self { fields: vec![field], ..Self::new(code, detail) }
    }

    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("There is no such {what}."))
    }

    #[must_use]
    pub fn with_other(mut self, id: impl Into<String>) -> Self {
        self.other = Some(id.into());
        self
    }

    #[must_use]
    pub fn retry_after(mut self, seconds: u32) -> Self {
        self.retry_after = Some(seconds);
        self
    }
}
