//! Which pair next: the strategies, over places of active ideas.

use std::collections::HashSet;

use rand::{Rng, RngExt};

use crate::domain::vote::Strategy;
use crate::pairing::contention::openness;

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
        }
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
        let found = match (strategy, &contenders) {
            (Strategy::Uniform, _) => uniform(candidates, rng),
            (Strategy::Informative, _) if !by_balance => informative(candidates, rng),
            (Strategy::Top, Some(contenders)) if !by_balance => contenders.top(candidates, rng),
            _ => balanced(candidates, rng),
        };
        // Draws that hit only pairs that were met say nothing of what is left.
        let Some((a, b)) = found.or_else(|| uniform(candidates, rng)) else { break };
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

/// Every pair not met is equally likely: drawn until one fits, or counted out where few are left.
fn uniform(candidates: &Candidates, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    for _ in 0..32 {
        let (a, b) = (rng.random_range(0..n), rng.random_range(0..n));
        if a != b && !candidates.is_met(a, b) {
            return Some((a, b));
        }
    }
    let left: Vec<(usize, usize)> = (0..n)
        .flat_map(|a| (a + 1..n).map(move |b| (a, b)))
        .filter(|&(a, b)| !candidates.is_met(a, b))
        .collect();
    (!left.is_empty()).then(|| left[rng.random_range(0..left.len())])
}

/// The idea shown least of those that have somebody left to meet, ties at random, against one of the five
/// nearest to it in strength, at random.
fn balanced(candidates: &Candidates, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    let mut met = vec![0_usize; n];
    for &(a, b) in &candidates.met {
        met[a] += 1;
        met[b] += 1;
    }
    let least = (0..n)
        .filter(|&place| met[place] + 1 < n)
        .map(|place| (candidates.shown[place], rng.random::<u32>(), place))
        .min()?
        .2;
    let mut others: Vec<(f64, u32, usize)> = (0..n)
        .filter(|&other| other != least && !candidates.is_met(least, other))
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
fn informative(candidates: &Candidates, rng: &mut impl Rng) -> Option<(usize, usize)> {
    let n = candidates.len();
    let drawn = (0..DRAWN).map(|_| (rng.random_range(0..n), rng.random_range(0..n)));
    let told = |(a, b): (usize, usize)| {
        candidates.information(a, b) * (candidates.variance(a) + candidates.variance(b))
    };
    best_of(candidates, drawn, told)
}

fn best_of(
    candidates: &Candidates,
    drawn: impl Iterator<Item = (usize, usize)>,
    told: impl Fn((usize, usize)) -> f64,
) -> Option<(usize, usize)> {
    drawn
        .filter(|&(a, b)| a != b && !candidates.is_met(a, b))
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
    fn top(&self, candidates: &Candidates, rng: &mut impl Rng) -> Option<(usize, usize)> {
        let drawn = (0..CONTENDERS_DRAWN).map(|_| (self.draw(rng), self.draw(rng)));
        let told = |(a, b): (usize, usize)| {
            let (va, vb) = (candidates.variance(a), candidates.variance(b));
            (self.open[a] * va + self.open[b] * vb) / (va + vb + 1.0 / candidates.information(a, b))
        };
        best_of(candidates, drawn, told)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::{Candidates, Choice, choose};
    use crate::domain::vote::Strategy;

    const ALL: [Strategy; 4] = Strategy::ALL;

    fn fresh(n: usize) -> Candidates {
        Candidates::fresh(n)
    }

    fn unordered(choice: Choice) -> (usize, usize) {
        (choice.left.min(choice.right), choice.left.max(choice.right))
    }

    #[test]
    fn no_pair_comes_twice_and_all_come_once() {
        for strategy in ALL {
            let mut rng = StdRng::seed_from_u64(1);
            let mut candidates = fresh(9);
            let all = choose(&mut candidates, strategy, 100, &mut rng);
            assert_eq!(all.len(), 36, "{strategy:?}");
            assert_eq!(all.into_iter().map(unordered).collect::<HashSet<_>>().len(), 36);
            assert_eq!(choose(&mut candidates, strategy, 1, &mut rng), [], "nothing is left");
        }
    }

    #[test]
    fn one_idea_or_none_makes_no_pair() {
        for n in [0, 1] {
            for strategy in ALL {
                assert_eq!(choose(&mut fresh(n), strategy, 5, &mut StdRng::seed_from_u64(1)), []);
            }
        }
    }

    #[test]
    fn uniform_draws_each_pair_and_each_side_alike() {
        let mut rng = StdRng::seed_from_u64(7);
        let mut seen: HashMap<Choice, u32> = HashMap::new();
        for _ in 0..24_000 {
            let mut candidates = fresh(4);
            candidates.meet(0, 1);
            *seen.entry(choose(&mut candidates, Strategy::Uniform, 1, &mut rng)[0]).or_default() += 1;
        }
        assert_eq!(seen.len(), 10, "five pairs, two sides");
        // 2,400 expected of each, standard deviation 46.
        assert!(seen.values().all(|count| (2_200..2_600).contains(count)), "{seen:?}");
    }

    #[test]
    fn balanced_evens_out_how_often_ideas_are_shown() {
        let mut rng = StdRng::seed_from_u64(3);
        let mut shown = vec![40, 40, 40, 40, 40, 40, 40, 0];
        // A late idea catches up: people come one after another and each meets nothing twice.
        for _ in 0..40 {
            let mut candidates = Candidates { shown: shown.clone(), ..fresh(8) };
            choose(&mut candidates, Strategy::Balanced, 3, &mut rng);
            shown = candidates.shown;
        }
        let (least, most) = (shown.iter().min().unwrap(), shown.iter().max().unwrap());
        assert!(most - least <= 3, "{shown:?}");
    }

    #[test]
    fn balanced_stands_against_one_of_the_five_nearest() {
        let mut rng = StdRng::seed_from_u64(5);
        let mut met = HashSet::new();
        for _ in 0..400 {
            let mut candidates = fresh(30);
            candidates.strengths = (0..30).map(f64::from).collect();
            candidates.shown = vec![9; 30];
            candidates.shown[10] = 0;
            let pair = unordered(choose(&mut candidates, Strategy::Balanced, 1, &mut rng)[0]);
            met.insert(if pair.0 == 10 { pair.1 } else { pair.0 });
        }
        // Four at distance 1 and 2; of the two at distance 3 either may be the fifth.
        assert_eq!(met, [8, 9, 11, 12, 7, 13].into());
    }

    #[test]
    fn a_room_that_asks_at_once_does_not_get_one_pair() {
        for strategy in ALL {
            let mut rng = StdRng::seed_from_u64(9);
            // Strengths are known well: a strategy that took the best pair would always take the same.
            let mut known = fresh(40);
            known.strengths = (0..40).map(|k| f64::from(k) * 0.05).collect();
            known.variances = vec![0.04; 40];
            let mut times: HashMap<_, u32> = HashMap::new();
            for _ in 0..300 {
                *times.entry(unordered(choose(&mut known.clone(), strategy, 1, &mut rng)[0])).or_default() +=
                    1;
            }
            let most = times.values().max().unwrap();
            assert!(times.len() > 60 && *most <= 40, "{strategy:?}: {} pairs, {most} times", times.len());
        }
    }

    #[test]
    fn informative_asks_of_those_that_are_little_known() {
        let mut rng = StdRng::seed_from_u64(4);
        let mut little = 0;
        for _ in 0..400 {
            let mut candidates = fresh(30);
            candidates.shown = vec![9; 30];
            candidates.variances = vec![0.02; 30];
            candidates.variances[7] = 1.0;
            let pair = choose(&mut candidates, Strategy::Informative, 1, &mut rng)[0];
            little += u32::from(pair.left == 7 || pair.right == 7);
        }
        // Three in four by information, of which nearly all; 2 in 30 by chance.
        assert!(little > 250, "{little}");
    }

    #[test]
    fn top_asks_of_those_at_the_line() {
        let mut rng = StdRng::seed_from_u64(6);
        let mut seen = [0_u32; 60];
        for _ in 0..400 {
            let mut candidates = fresh(60);
            candidates.shown = vec![9; 60];
            candidates.strengths = (0..60).map(|k| 3.0 - f64::from(k) * 0.1).collect();
            candidates.variances = vec![0.04; 60];
            let pair = choose(&mut candidates, Strategy::Top, 1, &mut rng)[0];
            seen[pair.left] += 1;
            seen[pair.right] += 1;
        }
        let near: u32 = seen[5..15].iter().sum();
        assert!(near > 500, "of 800 places most are near the tenth: {seen:?}");
        assert!(seen[40..].iter().sum::<u32>() > 20, "one in four is for everybody: {seen:?}");
    }

    #[test]
    fn what_is_under_way_counts() {
        let mut rng = StdRng::seed_from_u64(8);
        let mut candidates = fresh(200);
        // A hundred people ask before any answer is there: all ideas come up.
        for _ in 0..100 {
            candidates.met.clear();
            choose(&mut candidates, Strategy::Informative, 10, &mut rng);
        }
        assert!(candidates.shown.iter().all(|shown| (3..=25).contains(shown)), "{:?}", candidates.shown);
    }
}
