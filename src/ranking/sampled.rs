//! Owns robust errors of thousands of items: the sandwich is not built but drawn from.
//! Knows nothing of ranks and scores.

use super::evaluate::both;
use super::linear::{NotPositive, Solver};
use super::voter_scores::VoterScores;
use faer::linalg::matmul::matmul;
use faer::{Accum, Mat, Par};
use rand::rngs::SmallRng;
use rand::{RngExt, SeedableRng};

/// Draws: each standard error is then good to 1/√(2·1000), some 2 %.
const DRAWS: usize = 1_000;
/// Relative size of what conjugate gradients leave of a draw: far under what drawing leaves.
const TOLERANCE: f64 = 1e-6;
/// Rows of differences that are computed together.
const BLOCK: usize = 64;

/// Draws of the estimates' error: mean products of them are the covariance.
#[derive(Debug, Clone)]
pub(super) struct Samples {
    /// Of centred strengths, an item a column, over √draws: covariances are products of columns.
    items: Mat<f64>,
    /// Of the tie parameter and the side effect, a column each.
    borders: Mat<f64>,
}

impl Samples {
    /// Draws H⁻¹ of what `of` draws, whose covariance is the sandwich's middle (Hutchinson 1990). Where the prior's means
    /// are estimates, P times a draw of `means` comes to each.
    pub fn draw(
        solver: &Solver,
        means: Option<&Self>,
        of: impl Fn(u64, &mut SmallRng) -> Vec<f64> + Sync,
    ) -> Result<Self, NotPositive> {
        let (n, m) = (solver.information.items, solver.information.borders.len());
        let one = |draw: usize| -> Result<(Vec<f64>, [f64; 2]), NotPositive> {
            // Draws apart from those of the means.
            let mut random = SmallRng::seed_from_u64((draw + means.map_or(0, |_| DRAWS)) as u64);
            let mut rhs = of(draw as u64, &mut random);
            for (item, (sum, held)) in rhs.iter_mut().zip(&solver.information.diagonal).enumerate() {
                let mean = means.map_or(0.0, |means| means.items[(draw, item)] * (DRAWS as f64).sqrt());
                *sum += held * mean;
            }
            let corner = std::array::from_fn(|border| rhs.get(n + border).copied().unwrap_or(0.0));
            rhs.truncate(n);
            solver.step_within(&rhs, corner, TOLERANCE)
        };
        let some = |range: std::ops::Range<usize>| range.map(one).collect::<Result<Vec<_>, _>>();
        // The draws are the same, whatever the machine has of cores.
        let (first, second) = both(|| some(0..DRAWS / 2), || some(DRAWS / 2..DRAWS));
        let scale = 1.0 / (DRAWS as f64).sqrt();
        let mut samples = Self { items: Mat::zeros(DRAWS, n), borders: Mat::zeros(DRAWS, m) };
        for (row, (strengths, corner)) in first?.into_iter().chain(second?).enumerate() {
            let mean = strengths.iter().sum::<f64>() / n as f64;
            for (item, strength) in strengths.iter().enumerate() {
                samples.items[(row, item)] = (strength - mean) * scale;
            }
            (0..m).for_each(|border| samples.borders[(row, border)] = corner[border] * scale);
        }
        Ok(samples)
    }

    /// Draws H⁻¹ (√f Σᵥ ±sᵥ ± √P): errors robust by voter. The same votes give the same draws.
    pub fn of_voters(solver: &Solver, voters: &VoterScores<'_>, factor: f64) -> Result<Self, NotPositive> {
        Self::draw(solver, None, |draw, random| {
            let mut sum = voters.signed_sum(factor.sqrt(), draw, random);
            for (sum, held) in sum.iter_mut().zip(&solver.information.diagonal) {
                *sum += if random.random() { held.sqrt() } else { -held.sqrt() };
            }
            sum
        })
    }

    pub fn variances(&self) -> Vec<f64> {
        let variance = |item| self.items.col_as_slice(item).iter().map(|value| value * value).sum();
        (0..self.items.ncols()).map(variance).collect()
    }

    pub fn variance_of_difference(&self, one: usize, other: usize) -> f64 {
        let (one, other) = (self.items.col_as_slice(one), self.items.col_as_slice(other));
        one.iter().zip(other).map(|(one, other)| (one - other) * (one - other)).sum()
    }

    /// The covariance times `columns`.
    pub fn apply(&self, columns: &Mat<f64>) -> Mat<f64> {
        self.items.transpose() * (&self.items * columns)
    }

    pub fn cross(&self, border: usize) -> Vec<f64> {
        let products = self.items.transpose() * self.borders.subcols(border, 1);
        products.col_as_slice(0).to_vec()
    }

    pub fn corner(&self) -> [[f64; 2]; 2] {
        let products = self.borders.transpose() * &self.borders;
        let entry = |row: usize, column: usize| {
            let is_there = row.max(column) < products.nrows();
            if is_there { products[(row, column)] } else { 0.0 }
        };
        [[entry(0, 0), entry(0, 1)], [entry(1, 0), entry(1, 1)]]
    }

    /// Gives `each`, for each item, its covariances with all.
    pub fn each_column(&self, items: &[usize], mut each: impl FnMut(usize, &[f64])) {
        let n = self.items.ncols();
        let mut block = Mat::<f64>::zeros(n, BLOCK);
        for (first, chosen) in (0..).step_by(BLOCK).zip(items.chunks(BLOCK)) {
            let own = Mat::from_fn(self.items.nrows(), chosen.len(), |row, at| self.items[(row, chosen[at])]);
            let mut out = block.subcols_mut(0, chosen.len());
            matmul(out.as_mut(), Accum::Replace, self.items.transpose(), own.as_ref(), 1.0, Par::Seq);
            (0..chosen.len()).for_each(|at| each(first + at, block.col_as_slice(at)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::linear::Method;
    use crate::ranking::voter_scores::Scorer;
    use crate::ranking::{Ballots, Model, Outcome, fit};
    use std::sync::Arc;

    /// Of 200 items, and 100 voters of 30 votes each who see neighbours only.
    #[test]
    fn draws_are_close_to_the_sandwich() {
        const ITEMS: usize = 200;
        let mut random = SmallRng::seed_from_u64(1);
        let mut ballots = Ballots::new();
        for voter in 0..100 {
            let begin = random.random_range(0..ITEMS);
            for _ in 0..30 {
                let one = (begin + random.random_range(0..ITEMS / 2)) % ITEMS;
                let other = random.random_range(0..ITEMS);
                let outcome = [Outcome::Left, Outcome::Right, Outcome::Tie][random.random_range(0..3)];
                if one != other {
                    ballots.add(voter, one, other, outcome, 1.0);
                }
            }
        }
        ballots.add_loose(3, 4, Outcome::Left, 1.0, 100.0);
        let fit = fit(&ballots.tally(ITEMS), &Model::default(), None).unwrap();
        let exact = fit.robust_covariance(&ballots).unwrap();
        let solver = Solver::new(Arc::clone(&fit.information), Method::Iterative).unwrap();
        let scorer = Scorer::new(&fit);
        let scores = VoterScores::all(&scorer, &ballots);
        let samples = Samples::of_voters(&solver, &scores, 1.0).unwrap();
        let off = |drawn: f64, exact: f64| (drawn / exact).sqrt() - 1.0;
        let close = |drawn: &[f64], exact: &[f64], most: f64| {
            let errors: Vec<f64> =
                drawn.iter().zip(exact).map(|(drawn, exact)| off(*drawn, *exact)).collect();
            let mean = errors.iter().sum::<f64>() / ITEMS as f64;
            let sd = (errors.iter().map(|error| error * error).sum::<f64>() / ITEMS as f64).sqrt();
            // 1/√(2·1000) is 0.022.
            assert!(mean.abs() < 0.006 && sd < most, "{mean} {sd}");
        };
        let variances = samples.variances();
        close(&variances, exact.variances(), 0.025);
        let items: Vec<usize> = (0..ITEMS).collect();
        samples.each_column(&items, |one, column| {
            let other = (one + 77) % ITEMS;
            let variance = column[one] + variances[other] - 2.0 * column[other];
            assert!((variance - samples.variance_of_difference(one, other)).abs() < 1e-12);
            assert!(off(variance, exact.variance_of_difference(one, other)).abs() < 0.1);
        });
        assert!(off(samples.corner()[0][0], exact.corner[0][0]).abs() < 0.08);
        let (drawn, cross) = (samples.cross(0), exact.cross(0));
        let mean = cross.iter().sum::<f64>() / ITEMS as f64;
        let size = (exact.variances()[0] * exact.corner[0][0]).sqrt();
        assert!(drawn.iter().zip(cross).all(|(drawn, cross)| (drawn - cross + mean).abs() < 0.15 * size));
    }
}
