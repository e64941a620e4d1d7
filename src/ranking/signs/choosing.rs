//! Owns the signs in how people chose: faster than they can read, always one side, for one idea only, all alike.

use std::collections::BTreeMap;

use statrs::distribution::{Binomial, DiscreteCDF};
use statrs::function::gamma::ln_gamma;

use super::arrivals::poisson_at_least;
use super::{CHANCE, Choice, Kind, Person, Sign};
use crate::ranking::groups::benjamini_hochberg;

/// What it takes to see two texts at all, and each character: ten times as fast as people read.
const MILLIS: (u32, u32) = (250, 4);
/// This part of an honest crowd clicks on without reading.
const HASTY: f64 = 0.03;
/// Fewer fast people would move nothing.
const FAST_LEAST: usize = 5;
/// One person who always chose left in a round of fifteen shall be found among three hundred.
const SIDE_CHANCE: f64 = 0.02;
/// From fewer answers on one side nothing follows.
const SIDES_LEAST: u64 = 8;
/// People who are not asked about by this sign tell what usual is: their share of left ones.
const MIXED: (f64, f64) = (0.1, 0.9);
/// What is called always: a preference for one side is not it.
const ALWAYS: f64 = 0.9;
/// Some have a hand or an eye for one side.
const USUAL_SIDE: (f64, f64) = (0.4, 0.6);
/// People with so many choices tell how often an idea is chosen.
const SETTLED: usize = 5;
/// An idea may have been served more often while somebody was there than over the whole time.
const SPARE: f64 = 1.5;
/// From fewer choices nothing follows about one person alone.
const ALONE_LEAST: usize = 6;
/// Shorter sequences are the same by chance.
const SEQUENCE_LEAST: usize = 5;
/// A pair may be served so many times as often as the average one.
const FAVOURED: f64 = 4.0;

/// Those who mostly answer faster than they can have read, if they are more than there always are.
pub fn fast(people: &[Person]) -> Option<Sign> {
    let is_fast = |choice: &Choice| {
        choice.millis.map(|millis| millis < MILLIS.0.saturating_add(MILLIS.1.saturating_mul(choice.letters)))
    };
    let (mut timed, mut fast) = (0, Vec::new());
    for (at, person) in people.iter().enumerate() {
        let told: Vec<bool> = person.choices.iter().filter_map(is_fast).collect();
        timed += u64::from(!told.is_empty());
        if !told.is_empty() && 2 * told.iter().filter(|fast| **fast).count() > told.len() {
            fast.push(at);
        }
    }
    let is_sign = fast.len() >= FAST_LEAST && at_least(fast.len() as u64, timed, HASTY) < CHANCE;
    is_sign.then_some(Sign { kind: Kind::Fast, people: fast, expected: Some(HASTY * timed as f64) })
}

/// Those who chose one side more often than chance lets anybody of so many do: a two-sided binomial test each,
/// Benjamini and Hochberg over all.
pub fn side(people: &[Person]) -> Option<Sign> {
    let sides = |person: &Person| {
        let preferred = || person.choices.iter().filter(|choice| choice.winner().is_some());
        let left = preferred().filter(|choice| choice.winner() == Some(choice.left)).count() as u64;
        (left, preferred().count() as u64)
    };
    let asked: Vec<(usize, u64, u64)> = people
        .iter()
        .enumerate()
        .map(|(at, person)| (at, sides(person)))
        .filter(|(_, (_, all))| *all >= SIDES_LEAST)
        .map(|(at, (left, all))| (at, left, all))
        .collect();
    let mixed = asked.iter().filter(|(_, left, all)| {
        let share = *left as f64 / *all as f64;
        share > MIXED.0 && share < MIXED.1
    });
    let (left, all) = mixed.fold((0, 0), |(left, all), of| (left + of.1, all + of.2));
    let usual = if all == 0 { 0.5 } else { (left as f64 / all as f64).clamp(USUAL_SIDE.0, USUAL_SIDE.1) };
    let chance = |&(_, left, all): &(usize, u64, u64)| {
        let tail = at_least(left, all, usual).min(at_least(all - left, all, 1.0 - usual));
        (2.0 * tail).min(1.0)
    };
    let people = rarer_than_chance(&asked.iter().map(chance).collect::<Vec<_>>(), SIDE_CHANCE);
    let is_always = |(_, left, all): (usize, u64, u64)| left.max(all - left) as f64 >= ALWAYS * all as f64;
    let people = people.into_iter().map(|at| asked[at]).filter(|of| is_always(*of)).map(|of| of.0);
    let people: Vec<usize> = people.collect();
    (!people.is_empty()).then_some(Sign { kind: Kind::Side, people, expected: None })
}

/// For each idea those who chose it and nothing else, if they are more than come about by chance: all of them,
/// those of three choices or more, and single people with many choices for it.
pub fn one_idea(people: &[Person], ideas: usize) -> Vec<Sign> {
    if ideas == 0 {
        return Vec::new();
    }
    let preferred: Vec<Vec<&Choice>> =
        people.iter().map(|p| p.choices.iter().filter(|c| !c.is_skip()).collect()).collect();
    let usual = usual_wins(&preferred, ideas);
    let mut only: Vec<Vec<usize>> = vec![Vec::new(); ideas];
    // The chance of each person alone, of the idea that they chose most.
    let (mut alone, mut chances) = (Vec::new(), Vec::new());
    for (at, own) in preferred.iter().enumerate() {
        let mut wins: BTreeMap<u32, u64> = BTreeMap::new();
        own.iter().filter_map(|choice| choice.winner()).for_each(|idea| *wins.entry(idea).or_default() += 1);
        let Some((&idea, &most)) = wins.iter().max_by_key(|(idea, count)| (**count, u32::MAX - **idea))
        else {
            continue;
        };
        if most == own.len() as u64 {
            only[idea as usize].push(at);
        }
        if own.len() >= ALONE_LEAST {
            alone.push((at, idea));
            chances.push((at_least(most, own.len() as u64, usual[idea as usize]) * ideas as f64).min(1.0));
        }
    }
    let mut found: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for at in rarer_than_chance(&chances, CHANCE) {
        found.entry(alone[at].1).or_default().push(alone[at].0);
    }
    let mut signs = Vec::new();
    for (idea, of) in only.iter().enumerate() {
        let mut them = found.remove(&(idea as u32)).unwrap_or_default();
        let expected = |least: usize| -> f64 {
            let enough = preferred.iter().map(Vec::len).filter(|count| *count >= least);
            enough.map(|count| usual[idea].powi(i32::try_from(count).unwrap_or(i32::MAX))).sum()
        };
        for least in [1, 3] {
            let many: Vec<usize> = of.iter().copied().filter(|&at| preferred[at].len() >= least).collect();
            let chance = poisson_at_least(many.len(), expected(least).max(f64::MIN_POSITIVE));
            if many.len() >= FAST_LEAST && chance * 2.0 * (ideas as f64) < CHANCE {
                them.extend(many);
            }
        }
        them.sort_unstable();
        them.dedup();
        if !them.is_empty() {
            let least = them.iter().map(|&at| preferred[at].len()).min().unwrap_or(1).min(3);
            signs.push(Sign {
                kind: Kind::OneIdea(idea as u32),
                people: them,
                expected: Some(expected(if least < 3 { 1 } else { 3 })),
            });
        }
    }
    signs
}

/// How often, at most, a choice falls on each idea.
fn usual_wins(preferred: &[Vec<&Choice>], ideas: usize) -> Vec<f64> {
    let (mut wins, mut all) = (vec![0_u64; ideas], 0_u64);
    for own in preferred.iter().filter(|own| own.len() >= SETTLED) {
        all += own.len() as u64;
        own.iter().filter_map(|choice| choice.winner()).for_each(|idea| wins[idea as usize] += 1);
    }
    let share = |wins: u64| if all == 0 { 0.0 } else { wins as f64 / all as f64 };
    wins.into_iter().map(|wins| (SPARE * share(wins).max(2.0 / ideas as f64)).min(0.95)).collect()
}

/// People whose whole sequences are the same, pair by pair, more than come about by chance.
pub fn same(people: &[Person], ideas: usize) -> Vec<Sign> {
    let mut alike: BTreeMap<Vec<(u32, u32, u8)>, Vec<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        if person.choices.len() >= SEQUENCE_LEAST {
            let one = |choice: &Choice| {
                let (low, high) = (choice.left.min(choice.right), choice.left.max(choice.right));
                let won = choice.winner().map_or(2 + u8::from(choice.is_skip()), |w| u8::from(w == high));
                (low, high, won)
            };
            alike.entry(person.choices.iter().map(one).collect()).or_default().push(at);
        }
    }
    let pairs = ideas as f64 * (ideas as f64 - 1.0) / 2.0;
    let is_rare = |length: usize, count: usize| {
        let next = |met: usize| (0.95 * (FAVOURED / (pairs - met as f64).max(1.0)).min(1.0)).ln();
        let one: f64 = (0..length).map(next).sum();
        let (all, count) = (people.len() as f64, count as f64);
        let ways = ln_gamma(all + 1.0) - ln_gamma(count + 1.0) - ln_gamma(all - count + 1.0);
        ways + (count - 1.0) * one < CHANCE.ln()
    };
    let rare = alike.into_iter().filter(|(way, them)| them.len() > 1 && is_rare(way.len(), them.len()));
    rare.map(|(_, people)| Sign { kind: Kind::Same, people, expected: None }).collect()
}

/// Whose chances are too small for so many that were looked at.
fn rarer_than_chance(chances: &[f64], rate: f64) -> Vec<usize> {
    let found = benjamini_hochberg(chances, rate);
    found.iter().enumerate().filter(|(_, rare)| **rare).map(|(at, _)| at).collect()
}

/// The chance of `count` or more of `all`, each with chance `p`.
fn at_least(count: u64, all: u64, p: f64) -> f64 {
    let tail = |below| Binomial::new(p, all).map_or(1.0, |binomial| binomial.sf(below));
    count.checked_sub(1).map_or(1.0, tail)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ranking::Outcome;

    fn person(choices: &[(u32, u32, Outcome)]) -> Person {
        let choice = |&(left, right, outcome): &(u32, u32, Outcome)| Choice {
            left,
            right,
            outcome: Some(outcome),
            millis: Some(2_000),
            letters: 60,
        };
        Person { choices: choices.iter().map(choice).collect(), ..Person::default() }
    }

    #[test]
    fn one_who_always_chose_left_is_found_among_thirty() {
        let mixed = |n: u32| {
            let side = |k: u32| if (n + k).is_multiple_of(2) { Outcome::Left } else { Outcome::Right };
            person(&(0..15).map(|k| (k % 6, 6 + k % 5, side(k))).collect::<Vec<_>>())
        };
        let mut crowd: Vec<Person> = (0..30).map(mixed).collect();
        assert_eq!(side(&crowd), None);
        crowd.push(person(&(0..15).map(|k| (k % 6, 6 + k % 5, Outcome::Left)).collect::<Vec<_>>()));
        assert_eq!(side(&crowd).map(|sign| sign.people), Some(vec![30]));
    }

    #[test]
    fn one_with_hundreds_of_votes_for_an_idea_is_found() {
        let honest = |n: u32| {
            let pair = |k: u32| ((n + k) % 5, (n + 2 * k + 1) % 5, Outcome::Left);
            let pairs = (0..15).map(pair).filter(|(left, right, _)| left != right);
            person(&pairs.collect::<Vec<_>>())
        };
        let mut crowd: Vec<Person> = (0..30).map(honest).collect();
        assert_eq!(one_idea(&crowd, 5), []);
        crowd.push(person(&(0..173).map(|_| (0, 3, Outcome::Right)).collect::<Vec<_>>()));
        let found = one_idea(&crowd, 5);
        assert_eq!(found.len(), 1);
        assert_eq!((&found[0].kind, &found[0].people), (&Kind::OneIdea(3), &vec![30]));
    }

    #[test]
    fn a_few_hasty_people_are_everywhere() {
        let with = |hasty: usize| {
            let of = |n: usize| {
                let mut own = person(&[(0, 1, Outcome::Left), (2, 3, Outcome::Right)]);
                own.choices.iter_mut().for_each(|c| c.millis = Some(if n < hasty { 300 } else { 900 }));
                own
            };
            fast(&(0..100).map(of).collect::<Vec<_>>()).map(|sign| sign.people.len())
        };
        assert_eq!((with(5), with(20)), (None, Some(20)));
    }

    #[test]
    fn the_same_five_answers_in_the_same_order_are_no_chance() {
        let own = |n: u32| person(&(0..6).map(|k| (n + k, n + 2 * k + 9, Outcome::Left)).collect::<Vec<_>>());
        let mut crowd: Vec<Person> = (0..50).map(own).collect();
        assert_eq!(same(&crowd, 80), []);
        crowd.extend([own(7), own(7)]);
        assert_eq!(
            same(&crowd, 80).iter().map(|sign| sign.people.clone()).collect::<Vec<_>>(),
            [[7, 50, 51]]
        );
        let small = |n: u32| person(&[0, 1, 2, 0, 1].map(|k| (k + n % 2, k + 1 + n % 2, Outcome::Left)));
        assert_eq!(same(&(0..50).map(small).collect::<Vec<_>>(), 4), [], "few pairs are soon the same");
    }
}
