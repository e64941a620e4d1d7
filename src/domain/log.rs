//! A row of a consultation's log, in its two parts.
//!
//! The public part can be shown to anyone who may see results and is what the chain hashes. The private part
//! is tied to it by a commitment over a random salt, so that it can be erased and the chain still verifies.
//! In canonical bytes a member that has no value is left out.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::Micros;
use crate::domain::aside::{Moved, Numbers};
use crate::domain::chain::hex;
use crate::domain::idea::IdeaState;
use crate::domain::ids::{EventId, IdeaId, MemberId, PairId, ParticipantId};
use crate::domain::vote::{Outcome, Reason, Strategy};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Vote,
    Undo,
    Idea,
    Settings,
}

impl Kind {
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Vote => "vote",
            Kind::Undo => "undo",
            Kind::Idea => "idea",
            Kind::Settings => "settings",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Kind::Vote, Kind::Undo, Kind::Idea, Kind::Settings].into_iter().find(|k| k.as_str() == word)
    }
}

/// What a row says in public, without its number and commitment.
#[derive(Clone, Debug, PartialEq)]
pub enum Entry {
    Vote { left: IdeaId, right: IdeaId, outcome: Outcome, counted: bool, weight: f64 },
    Undo { supersedes: i64 },
    Idea { idea: IdeaId, texts_digest: String, state: IdeaState, linked_to: Option<IdeaId> },
    Settings(Value),
}

/// The public part of a row, as it is shown and hashed. Members stand in their canonical order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Public {
    /// Hex of the commitment to the private part.
    pub commitment: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<bool>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub idea: Option<IdeaId>,
    pub kind: Kind,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<IdeaId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub linked_to: Option<IdeaId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<Outcome>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub right: Option<IdeaId>,
    pub seq: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<IdeaState>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub texts_digest: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
}

impl Public {
    pub fn new(seq: i64, entry: &Entry, commitment: String) -> Self {
        let mut public = Self {
            seq,
            kind: Kind::Vote,
            left: None,
            right: None,
            outcome: None,
            counted: None,
            weight: None,
            supersedes: None,
            idea: None,
            texts_digest: None,
            state: None,
            linked_to: None,
            settings: None,
            commitment,
        };
        match entry {
            Entry::Vote { left, right, outcome, counted, weight } => {
                (public.left, public.right) = (Some(left.clone()), Some(right.clone()));
                public.outcome = Some(*outcome);
                (public.counted, public.weight) = (Some(*counted), Some(*weight));
            }
            Entry::Undo { supersedes } => {
                public.kind = Kind::Undo;
                public.supersedes = Some(*supersedes);
            }
            Entry::Idea { idea, texts_digest, state, linked_to } => {
                public.kind = Kind::Idea;
                (public.idea, public.texts_digest) = (Some(idea.clone()), Some(texts_digest.clone()));
                (public.state, public.linked_to) = (Some(*state), linked_to.clone());
            }
            Entry::Settings(settings) => {
                public.kind = Kind::Settings;
                public.settings = Some(settings.clone());
            }
        }
        public
    }

    /// What it says, if all that its kind needs is there.
    pub fn entry(&self) -> Option<Entry> {
        Some(match self.kind {
            Kind::Vote => Entry::Vote {
                left: self.left.clone()?,
                right: self.right.clone()?,
                outcome: self.outcome?,
                counted: self.counted?,
                weight: self.weight?,
            },
            Kind::Undo => Entry::Undo { supersedes: self.supersedes? },
            Kind::Idea => Entry::Idea {
                idea: self.idea.clone()?,
                texts_digest: self.texts_digest.clone()?,
                state: self.state?,
                linked_to: self.linked_to.clone(),
            },
            Kind::Settings => Entry::Settings(self.settings.clone()?),
        })
    }
}

/// The private part of a row, its members in their canonical order. After erasure all of it is gone, its
/// salt too; a vote has a random number in place of its participant, the same for all votes of that person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Private {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<EventId>,
    /// The member who did it: moderation, settings.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member: Option<MemberId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pair_id: Option<PairId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub participant: Option<ParticipantId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub response_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strategy: Option<Strategy>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<Micros>,
    /// Numbers of votes that a row of settings sets aside, or puts back, and must not name in public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub votes: Option<Numbers>,
}

/// A whole row, as the store gives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub public: Public,
    pub hash: [u8; 32],
    /// With its salt. After erasure a vote has the stand-in of who gave it alone, and no salt; other rows nothing.
    pub private: Option<(Private, Vec<u8>)>,
}

/// A row as an exported log writes it: the public part, the running hash, and for members the private part
/// and its salt at the same level.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exported {
    #[serde(flatten)]
    pub public: Public,
    pub hash: String,
    #[serde(flatten)]
    pub private: Option<Private>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub salt: Option<String>,
}

impl Row {
    /// Whose it is, as far as the log knows: after erasure their stand-in.
    pub fn participant(&self) -> Option<&ParticipantId> {
        self.private.as_ref().and_then(|(private, _)| private.participant.as_ref())
    }

    /// What it says of votes that are set aside or put back.
    pub fn moved(&self) -> Option<Moved> {
        Moved::read(self.public.settings.as_ref()?, self.private.as_ref().map(|(private, _)| private))
    }

    /// As the log is exported: all of it, or the public part alone.
    pub fn exported(self, whole: bool) -> Exported {
        let (private, salt) = self.private.filter(|_| whole).unzip();
        let salt = salt.filter(|salt: &Vec<u8>| !salt.is_empty()).map(|salt| hex(&salt));
        Exported { public: self.public, hash: hex(&self.hash), private, salt }
    }
}
