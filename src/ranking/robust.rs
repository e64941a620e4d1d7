//! Owns errors robust to clustering by voter: a person's votes are not independent.
//! Knows nothing of ranks and scores.

use super::ballots::Ballots;
use super::covariance::{Covariance, FULL_ITEMS};
use super::dense::sandwich;
use super::existence::FitError;
use super::fit::Fit;
use super::linear::{Inverse, Method, Solver};
use super::sampled::Samples;
use super::voter_scores::{Scorer, VoterScores, squares};
use faer::Mat;
use std::sync::Arc;

/// Fewer voters than this, and the robust covariance is too small without a correction.
pub const FEW_VOTERS: f64 = 30.0;

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
        if self.items() <= FULL_ITEMS {
            return self.exact_robust_covariance(ballots);
        }
        let (factor, degrees) = correction(ballots);
        let solver = Solver::new(Arc::clone(&self.information), Method::of(&self.information))?;
        let scorer = Scorer::new(self);
        let samples = Samples::of_voters(&solver, &VoterScores::all(&scorer, ballots), factor)?;
        Ok(Covariance::sampled(samples, degrees))
    }

    /// The same, exact whatever it takes: the time of n³ and the memory of n².
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn exact_robust_covariance(&self, ballots: &Ballots) -> Result<Covariance, FitError> {
        let information = &self.information;
        let (n, m) = (self.items(), self.problem.borders());
        let full = joined(information.inverse()?);
        let (factor, degrees) = correction(ballots);
        let mut middle = squares(self, ballots);
        middle *= faer::Scale(factor);
        for (index, held) in information.diagonal.iter().enumerate() {
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
