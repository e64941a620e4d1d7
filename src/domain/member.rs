//! A member: a person with a login, and what they may do.

use serde::{Deserialize, Serialize};

use crate::domain::ids::MemberId;
use crate::domain::{Code, Error, Micros, Result};

#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub id: MemberId,
    /// In small letters.
    pub email: String,
    /// Runs the installation.
    pub admin: bool,
    pub created_at: Micros,
}

/// What a member is in one consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    Secretary,
}

impl Role {
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Secretary => "secretary",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        (word == "secretary").then_some(Role::Secretary)
    }
}

/// What an API key may be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scope {
    /// Reading whatever its member may read.
    Read,
    /// Changing whatever its member may change.
    Write,
}

impl Scope {
    pub fn as_str(self) -> &'static str {
        match self {
            Scope::Read => "read",
            Scope::Write => "write",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Scope::Read, Scope::Write].into_iter().find(|s| s.as_str() == word)
    }
}

/// An e-mail address as a login: trimmed, in small letters, with one `@` between two parts.
///
/// # Errors
/// `invalid_field` at `email`.
pub fn parse_email(raw: &str) -> Result<String> {
    let email = raw.trim().to_lowercase();
    let well_formed = email.len() <= 254
        && !email.chars().any(|c| c.is_whitespace() || c.is_control())
        && email.split_once('@').is_some_and(|(name, host)| {
            !name.is_empty()
                && host.len() >= 2
                && !host.contains('@')
                && !host.starts_with('.')
                && !host.ends_with('.')
        });
    if well_formed {
        Ok(email)
    } else {
        Err(Error::field("email", Code::InvalidField, "This is not an e-mail address."))
    }
}

#[cfg(test)]
mod tests {
    use super::parse_email;

    #[test]
    fn an_address_has_a_name_and_a_host() {
        assert_eq!(parse_email(" Sihteeri@Example.FI\n").unwrap(), "sihteeri@example.fi");
        for bad in ["", "a", "@b.fi", "a@", "a@b@c.fi", "a b@c.fi"] {
            assert!(parse_email(bad).is_err(), "{bad}");
        }
    }
}
