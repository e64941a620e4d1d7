//! Owns the derivatives at a point, gradient and information, from a problem's edges.
//! Knows nothing of how the maximum is found.

use super::fit::Point;
use super::likelihood::{Kernel, Terms, Tie};
use super::linear::{Information, dot};
use super::model::Prior;
use super::problem::{Edge, Problem};
use std::sync::Arc;

/// From so many edges on, they are gone through in two parts at once. The parts are the same whatever the
/// machine has of cores, so that sums have the same bits.
pub(super) const TWO_PARTS: usize = 1 << 16;

/// Gradient and information at a point.
pub(super) struct State {
    pub gradient: Vec<f64>,
    pub corner_gradient: [f64; 2],
    pub information: Arc<Information>,
}

impl State {
    /// How what is maximised rises along a step.
    pub fn slope(&self, step: &[f64], corner: [f64; 2]) -> f64 {
        dot(step, &self.gradient) + dot(&corner, &self.corner_gradient)
    }
}

/// Sums over a part of the edges.
struct Part {
    /// Of each item.
    items: Vec<ItemSums>,
    corner_gradient: [f64; 2],
    corner: [[f64; 2]; 2],
}

/// What edges add to an item, side by side since each edge adds to all of it.
#[derive(Clone, Copy, Default)]
struct ItemSums {
    gradient: f64,
    mixed: f64,
    curvature: f64,
    /// Curvature as left less curvature as right.
    side: f64,
}

/// What all edges share.
struct Shared<'a> {
    problem: &'a Problem,
    tie: Tie,
    /// e^(θ/2)
    roots: Vec<f64>,
    /// e^(δ/2)
    lean: f64,
}

pub(super) fn evaluate(problem: &Problem, point: &Point) -> State {
    let shared = Shared {
        problem,
        tie: problem.tie(point.eta),
        roots: point.theta.iter().map(|theta| (theta / 2.0).exp()).collect(),
        lean: (point.side / 2.0).exp(),
    };
    let mut weights = vec![0.0; problem.edges.len()];
    let part = if problem.edges.len() < TWO_PARTS {
        shared.sum(0, &mut weights)
    } else {
        let half = problem.edges.len() / 2;
        let (first, second) = weights.split_at_mut(half);
        let (one, other) = both(|| shared.sum(0, first), || shared.sum(half, second));
        one.and(&other)
    };
    let mut gradient: Vec<f64> = part.items.iter().map(|item| item.gradient).collect();
    if let Some(nudge) = &problem.nudge {
        add(&mut gradient, nudge);
    }
    let mut diagonal = vec![0.0; problem.items];
    let centre = problem.centre.as_deref();
    prior(problem.model.prior, centre, &point.theta, &mut gradient, &mut diagonal);
    let degrees = part.items.iter().zip(&diagonal).map(|(item, held)| item.curvature + held).collect();
    let mut borders: Vec<Vec<f64>> = Vec::with_capacity(2);
    if problem.has_tie {
        borders.push(part.items.iter().map(|item| item.mixed).collect());
    }
    if problem.has_side {
        borders.push(part.items.iter().map(|item| item.side).collect());
    }
    State {
        gradient,
        corner_gradient: part.corner_gradient,
        information: Arc::new(Information {
            items: problem.items,
            ends: Arc::clone(&problem.ends),
            weights,
            diagonal,
            degrees,
            borders,
            corner: part.corner,
        }),
    }
}

/// Does two things at once.
pub(super) fn both<A: Send, B: Send>(one: impl FnOnce() -> A + Send, other: impl FnOnce() -> B) -> (A, B) {
    std::thread::scope(|scope| {
        let one = scope.spawn(one);
        let other = other();
        (one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), other)
    })
}

/// Edges that are computed together, a column at a time, so that the processor can take several at once.
const LANES: usize = 32;
type Column = [f64; LANES];

/// What is computed of some edges.
struct Columns {
    x: Column,
    y: Column,
    wins: Column,
    losses: Column,
    ties: Column,
    by_difference: Column,
    by_tie: Column,
    curvature: Column,
    mixed: Column,
    tie_curvature: Column,
}

impl Shared<'_> {
    /// Over the edges from `first` on, as many as there is room for their weights.
    fn sum(&self, first: usize, weights: &mut [f64]) -> Part {
        let mut part = Part {
            items: vec![ItemSums::default(); self.problem.items],
            corner_gradient: [0.0; 2],
            corner: [[0.0; 2]; 2],
        };
        let mut columns = Columns::new();
        let range = first..first + weights.len();
        let (ends, edges) = (&self.problem.ends[range.clone()], &self.problem.edges[range]);
        for ((ends, edges), weights) in
            ends.chunks(LANES).zip(edges.chunks(LANES)).zip(weights.chunks_mut(LANES))
        {
            columns.take(self, ends, edges);
            columns.compute(self.tie);
            self.scatter(ends, &columns, &mut part);
            weights.copy_from_slice(&columns.curvature[..weights.len()]);
        }
        part
    }

    fn scatter(&self, ends: &[(u32, u32)], columns: &Columns, part: &mut Part) {
        // Edges stand in order of their left item: what they add to it is added up before.
        let mut from = 0;
        for run in ends.chunk_by(|one, other| one.0 == other.0) {
            let mut own = ItemSums::default();
            for (at, &(_, right)) in (from..).zip(run) {
                let (by_difference, mixed) = (columns.by_difference[at], columns.mixed[at]);
                let curvature = columns.curvature[at];
                let right = &mut part.items[right as usize];
                right.gradient -= by_difference;
                right.mixed -= mixed;
                right.curvature += curvature;
                right.side -= curvature;
                own.gradient += by_difference;
                own.mixed += mixed;
                own.curvature += curvature;
            }
            own.side = own.curvature;
            part.items[run[0].0 as usize].add(&own);
            if let Some(side) = self.problem.side_border() {
                part.corner_gradient[side] += own.gradient;
                part.corner[side][side] += own.curvature;
                if self.problem.has_tie {
                    part.corner[0][side] += own.mixed;
                    part.corner[side][0] += own.mixed;
                }
            }
            from += run.len();
        }
        if self.problem.has_tie {
            part.corner_gradient[0] += columns.by_tie.iter().sum::<f64>();
            part.corner[0][0] += columns.tie_curvature.iter().sum::<f64>();
        }
    }
}

impl Columns {
    fn new() -> Self {
        let [zeros, ones] = [[0.0; LANES], [1.0; LANES]];
        Self {
            x: ones,
            y: ones,
            wins: zeros,
            losses: zeros,
            ties: zeros,
            by_difference: zeros,
            by_tie: zeros,
            curvature: zeros,
            mixed: zeros,
            tie_curvature: zeros,
        }
    }

    fn take(&mut self, shared: &Shared<'_>, ends: &[(u32, u32)], edges: &[Edge]) {
        for (at, (&(left, right), edge)) in ends.iter().zip(edges).enumerate() {
            self.x[at] = shared.roots[left as usize] * shared.lean;
            self.y[at] = shared.roots[right as usize];
            [self.wins[at], self.losses[at], self.ties[at]] = *edge;
        }
        // What is left of an earlier, fuller round must not count.
        for at in edges.len()..LANES {
            (self.wins[at], self.losses[at], self.ties[at]) = (0.0, 0.0, 0.0);
        }
    }

    fn compute(&mut self, tie: Tie) {
        let counts = |columns: &Self, at: usize| (columns.wins[at], columns.losses[at], columns.ties[at]);
        match tie.kernel {
            Kernel::Davidson => {
                for at in 0..LANES {
                    let (wins, losses, ties) = counts(self, at);
                    self.put(at, tie.davidson(self.x[at], self.y[at], wins, losses, ties));
                }
            }
            Kernel::RaoKupper => {
                for at in 0..LANES {
                    let (wins, losses, ties) = counts(self, at);
                    self.put(at, tie.rao_kupper(self.x[at], self.y[at], wins, losses, ties));
                }
            }
        }
    }

    #[inline]
    fn put(&mut self, at: usize, terms: Terms) {
        self.by_difference[at] = terms.by_difference;
        self.by_tie[at] = terms.by_tie;
        self.curvature[at] = terms.curvature;
        self.mixed[at] = terms.mixed;
        self.tie_curvature[at] = terms.tie_curvature;
    }
}

impl ItemSums {
    fn add(&mut self, other: &Self) {
        self.gradient += other.gradient;
        self.mixed += other.mixed;
        self.curvature += other.curvature;
        self.side += other.side;
    }
}

impl Part {
    fn and(mut self, other: &Self) -> Self {
        self.items.iter_mut().zip(&other.items).for_each(|(own, other)| own.add(other));
        for row in 0..2 {
            self.corner_gradient[row] += other.corner_gradient[row];
            for column in 0..2 {
                self.corner[row][column] += other.corner[row][column];
            }
        }
        self
    }
}

/// own += other
pub(super) fn add(own: &mut [f64], other: &[f64]) {
    own.iter_mut().zip(other).for_each(|(own, other)| *own += other);
}

/// Adds the prior's gradient and curvature.
fn prior(prior: Prior, centre: Option<&[f64]>, theta: &[f64], gradient: &mut [f64], diagonal: &mut [f64]) {
    for (item, ((theta, gradient), diagonal)) in theta.iter().zip(gradient).zip(diagonal).enumerate() {
        match prior {
            Prior::None => {}
            Prior::Gaussian(variance) => {
                *gradient -= (theta - centre.map_or(0.0, |centre| centre[item])) / variance;
                *diagonal += 1.0 / variance;
            }
            Prior::Phantom(games) => {
                let root = (theta / 2.0).exp();
                let sum = root + 1.0 / root;
                *gradient -= 0.5 * games * (root - 1.0 / root) / sum;
                *diagonal += games / (sum * sum);
            }
        }
    }
}
