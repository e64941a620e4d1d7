//! Owns errors robust to clustering by voter: a person's votes are not independent.
//! Knows nothing of ranks and scores.

use super::ballots::{Ballot, Ballots};
use super::covariance::Covariance;
use super::existence::FitError;
use super::fit::Fit;
use super::likelihood::Kernel;
use super::linear::Inverse;
use super::model::TieModel;
use super::tally::Outcome;
use faer::Mat;

/// Fewer voters than this, and the robust covariance is too small without a correction.
pub const FEW_VOTERS: f64 = 30.0;

impl Fit {
    /// Covariance robust to clustering by voter: `ballots` are the votes that were fitted, by voter.
    ///
    /// # Formula
    /// H⁻¹ (f Σᵥ sᵥsᵥᵀ + P) H⁻¹ (Liang and Zeger 1986), sᵥ the weighted score of voter v, P what the prior
    /// adds to H; f = 1 from 30 voters on, below G/(G−1), with t of G−1 degrees of freedom in intervals.
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn robust_covariance(&self, ballots: &Ballots) -> Result<Covariance, FitError> {
        let information = &self.information;
        let inverse = information.inverse()?;
        let voters = ballots.voters();
        let few = voters < FEW_VOTERS && voters > 1.0;
        let factor = if few { voters / (voters - 1.0) } else { 1.0 };
        let n = self.items();
        let size = n + self.problem.borders();
        let mut middle = self.middle(ballots, size);
        middle *= faer::Scale(factor);
        for (index, held) in information.diagonal.iter().enumerate() {
            middle[(index, index)] += held;
        }
        let full = joined(&inverse, size);
        let sandwich = &full * (&middle * &full);
        let m = size - n;
        let theta = Mat::from_fn(n, n, |row, column| sandwich[(row, column)]);
        let cross = Mat::from_fn(n, m, |row, column| sandwich[(row, n + column)]);
        let mut corner = [[0.0; 2]; 2];
        for row in 0..m {
            for column in 0..m {
                corner[row][column] = sandwich[(n + row, n + column)];
            }
        }
        let degrees = few.then_some(voters - 1.0);
        Ok(Covariance::full(Inverse { theta, cross, corner }, degrees))
    }

    /// Σᵥ sᵥsᵥᵀ over (θ, borders).
    fn middle(&self, ballots: &Ballots, size: usize) -> Mat<f64> {
        let mut middle = Mat::zeros(size, size);
        let mut score = Score::new(size);
        for own in ballots.sorted() {
            for ballot in &own {
                self.add_score(ballot, &mut score);
            }
            score.add_square(&mut middle, 1.0);
        }
        for (ballot, count) in ballots.loose() {
            self.add_score(&ballot, &mut score);
            score.add_square(&mut middle, count);
        }
        middle
    }

    /// Adds the score of one vote: the gradient of its log-likelihood, times its weight.
    fn add_score(&self, ballot: &Ballot, score: &mut Score) {
        let Some((by_difference, by_tie)) = self.unit_score(ballot) else { return };
        let (by_difference, by_tie) = (by_difference * ballot.weight, by_tie * ballot.weight);
        score.add(ballot.left as usize, by_difference);
        score.add(ballot.right as usize, -by_difference);
        if self.problem.has_tie {
            score.add(self.items(), by_tie);
        }
        if let Some(side) = self.problem.side_border() {
            score.add(self.items() + side, by_difference);
        }
    }

    /// Derivatives by d and η of one vote's log-likelihood; none where the model leaves it out.
    pub(super) fn unit_score(&self, ballot: &Ballot) -> Option<(f64, f64)> {
        let theta = &self.point.theta;
        let x = (0.5 * (theta[ballot.left as usize] + self.point.side)).exp();
        let y = (theta[ballot.right as usize] / 2.0).exp();
        let (wins, losses, ties) = match (ballot.outcome, self.problem.model.ties) {
            (Outcome::Left, _) => (1.0, 0.0, 0.0),
            (Outcome::Right, _) => (0.0, 1.0, 0.0),
            (Outcome::Tie, TieModel::Half) => (0.5, 0.5, 0.0),
            (Outcome::Tie, TieModel::Ignore) => return None,
            (Outcome::Tie, _) if self.problem.only_ties => return None,
            (Outcome::Tie, _) => (0.0, 0.0, 1.0),
        };
        debug_assert!(self.problem.kernel == Kernel::Davidson || self.problem.has_tie || ties == 0.0);
        let terms = self.problem.tie(self.point.eta).terms(x, y, wins, losses, ties);
        Some((terms.by_difference, terms.by_tie))
    }
}

/// A sparse vector that is added to and then squared.
struct Score {
    values: Vec<f64>,
    touched: Vec<usize>,
    is_touched: Vec<bool>,
}

impl Score {
    fn new(size: usize) -> Self {
        Self { values: vec![0.0; size], touched: Vec::new(), is_touched: vec![false; size] }
    }

    fn add(&mut self, index: usize, value: f64) {
        if !self.is_touched[index] {
            self.is_touched[index] = true;
            self.touched.push(index);
        }
        self.values[index] += value;
    }

    /// Adds `count` times its outer product to `square`, and empties it.
    fn add_square(&mut self, square: &mut Mat<f64>, count: f64) {
        for &column in &self.touched {
            let by = count * self.values[column];
            for &row in &self.touched {
                square[(row, column)] += self.values[row] * by;
            }
        }
        for index in self.touched.drain(..) {
            self.values[index] = 0.0;
            self.is_touched[index] = false;
        }
    }
}

/// The blocks of an inverse as one matrix.
fn joined(inverse: &Inverse, size: usize) -> Mat<f64> {
    let n = inverse.theta.nrows();
    Mat::from_fn(size, size, |row, column| match (row < n, column < n) {
        (true, true) => inverse.theta[(row, column)],
        (true, false) => inverse.cross[(row, column - n)],
        (false, true) => inverse.cross[(column, row - n)],
        (false, false) => inverse.corner[row - n][column - n],
    })
}
