//! A member: a person with a login, and what they may do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::ids::{MemberId, MemberInvitationId};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Runs it day by day.
    Secretary,
    /// Steers the work and adopts the guidelines.
    Coordinator,
    /// Prepares the guidelines.
    Preparer,
    /// Invites the people of their own part and sees how many take part.
    Contact,
    /// Reads everything and comments.
    Expert,
}

impl Role {
    pub const ALL: [Role; 5] =
        [Role::Secretary, Role::Coordinator, Role::Preparer, Role::Contact, Role::Expert];

    pub fn as_str(self) -> &'static str {
        match self {
            Role::Secretary => "secretary",
            Role::Coordinator => "coordinator",
            Role::Preparer => "preparer",
            Role::Contact => "contact",
            Role::Expert => "expert",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// The groups whose people a contact person invites: a choice by question. Empty for everybody else.
pub type Part = BTreeMap<String, String>;

/// A member's place in a consultation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub role: Role,
    pub part: Part,
}

impl From<Role> for Place {
    fn from(role: Role) -> Self {
        Self { role, part: Part::new() }
    }
}

/// A member of a consultation, or somebody who is invited to become one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Membership {
    pub who: Who,
    pub email: String,
    pub place: Place,
    pub since: Micros,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    Member(MemberId),
    /// With when the invitation ends.
    Invited(MemberInvitationId, Micros),
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
