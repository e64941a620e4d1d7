//! Owns the question whether a finite estimate exists, and what is missing where it does not.
//! Knows items by their index only.

use super::fit::Point;
use super::model::{ModelError, Prior, TieModel};
use super::problem::Problem;

/// Beyond this, a side effect on the scale of strengths is taken for infinite: e⁴⁰ to one.
const ENDLESS_SIDE: f64 = 40.0;

/// The most that all votes may weigh together. Their sums are rounded to some 10⁻¹⁶ of it, and a strength that
/// only a prior of variance 1 holds is off by as much.
const MOST_VOTES: f64 = 1e12;

/// Why there is no fit. Items are indices.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum FitError {
    #[error(transparent)]
    Model(#[from] ModelError),
    /// Rounding would show in what is known least.
    #[error("the votes weigh {votes:e} together; at most {MOST_VOTES:e} can be told apart from rounding")]
    TooManyVotes { votes: f64 },
    /// Without a prior, items without comparisons can have any strength.
    #[error("{} items have no comparisons, and without a prior no strength", items.len())]
    WithoutComparisons { items: Vec<u32> },
    /// Without a prior, components that were never compared with one another have no common scale.
    #[error("the items fall into {} components that were never compared with one another", components.len())]
    Unconnected { components: Vec<Vec<u32>> },
    /// Without a prior, items that never lose (or never win) against the others run off to infinity.
    #[error("no finite estimate: some items only win, or only lose, against the others")]
    Separated {
        /// Strongly connected components of "beat or tied with".
        components: Vec<Vec<u32>>,
        /// Those of them that never lose to another, and those that never win against another.
        never_lose: Vec<Vec<u32>>,
        never_win: Vec<Vec<u32>>,
    },
    /// No circle of "beat or tied with" has more wins than ties: strengths and the tie parameter run off
    /// together.
    #[error("no finite estimate: strengths and the tie parameter run off together")]
    TiesRunOff { ties: TieModel, items: Vec<u32> },
    /// The side effect has no finite estimate.
    #[error("the side effect has no finite estimate")]
    SideEffectRunsOff { winner: Option<SideName> },
    /// The likelihood rises without end, or too flat to tell.
    #[error("the fit runs off: the likelihood has no finite maximum that can be found")]
    RunsOff,
    #[error("the fit did not converge within {iterations} steps; the largest gradient is {gradient:e}")]
    NotConverged { iterations: u32, gradient: f64 },
}

/// A side of the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SideName {
    Left,
    Right,
}

/// The number of weakly connected components.
///
/// Conditions: Ford (1957) for strengths; for tie parameters in addition a circle with more wins than ties.
pub(super) fn check(problem: &Problem) -> Result<usize, FitError> {
    if problem.votes > MOST_VOTES {
        return Err(FitError::TooManyVotes { votes: problem.votes });
    }
    let components = weak_components(problem);
    if problem.model.prior == Prior::None {
        check_connections(problem, &components)?;
    }
    if problem.has_side {
        let (left, right) =
            problem.edges.iter().fold((0.0, 0.0), |(l, r), [wins, losses, _]| (l + wins, r + losses));
        if left == 0.0 || right == 0.0 {
            let winner = Some(if right == 0.0 { SideName::Left } else { SideName::Right });
            return Err(FitError::SideEffectRunsOff { winner });
        }
    }
    Ok(components.len())
}

fn check_connections(problem: &Problem, components: &[Vec<u32>]) -> Result<(), FitError> {
    if problem.items < 2 {
        return Ok(());
    }
    let items: Vec<u32> = components.iter().filter(|items| items.len() == 1).flatten().copied().collect();
    if !items.is_empty() {
        return Err(FitError::WithoutComparisons { items });
    }
    if components.len() > 1 {
        return Err(FitError::Unconnected { components: components.to_vec() });
    }
    let graph = Beats::new(problem);
    let strong = graph.strong_components();
    if strong.len() > 1 {
        return Err(graph.separated(strong));
    }
    if (problem.has_tie || problem.only_ties) && !graph.has_circle_of_wins() {
        let items = (0..problem.items as u32).collect();
        return Err(FitError::TiesRunOff { ties: problem.model.ties, items });
    }
    Ok(())
}

/// Whether the way of the fit shows that it has no end.
pub(super) fn runs_off(problem: &Problem, point: &Point) -> bool {
    problem.has_side && point.side.abs() > ENDLESS_SIDE
}

/// The error for a fit that ran off at `point`.
pub(super) fn ran_off(problem: &Problem, point: &Point) -> FitError {
    if problem.has_side && problem.is_free() {
        let winner = (point.side.abs() > ENDLESS_SIDE / 2.0).then_some(if point.side > 0.0 {
            SideName::Left
        } else {
            SideName::Right
        });
        return FitError::SideEffectRunsOff { winner };
    }
    FitError::RunsOff
}

/// Weakly connected components, each in order of index, by their first item.
fn weak_components(problem: &Problem) -> Vec<Vec<u32>> {
    let mut parent: Vec<u32> = (0..problem.items as u32).collect();
    fn root(parent: &mut [u32], mut item: u32) -> u32 {
        while parent[item as usize] != item {
            parent[item as usize] = parent[parent[item as usize] as usize];
            item = parent[item as usize];
        }
        item
    }
    let mut left = problem.items;
    for &(one, other) in problem.ends.iter() {
        let (one, other) = (root(&mut parent, one), root(&mut parent, other));
        parent[one.max(other) as usize] = one.min(other);
        left -= usize::from(one != other);
        if left == 1 {
            break;
        }
    }
    let mut place = vec![usize::MAX; problem.items];
    let mut components: Vec<Vec<u32>> = Vec::new();
    for item in 0..problem.items as u32 {
        let root = root(&mut parent, item) as usize;
        if place[root] == usize::MAX {
            place[root] = components.len();
            components.push(Vec::new());
        }
        components[place[root]].push(item);
    }
    components
}

/// The directed graph "beat or tied with".
struct Beats {
    /// For each item, whom it beat (cost −1) or tied with and never beat (cost +1).
    next: Vec<Vec<(u32, i32)>>,
    both_ways: bool,
}

impl Beats {
    fn new(problem: &Problem) -> Self {
        let mut next = vec![Vec::new(); problem.items];
        let mut both_ways = false;
        for (&(left, right), &[wins, losses, ties]) in problem.ends.iter().zip(&problem.edges) {
            both_ways |= wins > 0.0 && losses > 0.0;
            for (from, to, wins) in [(left, right, wins), (right, left, losses)] {
                if wins > 0.0 {
                    next[from as usize].push((to, -1));
                } else if ties > 0.0 {
                    next[from as usize].push((to, 1));
                }
            }
        }
        Self { next, both_ways }
    }

    /// Strongly connected components (Tarjan 1972, without recursion), each in order of index.
    fn strong_components(&self) -> Vec<Vec<u32>> {
        const NEW: u32 = u32::MAX;
        let n = self.next.len();
        let (mut number, mut low) = (vec![NEW; n], vec![0; n]);
        let (mut on_stack, mut stack, mut count) = (vec![false; n], Vec::new(), 0);
        let mut components = Vec::new();
        for root in 0..n {
            if number[root] != NEW {
                continue;
            }
            let mut path = vec![(root, 0)];
            while let Some(&mut (item, ref mut at)) = path.last_mut() {
                if *at == 0 {
                    (number[item], low[item]) = (count, count);
                    count += 1;
                    stack.push(item);
                    on_stack[item] = true;
                }
                if let Some(&(to, _)) = self.next[item].get(*at) {
                    *at += 1;
                    let to = to as usize;
                    if number[to] == NEW {
                        path.push((to, 0));
                    } else if on_stack[to] {
                        low[item] = low[item].min(number[to]);
                    }
                    continue;
                }
                path.pop();
                if let Some(&(before, _)) = path.last() {
                    low[before] = low[before].min(low[item]);
                }
                if low[item] == number[item] {
                    let mut component = Vec::new();
                    while let Some(member) = stack.pop() {
                        on_stack[member] = false;
                        component.push(member as u32);
                        if member == item {
                            break;
                        }
                    }
                    component.sort_unstable();
                    components.push(component);
                }
            }
        }
        components.sort();
        components
    }

    fn separated(&self, components: Vec<Vec<u32>>) -> FitError {
        let mut of = vec![0; self.next.len()];
        for (index, component) in components.iter().enumerate() {
            component.iter().for_each(|&item| of[item as usize] = index);
        }
        let (mut loses, mut wins) = (vec![false; components.len()], vec![false; components.len()]);
        for (from, next) in self.next.iter().enumerate() {
            for &(to, _) in next {
                if of[from] != of[to as usize] {
                    wins[of[from]] = true;
                    loses[of[to as usize]] = true;
                }
            }
        }
        let only = |marks: &[bool]| {
            components.iter().zip(marks).filter(|(_, marked)| !**marked).map(|(c, _)| c.clone()).collect()
        };
        FitError::Separated { never_lose: only(&loses), never_win: only(&wins), components }
    }

    /// Whether a circle has more wins than ties: a negative circle, by Bellman (1958) and Ford.
    fn has_circle_of_wins(&self) -> bool {
        if self.both_ways {
            return true;
        }
        let n = self.next.len();
        let mut distance = vec![0_i64; n];
        for _ in 0..=n {
            let mut changed = false;
            for from in 0..n {
                for &(to, cost) in &self.next[from] {
                    let by_this = distance[from] + i64::from(cost);
                    if by_this < distance[to as usize] {
                        distance[to as usize] = by_this;
                        changed = true;
                        // A path without circles has fewer than n steps.
                        if by_this < -(n as i64) {
                            return true;
                        }
                    }
                }
            }
            if !changed {
                return false;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::{Model, Outcome, Tally, fit};

    fn problem(votes: &[(usize, usize, Outcome)], ties: TieModel) -> Result<usize, FitError> {
        let mut tally = Tally::new(0);
        votes.iter().for_each(|&(left, right, outcome)| tally.add(left, right, outcome, 1.0));
        check(&Problem::new(&tally, &Model { ties, prior: Prior::None, ..Model::default() }))
    }

    #[test]
    fn names_who_never_loses() {
        use Outcome::Left;
        let error = problem(&[(0, 1, Left), (1, 2, Left), (2, 1, Left)], TieModel::Davidson).unwrap_err();
        let FitError::Separated { components, never_lose, never_win } = error else { panic!("{error:?}") };
        assert_eq!(components, [vec![0], vec![1, 2]]);
        assert_eq!((never_lose, never_win), (vec![vec![0]], vec![vec![1, 2]]));
    }

    #[test]
    fn a_circle_needs_more_wins_than_ties() {
        use Outcome::{Left, Tie};
        let run_off = |result| matches!(result, Err(FitError::TiesRunOff { .. }));
        assert!(run_off(problem(&[(0, 1, Left), (0, 1, Tie)], TieModel::Davidson)));
        assert!(run_off(problem(
            &[(0, 1, Left), (1, 2, Left), (2, 3, Tie), (3, 0, Tie)],
            TieModel::RaoKupper
        )));
        let circle = [(0, 1, Left), (1, 2, Left), (2, 0, Tie)];
        assert_eq!(problem(&circle, TieModel::Davidson), Ok(1));
        assert_eq!(problem(&[(0, 1, Left), (0, 1, Tie)], TieModel::Half), Ok(1));
        assert!(problem(&circle, TieModel::Ignore).is_err());
    }

    #[test]
    fn a_long_chain_does_not_recurse() {
        let mut tally = Tally::new(0);
        for item in 0..20_000 {
            tally.add(item, item + 1, Outcome::Left, 1.0);
        }
        let model = Model { prior: Prior::None, ..Model::default() };
        assert!(matches!(fit(&tally, &model, None), Err(FitError::Separated { .. })));
    }
}
