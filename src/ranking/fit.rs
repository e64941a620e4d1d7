//! Owns the fit: Newton's method with step control on (θ, η, δ), from the edges of a problem.
//! Knows nothing of ranks and scores.

use super::existence::{self, FitError};
use super::likelihood::Kernel;
use super::linear::{Information, Method};
use super::model::{Model, Prior};
use super::problem::Problem;
use super::tally::Tally;

/// Newton's method doubles the digits with each step: this many mean that something runs off.
const MOST_ITERATIONS: u32 = 200;
/// A single step moves no strength further: beyond it the quadratic says nothing.
const LONGEST_STEP: f64 = 4.0;
/// e^(θ/2) and its square must stay finite.
const FARTHEST: f64 = 300.0;
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
    let problem = Problem::new(tally, model);
    let components = existence::check(&problem)?;
    let start = Point::start(&problem, warm);
    let (point, iterations) = newton(&problem, start)?;
    let log_likelihood = log_likelihood(&problem, &point);
    let mut strengths = point.theta.clone();
    recentre(&mut strengths);
    Ok(Fit { problem, point, strengths, log_likelihood, iterations, components })
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

    /// Information matrix, prior included, at the estimate.
    pub(super) fn information(&self) -> Information {
        evaluate(&self.problem, &self.point).information
    }
}

impl Point {
    fn start(problem: &Problem, warm: Option<&Fit>) -> Self {
        let mut theta = vec![0.0; problem.items];
        let cold_tie = if problem.kernel == Kernel::RaoKupper { 0.5 } else { 0.0 };
        let (mut eta, mut side) = (cold_tie, 0.0);
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
        Self { theta, eta: if problem.has_tie { eta } else { cold_tie }, side }
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

/// Objective, gradient and information at a point.
struct State {
    /// What is maximised: with the prior.
    objective: f64,
    /// Size of the terms that it was summed from, which bounds what rounding did.
    magnitude: f64,
    gradient: Vec<f64>,
    corner_gradient: [f64; 2],
    information: Information,
}

fn evaluate(problem: &Problem, point: &Point) -> State {
    let (n, m) = (problem.items, problem.borders());
    let tie = problem.tie(point.eta);
    let roots: Vec<f64> = point.theta.iter().map(|theta| (theta / 2.0).exp()).collect();
    let lean = (point.side / 2.0).exp();
    let mut gradient = vec![0.0; n];
    let mut corner_gradient = [0.0; 2];
    let mut borders = vec![vec![0.0; n]; m];
    let mut corner = [[0.0; 2]; 2];
    let mut weights = Vec::with_capacity(problem.edges.len());
    let mut value = Sum::default();
    let mut magnitude = 0.0;
    let side_at = problem.side_border();
    for edge in &problem.edges {
        let (left, right) = (edge.left as usize, edge.right as usize);
        let terms = tie.terms(roots[left] * lean, roots[right], edge.wins, edge.losses, edge.ties);
        value.add(terms.value + linear_part(problem.kernel, point, edge));
        magnitude += terms.value.abs();
        gradient[left] += terms.by_difference;
        gradient[right] -= terms.by_difference;
        weights.push(terms.curvature);
        if problem.has_tie {
            corner_gradient[0] += terms.by_tie;
            borders[0][left] += terms.mixed;
            borders[0][right] -= terms.mixed;
            corner[0][0] += terms.tie_curvature;
        }
        if let Some(side) = side_at {
            corner_gradient[side] += terms.by_difference;
            borders[side][left] += terms.curvature;
            borders[side][right] -= terms.curvature;
            corner[side][side] += terms.curvature;
            if problem.has_tie {
                corner[0][side] += terms.mixed;
                corner[side][0] += terms.mixed;
            }
        }
    }
    let mut diagonal = vec![0.0; n];
    let penalty = prior(problem.model.prior, &point.theta, &mut gradient, &mut diagonal);
    let ends = problem.edges.iter().map(|edge| (edge.left, edge.right)).collect();
    let information = Information { items: n, ends, weights, diagonal, borders, corner };
    State { objective: value.total() + penalty, magnitude, gradient, corner_gradient, information }
}

/// The log-likelihood to be reported; with ties alone each vote's tends to 0.
fn log_likelihood(problem: &Problem, point: &Point) -> f64 {
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
fn linear_part(kernel: Kernel, point: &Point, edge: &super::problem::Edge) -> f64 {
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
fn prior(prior: Prior, theta: &[f64], gradient: &mut [f64], diagonal: &mut [f64]) -> f64 {
    let mut value = Sum::default();
    match prior {
        Prior::None => {}
        Prior::Gaussian(variance) => {
            for ((theta, gradient), diagonal) in theta.iter().zip(gradient).zip(diagonal) {
                value.add(-0.5 * theta * theta / variance);
                *gradient -= theta / variance;
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

/// Newton's method from `start`: the maximum, and the number of steps.
fn newton(problem: &Problem, start: Point) -> Result<(Point, u32), FitError> {
    if problem.edges.is_empty() || problem.only_ties {
        // Nothing tells the strengths apart; with ties alone each vote's likelihood tends to 1.
        let equal = Point { theta: vec![0.0; problem.items], eta: 0.0, side: 0.0 };
        return Ok((equal, 0));
    }
    let mut point = start;
    let mut state = evaluate(problem, &point);
    let method = Method::of(&state.information);
    let mut last = 1.0_f64;
    for iteration in 1..=MOST_ITERATIONS {
        // Early steps need no more digits than they are right to.
        let tolerance = (last * last).clamp(1e-11, 1e-3);
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
        let slope: f64 = step.iter().zip(&state.gradient).map(|(a, b)| a * b).sum::<f64>()
            + corner.iter().zip(&state.corner_gradient).map(|(a, b)| a * b).sum::<f64>();
        last = longest;
        let mut scale = (LONGEST_STEP / longest).min(1.0);
        let converged = longest < STEP && steepest <= GRADIENT * problem.votes;
        let (next, next_state) = loop {
            let mut next = point.moved(&step, eta, side, scale);
            centre(problem, &mut next);
            let inside = next.farthest() < FARTHEST
                && (problem.kernel == Kernel::Davidson || next.eta > 0.0 || !problem.has_tie);
            if inside {
                let next_state = evaluate(problem, &next);
                let rounding = 4.0 * f64::EPSILON * (state.magnitude + next_state.magnitude);
                if next_state.objective >= state.objective + 1e-4 * scale * slope - rounding {
                    break (next, next_state);
                }
            }
            scale /= 2.0;
            if scale < 1e-12 {
                return Err(existence::ran_off(problem, &point));
            }
        };
        point = next;
        state = next_state;
        if converged {
            return Ok((point, iteration));
        }
        if existence::runs_off(problem, &point) {
            return Err(existence::ran_off(problem, &point));
        }
    }
    let steepest = state.gradient.iter().fold(0.0, |most: f64, by| most.max(by.abs()));
    Err(FitError::NotConverged { iterations: MOST_ITERATIONS, gradient: steepest })
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
