//! What may be shown of groups: nothing published, nor the difference of two, nor of two times, may tell a total
//! of fewer than five participants.
//!
//! The common ranking is public at every moment; a group's is published in releases. Between two releases each
//! group's new votes are one atom, counted by the participants whose votes they are. Published is then a sum of
//! atoms: of all groups for each stretch of time (from the common ranking), and of one group up to a release of
//! it. Whoever adds and subtracts reaches every combination of these sums and no other. A release is refused if a
//! combination speaks of few participants alone.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The fewest participants that anything published may be about.
pub const LEAST: u32 = 5;
/// With more independent combinations of small atoms than this, not all are looked through: a release is refused.
const COMBINATIONS: usize = 8;
/// Numbers that rounding left.
const ZERO: f64 = 1e-9;

/// One release: what came since the one before, and which groups it shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Release {
    /// Participants by group whose votes changed since the release before; people who belong to no group, under
    /// the empty name.
    pub contributors: BTreeMap<String, u32>,
    /// Of these, at least so many had no vote before.
    pub newcomers: BTreeMap<String, u32>,
    /// Groups whose results, up to here, it shows.
    pub shown: Vec<String>,
}

/// Whether somebody who has all of these releases, and the common ranking at each, can work out a total of
/// fewer than [`LEAST`] participants.
pub fn discloses(releases: &[Release]) -> bool {
    let atoms = Atoms::of(releases);
    let mut rows = atoms.published(releases);
    let small =
        atoms.columns.iter().position(|atom| atom.contributors < LEAST).unwrap_or(atoms.columns.len());
    // Large atoms stand first: rows that begin after them are the combinations that hold small ones alone.
    let pivots = eliminate(&mut rows, atoms.columns.len());
    let alone: Vec<&Vec<f64>> =
        rows.iter().zip(&pivots).filter(|(_, pivot)| **pivot >= small).map(|(row, _)| row).collect();
    alone.len() > COMBINATIONS || combinations(&alone).any(|sum| atoms.fewest(&sum) < LEAST)
}

/// Votes of one group between two releases.
#[derive(Debug)]
struct Atom<'a> {
    release: usize,
    group: &'a str,
    contributors: u32,
    newcomers: u32,
}

struct Atoms<'a> {
    /// Those with many participants first.
    columns: Vec<Atom<'a>>,
}

impl<'a> Atoms<'a> {
    fn of(releases: &'a [Release]) -> Self {
        let mut columns: Vec<Atom<'a>> = releases
            .iter()
            .enumerate()
            .flat_map(|(release, of)| {
                let there = of.contributors.iter().filter(|(_, count)| **count > 0);
                there.map(move |(group, &contributors)| {
                    let newcomers = of.newcomers.get(group).map_or(0, |count| contributors.min(*count));
                    Atom { release, group, contributors, newcomers }
                })
            })
            .collect();
        columns.sort_by_key(|atom| atom.contributors < LEAST);
        Self { columns }
    }

    /// The sums that are published, a row each.
    fn published(&self, releases: &[Release]) -> Vec<Vec<f64>> {
        let row = |holds: &dyn Fn(&Atom<'_>) -> bool| {
            self.columns.iter().map(|atom| f64::from(u8::from(holds(atom)))).collect::<Vec<f64>>()
        };
        let mut rows = Vec::new();
        for (number, release) in releases.iter().enumerate() {
            rows.push(row(&|atom| atom.release == number));
            for group in &release.shown {
                rows.push(row(&|atom| atom.group == group && atom.release <= number));
            }
        }
        rows
    }

    /// At least so many participants stand behind a sum: one person has one group, may come again in another
    /// stretch of time, and comes for the first time once.
    fn fewest(&self, sum: &[f64]) -> u32 {
        let mut by_group: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
        for (atom, factor) in self.columns.iter().zip(sum) {
            if factor.abs() > ZERO {
                let (most, new) = by_group.entry(atom.group).or_default();
                *most = (*most).max(atom.contributors);
                *new += atom.newcomers;
            }
        }
        by_group.values().map(|(most, new)| most.max(new)).sum()
    }
}

/// Gauss and Jordan: rows that say nothing go, the first column of each row that is left is 1 and in no other.
/// Returns those columns.
fn eliminate(rows: &mut Vec<Vec<f64>>, columns: usize) -> Vec<usize> {
    let mut pivots = Vec::new();
    for column in 0..columns {
        let done = pivots.len();
        let largest =
            (done..rows.len()).max_by(|&a, &b| rows[a][column].abs().total_cmp(&rows[b][column].abs()));
        let Some(at) = largest.filter(|&at| rows[at][column].abs() > ZERO) else { continue };
        rows.swap(done, at);
        let scale = rows[done][column];
        rows[done].iter_mut().for_each(|value| *value /= scale);
        let pivot = rows[done].clone();
        for (number, row) in rows.iter_mut().enumerate() {
            let factor = row[column];
            if number != done && factor.abs() > ZERO {
                row.iter_mut().zip(&pivot).for_each(|(value, by)| *value -= factor * by);
            }
        }
        pivots.push(column);
    }
    rows.truncate(pivots.len());
    pivots
}

/// Every sum of some of the rows, each added or subtracted.
fn combinations(rows: &[&Vec<f64>]) -> impl Iterator<Item = Vec<f64>> {
    let count = 3_u32.pow(rows.len() as u32);
    (1..count).map(move |number| {
        let mut sum = vec![0.0; rows.first().map_or(0, |row| row.len())];
        let mut rest = number;
        for row in rows {
            let factor = [0.0, 1.0, -1.0][(rest % 3) as usize];
            rest /= 3;
            sum.iter_mut().zip(*row).for_each(|(value, by)| *value += factor * by);
        }
        sum
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Everybody in it comes again.
    fn release(contributors: &[(&str, u32)], shown: &[&str]) -> Release {
        Release {
            contributors: contributors.iter().map(|&(group, count)| (group.to_owned(), count)).collect(),
            newcomers: BTreeMap::new(),
            shown: shown.iter().map(|&group| group.to_owned()).collect(),
        }
    }

    #[test]
    fn a_group_and_its_complement_have_five_or_nobody() {
        for (rest, safe) in [(0, true), (1, false), (4, false), (5, true)] {
            assert_eq!(!discloses(&[release(&[("a", 9), ("b", rest)], &["a"])]), safe, "{rest}");
        }
        assert!(discloses(&[release(&[("a", 4), ("b", 9)], &["a"])]));
        assert!(!discloses(&[release(&[("a", 9), ("b", 3), ("c", 2)], &["a"])]), "b and c together are five");
        assert!(discloses(&[release(&[("a", 9), ("", 2)], &["a"])]), "those without a group are two");
    }

    #[test]
    fn two_times_differ_by_five_or_nobody() {
        let first = release(&[("a", 9), ("b", 9)], &["a", "b"]);
        assert!(discloses(&[first.clone(), release(&[("a", 1), ("b", 9)], &["a", "b"])]));
        assert!(!discloses(&[first.clone(), release(&[("a", 5), ("b", 7)], &["a", "b"])]));
        // A group that stays where it was: what is left of the common ranking is its newest alone.
        assert!(discloses(&[first.clone(), release(&[("a", 2), ("b", 7)], &["b"])]));
        assert!(!discloses(&[first.clone(), release(&[("b", 7)], &["b"])]));
        assert!(!discloses(&[first, release(&[("a", 2), ("b", 7), ("", 3)], &["b"])]));
    }

    #[test]
    fn what_was_hidden_is_not_told_by_what_comes_later() {
        // Three of b were under a cover of c; then b is shown, and c did nothing since: c − (b and c) is b then.
        let first = release(&[("a", 9), ("b", 3), ("c", 4)], &["a"]);
        let later = release(&[("b", 6)], &["b"]);
        assert!(discloses(&[first.clone(), later]));
        let covered = release(&[("a", 6), ("b", 6), ("c", 6)], &["a", "b"]);
        assert!(!discloses(&[first, covered]));
    }

    #[test]
    fn newcomers_are_other_people() {
        let two = |new: u32| {
            let mut second = release(&[("a", 9), ("b", 3)], &["a", "b"]);
            second.newcomers.insert("b".to_owned(), new);
            let mut first = release(&[("a", 9), ("b", 2), ("c", 9)], &["c"]);
            first.newcomers.insert("b".to_owned(), 2);
            [first, second]
        };
        assert!(!discloses(&two(3)), "two and three others are five");
        assert!(discloses(&two(2)), "one of the three may have been there before");
    }

    /// Each total that a release tells, found by trying sums of three published ones at most.
    fn attacked(releases: &[Release]) -> bool {
        let atoms = Atoms::of(releases);
        let rows = atoms.published(releases);
        let factors = [-1.0, 0.0, 1.0];
        let mut told = false;
        for a in 0..rows.len() {
            for b in a..rows.len() {
                for c in b..rows.len() {
                    for x in factors {
                        for y in factors {
                            let sum: Vec<f64> = (0..atoms.columns.len())
                                .map(|k| rows[a][k] + x * rows[b][k] + y * rows[c][k])
                                .collect();
                            let is_total = sum.iter().all(|value| *value == 0.0 || *value == 1.0);
                            told |= is_total && sum.contains(&1.0) && atoms.fewest(&sum) < LEAST;
                        }
                    }
                }
            }
        }
        told
    }

    #[test]
    fn whoever_subtracts_finds_nothing_that_was_let_through() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        let (mut through, mut refused) = (0, 0);
        for _ in 0..3_000 {
            let releases: Vec<Release> = (0..=next(3))
                .map(|_| {
                    let groups = ["", "a", "b", "c"].map(|g| (g, next(9) as u32));
                    let shown: Vec<&str> = ["a", "b", "c"].into_iter().filter(|_| next(2) == 1).collect();
                    release(&groups, &shown)
                })
                .collect();
            if discloses(&releases) {
                refused += 1;
            } else {
                through += 1;
                assert!(!attacked(&releases), "{releases:?}");
            }
        }
        assert!(through > 300 && refused > 300, "{through} {refused}");
    }
}
