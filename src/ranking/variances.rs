//! Owns approximate variances for thousands of items: Gaussian belief propagation on the graph of pairs.

use super::linear::Information;

/// Messages that change by less than this, relative, have settled.
const SETTLED: f64 = 1e-9;
const MOST_ROUNDS: usize = 500;

/// Variances of centred strengths, and covariances of those that met.
#[derive(Debug, Clone)]
pub(super) struct LocalVariances {
    /// Of each item.
    pub items: Vec<f64>,
    /// Of the two ends of each edge, in the order of the edges.
    pub edges: Vec<f64>,
    /// Whether they are exact.
    pub is_exact: bool,
}

/// The diagonal of K⁻¹ without its constant direction, from what each item sees of the graph as if it were a
/// tree (Weiss and Freeman 2001; Malioutov, Johnson and Willsky 2006).
///
/// Exact on trees; on random graphs what is left out are circles, whose part falls with the number of items.
/// K is diagonally dominant, so the messages fall and settle.
///
/// # Formula
/// λ(i without j) = Kᵢᵢ − Σ_{k ≠ j} w²ᵢₖ / λ(k without i); variance of i: 1 / (Kᵢᵢ − Σₖ w²ᵢₖ/λ(k without i));
/// covariance of i and j that met: w / (λ(i without j) λ(j without i) − w²)
pub(super) fn local_variances(information: &Information) -> LocalVariances {
    let degrees = &information.degrees;
    // (left without right, right without left)
    let mut messages: Vec<(f64, f64)> = information
        .ends
        .iter()
        .map(|&(left, right)| (degrees[left as usize], degrees[right as usize]))
        .collect();
    let mut whole = degrees.clone();
    for _ in 0..MOST_ROUNDS {
        gather(information, degrees, &messages, &mut whole);
        let mut largest = 0.0_f64;
        for ((&(left, right), &weight), message) in
            information.ends.iter().zip(&information.weights).zip(&mut messages)
        {
            let square = weight * weight;
            let next =
                (whole[left as usize] + square / message.1, whole[right as usize] + square / message.0);
            largest =
                largest.max((message.0 - next.0).abs() / next.0).max((message.1 - next.1).abs() / next.1);
            *message = next;
        }
        if largest < SETTLED {
            break;
        }
    }
    gather(information, degrees, &messages, &mut whole);
    let edges = information
        .weights
        .iter()
        .zip(&messages)
        .map(|(weight, message)| weight / (message.0 * message.1 - weight * weight))
        .collect();
    let items = whole.iter().map(|precision| 1.0 / precision).collect();
    LocalVariances { items, edges, is_exact: false }
}

/// whole = Kᵢᵢ − Σₖ w²ᵢₖ / λ(k without i)
fn gather(information: &Information, degrees: &[f64], messages: &[(f64, f64)], whole: &mut [f64]) {
    whole.copy_from_slice(degrees);
    for ((&(left, right), &weight), message) in
        information.ends.iter().zip(&information.weights).zip(messages)
    {
        let square = weight * weight;
        whole[left as usize] -= square / message.1;
        whole[right as usize] -= square / message.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::elimination::selected_variances;
    use crate::ranking::{Model, Outcome, Prior, Tally, fit};
    use std::sync::Arc;

    /// Items that each met about `opponents` others, drawn by a simple generator.
    fn information(items: usize, opponents: usize, prior: Prior) -> Arc<Information> {
        let mut state = 1_u64;
        let mut draw = |below: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize % below
        };
        let mut tally = Tally::new(items);
        for item in 0..items {
            tally.add(item, (item + 1) % items, Outcome::Left, 1.0);
            for _ in 0..opponents / 2 {
                let other = (item + 1 + draw(items - 1)) % items;
                let outcome = [Outcome::Left, Outcome::Right, Outcome::Tie][draw(3)];
                tally.add(item, other, outcome, 1.0);
            }
        }
        fit(&tally, &Model { prior, ..Model::default() }, None).unwrap().information
    }

    /// Centred variances, and covariances of those that met, of the strengths' block alone.
    fn exact(information: &Information) -> (Vec<f64>, Vec<f64>) {
        let plain = information.without_borders();
        let theta = plain.inverse().unwrap().theta;
        let n = information.items;
        let means: Vec<f64> =
            (0..n).map(|item| theta.col_as_slice(item).iter().sum::<f64>() / n as f64).collect();
        let mean = means.iter().sum::<f64>() / n as f64;
        let entry = |one: usize, other: usize| theta[(one, other)] - means[one] - means[other] + mean;
        let edges = information.ends.iter().map(|&(l, r)| entry(l as usize, r as usize)).collect();
        ((0..n).map(|item| entry(item, item)).collect(), edges)
    }

    #[test]
    fn belief_propagation_is_close_on_random_graphs() {
        for opponents in [6, 12, 60] {
            let information = information(600, opponents, Prior::Gaussian(1.0));
            let (exact, _) = exact(&information);
            let local = local_variances(&information);
            let worst = exact
                .iter()
                .zip(&local.items)
                .map(|(exact, local)| (local.sqrt() / exact.sqrt() - 1.0).abs())
                .fold(0.0, f64::max);
            // Circles of three and four are 5 times as frequent as among 3,000 items.
            assert!(worst < 0.03, "{opponents} opponents: {worst}");
        }
    }

    #[test]
    fn elimination_is_exact() {
        for prior in [Prior::Gaussian(0.5), Prior::None] {
            let information = information(600, 2, prior);
            let found = selected_variances(&information, 150).unwrap();
            let solver = crate::ranking::linear::Solver::new(
                Arc::new(information.without_borders()),
                crate::ranking::linear::Method::Sparse,
            )
            .unwrap();
            let n = information.items;
            let share = 1.0 / n as f64;
            for item in [0, 1, 77, 150, 599] {
                let unit = faer::Mat::from_fn(n, 1, |row, _| if row == item { 1.0 - share } else { -share });
                let column = solver.solve(&unit).unwrap();
                let mean = column.col_as_slice(0).iter().sum::<f64>() * share;
                assert!((found.items[item] - (column[(item, 0)] - mean)).abs() < 1e-9);
                for (&(left, right), covariance) in information.ends.iter().zip(&found.edges) {
                    if left as usize == item {
                        assert!((covariance - (column[(right as usize, 0)] - mean)).abs() < 1e-9);
                    }
                }
            }
        }
    }
}
