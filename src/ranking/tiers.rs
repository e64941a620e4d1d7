//! Owns what is said of the whole order at once: tiers, and the probability to be among the best.
//! Knows no names and no pages.

use super::covariance::Covariance;
use super::draws::Draws;
use super::fit::Fit;
use super::quantiles::two_sided;
use rand::Rng;

/// Tiers of the items in `order`, which lists them best first: for each place, its tier from 1.
///
/// Going down the order, a tier begins at the first item that differs from the first one of the present tier
/// at the fit's level, with α divided by all pairs of `order` (Bonferroni), since tiers speak of all at once.
pub fn tiers(fit: &Fit, covariance: &Covariance, order: &[usize]) -> Vec<u32> {
    let pairs = (order.len() * order.len().saturating_sub(1) / 2).max(1) as f64;
    let quantile = two_sided((1.0 - fit.model().level) / pairs, covariance.degrees);
    let theta = fit.strengths();
    let Some(&(mut first)) = order.first() else { return Vec::new() };
    let mut tier = 1;
    let place = |&item: &usize| {
        let lead = theta[first] - theta[item];
        if item != first && lead > quantile * covariance.variance_of_difference(first, item).sqrt() {
            tier += 1;
            first = item;
        }
        tier
    };
    order.iter().map(place).collect()
}

/// Probability of each item in `among` to be one of the best `best`, from `draws` draws of all strengths from
/// N(θ, Σ); in the order of `among`.
///
/// The error of a probability p is about √(p(1−p)/draws).
pub fn best_probabilities(
    fit: &Fit,
    covariance: &Covariance,
    among: &[usize],
    best: usize,
    draws: usize,
    random: &mut impl Rng,
) -> Vec<f64> {
    if best >= among.len() {
        return vec![1.0; among.len()];
    }
    if best == 0 || draws == 0 {
        return vec![0.0; among.len()];
    }
    let mut wins = vec![0_u32; among.len()];
    let mut strengths = Draws::new(fit, covariance);
    let mut drawn: Vec<(f64, usize)> = Vec::with_capacity(among.len());
    for _ in 0..draws {
        drawn.clear();
        drawn.extend(strengths.next(among, random).zip(0..));
        drawn.select_nth_unstable_by(best - 1, |one, other| {
            other.0.total_cmp(&one.0).then(one.1.cmp(&other.1))
        });
        drawn[..best].iter().for_each(|&(_, at)| wins[at] += 1);
    }
    wins.into_iter().map(|wins| f64::from(wins) / draws as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, Outcome, Tally, fit};
    use rand::SeedableRng;
    use rand::rngs::SmallRng;

    /// Three items, of which 0 leads clearly and 1 and 2 are equal.
    fn leader() -> (Fit, Covariance) {
        let mut tally = Tally::new(3);
        for (left, right, wins) in
            [(0, 1, 45.0), (1, 0, 5.0), (0, 2, 45.0), (2, 0, 5.0), (1, 2, 20.0), (2, 1, 20.0)]
        {
            tally.add(left, right, Outcome::Left, wins);
        }
        let fit = fit(&tally, &Model::default(), None).unwrap();
        let covariance = fit.covariance().unwrap();
        (fit, covariance)
    }

    #[test]
    fn a_tier_ends_where_items_surely_differ() {
        let (fit, covariance) = leader();
        assert_eq!(tiers(&fit, &covariance, &[0, 1, 2]), [1, 2, 2]);
        assert_eq!(tiers(&fit, &covariance, &[1, 2]), [1, 1]);
        assert!(tiers(&fit, &covariance, &[]).is_empty());
    }

    #[test]
    fn equals_share_the_chance_to_be_among_the_best() {
        let (fit, covariance) = leader();
        let mut random = SmallRng::seed_from_u64(7);
        let found = best_probabilities(&fit, &covariance, &[0, 1, 2], 2, 4000, &mut random);
        assert!(
            found[0] > 0.999 && (found[1] - 0.5).abs() < 0.03 && (found[2] - 0.5).abs() < 0.03,
            "{found:?}"
        );
        assert!((found.iter().sum::<f64>() - 2.0).abs() < 1e-12);
        assert_eq!(best_probabilities(&fit, &covariance, &[0, 1], 2, 10, &mut random), [1.0, 1.0]);
    }
}
