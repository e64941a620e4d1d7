//! Owns sums of floating-point numbers that don't depend on the order of the terms.

use serde::{Deserialize, Serialize};

/// An exact sum: the terms may come in any order and in any parts, the value has the same bits.
///
/// Kept as a non-overlapping expansion (Shewchuk 1997, Adaptive Precision Floating-Point Arithmetic;
/// the method of Python's `math.fsum`).
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct ExactSum {
    partials: Vec<f64>,
}

impl ExactSum {
    /// Adds a finite term; a negative one takes away exactly what was added before.
    pub fn add(&mut self, term: f64) {
        debug_assert!(term.is_finite());
        let mut term = term;
        let mut kept = 0;
        for index in 0..self.partials.len() {
            let mut partial = self.partials[index];
            if term.abs() < partial.abs() {
                std::mem::swap(&mut term, &mut partial);
            }
            let high = term + partial;
            let low = partial - (high - term);
            if low != 0.0 {
                self.partials[kept] = low;
                kept += 1;
            }
            term = high;
        }
        self.partials.truncate(kept);
        if term != 0.0 {
            self.partials.push(term);
        }
    }

    /// Adds all that another sum holds.
    pub fn merge(&mut self, other: &Self) {
        for &partial in &other.partials {
            self.add(partial);
        }
    }

    pub fn is_zero(&self) -> bool {
        self.partials.is_empty()
    }

    /// The sum, rounded once, half to even.
    pub fn value(&self) -> f64 {
        let mut partials = self.partials.iter().rev().copied();
        let Some(mut high) = partials.next() else { return 0.0 };
        let mut low = 0.0;
        while let Some(partial) = partials.next() {
            let before = high;
            high = before + partial;
            low = partial - (high - before);
            if low != 0.0 {
                // A half-way case is decided by the sign of what lies below it.
                if let Some(next) = partials.next()
                    && ((low < 0.0 && next < 0.0) || (low > 0.0 && next > 0.0))
                {
                    let twice = low * 2.0;
                    let rounded = high + twice;
                    if twice == rounded - high {
                        high = rounded;
                    }
                }
                break;
            }
        }
        debug_assert!(low.is_finite());
        high
    }
}

impl FromIterator<f64> for ExactSum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_tenths_are_one() {
        assert_eq!(std::iter::repeat_n(0.1, 10).collect::<ExactSum>().value(), 1.0);
        assert_eq!([1e16, 1.0, -1e16].into_iter().collect::<ExactSum>().value(), 1.0);
        assert_eq!([1e16, 1.0, 1e-16].into_iter().collect::<ExactSum>().value(), 10_000_000_000_000_002.0);
    }

    #[test]
    fn taking_away_leaves_nothing_behind() {
        let mut sum: ExactSum = [0.1, 0.7, 1e-9].into_iter().collect();
        [-0.7, -1e-9, -0.1].into_iter().for_each(|term| sum.add(term));
        assert!(sum.is_zero());
    }
}
