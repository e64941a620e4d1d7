//! How often one participant meets one idea: in no more than a third of the pairs of their round, and never in
//! two pairs that follow one another, so that an idea that came late does not fill anybody's round.

use std::collections::HashMap;

/// Of so many pairs one idea stands in one at most.
const ONE_IN: usize = 3;

/// What a participant has had of the round that they are in.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// Pairs of a whole round; 0 stands for one that never ends.
    length: usize,
    pairs: usize,
    /// How often each idea stood in them, by its place.
    times: HashMap<usize, usize>,
    /// The ideas of the pair before.
    last: [Option<usize>; 2],
}

impl Round {
    pub fn of(length: usize) -> Self {
        Self { length, ..Self::default() }
    }

    /// Takes the next pair; an idea without a place is not served any more.
    pub fn take(&mut self, ideas: [Option<usize>; 2]) {
        if self.length > 0 && self.pairs == self.length {
            (self.pairs, self.last) = (0, ideas);
            self.times.clear();
        }
        self.pairs += 1;
        for place in ideas.into_iter().flatten() {
            *self.times.entry(place).or_default() += 1;
        }
        self.last = ideas;
    }

    /// Whether an idea stood in the pair before.
    pub fn is_last(&self, place: usize) -> bool {
        self.last.contains(&Some(place))
    }

    /// Whether an idea stood in as many pairs as one may. The share holds from the beginning, so that who stops
    /// half way has not met one idea more often than others.
    pub fn is_full(&self, place: usize) -> bool {
        let (pairs, times) = if self.length > 0 && self.pairs == self.length {
            (0, 0)
        } else {
            (self.pairs, self.times.get(&place).copied().unwrap_or_default())
        };
        let most = pairs / ONE_IN + 1;
        times >= if self.length > 0 { most.min((self.length / ONE_IN).max(1)) } else { most }
    }
}

#[cfg(test)]
mod tests {
    use super::Round;

    #[test]
    fn one_idea_stands_in_a_third_of_a_round_and_then_in_a_third_of_the_next() {
        let mut round = Round::of(15);
        let mut taken = Vec::new();
        for pair in 0..30 {
            let free = !round.is_full(7) && !round.is_last(7);
            taken.extend(free.then_some(pair));
            round.take([free.then_some(7), None]);
        }
        assert_eq!(taken, [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]);
    }

    #[test]
    fn a_round_that_is_no_multiple_of_three_gives_less_than_a_third() {
        let mut round = Round::of(5);
        round.take([Some(1), Some(2)]);
        round.take([Some(3), Some(4)]);
        round.take([Some(5), Some(6)]);
        assert!(round.is_full(1) && !round.is_last(1) && !round.is_full(9));
    }
}
