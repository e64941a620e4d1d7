//! The word in a consultation's address.

use serde::{Deserialize, Serialize};

use crate::domain::{Code, Error, Result};

/// 2 to 60 characters of `a-z`, `0-9` and single hyphens between them; not the form of an id.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Slug(String);

impl Slug {
    /// # Errors
    /// `invalid_field` at `slug`.
    pub fn parse(raw: &str) -> Result<Self> {
        let letters = raw.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'));
        let hyphens = !raw.starts_with('-') && !raw.ends_with('-') && !raw.contains("--");
        if letters && hyphens && (2..=60).contains(&raw.len()) {
            return Ok(Self(raw.to_owned()));
        }
        let detail = "The address takes 2 to 60 small letters a–z, digits and single hyphens between them.";
        Err(Error::field("slug", Code::InvalidField, detail))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::Slug;

    #[test]
    fn slugs_are_plain_words() {
        for good in ["regional-presence", "q1", "2020"] {
            assert!(Slug::parse(good).is_ok(), "{good}");
        }
        for bad in ["", "a", "Åbo", "a b", "-a", "a-", "a--b", "con_0123", &"a".repeat(61)] {
            assert!(Slug::parse(bad).is_err(), "{bad}");
        }
    }
}
