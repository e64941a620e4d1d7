//! Owns the adding up of what several readers counted, under common indices: pairs in order, both orders of each one
//! after the other. Knows nothing of rows.

use super::counting::{Counter, PairCounts, Vote};
use std::ops::Range;

/// From so many votes on, several threads add them up.
const TWO_PARTS: usize = 1 << 16;
/// With one in so many others met, a row is gone through from end to end.
const CROWDED: usize = 16;

/// Zeros, of which the standard library makes a list without writing it.
const NO_PAIR: PairCounts = (0, 0, 0.0, 0.0, 0.0);

/// The counts of all parts over `items` items; `places` gives for each part the common index of each of its own.
pub(super) fn merge(parts: &[Counter], places: &[Vec<u32>], items: usize) -> Vec<PairCounts> {
    let sort = |part: usize| Sorted::new(&parts[part], &places[part], items);
    let all = 0..parts.len();
    if parts.iter().map(|part| part.votes.len()).sum::<usize>() < TWO_PARTS {
        let sorted: Vec<_> = all.map(sort).collect();
        let mut pairs = vec![NO_PAIR; count(&sorted, 0..items)];
        Merge::new(&sorted, items).fill(0..items, &mut pairs);
        return pairs;
    }
    let sorted: Vec<_> = std::thread::scope(|scope| {
        let threads: Vec<_> = all.map(|part| scope.spawn(move || sort(part))).collect();
        threads.into_iter().map(joined).collect()
    });
    let cut = middle(&sorted, items);
    // How many there are is found first: lists that grow or are joined are moved, in memory that is fresh.
    let (first, second) = std::thread::scope(|scope| {
        let second = scope.spawn(|| count(&sorted, cut..items));
        (count(&sorted, 0..cut), joined(second))
    });
    let mut pairs = vec![NO_PAIR; first + second];
    let (one, other) = pairs.split_at_mut(first);
    std::thread::scope(|scope| {
        scope.spawn(|| Merge::new(&sorted, items).fill(cut..items, other));
        Merge::new(&sorted, items).fill(0..cut, one);
    });
    pairs
}

fn joined<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> T {
    thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}

/// The item that parts the votes in halves of much the same size.
fn middle(sorted: &[Sorted<'_>], items: usize) -> usize {
    let before = |item: usize| sorted.iter().map(|part| part.starts[item]).sum::<usize>();
    let half = before(items) / 2;
    (0..items).find(|&item| before(item) >= half).unwrap_or(items)
}

/// A vote for the smaller of its items, which is known: the larger one, whether that stood left, and the choice.
type Half = u32;

/// What one reader counted, by the smaller item of each pair under its common index.
struct Sorted<'a> {
    part: &'a Counter,
    places: &'a [u32],
    /// For each common index, the part's own, if it has one.
    own: Vec<Option<u32>>,
    votes: Vec<Half>,
    /// Where the votes of each item begin, and the end.
    starts: Vec<usize>,
    weights: Vec<(usize, Half, f64)>,
}

impl<'a> Sorted<'a> {
    fn new(part: &'a Counter, places: &'a [u32], items: usize) -> Self {
        let mut own = vec![None; items];
        for (local, &place) in (0..).zip(places) {
            own[place as usize] = Some(local);
        }
        // A counting sort.
        let mut starts = vec![0; items + 2];
        part.votes.iter().for_each(|vote| starts[halved(places, vote).0 + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut votes = vec![0; part.votes.len()];
        part.votes.iter().for_each(|vote| {
            let (smaller, half) = halved(places, vote);
            votes[starts[smaller + 1]] = half;
            starts[smaller + 1] += 1;
        });
        let weight = |&(vote, weight): &(Vote, f64)| {
            let (smaller, half) = halved(places, vote);
            (smaller, half, weight)
        };
        let mut weights: Vec<_> = part.weights.iter().map(weight).collect();
        weights.sort_unstable_by_key(|&(smaller, half, _)| (smaller, half));
        Self { part, places, own, votes, starts, weights }
    }

    /// What the table has of an item and each larger one, in their order and in the other one.
    #[inline]
    fn each_in_table(&self, smaller: usize, mut each: impl FnMut(u32, [u8; 4], [u8; 4])) {
        let (table, stride) = (&self.part.table, self.part.stride as usize);
        let Some(own) = self.own[smaller].map(|own| own as usize).filter(|own| *own < stride) else {
            return;
        };
        for (other, &place) in self.places.iter().enumerate().take(stride) {
            let (straight, turned) = (table[own * stride + other], table[other * stride + own]);
            if place as usize > smaller && (straight, turned) != ([0; 4], [0; 4]) {
                each(place, straight, turned);
            }
        }
    }

    fn votes_of(&self, smaller: usize) -> &[Half] {
        &self.votes[self.starts[smaller]..self.starts[smaller + 1]]
    }

    fn weights_of(&self, smaller: usize) -> &[(usize, Half, f64)] {
        let from = self.weights.partition_point(|weight| weight.0 < smaller);
        let len = self.weights[from..].partition_point(|weight| weight.0 == smaller);
        &self.weights[from..from + len]
    }
}

/// The smaller of a vote's items under its common index, and the vote for it.
#[inline]
fn halved(places: &[u32], vote: Vote) -> (usize, Half) {
    let (left, right) = (places[vote.left as usize], places[vote.right as usize]);
    let (smaller, larger) = (left.min(right), left.max(right));
    debug_assert!(larger < 1 << 29);
    (smaller as usize, larger << 3 | u32::from(left > right) << 2 | u32::from(vote.choice))
}

/// How many ordered pairs there are whose smaller item lies in `range`.
fn count(parts: &[Sorted<'_>], range: Range<usize>) -> usize {
    // The last item that met this one, in each order, counting from 1.
    let mut last = vec![[0_u32; 2]; parts.first().map_or(0, |part| part.own.len())];
    let mut pairs = 0;
    for smaller in range {
        let present = smaller as u32 + 1;
        let mut meet = |larger: u32, turned: usize| {
            let last = &mut last[larger as usize][turned];
            pairs += usize::from(*last != present);
            *last = present;
        };
        for part in parts {
            part.each_in_table(smaller, |larger, straight, turned| {
                if straight != [0; 4] {
                    meet(larger, 0);
                }
                if turned != [0; 4] {
                    meet(larger, 1);
                }
            });
            part.votes_of(smaller).iter().for_each(|half| meet(half >> 3, *half as usize >> 2 & 1));
            part.weights_of(smaller).iter().for_each(|(_, half, _)| meet(half >> 3, *half as usize >> 2 & 1));
        }
    }
    pairs
}

/// Counts of one pair, by choice, in the order of its items and in the other one: by the lowest bits of a [`Half`].
type Both<T> = [T; 8];

/// The adding up of pairs, by their smaller item.
struct Merge<'a> {
    parts: &'a [Sorted<'a>],
    /// Votes of the present item with each other one.
    row: Vec<Both<u32>>,
    /// What they weigh beside; empty while nothing does.
    weights: Vec<Both<f64>>,
    /// Whether so many others meet the present item that they need not be remembered.
    is_crowded: bool,
    /// Others that were met, in no order; may hold one twice.
    met: Vec<u32>,
}

impl<'a> Merge<'a> {
    fn new(parts: &'a [Sorted<'a>], items: usize) -> Self {
        let has_weights = parts.iter().any(|part| !part.weights.is_empty());
        let weights = vec![[0.0; 8]; if has_weights { items } else { 0 }];
        Self { parts, row: vec![[0; 8]; items], weights, is_crowded: false, met: Vec::new() }
    }

    /// Pairs whose smaller item lies in `range`, as many as there are.
    fn fill(mut self, range: Range<usize>, pairs: &mut [PairCounts]) {
        let mut filled = 0;
        for smaller in range {
            self.add(smaller);
            self.take(smaller as u32, |pair| {
                // Without a branch: which pairs were met is anybody's guess. What is empty is written over.
                if let Some(place) = pairs.get_mut(filled) {
                    *place = pair;
                }
                filled += usize::from(pair.2 + pair.3 + pair.4 > 0.0);
            });
        }
        debug_assert!(filled == pairs.len(), "all were counted before");
    }

    fn add(&mut self, smaller: usize) {
        let votes: usize = self.parts.iter().map(|part| part.votes_of(smaller).len()).sum();
        self.is_crowded = votes > self.row.len() / CROWDED;
        for part in self.parts {
            part.each_in_table(smaller, |larger, straight, turned| {
                self.meet(larger);
                let counts = straight.into_iter().chain(turned);
                let row = self.row[larger as usize].iter_mut();
                row.zip(counts).for_each(|(own, count)| *own += u32::from(count));
            });
            for &half in part.votes_of(smaller) {
                let (larger, which) = (half >> 3, half as usize & 7);
                self.meet(larger);
                self.row[larger as usize][which] += 1;
            }
            for &(_, half, weight) in part.weights_of(smaller) {
                let (larger, which) = (half >> 3, half as usize & 7);
                self.meet(larger);
                self.weights[larger as usize][which] += weight;
            }
        }
    }

    /// Remembers another item, before it is counted.
    #[inline]
    fn meet(&mut self, larger: u32) {
        if !self.is_crowded && self.row[larger as usize] == [0; 8] {
            self.met.push(larger);
        }
    }

    /// Gives the counts of the present item with others to `each`, in order; some may be empty.
    fn take(&mut self, smaller: u32, mut each: impl FnMut(PairCounts)) {
        let mut met = std::mem::take(&mut self.met);
        if self.is_crowded || met.len() > self.row.len() / CROWDED {
            (smaller + 1..self.row.len() as u32)
                .for_each(|larger| self.take_pair(smaller, larger, &mut each));
        } else {
            met.sort_unstable();
            met.iter().for_each(|&larger| self.take_pair(smaller, larger, &mut each));
        }
        met.clear();
        self.met = met;
    }

    #[inline]
    fn take_pair(&mut self, smaller: u32, larger: u32, each: &mut impl FnMut(PairCounts)) {
        let mut counts = std::mem::take(&mut self.row[larger as usize]).map(f64::from);
        if let Some(weights) = self.weights.get_mut(larger as usize) {
            let weights = std::mem::take(weights);
            counts.iter_mut().zip(weights).for_each(|(count, weight)| *count += weight);
        }
        let [wins, losses, ties, _, turned_wins, turned_losses, turned_ties, _] = counts;
        each((smaller, larger, wins, losses, ties));
        each((larger, smaller, turned_wins, turned_losses, turned_ties));
    }
}

#[cfg(test)]
mod tests {
    use super::super::votes::Choice;
    use super::*;

    #[test]
    fn parts_add_up_whatever_their_indices() {
        // Items a, b, c are 0, 1, 2 in common; the parts met them in other orders, one beyond the table.
        let mut first = Counter::default();
        first.add_one(0, 1, Choice::Left);
        first.add_one(0, 1, Choice::Left);
        first.add(1, 0, Choice::Tie, 5.0);
        let mut second = Counter::default();
        for choice in [Choice::Left, Choice::Right] {
            second.votes.push(Vote { left: 1, right: 0, choice: choice as u8 });
        }
        let pairs = merge(&[first, second], &[vec![2, 0], vec![0, 2]], 3);
        assert_eq!(pairs, [(0, 2, 0.0, 0.0, 5.0), (2, 0, 3.0, 1.0, 0.0)]);
    }

    #[test]
    fn two_threads_count_like_one() {
        // A hub that meets everybody, and a ring of others that meet few.
        let items = 3_000;
        let places = |shift: u32| (0..items).map(|item| (item * 7 + shift) % items).collect::<Vec<u32>>();
        let mut expected = std::collections::BTreeMap::<(u32, u32, bool), [f64; 3]>::new();
        let parts: Vec<Counter> = [0, 1]
            .map(|shift| {
                let (mut part, places) = (Counter::default(), places(shift));
                for vote in 0..TWO_PARTS as u32 {
                    let left = vote % items;
                    let right = if vote % 5 == 0 { items - 1 } else { (left + 1 + vote % 3) % items };
                    if left == right {
                        continue;
                    }
                    let choice = [Choice::Left, Choice::Right, Choice::Tie][vote as usize % 3];
                    let weight = if vote % 11 == 0 { 4.0 } else { 1.0 };
                    if weight == 1.0 {
                        part.add_one(left, right, choice);
                    } else {
                        part.add(left, right, choice, weight);
                    }
                    let (left, right) = (places[left as usize], places[right as usize]);
                    expected.entry((left.min(right), left.max(right), left > right)).or_default()
                        [choice as usize] += weight;
                }
                part
            })
            .into();
        let expected: Vec<PairCounts> = expected
            .into_iter()
            .map(|((smaller, larger, turned), [wins, losses, ties])| {
                let (left, right) = if turned { (larger, smaller) } else { (smaller, larger) };
                (left, right, wins, losses, ties)
            })
            .collect();
        assert_eq!(merge(&parts, &[places(0), places(1)], items as usize), expected);
    }
}
