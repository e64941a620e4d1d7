//! What a ranking that is kept says of one idea, and what is rounded of counts that are told of few.

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

/// The same of a group: nothing is counted exactly, so wins, losses and ties are not told.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupFigures {
    /// None under the minimum of comparisons.
    pub rank: Option<u32>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    pub strength: f64,
    pub se: f64,
    pub score: Option<f64>,
    pub score_low: Option<f64>,
    pub score_high: Option<f64>,
}

impl Figures {
    /// Comparisons, skips left out.
    pub fn votes(&self) -> f64 {
        self.wins + self.losses + self.ties
    }
}

/// People are told to fives where they are of a group or an event.
pub fn to_five(people: i64) -> i64 {
    (people + 2) / 5 * 5
}

/// Choices likewise to tens.
pub fn to_ten(votes: i64) -> i64 {
    (votes + 5) / 10 * 10
}

#[cfg(test)]
mod tests {
    use super::{to_five, to_ten};

    #[test]
    fn counts_are_rounded_to_the_nearest() {
        assert_eq!([0, 2, 3, 7, 8, 1_002].map(to_five), [0, 0, 5, 5, 10, 1_000]);
        assert_eq!([0, 4, 5, 14, 15].map(to_ten), [0, 0, 10, 10, 20]);
    }
}
