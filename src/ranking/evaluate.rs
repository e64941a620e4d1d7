//! Owns the objective at a point: log-likelihood, prior, gradient and information, from a problem's edges.
//! Knows nothing of how the maximum is found.

use super::fit::Point;
use super::likelihood::{Kernel, Tie};
use super::linear::Information;
use super::model::Prior;
use super::problem::{Edge, Problem};

/// From so many edges on, they are gone through in two parts at once. The parts are the same whatever the
/// machine has of cores, so that sums have the same bits.
pub(super) const TWO_PARTS: usize = 1 << 16;

/// Objective, gradient and information at a point.
pub(super) struct State {
    /// What is maximised: with the prior.
    pub objective: f64,
    /// Its part without the prior.
    pub log_likelihood: f64,
    /// Size of the terms that it was summed from, which bounds what rounding did.
    pub magnitude: f64,
    pub gradient: Vec<f64>,
    pub corner_gradient: [f64; 2],
    pub information: Information,
}

/// Sums over a part of the edges.
struct Part {
    value: Sum,
    magnitude: f64,
    gradient: Vec<f64>,
    corner_gradient: [f64; 2],
    borders: Vec<Vec<f64>>,
    corner: [[f64; 2]; 2],
}

/// What all edges share.
struct Shared<'a> {
    problem: &'a Problem,
    point: &'a Point,
    tie: Tie,
    /// e^(θ/2)
    roots: Vec<f64>,
    /// e^(δ/2)
    lean: f64,
}

pub(super) fn evaluate(problem: &Problem, point: &Point) -> State {
    let shared = Shared {
        problem,
        point,
        tie: problem.tie(point.eta),
        roots: point.theta.iter().map(|theta| (theta / 2.0).exp()).collect(),
        lean: (point.side / 2.0).exp(),
    };
    let mut weights = vec![0.0; problem.edges.len()];
    let mut part = if problem.edges.len() < TWO_PARTS {
        shared.sum(&problem.edges, &mut weights)
    } else {
        let half = problem.edges.len() / 2;
        let (first, second) = problem.edges.split_at(half);
        let (first_weights, second_weights) = weights.split_at_mut(half);
        let (one, other) = both(|| shared.sum(first, first_weights), || shared.sum(second, second_weights));
        one.and(&other)
    };
    let mut diagonal = vec![0.0; problem.items];
    let centre = problem.centre.as_deref();
    let penalty = prior(problem.model.prior, centre, &point.theta, &mut part.gradient, &mut diagonal);
    let log_likelihood = part.value.total();
    State {
        objective: log_likelihood + penalty,
        log_likelihood,
        magnitude: part.magnitude,
        gradient: part.gradient,
        corner_gradient: part.corner_gradient,
        information: Information {
            items: problem.items,
            ends: problem.ends.clone(),
            weights,
            diagonal,
            borders: part.borders,
            corner: part.corner,
        },
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

impl Shared<'_> {
    fn sum(&self, edges: &[Edge], weights: &mut [f64]) -> Part {
        let problem = self.problem;
        let n = problem.items;
        let mut part = Part {
            value: Sum::default(),
            magnitude: 0.0,
            gradient: vec![0.0; n],
            corner_gradient: [0.0; 2],
            borders: vec![vec![0.0; n]; problem.borders()],
            corner: [[0.0; 2]; 2],
        };
        let side_at = problem.side_border();
        for (edge, weight) in edges.iter().zip(weights) {
            let (left, right) = (edge.left as usize, edge.right as usize);
            let (x, y) = (self.roots[left] * self.lean, self.roots[right]);
            let terms = self.tie.terms(x, y, edge.wins, edge.losses, edge.ties);
            part.value.add(terms.value + linear_part(problem.kernel, self.point, edge));
            part.magnitude += terms.value.abs();
            part.gradient[left] += terms.by_difference;
            part.gradient[right] -= terms.by_difference;
            *weight = terms.curvature;
            if problem.has_tie {
                part.corner_gradient[0] += terms.by_tie;
                part.borders[0][left] += terms.mixed;
                part.borders[0][right] -= terms.mixed;
                part.corner[0][0] += terms.tie_curvature;
            }
            if let Some(side) = side_at {
                part.corner_gradient[side] += terms.by_difference;
                part.borders[side][left] += terms.curvature;
                part.borders[side][right] -= terms.curvature;
                part.corner[side][side] += terms.curvature;
                if problem.has_tie {
                    part.corner[0][side] += terms.mixed;
                    part.corner[side][0] += terms.mixed;
                }
            }
        }
        part
    }
}

impl Part {
    fn and(mut self, other: &Self) -> Self {
        self.value.add(other.value.high);
        self.value.add(other.value.low);
        self.magnitude += other.magnitude;
        add(&mut self.gradient, &other.gradient);
        for (own, other) in self.borders.iter_mut().zip(&other.borders) {
            add(own, other);
        }
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

/// The log-likelihood to be reported; with ties alone each vote's tends to 0.
pub(super) fn log_likelihood(problem: &Problem, point: &Point, state: Option<&State>) -> f64 {
    // What rounding can have done to the sum that the fit ended with.
    const DIGITS: f64 = 1e-9;
    if let Some(state) = state
        && state.magnitude * f64::EPSILON < DIGITS
    {
        return state.log_likelihood;
    }
    if problem.only_ties {
        return 0.0;
    }
    let tie = problem.tie(point.eta);
    let mut sum = Sum::default();
    for edge in &problem.edges {
        let x = (0.5 * (point.theta[edge.left as usize] + point.side)).exp();
        let y = (0.5 * point.theta[edge.right as usize]).exp();
        sum.add(tie.log_likelihood(x, y, edge.wins, edge.losses, edge.ties));
    }
    sum.total()
}

/// What [`super::likelihood::Tie::terms`] leaves out of the value since it is linear in the parameters.
#[inline]
fn linear_part(kernel: Kernel, point: &Point, edge: &Edge) -> f64 {
    let (u, v) = (point.theta[edge.left as usize] + point.side, point.theta[edge.right as usize]);
    match kernel {
        Kernel::Davidson => {
            let tie = if edge.ties > 0.0 { edge.ties * (point.eta + 0.5 * (u + v)) } else { 0.0 };
            edge.wins * u + edge.losses * v + tie
        }
        Kernel::RaoKupper => (edge.wins + edge.ties) * u + (edge.losses + edge.ties) * v,
    }
}

/// Log of the prior up to a constant; adds its gradient and curvature.
fn prior(
    prior: Prior,
    centre: Option<&[f64]>,
    theta: &[f64],
    gradient: &mut [f64],
    diagonal: &mut [f64],
) -> f64 {
    let mut value = Sum::default();
    match prior {
        Prior::None => {}
        Prior::Gaussian(variance) => {
            for (item, ((theta, gradient), diagonal)) in theta.iter().zip(gradient).zip(diagonal).enumerate()
            {
                let off = theta - centre.map_or(0.0, |centre| centre[item]);
                value.add(-0.5 * off * off / variance);
                *gradient -= off / variance;
                *diagonal += 1.0 / variance;
            }
        }
        Prior::Phantom(games) => {
            for ((theta, gradient), diagonal) in theta.iter().zip(gradient).zip(diagonal) {
                let root = (theta / 2.0).exp();
                let sum = root + 1.0 / root;
                let lead = (root - 1.0 / root) / sum;
                value.add(-games * sum.ln());
                *gradient -= 0.5 * games * lead;
                *diagonal += games / (sum * sum);
            }
        }
    }
    value.total()
}

/// A sum with Neumaier's compensation: line search compares large values that differ little.
#[derive(Default)]
struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    #[inline]
    fn add(&mut self, term: f64) {
        let sum = self.high + term;
        self.low +=
            if self.high.abs() >= term.abs() { (self.high - sum) + term } else { (term - sum) + self.high };
        self.high = sum;
    }

    fn total(&self) -> f64 {
        self.high + self.low
    }
}
