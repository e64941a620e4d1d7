//! Which pair next, and what comes of it. Pure: places of ideas in, places out; chance and seeds are arguments.

mod choose;
mod contention;
mod plan;
mod seeds;
mod simulation;

pub use choose::{Candidates, Choice, choose};
pub use plan::{Plan, PlanError, PlanRow, plan};
pub use seeds::of_seeds;
pub use simulation::{Reached, Setting, needed_by_truth, simulate};
