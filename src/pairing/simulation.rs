//! Simulated consultations: ideas of known strength, people who choose between them, and how soon the ranking
//! finds the strengths.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use crate::domain::vote::Strategy;
use crate::pairing::choose::{Candidates, choose};
use crate::pairing::contention::BEST;
use crate::ranking::{self, Ballots, Fit, FitError, Model, Outcome, Tally, normal};

/// What is simulated: strengths are drawn from N(0, 1), nobody ties.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Setting {
    pub ideas: usize,
    /// Pairs that each participant answers, if so many are left to them.
    pub votes_each: usize,
    pub strategy: Strategy,
    /// Votes between two fits, at least.
    pub refit: usize,
    /// Fits wait for a twentieth of the votes so far, as those of the service do; else for `refit` alone.
    pub as_served: bool,
    /// Standard deviation of a participant's own tastes around the strengths that all share.
    pub tastes: f64,
    /// The last idea comes when so many people have voted.
    pub late: usize,
}

/// How many people voted until an idea that came late was known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CaughtUp {
    /// It had six comparisons, and so a place.
    pub placed: usize,
    /// Its error was no more than a quarter above the median of all.
    pub known: usize,
}

/// The number of votes at which a ranking was first as good as asked; none if it never was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reached {
    /// Kendall's τ with the truth is 0.9.
    pub order: Option<usize>,
    /// Eight of the true best ten are among the first ten.
    pub best: Option<usize>,
}

/// Pairs of a round, as a consultation has it unless set otherwise.
const ROUND: usize = 15;
/// Comparisons from which on an idea has a place, unless set otherwise.
const PLACED: u32 = 6;
const KNOWN: f64 = 1.25;
const BEST_FOUND: usize = 8;
const ORDER: f64 = 0.9;

/// One moment of a simulation: what is known after so many votes.
pub(super) struct Trace<'a> {
    pub votes: usize,
    /// People who voted, the present one among them.
    pub people: usize,
    pub variances: &'a [f64],
    pub shown: &'a [u32],
    pub truth: &'a [f64],
    pub fit: &'a Fit,
    pub tally: &'a Tally,
    pub ballots: &'a Ballots,
}

/// Votes until the order, and the best ten, are found; at most `most_votes`.
///
/// # Errors
/// A fit that fails.
pub fn simulate(setting: Setting, most_votes: usize, seed: u64) -> Result<Reached, FitError> {
    let mut reached = Reached::default();
    run(setting, &[most_votes], seed, |trace| {
        if reached.order.is_none() && kendall(trace.truth, trace.fit.strengths()) >= ORDER {
            reached.order = Some(trace.votes);
        }
        if reached.best.is_none() && found(trace.truth, trace.fit.strengths(), BEST) >= BEST_FOUND {
            reached.best = Some(trace.votes);
        }
        Ok(reached.order.is_none() || reached.best.is_none())
    })?;
    Ok(reached)
}

/// How soon an idea that comes late is known, if everybody answers a whole round; 0 where `most_people` more were
/// not enough.
///
/// # Errors
/// A fit that fails.
pub fn caught_up(setting: Setting, most_people: usize, seed: u64) -> Result<CaughtUp, FitError> {
    let mut caught_up = CaughtUp::default();
    let most_votes = (setting.late + most_people) * setting.votes_each;
    run(setting, &[most_votes], seed, |trace| {
        let (Some(people), Some(last)) =
            (trace.people.checked_sub(setting.late), trace.shown.len().checked_sub(1))
        else {
            return Ok(true);
        };
        if caught_up.placed == 0 && trace.shown[last] >= PLACED {
            caught_up.placed = people;
        }
        let mut variances = trace.variances.to_vec();
        let (_, median, _) = variances.select_nth_unstable_by(last / 2, f64::total_cmp);
        if trace.variances[last] <= KNOWN * KNOWN * *median {
            caught_up.known = people;
        }
        Ok(caught_up.known == 0)
    })?;
    Ok(caught_up)
}

/// How right the reckoning of votes still needed is: what was reckoned of all votes when the best stand apart,
/// by what it was, for a reckoning at `early` votes; 0 where they did not stand apart at `most_votes` yet, none
/// where they stood apart so early.
///
/// # Errors
/// A fit that fails.
pub fn needed_by_truth(
    setting: Setting,
    best: usize,
    early: usize,
    most_votes: usize,
    seed: u64,
) -> Result<Option<f64>, FitError> {
    let (mut reckoned, mut truth) = (None, None);
    let mut random = StdRng::seed_from_u64(seed);
    run(setting, &[early, most_votes], seed, |trace| {
        if trace.votes < early {
            return Ok(true);
        }
        let covariance = trace.fit.robust_covariance(trace.ballots)?;
        let mut order: Vec<usize> = (0..setting.ideas).collect();
        let strengths = trace.fit.strengths();
        order.sort_by(|&a, &b| strengths[b].total_cmp(&strengths[a]));
        let votes = trace.votes as f64;
        let needed = ranking::votes_needed(trace.fit, &covariance, &order, best, votes, &mut random);
        let apart = needed.is_some_and(|needed| needed <= votes);
        if trace.votes == early && !apart {
            reckoned = needed;
        } else if apart {
            truth = Some(votes);
        }
        Ok(!apart && reckoned.is_some())
    })?;
    Ok(reckoned.map(|reckoned: f64| truth.map_or(0.0, |truth| reckoned / truth)))
}

/// Lets participants vote one after another until the last of `stops`, numbers of votes that grow; after each
/// fit, and at each stop, `look` sees what is known and says whether to go on.
pub(super) fn run(
    setting: Setting,
    stops: &[usize],
    seed: u64,
    mut look: impl FnMut(&Trace<'_>) -> Result<bool, FitError>,
) -> Result<(), FitError> {
    let n = setting.ideas;
    let most_votes = stops.last().copied().unwrap_or(0);
    let mut rng = StdRng::seed_from_u64(seed);
    let truth: Vec<f64> = (0..n).map(|_| normal(&mut rng)).collect();
    let mut candidates = Candidates::fresh(n);
    let (mut tally, mut ballots) = (Tally::new(n), Ballots::new());
    let mut fit: Option<Fit> = None;
    let (mut votes, mut fitted, mut participants) = (0, 0, 0);
    loop {
        let answered = votes;
        candidates.next_participant(ROUND);
        if participants < setting.late {
            // Who has met an idea with every other is never served it.
            (0..n - 1).for_each(|other| candidates.meet(n - 1, other));
        }
        let own: Vec<f64> = truth.iter().map(|worth| worth + setting.tastes * normal(&mut rng)).collect();
        let mut left = setting.votes_each;
        while left > 0 && votes < most_votes {
            let pairs = choose(&mut candidates, setting.strategy, 1, &mut rng);
            let Some(pair) = pairs.first() else { break };
            let p = 1.0 / (1.0 + (own[pair.right] - own[pair.left]).exp());
            let outcome = if rng.random::<f64>() < p { Outcome::Left } else { Outcome::Right };
            tally.add(pair.left, pair.right, outcome, 1.0);
            ballots.add(participants, pair.left, pair.right, outcome, 1.0);
            (votes, left) = (votes + 1, left - 1);
            let done = votes == most_votes;
            let wait = if setting.as_served { setting.refit.max(votes / 20) } else { setting.refit };
            if votes - fitted < wait && !stops.contains(&votes) {
                continue;
            }
            let next = ranking::fit(&tally, &Model::default(), fit.as_ref())?;
            candidates.strengths.copy_from_slice(next.strengths());
            candidates.variances = next.quick_variances();
            candidates.under_way.fill(0);
            let present = Trace {
                votes,
                people: participants + 1,
                variances: &candidates.variances,
                shown: &candidates.shown,
                truth: &truth,
                fit: &next,
                tally: &tally,
                ballots: &ballots,
            };
            if !look(&present)? || done {
                return Ok(());
            }
            (fit, fitted) = (Some(next), votes);
        }
        if votes == answered {
            // One idea or none: there is nothing to ask.
            return Ok(());
        }
        participants += 1;
    }
}

/// Kendall's τ of two lists without ties (Kendall 1938).
pub(super) fn kendall(truth: &[f64], found: &[f64]) -> f64 {
    let n = truth.len();
    let mut agreed = 0_i64;
    for one in 0..n {
        for other in one + 1..n {
            let same = (truth[one] - truth[other]) * (found[one] - found[other]);
            agreed += i64::from(same > 0.0) - i64::from(same < 0.0);
        }
    }
    agreed as f64 / (n * n.saturating_sub(1) / 2).max(1) as f64
}

/// How many of the true best are among as many first.
pub(super) fn found(truth: &[f64], strengths: &[f64], best: usize) -> usize {
    let first_of = |values: &[f64]| {
        let mut order: Vec<usize> = (0..values.len()).collect();
        order.sort_by(|&a, &b| values[b].total_cmp(&values[a]));
        order.truncate(best);
        order
    };
    let first = first_of(strengths);
    first_of(truth).into_iter().filter(|idea| first.contains(idea)).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(strategy: Strategy) -> Setting {
        Setting { ideas: 30, votes_each: 15, strategy, refit: 50, as_served: false, tastes: 0.0, late: 0 }
    }

    #[test]
    fn the_same_seed_gives_the_same_and_another_gives_another() {
        let of = |seed| simulate(setting(Strategy::Top), 3_000, seed).unwrap();
        assert_eq!(of(1), of(1));
        assert!((2..6).any(|seed| of(seed) != of(1)));
    }

    #[test]
    fn orders_agree_or_turn_round() {
        assert_eq!(kendall(&[1.0, 2.0, 3.0], &[10.0, 20.0, 30.0]), 1.0);
        assert_eq!(kendall(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), -1.0);
        assert!((kendall(&[1.0, 2.0, 3.0], &[1.0, 3.0, 2.0]) - 1.0 / 3.0).abs() < 1e-12);
    }

    #[test]
    fn a_late_idea_is_known_by_and_by() {
        for strategy in Strategy::ALL {
            let late = Setting { ideas: 12, refit: 15, late: 30, ..setting(strategy) };
            let found = caught_up(late, 300, 1).unwrap();
            // At most five of a person's fifteen pairs hold it: six comparisons take two people at least.
            assert!(found.placed >= 2 && found.placed <= found.known, "{strategy:?}: {found:?}");
        }
    }

    #[test]
    fn the_best_are_counted() {
        let truth: Vec<f64> = (0..20).map(f64::from).collect();
        let mut strengths = truth.clone();
        assert_eq!(found(&truth, &strengths, 10), 10);
        strengths.swap(0, 19);
        strengths.swap(1, 18);
        assert_eq!(found(&truth, &strengths, 10), 8);
    }

    #[test]
    fn ends_where_nothing_is_left_to_ask() {
        let one = Setting { ideas: 1, ..setting(Strategy::Balanced) };
        assert_eq!(simulate(one, 100, 1).unwrap(), Reached::default());
        // Each participant has three pairs, though they would answer fifteen.
        let three = Setting { ideas: 3, refit: 1, ..setting(Strategy::Informative) };
        let mut voters = 0.0;
        run(three, &[30], 1, |trace| {
            voters = trace.ballots.voters();
            Ok(true)
        })
        .unwrap();
        assert_eq!(voters, 10.0);
    }
}
