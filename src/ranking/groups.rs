//! Owns what groups' estimates say together: differences, which of them are more than chance, and what divides.
//! Knows groups by their fits over the same items.

use super::covariance::Covariance;
use super::fit::Fit;
use super::tally::Tally;
use statrs::distribution::{ContinuousCDF, Normal, StudentsT};

/// One item's difference between a group and the rest.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Difference {
    /// Strength in the group less strength in the rest.
    pub value: f64,
    pub se: f64,
    /// Two-sided probability of a difference as large where there is none.
    pub p: f64,
}

/// Differences of a group from the rest (not from a whole that holds it), unshrunken; none for an item that either has
/// not compared. `together` is twice the covariance of each item's two errors, turned: what moves both apart.
///
/// # Formula
/// d = θ − θ′, se(d)² = se(θ)² + se(θ′)² + what moves both apart, θ′ that of the rest; p from N(0, 1), or t of the smaller
/// degrees where few voted
pub(super) fn differences(
    one: (&Fit, &Covariance, &Tally),
    rest: (&Fit, &Covariance, &Tally),
    together: &[f64],
) -> Vec<Option<Difference>> {
    let (errors, others) = (one.1.standard_errors(), rest.1.standard_errors());
    let (records, met) = (one.2.records(), rest.2.records());
    let degrees = [one.1.degrees, rest.1.degrees].into_iter().flatten().fold(f64::INFINITY, f64::min);
    let has_votes = |item: usize| records[item].votes() > 0.0 && met[item].votes() > 0.0;
    (0..one.0.items())
        .map(|item| {
            has_votes(item).then(|| {
                let value = one.0.strengths()[item] - rest.0.strengths()[item];
                let se = (errors[item].powi(2) + others[item].powi(2) + together[item]).sqrt();
                Difference { value, se, p: two_sided_p(value / se, degrees) }
            })
        })
        .collect()
}

fn two_sided_p(z: f64, degrees: f64) -> f64 {
    let low = -z.abs();
    let tail = match StudentsT::new(0.0, 1.0, degrees) {
        Ok(t) if degrees.is_finite() => t.cdf(low),
        _ => Normal::standard().cdf(low),
    };
    (2.0 * tail).min(1.0)
}

/// Which of these probabilities are small enough that at most the share `rate` of those found is expected to be
/// chance (Benjamini and Hochberg 1995).
pub fn benjamini_hochberg(p: &[f64], rate: f64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_by(|&a, &b| p[a].total_cmp(&p[b]));
    let passes = |at: &usize| p[order[*at]] <= rate * (at + 1) as f64 / p.len() as f64;
    let last = (0..p.len()).rev().find(passes);
    let mut found = vec![false; p.len()];
    order[..last.map_or(0, |last| last + 1)].iter().for_each(|&at| found[at] = true);
    found
}

/// How far groups differ about one item beyond the errors of their estimates: τ; `estimates` are strength and
/// standard error in each group.
///
/// # Formula
/// τ² = max(0, (Q − (G − 1)) / (Σw − Σw²/Σw)), w = 1/se², Q = Σw(θ − θ̄)² over G groups (R. `DerSimonian` and N. Laird 1986)
pub fn divided(estimates: &[(f64, f64)]) -> f64 {
    let weights: Vec<f64> = estimates.iter().map(|(_, se)| 1.0 / (se * se)).collect();
    let sum: f64 = weights.iter().sum();
    if estimates.len() < 2 || !sum.is_finite() {
        return 0.0;
    }
    let mean = estimates.iter().zip(&weights).map(|((theta, _), w)| w * theta).sum::<f64>() / sum;
    let q: f64 = estimates.iter().zip(&weights).map(|((theta, _), w)| w * (theta - mean).powi(2)).sum();
    let scale = sum - weights.iter().map(|w| w * w).sum::<f64>() / sum;
    ((q - (estimates.len() - 1) as f64) / scale).max(0.0).sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn benjamini_and_hochberg_as_published() {
        // The example of their paper, section 4: four of fifteen at 5 %.
        let p = [
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719,
            0.6528, 0.7590, 1.0,
        ];
        let found = benjamini_hochberg(&p, 0.05);
        assert_eq!(found.iter().filter(|found| **found).count(), 4);
        assert!(found[..4].iter().all(|found| *found));
        assert!(benjamini_hochberg(&[], 0.05).is_empty());
    }

    #[test]
    fn what_divides_is_more_than_error() {
        assert_eq!(divided(&[(1.0, 0.5), (1.2, 0.5), (0.8, 0.5)]), 0.0);
        let far = divided(&[(-1.0, 0.1), (1.0, 0.1)]);
        assert!((far - 2.0_f64.sqrt()).abs() < 0.02, "{far}");
        assert_eq!(divided(&[(1.0, 0.5)]), 0.0);
    }
}
