//! Which pair next: the strategies, over places of active ideas.

use std::collections::HashSet;

use rand::{Rng, RngExt};

use crate::domain::vote::Strategy;
use crate::pairing::contention::openness;
use crate::pairing::round::Round;

/// How many ideas near in strength may stand against the one shown least.
const NEAREST: usize = 5;
/// Pairs drawn at random of which `informative` takes the one that tells most, and `top` among contenders. A
/// draw of its own for each participant: a room that asks in the same second does not get one pair.
const DRAWN: usize = 200;
const CONTENDERS_DRAWN: usize = 8;
/// One pair in so many of `informative` and `top` is chosen by `balanced`: late ideas catch up, and a first
/// impression that was wrong is found out.
const BALANCED_ONE_IN: u32 = 4;
/// Information of an answer that is under way: of a pair of equals.
const UNDER_WAY: f64 = 0.25;

/// The active ideas as a strategy sees them; places are 0 to n−1. All lists are of one length.
#[derive(Clone, Debug, Default)]
pub struct Candidates {
    /// How often each was shown, to whomever.
    pub shown: Vec<u32>,
    /// Strength of each by the last ranking.
    pub strengths: Vec<f64>,
    /// Variance of each strength by the last ranking; that of the prior for one that is not in it.
    pub variances: Vec<f64>,
    /// How often each was shown since that ranking: these answers are under way.
    pub under_way: Vec<u32>,
    /// Pairs that this participant met or has open, the lower place first.
    pub met: HashSet<(usize, usize)>,
    /// Where they are in their round, the open pairs taken in.
    pub round: Round,
}

/// What a pair is asked for beyond being new; what can't be had is given up, the last first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    /// Neither idea stood in the pair before, nor in a third of the round.
    Spread,
    /// Neither idea stood in the pair before.
    Apart,
    Nothing,
}

impl Asked {
    const ALL: [Asked; 3] = [Asked::Spread, Asked::Apart, Asked::Nothing];
}

/// Two places, left and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Choice {
    pub left: usize,
    pub right: usize,
}

impl Candidates {
    /// Nothing is known of any of `n` ideas.
    pub fn fresh(n: usize) -> Self {
        Self {
            shown: vec![0; n],
            strengths: vec![0.0; n],
            variances: vec![1.0; n],
            under_way: vec![0; n],
            met: HashSet::new(),
            round: Round::default(),
        }
    }

    /// Another participant comes, who has met nothing yet.
    pub fn next_participant(&mut self, round: usize) {
        self.met.clear();
        self.round = Round::of(round);
    }

    /// Whether an idea may stand in the next pair.
    fn is_free(&self, place: usize, asked: Asked) -> bool {
        match asked {
            Asked::Spread => !self.round.is_last(place) && !self.round.is_full(place),
            Asked::Apart => !self.round.is_last(place),
            Asked::Nothing => true,
        }
    }

    /// Whether two ideas may be the next pair.
    fn fits(&self, (a, b): (usize, usize), asked: Asked) -> bool {
        a != b && !self.is_met(a, b) && self.is_free(a, asked) && self.is_free(b, asked)
    }

    fn len(&self) -> usize {
        self.shown.len()
    }

    pub fn meet(&mut self, a: usize, b: usize) {
        self.met.insert((a.min(b), a.max(b)));
    }

    fn is_met(&self, a: usize, b: usize) -> bool {
        self.met.contains(&(a.min(b), a.max(b)))
    }

    fn remaining(&self) -> usize {
        let n = self.len();
        (n * n.saturating_sub(1) / 2).saturating_sub(self.met.len())
    }

    /// Variance of a strength once the answers that are under way have come.
    fn variance(&self, place: usize) -> f64 {
        1.0 / (1.0 / self.variances[place].max(1e-12) + UNDER_WAY * f64::from(self.under_way[place]))
    }

    /// Probability that neither wins for sure: P(1−P), the information of one answer.
    fn information(&self, a: usize, b: usize) -> f64 {
        let p = 1.0 / (1.0 + (self.strengths[b] - self.strengths[a]).exp());
        p * (1.0 - p)
    }
}

/// Up to `wanted` pairs that were not met; each counts as met and shown for the next. Fewer mean that no more
/// are left.
pub fn choose(
    candidates: &mut Candidates,
    strategy: Strategy,
    wanted: usize,
    rng: &mut impl Rng,
) -> Vec<Choice> {
    let mut choices = Vec::with_capacity(wanted);
    let contenders = (strategy == Strategy::Top && wanted > 0).then(|| Contenders::of(candidates));
    while choices.len() < wanted && candidates.remaining() > 0 {
        let by_balance = matches!(strategy, Strategy::Informative | Strategy::Top)
            && rng.random_range(0..BALANCED_ONE_IN) == 0;
        let found = Asked::ALL.into_iter().find_map(|asked| {
            let found = match (strategy, &contenders) {
                (Strategy::Uniform, _) => None,
                (Strategy::Informative, _) if !by_balance => informative(candidates, asked, rng),
                (Strategy::Top, Some(contenders)) if !by_balance => contenders.top(candidates, asked, rng),
                _ => balanced(candidates, asked, rng),
            };
            // Draws that hit only pairs that don't fit say nothing of what is left.
            found.or_else(|| uniform(candidates, asked, rng))
        });
        let Some((a, b)) = found else { break };
        candidates.round.take([Some(a), Some(b)]);
        candidates.meet(a, b);
        for place in [a, b] {
            candidates.shown[place] += 1;
            candidates.under_way[place] += 1;
        }
        // Sides at random, whatever found the pair.
        choices.push(if rng.random() { Choice { left: a, right: b } } else { Choice { left: b, right: a } });
    }
    choices
}

/// Every pair that fits is equally likely: drawn until one does, or counted out where few are left.
fn uniform(candidates: &Candidates, asked: Asked, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    for _ in 0..32 {
        let pair = (rng.random_range(0..n), rng.random_range(0..n));
        if candidates.fits(pair, asked) {
            return Some(pair);
        }
    }
    let free: Vec<usize> = (0..n).filter(|&place| candidates.is_free(place, asked)).collect();
    let pairs = free.iter().enumerate().flat_map(|(at, &a)| free[at + 1..].iter().map(move |&b| (a, b)));
    let left: Vec<(usize, usize)> = pairs.filter(|&(a, b)| !candidates.is_met(a, b)).collect();
    (!left.is_empty()).then(|| left[rng.random_range(0..left.len())])
}

/// The idea shown least of those that have somebody left to meet, ties at random, against one of the five
/// nearest to it in strength, at random.
fn balanced(candidates: &Candidates, asked: Asked, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    let mut met = vec![0_usize; n];
    for &(a, b) in &candidates.met {
        met[a] += 1;
        met[b] += 1;
    }
    let least = (0..n)
        .filter(|&place| met[place] + 1 < n && candidates.is_free(place, asked))
        .map(|place| (candidates.shown[place], rng.random::<u32>(), place))
        .min()?
        .2;
    let mut others: Vec<(f64, u32, usize)> = (0..n)
        .filter(|&other| candidates.fits((least, other), asked))
        .map(|other| {
            let distance = (candidates.strengths[other] - candidates.strengths[least]).abs();
            (distance, rng.random(), other)
        })
        .collect();
    let near = NEAREST.min(others.len());
    if near < others.len() {
        others.select_nth_unstable_by(near - 1, |a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    }
    (near > 0).then(|| (least, others[rng.random_range(0..near)].2))
}

/// Of pairs drawn at random the one with the most expected information on the order.
///
/// # Formula
/// P(1−P)·se²(θᵢ−θⱼ), the two taken for independent
fn informative(candidates: &Candidates, asked: Asked, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    let drawn = (0..DRAWN).map(|_| (rng.random_range(0..n), rng.random_range(0..n)));
    let told = |(a, b): (usize, usize)| {
        candidates.information(a, b) * (candidates.variance(a) + candidates.variance(b))
    };
    best_of(candidates, asked, drawn, told)
}

fn best_of(
    candidates: &Candidates,
    asked: Asked,
    drawn: impl Iterator<Item = (usize, usize)>,
    told: impl Fn((usize, usize)) -> f64,
) -> Option<(usize, usize)> {
    drawn
        .filter(|&pair| candidates.fits(pair, asked))
        .map(|pair| (told(pair), pair))
        .max_by(|one, other| one.0.total_cmp(&other.0))
        .map(|(_, pair)| pair)
}

/// Ideas by how open it is whether they are among the best.
struct Contenders {
    open: Vec<f64>,
    /// Sums of what each is drawn by, up to and with it.
    sums: Vec<f64>,
}

impl Contenders {
    fn of(candidates: &Candidates) -> Self {
        let variances: Vec<f64> = (0..candidates.len()).map(|place| candidates.variance(place)).collect();
        let open = openness(&candidates.strengths, &variances);
        let mut sum = 0.0;
        let sums = open
            .iter()
            .zip(&variances)
            .map(|(open, variance)| {
                sum += open * variance;
                sum
            })
            .collect();
        Self { open, sums }
    }

    fn draw(&self, rng: &mut impl Rng) -> usize {
        let at = rng.random::<f64>() * self.sums.last().copied().unwrap_or_default();
        self.sums.partition_point(|sum| *sum <= at).min(self.sums.len() - 1)
    }

    /// Of pairs of contenders drawn the one that is expected to tell most on who is among the best.
    ///
    /// # Formula
    /// Σ over the two of p(1−p)·σ²/(σᵢ² + σⱼ² + 1/(P(1−P))): how much of each one's variance an answer takes
    /// away, weighed by how open its place is
    fn top(&self, candidates: &Candidates, asked: Asked, rng: &mut impl Rng) -> Option<(usize, usize)> {
        let drawn = (0..CONTENDERS_DRAWN).map(|_| (self.draw(rng), self.draw(rng)));
        let told = |(a, b): (usize, usize)| {
            let (va, vb) = (candidates.variance(a), candidates.variance(b));
            (self.open[a] * va + self.open[b] * vb) / (va + vb + 1.0 / candidates.information(a, b))
        };
        best_of(candidates, asked, drawn, told)
    }
}

#[cfg(test)]
#[path = "choose_tests.rs"]
mod tests;
