//! Owns the scores of voters: the gradients of the log-likelihoods of their votes, and the sum of their squares.
//! Knows nothing of what is made of them.

use super::ballots::{Ballot, Ballots};
use super::dense::add_products;
use super::draws::normal;
use super::evaluate::both;
use super::fit::Fit;
use super::likelihood::{Kernel, Tie};
use super::model::TieModel;
use super::tally::Outcome;
use faer::{Accum, Mat, MatMut};
use rand::{Rng, RngExt};

/// A voter whose score is 0 but for this share of its entries is squared entry by entry; with more, multiplying whole
/// matrices costs less.
const THIN: f64 = 0.25;
/// Entries of a matrix of whole scores, and of thin ones, that are squared together.
const BLOCK: usize = 1 << 18;
/// Columns of a lower triangle, as a share of all, that hold half of its entries: 1 − √½.
const HALF_TRIANGLE: f64 = 0.293;

/// Scores of single votes at a fit.
pub(super) struct Scorer<'a> {
    fit: &'a Fit,
    tie: Tie,
    /// e^(θ/2), with the side effect where an item stands left.
    left: Vec<f64>,
    right: Vec<f64>,
}

impl<'a> Scorer<'a> {
    pub fn new(fit: &'a Fit) -> Self {
        let root = |theta: &f64| (0.5 * theta).exp();
        let (theta, side) = (&fit.point.theta, fit.point.side);
        let left = theta.iter().map(|theta| root(&(theta + side))).collect();
        Self { fit, tie: fit.problem.tie(fit.point.eta), left, right: theta.iter().map(root).collect() }
    }

    /// Derivatives by d and η of one vote's log-likelihood, without its weight; none where the model leaves it out.
    pub fn unit(&self, ballot: &Ballot) -> Option<(f64, f64)> {
        let problem = &self.fit.problem;
        let (wins, losses, ties) = match (ballot.outcome, problem.model.ties) {
            (Outcome::Left, _) => (1.0, 0.0, 0.0),
            (Outcome::Right, _) => (0.0, 1.0, 0.0),
            (Outcome::Tie, TieModel::Half) => (0.5, 0.5, 0.0),
            (Outcome::Tie, TieModel::Ignore) => return None,
            (Outcome::Tie, _) if problem.only_ties => return None,
            (Outcome::Tie, _) => (0.0, 0.0, 1.0),
        };
        debug_assert!(problem.kernel == Kernel::Davidson || problem.has_tie || ties == 0.0);
        let (x, y) = (self.left[ballot.left as usize], self.right[ballot.right as usize]);
        let terms = self.tie.terms(x, y, wins, losses, ties);
        Some((terms.by_difference, terms.by_tie))
    }

    /// Items and borders.
    /// Information of a vote on the difference of its items.
    fn curvature(&self, ballot: &Ballot) -> f64 {
        let (x, y) = (self.left[ballot.left as usize], self.right[ballot.right as usize]);
        self.tie.terms(x, y, 1.0, 0.0, 0.0).curvature
    }

    fn size(&self) -> usize {
        self.fit.items() + self.fit.problem.borders()
    }

    /// Gives `each` the entries of one vote's score, times its weight.
    fn entries(&self, ballot: &Ballot, mut each: impl FnMut(usize, f64)) {
        let Some((by_difference, by_tie)) = self.unit(ballot) else { return };
        let (by_difference, by_tie) = (by_difference * ballot.weight, by_tie * ballot.weight);
        each(ballot.left as usize, by_difference);
        each(ballot.right as usize, -by_difference);
        let items = self.fit.items();
        if self.fit.problem.has_tie {
            each(items, by_tie);
        }
        if let Some(side) = self.fit.problem.side_border() {
            each(items + side, by_difference);
        }
    }
}

/// Scores of voters, as far as they are not 0.
pub(super) struct VoterScores<'a> {
    scorer: &'a Scorer<'a>,
    /// By voter, in order of index.
    entries: Vec<(u32, f64)>,
    voters: Vec<Voter>,
    /// A score that is being added up, and which of its entries were touched.
    values: Vec<f64>,
    is_touched: Vec<bool>,
    touched: Vec<u32>,
    /// For each item where its list begins in what follows, and where the last one ends.
    starts: Vec<usize>,
    /// Entries by item: where they stand, where those of their voter end, and how many voters have them.
    by_item: Vec<(u32, u32, f64)>,
}

struct Voter {
    /// Where the entries of this one end.
    until: usize,
    /// How many voters have this very score.
    count: f64,
    /// What the signs of a voter follow from, in every set of votes that this one is in; none for those without a name.
    key: Option<u64>,
}

impl<'a> VoterScores<'a> {
    pub fn new(scorer: &'a Scorer<'a>) -> Self {
        let size = scorer.size();
        Self {
            scorer,
            entries: Vec::new(),
            voters: Vec::new(),
            values: vec![0.0; size],
            is_touched: vec![false; size],
            touched: Vec::new(),
            starts: Vec::new(),
            by_item: Vec::new(),
        }
    }

    /// Those of all voters; a vote without a voter is a voter of its own.
    pub fn all(scorer: &'a Scorer<'a>, ballots: &Ballots) -> Self {
        let mut scores = Self::new(scorer);
        let (mut last, mut same) = (0, 0);
        for own in ballots.sorted() {
            // Who voted alike stand side by side; each has signs of their own.
            let said = digest(&own);
            same = if said == last { same + 1 } else { 0 };
            last = said;
            scores.push(&own, 1.0, Some(mixed(said ^ same)));
        }
        ballots.loose().for_each(|(ballot, count)| scores.push(&[ballot], count, None));
        scores
    }

    /// Adds `count` voters who gave these votes.
    fn push(&mut self, own: &[Ballot], count: f64, key: Option<u64>) {
        for ballot in own {
            self.scorer.entries(ballot, |index, value| {
                if !std::mem::replace(&mut self.is_touched[index], true) {
                    self.touched.push(index as u32);
                }
                self.values[index] += value;
            });
        }
        self.touched.sort_unstable();
        for index in self.touched.drain(..) {
            self.entries.push((index, std::mem::take(&mut self.values[index as usize])));
            self.is_touched[index as usize] = false;
        }
        self.voters.push(Voter { until: self.entries.len(), count, key });
    }

    /// `scale` Σᵥ ±sᵥ, with signs for each voter that follow from the number of the `draw`; a voter has the same ones in
    /// every set of votes. `random` gives those of voters without a name.
    pub fn signed_sum(&self, scale: f64, draw: u64, random: &mut impl Rng) -> Vec<f64> {
        let (mut sum, mut from) = (vec![0.0; self.values.len()], 0);
        let draw = mixed(draw);
        for &Voter { until, count, key } in &self.voters {
            let sign = key
                .map_or_else(|| signs(count, random), |key| [-1.0, 1.0][(mixed(key ^ draw) >> 63) as usize]);
            let by = scale * sign;
            self.entries[from..until].iter().for_each(|&(index, value)| sum[index as usize] += by * value);
            from = until;
        }
        sum
    }

    /// Adds their squares to the lower triangle of `sum`, a column at a time, and forgets them.
    fn drain_squares(&mut self, sum: MatMut<'_, f64>) {
        self.sort_by_item();
        let add = |mut sum: MatMut<'_, f64>, starts: &[usize]| {
            for (column, own) in starts.windows(2).enumerate() {
                let column = sum.as_mut().col_mut(column).try_as_col_major_mut().expect("columns are whole");
                let column = column.as_slice_mut();
                for &(at, until, count) in &self.by_item[own[0]..own[1]] {
                    let rest = &self.entries[at as usize..until as usize];
                    let by = rest[0].1 * count;
                    rest.iter().for_each(|&(row, value)| column[row as usize] += by * value);
                }
            }
        };
        let cut = (HALF_TRIANGLE * self.values.len() as f64) as usize;
        let (left, right) = sum.split_at_col_mut(cut);
        both(|| add(left, &self.starts[..=cut]), || add(right, &self.starts[cut..]));
        self.entries.clear();
        self.voters.clear();
    }

    /// Lists for each item the entries that are its own.
    fn sort_by_item(&mut self) {
        self.starts.clear();
        self.starts.resize(self.values.len() + 2, 0);
        // Counted two places on, so that each start, moved on with each entry, ends where the next one stands.
        self.entries.iter().for_each(|&(item, _)| self.starts[item as usize + 2] += 1);
        for at in 2..self.starts.len() {
            self.starts[at] += self.starts[at - 1];
        }
        self.by_item.clear();
        self.by_item.resize(self.entries.len(), (0, 0, 0.0));
        let mut from = 0;
        for &Voter { until, count, .. } in &self.voters {
            for at in from..until {
                let start = &mut self.starts[self.entries[at].0 as usize + 1];
                self.by_item[*start] = (at as u32, until as u32, count);
                *start += 1;
            }
            from = until;
        }
        self.starts.pop();
    }
}

/// Σᵥ sᵥsᵥᵀ, of which only the lower triangle is right.
pub(super) fn squares(fit: &Fit, ballots: &Ballots) -> Mat<f64> {
    let scorer = Scorer::new(fit);
    let size = scorer.size();
    let mut sum = Mat::zeros(size, size);
    let voters = ballots.sorted();
    let entries: f64 = voters.iter().map(|own| (2 * own.len()).min(size) as f64).map(|own| own * own).sum();
    let mut thin = VoterScores::new(&scorer);
    let mut push = |own: &[Ballot], count: f64, sum: &mut Mat<f64>| {
        thin.push(own, count, None);
        if thin.entries.len() > BLOCK {
            thin.drain_squares(sum.as_mut());
        }
    };
    if entries > THIN * THIN * (voters.len() * size * size) as f64 {
        let mut block = Mat::<f64>::zeros(size, voters.len().min(BLOCK / size + 1));
        for some in voters.chunks(block.ncols()) {
            for (column, own) in some.iter().enumerate() {
                let column = block.col_as_slice_mut(column);
                column.fill(0.0);
                own.iter().for_each(|ballot| scorer.entries(ballot, |index, value| column[index] += value));
            }
            let scores = block.subcols(0, some.len()).transpose();
            add_products(sum.as_mut(), Accum::Add, scores, scores);
        }
    } else {
        voters.iter().for_each(|own| push(own, 1.0, &mut sum));
    }
    ballots.loose().for_each(|(ballot, count)| push(&[ballot], count, &mut sum));
    thin.drain_squares(sum.as_mut());
    sum
}

/// How much more the points of voters vary, within each of these cells, than those of independent votes would: a number
/// of all of them, known to tenths.
///
/// # Formula
/// Σ over cells n/(n−1) Σᵥ |sᵥ − s̄|² ÷ Σ tr I, sᵥ the score of voter v at the common strengths, s̄ their mean in the cell
pub(super) fn dispersion<'a>(fit: &Fit, cells: impl Iterator<Item = &'a Ballots>) -> f64 {
    let (scorer, items) = (Scorer::new(fit), fit.items());
    let (mut found, mut expected) = (0.0, 0.0);
    let (mut score, mut touched) = (vec![0.0; items], Vec::new());
    for ballots in cells {
        let voters = ballots.sorted();
        let (mut squares, mut sum) = (0.0, vec![0.0; items]);
        for own in &voters {
            for ballot in own.iter() {
                scorer.entries(ballot, |index, value| {
                    if index < items {
                        touched.push(index);
                        score[index] += value;
                    }
                });
                expected += 2.0 * ballot.weight * scorer.curvature(ballot);
            }
            for index in touched.drain(..) {
                let own = std::mem::take(&mut score[index]);
                squares += own * own;
                sum[index] += own;
            }
        }
        let count = voters.len() as f64;
        if count > 1.0 {
            let mean: f64 = sum.iter().map(|sum| sum * sum).sum::<f64>() / count;
            found += (squares - mean) * count / (count - 1.0);
        }
    }
    let ratio = if expected > 0.0 { found / expected } else { 1.0 };
    (10.0 * ratio).round().clamp(1.0, 1_000.0) / 10.0
}

/// A number that follows from what a voter said; another one for whoever said something else.
fn digest(own: &[Ballot]) -> u64 {
    own.iter().fold(1, |so_far, ballot| {
        let pair = u64::from(ballot.left) << 32 | u64::from(ballot.right);
        mixed(mixed(so_far ^ pair) ^ ballot.weight.to_bits() ^ ballot.outcome as u64)
    })
}

/// All bits of a number made to depend on all (`SplitMix64`: Steele, Lea and Flood 2014).
fn mixed(number: u64) -> u64 {
    let one = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let two = (one ^ one >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let three = (two ^ two >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    three ^ three >> 31
}

/// Sum of `count` signs; where they are many, or not a whole number, a normal with the same variance.
fn signs(count: f64, random: &mut impl Rng) -> f64 {
    if count.fract() == 0.0 && (1.0..=64.0).contains(&count) {
        let pluses = (random.random::<u64>() & (u64::MAX >> (64 - count as u32))).count_ones();
        return 2.0 * f64::from(pluses) - count;
    }
    count.sqrt() * normal(random)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, fit};
    use rand::SeedableRng;
    use rand::rngs::StdRng;

    /// Sum of squares by its definition.
    fn by_definition(fit: &Fit, ballots: &Ballots) -> Mat<f64> {
        let scorer = Scorer::new(fit);
        let sorted = ballots.sorted();
        let voters = sorted.iter().map(|own| (own.to_vec(), 1.0));
        let loose = ballots.loose().map(|(ballot, count)| (vec![ballot], count));
        let mut sum = Mat::zeros(scorer.size(), scorer.size());
        for (own, count) in voters.chain(loose) {
            let mut score = vec![0.0; scorer.size()];
            own.iter().for_each(|ballot| scorer.entries(ballot, |index, value| score[index] += value));
            for column in 0..score.len() {
                (0..score.len()).for_each(|row| sum[(row, column)] += score[row] * count * score[column]);
            }
        }
        sum
    }

    #[test]
    fn thin_and_whole_scores_have_the_same_squares() {
        // Voters of few votes among many items, and of many among few; models with two further parameters and with none.
        let cases = [(400, 300, 3), (30, 40, 60), (2, 5, 1), (500, 2, 200)];
        for ((items, voters, each), side) in cases.into_iter().zip([true, false, true, false]) {
            let mut random = StdRng::seed_from_u64(1);
            let mut ballots = Ballots::new();
            for voter in 0..voters {
                for _ in 0..each {
                    let left = random.random_range(0..items);
                    let right = (left + random.random_range(1..items)) % items;
                    let outcome = [Outcome::Left, Outcome::Right, Outcome::Tie][random.random_range(0..3)];
                    ballots.add(voter, left, right, outcome, [1.0, 0.25][voter % 2]);
                }
            }
            ballots.add_loose(0, 1, Outcome::Left, 1.0, 3.0);
            let model = Model { side_effect: side, ..Model::default() };
            let fit = fit(&ballots.tally(items), &model, None).unwrap();
            let (found, right) = (squares(&fit, &ballots), by_definition(&fit, &ballots));
            for column in 0..right.ncols() {
                for row in column..right.nrows() {
                    assert!((found[(row, column)] - right[(row, column)]).abs() < 1e-9, "{items} items");
                }
            }
        }
    }

    #[test]
    fn a_voter_has_the_same_signs_among_some_as_among_all() {
        let mut ballots = Ballots::new();
        for voter in 0..40 {
            // Five vote alike.
            let own = if voter < 5 { 0 } else { voter };
            (0..3).for_each(|vote| ballots.add(voter, own % 6, (own + vote) % 6 + 6, Outcome::Left, 1.0));
        }
        let fit = fit(&ballots.tally(12), &Model::default(), None).unwrap();
        let scorer = Scorer::new(&fit);
        let all = VoterScores::all(&scorer, &ballots);
        let some = VoterScores::all(&scorer, &ballots.of_voters(|voter| voter % 2 == 0, false));
        let mut random = StdRng::seed_from_u64(1);
        // The mean product of the sum over all and that over some is what they have in common: the squares of some.
        let (mut across, mut own) = (0.0, 0.0);
        for draw in 0..20_000 {
            let [all, some] = [&all, &some].map(|scores| scores.signed_sum(1.0, draw, &mut random)[0]);
            across += all * some;
            own += some * some;
        }
        let right = squares(&fit, &ballots.of_voters(|voter| voter % 2 == 0, false))[(0, 0)];
        for found in [across, own] {
            assert!((found / 20_000.0 / right - 1.0).abs() < 0.05, "{found} {right}");
        }
    }
}
