//! Owns what an item has behind it: comparisons, and the win rate that needs no model.

use serde::{Deserialize, Serialize};

/// What an item has behind it, weighted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Record {
    pub wins: f64,
    pub losses: f64,
    pub ties: f64,
}

impl Record {
    /// Weight of all its comparisons.
    pub fn votes(&self) -> f64 {
        self.wins + self.losses + self.ties
    }

    /// The win rate of All Our Ideas, in percent: a tie is no comparison there.
    ///
    /// # Formula
    /// 100 (wins + 1) / (wins + losses + 2)
    pub fn win_rate(&self) -> f64 {
        win_rate(self.wins, self.losses)
    }
}

/// The win rate of All Our Ideas, in percent: the chance to win against an item drawn at random, from a
/// uniform prior (Salganik and Levy 2015, Wiki surveys).
///
/// # Formula
/// 100 (wins + 1) / (wins + losses + 2)
pub fn win_rate(wins: f64, losses: f64) -> f64 {
    100.0 * (wins + 1.0) / (wins + losses + 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tie_is_no_comparison_of_the_win_rate() {
        assert_eq!(Record { wins: 3.0, losses: 1.0, ties: 2.0 }.win_rate(), 100.0 * 4.0 / 6.0);
    }
}
