//! Owns sums of many terms without loss of digits: plain ones, and those of logarithms.

/// Terms that are computed together, a column at a time, so that the processor can take several at once.
pub(super) const LANES: usize = 32;
pub(super) type Column = [f64; LANES];

/// Σ exponent · log base, by the logarithm of products: most exponents are small whole numbers.
#[derive(Default)]
pub(super) struct Logs {
    pub sum: Sum,
    /// Size of the terms, with what the products' rounding is worth.
    pub magnitude: f64,
}

/// Powers that are multiplied before a logarithm is taken.
const TOGETHER: usize = 8;

impl Logs {
    #[inline]
    pub fn add(&mut self, exponents: &Column, bases: &Column) {
        let (mut powers, mut rests) = ([0.0; LANES], [0.0; LANES]);
        for at in 0..LANES {
            (powers[at], rests[at]) = power(bases[at], exponents[at]);
        }
        for from in (0..LANES).step_by(TOGETHER) {
            let powers = &powers[from..from + TOGETHER];
            let [least, most] = [f64::min, f64::max].map(|of| powers.iter().copied().fold(1.0, of));
            // On no way through them may the product leave what a number holds in full.
            if least > 1e-30 && most < 1e30 {
                self.take(powers.iter().product::<f64>().ln(), TOGETHER as f64 / 2.0);
            } else {
                powers.iter().for_each(|power| self.take(power.ln(), 0.5));
            }
        }
        if rests.iter().any(|&rest| rest > 0.0) {
            rests.iter().zip(bases).for_each(|(rest, base)| self.take(rest * base.ln(), 0.0));
        }
    }

    pub fn add_all(&mut self, other: &Self) {
        self.sum.add(other.sum.high);
        self.sum.add(other.sum.low);
        self.magnitude += other.magnitude;
    }

    fn take(&mut self, term: f64, rounding: f64) {
        self.sum.add(term);
        self.magnitude += term.abs() + rounding;
    }
}

/// base to the whole part of `exponent`, as far as that is at most 7, and what is left of the exponent. Bases are
/// sums of chances' numerators, between e^±300: squares stay finite only while they are small.
#[inline]
fn power(base: f64, exponent: f64) -> (f64, f64) {
    let small = (1e-40..1e40).contains(&base);
    let square = base * base;
    let four = if small && exponent >= 4.0 { (square * square, 4.0) } else { (1.0, 0.0) };
    let rest = exponent - four.1;
    let two = if small && rest >= 2.0 { (square, 2.0) } else { (1.0, 0.0) };
    let rest = rest - two.1;
    let one = if rest >= 1.0 { (base, 1.0) } else { (1.0, 0.0) };
    (four.0 * two.0 * one.0, rest - one.1)
}

/// A sum with Neumaier's compensation: line search compares large values that differ little.
#[derive(Default)]
pub(super) struct Sum {
    high: f64,
    low: f64,
}

impl Sum {
    #[inline]
    pub fn add(&mut self, term: f64) {
        let sum = self.high + term;
        self.low +=
            if self.high.abs() >= term.abs() { (self.high - sum) + term } else { (term - sum) + self.high };
        self.high = sum;
    }

    pub fn total(&self) -> f64 {
        self.high + self.low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logs_of_products_are_sums_of_logs() {
        let bases = [0.3, 1.0, 2.5, 17.0, 1e30, 1e-35, 1e39, 1e-39, 1e120, 1e-125];
        let exponents = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 0.25, 2.75, 300.0, 1e9];
        let mut state = 1_usize;
        for _ in 0..200 {
            let mut draw = |below: usize| {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                (state >> 33) % below
            };
            let base: Column = std::array::from_fn(|_| bases[draw(bases.len())]);
            let exponent: Column = std::array::from_fn(|_| exponents[draw(exponents.len())]);
            let mut logs = Logs::default();
            logs.add(&exponent, &base);
            let terms = base.iter().zip(exponent).map(|(base, exponent)| exponent * base.ln());
            let (sum, size) = terms.fold((0.0, 0.0), |(sum, size), term| (sum + term, size + term.abs()));
            assert!((logs.sum.total() - sum).abs() <= 1e-14 * size, "{} {sum}", logs.sum.total());
            assert!(logs.magnitude >= size * (1.0 - 1e-12) || logs.magnitude >= sum.abs());
        }
    }
}
