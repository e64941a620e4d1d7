//! Owns what is fitted: a tally seen through a model, as edges between items.
//! Knows nothing of how it is solved.

use super::evaluate::{TWO_PARTS, both};
use super::likelihood::{Kernel, Tie};
use super::model::{Model, Prior, TieModel};
use super::tally::{Cell, Tally};
use std::sync::Arc;

/// The counts of one pair as the likelihood takes them: wins of the left one, its losses, ties. Without a side effect
/// both orders are one edge, the smaller index left.
pub(super) type Edge = [f64; 3];

/// The items of an edge, left and right.
type Ends = (u32, u32);
const NO_ENDS: Ends = (u32::MAX, u32::MAX);

/// A tally seen through a model.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Problem {
    pub items: usize,
    pub model: Model,
    pub edges: Vec<Edge>,
    /// The two items of each edge, left and right; in order of the smaller one.
    pub ends: Arc<Vec<(u32, u32)>>,
    pub kernel: Kernel,
    /// Whether the tie parameter is estimated.
    pub has_tie: bool,
    /// Whether δ is estimated.
    pub has_side: bool,
    /// Weight of all that enters the likelihood.
    pub votes: f64,
    /// Of those, ties.
    pub drawn: f64,
    /// What the log-likelihood is linear in: each item's points, and those of all that stood left.
    pub points: Vec<f64>,
    pub left_points: f64,
    /// Strengths to begin from.
    pub rough_strengths: Vec<f64>,
    /// Only ties, under a tie model: strengths are equal and the tie parameter has no estimate.
    pub only_ties: bool,
    /// Means of a Gaussian prior, which sum to 0; all 0 without it.
    pub centre: Option<Arc<[f64]>>,
    /// What is added to each item's points, beside the votes; none without it.
    pub nudge: Option<Vec<f64>>,
    /// The tie parameter where it is held, not estimated.
    pub held_tie: Option<f64>,
}

impl Problem {
    pub fn new(tally: &Tally, model: &Model) -> Self {
        let cells = tally.cells();
        let (edges, ends, sums) = Part::all(&cells, tally.items(), model);
        let decided = sums.wins + sums.losses;
        let only_ties = sums.ties > 0.0 && decided == 0.0;
        let kernel = if model.ties == TieModel::RaoKupper { Kernel::RaoKupper } else { Kernel::Davidson };
        // A tie is a point for both in Rao and Kupper's likelihood, else half a one.
        let more = if kernel == Kernel::RaoKupper { 0.5 } else { 0.0 };
        Self {
            items: tally.items(),
            model: *model,
            kernel,
            has_tie: sums.ties > 0.0 && !only_ties,
            has_side: model.side_effect && decided > 0.0,
            votes: decided + sums.ties,
            drawn: sums.ties,
            points: sums.items.iter().map(|item| item.won + more * item.ties).collect(),
            left_points: sums.wins + (0.5 + more) * sums.ties,
            rough_strengths: sums.items.iter().map(ItemSums::rough_strength).collect(),
            only_ties,
            centre: None,
            nudge: None,
            held_tie: None,
            ends: Arc::new(ends),
            edges,
        }
    }

    /// The same with votes of weight `weight` each, `noise` of them added to the items' points, and Davidson's tie
    /// parameter held at `tie`: what it tells of choices are these points alone.
    pub fn blurred(tally: &Tally, model: &Model, noise: &[f64], weight: f64, tie: f64) -> Self {
        let mut problem = Self::new(tally, model);
        let nudge: Vec<f64> = noise.iter().map(|noise| weight * noise).collect();
        problem.points.iter_mut().zip(&nudge).for_each(|(points, by)| *points = weight * *points + by);
        problem.edges.iter_mut().flatten().for_each(|count| *count *= weight);
        problem.votes *= weight;
        problem.drawn *= weight;
        problem.left_points *= weight;
        Self { has_tie: false, only_ties: false, nudge: Some(nudge), held_tie: Some(tie), ..problem }
    }

    /// Number of parameters beside the strengths: the tie parameter, then δ.
    pub fn borders(&self) -> usize {
        usize::from(self.has_tie) + usize::from(self.has_side)
    }

    /// Index of δ among the borders.
    pub fn side_border(&self) -> Option<usize> {
        self.has_side.then_some(usize::from(self.has_tie))
    }

    /// The kernels' tie parameter at η.
    pub fn tie(&self, eta: f64) -> Tie {
        let none = if self.kernel == Kernel::RaoKupper { 1.0 } else { 0.0 };
        let held = self.held_tie.unwrap_or(none);
        Tie { kernel: self.kernel, value: if self.has_tie { eta.exp() } else { held } }
    }

    /// η to begin from: the one that has as many ties among equal items.
    pub fn rough_tie(&self) -> f64 {
        let share = self.drawn / self.votes;
        match self.kernel {
            _ if !self.has_tie => 0.0,
            Kernel::Davidson => (2.0 * share / (1.0 - share)).ln(),
            Kernel::RaoKupper => ((1.0 + share) / (1.0 - share)).ln(),
        }
    }

    /// Whether strengths are known only up to a shift: no prior holds them.
    pub fn is_free(&self) -> bool {
        self.model.prior == Prior::None
    }
}

/// Part of the cells on its way to edges.
struct Part<'a> {
    /// Both orders of a pair one after the other, in one part.
    cells: &'a [Cell],
    model: &'a Model,
}

/// Sums over edges.
struct Sums {
    wins: f64,
    losses: f64,
    ties: f64,
    items: Vec<ItemSums>,
}

#[derive(Clone, Copy, Default)]
struct ItemSums {
    /// A tie is half a win here.
    won: f64,
    games: f64,
    ties: f64,
}

impl Part<'_> {
    /// The edges of all cells, those of many in two parts at once: the parts are the same on every machine.
    fn all(cells: &[Cell], items: usize, model: &Model) -> (Vec<Edge>, Vec<Ends>, Sums) {
        let mut cut = if cells.len() < TWO_PARTS { cells.len() } else { cells.len() / 2 };
        while cut > 0 && cut < cells.len() && is_one_pair(&cells[cut - 1], &cells[cut]) {
            cut += 1;
        }
        let (one, other) = cells.split_at(cut);
        let (one, other) = (Part { cells: one, model }, Part { cells: other, model });
        // Lists that are known to be long enough need not grow, and zeros are not written before edges are.
        let (first, second) = together(cells, || one.count(), || other.count());
        let (mut edges, mut ends) = (vec![[0.0; 3]; first + second], vec![(0, 0); first + second]);
        let (one_edges, other_edges) = edges.split_at_mut(first);
        let (one_ends, other_ends) = ends.split_at_mut(first);
        let (mut sums, more) = together(
            cells,
            || one.fill(items, one_edges, one_ends),
            || other.fill(items, other_edges, other_ends),
        );
        sums.add(&more);
        (edges, ends, sums)
    }

    /// What each cell tells of its edge: the two orders of a pair come one after the other, with the same ends.
    fn edges(&self) -> impl Iterator<Item = (Ends, Edge)> {
        let Model { ties, side_effect, .. } = *self.model;
        let edge = move |cell: &Cell| {
            let [wins, losses, drawn] = match ties {
                TieModel::Davidson | TieModel::RaoKupper => [cell.left_wins, cell.right_wins, cell.ties],
                TieModel::Half => [cell.left_wins + cell.ties / 2.0, cell.right_wins + cell.ties / 2.0, 0.0],
                TieModel::Ignore => [cell.left_wins, cell.right_wins, 0.0],
            };
            if side_effect || cell.left < cell.right {
                ((cell.left, cell.right), [wins, losses, drawn])
            } else {
                ((cell.right, cell.left), [losses, wins, drawn])
            }
        };
        self.cells.iter().map(edge).filter(|(_, [wins, losses, ties])| wins + losses + ties > 0.0)
    }

    fn count(&self) -> usize {
        let mut before = NO_ENDS;
        self.edges().map(|(ends, _)| usize::from(std::mem::replace(&mut before, ends) != ends)).sum()
    }

    /// Fills as many edges as there are, all zero before.
    fn fill(&self, items: usize, edges: &mut [Edge], ends: &mut [Ends]) -> Sums {
        let mut sums = Sums { wins: 0.0, losses: 0.0, ties: 0.0, items: vec![ItemSums::default(); items] };
        let (mut before, mut filled) = (NO_ENDS, 0);
        for (pair, edge) in self.edges() {
            // Without a branch: whether both orders of a pair were met is anybody's guess.
            filled += usize::from(std::mem::replace(&mut before, pair) != pair);
            ends[filled - 1] = pair;
            edges[filled - 1].iter_mut().zip(edge).for_each(|(own, count)| *own += count);
            let [wins, losses, ties] = edge;
            sums.wins += wins;
            sums.losses += losses;
            sums.ties += ties;
            let games = wins + losses + ties;
            sums.items[pair.0 as usize].add(&ItemSums { won: wins + 0.5 * ties, games, ties });
            sums.items[pair.1 as usize].add(&ItemSums { won: losses + 0.5 * ties, games, ties });
        }
        sums
    }
}

/// Both, at once where there are many cells.
fn together<A: Send, B: Send>(
    cells: &[Cell],
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B,
) -> (A, B) {
    if cells.len() < TWO_PARTS { (one(), other()) } else { both(one, other) }
}

impl Sums {
    fn add(&mut self, other: &Self) {
        self.wins += other.wins;
        self.losses += other.losses;
        self.ties += other.ties;
        self.items.iter_mut().zip(&other.items).for_each(|(own, other)| own.add(other));
    }
}

impl ItemSums {
    fn add(&mut self, other: &Self) {
        self.won += other.won;
        self.games += other.games;
        self.ties += other.ties;
    }

    /// A strength to begin from, by what was won. Too near to the others rather than too far from them, where the
    /// likelihood bends little and Newton's steps mislead.
    fn rough_strength(&self) -> f64 {
        ((self.won + 1.0) / (self.games - self.won + 1.0)).ln().clamp(-3.0, 3.0)
    }
}

fn is_one_pair(one: &Cell, other: &Cell) -> bool {
    (one.left, one.right) == (other.right, other.left)
}
