//! Owns errors of estimate: the inverse of the information, exact or by a stated approximation.
//! Knows nothing of ranks and scores.

use super::elimination::selected_variances;
use super::existence::FitError;
use super::fit::Fit;
use super::linear::{Information, Inverse, Method, NotPositive, Solver};
use super::sampled::Samples;
use super::sparse;
use super::variances::{LocalVariances, local_variances};
use faer::{Mat, Side};
use std::sync::Arc;

/// Up to so many items the covariance is computed and kept in full.
pub(super) const FULL_ITEMS: usize = 3_000;
/// Beyond, all columns are solved one by one if that is at most so many multiplications.
const COLUMNS_WORK: usize = 2_000_000_000;
/// Columns that are solved together.
const BLOCK: usize = 64;

/// Covariance of the estimates over (θ, η, δ).
#[derive(Debug, Clone)]
pub struct Covariance {
    kind: Kind,
    /// Of centred strengths.
    variances: Vec<f64>,
    pub(super) corner: [[f64; 2]; 2],
    /// Degrees of freedom for t where few voters make the normal too sure; else none.
    pub(super) degrees: Option<f64>,
}

/// How the numbers of a covariance were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Accuracy {
    /// All are exact.
    Exact,
    /// Standard errors are exact; items that did not meet count as uncorrelated in rank ranges.
    ExactErrors,
    /// Standard errors too leave out what circles of pairs add.
    Local,
    /// Each standard error is drawn, good to some 2 %.
    Sampled,
}

#[derive(Debug, Clone)]
enum Kind {
    /// The whole matrix.
    Full(Inverse),
    /// Exact, a column at a time.
    Columns(Box<Solver>),
    /// Variances and covariances of those that met; others count as uncorrelated.
    Local(Box<Solver>, LocalVariances),
    /// Draws.
    Sampled(Box<Samples>),
}

impl From<NotPositive> for FitError {
    fn from(_: NotPositive) -> Self {
        Self::RunsOff
    }
}

impl Fit {
    /// Covariance of the estimates, taking votes for independent.
    ///
    /// Exact up to 3,000 items, and beyond where the graph of pairs is thin enough for a sparse factor.
    ///
    /// Else standard errors are exact while all but 3,000 items have few neighbours (Takahashi's equations);
    /// on denser graphs they leave out what circles of pairs add (belief propagation): on random graphs of
    /// 600 items with 6 to 60 opponents each none was off by more than 3 % (a test holds that).
    /// Differences of items that did not meet take the two for uncorrelated. [`Covariance::accuracy`] tells.
    ///
    /// # Formula
    /// Σ = H⁻¹, H the observed information with the prior.
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn covariance(&self) -> Result<Covariance, FitError> {
        let information = &self.information;
        if information.items <= FULL_ITEMS {
            return Ok(Covariance::full(information.inverse()?, None));
        }
        let method = Method::of(information);
        if method == Method::Sparse {
            let fill = sparse::fill(information).unwrap_or(usize::MAX);
            if fill.saturating_mul(information.items) <= COLUMNS_WORK {
                return Ok(Covariance::columns(Solver::new(Arc::clone(information), method)?)?);
            }
        }
        Ok(Covariance::local(Arc::clone(information), method)?)
    }

    /// The same, exact whatever it takes: the time of n³ and the memory of n² unless the graph is thin.
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn exact_covariance(&self) -> Result<Covariance, FitError> {
        let information = &self.information;
        if information.items > FULL_ITEMS && Method::of(information) == Method::Sparse {
            return Ok(Covariance::columns(Solver::new(Arc::clone(information), Method::Sparse)?)?);
        }
        Ok(Covariance::full(information.inverse()?, None))
    }
}

impl Covariance {
    /// From the whole matrix.
    pub(super) fn full(inverse: Inverse, degrees: Option<f64>) -> Self {
        let theta = &inverse.theta;
        let n = theta.nrows();
        let means: Vec<f64> =
            (0..n).map(|column| theta.col_as_slice(column).iter().sum::<f64>() / n as f64).collect();
        let mean = means.iter().sum::<f64>() / n as f64;
        let variances =
            (0..n).map(|item| (theta[(item, item)] - 2.0 * means[item] + mean).max(0.0)).collect();
        Self { variances, corner: inverse.corner, kind: Kind::Full(inverse), degrees }
    }

    fn columns(solver: Solver) -> Result<Self, NotPositive> {
        let n = solver.information.items;
        let mut variances = vec![0.0; n];
        for first in (0..n).step_by(BLOCK) {
            let columns = centred_columns(&solver, first)?;
            for column in 0..columns.ncols() {
                variances[first + column] = columns[(first + column, column)].max(0.0);
            }
        }
        Ok(Self { variances, corner: solver.corner, kind: Kind::Columns(Box::new(solver)), degrees: None })
    }

    fn local(information: Arc<Information>, method: Method) -> Result<Self, NotPositive> {
        let local =
            selected_variances(&information, FULL_ITEMS).unwrap_or_else(|| local_variances(&information));
        let solver = Solver::new(information, method)?;
        let variances = (0..local.items.len())
            .map(|item| (local.items[item] + border_part(&solver, item, item)).max(0.0))
            .collect();
        let corner = solver.corner;
        Ok(Self { variances, corner, kind: Kind::Local(Box::new(solver), local), degrees: None })
    }

    pub(super) fn sampled(samples: Samples, degrees: Option<f64>) -> Self {
        let (variances, corner) = (samples.variances(), samples.corner());
        Self { variances, corner, kind: Kind::Sampled(Box::new(samples)), degrees }
    }

    /// How its numbers were found.
    pub fn accuracy(&self) -> Accuracy {
        match &self.kind {
            Kind::Full(_) | Kind::Columns(_) => Accuracy::Exact,
            Kind::Local(_, local) if local.is_exact => Accuracy::ExactErrors,
            Kind::Local(..) => Accuracy::Local,
            Kind::Sampled(_) => Accuracy::Sampled,
        }
    }

    /// Standard errors of centred strengths.
    ///
    /// # Formula
    /// √(CΣC)ᵢᵢ with C = I − 11ᵀ/n
    pub fn standard_errors(&self) -> Vec<f64> {
        self.variances.iter().map(|variance| variance.sqrt()).collect()
    }

    /// Variances of centred strengths.
    pub(super) fn variances(&self) -> &[f64] {
        &self.variances
    }

    /// Variance of θᵢ − θⱼ, exact unless all is drawn.
    ///
    /// # Formula
    /// Σᵢᵢ + Σⱼⱼ − 2Σᵢⱼ
    pub fn variance_of_difference(&self, one: usize, other: usize) -> f64 {
        match &self.kind {
            Kind::Full(inverse) => difference(&inverse.theta, one, other),
            Kind::Sampled(samples) => samples.variance_of_difference(one, other),
            Kind::Columns(solver) | Kind::Local(solver, _) => {
                let mut contrast = Mat::zeros(solver.information.items, 1);
                contrast[(one, 0)] += 1.0;
                contrast[(other, 0)] -= 1.0;
                solver.solve(&contrast).map_or(f64::INFINITY, |image| image[(one, 0)] - image[(other, 0)])
            }
        }
        .max(0.0)
    }

    /// Σ over the strengths times `columns`, whose sums are 0; right up to a shift of each column.
    pub(super) fn apply(&self, columns: &Mat<f64>) -> Result<Mat<f64>, NotPositive> {
        match &self.kind {
            Kind::Full(inverse) => Ok(&inverse.theta * columns),
            Kind::Columns(solver) => solver.solve(columns),
            Kind::Sampled(samples) => Ok(samples.apply(columns)),
            // Scores weigh each other item by 1/(n−1): what covariances add is of that order.
            Kind::Local(..) => Ok(Mat::from_fn(columns.nrows(), columns.ncols(), |row, column| {
                self.variances[row] * columns[(row, column)]
            })),
        }
    }

    /// The whole matrix over the strengths, where it is kept.
    pub(super) fn whole(&self) -> Option<&Mat<f64>> {
        if let Kind::Full(inverse) = &self.kind { Some(&inverse.theta) } else { None }
    }

    /// The draws, where there are some.
    pub(super) fn samples(&self) -> Option<&Samples> {
        if let Kind::Sampled(samples) = &self.kind { Some(samples) } else { None }
    }

    /// A root of the covariance: `L` with L·Lᵀ = Σ, up to a shift of all strengths; none where the matrix is not kept in full.
    pub(super) fn root(&self) -> Option<Mat<f64>> {
        let whole = self.whole()?;
        let n = self.variances.len();
        // What few voters leave flat is lifted out of rounding's reach.
        let lift = 1e-9 * self.variances.iter().sum::<f64>() / n.max(1) as f64;
        let entry = |row, column| whole[(row, column)] + if row == column { lift } else { 0.0 };
        let lifted = Mat::from_fn(n, n, entry);
        lifted.llt(Side::Lower).ok().map(|factor| factor.L().to_owned())
    }

    /// Covariance of each strength with border `border`.
    pub(super) fn cross(&self, border: usize) -> Vec<f64> {
        match &self.kind {
            Kind::Full(inverse) => inverse.cross.col_as_slice(border).to_vec(),
            Kind::Sampled(samples) => samples.cross(border),
            Kind::Columns(solver) | Kind::Local(solver, _) => {
                let m = solver.information.borders.len();
                let entry = |item| {
                    -(0..m).map(|k| solver.solved_borders[(item, k)] * solver.corner[k][border]).sum::<f64>()
                };
                (0..solver.information.items).map(entry).collect()
            }
        }
    }

    /// Gives `each`, for each place in the list `items`, the variances of that item's difference from those
    /// that stand after it, in order.
    pub(super) fn each_row_of_differences(
        &self,
        items: &[usize],
        mut each: impl FnMut(usize, &[f64]),
    ) -> Result<(), NotPositive> {
        let mut row = Vec::with_capacity(items.len());
        match &self.kind {
            Kind::Full(inverse) => {
                let own: Vec<f64> = items.iter().map(|&item| inverse.theta[(item, item)]).collect();
                for (at, &one) in items.iter().enumerate() {
                    let column = inverse.theta.col_as_slice(one);
                    fill(&mut row, at, items, &own, column);
                    each(at, &row);
                }
            }
            Kind::Columns(solver) => {
                let own: Vec<f64> = items.iter().map(|&item| self.variances[item]).collect();
                let mut place = vec![None; self.variances.len()];
                items.iter().enumerate().for_each(|(at, &item)| place[item] = Some(at));
                for first in (0..place.len()).step_by(BLOCK) {
                    let columns = centred_columns(solver, first)?;
                    for column in 0..columns.ncols() {
                        if let Some(at) = place[first + column] {
                            fill(&mut row, at, items, &own, columns.col_as_slice(column));
                            each(at, &row);
                        }
                    }
                }
            }
            Kind::Sampled(samples) => {
                let own: Vec<f64> = items.iter().map(|&item| self.variances[item]).collect();
                samples.each_column(items, |at, column| {
                    fill(&mut row, at, items, &own, column);
                    each(at, &row);
                });
            }
            Kind::Local(solver, local) => {
                let own: Vec<f64> = items.iter().map(|&item| self.variances[item]).collect();
                let met = met(&solver.information, local);
                let mut covariances = vec![0.0; self.variances.len()];
                for (at, &one) in items.iter().enumerate() {
                    met[one]
                        .iter()
                        .for_each(|&(other, covariance)| covariances[other as usize] += covariance);
                    fill(&mut row, at, items, &own, &covariances);
                    each(at, &row);
                    met[one].iter().for_each(|&(other, _)| covariances[other as usize] = 0.0);
                }
            }
        }
        Ok(())
    }

    /// Degrees of freedom of t, where few voters ask for it in place of the normal.
    pub fn degrees(&self) -> Option<f64> {
        self.degrees
    }
}

/// Puts the variances of the differences of the item at place `at` from those after it into `row`.
fn fill(row: &mut Vec<f64>, at: usize, items: &[usize], own: &[f64], covariances: &[f64]) {
    row.clear();
    row.extend(
        items[at + 1..]
            .iter()
            .zip(&own[at + 1..])
            .map(|(&other, other_own)| own[at] + other_own - 2.0 * covariances[other]),
    );
}

/// For each item, whom it met, with the covariance of the two.
fn met(information: &Information, local: &LocalVariances) -> Vec<Vec<(u32, f64)>> {
    let mut met = vec![Vec::new(); information.items];
    for (&(left, right), &covariance) in information.ends.iter().zip(&local.edges) {
        met[left as usize].push((right, covariance));
        met[right as usize].push((left, covariance));
    }
    met
}

fn difference(theta: &Mat<f64>, one: usize, other: usize) -> f64 {
    theta[(one, one)] + theta[(other, other)] - 2.0 * theta[(one, other)]
}

/// What the borders add to the covariance of two strengths.
fn border_part(solver: &Solver, one: usize, other: usize) -> f64 {
    let m = solver.information.borders.len();
    let y = &solver.solved_borders;
    (0..m).map(|k| (0..m).map(|l| y[(one, k)] * solver.corner[k][l] * y[(other, l)]).sum::<f64>()).sum()
}

/// Columns `first..` of CΣC, at most a block of them.
fn centred_columns(solver: &Solver, first: usize) -> Result<Mat<f64>, NotPositive> {
    let n = solver.information.items;
    let share = 1.0 / n as f64;
    let rhs = Mat::from_fn(
        n,
        BLOCK.min(n - first),
        |row, column| {
            if row == first + column { 1.0 - share } else { -share }
        },
    );
    let mut columns = solver.solve(&rhs)?;
    for column in 0..columns.ncols() {
        let column = columns.col_as_slice_mut(column);
        let mean = column.iter().sum::<f64>() * share;
        column.iter_mut().for_each(|value| *value -= mean);
    }
    Ok(columns)
}
