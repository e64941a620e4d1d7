//! Owns votes kept by voter: what caps and errors robust to clustering need beside the tally.
//! Knows voters by an index; the order of voters and of their votes changes nothing.

use super::tally::{Cell, Outcome, Tally};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Lists of fewer votes are kept in order as votes come, so that nothing is left to sort when a ranking is asked for.
const KEPT_IN_ORDER: usize = 1024;

/// One vote as its voter gave it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Ballot {
    pub left: u32,
    pub right: u32,
    pub outcome: Outcome,
    /// ≥ 0.
    pub weight: f64,
}

impl Ballot {
    fn key(&self) -> (u32, u32, Outcome, u64) {
        (self.left, self.right, self.outcome, self.weight.to_bits())
    }
}

/// Votes by voter, and votes without one, each of which is a voter of its own. Skips are left out.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(from = "SavedBallots", into = "SavedBallots")]
pub struct Ballots {
    voters: Vec<Vec<Ballot>>,
    /// How many votes of this pair, outcome and weight (its bits) had no voter.
    loose: BTreeMap<(u32, u32, Outcome, u64), f64>,
}

impl Ballots {
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a vote of `voter`, whose index the caller chooses; indices should be dense.
    pub fn add(&mut self, voter: usize, left: usize, right: usize, outcome: Outcome, weight: f64) {
        assert!(left != right && weight.is_finite() && weight >= 0.0);
        if self.voters.len() <= voter {
            self.voters.resize_with(voter + 1, Vec::new);
        }
        let own = &mut self.voters[voter];
        let ballot = Ballot { left: left as u32, right: right as u32, outcome, weight };
        let is_short = own.len() < KEPT_IN_ORDER;
        let at = if is_short { own.partition_point(|other| other.key() <= ballot.key()) } else { own.len() };
        own.insert(at, ballot);
    }

    /// Takes back a vote of `voter`; `false` if there is none like it.
    pub fn subtract(
        &mut self,
        voter: usize,
        left: usize,
        right: usize,
        outcome: Outcome,
        weight: f64,
    ) -> bool {
        let taken = Ballot { left: left as u32, right: right as u32, outcome, weight };
        let Some(own) = self.voters.get_mut(voter) else { return false };
        let found = own.iter().position(|ballot| *ballot == taken);
        found.map(|at| own.remove(at)).is_some()
    }

    /// Adds `count` votes without a voter, each of `weight`.
    pub fn add_loose(&mut self, left: usize, right: usize, outcome: Outcome, weight: f64, count: f64) {
        assert!(left != right && weight.is_finite() && weight >= 0.0 && count >= 0.0);
        *self.loose.entry((left as u32, right as u32, outcome, weight.to_bits())).or_default() += count;
    }

    /// Takes back a vote without a voter.
    pub fn subtract_loose(&mut self, left: usize, right: usize, outcome: Outcome, weight: f64) {
        let key = (left as u32, right as u32, outcome, weight.to_bits());
        if let Some(count) = self.loose.get_mut(&key) {
            *count -= 1.0;
            if *count <= 0.0 {
                self.loose.remove(&key);
            }
        }
    }

    /// The same votes over other items, as [`Tally::mapped`] does it.
    ///
    /// # Panics
    /// If there are fewer places than items.
    #[must_use]
    pub fn mapped(&self, places: &[Option<usize>]) -> Self {
        let place = |ballot: &Ballot| {
            let (left, right) = (places[ballot.left as usize]?, places[ballot.right as usize]?);
            (left != right).then_some(Ballot { left: left as u32, right: right as u32, ..*ballot })
        };
        let voters = self.voters.iter().map(|own| own.iter().filter_map(place).collect()).collect();
        let mut mapped = Self { voters, loose: BTreeMap::new() };
        for (ballot, count) in self.loose() {
            if let Some(ballot) = place(&ballot) {
                let (left, right) = (ballot.left as usize, ballot.right as usize);
                mapped.add_loose(left, right, ballot.outcome, ballot.weight, count);
            }
        }
        mapped
    }

    /// The votes of some voters, each under the same index; with or without those that have no voter.
    #[must_use]
    pub fn of_voters(&self, keep: impl Fn(usize) -> bool, with_loose: bool) -> Self {
        let kept = |(voter, own): (usize, &Vec<Ballot>)| if keep(voter) { own.clone() } else { Vec::new() };
        Self {
            voters: self.voters.iter().enumerate().map(kept).collect(),
            loose: if with_loose { self.loose.clone() } else { BTreeMap::new() },
        }
    }

    /// Voters with at least one vote, by their indices.
    pub fn voting(&self) -> impl Iterator<Item = usize> {
        self.voters.iter().enumerate().filter(|(_, own)| !own.is_empty()).map(|(voter, _)| voter)
    }

    /// The votes of one voter.
    pub fn of(&self, voter: usize) -> &[Ballot] {
        self.voters.get(voter).map_or(&[], Vec::as_slice)
    }

    /// Weight of the votes of one voter.
    pub fn votes_of(&self, voter: usize) -> f64 {
        self.voters.get(voter).into_iter().flatten().map(|ballot| ballot.weight).sum::<f64>() + 0.0
    }

    /// Voters with at least one vote; a vote without a voter counts as one.
    pub fn voters(&self) -> f64 {
        self.voters.iter().filter(|own| !own.is_empty()).count() as f64 + self.loose.values().sum::<f64>()
    }

    /// The votes of each voter, in an order that depends on what they say alone.
    pub(super) fn sorted(&self) -> Vec<Cow<'_, [Ballot]>> {
        let in_order = |own: &Vec<Ballot>| own.is_sorted_by_key(Ballot::key);
        let sorted = |own: &Vec<Ballot>| {
            let mut own = own.clone();
            own.sort_unstable_by_key(Ballot::key);
            own
        };
        let voters = self.voters.iter().filter(|own| !own.is_empty());
        let mut voters: Vec<Cow<'_, [Ballot]>> =
            voters.map(|own| if in_order(own) { own.into() } else { sorted(own).into() }).collect();
        voters.sort_unstable_by(|one, other| one.iter().map(Ballot::key).cmp(other.iter().map(Ballot::key)));
        voters
    }

    /// Votes without a voter, with how many there are of each.
    pub(super) fn loose(&self) -> impl Iterator<Item = (Ballot, f64)> {
        self.loose.iter().map(|(&(left, right, outcome, weight), &count)| {
            (Ballot { left, right, outcome, weight: f64::from_bits(weight) }, count)
        })
    }

    /// The same votes with each voter's weight at most `cap`.
    ///
    /// # Formula
    /// Each vote of a voter is weighted by min(1, cap ÷ the weight of that voter's votes).
    #[must_use]
    pub fn capped(&self, cap: f64) -> Self {
        assert!(cap > 0.0);
        let mut capped = self.clone();
        for own in &mut capped.voters {
            let votes = own.iter().map(|ballot| ballot.weight).collect::<super::exact::ExactSum>().value();
            if votes > cap {
                let scale = cap / votes;
                for ballot in own {
                    ballot.weight *= scale;
                }
            }
        }
        capped.loose.clear();
        for (ballot, count) in self.loose() {
            let weight = ballot.weight.min(cap).to_bits();
            *capped.loose.entry((ballot.left, ballot.right, ballot.outcome, weight)).or_default() += count;
        }
        capped
    }

    /// The tally of these votes over `items` items.
    ///
    /// # Panics
    /// If a vote is of an item that is not there.
    pub fn tally(&self, items: usize) -> Tally {
        let loose: Vec<Ballot> =
            self.loose().map(|(ballot, count)| Ballot { weight: ballot.weight * count, ..ballot }).collect();
        let all = || self.voters.iter().flatten().chain(&loose).filter(|ballot| ballot.weight > 0.0);
        let whole = || all().filter(|ballot| ballot.weight.fract() == 0.0);
        // By the smaller item of each pair: a counting sort. Counted two places on, a start that is moved on with each
        // vote ends where the next one stands.
        let mut starts = vec![0; items + 2];
        whole().for_each(|ballot| starts[ballot.left.min(ballot.right) as usize + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut sorted: Vec<Option<&Ballot>> = vec![None; starts[items + 1]];
        for ballot in whole() {
            let start = &mut starts[ballot.left.min(ballot.right) as usize + 1];
            sorted[*start] = Some(ballot);
            *start += 1;
        }
        // Counts of one item with each larger one, that standing right and left.
        let (mut row, mut met) = (vec![[Cell::default(); 2]; items], Vec::new());
        let mut cells = Vec::with_capacity(sorted.len().min(items * items));
        for own in starts.windows(2) {
            for ballot in sorted[own[0]..own[1]].iter().flatten() {
                let larger = ballot.left.max(ballot.right);
                let cells = &mut row[larger as usize];
                if cells.iter().all(|cell| cell.total() == 0.0) {
                    met.push(larger);
                }
                let cell = &mut cells[usize::from(ballot.left > ballot.right)];
                (cell.left, cell.right) = (ballot.left, ballot.right);
                *cell.of(ballot.outcome) += ballot.weight;
            }
            met.sort_unstable();
            let counted = met.drain(..).flat_map(|larger: u32| std::mem::take(&mut row[larger as usize]));
            cells.extend(counted.filter(|cell| cell.total() > 0.0));
        }
        let mut tally = Tally::from_cells(items, cells);
        for ballot in all().filter(|ballot| ballot.weight.fract() != 0.0) {
            tally.add(ballot.left as usize, ballot.right as usize, ballot.outcome, ballot.weight);
        }
        tally
    }
}

/// Items, outcome, and the bits of the weight: it comes back as it was.
type SavedBallot = (u32, u32, Outcome, u64);

/// The form in which ballots are saved.
#[derive(Serialize, Deserialize)]
struct SavedBallots {
    voters: Vec<Vec<SavedBallot>>,
    loose: Vec<(SavedBallot, f64)>,
}

impl From<Ballots> for SavedBallots {
    fn from(ballots: Ballots) -> Self {
        let saved = |b: &Ballot| (b.left, b.right, b.outcome, b.weight.to_bits());
        let voters = ballots.voters.iter().map(|own| own.iter().map(saved).collect()).collect();
        Self { voters, loose: ballots.loose.into_iter().collect() }
    }
}

impl From<SavedBallots> for Ballots {
    fn from(saved: SavedBallots) -> Self {
        let ballot = |&(left, right, outcome, bits): &SavedBallot| Ballot {
            left,
            right,
            outcome,
            weight: f64::from_bits(bits),
        };
        let voters = saved.voters.iter().map(|own| own.iter().map(ballot).collect()).collect();
        Self { voters, loose: saved.loose.into_iter().collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_that_go_to_one_place_pool_their_votes() {
        let mut ballots = Ballots::new();
        ballots.add(0, 0, 1, Outcome::Left, 1.0);
        ballots.add(0, 2, 0, Outcome::Left, 0.5);
        ballots.add_loose(2, 1, Outcome::Tie, 1.0, 2.0);
        ballots.add_loose(3, 1, Outcome::Tie, 1.0, 2.0);
        // 2 is a duplicate of 1; 3 is not there.
        let places = [Some(0), Some(1), Some(1), None];
        let (direct, mapped) = (ballots.tally(4).mapped(&places, 2), ballots.mapped(&places));
        assert_eq!(direct.cells(), mapped.tally(2).cells());
        assert_eq!(direct.votes(), 1.5, "votes between the two count for neither");
        assert_eq!(mapped.voters(), 1.0);
        ballots.subtract_loose(2, 1, Outcome::Tie, 1.0);
        assert_eq!(ballots.voters(), 4.0);
    }

    #[test]
    fn a_cap_holds_what_a_voter_weighs() {
        let mut ballots = Ballots::new();
        for other in 1..5 {
            ballots.add(0, 0, other, Outcome::Left, 1.0);
        }
        ballots.add(1, 0, 1, Outcome::Right, 1.0);
        ballots.add_loose(0, 2, Outcome::Tie, 1.0, 3.0);
        assert_eq!(ballots.voters(), 5.0);
        let tally = ballots.capped(2.0).tally(5);
        assert_eq!(tally.votes(), 2.0 + 1.0 + 3.0);
        assert_eq!(ballots.capped(9.0), ballots);
    }

    #[test]
    fn saved_ballots_come_back_to_the_bit() {
        let mut ballots = Ballots::new();
        ballots.add(1, 0, 1, Outcome::Left, 0.1 + 0.2);
        ballots.add_loose(1, 2, Outcome::Tie, 1.0 / 3.0, 4.0);
        let text = serde_json::to_string(&ballots).unwrap();
        assert_eq!(serde_json::from_str::<Ballots>(&text).unwrap(), ballots);
    }

    #[test]
    fn a_vote_is_taken_back_once() {
        let mut ballots = Ballots::new();
        ballots.add(3, 0, 1, Outcome::Left, 1.0);
        assert!(!ballots.subtract(0, 0, 1, Outcome::Left, 1.0));
        assert!(ballots.subtract(3, 0, 1, Outcome::Left, 1.0));
        assert!(!ballots.subtract(3, 0, 1, Outcome::Left, 1.0));
        assert_eq!(ballots.voters(), 0.0);
    }
}
