//! A participant: a pseudonym that votes and proposes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::ids::{EventId, InvitationId, ParticipantId};
use crate::domain::vote::Pair;
use crate::domain::{Lang, Micros, Texts};

/// The most pairs that are open for one participant.
pub const OPEN_PAIRS_MAX: usize = 10;

/// The most that are kept: pairs that were taken back stand before those that were open, which may be on a
/// screen without a line. What falls out is not open any more; its two ideas come again by and by.
pub const OPEN_PAIRS_KEPT: usize = 2 * OPEN_PAIRS_MAX;

#[derive(Clone, Debug, PartialEq)]
pub struct Participant {
    pub id: ParticipantId,
    pub language: Option<Lang>,
    pub event: Option<EventId>,
    /// The invitation by which they came, if it was made for five or more.
    pub invitation: Option<InvitationId>,
    /// What they said of themselves: a choice for the key of a group question.
    pub groups: BTreeMap<String, String>,
    /// Served and not answered as far as the row knows; answered ones are left out on reading.
    pub open_pairs: Vec<Pair>,
    pub joined_at: Micros,
    /// None of those who came before this was kept.
    pub way: Option<Way>,
    /// A number for the network from which they came by the open link, drawn at random and forgotten within a
    /// day: who has the same came from one place, and nobody knows which.
    pub place: Option<i64>,
}

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// By the consultation's address.
    Open,
    /// With a code that works once, or by an invitation's link.
    Code,
    /// Through an event.
    Event,
}

impl Way {
    pub const fn as_str(self) -> &'static str {
        match self {
            Way::Open => "open",
            Way::Code => "code",
            Way::Event => "event",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Way::Open, Way::Code, Way::Event].into_iter().find(|way| way.as_str() == word)
    }
}

/// How many came in which way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    pub open: i64,
    pub codes: i64,
    pub events: i64,
}

/// What stands in the log for a participant who was erased: it holds together what one person gave, so that it
/// weighs as one person's, and leads nowhere. Random, so that it tells nothing of whom it stands for, nor of when.
pub fn stand_in() -> ParticipantId {
    ParticipantId::from_bytes(uuid::Uuid::new_v4().into_bytes())
}

/// A question with fixed choices that participants answer about themselves; each may be left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupQuestion {
    /// A short word, as in `region:vasa`.
    pub key: String,
    pub question: Texts,
    pub choices: Vec<GroupChoice>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupChoice {
    pub key: String,
    pub label: Texts,
}

/// Where a participant stands in their round.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// Pairs answered (votes taken back not counted).
    pub answered: i64,
    /// Pairs in a round.
    pub round: i64,
    /// Pairs of active ideas that this participant has not met, the open ones included.
    pub remaining: i64,
    /// The round is complete, or nothing is left to answer; skips were no more than half of it.
    pub round_complete: bool,
}
