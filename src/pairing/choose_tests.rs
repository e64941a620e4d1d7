//! What the strategies promise.

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
    // A late idea catches up: people come one after another, and each meets it once at most in three pairs.
    for _ in 0..200 {
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
            *times.entry(unordered(choose(&mut known.clone(), strategy, 1, &mut rng)[0])).or_default() += 1;
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
        candidates.next_participant(15);
        choose(&mut candidates, Strategy::Informative, 10, &mut rng);
    }
    assert!(candidates.shown.iter().all(|shown| (3..=25).contains(shown)), "{:?}", candidates.shown);
}

#[test]
fn late_ideas_fill_nobodys_round() {
    for strategy in ALL {
        for late in [1, 2, 4] {
            let mut rng = StdRng::seed_from_u64(11);
            let mut candidates = fresh(30);
            candidates.shown = vec![300; 30];
            candidates.variances = vec![0.02; 30];
            for place in 0..late {
                (candidates.shown[place], candidates.variances[place]) = (0, 1.0);
            }
            for _ in 0..50 {
                candidates.next_participant(15);
                // As a browser asks: ten, and more by and by.
                let mut round = choose(&mut candidates, strategy, 10, &mut rng);
                round.extend((0..5).flat_map(|_| choose(&mut candidates, strategy, 1, &mut rng)));
                let pairs: Vec<_> = round.into_iter().map(unordered).collect();
                for place in 0..30 {
                    let times = pairs.iter().filter(|pair| pair.0 == place || pair.1 == place).count();
                    assert!(times <= 5, "{strategy:?}, {late} late: {times} times in {pairs:?}");
                }
                let follows = |two: &[(usize, usize)]| {
                    let (one, next) = (two[0], two[1]);
                    [one.0, one.1].iter().any(|place| [next.0, next.1].contains(place))
                };
                assert!(!pairs.windows(2).any(follows), "{strategy:?}, {late} late: {pairs:?}");
            }
        }
    }
}

#[test]
fn few_ideas_are_all_served_though_they_must_follow_one_another() {
    for strategy in ALL {
        for n in 2..6 {
            let mut candidates = fresh(n);
            candidates.next_participant(15);
            let all = choose(&mut candidates, strategy, 100, &mut StdRng::seed_from_u64(2));
            assert_eq!(all.len(), n * (n - 1) / 2, "{strategy:?}");
        }
    }
}
