//! Owns what is told of a cell of people: estimates from its votes with noise on them, and errors that hold the noise.
//! Knows nothing of who decides the noise.

use super::ballots::Ballots;
use super::covariance::{Covariance, FULL_ITEMS};
use super::dense::{mirror, sandwich};
use super::draws::normal;
use super::evaluate::evaluate;
use super::existence::FitError;
use super::fit::{Fit, Point, fit_around};
use super::groups::{Difference, differences};
use super::linear::{Inverse, Method, Solver};
use super::model::{Model, Prior, TieModel};
use super::problem::Problem;
use super::sampled::Samples;
use super::spread::spread;
use super::tally::Tally;
use super::voter_scores::dispersion;
use faer::Mat;
use rand::rngs::SmallRng;
use std::sync::Arc;

/// Variance of the noise on an item's points, in votes: what it needs to be, see `docs/statistics.md`.
const VARIANCE: f64 = 9.0;
/// In cells of fewer people it is larger, the more so the fewer they are: each of their releases is one more look at the
/// same people, and few votes say little anyway.
const FEW: f64 = 40.0;
/// Up to so many people it is that; beyond it grows as they do, so that a cell which is released again and again
/// on its way never tells more than some of its releases would.
const PEOPLE: f64 = 175.0;
/// Of people who tell more than this of an item (variance of their points), it grows with what they tell.
const TOLD: f64 = 0.4;
/// People of a cell are told, and known to its errors, by fives.
pub const FIVE: f64 = 5.0;

/// A cell of people: those of a group, or who came through an event.
#[derive(Debug, Clone, Copy)]
pub struct People<'a> {
    pub tally: &'a Tally,
    /// The same votes, by person.
    pub ballots: &'a Ballots,
    /// Votes of everybody else.
    pub rest: &'a Tally,
    /// For each item a draw from N(0, 1), which the cell's people decide.
    pub normals: &'a [f64],
}

/// What may be told of a cell. It knows its people's choices by the sums of [`Blurred::noise`] alone.
#[derive(Debug, Clone)]
pub struct Blurred {
    /// Held towards the common ranking.
    pub held: Fit,
    pub covariance: Covariance,
    /// From everybody else, not held towards anything.
    pub differences: Vec<Option<Difference>>,
    /// The cell's own strengths, not held, with their errors.
    pub own: Vec<(f64, f64)>,
    /// What was added to each item's points; its sum is 0.
    pub noise: Vec<f64>,
}

/// Variance of the noise on each item's points in a cell of so many people, whose points on an item have the variance
/// `told` each.
pub fn noise_variance(people: f64, told: f64) -> f64 {
    VARIANCE * (FEW / people).max(people / PEOPLE).max(1.0) * (told / TOLD).max(1.0)
}

/// Rankings of cells beside the common one, `common` fit and robust covariance of all votes; and how far cells differ.
///
/// # Formula
/// Points of a cell (wins and half its ties) get noise ξ ~ N(0, σ²(I − 11ᵀ/k)) over the k items that it compared; those
/// of the rest −ξ. With tie parameter held at the common one, choices enter by these sums alone. Strengths maximise
/// ω(ℓ + ξθ) − |θ − θ₀|²/2τ², θ₀ the common strengths, ω = D/(φD + σ²): what the noisy votes are worth, D the mean
/// information on an item, φ how much more people's points vary than independent votes would.
///
/// # Errors
/// A fit that fails.
pub fn blurred(common: (&Fit, &Covariance), cells: &[People<'_>]) -> Result<(f64, Vec<Blurred>), FitError> {
    let extra = dispersion(common.0, cells.iter().map(|cell| cell.ballots));
    let known = Known::of(common, extra)?;
    let sides = cells.iter().map(|cell| Sides::of(&known, cell)).collect::<Vec<_>>();
    let rests = sides.iter().map(|of| of.rest.apart(&known)).collect::<Result<Vec<_>, _>>()?;
    let spread = spread(&known, &sides, &rests)?;
    let told = sides.iter().zip(&rests).map(|(sides, rest)| told(&known, sides, rest, spread));
    Ok((spread, told.collect::<Result<Vec<_>, FitError>>()?))
}

fn told(known: &Known<'_>, sides: &Sides<'_>, rest: &Fit, spread: f64) -> Result<Blurred, FitError> {
    let held = sides.own.around(known.common.0.strengths(), spread * spread, sides.weight)?;
    let noise = Noise { variance: sides.variance, on: &sides.own.noise };
    let (covariance, _) = errors(known, &held, sides.weight, noise, true)?;
    let own = sides.own.apart(known)?;
    let (own_covariance, own_noise) = errors(known, &own, 1.0, noise, false)?;
    let (rest_covariance, rest_noise) = errors(known, rest, 1.0, noise, false)?;
    // The same noise moves both apart.
    let together: Vec<f64> = own_noise.iter().zip(rest_noise).map(|(own, rest)| 2.0 * own * rest).collect();
    let differences = differences(
        (&own, &own_covariance, sides.own.tally),
        (rest, &rest_covariance, sides.rest.tally),
        &together,
    );
    let own = own.strengths().iter().copied().zip(own_covariance.standard_errors()).collect();
    Ok(Blurred { held, covariance, differences, own, noise: sides.own.noise.clone() })
}

/// What is known of all votes.
pub(super) struct Known<'a> {
    pub common: (&'a Fit, &'a Covariance),
    pub model: Model,
    pub tie: f64,
    /// φ.
    pub extra: f64,
    /// Inverse of the information on the common strengths; none of thousands.
    inverse: Option<Mat<f64>>,
}

impl<'a> Known<'a> {
    pub fn of(common: (&'a Fit, &'a Covariance), extra: f64) -> Result<Self, FitError> {
        let fit = common.0;
        // Where there are ties alone, there is no parameter, and nothing to tell apart.
        let (ties, tie) = fit.tie_parameter().map_or((TieModel::Half, 0.0), |tie| (fit.model().ties, tie));
        let is_full = fit.items() <= FULL_ITEMS && common.1.whole().is_some();
        let inverse = if is_full { Some(fit.information.inverse()?.theta) } else { None };
        Ok(Self { common, model: Model { ties, ..*fit.model() }, tie, extra, inverse })
    }

    /// Variance of the common prior.
    fn prior(&self) -> f64 {
        if let Prior::Gaussian(variance) = self.model.prior { variance } else { 1.0 }
    }
}

/// Votes with noise on them.
pub(super) struct Noisy<'a> {
    pub tally: &'a Tally,
    pub noise: Vec<f64>,
    model: Model,
    tie: f64,
}

impl Noisy<'_> {
    /// Strengths held around a centre.
    pub fn around(&self, centre: &[f64], variance: f64, weight: f64) -> Result<Fit, FitError> {
        let model = Model { prior: Prior::Gaussian(variance), ..self.model };
        fit_around(Problem::blurred(self.tally, &model, &self.noise, weight, self.tie), centre)
    }

    /// Strengths that are held only where votes say nothing, by the common prior around the common strengths.
    fn apart(&self, known: &Known<'_>) -> Result<Fit, FitError> {
        self.around(known.common.0.strengths(), known.prior(), 1.0)
    }
}

/// A cell and everybody else.
pub(super) struct Sides<'a> {
    pub own: Noisy<'a>,
    pub rest: Noisy<'a>,
    /// σ².
    pub variance: f64,
    /// ω.
    pub weight: f64,
    /// Information on each item, at the common strengths.
    pub information: Vec<f64>,
}

impl<'a> Sides<'a> {
    pub fn of(known: &Known<'_>, cell: &People<'a>) -> Self {
        let (model, tie) = (known.model, known.tie);
        let information = information(known, cell.tally);
        let met = information.iter().filter(|told| **told > 0.0).count().max(1) as f64;
        let mean = information.iter().sum::<f64>() / met;
        let people = (cell.ballots.voters() / FIVE).round().max(1.0) * FIVE;
        let variance = noise_variance(people, mean / people);
        let level = cell.normals.iter().zip(&information).filter(|(_, told)| **told > 0.0);
        let level = level.map(|(normal, _)| normal).sum::<f64>() / met;
        let scale = variance.sqrt();
        let noise = |(normal, told): (&f64, &f64)| if *told > 0.0 { scale * (normal - level) } else { 0.0 };
        let noise: Vec<f64> = cell.normals.iter().zip(&information).map(noise).collect();
        let against = noise.iter().map(|noise| -noise).collect();
        Self {
            own: Noisy { tally: cell.tally, noise, model, tie },
            rest: Noisy { tally: cell.rest, noise: against, model, tie },
            variance,
            weight: mean / (known.extra * mean + variance),
            information,
        }
    }
}

/// Information of votes on each item, as if the others' strengths were known, at the common strengths.
fn information(known: &Known<'_>, tally: &Tally) -> Vec<f64> {
    let problem = Problem::blurred(tally, &known.model, &[], 1.0, known.tie);
    let point = Point { theta: known.common.0.strengths().to_vec(), eta: 0.0, side: 0.0 };
    let found = evaluate(&problem, &point).information;
    found.degrees.iter().zip(&found.diagonal).map(|(degree, held)| degree - held).collect()
}

/// Noise on the points of the items where it is not 0.
#[derive(Clone, Copy)]
struct Noise<'a> {
    variance: f64,
    on: &'a [f64],
}

/// Errors of noisy votes' estimates, and what of each is the noise's.
///
/// # Formula
/// H⁻¹ (ωφW + ω²σ²(I − 11ᵀ/k) + P) H⁻¹, W the votes' part of H (that of ωℓ), P the prior's; around the common strengths
/// also PMP + φ(WN⁻¹P + PN⁻¹W), M their covariance, N their information: these votes are among theirs.
fn errors(
    known: &Known<'_>,
    fit: &Fit,
    weight: f64,
    noise: Noise<'_>,
    with_common: bool,
) -> Result<(Covariance, Vec<f64>), FitError> {
    let n = fit.items();
    let degrees = known.common.1.degrees();
    let (Some(whole), Some(common)) = (known.common.1.whole(), &known.inverse) else {
        return drawn(known, fit, weight, noise, with_common);
    };
    let information = &fit.information;
    let held = &information.diagonal;
    let full = information.inverse()?.theta;
    let mut votes = information.lower();
    held.iter().enumerate().for_each(|(at, held)| votes[(at, at)] -= held);
    mirror(&mut votes);
    let mut middle = &votes * faer::Scale(weight * known.extra);
    if with_common {
        let own = &votes * common;
        for column in 0..n {
            for row in column..n {
                let around = held[row] * whole[(row, column)] * held[column];
                let both = own[(row, column)] * held[column] + own[(column, row)] * held[row];
                middle[(row, column)] += around + known.extra * both;
            }
        }
    }
    let on: Vec<usize> = (0..n).filter(|&item| noise.on[item] != 0.0).collect();
    let size = weight * weight * noise.variance;
    for &column in &on {
        on.iter()
            .filter(|row| **row >= column)
            .for_each(|&row| middle[(row, column)] -= size / on.len() as f64);
        middle[(column, column)] += size;
    }
    held.iter().enumerate().for_each(|(at, held)| middle[(at, at)] += held);
    let shares = if with_common { Vec::new() } else { noise_shares(&full, &on, size.sqrt()) };
    let theta = sandwich(&full, middle);
    let inverse = Inverse { theta, cross: Mat::zeros(n, 0), corner: [[0.0; 2]; 2] };
    Ok((Covariance::full(inverse, degrees), shares))
}

/// Standard deviations that noise gives to centred strengths.
fn noise_shares(full: &Mat<f64>, on: &[usize], scale: f64) -> Vec<f64> {
    let n = full.nrows();
    let level = |column: usize| full.col_as_slice(column).iter().sum::<f64>() / n as f64;
    let levels: Vec<f64> = on.iter().map(|&column| level(column)).collect();
    let mut squares = vec![(0.0, 0.0); n];
    for (&column, level) in on.iter().zip(&levels) {
        for ((square, sum), entry) in squares.iter_mut().zip(full.col_as_slice(column)) {
            *square += (entry - level) * (entry - level);
            *sum += entry - level;
        }
    }
    let k = on.len().max(1) as f64;
    squares.into_iter().map(|(square, sum)| scale * (square - sum * sum / k).max(0.0).sqrt()).collect()
}

/// The same of thousands of items, drawn. The common strengths' error is then taken for another one.
fn drawn(
    known: &Known<'_>,
    fit: &Fit,
    weight: f64,
    noise: Noise<'_>,
    with_common: bool,
) -> Result<(Covariance, Vec<f64>), FitError> {
    let solver = Solver::new(Arc::clone(&fit.information), Method::of(&fit.information))?;
    let blur = |random: &mut SmallRng| -> Vec<f64> {
        let scale = weight * noise.variance.sqrt();
        noise.on.iter().map(|on| if *on == 0.0 { 0.0 } else { scale * normal(random) }).collect()
    };
    let means = if with_common { known.common.1.samples() } else { None };
    let whole = Samples::draw(&solver, means, |_, random| {
        let mut sum = blur(random);
        let information = &solver.information;
        for (&(left, right), curvature) in information.ends.iter().zip(&information.weights) {
            let by = (weight * known.extra * curvature).sqrt() * normal(random);
            sum[left as usize] += by;
            sum[right as usize] -= by;
        }
        sum.iter_mut()
            .zip(&information.diagonal)
            .for_each(|(sum, held)| *sum += held.sqrt() * normal(random));
        sum
    })?;
    let shares = if with_common {
        Vec::new()
    } else {
        Samples::draw(&solver, None, |_, random| blur(random))?.variances().iter().map(|v| v.sqrt()).collect()
    };
    Ok((Covariance::sampled(whole, known.common.1.degrees()), shares))
}

#[cfg(test)]
mod tests;
