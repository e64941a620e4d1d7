//! Owns approximate variances for thousands of items: Gaussian belief propagation on the graph of pairs.

use super::linear::Information;

/// Messages that change by less than this, relative, have settled.
const SETTLED: f64 = 1e-9;
const MOST_ROUNDS: usize = 500;

/// Variances of strengths, and covariances of those that met.
#[derive(Debug, Clone)]
pub(super) struct LocalVariances {
    /// Of each item.
    pub items: Vec<f64>,
    /// Of the two ends of each edge, in the order of the edges.
    pub edges: Vec<f64>,
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
    let degrees = information.degrees();
    // (left without right, right without left)
    let mut messages: Vec<(f64, f64)> = information
        .ends
        .iter()
        .map(|&(left, right)| (degrees[left as usize], degrees[right as usize]))
        .collect();
    let mut whole = degrees.clone();
    for _ in 0..MOST_ROUNDS {
        gather(information, &degrees, &messages, &mut whole);
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
    gather(information, &degrees, &messages, &mut whole);
    let edges = information
        .weights
        .iter()
        .zip(&messages)
        .map(|(weight, message)| weight / (message.0 * message.1 - weight * weight))
        .collect();
    LocalVariances { items: whole.iter().map(|precision| 1.0 / precision).collect(), edges }
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
