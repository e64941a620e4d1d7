//! Owns scores: the percentage of comparisons that an item would win against another drawn at random.

use super::covariance::Covariance;
use super::fit::Fit;
use super::linear::{NotPositive, dot};
use faer::Mat;

/// Score of an item with its interval, all in percent, 0–100.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ItemScore {
    pub value: f64,
    pub low: f64,
    pub high: f64,
}

/// Up to so many items all pairs are summed; beyond, functions of a difference are interpolated.
const ALL_PAIRS: usize = 100;
/// Digits that interpolation keeps.
const DIGITS: f64 = 1e-13;

/// What scores and their intervals need of all pairs, over j ≠ i with the share 1/(n−1).
struct Sums {
    /// Mean merit of each item.
    values: Vec<f64>,
    /// Its derivative by η.
    by_tie: Vec<f64>,
    /// Its derivative by the item's own strength.
    slopes: Vec<f64>,
    /// Derivatives by the others' strengths: −K, K = U·M, as n × r and r × n with the diagonal filled; without U
    /// K = M, n × n.
    outer: Option<Mat<f64>>,
    inner: Mat<f64>,
}

/// Scores with intervals of `quantile` standard errors; none where there is no other item.
///
/// # Formula
/// sᵢ = 100 mean over j ≠ i of P(i beats j) + ½P(tie), with δ = 0; the interval by the delta method over
/// strengths and tie parameter together, clipped to 0–100.
pub(super) fn scores(
    fit: &Fit,
    covariance: &Covariance,
    quantile: f64,
) -> Result<Option<Vec<ItemScore>>, NotPositive> {
    let n = fit.items();
    if n < 2 {
        return Ok(None);
    }
    let sums = sums(fit);
    // The gradient of score i is slopeᵢ·eᵢ − Kᵢ; its sum is 0, so all is done with centred vectors.
    let mut inner = sums.inner.transpose().to_owned();
    centre_columns(&mut inner);
    let mut image = covariance.apply(&inner)?;
    centre_columns(&mut image);
    let has_tie = fit.problem.has_tie;
    let cross = if has_tie { covariance.cross(0) } else { Vec::new() };
    let along: Vec<f64> = (0..sums.inner.nrows())
        .map(|node| cross.iter().enumerate().map(|(item, by)| inner[(item, node)] * by).sum())
        .collect();
    let mean = cross.iter().sum::<f64>() / n as f64;
    let across = sums.outer.as_ref().map(|outer| outer * (inner.transpose() * &image));
    let score = |item: usize| {
        // Of K: its own covariance, its variance and its covariance with the tie parameter.
        let (own, square, others) = if let (Some(outer), Some(across)) = (&sums.outer, &across) {
            let row = |other: &dyn Fn(usize) -> f64| -> f64 {
                (0..outer.ncols()).map(|node| outer[(item, node)] * other(node)).sum()
            };
            let others = if has_tie { row(&|node| along[node]) } else { 0.0 };
            (row(&|node| image[(item, node)]), row(&|node| across[(item, node)]), others)
        } else {
            let square = dot(inner.col_as_slice(item), image.col_as_slice(item));
            (image[(item, item)], square, if has_tie { along[item] } else { 0.0 })
        };
        let slope = sums.slopes[item];
        let mut variance = slope * slope * covariance.variances()[item] - 2.0 * slope * own + square;
        if has_tie {
            let by_tie = sums.by_tie[item];
            let together = slope * (cross[item] - mean) - others;
            variance += 2.0 * by_tie * together + by_tie * by_tie * covariance.corner[0][0];
        }
        // Merits add up to their share but for rounding.
        let value = (100.0 * sums.values[item]).clamp(0.0, 100.0);
        let half = 100.0 * quantile * variance.max(0.0).sqrt();
        ItemScore { value, low: (value - half).max(0.0), high: (value + half).min(100.0) }
    };
    Ok(Some((0..n).map(score).collect()))
}

fn centre_columns(matrix: &mut Mat<f64>) {
    for column in 0..matrix.ncols() {
        let column = matrix.col_as_slice_mut(column);
        let mean = column.iter().sum::<f64>() / column.len() as f64;
        column.iter_mut().for_each(|value| *value -= mean);
    }
}

fn sums(fit: &Fit) -> Sums {
    let n = fit.items();
    let theta = fit.strengths();
    let (low, high) =
        theta.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &at| (low.min(at), high.max(at)));
    let nodes = nodes(low, high);
    if n <= ALL_PAIRS || nodes.len() * 2 > n { all_pairs(fit) } else { interpolated(fit, &nodes) }
}

fn all_pairs(fit: &Fit) -> Sums {
    let n = fit.items();
    let tie = fit.problem.tie(fit.point.eta);
    let roots: Vec<f64> = fit.strengths().iter().map(|theta| (theta / 2.0).exp()).collect();
    let share = 1.0 / (n - 1) as f64;
    let mut sums = Sums {
        values: vec![0.0; n],
        by_tie: vec![0.0; n],
        slopes: vec![0.0; n],
        outer: None,
        inner: Mat::zeros(n, n),
    };
    for one in 0..n {
        for other in one + 1..n {
            let merit = tie.merit(roots[one], roots[other]);
            sums.values[one] += merit.value * share;
            sums.values[other] += (1.0 - merit.value) * share;
            sums.by_tie[one] += merit.by_tie * share;
            sums.by_tie[other] -= merit.by_tie * share;
            let slope = merit.by_difference * share;
            sums.inner[(one, other)] = slope;
            sums.inner[(other, one)] = slope;
            sums.slopes[one] += slope;
            sums.slopes[other] += slope;
        }
    }
    sums
}

/// Chebyshev points on [low, high], as many as the digits need.
///
/// Merit is analytic but for poles at least π off the real axis, so the error of interpolation falls by
/// ρ = π/a + √(1 + (π/a)²) with each point, a half the length of the interval (Trefethen 2013, theorem 8.2).
fn nodes(low: f64, high: f64) -> Vec<f64> {
    let half = (0.5 * (high - low)).max(1e-3);
    let reach = std::f64::consts::PI / half;
    let rate = reach + (1.0 + reach * reach).sqrt();
    let count = (-DIGITS.ln() / rate.ln()).ceil() as usize + 4;
    let angle = |at: usize| std::f64::consts::PI * (at as f64 + 0.5) / count as f64;
    (0..count).map(|at| 0.5 * (low + high) + half * angle(at).cos()).collect()
}

/// Values at each of `places` of Lagrange's polynomials over `nodes` (barycentric: Berrut and Trefethen 2004).
fn weights(nodes: &[f64], places: &[f64]) -> Mat<f64> {
    let count = nodes.len() as f64;
    let weight = |node: usize| {
        let angle = std::f64::consts::PI * (node as f64 + 0.5) / count;
        if node.is_multiple_of(2) { angle.sin() } else { -angle.sin() }
    };
    let own: Vec<f64> = (0..nodes.len()).map(weight).collect();
    let mut weights = Mat::zeros(places.len(), nodes.len());
    let mut terms = vec![0.0; nodes.len()];
    for (row, &at) in places.iter().enumerate() {
        if let Some(hit) = nodes.iter().position(|&node| node == at) {
            weights[(row, hit)] = 1.0;
            continue;
        }
        for ((term, own), node) in terms.iter_mut().zip(&own).zip(nodes) {
            *term = own / (at - node);
        }
        let scale = 1.0 / terms.iter().sum::<f64>();
        terms.iter().enumerate().for_each(|(node, term)| weights[(row, node)] = term * scale);
    }
    weights
}

fn interpolated(fit: &Fit, nodes: &[f64]) -> Sums {
    let n = fit.items();
    let tie = fit.problem.tie(fit.point.eta);
    let theta = fit.strengths();
    let share = 1.0 / (n - 1) as f64;
    let root = |strength: &f64| (strength / 2.0).exp();
    let roots: Vec<f64> = theta.iter().map(root).collect();
    let node_roots: Vec<f64> = nodes.iter().map(root).collect();
    let mut inner = Mat::zeros(nodes.len(), n);
    // Sums over all items at each node: merit, its derivatives.
    let mut totals = Mat::<f64>::zeros(nodes.len(), 3);
    for (item, &at) in roots.iter().enumerate() {
        for (node, &place) in node_roots.iter().enumerate() {
            let merit = tie.merit(place, at);
            inner[(node, item)] = merit.by_difference * share;
            totals[(node, 0)] += merit.value * share;
            totals[(node, 1)] += merit.by_tie * share;
            totals[(node, 2)] += merit.by_difference * share;
        }
    }
    let outer = weights(nodes, theta);
    let all = &outer * &totals;
    let own = tie.merit(1.0, 1.0);
    Sums {
        values: (0..n).map(|item| all[(item, 0)] - own.value * share).collect(),
        by_tie: (0..n).map(|item| all[(item, 1)] - own.by_tie * share).collect(),
        // With the diagonal of K filled, slopes are filled likewise: the gradient is the same.
        slopes: (0..n).map(|item| all[(item, 2)]).collect(),
        outer: Some(outer),
        inner,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, Outcome, Tally, TieModel, fit};

    #[test]
    fn interpolation_gives_what_all_pairs_give() {
        for ties in [TieModel::Davidson, TieModel::RaoKupper] {
            let mut tally = Tally::new(300);
            for vote in 0..6000_usize {
                let (one, other) = (vote % 300, (vote * 7 + vote / 300 * 11 + 1) % 300);
                if one != other {
                    let outcome = match (vote % 10, one < other) {
                        (0, _) => Outcome::Tie,
                        (2.., true) => Outcome::Left,
                        _ => Outcome::Right,
                    };
                    tally.add(one, other, outcome, 1.0);
                }
            }
            let fit = fit(&tally, &Model { ties, ..Model::default() }, None).unwrap();
            let theta = fit.strengths();
            let low = theta.iter().copied().fold(f64::INFINITY, f64::min);
            let high = theta.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            assert!(high - low > 4.0);
            let (all, few) = (all_pairs(&fit), interpolated(&fit, &nodes(low, high)));
            let product = few.outer.as_ref().unwrap() * &few.inner;
            let own = fit.problem.tie(fit.point.eta).merit(1.0, 1.0).by_difference / 299.0;
            for item in 0..300 {
                assert!((all.values[item] - few.values[item]).abs() < 1e-11);
                assert!((all.by_tie[item] - few.by_tie[item]).abs() < 1e-11);
                assert!((all.slopes[item] + own - few.slopes[item]).abs() < 1e-11);
                let other = (item + 17) % 300;
                assert!((all.inner[(item, other)] - product[(item, other)]).abs() < 1e-13);
            }
        }
    }
}
