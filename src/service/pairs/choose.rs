//! Which pair next: the strategies, over places of active ideas. No store, no clock; chance is an argument.

use std::collections::HashSet;

use rand::{Rng, RngExt};

use crate::domain::vote::Strategy;

/// How many ideas near in strength may stand against the one shown least.
const NEAREST: usize = 5;

/// The active ideas as a strategy sees them; places are 0 to n−1.
#[derive(Debug, Default)]
pub(in crate::service) struct Candidates {
    /// How often each was shown, to whomever.
    pub shown: Vec<u32>,
    /// Strength of each by the last ranking.
    pub strengths: Vec<f64>,
    /// Pairs that this participant met or has open, the lower place first.
    pub met: HashSet<(usize, usize)>,
}

/// Two places, left and right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(in crate::service) struct Choice {
    pub left: usize,
    pub right: usize,
}

impl Candidates {
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
}

/// Up to `wanted` pairs that were not met; each counts as met and shown for the next.
pub(in crate::service) fn choose(
    candidates: &mut Candidates,
    strategy: Strategy,
    wanted: usize,
    rng: &mut impl Rng,
) -> Vec<Choice> {
    let mut choices = Vec::with_capacity(wanted);
    while choices.len() < wanted && candidates.remaining() > 0 {
        let pair = match strategy {
            Strategy::Uniform => uniform(candidates, rng),
            Strategy::Balanced => balanced(candidates, rng),
        };
        let Some((a, b)) = pair else { break };
        candidates.meet(a, b);
        candidates.shown[a] += 1;
        candidates.shown[b] += 1;
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

#[cfg(test)]
mod tests {
    use std::collections::{HashMap, HashSet};

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::{Candidates, Choice, choose};
    use crate::domain::vote::Strategy;

    fn fresh(n: usize) -> Candidates {
        Candidates { shown: vec![0; n], strengths: vec![0.0; n], met: HashSet::new() }
    }

    fn unordered(choice: Choice) -> (usize, usize) {
        (choice.left.min(choice.right), choice.left.max(choice.right))
    }

    #[test]
    fn no_pair_comes_twice_and_all_come_once() {
        for strategy in [Strategy::Uniform, Strategy::Balanced] {
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
            assert_eq!(choose(&mut fresh(n), Strategy::Balanced, 5, &mut StdRng::seed_from_u64(1)), []);
            assert_eq!(choose(&mut fresh(n), Strategy::Uniform, 5, &mut StdRng::seed_from_u64(1)), []);
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
        let mut rng = StdRng::seed_from_u64(9);
        let pairs: HashSet<_> =
            (0..300).map(|_| unordered(choose(&mut fresh(40), Strategy::Balanced, 1, &mut rng)[0])).collect();
        assert!(pairs.len() > 100, "{}", pairs.len());
    }
}
