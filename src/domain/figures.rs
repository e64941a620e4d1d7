//! What a ranking that is kept says of one idea.

use serde::{Deserialize, Serialize};

/// The figures of an idea in a ranking; in the words of `parvis rank`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Figures {
    /// None under the minimum of comparisons.
    pub rank: Option<u32>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    pub strength: f64,
    pub se: f64,
    pub score: Option<f64>,
    pub score_low: Option<f64>,
    pub score_high: Option<f64>,
    pub wins: f64,
    pub losses: f64,
    pub ties: f64,
}

impl Figures {
    /// Comparisons, skips left out.
    pub fn votes(&self) -> f64 {
        self.wins + self.losses + self.ties
    }
}
