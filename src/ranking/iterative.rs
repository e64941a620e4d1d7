//! Owns conjugate gradients on the bordered information matrix, with its diagonal as preconditioner.
//! The cost of a step is that of the pairs that met.

use super::evaluate::{TWO_PARTS, add, both};
use super::linear::{Information, dot};

/// Graphs that need more steps than this are long and thin: a factor is better for them.
const MOST_STEPS: usize = 2_000;

/// Solves H·x = (rhs, corner) until the residual is `tolerance` of the right-hand side, both measured with
/// the inverse of the diagonal; none if that takes too many steps.
///
/// Where H is singular along 1, the right-hand side's sum must be 0, and the solution is centred.
pub(super) fn conjugate_gradients(
    information: &Information,
    rhs: &[f64],
    corner: [f64; 2],
    tolerance: f64,
) -> Option<(Vec<f64>, [f64; 2])> {
    let (n, m) = (information.items, information.borders.len());
    let mut diagonal = information.degrees.clone();
    diagonal.extend((0..m).map(|border| information.corner[border][border]));
    if diagonal.iter().any(|&entry| entry.is_nan() || entry <= 0.0) {
        return None;
    }
    let mut residual: Vec<f64> = rhs.iter().copied().chain(corner.into_iter().take(m)).collect();
    let mut solution = vec![0.0; n + m];
    let mut scaled: Vec<f64> = residual.iter().zip(&diagonal).map(|(r, d)| r / d).collect();
    let mut direction = scaled.clone();
    let mut image = vec![0.0; n + m];
    let mut size = dot(&residual, &scaled);
    let enough = size * tolerance * tolerance;
    for _ in 0..MOST_STEPS {
        if size <= enough || size == 0.0 {
            centre(information, &mut solution[..n]);
            let corner = std::array::from_fn(|border| if border < m { solution[n + border] } else { 0.0 });
            solution.truncate(n);
            return Some((solution, corner));
        }
        multiply(information, &direction, &mut image);
        let bend = dot(&direction, &image);
        if bend.is_nan() || bend <= 0.0 {
            return None;
        }
        let length = size / bend;
        for index in 0..n + m {
            solution[index] += length * direction[index];
            residual[index] -= length * image[index];
            scaled[index] = residual[index] / diagonal[index];
        }
        let next = dot(&residual, &scaled);
        let carried = next / size;
        size = next;
        for (direction, scaled) in direction.iter_mut().zip(&scaled) {
            *direction = scaled + carried * *direction;
        }
    }
    None
}

/// image = H·x.
fn multiply(information: &Information, x: &[f64], image: &mut [f64]) {
    let n = information.items;
    let (strengths, corner) = x.split_at(n);
    for ((image, degree), x) in image.iter_mut().zip(&information.degrees).zip(strengths) {
        *image = degree * x;
    }
    let (ends, weights) = (&information.ends[..], &information.weights[..]);
    if ends.len() < 2 * TWO_PARTS {
        take_neighbours(ends, weights, strengths, &mut image[..n]);
    } else {
        let half = ends.len() / 2;
        let second = || {
            let mut own = vec![0.0; n];
            take_neighbours(&ends[half..], &weights[half..], strengths, &mut own);
            own
        };
        let (own, ()) =
            both(second, || take_neighbours(&ends[..half], &weights[..half], strengths, &mut image[..n]));
        add(&mut image[..n], &own);
    }
    for (border, column) in information.borders.iter().enumerate() {
        for (image, entry) in image.iter_mut().zip(column) {
            *image += entry * corner[border];
        }
        let across: f64 =
            (0..corner.len()).map(|other| information.corner[border][other] * corner[other]).sum();
        image[n + border] = dot(column, strengths) + across;
    }
}

/// image −= weights·x over the edges, which stand in order of their left item.
fn take_neighbours(ends: &[(u32, u32)], weights: &[f64], x: &[f64], image: &mut [f64]) {
    let mut at = 0;
    for run in ends.chunk_by(|one, other| one.0 == other.0) {
        let left = run[0].0 as usize;
        let own = x[left];
        // Two sums, so that one addition need not wait for the other.
        let mut sums = [0.0; 2];
        for (turn, (&(_, right), weight)) in run.iter().zip(&weights[at..]).enumerate() {
            let right = right as usize;
            sums[turn % 2] += weight * x[right];
            image[right] -= weight * own;
        }
        image[left] -= sums[0] + sums[1];
        at += run.len();
    }
}

fn centre(information: &Information, solution: &mut [f64]) {
    if information.is_free() {
        let mean = solution.iter().sum::<f64>() / solution.len().max(1) as f64;
        solution.iter_mut().for_each(|value| *value -= mean);
    }
}
