//! An attack on what is shown of groups: somebody who knows everybody's groups, and which pairs one person met, works out
//! that person's choices from everything that is published, by likelihood.

use std::collections::BTreeMap;

use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use crate::domain::disclosure::LEAST;
use crate::ranking::{self, FIVE, FitError, Model, Outcome, Tally, normal};

/// How people belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Three questions and events, answered at random.
    Everyday,
    /// The victim's region is, but for the victim, those of one role and of one event; other groups beside them.
    Nested,
    /// Two questions that both part everybody in two, and differ by the victim alone.
    Halves,
}

/// What is done to what is shown of a cell of people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noise {
    /// Noise that hangs on the set of people, as it is served.
    Set,
    /// Noise that each person brings along, in a cell of forty as much as that.
    Person,
    /// None: as it was before.
    Exact,
}

/// A consultation that is attacked.
#[derive(Clone, Copy, Debug)]
pub struct Attacked {
    pub shape: Shape,
    pub noise: Noise,
    pub people: usize,
    /// In the victim's group.
    pub group: usize,
    pub ideas: usize,
    pub votes_each: usize,
    /// A group moves with one person more for each so many that it had, and five.
    pub step: usize,
}

/// Of the victim's choices, how many were guessed right.
#[derive(Clone, Copy, Debug, Default)]
pub struct Guessed {
    pub choices: f64,
    /// From the common ranking alone.
    pub by_ranking: f64,
    /// From the ranking and the log, which names nobody.
    pub by_log: f64,
    /// From the ranking and all that was shown of groups.
    pub by_groups: f64,
    /// From everything.
    pub by_all: f64,
    /// Releases of groups that hold the victim.
    pub releases: f64,
}

/// Beyond this nothing is surer: the log shows all who met a pair to have chosen alike.
const SURE: f64 = 1e-6;
/// A cell of so many has as much noise from its people as from their set.
const ALIKE: f64 = 40.0;
/// What rounding leaves where nothing else is in the way.
const ROUNDING: f64 = 1e-7;

/// One simulated consultation, attacked.
///
/// The attacker is given the noisy sums of each release themselves, which who inverts all published figures perfectly
/// would have, with everybody's part in each: more than is published. Others' choices are unknown to them but for the
/// ranking, the log's totals and the groups'. What the clock tells is left out: it tells without groups.
///
/// # Errors
/// A fit that fails.
pub fn attack(of: Attacked, seed: u64) -> Result<Guessed, FitError> {
    let mut rng = StdRng::seed_from_u64(seed);
    let votes = Votes::draw(of, &mut rng)?;
    let (cells, victim) = cells(of, &mut rng);
    let mut guessed = Guessed {
        choices: of.votes_each as f64,
        releases: cells.iter().filter(|cell| cell[victim]).count() as f64,
        ..Guessed::default()
    };
    let seen = seen(of, &votes, &cells, victim, &mut rng);
    let own = &votes.of[victim];
    let by_ranking: Vec<f64> = own.iter().map(|vote| vote.chance).collect();
    let by_log: Vec<f64> = own.iter().map(|vote| votes.share_of_left(vote).clamp(SURE, 1.0 - SURE)).collect();
    for (right, chances) in [
        (&mut guessed.by_ranking, by_ranking.clone()),
        (&mut guessed.by_log, by_log.clone()),
        (&mut guessed.by_groups, posterior(own, &by_ranking, &seen)),
        (&mut guessed.by_all, posterior(own, &by_log, &seen)),
    ] {
        *right = own.iter().zip(chances).filter(|(vote, left)| vote.left_won == (*left > 0.5)).count() as f64;
    }
    Ok(guessed)
}

#[derive(Clone, Copy)]
struct Vote {
    left: usize,
    right: usize,
    left_won: bool,
    /// That left wins, by the common ranking.
    chance: f64,
}

struct Votes {
    of: Vec<Vec<Vote>>,
    /// Wins of the smaller idea and votes, by pair: what the log adds to the ranking.
    log: BTreeMap<(usize, usize), (f64, f64)>,
    ideas: usize,
}

impl Votes {
    fn draw(of: Attacked, rng: &mut StdRng) -> Result<Self, FitError> {
        let truth: Vec<f64> = (0..of.ideas).map(|_| normal(rng)).collect();
        let mut pairs: Vec<(usize, usize)> =
            (0..of.ideas).flat_map(|one| (one + 1..of.ideas).map(move |other| (one, other))).collect();
        let mut tally = Tally::new(of.ideas);
        let mut log: BTreeMap<(usize, usize), (f64, f64)> = BTreeMap::new();
        let mut all = Vec::with_capacity(of.people);
        for _ in 0..of.people {
            let (own, _) = pairs.partial_shuffle(rng, of.votes_each);
            let own: Vec<Vote> = own
                .iter()
                .map(|&(left, right)| {
                    let left_won = rng.random::<f64>() < chance(&truth, left, right);
                    let outcome = if left_won { Outcome::Left } else { Outcome::Right };
                    tally.add(left, right, outcome, 1.0);
                    let counted = log.entry((left, right)).or_default();
                    counted.0 += f64::from(u8::from(left_won));
                    counted.1 += 1.0;
                    Vote { left, right, left_won, chance: 0.0 }
                })
                .collect();
            all.push(own);
        }
        let fit = ranking::fit(&tally, &Model::default(), None)?;
        all.iter_mut()
            .flatten()
            .for_each(|vote| vote.chance = chance(fit.strengths(), vote.left, vote.right));
        Ok(Self { of: all, log, ideas: of.ideas })
    }

    fn share_of_left(&self, vote: &Vote) -> f64 {
        self.log.get(&(vote.left, vote.right)).map_or(0.5, |(wins, votes)| wins / votes)
    }

    /// What a person adds to each idea's points beyond what the ranking expects.
    fn points(&self, person: usize) -> Vec<f64> {
        let mut points = vec![0.0; self.ideas];
        for vote in &self.of[person] {
            let off = f64::from(u8::from(vote.left_won)) - vote.chance;
            points[vote.left] += off;
            points[vote.right] -= off;
        }
        points
    }

    /// Variance of a person's points on an idea, by the ranking.
    fn told(&self) -> f64 {
        let all = self.of.iter().flatten().map(|vote| 2.0 * vote.chance * (1.0 - vote.chance));
        all.sum::<f64>() / (self.ideas * self.of.len()) as f64
    }
}

fn chance(strengths: &[f64], left: usize, right: usize) -> f64 {
    1.0 / (1.0 + (strengths[right] - strengths[left]).exp())
}

/// Who was in each release of a group, no set twice; and who is the victim. People come in the order of their numbers.
fn cells(of: Attacked, rng: &mut StdRng) -> (Vec<Vec<bool>>, usize) {
    let mut order: Vec<usize> = (0..of.people).collect();
    order.shuffle(rng);
    let (inside, outside) = order.split_at(of.group);
    let victim = inside[0];
    let mut questions: Vec<Vec<usize>> = Vec::new();
    match of.shape {
        Shape::Everyday => {
            for choices in [3, 3, 2, 4] {
                questions.push((0..of.people).map(|_| rng.random_range(0..choices)).collect());
            }
        }
        Shape::Nested => {
            // The event lacks one more, whom nobody needs to know.
            for without in [0, 1, 2] {
                let mut answers = vec![0; of.people];
                outside.iter().for_each(|&person| answers[person] = rng.random_range(1..3));
                inside.iter().take(without).for_each(|&person| answers[person] = 1);
                questions.push(answers);
            }
        }
        Shape::Halves => {
            for without in [0, 1] {
                let mut answers = vec![1; of.people];
                inside.iter().skip(without).for_each(|&person| answers[person] = 0);
                questions.push(answers);
            }
        }
    }
    let mut cells = Vec::new();
    for answers in &questions {
        for choice in 0..=answers.iter().copied().max().unwrap_or(0) {
            let (mut now, mut then) = (0, 0);
            for came in 1..=of.people {
                now += usize::from(answers[came - 1] == choice);
                let least = LEAST as usize;
                let moves = now - then >= least.max(then / of.step) || (came == of.people && now > then);
                if moves && now >= least && came - now >= least {
                    then = now;
                    let cell = (0..of.people).map(|person| person < came && answers[person] == choice);
                    cells.push(cell.collect());
                }
            }
        }
    }
    cells.sort();
    cells.dedup();
    (cells, victim)
}

/// A bit for each person.
fn mask(cell: &[bool]) -> Vec<u64> {
    let word = |some: &[bool]| some.iter().rev().fold(0, |word, is_in| word << 1 | u64::from(*is_in));
    cell.chunks(64).map(word).collect()
}

/// What the attacker makes of all sums: the victim's points but for an error, and how much is known of each.
struct Seen {
    points: Vec<f64>,
    information: f64,
}

/// Generalised least squares: a sum is the victim's points, if the cell holds them, with those of its others and noise;
/// all together have the sum that is published exactly.
fn seen(of: Attacked, votes: &Votes, cells: &[Vec<bool>], victim: usize, rng: &mut StdRng) -> Seen {
    let told = votes.told();
    let everybody = vec![true; of.people];
    let rows: Vec<&Vec<bool>> = cells.iter().chain([&everybody]).collect();
    let points: Vec<Vec<f64>> = (0..of.people).map(|person| votes.points(person)).collect();
    let brought: Vec<Vec<f64>> = points.iter().map(|own| own.iter().map(|_| normal(rng)).collect()).collect();
    let size = |cell: &[bool]| cell.iter().filter(|is_in| **is_in).count() as f64;
    let variance = |people: f64| ranking::noise_variance((people / FIVE).round() * FIVE, told);
    let each = variance(ALIKE) / ALIKE;
    let count = rows.len();
    let mut sums = vec![vec![0.0; of.ideas]; count];
    for (row, cell) in rows.iter().enumerate() {
        for person in (0..of.people).filter(|person| cell[*person]) {
            for idea in 0..of.ideas {
                sums[row][idea] += points[person][idea];
                if of.noise == Noise::Person && row + 1 < count {
                    sums[row][idea] += each.sqrt() * brought[person][idea];
                }
            }
        }
        if of.noise == Noise::Set && row + 1 < count {
            let scale = variance(size(cell)).sqrt();
            (0..of.ideas).for_each(|idea| sums[row][idea] += scale * normal(rng));
        }
    }
    let masks: Vec<Vec<u64>> = rows.iter().map(|row| mask(row)).collect();
    let mut covariance = vec![vec![0.0; count]; count];
    for row in 0..count {
        for column in 0..count {
            let both = masks[row].iter().zip(&masks[column]).map(|(one, other)| (one & other).count_ones());
            let shared = both.sum::<u32>() as usize;
            let with_victim = rows[row][victim] && rows[column][victim];
            covariance[row][column] = told * (shared - usize::from(with_victim)) as f64;
            if of.noise == Noise::Person && row.max(column) + 1 < count {
                covariance[row][column] += each * shared as f64;
            }
        }
        let own = if of.noise == Noise::Set && row + 1 < count { variance(size(rows[row])) } else { 0.0 };
        covariance[row][row] += own + ROUNDING;
    }
    let holds: Vec<f64> = rows.iter().map(|row| f64::from(u8::from(row[victim]))).collect();
    let Some(weights) = solved(covariance, &holds) else {
        return Seen { points: vec![0.0; of.ideas], information: 0.0 };
    };
    let information: f64 = holds.iter().zip(&weights).map(|(holds, weight)| holds * weight).sum();
    let found = |idea: usize| sums.iter().zip(&weights).map(|(row, weight)| row[idea] * weight).sum::<f64>();
    Seen { points: (0..of.ideas).map(|idea| found(idea) / information).collect(), information }
}

/// The solution of a symmetric positive definite system, by Cholesky's factor; none where it is not definite.
fn solved(mut matrix: Vec<Vec<f64>>, right: &[f64]) -> Option<Vec<f64>> {
    let n = right.len();
    let mut x = right.to_vec();
    for row in 0..n {
        for column in 0..=row {
            let products = matrix[row][..column].iter().zip(&matrix[column]).map(|(a, b)| a * b);
            let left = matrix[row][column] - products.sum::<f64>();
            matrix[row][column] = if column < row { left / matrix[column][column] } else { left.sqrt() };
        }
        if matrix[row][row].is_nan() || matrix[row][row] <= 0.0 {
            return None;
        }
        let rest: f64 = matrix[row][..row].iter().zip(&x).map(|(a, x)| a * x).sum();
        x[row] = (x[row] - rest) / matrix[row][row];
    }
    for row in (0..n).rev() {
        let rest: f64 = (row + 1..n).map(|below| matrix[below][row] * x[below]).sum();
        x[row] = (x[row] - rest) / matrix[row][row];
    }
    Some(x)
}

/// The chance of each choice of the victim to have been for left, given `before` and what was seen: over all ways in
/// which they may have chosen, one changed at a time (Gray 1953).
fn posterior(own: &[Vote], before: &[f64], seen: &Seen) -> Vec<f64> {
    // To begin with all chose right.
    let mut off = seen.points.clone();
    for vote in own {
        off[vote.left] += vote.chance;
        off[vote.right] -= vote.chance;
    }
    let mut log = -0.5 * seen.information * off.iter().map(|off| off * off).sum::<f64>();
    log += before.iter().map(|left| (1.0 - left).ln()).sum::<f64>();
    let mut chosen = vec![false; own.len()];
    let (mut most, mut all, mut left) = (log, 1.0, vec![0.0; own.len()]);
    for number in 1..1_u64 << own.len() {
        let at = number.trailing_zeros() as usize;
        let Vote { left: one, right: other, .. } = own[at];
        let by = if chosen[at] { 1.0 } else { -1.0 };
        chosen[at] = !chosen[at];
        // |off + by(e₁ − e₂)|² − |off|²
        log -= 0.5 * seen.information * (2.0 * by * (off[one] - off[other]) + 2.0);
        off[one] += by;
        off[other] -= by;
        log -= by * (before[at].ln() - (1.0 - before[at]).ln());
        if log > most {
            let scale = (most - log).exp();
            all *= scale;
            left.iter_mut().for_each(|left| *left *= scale);
            most = log;
        }
        let weight = (log - most).exp();
        all += weight;
        left.iter_mut().zip(&chosen).filter(|(_, chosen)| **chosen).for_each(|(left, _)| *left += weight);
    }
    left.into_iter().map(|left| left / all).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guessed(noise: Noise, shape: Shape, runs: u64) -> Guessed {
        let of = Attacked { shape, noise, people: 80, group: 40, ideas: 20, votes_each: 10, step: 5 };
        let mut sum = Guessed::default();
        for seed in 0..runs {
            let one = attack(of, seed).unwrap();
            sum.choices += one.choices;
            sum.by_ranking += one.by_ranking;
            sum.by_groups += one.by_groups;
        }
        sum
    }

    #[test]
    fn without_noise_subtraction_tells_every_choice_and_with_it_few_more_than_the_ranking() {
        let exact = guessed(Noise::Exact, Shape::Halves, 8);
        assert!(exact.by_groups / exact.choices > 0.97, "{exact:?}");
        let person = guessed(Noise::Person, Shape::Halves, 8);
        assert!(person.by_groups / person.choices > 0.9, "{person:?}");
        let set = guessed(Noise::Set, Shape::Halves, 40);
        assert!((set.by_groups - set.by_ranking) / set.choices < 0.1, "{set:?}");
    }
}
