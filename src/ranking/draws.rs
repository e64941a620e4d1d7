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
}

impl<'a> Draws<'a> {
    pub fn new(fit: &'a Fit, covariance: &'a Covariance) -> Self {
        Self { fit, covariance, root: covariance.root(), normals: vec![0.0; fit.items()] }
    }

    /// The next draw: strengths of the items `among`, in their order.
    pub fn next(&mut self, among: &[usize], random: &mut impl Rng) -> impl Iterator<Item = f64> {
        self.normals.iter_mut().for_each(|value| *value = normal(random));
        let Self { fit, covariance, root, normals } = self;
        among.iter().map(move |&item| {
            let off: f64 = match root {
                Some(root) => (0..=item).map(|column| root[(item, column)] * normals[column]).sum(),
                None => covariance.variances()[item].sqrt() * normals[item],
            };
            fit.strengths()[item] + off
        })
    }
}

/// A draw from N(0, 1) (Box and Muller 1958).
pub fn normal(random: &mut impl Rng) -> f64 {
    let (radius, turn): (f64, f64) = (random.random(), random.random());
    (-2.0 * (1.0 - radius).ln()).sqrt() * (std::f64::consts::TAU * turn).cos()
}
