//! Which pair next, and what comes of it. Pure: places of ideas in, places out; chance and seeds are arguments.

mod choose;
mod contention;
mod plan;
mod round;
mod seeds;
mod simulation;
mod subtraction;

pub use choose::{Candidates, Choice, choose};
pub use plan::{Plan, PlanError, PlanRow, plan};
pub use round::Round;
pub use seeds::of_seeds;
pub use simulation::{CaughtUp, Reached, Setting, caught_up, needed_by_truth, simulate};
pub use subtraction::{Attacked, Guessed, Noise, Shape, attack};
