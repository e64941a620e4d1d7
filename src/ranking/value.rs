//! Owns the value of what is maximised: log-likelihood and prior at a point. Knows nothing of derivatives.

use super::evaluate::{TWO_PARTS, both};
use super::fit::Point;
use super::likelihood::{Kernel, Tie};
use super::model::Prior;
use super::problem::Problem;
use std::ops::Range;

/// What rounding may do to a log-likelihood before the longer way is taken.
const DIGITS: f64 = 1e-9;

/// The value at a point.
pub(super) struct Value {
    /// What is maximised: with the prior.
    pub objective: f64,
    log_likelihood: f64,
    /// Size of the terms that it was summed from, which bounds what rounding did.
    pub magnitude: f64,
}

/// # Formula
/// log-likelihood = Σ points·θ + left points·δ + ties·log of a tie − Σ exponent·log base, the bases being what chances
/// are divided by
pub(super) fn value(problem: &Problem, point: &Point) -> Value {
    let tie = problem.tie(point.eta);
    let roots: Vec<f64> = point.theta.iter().map(|theta| (theta / 2.0).exp()).collect();
    let lean = (point.side / 2.0).exp();
    let logs = |range: Range<usize>| {
        let (mut sum, mut magnitude) = (Sum::default(), 0.0);
        for (&(left, right), &[wins, losses, ties]) in
            problem.ends[range.clone()].iter().zip(&problem.edges[range])
        {
            let (x, y) = (roots[left as usize] * lean, roots[right as usize]);
            let term = match tie.kernel {
                Kernel::Davidson => (wins + losses + ties) * tie.davidson_sum(x, y).ln(),
                Kernel::RaoKupper => {
                    (wins + ties) * tie.rao_kupper_sum(x, y).ln()
                        + (losses + ties) * tie.rao_kupper_sum(y, x).ln()
                }
            };
            sum.add(term);
            magnitude += term.abs();
        }
        (sum, magnitude)
    };
    let edges = problem.edges.len();
    let (sum, magnitude) = if edges < TWO_PARTS {
        logs(0..edges)
    } else {
        let ((mut sum, magnitude), (other, other_magnitude)) =
            both(|| logs(0..edges / 2), || logs(edges / 2..edges));
        sum.add(other.high);
        sum.add(other.low);
        (sum, magnitude + other_magnitude)
    };
    let log_likelihood = linear_part(problem, point, tie) - sum.total();
    Value { objective: log_likelihood + prior(problem, &point.theta), log_likelihood, magnitude }
}

/// The log-likelihood to be reported; with ties alone each vote's tends to 0.
pub(super) fn log_likelihood(problem: &Problem, point: &Point) -> f64 {
    if problem.only_ties {
        return 0.0;
    }
    let quick = value(problem, point);
    if quick.magnitude * f64::EPSILON < DIGITS {
        return quick.log_likelihood;
    }
    let tie = problem.tie(point.eta);
    let mut sum = Sum::default();
    for (&(left, right), &[wins, losses, ties]) in problem.ends.iter().zip(&problem.edges) {
        let x = (0.5 * (point.theta[left as usize] + point.side)).exp();
        let y = (0.5 * point.theta[right as usize]).exp();
        sum.add(tie.log_likelihood(x, y, wins, losses, ties));
    }
    sum.total()
}

/// The part of the log-likelihood that is linear in θ and δ, with that of the tie parameter.
fn linear_part(problem: &Problem, point: &Point, tie: Tie) -> f64 {
    let mut sum = Sum::default();
    point.theta.iter().zip(&problem.points).for_each(|(theta, points)| sum.add(theta * points));
    sum.add(point.side * problem.left_points);
    if problem.has_tie {
        sum.add(problem.drawn * tie.log_of_tie(point.eta));
    }
    sum.total()
}

/// Log of the prior up to a constant.
fn prior(problem: &Problem, theta: &[f64]) -> f64 {
    let mut sum = Sum::default();
    match problem.model.prior {
        Prior::None => {}
        Prior::Gaussian(variance) => {
            for (item, theta) in theta.iter().enumerate() {
                let off = theta - problem.centre.as_ref().map_or(0.0, |centre| centre[item]);
                sum.add(-0.5 * off * off / variance);
            }
        }
        Prior::Phantom(games) => {
            theta
                .iter()
                .for_each(|theta| sum.add(-games * ((0.5 * theta).exp() + (-0.5 * theta).exp()).ln()));
        }
    }
    sum.total()
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
