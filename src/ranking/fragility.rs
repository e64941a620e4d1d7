//! Owns fragility: how few votes, and how few voters, would change who is among the best.
//! Knows nothing of why votes might be set aside.

use super::ballots::{Ballot, Ballots};
use super::existence::FitError;
use super::fit::{Fit, fit};
use super::linear::{Information, Method, Solver};
use super::model::Model;
use super::tally::Tally;
use faer::Mat;
use std::sync::Arc;

/// Pairs at the border of the best that are looked at, on each side.
const NEAR: usize = 5;
/// Refits that confirm one count.
const REFITS: usize = 12;

/// The smallest numbers found, each confirmed by a refit without them; none where none was found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fragility {
    pub votes: Option<usize>,
    pub voters: Option<usize>,
}

/// How few votes, and voters, of `ballots` over `items` items must be left out until another set of `best`
/// leads those in `among`.
///
/// Upper bounds: there may be smaller sets. For each pair at the border, votes are taken in order of their
/// influence on the difference of strengths, until that is used up; then the fit without them tells (Broderick,
/// Giordano and Meager 2020; for rankings Huang, Shen, Wei and Broderick 2025).
///
/// # Formula
/// Influence of a set S on θᵢ − θⱼ: (eᵢ − eⱼ)ᵀ H⁻¹ Σ_{v ∈ S} sᵥ
///
/// # Errors
/// As [`fit`].
pub fn fragility(
    ballots: &Ballots,
    items: usize,
    model: &Model,
    among: &[usize],
    best: usize,
) -> Result<Fragility, FitError> {
    if best == 0 || best >= among.len() {
        return Ok(Fragility::default());
    }
    let whole = fit(&ballots.tally(items), model, None)?;
    let voters = units(ballots);
    let votes: Vec<Vec<Ballot>> = voters.iter().flatten().map(|ballot| vec![*ballot]).collect();
    let border = Border::of(&whole, among, best);
    Ok(Fragility { votes: fewest(&whole, &votes, &border)?, voters: fewest(&whole, &voters, &border)? })
}

/// Votes by voter; each vote without a voter alone.
fn units(ballots: &Ballots) -> Vec<Vec<Ballot>> {
    let mut units = ballots.sorted();
    for (ballot, count) in ballots.loose() {
        units.extend(std::iter::repeat_n(vec![ballot], count as usize));
    }
    units
}

/// Where the best end.
struct Border<'a> {
    among: &'a [usize],
    /// The best items, in order of index.
    leaders: Vec<usize>,
    /// Pairs of a leader and a follower near the border.
    contrasts: Vec<(usize, usize)>,
}

impl<'a> Border<'a> {
    fn of(fit: &Fit, among: &'a [usize], best: usize) -> Self {
        let order = order(fit, among);
        let (inside, outside) = order.split_at(best);
        let near = |leader: &usize| {
            outside.iter().take(NEAR).map(|&follower| (*leader, follower)).collect::<Vec<_>>()
        };
        let contrasts = inside.iter().rev().take(NEAR).flat_map(near).collect();
        Self { among, leaders: leaders(fit, among, best), contrasts }
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

/// The fewest units found whose removal changes the leaders.
fn fewest(whole: &Fit, units: &[Vec<Ballot>], border: &Border<'_>) -> Result<Option<usize>, FitError> {
    let method = Method::of(&whole.information);
    let solver = Solver::new(Arc::clone(&whole.information), method)?;
    let mut candidates = Vec::new();
    for &(leader, follower) in &border.contrasts {
        let lead = whole.strengths()[leader] - whole.strengths()[follower];
        let order = by_influence(whole, &solver, units, leader, follower)?;
        let mut left = lead;
        let expected = order.iter().take_while(|(influence, _)| {
            let needed = left >= 0.0 && *influence > 0.0;
            left -= influence;
            needed
        });
        candidates.push((expected.count(), order));
    }
    candidates.sort_by_key(|(expected, _)| *expected);
    let mut found: Option<usize> = None;
    for (expected, order) in candidates.iter().take(2) {
        let most = order.iter().take_while(|(influence, _)| *influence > 0.0).count();
        let changes = |count: usize| {
            let removed: Vec<usize> = order[..count].iter().map(|&(_, unit)| unit).collect();
            without(whole, units, &removed).is_some_and(|without| {
                leaders(&without, border.among, border.leaders.len()) != border.leaders
            })
        };
        if let Some(count) = smallest(*expected, most.min(found.map_or(most, |found| found - 1)), changes) {
            found = Some(count);
        }
    }
    Ok(found)
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

/// Units with their influence on the difference of two items, the most first.
fn by_influence(
    whole: &Fit,
    solver: &Solver,
    units: &[Vec<Ballot>],
    leader: usize,
    follower: usize,
) -> Result<Vec<(f64, usize)>, FitError> {
    let information: &Information = &solver.information;
    let mut contrast = Mat::zeros(information.items, 1);
    contrast[(leader, 0)] = 1.0;
    contrast[(follower, 0)] = -1.0;
    let image = solver.solve(&contrast)?;
    // Derivative of the difference by each border's score.
    let borders: Vec<f64> = (0..information.borders.len())
        .map(|border| {
            let across = |item: usize| -> f64 {
                (0..information.borders.len())
                    .map(|other| -solver.solved_borders[(item, other)] * solver.corner[other][border])
                    .sum()
            };
            across(leader) - across(follower)
        })
        .collect();
    let influence = |ballot: &Ballot| {
        let Some((by_difference, by_tie)) = whole.unit_score(ballot) else { return 0.0 };
        let mut sum = by_difference * (image[(ballot.left as usize, 0)] - image[(ballot.right as usize, 0)]);
        if whole.problem.has_tie {
            sum += by_tie * borders[0];
        }
        if let Some(side) = whole.problem.side_border() {
            sum += by_difference * borders[side];
        }
        sum * ballot.weight
    };
    let mut order: Vec<(f64, usize)> =
        units.iter().enumerate().map(|(at, unit)| (unit.iter().map(influence).sum(), at)).collect();
    order.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    Ok(order)
}

/// The fit without some units, if there is one.
fn without(whole: &Fit, units: &[Vec<Ballot>], removed: &[usize]) -> Option<Fit> {
    let mut stays = vec![true; units.len()];
    removed.iter().for_each(|&unit| stays[unit] = false);
    let mut tally = Tally::new(whole.items());
    for ballot in units.iter().zip(&stays).filter(|(_, stays)| **stays).flat_map(|(unit, _)| unit) {
        tally.add(ballot.left as usize, ballot.right as usize, ballot.outcome, ballot.weight);
    }
    fit(&tally, whole.model(), Some(whole)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::Outcome;

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
        let model = Model::default();
        let found = fragility(&ballots, 3, &model, &[0, 1, 2], 1).unwrap();
        let votes = found.votes.unwrap();
        assert!((3..=6).contains(&votes), "{found:?}");
        assert!(found.voters.unwrap() >= 3);
        // The pair of leaders is far from the third: nothing near changes who they are.
        let clear = fragility(&ballots, 3, &model, &[0, 1, 2], 2).unwrap();
        assert!(clear.votes.is_none_or(|votes| votes > 20), "{clear:?}");
        assert_eq!(fragility(&ballots, 3, &model, &[0, 1, 2], 3).unwrap(), Fragility::default());
        // Among the others the lead of 1 over 2 is clear.
        let others = fragility(&ballots, 3, &model, &[1, 2], 1).unwrap();
        assert!(others.votes.is_none_or(|votes| votes > 20), "{others:?}");
    }
}
