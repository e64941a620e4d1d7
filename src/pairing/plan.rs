//! How many people a consultation needs: what may be expected of a number of ideas, participants and votes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::domain::vote::Strategy;
use crate::pairing::contention::{BEST, best_of};
use crate::pairing::seeds::of_seeds;
use crate::pairing::simulation::{Setting, found, kendall, run};
use crate::ranking::{self, FitError};

/// People differ: how far a participant's tastes lie from what all share, where strengths lie 1 apart.
const TASTES: f64 = 0.5;
/// More is not simulated: it would take minutes.
const IDEAS: usize = 300;
const VOTES: usize = 200_000;
/// How many times the participants asked about are looked at.
const TIMES: [(usize, usize); 5] = [(1, 4), (1, 2), (1, 1), (2, 1), (4, 1)];
/// Of the best ten this many found is called enough.
const ENOUGH: f64 = 8.0;

/// What a plan can't be made of.
#[derive(Debug, thiserror::Error)]
pub enum PlanError {
    #[error("a plan needs 2 to {IDEAS} ideas")]
    Ideas,
    #[error("a plan needs at least 1 participant and 1 vote each")]
    Nobody,
    #[error("a plan is made for at most {most} votes; there would be {0}", most = VOTES / 4)]
    Votes(usize),
    #[error(transparent)]
    Fit(#[from] FitError),
}

/// What may be expected of one number of participants; means over the runs.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PlanRow {
    pub participants: usize,
    pub votes: usize,
    /// Kendall's τ of the ranking with the truth, −1 to 1.
    pub order: f64,
    /// How many of the true best (`Plan::best`) are among as many first.
    pub best_found: f64,
    /// How many places the 95 % rank range of an idea spans.
    pub places: f64,
}

/// Simulated: what may be expected, and how many participants are enough.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Plan {
    pub ideas: usize,
    pub votes_each: usize,
    pub strategy: Strategy,
    /// How many are the best: ten, or half of fewer than twenty ideas.
    pub best: usize,
    pub rows: Vec<PlanRow>,
    /// Participants at which four in five of the best are found on average, between two rows; none if the
    /// last row has fewer.
    pub enough: Option<usize>,
    pub runs: usize,
    pub simulated: bool,
}

/// Simulates `runs` consultations with seeds from `seed` on, on as many threads as the machine has cores.
///
/// # Errors
/// Numbers out of range.
pub fn plan(
    ideas: usize,
    participants: usize,
    votes_each: usize,
    strategy: Strategy,
    runs: usize,
    seed: u64,
) -> Result<Plan, PlanError> {
    if !(2..=IDEAS).contains(&ideas) {
        return Err(PlanError::Ideas);
    }
    if participants == 0 || votes_each == 0 || runs == 0 {
        return Err(PlanError::Nobody);
    }
    // Nobody answers a pair twice.
    let each = votes_each.min(ideas * (ideas - 1) / 2);
    let asked = participants.saturating_mul(each);
    if asked > VOTES / 4 {
        return Err(PlanError::Votes(asked));
    }
    let counts: Vec<usize> = TIMES.iter().map(|(by, of)| (participants * by).div_ceil(*of)).collect();
    let seeds = seed..seed.saturating_add(runs as u64);
    let measured = of_seeds(seeds, |seed| measure(ideas, each, strategy, &counts, seed))?;
    let mut sums = vec![[0.0; 3]; counts.len()];
    for found in &measured {
        for (sum, row) in sums.iter_mut().zip(found) {
            sum.iter_mut().zip(row).for_each(|(sum, value)| *sum += value);
        }
    }
    let row = |(&participants, sum): (&usize, &[f64; 3])| {
        let [order, best_found, places] = sum.map(|value| value / runs as f64);
        PlanRow { participants, votes: participants * each, order, best_found, places }
    };
    let rows: Vec<PlanRow> = counts.iter().zip(&sums).map(row).collect();
    let best = best_of(ideas);
    let enough = enough(&rows, ENOUGH / BEST as f64 * best as f64);
    Ok(Plan { ideas, votes_each: each, strategy, best, rows, enough, runs, simulated: true })
}

/// Participants at which the mean of those found passes `wanted`, on a straight line between two rows.
fn enough(rows: &[PlanRow], wanted: f64) -> Option<usize> {
    let after = rows.iter().position(|row| row.best_found >= wanted)?;
    let to = rows[after];
    let Some(from) = after.checked_sub(1).map(|before| rows[before]) else { return Some(to.participants) };
    let part = (wanted - from.best_found) / (to.best_found - from.best_found);
    Some(from.participants + ((to.participants - from.participants) as f64 * part).ceil() as usize)
}

/// One simulated consultation: order, best found and rank ranges at each number of participants.
fn measure(
    ideas: usize,
    each: usize,
    strategy: Strategy,
    counts: &[usize],
    seed: u64,
) -> Result<Vec<[f64; 3]>, FitError> {
    let best = best_of(ideas);
    let stops: Vec<usize> = counts.iter().map(|count| count * each).collect();
    let setting =
        Setting { ideas, votes_each: each, strategy, refit: 20, as_served: true, tastes: TASTES, late: 0 };
    let mut rows = BTreeMap::new();
    run(setting, &stops, seed, |trace| {
        if !stops.contains(&trace.votes) {
            return Ok(true);
        }
        let covariance = trace.fit.robust_covariance(trace.ballots)?;
        let ranking = ranking::ranking(trace.fit, &covariance, trace.tally, None)?;
        let spans = ranking.items.iter().filter_map(|item| item.place);
        let places: f64 = spans.map(|place| f64::from(place.high - place.low + 1)).sum();
        let strengths = trace.fit.strengths();
        let found = found(trace.truth, strengths, best) as f64;
        rows.insert(trace.votes, [kendall(trace.truth, strengths), found, places / ideas as f64]);
        Ok(true)
    })?;
    Ok(stops.iter().map(|votes| rows[votes]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_people_find_more() {
        let plan = plan(20, 40, 15, Strategy::Balanced, 6, 1).unwrap();
        assert_eq!(plan.rows.iter().map(|row| row.participants).collect::<Vec<_>>(), [10, 20, 40, 80, 160]);
        assert!(plan.rows.windows(2).all(|two| two[0].places > two[1].places), "{plan:?}");
        let (first, last) = (plan.rows[0], plan.rows[4]);
        assert!(last.order > first.order + 0.1 && last.best_found > first.best_found, "{plan:?}");
        let enough = plan.enough.unwrap();
        assert!(enough <= 160, "{plan:?}");
    }

    #[test]
    fn refuses_what_it_cannot_simulate() {
        let of = |ideas, people, each| plan(ideas, people, each, Strategy::Uniform, 1, 1);
        assert!(matches!(of(1, 10, 10), Err(PlanError::Ideas)));
        assert!(matches!(of(301, 10, 10), Err(PlanError::Ideas)));
        assert!(matches!(of(20, 0, 10), Err(PlanError::Nobody)));
        assert!(matches!(of(20, 10, 0), Err(PlanError::Nobody)));
        assert!(matches!(of(20, usize::MAX, 15), Err(PlanError::Votes(_))));
        // Three ideas have three pairs, whatever people would answer.
        assert_eq!(of(3, 10, 1_000_000).unwrap().votes_each, 3);
    }

    #[test]
    fn enough_lies_between_two_rows() {
        let row = |participants, best_found| PlanRow {
            participants,
            votes: 0,
            order: 0.0,
            best_found,
            places: 0.0,
        };
        assert_eq!(enough(&[row(10, 6.0), row(20, 10.0)], 8.0), Some(15));
        assert_eq!(enough(&[row(10, 9.0)], 8.0), Some(10));
        assert_eq!(enough(&[row(10, 5.0), row(20, 7.0)], 8.0), None);
    }
}
