//! Owns the statistics: counts and indices in, numbers out.
//!
//! Pure: no store, no HTTP, no files, no clock; what is random takes its generator as an argument. Items and
//! voters are indices from 0, of which the caller knows the names.
//!
//! The way through: votes go into a [`Tally`] (and, by voter, into [`Ballots`]); [`fit`] finds the strengths;
//! [`Fit::covariance`] or [`Fit::robust_covariance`] says how sure they are; [`ranking`](ranking()) puts together what
//! people read.

mod ballots;
mod blurred;
mod covariance;
mod dense;
mod draws;
mod elimination;
mod elo;
mod evaluate;
mod exact;
mod existence;
mod fit;
mod fragility;
mod groups;
mod iterative;
mod likelihood;
mod linear;
mod model;
mod needed;
mod problem;
mod quantiles;
mod record;
mod result;
mod robust;
mod sampled;
mod score;
pub mod signs;
mod sparse;
mod spread;
mod tally;
mod tiers;
mod value;
mod variances;
mod voter_scores;

pub use ballots::{Ballot, Ballots};
pub use blurred::{Blurred, FIVE, People, blurred, noise_variance};
pub use covariance::{Accuracy, Covariance};
pub use draws::normal;
pub use elo::{EloSettings, elo};
pub use exact::ExactSum;
pub use existence::{FitError, SideName};
pub use fit::{Fit, fit};
pub use fragility::{Fragility, fragility};
pub use groups::{Difference, benjamini_hochberg, divided};
pub use model::{Intervals, Model, ModelError, Prior, TieModel};
pub use needed::votes_needed;
pub use record::{Record, win_rate};
pub use result::{EQUAL, Place, RankedItem, Ranking, Warning, ranking};
pub use robust::FEW_VOTERS;
pub use score::ItemScore;
pub use tally::{Cell, Outcome, Tally};
pub use tiers::{best_probabilities, tiers};
