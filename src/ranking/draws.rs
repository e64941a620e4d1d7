//! Owns draws of all strengths from what is known of them.

use super::covariance::Covariance;
use super::fit::Fit;
use faer::Mat;
use rand::{Rng, RngExt};

/// Draws of strengths from N(θ, Σ). Where the covariance is not kept in full (thousands of items), strengths are
/// drawn as if uncorrelated.
pub(super) struct Draws<'a> {
    fit: &'a Fit,
    covariance: &'a Covariance,
    root: Option<Mat<f64>>,
    normals: Vec<f64>,
    /// How far the strengths of all items are drawn from what they are estimated to be.
    off: Vec<f64>,
}

impl<'a> Draws<'a> {
    pub fn new(fit: &'a Fit, covariance: &'a Covariance) -> Self {
        let zeros = vec![0.0; fit.items()];
        Self { fit, covariance, root: covariance.root(), normals: zeros.clone(), off: zeros }
    }

    /// The next draw: strengths of the items `among`, in their order.
    pub fn next(&mut self, among: &[usize], random: &mut impl Rng) -> impl Iterator<Item = f64> {
        self.normals.iter_mut().for_each(|value| *value = normal(random));
        if let Some(root) = &self.root {
            // A column at a time, as the matrix lies in memory.
            self.off.fill(0.0);
            for (column, normal) in self.normals.iter().enumerate() {
                let below = self.off[column..].iter_mut().zip(&root.col_as_slice(column)[column..]);
                below.for_each(|(off, entry)| *off += entry * normal);
            }
        } else {
            let own = self.off.iter_mut().zip(self.covariance.variances()).zip(&self.normals);
            own.for_each(|((off, variance), normal)| *off = variance.sqrt() * normal);
        }
        among.iter().map(|&item| self.fit.strengths()[item] + self.off[item])
    }
}

/// A draw from N(0, 1) (Box and Muller 1958).
pub fn normal(random: &mut impl Rng) -> f64 {
    let (radius, turn): (f64, f64) = (random.random(), random.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}
