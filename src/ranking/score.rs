//! Owns scores: the percentage of comparisons that an item would win against another drawn at random.

use super::covariance::Covariance;
use super::fit::Fit;
use faer::Mat;

/// Score of an item with its interval, all in percent, 0–100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemScore {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// Scores with intervals of `quantile` standard errors; none where there is no other item.
///
/// # Formula
/// sᵢ = 100 mean over j ≠ i of P(i beats j) + ½P(tie), with δ = 0; the interval by the delta method over
/// strengths and tie parameter together, clipped to 0–100.
pub(super) fn scores(fit: &Fit, covariance: &Covariance, quantile: f64) -> Option<Vec<ItemScore>> {
    let n = fit.items();
    if n < 2 {
        return None;
    }
    let tie = fit.problem.tie(fit.point.eta);
    let roots: Vec<f64> = fit.strengths().iter().map(|theta| (theta / 2.0).exp()).collect();
    let share = 1.0 / (n - 1) as f64;
    let (mut values, mut by_tie) = (vec![0.0; n], vec![0.0; n]);
    // Row i holds the derivative of score i by each strength.
    let mut gradient = Mat::<f64>::zeros(n, n);
    for one in 0..n {
        for other in one + 1..n {
            let merit = tie.merit(roots[one], roots[other]);
            values[one] += merit.value;
            values[other] += 1.0 - merit.value;
            by_tie[one] += merit.by_tie * share;
            by_tie[other] -= merit.by_tie * share;
            let slope = merit.by_difference * share;
            gradient[(one, other)] = -slope;
            gradient[(other, one)] = -slope;
            gradient[(one, one)] += slope;
            gradient[(other, other)] += slope;
        }
    }
    let inverse = &covariance.inverse;
    let spread = &gradient * &inverse.theta;
    let has_tie = fit.problem.has_tie;
    let scores = (0..n).map(|item| {
        let mut variance: f64 = (0..n).map(|other| spread[(item, other)] * gradient[(item, other)]).sum();
        if has_tie {
            let along: f64 = (0..n).map(|other| gradient[(item, other)] * inverse.cross[(other, 0)]).sum();
            variance += 2.0 * by_tie[item] * along + by_tie[item] * by_tie[item] * inverse.corner[0][0];
        }
        let value = 100.0 * values[item] * share;
        let half = 100.0 * quantile * variance.max(0.0).sqrt();
        ItemScore { value, low: (value - half).max(0.0), high: (value + half).min(100.0) }
    });
    Some(scores.collect())
}
