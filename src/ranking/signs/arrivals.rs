//! Owns the signs in when people came and from where. Only those count who came by the open link: a hall that comes
//! with its event's code is meant to come at once and from one place.

use std::collections::BTreeMap;

use statrs::distribution::{DiscreteCDF, Poisson};

use super::{CHANCE, Kind, Person, Sign};

const MINUTE: i64 = 60_000_000;
/// The time around a minute that it is compared with, before and after.
const AROUND: i64 = 30 * MINUTE;
/// A newsletter or a mention brings people in waves: a minute may have so many times as many as the hour around.
const WAVE: f64 = 5.0;
/// Fewer are no burst that would move anything.
const BURST_LEAST: usize = 30;
/// Without others at other hours nothing looks unusual: a crowd that came together came together.
const OTHERS_LEAST: usize = 20;
/// More than a workplace or a family …
const PLACE_LEAST: usize = 60;
/// … and this part of all who came by the open link.
const PLACE_SHARE: f64 = 0.05;
/// With fewer places the service doesn't know where people are: a proxy stands before it that it was not told of.
const PLACES_LEAST: usize = 3;

/// Minutes in which far more joined than in the hour around, those that touch taken together.
pub fn bursts(people: &[Person]) -> Vec<Sign> {
    let mut order: Vec<usize> = (0..people.len()).filter(|&at| !people[at].invited).collect();
    order.sort_by_key(|&at| (people[at].joined, at));
    let joined = |place: usize| people[order[place]].joined;
    let before = |time: i64| order.partition_point(|&at| people[at].joined < time);
    let mut spans: Vec<(usize, usize)> = Vec::new();
    for start in 0..order.len() {
        let end = before(joined(start) + MINUTE);
        let count = end - start;
        if count < BURST_LEAST {
            continue;
        }
        let around = before(joined(end - 1) + AROUND) - before(joined(start) - AROUND);
        let others = around - count;
        let elsewhere = order.len() - around;
        let usual = others as f64 / (2 * AROUND / MINUTE) as f64;
        let tried = order.len() as f64;
        if elsewhere >= OTHERS_LEAST && poisson_at_least(count, (WAVE * usual).max(1.0)) * tried < CHANCE {
            match spans.last_mut() {
                Some((_, last)) if start <= *last => *last = end,
                _ => spans.push((start, end)),
            }
        }
    }
    let sign = |(start, end): (usize, usize)| Sign {
        kind: Kind::Burst { from: joined(start), until: joined(end - 1) + 1 },
        people: order[start..end].to_vec(),
        expected: None,
    };
    spans.into_iter().map(sign).collect()
}

/// Places from which very many came.
pub fn places(people: &[Person]) -> Vec<Sign> {
    let mut of: BTreeMap<i64, Vec<usize>> = BTreeMap::new();
    for (at, person) in people.iter().enumerate() {
        if let Some(place) = person.place.filter(|_| !person.invited) {
            of.entry(place).or_default().push(at);
        }
    }
    if of.len() < PLACES_LEAST {
        return Vec::new();
    }
    let all: usize = of.values().map(Vec::len).sum();
    let many = |them: &Vec<usize>| them.len() >= PLACE_LEAST && them.len() as f64 >= PLACE_SHARE * all as f64;
    let sign = |(place, people)| Sign { kind: Kind::Place(place), people, expected: None };
    of.into_iter().filter(|(_, them)| many(them)).map(sign).collect()
}

/// The chance of so many or more where `mean` are expected.
pub fn poisson_at_least(count: usize, mean: f64) -> f64 {
    let below = (count as u64).checked_sub(1);
    let tail = |below| Poisson::new(mean).map_or(1.0, |poisson| poisson.sf(below));
    below.map_or(1.0, tail)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(at: i64, place: i64) -> Person {
        Person { joined: at, place: Some(place), ..Person::default() }
    }

    #[test]
    fn a_wave_is_no_burst_and_a_program_is_one() {
        // Ten a minute for two hours, forty in the minute after the newsletter.
        let opening: Vec<Person> = (0..300).map(|n| joined(n * MINUTE / 100, n)).collect();
        assert_eq!(bursts(&opening), []);
        let mut crowd: Vec<Person> = (0..1_200).map(|n| joined(n * MINUTE / 10, n)).collect();
        crowd.extend((0..30).map(|n| joined(60 * MINUTE + n * MINUTE / 30, 2_000 + n)));
        assert_eq!(bursts(&crowd), []);
        crowd.extend((0..200).map(|n| joined(90 * MINUTE + n * MINUTE / 600, 3_000)));
        let found = bursts(&crowd);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!((200..230).contains(&found[0].people.len()));
        let hall: Vec<Person> = crowd.into_iter().map(|p| Person { invited: true, ..p }).collect();
        assert_eq!((bursts(&hall), places(&hall)), (vec![], vec![]));
    }

    #[test]
    fn many_of_one_place_are_told_where_places_are_known() {
        let crowd = |elsewhere: i64| -> Vec<Person> {
            (0..80).map(|_| 0).chain(1..=elsewhere).map(|place| joined(0, place)).collect()
        };
        assert_eq!(places(&crowd(1)), [], "an unknown proxy is one place for nearly all");
        let found = places(&crowd(500));
        assert_eq!(found, [Sign { kind: Kind::Place(0), people: (0..80).collect(), expected: None }]);
        assert_eq!(places(&crowd(5_000)), [], "a small part of all");
    }
}
