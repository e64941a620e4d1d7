//! Owns who may be first and what follows: tiers, and the probability to be among the best. Knows no names and no
//! pages.

use super::covariance::Covariance;
use super::draws::Draws;
use super::fit::Fit;
use super::result::Place;
use rand::Rng;

/// The tier of each of `places`, which stand best first: from 1, in the same order.
///
/// A tier begins at the first item that is not in one yet, at its rank p; all after it whose range reaches p, and
/// that are in no tier yet, are in it. So the first tier is those that may be first, and the range of every item
/// holds the place at which its tier begins. An item that is known badly may stand in a better tier than one
/// before it that is known well.
pub fn tiers(places: &[Place]) -> Vec<u32> {
    let mut tiers = vec![0; places.len()];
    let mut left: Vec<usize> = (0..places.len()).collect();
    let mut tier = 0;
    while let Some(&first) = left.first() {
        tier += 1;
        let begins = places[first].rank;
        left.retain(|&at| {
            let reaches = places[at].low <= begins;
            if reaches {
                tiers[at] = tier;
            }
            !reaches
        });
    }
    tiers
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
    use rand::rngs::SmallRng;
    use rand::{RngExt, SeedableRng};

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

    fn places(of: &[(u32, u32)]) -> Vec<Place> {
        let count = of.len() as u32;
        of.iter().map(|&(rank, low)| Place { rank, low, high: count }).collect()
    }

    #[test]
    fn a_tier_is_all_that_could_hold_the_best_place_left() {
        assert_eq!(tiers(&places(&[(1, 1), (2, 2), (3, 2)])), [1, 2, 2]);
        assert_eq!(tiers(&places(&[(1, 1), (2, 1), (3, 2), (4, 3)])), [1, 1, 2, 2]);
        // One that is known badly may be first, though one before it may not.
        assert_eq!(tiers(&places(&[(1, 1), (2, 1), (3, 2), (4, 1), (5, 4)])), [1, 1, 2, 1, 3]);
        // Equals share a rank, and the tier that it begins.
        assert_eq!(tiers(&places(&[(1, 1), (1, 1), (3, 3), (3, 3)])), [1, 1, 2, 2]);
        assert!(tiers(&[]).is_empty());
    }

    #[test]
    fn every_range_holds_the_place_where_its_tier_begins() {
        let mut random = SmallRng::seed_from_u64(5);
        for count in 1..40_u32 {
            let places: Vec<Place> = (1..=count)
                .map(|rank| Place {
                    rank,
                    low: random.random_range(1..=rank),
                    high: random.random_range(rank..=count),
                })
                .collect();
            let found = tiers(&places);
            for (place, tier) in places.iter().zip(&found) {
                let begins = places[found.iter().position(|other| other == tier).unwrap()].rank;
                assert!((place.low..=place.high).contains(&begins), "{place:?} in tier {tier} from {begins}");
                assert_eq!(*tier == 1, place.low == 1, "{place:?}");
            }
        }
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
