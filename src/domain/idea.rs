//! An idea: one answer to the question, and the ways that its state may go.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{IdeaId, MemberId, ParticipantId};
use crate::domain::{Micros, Texts};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdeaState {
    Pending,
    Active,
    Rejected,
    Withdrawn,
    /// A duplicate: its votes count for the idea that it points at.
    Linked,
}

impl IdeaState {
    pub fn as_str(self) -> &'static str {
        match self {
            IdeaState::Pending => "pending",
            IdeaState::Active => "active",
            IdeaState::Rejected => "rejected",
            IdeaState::Withdrawn => "withdrawn",
            IdeaState::Linked => "linked",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Pending, Self::Active, Self::Rejected, Self::Withdrawn, Self::Linked]
            .into_iter()
            .find(|s| s.as_str() == word)
    }

    /// What moderation may make of it. Undoing a link, a rejection or a withdrawal makes it active.
    pub fn may_become(self, next: IdeaState) -> bool {
        use IdeaState::{Active, Linked, Pending, Rejected, Withdrawn};
        matches!(
            (self, next),
            (Pending, Active | Rejected | Linked | Withdrawn)
                | (Active, Withdrawn | Linked)
                | (Rejected | Withdrawn, Active)
                | (Linked, Active | Withdrawn)
        )
    }

    /// Whether anybody but members may read of it.
    pub fn is_listed(self) -> bool {
        matches!(self, IdeaState::Active | IdeaState::Linked)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Idea {
    pub id: IdeaId,
    pub state: IdeaState,
    pub texts: Texts,
    pub linked_to: Option<IdeaId>,
    /// Who proposed it, while that is known: a participant, or a member.
    pub participant: Option<ParticipantId>,
    pub member: Option<MemberId>,
    /// Why it was rejected or withdrawn, in words for who proposed it.
    pub reason: Option<String>,
    /// Mixed into the digest of its texts in the log; goes with the texts when they are erased.
    pub salt: Vec<u8>,
    pub created_at: Micros,
    pub decided_at: Option<Micros>,
    /// The idea with a new meaning that took its place.
    pub replaced_by: Option<IdeaId>,
}
