//! Owns the signs of stuffing: what a crowd of people hardly does by chance, found in when and from where people
//! came, how fast they chose, and what. Each kind of sign is a test whose chance of speaking up about an honest
//! crowd is [`CHANCE`] (four times that for sides); what was looked at many times (people, ideas, minutes) is accounted for. A sign is a reason
//! to look, no proof: it excludes nobody.

mod arrivals;
mod choosing;

use super::tally::Outcome;

/// The chance of a false sign of one kind in a consultation: all kinds together stay under one in twenty.
const CHANCE: f64 = 0.005;

/// Somebody who takes part.
#[derive(Debug, Clone, Default)]
pub struct Person {
    /// Microseconds.
    pub joined: i64,
    /// A number for the network that they came from by the open link.
    pub place: Option<i64>,
    /// They came with a code.
    pub invited: bool,
    /// Answers that stand, in their order.
    pub choices: Vec<Choice>,
}

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Choice {
    pub left: u32,
    pub right: u32,
    /// None is a skip.
    pub outcome: Option<Outcome>,
    /// How long it took, as the browser says.
    pub millis: Option<u32>,
    /// Characters of both texts together.
    pub letters: u32,
}

impl Choice {
    /// The idea that was chosen.
    fn winner(&self) -> Option<u32> {
        match self.outcome? {
            Outcome::Left => Some(self.left),
            Outcome::Right => Some(self.right),
            Outcome::Tie => None,
        }
    }

    fn is_skip(&self) -> bool {
        self.outcome.is_none()
    }
}

/// What looks wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Many joined by the open link between two moments, unlike the hour around.
    Burst { from: i64, until: i64 },
    /// Many came from one place by the open link.
    Place(i64),
    /// Answers come faster than two texts can be read.
    Fast,
    /// Some always choose the same side.
    Side,
    /// Some choose for one idea only.
    OneIdea(u32),
    /// Several gave the same answers to the same pairs in the same order.
    Same,
}

/// A sign, and who it is about by their index.
#[derive(Debug, Clone, PartialEq)]
pub struct Sign {
    pub kind: Kind,
    pub people: Vec<usize>,
    /// How many such people an honest crowd would have, where that is known.
    pub expected: Option<f64>,
}

/// All signs in a crowd that compared `ideas` ideas.
pub fn signs(people: &[Person], ideas: usize) -> Vec<Sign> {
    let mut found = arrivals::bursts(people);
    found.extend(arrivals::places(people));
    found.extend(choosing::fast(people));
    found.extend(choosing::side(people));
    found.extend(choosing::one_idea(people, ideas));
    found.extend(choosing::same(people, ideas));
    found
}
