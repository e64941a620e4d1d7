//! Owns errors robust to clustering by voter: a person's votes are not independent.
//! Knows nothing of ranks and scores.

use super::ballots::{Ballot, Ballots};
use super::covariance::{Covariance, FULL_ITEMS};
use super::draws::normal;
use super::existence::FitError;
use super::fit::Fit;
use super::likelihood::Kernel;
use super::linear::{Inverse, Method, Solver};
use super::model::TieModel;
use super::sampled::Samples;
use super::tally::Outcome;
use faer::Mat;
use rand::{Rng, RngExt};
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
        self.robust(ballots, None)
    }

    /// The same where the prior's means are estimates themselves, with the covariance `means`.
    ///
    /// # Formula
    /// H⁻¹ (f Σᵥ sᵥsᵥᵀ + P + PMP) H⁻¹, M the covariance of the means: the law of total variance with ∂θ/∂means = H⁻¹P
    ///
    /// # Errors
    /// As [`Fit::robust_covariance`].
    pub(super) fn robust_around(
        &self,
        ballots: &Ballots,
        means: &Covariance,
    ) -> Result<Covariance, FitError> {
        self.robust(ballots, Some(means))
    }

    fn robust(&self, ballots: &Ballots, means: Option<&Covariance>) -> Result<Covariance, FitError> {
        if self.items() <= FULL_ITEMS {
            return self.exact_robust(ballots, means);
        }
        let (factor, degrees) = correction(ballots);
        let solver = Solver::new(Arc::clone(&self.information), Method::of(&self.information))?;
        let means = means.and_then(Covariance::samples);
        let samples = Samples::draw(&solver, &self.scored(ballots), factor, means)?;
        Ok(Covariance::sampled(samples, degrees))
    }

    /// The same, exact whatever it takes: the time of n³ and the memory of n².
    ///
    /// # Errors
    /// [`FitError::RunsOff`] where H is not positive definite.
    pub fn exact_robust_covariance(&self, ballots: &Ballots) -> Result<Covariance, FitError> {
        self.exact_robust(ballots, None)
    }

    fn exact_robust(&self, ballots: &Ballots, means: Option<&Covariance>) -> Result<Covariance, FitError> {
        let information = &self.information;
        let inverse = information.inverse()?;
        let (factor, degrees) = correction(ballots);
        let n = self.items();
        let size = n + self.problem.borders();
        let mut middle = self.scored(ballots).squares();
        middle *= faer::Scale(factor);
        let held = &information.diagonal;
        for (index, held) in held.iter().enumerate() {
            middle[(index, index)] += held;
        }
        if let Some(means) = means.and_then(Covariance::whole) {
            for column in 0..n {
                for row in 0..n {
                    middle[(row, column)] += held[row] * means[(row, column)] * held[column];
                }
            }
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
        Ok(Covariance::full(Inverse { theta, cross, corner }, degrees))
    }

    /// The score of each voter, over (θ, borders).
    pub(super) fn scored(&self, ballots: &Ballots) -> ScoredVoters {
        let size = self.items() + self.problem.borders();
        let mut scored = ScoredVoters { size, entries: Vec::new(), voters: Vec::new() };
        let mut score = Score::new(size);
        for own in ballots.sorted() {
            own.iter().for_each(|ballot| self.add_score(ballot, &mut score));
            scored.push(&mut score, 1.0);
        }
        for (ballot, count) in ballots.loose() {
            self.add_score(&ballot, &mut score);
            scored.push(&mut score, count);
        }
        scored
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

/// A sparse vector that is added to.
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
}

/// Scores of voters, as far as they are not 0.
pub(super) struct ScoredVoters {
    /// Items and borders.
    size: usize,
    entries: Vec<(u32, f64)>,
    /// Where the entries of each end, and how many voters have this very score.
    voters: Vec<(usize, f64)>,
}

impl ScoredVoters {
    /// Takes a score over, and empties it.
    fn push(&mut self, score: &mut Score, count: f64) {
        for index in score.touched.drain(..) {
            self.entries.push((index as u32, std::mem::take(&mut score.values[index])));
            score.is_touched[index] = false;
        }
        self.voters.push((self.entries.len(), count));
    }

    fn iter(&self) -> impl Iterator<Item = (&[(u32, f64)], f64)> {
        let mut from = 0;
        self.voters
            .iter()
            .map(move |&(until, count)| (&self.entries[std::mem::replace(&mut from, until)..until], count))
    }

    /// Σᵥ sᵥsᵥᵀ
    fn squares(&self) -> Mat<f64> {
        let mut squares = Mat::zeros(self.size, self.size);
        for (score, count) in self.iter() {
            for &(column, value) in score {
                let column = squares.col_as_slice_mut(column as usize);
                score.iter().for_each(|&(row, other)| column[row as usize] += other * count * value);
            }
        }
        squares
    }

    /// `scale` Σᵥ ±sᵥ, with a sign for each voter.
    pub fn signed_sum(&self, scale: f64, random: &mut impl Rng) -> Vec<f64> {
        let mut sum = vec![0.0; self.size];
        for (score, count) in self.iter() {
            let by = scale * signs(count, random);
            score.iter().for_each(|&(index, value)| sum[index as usize] += by * value);
        }
        sum
    }
}

/// Sum of `count` signs; where they are many, or not a whole number, a normal with the same variance.
fn signs(count: f64, random: &mut impl Rng) -> f64 {
    if count.fract() == 0.0 && (1.0..=64.0).contains(&count) {
        let pluses = (random.random::<u64>() & (u64::MAX >> (64 - count as u32))).count_ones();
        return 2.0 * f64::from(pluses) - count;
    }
    count.sqrt() * normal(random)
}

/// The factor for few voters, and the degrees of freedom that t then has.
fn correction(ballots: &Ballots) -> (f64, Option<f64>) {
    let voters = ballots.voters();
    let few = voters < FEW_VOTERS && voters > 1.0;
    if few { (voters / (voters - 1.0), Some(voters - 1.0)) } else { (1.0, None) }
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
