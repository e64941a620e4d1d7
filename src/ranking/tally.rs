//! Owns the counts of outcomes for each ordered pair of items: all that the pooled fit needs.
//! Knows no ids: an item is an index from 0.

use super::exact::ExactSum;
use super::record::Record;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

/// What a vote on a pair said. A skip says nothing about preference and never comes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Left,
    Right,
    Tie,
}

impl Outcome {
    /// The same vote with the sides swapped.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Tie => Self::Tie,
        }
    }
}

/// Weighted counts of one ordered pair: `left` stood left, `right` right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Cell {
    pub left: u32,
    pub right: u32,
    pub left_wins: f64,
    pub right_wins: f64,
    pub ties: f64,
}

impl Cell {
    /// A pair without votes.
    pub fn empty(left: u32, right: u32) -> Self {
        Self { left, right, left_wins: 0.0, right_wins: 0.0, ties: 0.0 }
    }

    /// What the canonical order goes by: the pair, then the order in which its items stood.
    pub fn place(&self) -> (u32, u32, bool) {
        (self.left.min(self.right), self.left.max(self.right), self.left > self.right)
    }

    /// Weight of all votes on the pair.
    pub fn total(&self) -> f64 {
        self.left_wins + self.right_wins + self.ties
    }

    fn add(&mut self, other: &Self) {
        self.left_wins += other.left_wins;
        self.right_wins += other.right_wins;
        self.ties += other.ties;
    }

    pub(super) fn of(&mut self, outcome: Outcome) -> &mut f64 {
        match outcome {
            Outcome::Left => &mut self.left_wins,
            Outcome::Right => &mut self.right_wins,
            Outcome::Tie => &mut self.ties,
        }
    }
}

/// Counts of outcomes for each ordered pair of items `0..items()`.
///
/// The order in which votes come, and the parts in which tallies are merged, change no bit: whole weights
/// are exact up to 2⁵³ a cell, fractional ones are summed exactly and rounded once.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(from = "SavedTally", into = "SavedTally")]
pub struct Tally {
    items: u32,
    /// Whole weights only; the first `settled` in canonical order, then new ones as they came.
    cells: Vec<Cell>,
    settled: usize,
    /// Where the cells of new pairs are.
    places: HashMap<(u32, u32), usize>,
    /// Whether the cells are known to be in canonical order, none of them empty.
    is_canonical: bool,
    /// What came in fractional weights, beside the whole ones.
    fractions: BTreeMap<(u32, u32, Outcome), ExactSum>,
}

impl Tally {
    /// A tally of `items` items without votes.
    pub fn new(items: usize) -> Self {
        Self { items: index(items), ..Self::default() }
    }

    /// A tally from whole counts, one cell a pair, in any order.
    ///
    /// # Panics
    /// If a cell names an item that is not there, an item against itself, or a pair that stands twice.
    pub fn from_cells(items: usize, mut cells: Vec<Cell>) -> Self {
        let in_order = |cells: &[Cell]| cells.is_sorted_by(|one, other| one.place() < other.place());
        if !in_order(&cells) {
            settle(&mut cells);
            assert!(in_order(&cells), "a pair that stands twice");
        }
        let mut is_canonical = true;
        for cell in &cells {
            assert!(cell.left != cell.right, "an item against itself");
            assert!(cell.left.max(cell.right) < index(items), "an item that is not there");
            is_canonical &= cell.total() > 0.0;
        }
        Self { items: index(items), settled: cells.len(), cells, is_canonical, ..Self::default() }
    }

    /// Number of items; those without votes count too.
    pub fn items(&self) -> usize {
        self.items as usize
    }

    /// Makes room for items up to `items`; never fewer than there are.
    pub fn grow(&mut self, items: usize) {
        self.items = self.items.max(index(items));
    }

    /// Adds a vote of `weight` ≥ 0; items that are new are made room for.
    ///
    /// # Panics
    /// If an item stands against itself, or the weight is negative or not finite.
    pub fn add(&mut self, left: usize, right: usize, outcome: Outcome, weight: f64) {
        assert!(weight.is_finite() && weight >= 0.0, "a weight is finite and not negative");
        self.change(left, right, outcome, weight);
    }

    /// Takes back a vote that was added before with the same arguments.
    pub fn subtract(&mut self, left: usize, right: usize, outcome: Outcome, weight: f64) {
        assert!(weight.is_finite() && weight >= 0.0, "a weight is finite and not negative");
        self.change(left, right, outcome, -weight);
    }

    fn change(&mut self, left: usize, right: usize, outcome: Outcome, weight: f64) {
        assert!(left != right, "an item against itself");
        self.grow(left.max(right) + 1);
        let (left, right) = (index(left), index(right));
        if weight.fract() == 0.0 {
            self.is_canonical &= weight > 0.0;
            *self.cell(left, right).of(outcome) += weight;
        } else {
            self.is_canonical = false;
            self.fractions.entry((left, right, outcome)).or_default().add(weight);
        }
    }

    /// Puts new pairs in order, which whoever reads the cells does otherwise, in a copy.
    pub fn settle(&mut self) {
        settle(&mut self.cells);
        self.settled = self.cells.len();
        self.places.clear();
    }

    fn cell(&mut self, left: u32, right: u32) -> &mut Cell {
        let empty = Cell::empty(left, right);
        if let Ok(at) = self.cells[..self.settled].binary_search_by_key(&empty.place(), Cell::place) {
            return &mut self.cells[at];
        }
        self.is_canonical = false;
        // So seldom that it costs little for each new pair.
        if self.cells.len() > self.settled + self.settled / 16 + 64 {
            self.settle();
            return self.cell(left, right);
        }
        let at = *self.places.entry((left, right)).or_insert_with(|| {
            self.cells.push(empty);
            self.cells.len() - 1
        });
        &mut self.cells[at]
    }

    /// Adds all that another tally over the same items holds.
    pub fn merge(&mut self, other: &Self) {
        self.grow(other.items());
        self.is_canonical = false;
        for cell in &other.cells {
            self.cell(cell.left, cell.right).add(cell);
        }
        for (key, sum) in &other.fractions {
            self.fractions.entry(*key).or_default().merge(sum);
        }
    }

    /// The same votes over other items: `places[i]` is where item i goes, or nowhere. Votes between items
    /// that go to one place count for neither; votes with an item that goes nowhere are left out.
    ///
    /// # Panics
    /// If there are fewer places than items.
    #[must_use]
    pub fn mapped(&self, places: &[Option<usize>], items: usize) -> Self {
        let moved = |cell: &Cell| {
            let (left, right) = (places[cell.left as usize]?, places[cell.right as usize]?);
            (left != right).then(|| Cell { left: index(left), right: index(right), ..*cell })
        };
        let mut mapped = Self { cells: self.cells.iter().filter_map(moved).collect(), ..Self::new(items) };
        settle(&mut mapped.cells);
        mapped.cells.dedup_by(|next, kept| {
            let is_same = next.place() == kept.place();
            if is_same {
                kept.add(next);
            }
            is_same
        });
        mapped.settle();
        for ((left, right, outcome), sum) in &self.fractions {
            let (left, right) = (places[*left as usize], places[*right as usize]);
            let (Some(left), Some(right)) = (left, right) else { continue };
            if left != right {
                let key = (index(left), index(right), *outcome);
                mapped.fractions.entry(key).or_default().merge(sum);
            }
        }
        mapped
    }

    /// The ordered pairs with votes, both orders of a pair one after the other: the canonical form, as
    /// [`Cell::place`] has it.
    pub fn cells(&self) -> Cow<'_, [Cell]> {
        let is_canonical = self.is_canonical
            || self.fractions.is_empty()
                && self.settled == self.cells.len()
                && self.cells.iter().all(|cell| cell.total() > 0.0);
        if is_canonical { Cow::Borrowed(&self.cells) } else { Cow::Owned(self.canonical()) }
    }

    /// The same for sums, which of whole weights are exact in any order; cells may be empty.
    fn in_any_order(&self) -> Cow<'_, [Cell]> {
        if self.fractions.is_empty() { Cow::Borrowed(&self.cells) } else { self.cells() }
    }

    fn canonical(&self) -> Vec<Cell> {
        let mut cells = self.cells.clone();
        settle(&mut cells);
        if self.fractions.is_empty() {
            cells.retain(|cell| cell.total() > 0.0);
            return cells;
        }
        let mut only_fractions: Vec<Cell> =
            self.fractions.keys().map(|&(left, right, _)| Cell::empty(left, right)).collect();
        only_fractions.dedup();
        only_fractions.retain(|empty| cells.binary_search_by_key(&empty.place(), Cell::place).is_err());
        if !only_fractions.is_empty() {
            cells.extend(only_fractions);
            cells.sort_unstable_by_key(Cell::place);
        }
        for ((left, right, outcome), sum) in &self.fractions {
            let at = cells.binary_search_by_key(&Cell::empty(*left, *right).place(), Cell::place);
            let cell = &mut cells[at.expect("pairs with fractions alone were entered above")];
            let count = cell.of(*outcome);
            let mut whole = sum.clone();
            whole.add(*count);
            *count = whole.value();
        }
        cells.retain(|cell| cell.total() > 0.0);
        cells
    }

    /// Weight of all votes.
    pub fn votes(&self) -> f64 {
        // No votes add up to −0, which adding 0 turns into 0.
        self.in_any_order().iter().map(Cell::total).sum::<f64>() + 0.0
    }

    /// Wins, losses and ties of each item, on either side.
    pub fn records(&self) -> Vec<Record> {
        let mut records = vec![Record::default(); self.items()];
        for cell in self.in_any_order().iter() {
            let left = &mut records[cell.left as usize];
            left.wins += cell.left_wins;
            left.losses += cell.right_wins;
            left.ties += cell.ties;
            let right = &mut records[cell.right as usize];
            right.wins += cell.right_wins;
            right.losses += cell.left_wins;
            right.ties += cell.ties;
        }
        records
    }
}

impl PartialEq for Tally {
    /// Equal when they say the same: the order of entering is not part of it.
    fn eq(&self, other: &Self) -> bool {
        self.items == other.items && self.cells() == other.cells()
    }
}

/// The form in which a tally is saved: lists, since a JSON object has no pairs as keys.
#[derive(Serialize, Deserialize)]
struct SavedTally {
    items: u32,
    cells: Vec<(u32, u32, f64, f64, f64)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    fractions: Vec<(u32, u32, Outcome, ExactSum)>,
}

impl From<Tally> for SavedTally {
    fn from(tally: Tally) -> Self {
        let mut cells = tally.cells;
        settle(&mut cells);
        let saved = |cell: Cell| (cell.left, cell.right, cell.left_wins, cell.right_wins, cell.ties);
        let cells = cells.into_iter().map(saved).collect();
        let fractions =
            tally.fractions.into_iter().map(|((l, r, outcome), sum)| (l, r, outcome, sum)).collect();
        Self { items: tally.items, cells, fractions }
    }
}

impl From<SavedTally> for Tally {
    fn from(saved: SavedTally) -> Self {
        let mut cells: Vec<Cell> = saved
            .cells
            .into_iter()
            .map(|(left, right, left_wins, right_wins, ties)| Cell {
                left,
                right,
                left_wins,
                right_wins,
                ties,
            })
            .collect();
        settle(&mut cells);
        let fractions =
            saved.fractions.into_iter().map(|(l, r, outcome, sum)| ((l, r, outcome), sum)).collect();
        Self { items: saved.items, settled: cells.len(), cells, fractions, ..Self::default() }
    }
}

/// Puts cells in canonical order; where few are out of it, that costs little.
fn settle(cells: &mut [Cell]) {
    if !cells.is_sorted_by_key(Cell::place) {
        cells.sort_by_key(Cell::place);
    }
}

fn index(value: usize) -> u32 {
    u32::try_from(value).expect("fewer than 2³² items and pairs fit in memory")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_and_parts_change_nothing() {
        let votes = [(0, 1, Outcome::Left, 0.1), (1, 0, Outcome::Tie, 1.0), (0, 1, Outcome::Left, 0.7)];
        let mut forward = Tally::new(2);
        votes.iter().for_each(|&(l, r, o, w)| forward.add(l, r, o, w));
        let mut backward = Tally::new(3);
        votes.iter().rev().for_each(|&(l, r, o, w)| backward.add(l, r, o, w));
        assert_ne!(forward, backward, "one has an item more");
        forward.grow(3);
        assert_eq!(forward, backward);
        let mut parts = Tally::new(3);
        for &(l, r, o, w) in &votes {
            let mut part = Tally::new(3);
            part.add(l, r, o, w);
            parts.merge(&part);
        }
        assert_eq!(parts, forward);
    }

    #[test]
    fn taking_back_undoes() {
        let mut tally = Tally::new(2);
        tally.add(0, 1, Outcome::Left, 0.3);
        tally.add(1, 0, Outcome::Right, 1.0);
        tally.subtract(0, 1, Outcome::Left, 0.3);
        tally.subtract(1, 0, Outcome::Right, 1.0);
        assert_eq!(tally, Tally::new(2));
        assert_eq!(tally.votes(), 0.0);
    }

    #[test]
    fn a_saved_tally_comes_back() {
        let mut tally = Tally::new(4);
        tally.add(2, 1, Outcome::Left, 0.3);
        tally.add(1, 2, Outcome::Right, 2.0);
        let text = serde_json::to_string(&tally).unwrap();
        let back: Tally = serde_json::from_str(&text).unwrap();
        assert_eq!(back, tally);
        assert_eq!(back.items(), 4);
    }

    #[test]
    fn counts_records_on_both_sides() {
        let mut tally = Tally::new(2);
        tally.add(0, 1, Outcome::Left, 3.0);
        tally.add(1, 0, Outcome::Left, 1.0);
        tally.add(1, 0, Outcome::Tie, 2.0);
        assert_eq!(tally.records()[0], Record { wins: 3.0, losses: 1.0, ties: 2.0 });
    }
}
