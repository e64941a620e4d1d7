//! Owns the fit: Newton's method with step control on (θ, η, δ), from the edges of a problem.
//! Knows nothing of ranks and scores.

use super::evaluate::{State, evaluate};
use super::existence::{self, FitError};
use super::likelihood::Kernel;
use super::linear::{Information, Method};
use super::model::Model;
use super::problem::Problem;
use super::tally::Tally;
use super::value::{log_likelihood, value};
use std::sync::Arc;

/// Newton's method doubles the digits with each step: this many mean that something runs off.
const MOST_ITERATIONS: u32 = 200;
/// A single step moves no strength further: beyond it the quadratic says nothing.
const LONGEST_STEP: f64 = 4.0;
/// e^(θ/2) and its square must stay finite.
const FARTHEST: f64 = 300.0;
/// A step may end where the function falls as steeply as this share of how it rose.
const OVERSHOT: f64 = 0.25;
/// Digits of an iterative step: never fewer than these, and to this size.
const CRUDE: f64 = 1e-3;
const FINE: f64 = 1e-13;
/// Converged: largest step, and largest gradient for each vote.
const STEP: f64 = 1e-9;
const GRADIENT: f64 = 1e-10;

/// Strengths and further parameters that maximise the posterior (or likelihood) of a tally.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    pub(super) problem: Problem,
    /// Where the maximum lies; under a phantom prior its mean is not 0.
    pub(super) point: Point,
    /// The same strengths, centred.
    pub(super) strengths: Vec<f64>,
    pub(super) log_likelihood: f64,
    pub(super) iterations: u32,
    pub(super) components: usize,
    /// Information matrix, prior included, at the estimate.
    pub(super) information: Arc<Information>,
}

/// A place in the space of parameters.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    pub theta: Vec<f64>,
    /// log ν or log κ.
    pub eta: f64,
    /// δ.
    pub side: f64,
}

/// Fits `model` to `tally`; `warm` is an earlier fit to begin from, of the same or fewer items.
///
/// The same tally gives the same bits. A warm start changes the result by less than 10⁻⁹.
///
/// # Errors
/// A model that can't be; no finite estimate, with the items that are the reason; no convergence.
pub fn fit(tally: &Tally, model: &Model, warm: Option<&Fit>) -> Result<Fit, FitError> {
    model.check()?;
    solved(Problem::new(tally, model), warm)
}

/// Fits a problem with its Gaussian prior around `centre`, strengths whose sum is 0, in place of 0.
///
/// # Errors
/// As [`fit`].
pub(super) fn fit_around(problem: Problem, centre: &[f64]) -> Result<Fit, FitError> {
    problem.model.check()?;
    solved(Problem { centre: Some(centre.into()), ..problem }, None)
}

fn solved(problem: Problem, warm: Option<&Fit>) -> Result<Fit, FitError> {
    let components = existence::check(&problem)?;
    let start = Point::start(&problem, warm);
    let (point, state, iterations) = newton(&problem, start)?;
    let log_likelihood = log_likelihood(&problem, &point);
    let information = state.unwrap_or_else(|| evaluate(&problem, &point)).information;
    let mut strengths = point.theta.clone();
    recentre(&mut strengths);
    Ok(Fit { problem, point, strengths, log_likelihood, iterations, components, information })
}

impl Fit {
    /// What was fitted.
    pub fn model(&self) -> &Model {
        &self.problem.model
    }

    /// Strength of each item, the natural log of its Bradley-Terry worth; the sum is 0.
    pub fn strengths(&self) -> &[f64] {
        &self.strengths
    }

    /// ν (Davidson, 0 without ties) or κ (Rao-Kupper, 1 without ties); none where ties have no parameter,
    /// or where there are only ties and it has no finite estimate.
    pub fn tie_parameter(&self) -> Option<f64> {
        use super::model::TieModel::{Davidson, RaoKupper};
        let has_one = matches!(self.problem.model.ties, Davidson | RaoKupper) && !self.problem.only_ties;
        has_one.then(|| self.problem.tie(self.point.eta).value)
    }

    /// δ, the advantage of standing left on the scale of strengths; none where it was not asked for or
    /// where no preference tells of it.
    pub fn side_effect(&self) -> Option<f64> {
        self.problem.has_side.then_some(self.point.side)
    }

    /// Log-likelihood without prior, phantom games and combinatorial constants.
    pub fn log_likelihood(&self) -> f64 {
        self.log_likelihood
    }

    /// Steps of Newton's method.
    pub fn iterations(&self) -> u32 {
        self.iterations
    }

    /// Number of weakly connected components, an item without comparisons being one.
    pub fn components(&self) -> usize {
        self.components
    }

    /// Number of items.
    pub fn items(&self) -> usize {
        self.problem.items
    }

    /// Variance of each strength as if its opponents' strengths were known: cheap, and too small by what is not
    /// known of them. For choosing pairs, never for what people read.
    ///
    /// # Formula
    /// 1/Hᵢᵢ
    pub fn quick_variances(&self) -> Vec<f64> {
        self.information.degrees.iter().map(|held| 1.0 / held).collect()
    }

    /// What the fit maximised: log-likelihood with the log of the prior.
    pub(super) fn objective(&self) -> f64 {
        value(&self.problem, &self.point).objective
    }
}

impl Point {
    fn start(problem: &Problem, warm: Option<&Fit>) -> Self {
        let mut theta =
            problem.centre.as_deref().map_or_else(|| problem.rough_strengths.clone(), <[f64]>::to_vec);
        let (mut eta, mut side) = (problem.rough_tie(), 0.0);
        if problem.centre.is_none() {
            recentre(&mut theta);
        }
        if let Some(warm) = warm {
            for (own, earlier) in theta.iter_mut().zip(&warm.point.theta) {
                *own = *earlier;
            }
            if problem.has_tie && warm.problem.has_tie && warm.problem.kernel == problem.kernel {
                eta = warm.point.eta;
            }
            if problem.has_side {
                side = warm.point.side;
            }
        }
        Self { theta, eta, side }
    }

    fn moved(&self, step: &[f64], eta: f64, side: f64, scale: f64) -> Self {
        Self {
            theta: self.theta.iter().zip(step).map(|(at, by)| at + scale * by).collect(),
            eta: self.eta + scale * eta,
            side: self.side + scale * side,
        }
    }

    fn farthest(&self) -> f64 {
        self.theta.iter().chain([&self.eta, &self.side]).fold(0.0, |most: f64, value| most.max(value.abs()))
    }
}

/// Newton's method from `start`: the maximum, and the number of steps.
fn newton(problem: &Problem, start: Point) -> Result<(Point, Option<State>, u32), FitError> {
    if problem.edges.is_empty() || problem.only_ties {
        // Nothing tells the strengths apart; with ties alone each vote's likelihood tends to 1.
        let theta = problem.centre.as_deref().map_or_else(|| vec![0.0; problem.items], <[f64]>::to_vec);
        let equal = Point { theta, eta: 0.0, side: 0.0 };
        return Ok((equal, None, 0));
    }
    let mut point = start;
    let mut state = evaluate(problem, &point);
    let method = Method::of(&state.information);
    let (mut last, mut tolerance) = (1.0_f64, CRUDE);
    for iteration in 1..=MOST_ITERATIONS {
        // A step needs no more digits than it is right to, nor than count in the end.
        let expected = last * last.max(tolerance);
        tolerance = (FINE / expected).max(expected).min(CRUDE);
        let solved = state.information.step(method, &state.gradient, state.corner_gradient, tolerance);
        let Ok((step, corner)) = solved else {
            return Err(existence::ran_off(problem, &point));
        };
        let eta = if problem.has_tie { corner[0] } else { 0.0 };
        let side = problem.side_border().map_or(0.0, |border| corner[border]);
        let longest = step.iter().chain([&eta, &side]).fold(0.0, |most: f64, by| most.max(by.abs()));
        let steepest =
            state.gradient.iter().chain(&state.corner_gradient).fold(0.0, |most: f64, by| most.max(by.abs()));
        if !longest.is_finite() {
            return Err(existence::ran_off(problem, &point));
        }
        let slope = state.slope(&step, corner);
        last = longest;
        let mut scale = (LONGEST_STEP / longest).min(1.0);
        let converged = longest < STEP && steepest <= GRADIENT * problem.votes;
        if converged {
            // So short a step changes the information by less than its last digits.
            let mut point = point.moved(&step, eta, side, 1.0);
            centre(problem, &mut point);
            return Ok((point, Some(state), iteration));
        }
        (point, state) = loop {
            let mut next = point.moved(&step, eta, side, scale);
            centre(problem, &mut next);
            let inside = next.farthest() < FARTHEST
                && (problem.kernel == Kernel::Davidson || next.eta > 0.0 || !problem.has_tie);
            if inside {
                let next_state = evaluate(problem, &next);
                // A concave function that still rises where the step ends, or has only begun to fall, has risen on it.
                let rises = next_state.slope(&step, corner) >= -OVERSHOT * slope;
                if rises || has_risen(problem, &point, &next, 1e-4 * scale * slope) {
                    break (next, next_state);
                }
            }
            scale /= 2.0;
            if scale < 1e-12 {
                return Err(existence::ran_off(problem, &point));
            }
        };
        if existence::runs_off(problem, &point) {
            return Err(existence::ran_off(problem, &point));
        }
    }
    let steepest = state.gradient.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
    Err(FitError::NotConverged { iterations: MOST_ITERATIONS, gradient: steepest })
}

/// Whether what is maximised is larger at `next` by `least`, but for rounding.
fn has_risen(problem: &Problem, point: &Point, next: &Point, least: f64) -> bool {
    let (before, after) = (value(problem, point), value(problem, next));
    let rounding = 4.0 * f64::EPSILON * (before.magnitude + after.magnitude);
    after.objective >= before.objective + least - rounding
}

/// Free strengths are kept centred on the way.
fn centre(problem: &Problem, point: &mut Point) {
    if problem.is_free() {
        recentre(&mut point.theta);
    }
}

/// Takes the mean off.
fn recentre(theta: &mut [f64]) {
    let mean = theta.iter().sum::<f64>() / theta.len().max(1) as f64;
    theta.iter_mut().for_each(|theta| *theta -= mean);
}
