//! Owns how far groups differ, from the votes of all of them. Knows nothing of what is shown of a group.

use super::blurred::{Known, Sides};
use super::existence::FitError;
use super::fit::Fit;
use faer::Side;

/// τ that are looked at. None is below the first: groups would be said to be alike for want of votes.
pub(super) const SPREADS: [f64; 11] = [0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.7, 1.0, 1.4, 2.0];

/// Where the search begins among them, and by how much less log-evidence is as good as none: e⁻³⁰ is 10⁻¹³.
const MIDDLE: usize = 4;
const NONE: f64 = 30.0;

/// Groups seldom differ by more than a half of what ideas do: where votes tell little of τ, it is taken to come from a
/// half of N(0, 0.5²).
const USUAL: f64 = 0.5;

/// How far cells differ, τ: the standard deviation of their strengths around the common ones; `rests` are the estimates
/// of everybody else.
///
/// # Formula
/// τ² = (s² − v)·(G−1)/G, s² the mean over a grid from 0.05² to 2², weighted by the evidence and a half of N(0, 0.5²) for
/// s; its log is a sum over the G groups: ωℓ(φ) − |φ − θ|²/2s² − ½ ln|H| − n ln s, φ the group's estimate under
/// φ ~ N(θ, s²) (Laplace's approximation of the marginal likelihood), ω what its noisy votes are worth. θ is the estimate of
/// everybody else, so that it knows nothing of the group's own error; its own error variance is v, and it lies between
/// G−1 groups. τ is at least 0.05.
///
/// # Errors
/// A group's fit that fails.
pub(super) fn spread(known: &Known<'_>, groups: &[Sides<'_>], rests: &[Fit]) -> Result<f64, FitError> {
    // Evidence rises to one peak and falls: where it is as good as none, what lies further out is not looked at.
    let mut seen = vec![(SPREADS[MIDDLE], evidence(rests, groups, SPREADS[MIDDLE])?)];
    let mut most = seen[0].1;
    for way in [
        &mut SPREADS[MIDDLE + 1..].iter() as &mut dyn Iterator<Item = &f64>,
        &mut SPREADS[..MIDDLE].iter().rev(),
    ] {
        for &spread in way {
            let found = evidence(rests, groups, spread)?;
            seen.push((spread, found));
            most = most.max(found);
            if found < most - NONE {
                break;
            }
        }
    }
    let count = groups.len().max(2) as f64;
    let square = (mean_square(&seen) - error_of_rests(known, rests, groups)) * (count - 1.0) / count;
    Ok(square.max(SPREADS[0] * SPREADS[0]).sqrt())
}

/// The mean square of some spreads with their log-evidence.
pub(super) fn mean_square(seen: &[(f64, f64)]) -> f64 {
    let most = seen.iter().map(|(_, evidence)| *evidence).fold(f64::NEG_INFINITY, f64::max);
    let weight = |spread: f64, evidence: f64| (evidence - most - 0.5 * (spread / USUAL).powi(2)).exp();
    let sum: f64 = seen.iter().map(|&(spread, evidence)| weight(spread, evidence)).sum();
    seen.iter().map(|&(spread, evidence)| weight(spread, evidence) * spread * spread).sum::<f64>() / sum
}

/// Log-evidence of all groups, each around everybody else.
pub(super) fn evidence(rests: &[Fit], groups: &[Sides<'_>], spread: f64) -> Result<f64, FitError> {
    let of = |(rest, group): (&Fit, &Sides<'_>)| {
        log_evidence(&group.own.around(rest.strengths(), spread * spread, group.weight)?, spread)
    };
    rests.iter().zip(groups).map(of).sum()
}

/// Variance of the estimates that groups are compared with, mean over what the groups compared. A group's noise moves it
/// and the rest apart: what of this is not in the group's own error is taken off here.
pub(super) fn error_of_rests(known: &Known<'_>, rests: &[Fit], groups: &[Sides<'_>]) -> f64 {
    let (mut sum, mut votes) = (0.0, 0.0);
    for (rest, group) in rests.iter().zip(groups) {
        let items = rest.quick_variances().into_iter().zip(&group.information).zip(group.own.tally.records());
        for ((variance, told), record) in items {
            let own = 1.0 / (1.0 + told);
            let noise = group.variance * (2.0 * variance * own + variance * variance);
            sum += (known.extra.max(1.0) * variance + noise) * record.votes();
            votes += record.votes();
        }
    }
    if votes > 0.0 { sum / votes } else { 0.0 }
}

/// Laplace's approximation of a group's log-evidence, up to what is the same for every τ.
fn log_evidence(fit: &Fit, tau: f64) -> Result<f64, FitError> {
    let factor = fit.information.lower().llt(Side::Lower).map_err(|_| FitError::RunsOff)?;
    let root = factor.L();
    let half_log_determinant: f64 = (0..fit.items()).map(|item| root[(item, item)].ln()).sum();
    Ok(fit.objective() - half_log_determinant - fit.items() as f64 * tau.ln())
}
