//! Owns the ranking that people read: ranks, rank ranges and scores put together, best first.

use super::covariance::Covariance;
use super::existence::FitError;
use super::fit::Fit;
use super::linear::NotPositive;
use super::model::Intervals;
use super::quantiles::two_sided;
use super::record::Record;
use super::score::{ItemScore, scores};
use super::tally::Tally;

/// Strengths closer than this share a rank.
pub const EQUAL: f64 = 1e-9;

/// One item of a ranking.
#[derive(Debug, Clone, PartialEq)]
pub struct RankedItem {
    /// Index of the item in the tally.
    pub item: usize,
    /// Place among the ordered items from 1, with the range that the level allows; none for an item that
    /// is not ordered.
    pub place: Option<Place>,
    /// Natural log of the Bradley-Terry worth, centred over all items.
    pub strength: f64,
    /// Standard error of the centred strength.
    pub se: f64,
    /// None with one item only.
    pub score: Option<ItemScore>,
    /// Weighted counts.
    pub record: Record,
}

/// Rank with its range; all from 1 to the number of ordered items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub rank: u32,
    /// Best rank that can't be ruled out: 1 + the number of items that are surely stronger.
    pub low: u32,
    /// Worst rank that can't be ruled out.
    pub high: u32,
}

/// A ranking: items best first, those without a place last.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    pub items: Vec<RankedItem>,
    /// Standard error of the side effect, where it was estimated.
    pub side_effect_se: Option<f64>,
    /// What should be said beside it.
    pub warnings: Vec<Warning>,
}

/// What a reader of the ranking should know.
#[derive(Debug, Clone, PartialEq)]
pub enum Warning {
    /// There are no items.
    NoItems,
    /// No vote says anything of preference: all items are equal.
    NoPreferences,
    /// Every preference is a tie and the tie parameter has no finite estimate.
    OnlyTies,
    /// These items have no comparisons.
    WithoutComparisons { items: Vec<usize> },
    /// Components that were never compared with one another: only the prior puts them on one scale.
    Unconnected { components: usize },
}

/// Numbers and orders the items of `fit`.
///
/// `counts` are the votes as people gave them (before a cap). `ordered` tells which items take part in the
/// order; without it all do. Level and intervals are those of the fit's model.
///
/// # Formula
/// low = 1 + #{j : θⱼ − θᵢ > z·se(θᵢ−θⱼ)}, high = n − #{j : θᵢ − θⱼ > z·se(θᵢ−θⱼ)}, of those that don't share
/// its rank
///
/// # Errors
/// [`FitError::RunsOff`] where a solution for an interval can't be found.
///
/// # Panics
/// If `ordered` has another length than there are items.
pub fn ranking(
    fit: &Fit,
    covariance: &Covariance,
    counts: &Tally,
    ordered: Option<&[bool]>,
) -> Result<Ranking, FitError> {
    let n = fit.items();
    assert!(ordered.is_none_or(|ordered| ordered.len() == n));
    let model = fit.model();
    let alpha = 1.0 - model.level;
    let scores = scores(fit, covariance, two_sided(alpha, covariance.degrees))?;
    let errors = covariance.standard_errors();
    let records = counts.records();
    let takes_part = |item: &usize| ordered.is_none_or(|ordered| ordered[*item]);
    let places = places(fit, covariance, &(0..n).filter(takes_part).collect::<Vec<_>>())?;
    let mut items: Vec<RankedItem> = (0..n)
        .map(|item| RankedItem {
            item,
            place: places[item],
            strength: fit.strengths()[item],
            se: errors[item],
            score: scores.as_ref().map(|scores| scores[item]),
            record: records.get(item).copied().unwrap_or_default(),
        })
        .collect();
    // Equal strengths share a rank and stand in order of index.
    items.sort_by(|one, other| {
        let rank = |item: &RankedItem| item.place.map_or(u32::MAX, |place| place.rank);
        let by_strength = || match (one.place, other.place) {
            (None, None) => other.strength.total_cmp(&one.strength),
            _ => std::cmp::Ordering::Equal,
        };
        rank(one).cmp(&rank(other)).then_with(by_strength).then(one.item.cmp(&other.item))
    });
    let side_effect_se =
        fit.problem.side_border().map(|border| covariance.corner[border][border].max(0.0).sqrt());
    Ok(Ranking { warnings: warnings(fit, &records), items, side_effect_se })
}

/// Rank and range of the items in `ordered`, by index of item.
fn places(fit: &Fit, covariance: &Covariance, ordered: &[usize]) -> Result<Vec<Option<Place>>, NotPositive> {
    let theta = fit.strengths();
    let count = ordered.len();
    let pairs = (count * count.saturating_sub(1) / 2).max(1) as f64;
    let alpha = 1.0 - fit.model().level;
    let alpha = if fit.model().intervals == Intervals::Bonferroni { alpha / pairs } else { alpha };
    let quantile = two_sided(alpha, covariance.degrees);
    let square = quantile * quantile;
    let mut sorted = ordered.to_vec();
    sorted.sort_by(|&one, &other| theta[other].total_cmp(&theta[one]).then(one.cmp(&other)));
    // How many are surely weaker, and surely stronger.
    let strengths: Vec<f64> = sorted.iter().map(|&item| theta[item]).collect();
    let (mut weaker, mut better) = (vec![0_u32; count], vec![0_u32; count]);
    covariance.each_row_of_differences(&sorted, |at, variances| {
        let (others, better) = (&strengths[at + 1..], &mut better[at + 1..]);
        for ((other, variance), better) in others.iter().zip(variances).zip(better) {
            let lead = strengths[at] - other;
            let apart = u32::from(lead * lead > square * variance.max(0.0) && lead > EQUAL);
            weaker[at] += apart;
            *better += apart;
        }
    })?;
    let mut places = vec![None; fit.items()];
    let mut stronger = 0;
    for (at, &item) in sorted.iter().enumerate() {
        while strengths[stronger] - strengths[at] > EQUAL {
            stronger += 1;
        }
        debug_assert!(stronger <= at);
        places[item] =
            Some(Place { rank: stronger as u32 + 1, low: better[at] + 1, high: count as u32 - weaker[at] });
    }
    Ok(places)
}

fn warnings(fit: &Fit, records: &[Record]) -> Vec<Warning> {
    if fit.items() == 0 {
        return vec![Warning::NoItems];
    }
    if fit.problem.only_ties {
        return vec![Warning::OnlyTies];
    }
    if fit.problem.edges.is_empty() {
        return vec![Warning::NoPreferences];
    }
    let mut warnings = Vec::new();
    let items: Vec<usize> = records
        .iter()
        .enumerate()
        .filter(|(_, record)| record.votes() == 0.0)
        .map(|(item, _)| item)
        .collect();
    let apart = fit.components() - items.len();
    if !items.is_empty() {
        warnings.push(Warning::WithoutComparisons { items });
    }
    if apart > 1 {
        warnings.push(Warning::Unconnected { components: apart });
    }
    warnings
}
