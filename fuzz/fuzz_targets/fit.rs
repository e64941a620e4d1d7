//! The fit of whatever was counted: a ranking of finite numbers, or an error that says why there is none. The first
//! bytes choose the model, each five after them are votes on a pair.
#![no_main]

use libfuzzer_sys::fuzz_target;
use parvis::ranking::{Ballots, Intervals, Model, Outcome, Prior, Tally, TieModel, fit, fragility, ranking};

const ITEMS: u8 = 12;

fn model(choice: u8, variance: u8) -> Model {
    let ties = match choice & 3 {
        0 => TieModel::Davidson,
        1 => TieModel::RaoKupper,
        2 => TieModel::Half,
        _ => TieModel::Ignore,
    };
    let size = f64::from(variance).exp2() * 1e-20;
    let prior = match choice >> 2 & 3 {
        0 => Prior::None,
        1 if ties == TieModel::Half => Prior::Phantom(size.min(1e6)),
        _ => Prior::Gaussian(size.clamp(1e-6, 1e6)),
    };
    let intervals = if choice & 16 == 0 { Intervals::Pairwise } else { Intervals::Bonferroni };
    Model { ties, prior, side_effect: choice & 32 != 0, intervals, ..Model::default() }
}

fuzz_target!(|bytes: &[u8]| {
    let [choice, variance, votes @ ..] = bytes else { return };
    let model = model(*choice, *variance);
    if model.check().is_err() {
        return;
    }
    let (mut tally, mut ballots) = (Tally::new(2), Ballots::new());
    for vote in votes.chunks_exact(5).take(200) {
        let (left, right) = (usize::from(vote[0] % ITEMS), usize::from(vote[1] % ITEMS));
        if left == right {
            continue;
        }
        let outcome = [Outcome::Left, Outcome::Right, Outcome::Tie][usize::from(vote[2] % 3)];
        // From 2⁻⁶³ to 2³³, whole and fractional ones.
        let weight = f64::from(i32::from(vote[3]) * 3 / 8 - 63).exp2();
        tally.add(left, right, outcome, weight);
        ballots.add(usize::from(vote[4] % 16), left, right, outcome, weight);
    }
    let Ok(found) = fit(&tally, &model, None) else { return };
    assert!(found.strengths().iter().all(|strength| strength.is_finite()), "{:?}", found.strengths());
    for covariance in [found.covariance(), found.robust_covariance(&ballots)] {
        let Ok(covariance) = covariance else { continue };
        let Ok(ranked) = ranking(&found, &covariance, &tally, None) else { continue };
        for item in &ranked.items {
            assert!(item.se.is_finite() && item.se >= 0.0, "{item:?}");
            if let Some(place) = item.place {
                assert!(place.low <= place.rank && place.rank <= place.high, "{item:?}");
            }
            if let Some(score) = item.score {
                assert!(score.low <= score.value && score.value <= score.high, "{item:?}");
                assert!(score.low >= 0.0 && score.high <= 100.0, "{item:?}");
            }
        }
    }
    let all: Vec<usize> = (0..found.items()).collect();
    if let Ok(found) = fragility(&found, &tally, &ballots, &all, 1) {
        for fewest in [found.votes, found.voters].into_iter().flatten() {
            assert!((1..=200).contains(&fewest), "{fewest}");
        }
    }
});
