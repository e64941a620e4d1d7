//! Laws that hold of any votes.

use crate::support::ranked;
use parvis::ranking::{Cell, FitError, Model, Outcome, Prior, Tally, TieModel, fit};
use proptest::prelude::*;

const ITEMS: usize = 6;

type Vote = (usize, usize, Outcome, f64);

fn votes() -> impl Strategy<Value = Vec<Vote>> {
    let outcome = prop_oneof![Just(Outcome::Left), Just(Outcome::Right), Just(Outcome::Tie)];
    let weight = prop_oneof![Just(1.0), Just(1.0), Just(0.1), Just(0.7), Just(3.0)];
    let vote = (0..ITEMS, 1..ITEMS, outcome, weight)
        .prop_map(|(left, further, outcome, weight)| (left, (left + further) % ITEMS, outcome, weight));
    prop::collection::vec(vote, 1..60)
}

fn models() -> impl Strategy<Value = Model> {
    let ties = prop_oneof![
        Just(TieModel::Davidson),
        Just(TieModel::RaoKupper),
        Just(TieModel::Half),
        Just(TieModel::Ignore)
    ];
    let level = prop_oneof![Just(0.95), Just(1e-15), Just(1.0 - 1e-15)];
    (ties, any::<bool>(), 0.1..4.0_f64, level).prop_map(|(ties, side_effect, variance, level)| Model {
        ties,
        side_effect,
        prior: Prior::Gaussian(variance),
        level,
        ..Model::default()
    })
}

fn tally<'a>(votes: impl IntoIterator<Item = &'a Vote>) -> Tally {
    let mut tally = Tally::new(ITEMS);
    for &(left, right, outcome, weight) in votes {
        tally.add(left, right, outcome, weight);
    }
    tally
}

/// Log of the posterior, from RANKING's definitions alone; `kappa_or_nu` is the tie parameter.
fn log_posterior(cells: &[Cell], model: &Model, theta: &[f64], kappa_or_nu: f64, side: f64) -> f64 {
    let chances = |u: f64, v: f64| -> [f64; 3] {
        if model.ties == TieModel::RaoKupper {
            let left = u.exp() / (u.exp() + kappa_or_nu * v.exp());
            let right = v.exp() / (v.exp() + kappa_or_nu * u.exp());
            return [left, right, 1.0 - left - right];
        }
        let tie =
            if model.ties == TieModel::Davidson { kappa_or_nu * f64::midpoint(u, v).exp() } else { 0.0 };
        let sum = u.exp() + v.exp() + tie;
        [u.exp() / sum, v.exp() / sum, tie / sum]
    };
    let likelihood: f64 = cells
        .iter()
        .map(|cell| {
            let [left, right, tie] = chances(theta[cell.left as usize] + side, theta[cell.right as usize]);
            let term = |count: f64, chance: f64| if count > 0.0 { count * chance.ln() } else { 0.0 };
            match model.ties {
                TieModel::Half => {
                    term(cell.left_wins + cell.ties / 2.0, left)
                        + term(cell.right_wins + cell.ties / 2.0, right)
                }
                TieModel::Ignore => term(cell.left_wins, left) + term(cell.right_wins, right),
                _ => term(cell.left_wins, left) + term(cell.right_wins, right) + term(cell.ties, tie),
            }
        })
        .sum();
    let Prior::Gaussian(variance) = model.prior else { panic!("only gaussian here") };
    likelihood - theta.iter().map(|theta| theta * theta).sum::<f64>() / (2.0 * variance)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_gradient_vanishes(votes in votes(), model in models()) {
        let tally = tally(&votes);
        let found = match fit(&tally, &model, None) {
            Ok(found) => found,
            Err(FitError::SideEffectRunsOff { .. }) => return Ok(()),
            Err(error) => return Err(TestCaseError::fail(error.to_string())),
        };
        let cells = tally.cells();
        let theta = found.strengths().to_vec();
        let tie = found.tie_parameter().unwrap_or(0.0);
        let side = found.side_effect().unwrap_or(0.0);
        let step = 1e-5;
        for item in 0..ITEMS {
            let at = |by: f64| {
                let mut moved = theta.clone();
                moved[item] += by;
                log_posterior(&cells, &model, &moved, tie, side)
            };
            let slope = (at(step) - at(-step)) / (2.0 * step);
            // With ties alone the tie parameter has no end, and strengths are equal by symmetry.
            if found.tie_parameter().is_some() || matches!(model.ties, TieModel::Half | TieModel::Ignore) {
                prop_assert!(slope.abs() < 1e-5, "item {item}: {slope}");
            }
        }
        if found.side_effect().is_some() {
            let at = |by: f64| log_posterior(&cells, &model, &theta, tie, side + by);
            prop_assert!(((at(step) - at(-step)) / (2.0 * step)).abs() < 1e-5);
        }
        let none = if model.ties == TieModel::RaoKupper { 1.0 } else { 0.0 };
        if found.tie_parameter().is_some_and(|parameter| parameter > none) {
            let at = |by: f64| log_posterior(&cells, &model, &theta, tie * (1.0 + by), side);
            prop_assert!(((at(step) - at(-step)) / (2.0 * step)).abs() < 1e-4);
        }
    }

    #[test]
    fn order_and_batches_change_no_bit(votes in votes(), model in models(), cut in 0..60_usize) {
        let forward = tally(&votes);
        let mut parts = tally(votes.iter().rev().skip(cut));
        parts.merge(&tally(votes.iter().rev().take(cut)));
        prop_assert_eq!(&forward, &parts);
        let (one, other) = (fit(&forward, &model, None), fit(&parts, &model, None));
        prop_assert_eq!(one, other);
    }

    #[test]
    fn relabelling_changes_nothing(votes in votes(), model in models(), turn in 1..ITEMS) {
        let moved: Vec<Vote> =
            votes.iter().map(|&(l, r, o, w)| ((l + turn) % ITEMS, (r + turn) % ITEMS, o, w)).collect();
        let (one, other) = (fit(&tally(&votes), &model, None), fit(&tally(&moved), &model, None));
        prop_assert_eq!(one.is_ok(), other.is_ok());
        if let (Ok(one), Ok(other)) = (one, other) {
            for item in 0..ITEMS {
                let (a, b) = (one.strengths()[item], other.strengths()[(item + turn) % ITEMS]);
                prop_assert!((a - b).abs() < 1e-8, "{a} {b}");
            }
            let (a, b) = (one.covariance().unwrap(), other.covariance().unwrap());
            for item in 0..ITEMS {
                prop_assert!((a.standard_errors()[item] - b.standard_errors()[(item + turn) % ITEMS]).abs() < 1e-8);
            }
        }
    }

    #[test]
    fn swapping_sides_flips_the_side_effect(votes in votes(), model in models()) {
        let swapped: Vec<Vote> = votes.iter().map(|&(l, r, o, w)| (r, l, o.swapped(), w)).collect();
        let (one, other) = (fit(&tally(&votes), &model, None), fit(&tally(&swapped), &model, None));
        prop_assert_eq!(one.is_ok(), other.is_ok());
        if let (Ok(one), Ok(other)) = (one, other) {
            for (a, b) in one.strengths().iter().zip(other.strengths()) {
                prop_assert!((a - b).abs() < 1e-8);
            }
            let (a, b) = (one.side_effect().unwrap_or(0.0), other.side_effect().unwrap_or(0.0));
            prop_assert!((a + b).abs() < 1e-8, "{a} {b}");
        }
    }

    #[test]
    fn one_more_win_never_hurts(votes in votes(), winner in 0..ITEMS, further in 1..ITEMS, variance in 0.1..4.0_f64) {
        let loser = (winner + further) % ITEMS;
        for ties in [TieModel::Half, TieModel::Ignore] {
            let model = Model { ties, prior: Prior::Gaussian(variance), ..Model::default() };
            let before = fit(&tally(&votes), &model, None).unwrap();
            let mut more = tally(&votes);
            more.add(winner, loser, Outcome::Left, 1.0);
            let after = fit(&more, &model, None).unwrap();
            prop_assert!(after.strengths()[winner] > before.strengths()[winner]);
            prop_assert!(after.strengths()[loser] < before.strengths()[loser]);
        }
    }

    #[test]
    fn balanced_votes_order_alike_under_half_and_davidson(
        outcomes in prop::collection::vec(prop::collection::vec(0..3_usize, 4), ITEMS * (ITEMS - 1) / 2),
    ) {
        let mut tally = Tally::new(ITEMS);
        let pairs = (0..ITEMS).flat_map(|left| (left + 1..ITEMS).map(move |right| (left, right)));
        for ((left, right), outcomes) in pairs.zip(&outcomes) {
            for &outcome in outcomes {
                tally.add(left, right, [Outcome::Left, Outcome::Right, Outcome::Tie][outcome], 1.0);
            }
        }
        let strengths = |ties| fit(&tally, &Model { ties, ..Model::default() }, None).unwrap().strengths().to_vec();
        let (half, davidson) = (strengths(TieModel::Half), strengths(TieModel::Davidson));
        for one in 0..ITEMS {
            for other in 0..ITEMS {
                let (a, b) = (half[one] - half[other], davidson[one] - davidson[other]);
                prop_assert!(a * b > 0.0 || (a.abs() < 1e-8 && b.abs() < 1e-8), "{a} {b}");
            }
        }
    }

    #[test]
    fn a_warm_start_ends_where_a_cold_one_does(votes in votes(), model in models(), cut in 0..60_usize) {
        let warm_from = tally(votes.iter().take(cut.min(votes.len())));
        let whole = tally(&votes);
        if let (Ok(earlier), Ok(cold)) = (fit(&warm_from, &model, None), fit(&whole, &model, None)) {
            let warm = fit(&whole, &model, Some(&earlier)).unwrap();
            for (a, b) in warm.strengths().iter().zip(cold.strengths()) {
                prop_assert!((a - b).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn ranges_hold_ranks_and_scores_average_to_half(votes in votes(), model in models()) {
        let tally = tally(&votes);
        if fit(&tally, &model, None).is_err() {
            return Ok(());
        }
        let (.., ranking) = ranked(&tally, &model);
        let mut sum = 0.0;
        for item in &ranking.items {
            let place = item.place.unwrap();
            prop_assert!(place.low <= place.rank && place.rank <= place.high);
            let score = item.score.unwrap();
            prop_assert!(0.0 <= score.low && score.low <= score.value && score.value <= score.high && score.high <= 100.0);
            prop_assert!(item.se.is_finite() && item.se > 0.0);
            sum += score.value;
        }
        prop_assert!((sum / ITEMS as f64 - 50.0).abs() < 1e-9);
    }
}

/// Beyond, rounding would show in strengths that hang on the prior.
#[test]
fn more_votes_than_digits_are_refused() {
    let mut tally = Tally::new(3);
    tally.add(0, 1, Outcome::Tie, 9e11);
    tally.add(0, 2, Outcome::Left, 1e3);
    assert!(fit(&tally, &Model::default(), None).is_ok());
    tally.add(0, 1, Outcome::Left, 2e11);
    let refused = fit(&tally, &Model::default(), None).map(|_| ());
    assert_eq!(refused, Err(FitError::TooManyVotes { votes: 1.1e12 + 1e3 }));
}

/// Under a prior that holds nothing, an item that won everything stands at the edge of the scale, not beyond.
#[test]
fn scores_end_at_a_hundred() {
    for items in 2..40 {
        let mut tally = Tally::new(items);
        (1..items).for_each(|other| tally.add(0, other, Outcome::Left, 4e9));
        let model = Model { prior: Prior::Gaussian(1e6), ..Model::default() };
        for item in ranked(&tally, &model).2.items {
            let score = item.score.unwrap();
            assert!(0.0 <= score.low && score.low <= score.value && score.value <= score.high, "{item:?}");
            assert!(score.high <= 100.0, "{item:?}");
        }
    }
}
