//! What is shown of the groups of a question: frozen at a release, since it may move in steps only.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::disclosure::Release;
use crate::domain::figures::{GroupFigures, to_five};
use crate::domain::ids::IdeaId;

/// Groups as a release shows them; one that did not move then is as it was at an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Shown {
    /// How far groups differ: the standard deviation of their strengths around the common ones.
    pub spread: f64,
    /// By the key of the choice.
    pub groups: BTreeMap<String, GroupRanking>,
}

/// The ranking of one group at a number of the log, held towards the common one and blurred by its people's keys.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupRanking {
    pub seq: i64,
    /// Exact, for the next step; [`GroupRanking::people`] is what is told.
    pub participants: u32,
    /// To tens.
    pub votes: i64,
    /// Best first; those under the minimum of comparisons last.
    pub items: Vec<GroupItem>,
}

impl GroupRanking {
    /// People who took part, to fives.
    pub fn people(&self) -> i64 {
        to_five(i64::from(self.participants))
    }
}

/// An idea in a group's ranking.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupItem {
    pub id: IdeaId,
    #[serde(flatten)]
    pub figures: GroupFigures,
    /// None where the group, or the rest, has not compared it.
    pub difference: Option<GroupDifference>,
}

/// How a group differs from the rest about an idea; not held towards anything.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct GroupDifference {
    pub strength: f64,
    pub se: f64,
    pub p: f64,
    /// The group's own estimate, for what divides groups.
    pub own: f64,
    pub own_se: f64,
}

/// A release with the number of the log at which it was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Released {
    pub seq: i64,
    pub guard: Release,
    pub shown: Shown,
}
