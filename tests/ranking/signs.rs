//! Signs of stuffing in simulated crowds: honest ones raise hardly any, each attack that was tried raises one.
//! `cargo test --test ranking signs_in_ -- --nocapture` prints the tables of `docs/statistics.md`.

use std::collections::BTreeMap;

use parvis::ranking::signs::{Choice, Kind, Person, Sign, signs};
use parvis::ranking::{Outcome, normal};
use rand::rngs::StdRng;
use rand::seq::index::sample;
use rand::{Rng, RngExt, SeedableRng};

const HOUR: i64 = 3_600_000_000;

/// How a crowd comes together.
struct Crowd {
    people: usize,
    ideas: usize,
    round: usize,
    /// This part stops after some pairs.
    leavers: f64,
}

fn exponential(rng: &mut impl Rng) -> f64 {
    -(1.0 - rng.random::<f64>()).ln()
}

/// A week of days and nights with three newsletters, each of which brings a wave that fades within an hour; homes
/// of one to four and some workplaces; tastes that differ; hands that prefer a side; readers fast and slow.
fn honest(crowd: &Crowd, rng: &mut impl Rng) -> Vec<Person> {
    let worth: Vec<f64> = (0..crowd.ideas).map(|_| normal(rng)).collect();
    let letters: Vec<u32> = (0..crowd.ideas).map(|_| rng.random_range(15..140)).collect();
    let mut place = 0;
    let mut left_at_home = 0;
    let mut people = Vec::new();
    for _ in 0..crowd.people {
        if left_at_home == 0 {
            place += 1;
            left_at_home =
                if rng.random_bool(0.01) { rng.random_range(5..40) } else { rng.random_range(1..5) };
        }
        left_at_home -= 1;
        let joined = if rng.random_bool(0.4) {
            let newsletter = i64::from(rng.random_range(1..4)) * 40 * HOUR;
            newsletter + (exponential(rng) * HOUR as f64) as i64
        } else {
            let day = i64::from(rng.random_range(0..7)) * 24 * HOUR;
            day + 8 * HOUR + rng.random_range(0..14 * HOUR)
        };
        let tastes: Vec<f64> = worth.iter().map(|w| w + 0.7 * normal(rng)).collect();
        let side = 0.1 + 0.15 * normal(rng);
        let pace = 1_800.0 * (0.5 * normal(rng)).exp();
        let pairs = crowd.ideas * (crowd.ideas - 1) / 2;
        let stays = if rng.random_bool(crowd.leavers) { rng.random_range(1..8) } else { crowd.round };
        let choices = sample(rng, pairs, stays.min(pairs)).into_iter().map(|pair| {
            let (low, high) = pair_of(pair);
            let (left, right) = if rng.random() { (low, high) } else { (high, low) };
            let all = letters[left] + letters[right];
            let prefers_left = 1.0 / (1.0 + (tastes[right] - tastes[left] - side).exp());
            let outcome = match rng.random::<f64>() {
                skip if skip < 0.06 => None,
                tie if tie < 0.16 => Some(Outcome::Tie),
                _ if rng.random_bool(prefers_left) => Some(Outcome::Left),
                _ => Some(Outcome::Right),
            };
            let millis = pace * (0.4 + f64::from(all) / 80.0) * (0.5 * normal(rng)).exp();
            Choice {
                left: left as u32,
                right: right as u32,
                outcome,
                millis: Some(millis as u32),
                letters: all,
            }
        });
        people.push(Person { joined, place: Some(place), invited: false, choices: choices.collect() });
    }
    people
}

/// The pair of a number, the larger idea first counted.
fn pair_of(number: usize) -> (usize, usize) {
    let high = (1..1_000_usize).find(|high| high * (high + 1) / 2 > number).unwrap();
    (number - high * (high - 1) / 2, high)
}

fn word(sign: &Sign) -> &'static str {
    match sign.kind {
        Kind::Burst { .. } => "burst",
        Kind::Place(_) => "place",
        Kind::Fast => "fast",
        Kind::Side => "side",
        Kind::OneIdea(_) => "one idea",
        Kind::Same => "same",
    }
}

#[test]
fn signs_in_honest_crowds_of_a_thousand_are_fewer_than_one_in_twenty() {
    let runs = 100;
    println!("| crowd | consultations | with a sign | which |\n|---|---|---|---|");
    let mut all = 0;
    for (ideas, round, leavers) in [(8, 15, 0.3), (20, 15, 0.3), (60, 15, 0.3), (20, 40, 0.1), (20, 5, 0.6)] {
        let (mut wrong, mut which) = (0, BTreeMap::new());
        for seed in 0..runs {
            let mut rng = StdRng::seed_from_u64(seed);
            let crowd = Crowd { people: 1_000, ideas, round, leavers };
            let found = signs(&honest(&crowd, &mut rng), ideas);
            wrong += u64::from(!found.is_empty());
            found.iter().for_each(|sign| *which.entry(word(sign)).or_insert(0) += 1);
        }
        println!(
            "| 1,000 people, {ideas} ideas, rounds of {round}, {leavers} leave early | {runs} | {wrong} | {which:?} |"
        );
        assert!(wrong * 20 <= runs, "{ideas} ideas, rounds of {round}: {wrong} of {runs}: {which:?}");
        all += wrong;
    }
    println!("all: {all} of {}", 5 * runs);
}

fn choice(left: usize, right: usize, outcome: Outcome, millis: u32) -> Choice {
    Choice {
        left: left as u32,
        right: right as u32,
        outcome: Some(outcome),
        millis: Some(millis),
        letters: 60,
    }
}

/// For one idea, whatever stands beside it.
fn for_target(target: usize, ideas: usize, millis: u32, rng: &mut impl Rng) -> Choice {
    let other = (target + rng.random_range(1..ideas)) % ideas;
    if rng.random() {
        choice(target, other, Outcome::Left, millis)
    } else {
        choice(other, target, Outcome::Right, millis)
    }
}

#[test]
fn signs_in_attacks_that_were_tried_are_always_there() {
    let runs = 20;
    let of =
        |name: &str, ideas: usize, honest_people: usize, attack: &dyn Fn(&mut StdRng, i64) -> Vec<Person>| {
            let (mut seen, mut caught) = (BTreeMap::new(), 0.0);
            for seed in 0..runs {
                let mut rng = StdRng::seed_from_u64(seed);
                let crowd = Crowd { people: honest_people, ideas, round: 10, leavers: 0.2 };
                let mut people = honest(&crowd, &mut rng);
                let attackers = attack(&mut rng, 100 * HOUR);
                let first = people.len();
                people.extend(attackers);
                let found = signs(&people, ideas);
                let mut them: Vec<usize> =
                    found.iter().flat_map(|s| s.people.clone()).filter(|p| *p >= first).collect();
                them.sort_unstable();
                them.dedup();
                assert!(!them.is_empty(), "{name}, seed {seed}: {found:?}");
                caught += them.len() as f64 / (people.len() - first) as f64 / runs as f64;
                found.iter().for_each(|sign| *seen.entry(word(sign)).or_insert(0) += 1);
            }
            println!("| {name} | {runs} of {runs} | {:.0} % | {seen:?} |", 100.0 * caught);
        };
    println!("| attack | with a sign | attackers found | which |\n|---|---|---|---|");
    of("one code with 173 votes on one pair, among thirty", 5, 30, &|_, now| {
        let choices = (0..173).map(|_| choice(4, 2, Outcome::Left, 900)).collect();
        vec![Person { joined: now, place: None, invited: true, choices }]
    });
    of("749 identities of one vote in 20 s from one address, among a hundred", 20, 100, &|rng, now| {
        let one = |n: i64, rng: &mut StdRng| Person {
            joined: now + n * 27_000,
            place: Some(-1),
            invited: false,
            choices: vec![for_target(19, 20, 1, rng)],
        };
        (0..749).map(|n| one(n, rng)).collect()
    });
    of("the same, slowly, each from a place of its own, as slow as people", 20, 100, &|rng, now| {
        let one = |n: i64, rng: &mut StdRng| Person {
            joined: now - n * HOUR / 10,
            place: Some(-n),
            invited: false,
            choices: vec![for_target(19, 20, 3_000, rng)],
        };
        (0..200).map(|n| one(n, rng)).collect()
    });
    of("one who always chooses left, 300 votes among thirty of ten", 8, 30, &|rng, now| {
        let choices = (0..300).map(|_| {
            let left = rng.random_range(0..8_usize);
            choice(left, (left + rng.random_range(1..8)) % 8, Outcome::Left, 1_500)
        });
        vec![Person { joined: now, place: Some(-1), invited: false, choices: choices.collect() }]
    });
    of("six who always choose left, a round of fifteen, among a thousand", 20, 1_000, &|rng, now| {
        let one = |rng: &mut StdRng| {
            let pairs = (0..15).map(|_| {
                let left = rng.random_range(0..20_usize);
                choice(left, (left + rng.random_range(1..20)) % 20, Outcome::Left, 1_500)
            });
            Person { joined: now, place: None, invited: false, choices: pairs.collect() }
        };
        (0..6).map(|_| one(rng)).collect()
    });
}
