//! Owns the two-sided quantiles that intervals need.

use statrs::distribution::{Continuous, ContinuousCDF, Normal, StudentsT};

/// How many standard errors on each side hold the share 1 − `alpha`; under t where `degrees` is given.
///
/// `alpha` lies between 0 and 1, and may be as small as 10⁻³⁰⁰.
pub(super) fn two_sided(alpha: f64, degrees: Option<f64>) -> f64 {
    debug_assert!(alpha > 0.0 && alpha < 1.0);
    if let Some(t) = degrees.and_then(|degrees| StudentsT::new(0.0, 1.0, degrees).ok()) {
        return -t.inverse_cdf(alpha / 2.0);
    }
    let normal = Normal::standard();
    let first = -normal.inverse_cdf(alpha / 2.0);
    // statrs is right to 11 digits; one step of Newton's method on a better tail takes it to the last.
    let tail = 0.5 * libm::erfc(first / std::f64::consts::SQRT_2);
    let error = tail - alpha / 2.0;
    let refined = first + error / normal.pdf(first);
    if refined.is_finite() { refined } else { first }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_quantiles() {
        assert!((two_sided(0.05, None) - 1.959_963_984_540_054).abs() < 1e-14, "{}", two_sided(0.05, None));
        assert!((two_sided(0.01, None) - 2.575_829_303_548_900_4).abs() < 1e-13);
        // t of 4 degrees, from tables.
        assert!((two_sided(0.05, Some(4.0)) - 2.776_445_105_198).abs() < 1e-9);
        assert!(two_sided(1e-10, None) > 6.4 && two_sided(1e-10, None) < 6.5);
    }
}
