//! What went wrong with a form: a summary that takes the focus and links to the field.

use crate::domain::{Code, Error};
use crate::pages::text::Text;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub heading: String,
    pub says: String,
    /// The id of the field that it is about.
    pub field: Option<String>,
}

impl Wrong {
    pub fn new(heading: String, says: String, field: Option<&str>) -> Self {
        Self { heading, says, field: field.map(str::to_owned) }
    }

    /// An error of a service, at a field of the page.
    pub fn of(t: Text, heading: &str, error: &Error, field: Option<&str>) -> Self {
        Self::new(t.say(heading), words(t, error), field)
    }
}

/// The error in the reader's language: its field's own code if there is one.
pub fn words(t: Text, error: &Error) -> String {
    let inner = error.fields.first().map(|field| field.code).filter(|&code| code != Code::InvalidField);
    t.error(inner.unwrap_or(error.code))
}
