//! Who may still be among the best: what the strategy `top` looks at.

/// How many ideas are the best that `top` looks for, of enough ideas.
pub(super) const BEST: usize = 10;

/// How many are the best of so many ideas: at most half of them.
pub(super) fn best_of(ideas: usize) -> usize {
    BEST.min(ideas / 2).max(1)
}

/// For each idea how open it is whether it is among the best: p(1−p), with p its probability to be.
///
/// # Formula
/// p = Φ((θ − c)/σ), c half way between the last of the best and the first that is not; Φ by the logistic
/// function of 1.702 times its argument, which is off by less than 0.01.
pub(super) fn openness(strengths: &[f64], variances: &[f64]) -> Vec<f64> {
    let n = strengths.len();
    if n < 2 {
        return vec![0.0; n];
    }
    let best = best_of(n);
    let mut order = strengths.to_vec();
    // Both sides of the line: the last of the best, and the strongest of those after it.
    let (_, last, rest) = order.select_nth_unstable_by(best - 1, |a, b| b.total_cmp(a));
    let next = rest.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let line = f64::midpoint(*last, next);
    let open = |(strength, variance): (&f64, &f64)| {
        let p = 1.0 / (1.0 + (-1.702 * (strength - line) / variance.max(1e-12).sqrt()).exp());
        p * (1.0 - p)
    };
    strengths.iter().zip(variances).map(open).collect()
}

#[cfg(test)]
mod tests {
    use super::openness;

    #[test]
    fn those_at_the_line_are_open_and_those_far_from_it_are_not() {
        let strengths: Vec<f64> = (0..40).map(|k| 3.0 - f64::from(k) * 0.2).collect();
        let open = openness(&strengths, &[0.04; 40]);
        let most = open.iter().copied().fold(0.0, f64::max);
        assert!(open[9] == most || open[10] == most, "{open:?}");
        assert!(open[0] < 1e-6 && open[39] < 1e-6, "{open:?}");
    }

    #[test]
    fn nothing_is_open_without_others() {
        assert_eq!(openness(&[], &[]), Vec::<f64>::new());
        assert_eq!(openness(&[0.3], &[1.0]), [0.0]);
    }
}
