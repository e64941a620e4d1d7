//! What a room writes down, so that the next start reads only the log after it.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{IdeaId, ParticipantId, SetAsideId};
use crate::live::blocks::Blocks;
use crate::ranking::{Ballots, Tally};

/// Changes whenever the same log would come to something else: what an earlier program saved is left alone.
const FORMAT: u32 = 3;

/// What a log came to at a number, but for what stands in the store as it is now.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Saved {
    format: u32,
    /// By their places in tally and ballots: an idea, its counted votes, and how often it was shown.
    pub ideas: Vec<(IdeaId, u32, u32)>,
    /// By their places in the ballots.
    pub voters: Vec<ParticipantId>,
    pub tally: Tally,
    pub ballots: Ballots,
    /// Votes that are set aside, by their numbers.
    pub aside: Vec<(i64, SetAsideId)>,
    pub blocks: Blocks,
}

impl Saved {
    pub fn new(
        ideas: Vec<(IdeaId, u32, u32)>,
        voters: Vec<ParticipantId>,
        tally: Tally,
        ballots: Ballots,
        aside: Vec<(i64, SetAsideId)>,
        blocks: Blocks,
    ) -> Self {
        Self { format: FORMAT, ideas, voters, tally, ballots, aside, blocks }
    }

    pub fn write(&self) -> String {
        serde_json::to_string(self).expect("lists of numbers and ids")
    }

    /// What this program saved; nothing of another format.
    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok().filter(|saved: &Self| saved.format == FORMAT)
    }
}
