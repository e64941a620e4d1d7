//! Owns exact variances on thin graphs: items with few neighbours are eliminated one by one, the dense core
//! that is left is inverted, and the way is gone back. Knows nothing of votes.

use super::linear::Information;
use super::variances::LocalVariances;
use faer::linalg::solvers::DenseSolveCore;
use faer::{Mat, Side};
use std::collections::{BTreeMap, BTreeSet};

/// Neighbours of an item that is still eliminated, and products that elimination may take in all.
const MOST_NEIGHBOURS: usize = 400;
const MOST_WORK: usize = 200_000_000;
/// Pairs for each item beyond which no core can be small.
const THIN: usize = 16;

/// An item that was eliminated: x = b/pivot + Σ share·x(neighbour).
struct Step {
    item: usize,
    pivot: f64,
    /// Neighbours at that time, in order, with K's entry (with its sign turned) over the pivot.
    shares: Vec<(u32, f64)>,
}

/// K, eliminated down to a core.
struct Elimination {
    items: usize,
    steps: Vec<Step>,
    /// Step of each item, or none if it is in the core.
    step_of: Vec<Option<u32>>,
    /// Items of the core, and the place of each there.
    core: Vec<u32>,
    place: Vec<u32>,
    inverse: Mat<f64>,
}

/// Exact variances of centred strengths and covariances of those that met; none where the graph is too dense
/// for all but `core` items to be eliminated.
///
/// # Formula
/// Takahashi's equations (Erisman and Tinney 1975): Σⱼₖ = Σₗ mⱼₗ Σₗₖ, Σⱼⱼ = 1/dⱼ + Σₗ mⱼₗ Σⱼₗ, over the
/// neighbours l that j had when it was eliminated with pivot dⱼ and shares mⱼₗ. Centred by
/// Σᵢⱼ − xᵢ/n − xⱼ/n + Σx/n² with x = Σ1.
pub(super) fn selected_variances(information: &Information, core: usize) -> Option<LocalVariances> {
    if information.ends.len() > THIN * information.items {
        return None;
    }
    let elimination = Elimination::new(information, core)?;
    let known = elimination.known();
    let n = information.items;
    let ones = elimination.solve(vec![1.0; n]);
    let share = 1.0 / n as f64;
    let mean = ones.iter().sum::<f64>() * share * share;
    let centred = |one: usize, other: usize| {
        elimination.entry(&known, one, other) - (ones[one] + ones[other]) * share + mean
    };
    Some(LocalVariances {
        items: (0..n).map(|item| centred(item, item)).collect(),
        edges: information.ends.iter().map(|&(left, right)| centred(left as usize, right as usize)).collect(),
        is_exact: true,
    })
}

/// Σ of an eliminated item with itself and with its neighbours then.
struct Known {
    own: f64,
    with: Vec<f64>,
}

impl Elimination {
    fn new(information: &Information, core: usize) -> Option<Self> {
        let n = information.items;
        let mut diagonal = information.degrees.clone();
        if information.is_free() {
            // Centring takes out what this fills.
            diagonal[0] += diagonal.iter().sum::<f64>() / n as f64;
        }
        let mut near: Vec<BTreeMap<u32, f64>> = vec![BTreeMap::new(); n];
        for (&(left, right), &weight) in information.ends.iter().zip(&information.weights) {
            *near[left as usize].entry(right).or_default() += weight;
            *near[right as usize].entry(left).or_default() += weight;
        }
        let mut queue: BTreeSet<(usize, u32)> =
            near.iter().zip(0..).map(|(near, item)| (near.len(), item)).collect();
        let mut steps = Vec::new();
        let mut step_of = vec![None; n];
        let mut work = 0;
        while queue.len() > core {
            let (degree, item) = queue.pop_first()?;
            work += degree * degree;
            if degree > MOST_NEIGHBOURS || work > MOST_WORK {
                return None;
            }
            step_of[item as usize] = Some(steps.len() as u32);
            steps.push(eliminate(item, &mut near, &mut diagonal, &mut queue)?);
        }
        let core: Vec<u32> = queue.into_iter().map(|(_, item)| item).collect();
        let mut place = vec![0; n];
        core.iter().zip(0..).for_each(|(&item, at)| place[item as usize] = at);
        let mut matrix = Mat::zeros(core.len(), core.len());
        for (at, &item) in core.iter().enumerate() {
            matrix[(at, at)] = diagonal[item as usize];
            for (&other, weight) in &near[item as usize] {
                matrix[(at, place[other as usize] as usize)] = -weight;
            }
        }
        let inverse = matrix.llt(Side::Lower).ok()?.inverse();
        Some(Self { items: n, steps, step_of, core, place, inverse })
    }

    /// Takahashi's equations, from the last eliminated item to the first.
    fn known(&self) -> Vec<Known> {
        let mut known: Vec<Known> = self
            .steps
            .iter()
            .map(|step| Known { own: 0.0, with: Vec::with_capacity(step.shares.len()) })
            .collect();
        for (at, step) in self.steps.iter().enumerate().rev() {
            let with: Vec<f64> = step
                .shares
                .iter()
                .map(|&(to, _)| {
                    let part =
                        |&(by, share): &(u32, f64)| share * self.entry(&known, by as usize, to as usize);
                    step.shares.iter().map(part).sum()
                })
                .collect();
            let own = step.shares.iter().zip(&with).map(|((_, share), with)| share * with).sum::<f64>();
            known[at] = Known { own: 1.0 / step.pivot + own, with };
        }
        known
    }

    /// Σ at a pair that met, or that came to be neighbours on the way, or is in the core.
    fn entry(&self, known: &[Known], one: usize, other: usize) -> f64 {
        // Whichever was eliminated first keeps the entry.
        let when = |item: usize| self.step_of[item].unwrap_or(u32::MAX);
        let (first, second) = if when(one) <= when(other) { (one, other) } else { (other, one) };
        let Some(first) = self.step_of[first] else {
            return self.inverse[(self.place[one] as usize, self.place[other] as usize)];
        };
        let (step, known) = (&self.steps[first as usize], &known[first as usize]);
        if step.item == second {
            return known.own;
        }
        let at = step.shares.binary_search_by_key(&(second as u32), |&(near, _)| near);
        known.with[at.expect("a pair that met is kept with whichever was eliminated first")]
    }

    /// K⁻¹·b.
    fn solve(&self, mut b: Vec<f64>) -> Vec<f64> {
        for step in &self.steps {
            let own = b[step.item];
            step.shares.iter().for_each(|&(near, share)| b[near as usize] += share * own);
        }
        let core = Mat::from_fn(self.core.len(), 1, |row, _| b[self.core[row] as usize]);
        let solved = &self.inverse * core;
        let mut x = vec![0.0; self.items];
        self.core.iter().enumerate().for_each(|(row, &item)| x[item as usize] = solved[(row, 0)]);
        for step in self.steps.iter().rev() {
            let from: f64 = step.shares.iter().map(|&(near, share)| share * x[near as usize]).sum();
            x[step.item] = b[step.item] / step.pivot + from;
        }
        x
    }
}

/// Takes `item` out of the graph; its neighbours become neighbours of one another.
fn eliminate(
    item: u32,
    near: &mut [BTreeMap<u32, f64>],
    diagonal: &mut [f64],
    queue: &mut BTreeSet<(usize, u32)>,
) -> Option<Step> {
    let pivot = diagonal[item as usize];
    if pivot.is_nan() || pivot <= 0.0 {
        return None;
    }
    let own = std::mem::take(&mut near[item as usize]);
    let shares: Vec<(u32, f64)> = own.iter().map(|(&to, &weight)| (to, weight / pivot)).collect();
    for (&to, &weight) in &own {
        let to_index = to as usize;
        let before = near[to_index].len();
        near[to_index].remove(&item);
        for &(other, share) in &shares {
            if other == to {
                diagonal[to_index] -= weight * share;
            } else {
                *near[to_index].entry(other).or_default() += weight * share;
            }
        }
        let after = near[to_index].len();
        if before != after {
            queue.remove(&(before, to));
            queue.insert((after, to));
        }
    }
    Some(Step { item: item as usize, pivot, shares })
}
