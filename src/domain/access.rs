//! Who may do what in a consultation: the one table. Handlers name an act in their signature, `docs/roles.md` is
//! held against this, and so are the tests that try every call with every role.

use serde::{Deserialize, Serialize};

use crate::domain::member::Role;

/// Something that members do in a consultation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Act {
    /// Know of it while it is a draft.
    Know,
    /// See results, votes, waiting ideas and drafts of guidelines at any time.
    Read,
    /// Say something about evidence and guidelines.
    Comment,
    /// Write evidence, guidelines and what became of ideas.
    Draft,
    /// Adopt a guideline.
    Adopt,
    /// Invite participants: a contact person those of their own part.
    Invite,
    /// Run it: settings, ideas, groups, events, members, what is set aside.
    Run,
}

impl Act {
    pub const ALL: [Act; 7] =
        [Act::Know, Act::Read, Act::Comment, Act::Draft, Act::Adopt, Act::Invite, Act::Run];

    /// The word for it in the documents.
    pub fn as_str(self) -> &'static str {
        match self {
            Act::Know => "know",
            Act::Read => "read",
            Act::Comment => "comment",
            Act::Draft => "draft",
            Act::Adopt => "adopt",
            Act::Invite => "invite",
            Act::Run => "run",
        }
    }

    /// The roles that may do it.
    pub fn roles(self) -> &'static [Role] {
        use Role::{Contact, Coordinator, Expert, Preparer, Secretary};
        match self {
            Act::Know => &Role::ALL,
            Act::Read | Act::Comment => &[Secretary, Coordinator, Preparer, Expert],
            Act::Draft => &[Secretary, Preparer],
            Act::Adopt => &[Coordinator],
            Act::Invite => &[Secretary, Contact],
            Act::Run => &[Secretary],
        }
    }

    /// Whether an administrator of the installation may do it without a role. Guidelines are adopted by those
    /// who answer for them, whoever runs the machine.
    pub fn by_admin(self) -> bool {
        self != Act::Adopt
    }

    pub fn is_allowed(self, role: Option<Role>, admin: bool) -> bool {
        (admin && self.by_admin()) || role.is_some_and(|role| self.roles().contains(&role))
    }
}

/// An act as a type, for signatures.
pub trait Permission {
    const ACT: Act;
}

macro_rules! permissions {
    ($($name:ident)*) => {$(
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;
        impl Permission for $name {
            const ACT: Act = Act::$name;
        }
    )*};
}

permissions! { Know Read Comment Draft Adopt Invite Run }
