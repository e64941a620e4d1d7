//! A ranking frozen at a number of the log, so that what was decided on it can be looked up and computed again.

use serde::{Deserialize, Serialize};

use crate::domain::Micros;
use crate::domain::chain::Hash;
use crate::domain::disclosure::LEAST;
use crate::domain::figures::Figures;
use crate::domain::ids::{IdeaId, SnapshotId};

/// A snapshot; nothing of it ever changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot {
    pub id: SnapshotId,
    /// The number of the log up to which votes are counted.
    pub seq: i64,
    /// The running hash of the log at that number.
    pub hash: Hash,
    pub ranking: Frozen,
    pub made_at: Micros,
}

/// The ranking of a snapshot, as it was computed then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Frozen {
    pub model: FrozenModel,
    pub minimum_comparisons: i32,
    pub votes: f64,
    pub participants: i64,
    /// People whose choices are counted; snapshots of earlier programs don't say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voters: Option<i64>,
    pub few_voters: bool,
    pub components: usize,
    pub log_likelihood: f64,
    pub tie_parameter: Option<f64>,
    pub simulated: bool,
    pub items: Vec<FrozenItem>,
}

impl Frozen {
    /// Whether it is of fewer than five people, of whom nothing is shown in common.
    pub fn is_of_few(&self) -> bool {
        self.voters.unwrap_or(self.participants) < i64::from(LEAST)
    }
}

/// How it was computed, in the words of `parvis rank`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrozenModel {
    pub ties: String,
    pub prior: String,
    pub side_effect: bool,
    pub voter_cap: Option<u32>,
    pub robust: bool,
    pub level: f64,
    pub intervals: String,
}

/// An idea of a snapshot. Of its texts the digest is kept, not the words: they may have to be erased.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FrozenItem {
    pub id: IdeaId,
    pub texts_digest: String,
    pub tier: Option<u32>,
    #[serde(flatten)]
    pub figures: Figures,
}
