//! Owns errors robust to clustering by voter: a person's votes are not independent.
//! Knows nothing of ranks and scores.

use super::ballots::Ballots;
use super::covariance::{Covariance, FULL_ITEMS};
use super::dense::{mirror, sandwich};
use super::existence::FitError;
use super::fit::Fit;
use super::linear::{Inverse, Method, Solver};
use super::sampled::Samples;
use super::voter_scores::{Scorer, VoterScores, squares};
use faer::Mat;
use std::sync::Arc;

/// Fewer voters than this, and the robust covariance is too small without a correction.
pub const FEW_VOTERS: f64 = 30.0;

/// The fit that the means of a prior come from, and its covariance.
pub(super) type Means<'a> = (&'a Fit, &'a Covariance);

impl Fit {
    /// Covariance robust to clustering by voter: `ballots` are the votes that were fitted, by voter.
    ///
    /// # Formula
    /// H⁻¹ (f Σᵥ sᵥsᵥᵀ + P) H⁻¹ (Liang and Zeger 1986), sᵥ the weighted score of voter v, P what the prior
    /// adds to H; f = 1 from 30 voters on, below G/(G−1), with t of G−1 degrees of freedom in intervals.
    ///
    /// Exact up to 3,000 items; beyond, each standard error is drawn, good to some 2 % (its own standard error), in
    /// memory that grows with items and votes.
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn robust_covariance(&self, ballots: &Ballots) -> Result<Covariance, FitError> {
        self.robust(ballots, None)
    }

    /// The same where the prior's means are estimates themselves, from votes that these are among.
    ///
    /// # Formula
    /// H⁻¹ (f Σᵥ sᵥsᵥᵀ + P + PMP + C + Cᵀ) H⁻¹, M the covariance of the means and C = f Σᵥ sᵥsᵥᵀ N⁻¹P, N their information: a
    /// voter moves the estimate by H⁻¹(sᵥ + PN⁻¹sᵥ).
    ///
    /// # Errors
    /// As [`Fit::robust_covariance`].
    pub(super) fn robust_around(&self, ballots: &Ballots, means: Means<'_>) -> Result<Covariance, FitError> {
        self.robust(ballots, Some(means))
    }

    fn robust(&self, ballots: &Ballots, means: Option<Means<'_>>) -> Result<Covariance, FitError> {
        if self.items() <= FULL_ITEMS {
            return self.exact_robust(ballots, means);
        }
        let (factor, degrees) = correction(ballots);
        let solver = Solver::new(Arc::clone(&self.information), Method::of(&self.information))?;
        let means = means.and_then(|(_, covariance)| covariance.samples());
        let scorer = Scorer::new(self);
        let samples = Samples::draw(&solver, &VoterScores::all(&scorer, ballots), factor, means)?;
        Ok(Covariance::sampled(samples, degrees))
    }

    /// The same, exact whatever it takes: the time of n³ and the memory of n².
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn exact_robust_covariance(&self, ballots: &Ballots) -> Result<Covariance, FitError> {
        self.exact_robust(ballots, None)
    }

    fn exact_robust(&self, ballots: &Ballots, means: Option<Means<'_>>) -> Result<Covariance, FitError> {
        let information = &self.information;
        let (n, m) = (self.items(), self.problem.borders());
        let full = joined(information.inverse()?);
        let (factor, degrees) = correction(ballots);
        let mut middle = squares(self, ballots);
        middle *= faer::Scale(factor);
        let held = &information.diagonal;
        if let Some((fit, covariance)) = means {
            let whole = covariance.whole().ok_or(FitError::RunsOff)?;
            mirror(&mut middle);
            let own = middle.subcols(0, n) * fit.information.inverse()?.theta;
            for column in 0..n {
                for row in column..n {
                    let around = held[row] * whole[(row, column)] * held[column];
                    let both = own[(row, column)] * held[column] + own[(column, row)] * held[row];
                    middle[(row, column)] += around + both;
                }
                for row in n..n + m {
                    middle[(row, column)] += own[(row, column)] * held[column];
                }
            }
        }
        for (index, held) in held.iter().enumerate() {
            middle[(index, index)] += held;
        }
        let mut theta = sandwich(&full, middle);
        let cross = theta.submatrix(0, n, n, m).to_owned();
        let mut corner = [[0.0; 2]; 2];
        for row in 0..m {
            for column in 0..m {
                corner[row][column] = theta[(n + row, n + column)];
            }
        }
        theta.truncate(n, n);
        Ok(Covariance::full(Inverse { theta, cross, corner }, degrees))
    }
}

/// The factor for few voters, and the degrees of freedom that t then has.
fn correction(ballots: &Ballots) -> (f64, Option<f64>) {
    let voters = ballots.voters();
    let few = voters < FEW_VOTERS && voters > 1.0;
    if few { (voters / (voters - 1.0), Some(voters - 1.0)) } else { (1.0, None) }
}

/// The blocks of an inverse as one matrix.
fn joined(inverse: Inverse) -> Mat<f64> {
    let Inverse { theta: mut full, cross, corner } = inverse;
    let (n, m) = (cross.nrows(), cross.ncols());
    full.resize_with(n + m, n + m, |row, column| match (row < n, column < n) {
        (true, _) => cross[(row, column - n)],
        (false, true) => cross[(column, row - n)],
        (false, false) => corner[row - n][column - n],
    });
    full
}
