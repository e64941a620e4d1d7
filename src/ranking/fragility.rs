//! Owns fragility: how few votes, and how few voters, would change who is among the best.
//! Knows nothing of why votes might be set aside.

use super::ballots::{Ballot, Ballots};
use super::evaluate::both;
use super::existence::FitError;
use super::fit::{Fit, fit};
use super::linear::{Method, Solver};
use super::tally::Tally;
use super::voter_scores::Scorer;
use faer::Mat;
use std::cmp::Ordering;
use std::ops::Range;
use std::sync::Arc;

/// Pairs at the border of the best that are looked at, on each side.
const NEAR: usize = 5;
/// Of these, those that seem to need the fewest are confirmed by refits.
const CONFIRMED: usize = 2;
/// Refits that confirm one count.
const REFITS: usize = 12;
/// How much further than its estimate a count is looked for: no more than those refits reach (1.125¹² = 4.1).
const REACH: usize = 5;

/// The smallest numbers found, each confirmed by a refit without them; none where none was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fragility {
    pub votes: Option<usize>,
    pub voters: Option<usize>,
}

/// How few votes, and voters, of those that `whole` was fitted to must be left out until another set of `best`
/// leads those in `among`; the votes are given by pair and by voter.
///
/// Upper bounds: there may be smaller sets. For each pair at the border, votes are taken in order of their
/// influence on the difference of strengths, until that is used up; then the fit without them tells (Broderick,
/// Giordano and Meager 2020; for rankings Huang, Shen, Wei and Broderick 2025).
///
/// # Formula
/// Influence of a set S on θᵢ − θⱼ: (eᵢ − eⱼ)ᵀ H⁻¹ Σ_{v ∈ S} sᵥ
///
/// # Errors
/// [`FitError::RunsOff`] where H is not positive definite.
pub fn fragility(
    whole: &Fit,
    tally: &Tally,
    ballots: &Ballots,
    among: &[usize],
    best: usize,
) -> Result<Fragility, FitError> {
    if best == 0 || best >= among.len() {
        return Ok(Fragility::default());
    }
    let votes = Votes::of(whole, ballots);
    let border = Border::of(whole, among, best);
    let solver = Solver::new(Arc::clone(&whole.information), Method::of(&whole.information))?;
    let (mut of_votes, mut of_voters) = (Vec::new(), Vec::new());
    for &(leader, follower) in &border.contrasts {
        let lead = whole.strengths()[leader] - whole.strengths()[follower];
        let influences = votes.influences(whole, &solver, leader, follower)?;
        let sum = |voter: &Range<usize>| influences[voter.clone()].iter().sum::<f64>();
        of_voters.push(Candidate::of(votes.voters.iter().map(sum), lead));
        of_votes.push(Candidate::of(influences.iter().copied(), lead));
    }
    let changes = |removed: &mut dyn Iterator<Item = &Ballot>| {
        let mut rest = tally.clone();
        for ballot in removed {
            rest.subtract(ballot.left as usize, ballot.right as usize, ballot.outcome, ballot.weight);
        }
        let rest = fit(&rest, whole.model(), Some(whole));
        rest.is_ok_and(|rest| leaders(&rest, among, best) != border.leaders)
    };
    let without_votes = |units: &[usize]| changes(&mut units.iter().map(|&vote| &votes.ballots[vote]));
    let without_voters = |units: &[usize]| {
        changes(&mut units.iter().flat_map(|&voter| &votes.ballots[votes.voters[voter].clone()]))
    };
    let (votes, voters) = both(|| fewest(of_votes, without_votes), || fewest(of_voters, without_voters));
    Ok(Fragility { votes, voters })
}

/// All votes one by one.
struct Votes {
    /// Those of a voter side by side.
    ballots: Vec<Ballot>,
    /// Which of them are each voter's; each vote without a voter stands alone.
    voters: Vec<Range<usize>>,
    /// Derivatives of each vote's log-likelihood by d and η, times its weight.
    scores: Vec<(f64, f64)>,
}

impl Votes {
    fn of(whole: &Fit, ballots: &Ballots) -> Self {
        let (mut all, mut voters) = (Vec::new(), Vec::new());
        for own in ballots.sorted() {
            voters.push(all.len()..all.len() + own.len());
            all.extend_from_slice(&own);
        }
        for (ballot, count) in ballots.loose() {
            for _ in 0..count as usize {
                voters.push(all.len()..all.len() + 1);
                all.push(ballot);
            }
        }
        let scorer = Scorer::new(whole);
        let score = |ballot: &Ballot| {
            let (by_difference, by_tie) = scorer.unit(ballot).unwrap_or_default();
            (by_difference * ballot.weight, by_tie * ballot.weight)
        };
        Self { scores: all.iter().map(score).collect(), ballots: all, voters }
    }

    /// Influence of each vote on the difference of two items.
    fn influences(
        &self,
        whole: &Fit,
        solver: &Solver,
        leader: usize,
        follower: usize,
    ) -> Result<Vec<f64>, FitError> {
        let mut contrast = Mat::zeros(whole.items(), 1);
        contrast[(leader, 0)] = 1.0;
        contrast[(follower, 0)] = -1.0;
        let image = solver.solve(&contrast)?;
        let image = image.col_as_slice(0);
        // Derivative of the difference by each border's score.
        let borders = solver.information.borders.len();
        let by_border = |border: usize| -> f64 {
            let across = |item: usize, other: usize| -solver.solved_borders[(item, other)];
            let lead = |other: usize| across(leader, other) - across(follower, other);
            (0..borders).map(|other| lead(other) * solver.corner[other][border]).sum()
        };
        let by_tie = if whole.problem.has_tie { by_border(0) } else { 0.0 };
        let by_side = whole.problem.side_border().map_or(0.0, by_border);
        let influence = |(ballot, score): (&Ballot, &(f64, f64))| {
            let apart = image[ballot.left as usize] - image[ballot.right as usize] + by_side;
            score.0 * apart + score.1 * by_tie
        };
        Ok(self.ballots.iter().zip(&self.scores).map(influence).collect())
    }
}

/// Where the best end.
struct Border {
    /// The best items, in order of index.
    leaders: Vec<usize>,
    /// Pairs of a leader and a follower near the border.
    contrasts: Vec<(usize, usize)>,
}

impl Border {
    fn of(fit: &Fit, among: &[usize], best: usize) -> Self {
        let order = order(fit, among);
        let (inside, outside) = order.split_at(best);
        let near = |leader: &usize| {
            outside.iter().take(NEAR).map(|&follower| (*leader, follower)).collect::<Vec<_>>()
        };
        let contrasts = inside.iter().rev().take(NEAR).flat_map(near).collect();
        Self { leaders: leaders(fit, among, best), contrasts }
    }
}

/// Items best first.
fn order(fit: &Fit, among: &[usize]) -> Vec<usize> {
    let mut order = among.to_vec();
    order.sort_by(|&one, &other| {
        fit.strengths()[other].total_cmp(&fit.strengths()[one]).then(one.cmp(&other))
    });
    order
}

fn leaders(fit: &Fit, among: &[usize], best: usize) -> Vec<usize> {
    let mut leaders = order(fit, among)[..best].to_vec();
    leaders.sort_unstable();
    leaders
}

/// One way to another order: units whose leaving would close the gap between two items.
struct Candidate {
    /// How many it would take if influences added up.
    expected: usize,
    /// Units in order of influence, the most first, as far as they are looked at.
    order: Vec<usize>,
}

impl Candidate {
    fn of(influences: impl Iterator<Item = f64>, lead: f64) -> Self {
        let mut units: Vec<(f64, usize)> =
            influences.zip(0..).filter(|(influence, _)| *influence > 0.0).collect();
        let by_influence =
            |a: &(f64, usize), b: &(f64, usize)| -> Ordering { b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)) };
        // Few are needed of many: only so many are put in order.
        let mut length = 64;
        loop {
            if length < units.len() {
                units.select_nth_unstable_by(length, by_influence);
            }
            length = length.min(units.len());
            units[..length].sort_unstable_by(by_influence);
            let mut left = lead;
            let is_needed = |&&(influence, _): &&(f64, usize)| {
                let is_needed = left >= 0.0;
                left -= influence;
                is_needed
            };
            let expected = units[..length].iter().take_while(is_needed).count();
            let reach = REACH * expected + REFITS;
            if length == units.len() || reach <= length {
                units.truncate(reach.min(length));
                return Self { expected, order: units.into_iter().map(|(_, unit)| unit).collect() };
            }
            length = reach.max(8 * length);
        }
    }
}

/// The fewest units found whose removal changes the leaders.
fn fewest(mut candidates: Vec<Candidate>, changes: impl Fn(&[usize]) -> bool) -> Option<usize> {
    candidates.sort_by_key(|candidate| candidate.expected);
    let mut found: Option<usize> = None;
    for Candidate { expected, order } in candidates.iter().take(CONFIRMED) {
        let most = order.len().min(found.map_or(usize::MAX, |found| found - 1));
        found = smallest(*expected, most, |count| changes(&order[..count])).or(found);
    }
    found
}

/// The smallest count near `expected` and at most `most` that `changes`, by doubling steps and halving.
fn smallest(expected: usize, most: usize, changes: impl Fn(usize) -> bool) -> Option<usize> {
    if most == 0 {
        return None;
    }
    let (mut below, mut above) = (0, None);
    let mut next = expected.clamp(1, most);
    for _ in 0..REFITS {
        if changes(next) {
            above = Some(next);
        } else {
            below = next;
        }
        match above {
            Some(above) if above - below <= 1 => break,
            // The linear estimate is close: look near by first.
            Some(above) => next = (above - (above / 16).max(1)).max(below + 1),
            None if below == most => break,
            None => next = (below + (below / 8).max(1)).min(most),
        }
    }
    above
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, Outcome};

    #[test]
    fn a_narrow_lead_falls_with_few_votes_and_fewer_voters() {
        // Item 0 leads item 1 by four votes in direct comparisons, two of them by one voter.
        let mut ballots = Ballots::new();
        for voter in 0..40 {
            let outcome = if voter < 22 { Outcome::Left } else { Outcome::Right };
            ballots.add(voter, 0, 1, outcome, 1.0);
            ballots.add(voter, 0, 2, Outcome::Left, 1.0);
            ballots.add(voter, 1, 2, Outcome::Left, 1.0);
        }
        let tally = ballots.tally(3);
        let whole = fit(&tally, &Model::default(), None).unwrap();
        let look = |among: &[usize], best| fragility(&whole, &tally, &ballots, among, best);
        let found = look(&[0, 1, 2], 1).unwrap();
        let votes = found.votes.unwrap();
        assert!((3..=6).contains(&votes), "{found:?}");
        assert!(found.voters.unwrap() >= 3);
        // The pair of leaders is far from the third: nothing near changes who they are.
        let clear = look(&[0, 1, 2], 2).unwrap();
        assert!(clear.votes.is_none_or(|votes| votes > 20), "{clear:?}");
        assert_eq!(look(&[0, 1, 2], 3).unwrap(), Fragility::default());
        // Among the others the lead of 1 over 2 is clear.
        let others = look(&[1, 2], 1).unwrap();
        assert!(others.votes.is_none_or(|votes| votes > 20), "{others:?}");
    }

    #[test]
    fn as_many_of_the_strongest_are_put_in_order_as_a_search_may_reach() {
        // Each adds a little less than the one before; a third are against it.
        let influences: Vec<f64> =
            (0..3000).map(|unit| f64::from((unit * 7919 % 3000) - 1000) / 3000.0).collect();
        let mut order: Vec<usize> = (0..3000).filter(|&unit| influences[unit] > 0.0).collect();
        order.sort_by(|&a, &b| influences[b].total_cmp(&influences[a]));
        for lead in [0.1, 3.0, 90.0, 400.0, 1e9] {
            let found = Candidate::of(influences.iter().copied(), lead);
            let mut left = lead;
            let steps = order.iter().take_while(|&&unit| {
                let before = left;
                left -= influences[unit];
                before >= 0.0
            });
            assert_eq!(found.expected, steps.count(), "lead {lead}");
            assert_eq!(found.order, order[..found.order.len()], "lead {lead}");
            assert!(found.order.len() == order.len() || found.order.len() >= 5 * found.expected);
        }
    }
}
