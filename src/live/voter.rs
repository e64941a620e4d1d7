//! What the writer knows of one participant: which pairs of ideas they answered, and which pairs are open for
//! them in the order in which they were served.

use crate::domain::Micros;
use crate::domain::ids::{EventId, PairId};
use crate::domain::vote::Pair;

/// Two ideas by their places, as a pair shows them: left and right.
pub(super) type Ideas = (u32, u32);

pub(super) struct Voter {
    /// Through which they came.
    pub event: Option<EventId>,
    /// Pairs that have an answer in the log, taken back or not.
    answered: Vec<[u8; 16]>,
    /// Pairs of ideas with an answer that stands, the lower place first.
    met: Vec<Ideas>,
    open: Vec<Open>,
}

struct Open {
    pair: [u8; 16],
    ideas: Ideas,
    served_at: Micros,
}

/// Why an answer can't simply be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Obstacle {
    /// This very pair has been answered.
    Answered,
    /// The same two ideas have an answer that stands, under another pair.
    Met,
    /// The pair is not, or no longer, among the open ones.
    NotOpen,
    /// One of the two ideas is no longer active.
    Inactive,
    /// A pair that was served before it has no answer yet.
    OutOfOrder,
}

impl Voter {
    pub fn new(event: Option<EventId>) -> Self {
        Self { event, answered: Vec::new(), met: Vec::new(), open: Vec::new() }
    }

    /// How much is remembered.
    pub fn things(&self) -> usize {
        1 + self.answered.len() + self.open.len()
    }

    pub fn answered(&mut self, pair: &PairId, ideas: Ideas) {
        self.close(pair);
        self.met.push(in_order(ideas));
    }

    /// The pair was answered, and the answer taken back: its two ideas may come again.
    pub fn took_back(&mut self, pair: &PairId) {
        self.close(pair);
    }

    fn close(&mut self, pair: &PairId) {
        let pair = pair.to_bytes();
        self.answered.push(pair);
        self.open.retain(|open| open.pair != pair);
    }

    /// Takes the pairs that are open, in the order in which they are served.
    pub fn serve(&mut self, pairs: &[Pair], ideas: Vec<Ideas>) {
        self.open = pairs
            .iter()
            .zip(ideas)
            .map(|(pair, ideas)| Open { pair: pair.id.to_bytes(), ideas, served_at: pair.served_at })
            .filter(|open| !self.answered.contains(&open.pair))
            .collect();
    }

    /// What stands against recording an answer to a pair.
    ///
    /// A pair waits for those that stand before it and were not served after it. A pair that was taken back
    /// comes again in front of the others: they were on somebody's screen first, and do not wait for it.
    pub fn obstacle(&self, pair: &PairId, ideas: Ideas, active: impl Fn(Ideas) -> bool) -> Option<Obstacle> {
        let pair = pair.to_bytes();
        if self.answered.contains(&pair) {
            return Some(Obstacle::Answered);
        }
        if self.met.contains(&in_order(ideas)) {
            return Some(Obstacle::Met);
        }
        if !active(ideas) {
            return Some(Obstacle::Inactive);
        }
        let Some(at) = self.open.iter().position(|open| open.pair == pair) else {
            return Some(Obstacle::NotOpen);
        };
        let served_at = self.open[at].served_at;
        let waits = |open: &Open| {
            open.served_at <= served_at && active(open.ideas) && !self.met.contains(&in_order(open.ideas))
        };
        self.open[..at].iter().any(waits).then_some(Obstacle::OutOfOrder)
    }
}

fn in_order((a, b): Ideas) -> Ideas {
    (a.min(b), a.max(b))
}

#[cfg(test)]
mod tests {
    use super::{Obstacle, Voter};
    use crate::domain::ids::{IdeaId, PairId};
    use crate::domain::vote::{Pair, Strategy};

    fn pair(served_at: i64) -> Pair {
        let (left, right) = (IdeaId::new(), IdeaId::new());
        Pair { id: PairId::new(), left, right, strategy: Strategy::Balanced, served_at }
    }

    fn serve(voter: &mut Voter, pairs: &[(&Pair, (u32, u32))]) {
        let (open, ideas): (Vec<Pair>, Vec<_>) =
            pairs.iter().map(|(pair, ideas)| ((*pair).clone(), *ideas)).unzip();
        voter.serve(&open, ideas);
    }

    #[test]
    fn pairs_are_answered_in_the_order_in_which_they_were_served() {
        let (one, two) = (pair(1), pair(1));
        let mut voter = Voter::new(None);
        serve(&mut voter, &[(&one, (0, 1)), (&two, (2, 3))]);
        assert_eq!(voter.obstacle(&two.id, (2, 3), |_| true), Some(Obstacle::OutOfOrder));
        assert_eq!(voter.obstacle(&one.id, (0, 1), |_| true), None);
        assert_eq!(
            voter.obstacle(&two.id, (2, 3), |ideas| ideas != (0, 1)),
            None,
            "nobody can answer the first"
        );
        voter.answered(&one.id, (0, 1));
        assert_eq!(voter.obstacle(&one.id, (0, 1), |_| true), Some(Obstacle::Answered));
        assert_eq!(voter.obstacle(&two.id, (2, 3), |_| true), None);
    }

    #[test]
    fn the_same_ideas_are_answered_once_whatever_pair_and_side() {
        let (one, again) = (pair(1), pair(2));
        let mut voter = Voter::new(None);
        voter.answered(&one.id, (0, 1));
        serve(&mut voter, &[(&again, (1, 0))]);
        assert_eq!(voter.obstacle(&again.id, (1, 0), |_| true), Some(Obstacle::Met));
    }

    #[test]
    fn what_was_taken_back_comes_first_and_holds_nothing_up() {
        let (first, waiting, again, later) = (pair(1), pair(1), pair(5), pair(9));
        let mut voter = Voter::new(None);
        voter.took_back(&first.id);
        serve(&mut voter, &[(&again, (0, 1)), (&waiting, (2, 3)), (&later, (4, 5))]);
        assert_eq!(voter.obstacle(&first.id, (0, 1), |_| true), Some(Obstacle::Answered));
        assert_eq!(voter.obstacle(&again.id, (0, 1), |_| true), None);
        assert_eq!(voter.obstacle(&waiting.id, (2, 3), |_| true), None);
        assert_eq!(voter.obstacle(&later.id, (4, 5), |_| true), Some(Obstacle::OutOfOrder));
    }

    #[test]
    fn a_pair_that_is_not_served_or_not_active_is_refused() {
        let (served, other) = (pair(1), pair(1));
        let mut voter = Voter::new(None);
        serve(&mut voter, &[(&served, (0, 1))]);
        assert_eq!(voter.obstacle(&other.id, (2, 3), |_| true), Some(Obstacle::NotOpen));
        assert_eq!(voter.obstacle(&served.id, (0, 1), |_| false), Some(Obstacle::Inactive));
    }
}
