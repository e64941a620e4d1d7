//! Owns what is fitted: a tally seen through a model, as edges between items.
//! Knows nothing of how it is solved.

use super::likelihood::{Kernel, Tie};
use super::model::{Model, Prior, TieModel};
use super::tally::Tally;
use std::sync::Arc;

/// The counts of one pair as the likelihood takes them. Without a side effect both orders are one edge.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Edge {
    pub left: u32,
    pub right: u32,
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
    /// The two items of each edge.
    pub ends: Arc<[(u32, u32)]>,
    pub kernel: Kernel,
    /// Whether the tie parameter is estimated.
    pub has_tie: bool,
    /// Whether δ is estimated.
    pub has_side: bool,
    /// Weight of all that enters the likelihood.
    pub votes: f64,
    /// Only ties, under a tie model: strengths are equal and the tie parameter has no estimate.
    pub only_ties: bool,
    /// Means of a Gaussian prior, which sum to 0; all 0 without it.
    pub centre: Option<Arc<[f64]>>,
}

impl Problem {
    pub fn new(tally: &Tally, model: &Model) -> Self {
        let cells = tally.cells();
        let mut edges = Vec::with_capacity(cells.len());
        edges.extend(cells.iter().filter_map(|cell| {
            let (wins, losses, ties) = match model.ties {
                TieModel::Davidson | TieModel::RaoKupper => (cell.left_wins, cell.right_wins, cell.ties),
                TieModel::Half => (cell.left_wins + cell.ties / 2.0, cell.right_wins + cell.ties / 2.0, 0.0),
                TieModel::Ignore => (cell.left_wins, cell.right_wins, 0.0),
            };
            let edge = Edge { left: cell.left, right: cell.right, wins, losses, ties };
            (edge.games() > 0.0).then_some(edge)
        }));
        if !model.side_effect {
            edges = without_sides(&edges);
        }
        let decided: f64 = edges.iter().map(|edge| edge.wins + edge.losses).sum();
        let ties: f64 = edges.iter().map(|edge| edge.ties).sum();
        let only_ties = ties > 0.0 && decided == 0.0;
        Self {
            items: tally.items(),
            model: *model,
            kernel: if model.ties == TieModel::RaoKupper { Kernel::RaoKupper } else { Kernel::Davidson },
            has_tie: ties > 0.0 && !only_ties,
            has_side: model.side_effect && decided > 0.0,
            votes: decided + ties,
            only_ties,
            centre: None,
            ends: edges.iter().map(|edge| (edge.left, edge.right)).collect(),
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

    /// Whether strengths are known only up to a shift: no prior holds them.
    pub fn is_free(&self) -> bool {
        self.model.prior == Prior::None
    }
}

/// Both orders of a pair as one edge, the smaller index left; `edges` are sorted by left, then right.
fn without_sides(edges: &[Edge]) -> Vec<Edge> {
    debug_assert!(edges.is_sorted_by_key(|edge| (edge.left, edge.right)));
    let forward = edges.iter().filter(|edge| edge.left < edge.right).copied();
    let mut merged: Vec<Edge> = Vec::with_capacity(edges.len());
    let (mut one, mut other) = (forward.peekable(), turned(edges).into_iter().peekable());
    loop {
        let key = |edge: &Edge| (edge.left, edge.right);
        match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if key(a) == key(b) => {
                merged.push(Edge {
                    wins: a.wins + b.wins,
                    losses: a.losses + b.losses,
                    ties: a.ties + b.ties,
                    ..*a
                });
                one.next();
                other.next();
            }
            (Some(a), Some(b)) if key(b) < key(a) => merged.extend(other.next()),
            (Some(_), _) => merged.extend(one.next()),
            (None, Some(_)) => merged.extend(other.next()),
            (None, None) => return merged,
        }
    }
}

/// The edges whose smaller index stands right, turned round, by left, then right: a counting sort.
fn turned(edges: &[Edge]) -> Vec<Edge> {
    let backward = || edges.iter().filter(|edge| edge.left > edge.right);
    let items = backward().map(|edge| edge.right as usize + 1).max().unwrap_or(0);
    let mut next = vec![0_usize; items + 1];
    for edge in backward() {
        next[edge.right as usize + 1] += 1;
    }
    for item in 0..items {
        next[item + 1] += next[item];
    }
    let mut sorted = vec![Edge { left: 0, right: 0, wins: 0.0, losses: 0.0, ties: 0.0 }; next[items]];
    for &Edge { left, right, wins, losses, ties } in backward() {
        let at = &mut next[right as usize];
        sorted[*at] = Edge { left: right, right: left, wins: losses, losses: wins, ties };
        *at += 1;
    }
    sorted
}
