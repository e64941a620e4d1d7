//! Owns what is fitted: a tally seen through a model, as edges between items.
//! Knows nothing of how it is solved.

use super::likelihood::{Kernel, Tie};
use super::model::{Model, Prior, TieModel};
use super::tally::{Cell, Tally};
use std::sync::Arc;

/// The counts of one pair as the likelihood takes them. Without a side effect both orders are one edge, the smaller
/// index left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub wins: f64,
    pub losses: f64,
    pub ties: f64,
}

impl Edge {
    pub fn games(&self) -> f64 {
        self.wins + self.losses + self.ties
    }
}

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
    /// Only ties, under a tie model: strengths are equal and the tie parameter has no estimate.
    pub only_ties: bool,
    /// Means of a Gaussian prior, which sum to 0; all 0 without it.
    pub centre: Option<Arc<[f64]>>,
}

impl Problem {
    pub fn new(tally: &Tally, model: &Model) -> Self {
        let cells = tally.cells();
        let edge = |cell: &Cell| {
            let (wins, losses, ties) = match model.ties {
                TieModel::Davidson | TieModel::RaoKupper => (cell.left_wins, cell.right_wins, cell.ties),
                TieModel::Half => (cell.left_wins + cell.ties / 2.0, cell.right_wins + cell.ties / 2.0, 0.0),
                TieModel::Ignore => (cell.left_wins, cell.right_wins, 0.0),
            };
            ((cell.left, cell.right), Edge { wins, losses, ties })
        };
        let met = cells.chunk_by(|one, other| !model.side_effect && is_one_pair(one, other));
        let met = met.map(|orders| {
            if model.side_effect { edge(&orders[0]) } else { without_sides(orders.iter().map(edge)) }
        });
        // Memory that grows is moved: for millions of pairs that costs more than the fit.
        let (mut ends, mut edges) = (Vec::with_capacity(cells.len()), Vec::with_capacity(cells.len()));
        for (pair, edge) in met.filter(|(_, edge)| edge.games() > 0.0) {
            ends.push(pair);
            edges.push(edge);
        }
        let decided: f64 = edges.iter().map(|edge| edge.wins + edge.losses).sum();
        let ties: f64 = edges.iter().map(|edge| edge.ties).sum();
        let only_ties = ties > 0.0 && decided == 0.0;
        let kernel = if model.ties == TieModel::RaoKupper { Kernel::RaoKupper } else { Kernel::Davidson };
        let for_tie = if kernel == Kernel::RaoKupper { 1.0 } else { 0.5 };
        let mut points = vec![0.0; tally.items()];
        let mut left_points = 0.0;
        for (&(left, right), edge) in ends.iter().zip(&edges) {
            let own = edge.wins + for_tie * edge.ties;
            points[left as usize] += own;
            points[right as usize] += edge.losses + for_tie * edge.ties;
            left_points += own;
        }
        Self {
            items: tally.items(),
            model: *model,
            kernel,
            has_tie: ties > 0.0 && !only_ties,
            has_side: model.side_effect && decided > 0.0,
            votes: decided + ties,
            drawn: ties,
            points,
            left_points,
            only_ties,
            centre: None,
            ends: Arc::new(ends),
            edges,
        }
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
        Tie { kernel: self.kernel, value: if self.has_tie { eta.exp() } else { none } }
    }

    /// Strengths to begin from: by what each item won of its games. Too near to one another rather than too far
    /// apart, where the likelihood bends little and Newton's steps mislead.
    pub fn rough_strengths(&self) -> Vec<f64> {
        let mut games = vec![0.0; self.items];
        let mut won = vec![0.0; self.items];
        for (&(left, right), edge) in self.ends.iter().zip(&self.edges) {
            let (left, right) = (left as usize, right as usize);
            games[left] += edge.games();
            games[right] += edge.games();
            won[left] += edge.wins + 0.5 * edge.ties;
            won[right] += edge.losses + 0.5 * edge.ties;
        }
        let rough = |(won, games): (&f64, &f64)| ((won + 1.0) / (games - won + 1.0)).ln().clamp(-3.0, 3.0);
        won.iter().zip(&games).map(rough).collect()
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

fn is_one_pair(one: &Cell, other: &Cell) -> bool {
    (one.left, one.right) == (other.right, other.left)
}

/// Both orders of a pair, or the only one, as one edge with the smaller index left.
fn without_sides(orders: impl Iterator<Item = ((u32, u32), Edge)>) -> ((u32, u32), Edge) {
    let straight = |((left, right), edge): ((u32, u32), Edge)| {
        let Edge { wins, losses, ties } = edge;
        if left < right {
            ((left, right), edge)
        } else {
            ((right, left), Edge { wins: losses, losses: wins, ties })
        }
    };
    let add = |(ends, one): ((u32, u32), Edge), (_, other): ((u32, u32), Edge)| {
        let edge = Edge {
            wins: one.wins + other.wins,
            losses: one.losses + other.losses,
            ties: one.ties + other.ties,
        };
        (ends, edge)
    };
    orders.map(straight).reduce(add).expect("a pair has at least one order")
}
