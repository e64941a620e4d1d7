//! Owns how many votes are still needed until the best stand apart.

use super::covariance::Covariance;
use super::draws::Draws;
use super::fit::Fit;
use super::model::Prior;
use super::quantiles::two_sided;
use rand::Rng;

/// Possible truths that are looked at.
const DRAWS: usize = 201;
/// Estimates move while votes come in, and the best stand apart for the first time when chance helps: about so
/// many standard errors before they would on average (measured: `parvis simulate --needed`).
const LUCK: f64 = 1.0;

/// How many votes in all, those of `votes` included, until each of the best `best` of `order` (which lists items
/// best first) surely differs from each of the others, at the fit's level with α divided by all pairs of `order`
/// (Bonferroni), since that speaks of all at once. `votes` themselves if the first ones do now; none where there
/// are not more items than the best.
///
/// The median over draws of what the strengths may be: those estimated would not do, since chance makes the
/// smallest of many differences too small. Further votes are taken to tell as much of each pair as those before.
///
/// # Formula
/// median over θ* ~ N(θ, Σ) of max over i among the best of θ*, j among the others, of
/// N·(((z − 1)/(θ*ᵢ − θ*ⱼ))² − c) / (1/se²(θᵢ−θⱼ) − c), c = 1/2V what the prior N(0, V) tells of a difference (0
/// without one)
pub fn votes_needed(
    fit: &Fit,
    covariance: &Covariance,
    order: &[usize],
    best: usize,
    votes: f64,
    random: &mut impl Rng,
) -> Option<f64> {
    if best == 0 || best >= order.len() || votes <= 0.0 {
        return None;
    }
    let pairs = (order.len() * (order.len() - 1) / 2) as f64;
    let quantile = two_sided((1.0 - fit.model().level) / pairs, covariance.degrees);
    if stand_apart(fit, covariance, order, best, quantile) {
        return Some(votes);
    }
    let held = match fit.model().prior {
        Prior::Gaussian(variance) => 0.5 / variance,
        Prior::None | Prior::Phantom(_) => 0.0,
    };
    let reach = (quantile - LUCK).max(LUCK);
    let needed = |lead: f64, one, other| {
        // Of a pair of which votes told nothing the prior alone is no ground to reckon on.
        let told = (1.0 / covariance.variance_of_difference(one, other) - held).max(f64::MIN_POSITIVE);
        votes * ((reach / lead).powi(2) - held) / told
    };
    let mut draws = Draws::new(fit, covariance);
    let mut found: Vec<f64> = (0..DRAWS)
        .map(|_| {
            let mut drawn: Vec<(f64, usize)> = draws.next(order, random).zip(order.iter().copied()).collect();
            drawn.sort_by(|one, other| other.0.total_cmp(&one.0));
            let (first, rest) = drawn.split_at(best);
            let pairs = first.iter().flat_map(|one| rest.iter().map(move |other| (one, other)));
            pairs.map(|(one, other)| needed(one.0 - other.0, one.1, other.1)).fold(votes + 1.0, f64::max)
        })
        .collect();
    let (_, median, _) = found.select_nth_unstable_by(DRAWS / 2, f64::total_cmp);
    median.is_finite().then_some(*median)
}

fn stand_apart(fit: &Fit, covariance: &Covariance, order: &[usize], best: usize, quantile: f64) -> bool {
    let theta = fit.strengths();
    order[..best].iter().all(|&one| {
        order[best..].iter().all(|&other| {
            theta[one] - theta[other] > quantile * covariance.variance_of_difference(one, other).sqrt()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, Outcome, Tally, fit};
    use rand::SeedableRng;
    use rand::rngs::SmallRng;

    /// Three items that met equally often; the first wins so many of ten.
    fn tally(times: f64) -> Tally {
        let mut tally = Tally::new(3);
        for (one, other) in [(0, 1), (0, 2)] {
            tally.add(one, other, Outcome::Left, 7.0 * times);
            tally.add(other, one, Outcome::Left, 3.0 * times);
        }
        tally.add(1, 2, Outcome::Left, 5.0 * times);
        tally.add(2, 1, Outcome::Left, 5.0 * times);
        tally
    }

    fn needed(times: f64, best: usize) -> Option<f64> {
        let tally = tally(times);
        let fit = fit(&tally, &Model { prior: Prior::None, ..Model::default() }, None).unwrap();
        let mut random = SmallRng::seed_from_u64(3);
        votes_needed(&fit, &fit.covariance().unwrap(), &[0, 1, 2], best, tally.votes(), &mut random)
    }

    #[test]
    fn a_lead_that_is_known_is_reckoned_by_its_square() {
        // What a tenth as many votes come to, when the lead is known from ten times as many: the same.
        let many = needed(10.0, 1).unwrap();
        let apart = |times: f64| needed(times, 1) == Some(tally(times).votes());
        let found = (1..200).map(f64::from).find(|&times| apart(times)).unwrap();
        let truth = tally(found).votes();
        assert!(many < 300.5 && truth < 200.0, "{many} {truth}");
        // Before that, some votes more are needed, not thousands.
        let early = needed(2.0, 1).unwrap();
        assert!(early > 60.0 && early < 2_000.0, "{early}");
    }

    #[test]
    fn says_nothing_where_nothing_can_be_said() {
        assert_eq!(needed(1.0, 3), None);
        assert_eq!(needed(1.0, 0), None);
    }

    #[test]
    fn equals_need_very_many() {
        assert!(needed(10.0, 2).unwrap() > 5.0 * needed(10.0, 1).unwrap());
    }
}
