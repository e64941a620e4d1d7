//! Owns the likelihood of a pair under each tie model: value, gradient and curvature at a difference.
//! Knows nothing of fitting.

/// Which likelihood a pair has. Half and ignored ties are Davidson's at ν = 0, with other counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kernel {
    /// Davidson (1970) with η = log ν; Bradley and Terry (1952) where ν = 0.
    Davidson,
    /// Rao and Kupper (1967) with η = log κ.
    RaoKupper,
}

/// The tie parameter as the kernels use it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Tie {
    pub kernel: Kernel,
    /// ν (0 without ties) or κ (1 without ties).
    pub value: f64,
}

/// Derivatives of the log-likelihood of an edge's counts by d = u − v and η.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Terms {
    pub by_difference: f64,
    pub by_tie: f64,
    /// Curvatures are those of minus the log-likelihood: positive definite.
    pub curvature: f64,
    pub mixed: f64,
    pub tie_curvature: f64,
}

/// Chances of an edge: left wins, right wins, tie.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Chances {
    pub left: f64,
    pub right: f64,
    pub tie: f64,
}

impl Tie {
    /// Chances at x = e^(u/2), y = e^(v/2).
    #[inline]
    pub fn chances(self, x: f64, y: f64) -> Chances {
        match self.kernel {
            Kernel::Davidson => {
                let (left, right, tie) = (x * x, y * y, self.value * x * y);
                let scale = 1.0 / (left + right + tie);
                Chances { left: left * scale, right: right * scale, tie: tie * scale }
            }
            Kernel::RaoKupper => {
                let (u, v, kappa) = (x * x, y * y, self.value);
                let left = u / (u + kappa * v);
                let right = v / (v + kappa * u);
                Chances { left, right, tie: (kappa * kappa - 1.0) * left * right }
            }
        }
    }

    /// Terms of counts `wins` (left), `losses` (right wins) and `ties` at x = e^(u/2), y = e^(v/2).
    ///
    /// # Formula
    /// Davidson, with p, q, r the chances of left, right and tie, N the sum of counts:
    /// ∂/∂d = ½(w−l) − ½N(p−q) = w(q+½r) − l(p+½r) − ½t(p−q), ∂/∂η = t − Nr = t(p+q) − (w+l)r,
    /// curvatures ¼N(p+q−(p−q)²), −½N(p−q)r, Nr(1−r).
    ///
    /// Rao-Kupper, since P(tie) = (κ²−1) P(left) P(right): with A, B the chances of left and right, a = w+t,
    /// b = l+t: a log A + b log B + t log(κ²−1).
    ///
    /// The value is Σ points·θ + t·[`Tie::log_of_tie`] less the logs of the sums below, taken elsewhere.
    #[inline]
    pub fn terms(self, x: f64, y: f64, wins: f64, losses: f64, ties: f64) -> Terms {
        match self.kernel {
            Kernel::Davidson => self.davidson(x, y, wins, losses, ties),
            Kernel::RaoKupper => self.rao_kupper(x, y, wins, losses, ties),
        }
    }

    /// What Davidson's chances are divided by: N times its log is taken from the value.
    #[inline]
    pub fn davidson_sum(self, x: f64, y: f64) -> f64 {
        x * x + y * y + self.value * x * y
    }

    /// What Rao and Kupper's chance of the side at `x` is divided by: a (or b) times its log is taken from the value.
    #[inline]
    pub fn rao_kupper_sum(self, x: f64, y: f64) -> f64 {
        x * x + self.value * y * y
    }

    /// What a tie adds to the value by η alone.
    pub fn log_of_tie(self, eta: f64) -> f64 {
        match self.kernel {
            Kernel::Davidson => eta,
            Kernel::RaoKupper => (self.value * self.value - 1.0).ln(),
        }
    }

    #[inline]
    pub fn davidson(self, x: f64, y: f64, wins: f64, losses: f64, ties: f64) -> Terms {
        let games = wins + losses + ties;
        let (left, right, tie) = (x * x, y * y, self.value * x * y);
        let scale = 1.0 / (left + right + tie);
        let lead = (left - right) * scale;
        let decided = (left + right) * scale;
        let drawn = tie * scale;
        let (not_left, not_right) = (right * scale + 0.5 * drawn, left * scale + 0.5 * drawn);
        // The gradient is written so that no large numbers cancel where one side nearly always wins.
        Terms {
            by_difference: wins * not_left - losses * not_right - 0.5 * ties * lead,
            by_tie: ties * decided - (wins + losses) * drawn,
            curvature: 0.25 * games * (decided - lead * lead),
            mixed: -0.5 * games * lead * drawn,
            tie_curvature: games * drawn * decided,
        }
    }

    #[inline]
    pub fn rao_kupper(self, x: f64, y: f64, wins: f64, losses: f64, ties: f64) -> Terms {
        let (u, v, kappa) = (x * x, y * y, self.value);
        let (a, b) = (wins + ties, losses + ties);
        let (under_left, under_right) = (u + kappa * v, v + kappa * u);
        let (left, right) = (u / under_left, v / under_right);
        let (not_left, not_right) = (kappa * v / under_left, kappa * u / under_right);
        let (bend_left, bend_right) = (a * left * not_left, b * right * not_right);
        let mut terms = Terms {
            by_difference: a * not_left - b * not_right,
            by_tie: -a * not_left - b * not_right,
            curvature: bend_left + bend_right,
            mixed: bend_right - bend_left,
            tie_curvature: bend_left + bend_right,
        };
        if ties > 0.0 {
            let square = kappa * kappa;
            terms.by_tie += ties * 2.0 * square / (square - 1.0);
            terms.tie_curvature += ties * 4.0 * square / ((square - 1.0) * (square - 1.0));
        }
        terms
    }

    /// Log-likelihood of counts, without loss of digits where a chance is close to 1.
    pub fn log_likelihood(self, x: f64, y: f64, wins: f64, losses: f64, ties: f64) -> f64 {
        let (u, v) = (x * x, y * y);
        let (against_left, against_right) = match self.kernel {
            Kernel::Davidson => (v / u + self.value * y / x, u / v + self.value * x / y),
            Kernel::RaoKupper => (self.value * v / u, self.value * u / v),
        };
        let mut value = 0.0;
        if wins > 0.0 {
            value -= wins * against_left.ln_1p();
        }
        if losses > 0.0 {
            value -= losses * against_right.ln_1p();
        }
        if ties > 0.0 {
            value += ties * self.chances(x, y).tie.ln();
        }
        value
    }

    /// Expected value of a comparison for left, a tie counting half, with its derivatives by d and η.
    ///
    /// # Formula
    /// f = P(left) + ½P(tie) = ½(1 + P(left) − P(right))
    #[inline]
    pub fn merit(self, x: f64, y: f64) -> Merit {
        let Chances { left, right, tie } = self.chances(x, y);
        let lead = left - right;
        match self.kernel {
            Kernel::Davidson => Merit {
                value: left + 0.5 * tie,
                by_difference: 0.25 * ((left + right) - lead * lead),
                by_tie: -0.5 * tie * lead,
            },
            Kernel::RaoKupper => {
                let (bend_left, bend_right) = (left * (1.0 - left), right * (1.0 - right));
                Merit {
                    value: left + 0.5 * tie,
                    by_difference: 0.5 * (bend_left + bend_right),
                    by_tie: 0.5 * (bend_right - bend_left),
                }
            }
        }
    }
}

/// See [`Tie::merit`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Merit {
    pub value: f64,
    pub by_difference: f64,
    pub by_tie: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole log-likelihood of an edge, from the chances alone.
    fn direct(kernel: Kernel, d: f64, eta: f64, counts: [f64; 3]) -> f64 {
        let tie = Tie { kernel, value: eta.exp() };
        let p = tie.chances((d / 2.0).exp(), 1.0);
        assert!((p.left + p.right + p.tie - 1.0).abs() < 1e-14);
        counts[0] * p.left.ln() + counts[1] * p.right.ln() + counts[2] * p.tie.ln()
    }

    #[test]
    fn derivatives_are_those_of_the_value() {
        let counts = [3.0, 1.0, 2.0];
        let step = 1e-4;
        for kernel in [Kernel::Davidson, Kernel::RaoKupper] {
            for (d, eta) in [(0.3, 0.2), (-1.7, 0.9), (4.0, 0.05)] {
                let f = |d, eta| direct(kernel, d, eta, counts);
                let tie = Tie { kernel, value: f64::exp(eta) };
                let terms = tie.terms((d / 2.0_f64).exp(), 1.0, counts[0], counts[1], counts[2]);
                let near =
                    |a: f64, b: f64| assert!((a - b).abs() < 2e-6 * (1.0 + b.abs()), "{a} {b} {kernel:?}");
                near(terms.by_difference, (f(d + step, eta) - f(d - step, eta)) / (2.0 * step));
                near(terms.by_tie, (f(d, eta + step) - f(d, eta - step)) / (2.0 * step));
                let bend = |a: f64, b: f64, c: f64| -(a - 2.0 * b + c) / (step * step);
                near(terms.curvature, bend(f(d + step, eta), f(d, eta), f(d - step, eta)));
                near(terms.tie_curvature, bend(f(d, eta + step), f(d, eta), f(d, eta - step)));
                let mixed = f(d + step, eta + step) - f(d + step, eta - step) - f(d - step, eta + step)
                    + f(d - step, eta - step);
                near(terms.mixed, -mixed / (4.0 * step * step));
            }
        }
    }

    #[test]
    fn merit_is_half_of_a_tie() {
        let step = 1e-5;
        for kernel in [Kernel::Davidson, Kernel::RaoKupper] {
            let merit = |d: f64, eta: f64| Tie { kernel, value: eta.exp() }.merit((d / 2.0).exp(), 1.0);
            let at = merit(0.7, 0.4);
            let by_d = (merit(0.7 + step, 0.4).value - merit(0.7 - step, 0.4).value) / (2.0 * step);
            let by_eta = (merit(0.7, 0.4 + step).value - merit(0.7, 0.4 - step).value) / (2.0 * step);
            assert!((at.by_difference - by_d).abs() < 1e-9 && (at.by_tie - by_eta).abs() < 1e-9);
            assert!((at.value + merit(-0.7, 0.4).value - 1.0).abs() < 1e-14);
        }
    }
}
