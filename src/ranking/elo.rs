//! Owns Elo's rating, for those who ask: it depends on the order of the votes, and is marked so.

use super::tally::Outcome;

/// Elo's choices.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct EloSettings {
    /// Rating of an item before its first vote.
    pub start: f64,
    /// Difference of ratings at which the stronger is expected to win ten times for each loss.
    pub scale: f64,
    /// Points at stake in a vote.
    pub k: f64,
}

impl Default for EloSettings {
    fn default() -> Self {
        Self { start: 1000.0, scale: 400.0, k: 4.0 }
    }
}

/// Elo ratings (Elo 1978) of `items` items after `votes`, in the order of the log; a tie counts half.
///
/// # Formula
/// With L and R the ratings of left and right, S what left got: E = 1 / (1 + 10^((R − L)/scale)),
/// then L grows by K(S − E) and R falls by as much.
///
/// # Panics
/// If a vote names an item that is not there.
pub fn elo(
    items: usize,
    votes: impl IntoIterator<Item = (usize, usize, Outcome)>,
    settings: EloSettings,
) -> Vec<f64> {
    let mut ratings = vec![settings.start; items];
    for (left, right, outcome) in votes {
        let expected = 1.0 / (1.0 + 10.0_f64.powf((ratings[right] - ratings[left]) / settings.scale));
        let actual = match outcome {
            Outcome::Left => 1.0,
            Outcome::Right => 0.0,
            Outcome::Tie => 0.5,
        };
        let gained = settings.k * (actual - expected);
        ratings[left] += gained;
        ratings[right] -= gained;
    }
    ratings
}
