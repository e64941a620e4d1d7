//! Owns the counting of outcomes by ordered pair: a table while items are few, sorted keys beyond, so that
//! memory stays in proportion to the pairs that met.

use super::votes::Choice;

/// Whole weights of one ordered pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairCounts {
    pub left: u32,
    pub right: u32,
    pub left_wins: f64,
    pub right_wins: f64,
    pub ties: f64,
}

/// Up to so many items a table of all pairs is used: it stays in the cache. Beyond, fresh memory costs more than
/// sorting does.
const TABLE_ITEMS: u32 = 256;
/// So many keys are kept before they are sorted and counted.
const KEYS: usize = 1 << 20;

/// Counts of outcomes by ordered pair of local indices.
#[derive(Default)]
pub(super) struct Counter {
    /// `stride` × `stride` pairs with three counts each.
    table: Vec<[u32; 3]>,
    stride: u32,
    /// One key a vote, of pairs outside the table.
    keys: Vec<u64>,
    /// Keys with whole weights, not yet added up.
    weighted: Vec<(u64, f64)>,
    /// Keys with counts, each once, sorted.
    counted: Vec<(u64, f64)>,
}

fn key(left: u32, right: u32, choice: Choice) -> u64 {
    debug_assert!(left < 1 << 31 && right < 1 << 31);
    (u64::from(left) << 33) | (u64::from(right) << 2) | choice as u64
}

fn right_and_choice(key: u64) -> (u32, usize) {
    ((key >> 2) as u32 & 0x7FFF_FFFF, (key & 3) as usize)
}

impl Counter {
    #[inline]
    pub fn add_one(&mut self, left: u32, right: u32, choice: Choice) {
        let most = left.max(right);
        if most >= self.stride && !self.widen(most) {
            self.keys.push(key(left, right, choice));
            if self.keys.len() >= KEYS.max(self.counted.len()) {
                self.settle();
            }
            return;
        }
        let count = &mut self.table[left as usize * self.stride as usize + right as usize][choice as usize];
        match count.checked_add(1) {
            Some(more) => *count = more,
            None => self.add(left, right, choice, 1.0),
        }
    }

    /// Adds a whole weight.
    pub fn add(&mut self, left: u32, right: u32, choice: Choice, weight: f64) {
        if weight == 0.0 {
            return;
        }
        self.weighted.push((key(left, right, choice), weight));
        if self.weighted.len() >= KEYS.max(self.counted.len()) {
            self.settle();
        }
    }

    /// Makes the table hold index `most`, if it may.
    fn widen(&mut self, most: u32) -> bool {
        if most >= TABLE_ITEMS {
            return false;
        }
        let stride = (most + 1).next_power_of_two().max(32) as usize;
        let mut wider = vec![[0; 3]; stride * stride];
        if self.stride > 0 {
            for (row, counts) in self.table.chunks_exact(self.stride as usize).enumerate() {
                wider[row * stride..][..counts.len()].copy_from_slice(counts);
            }
        }
        self.table = wider;
        self.stride = stride as u32;
        true
    }

    /// Adds keys and weights up into the sorted counts.
    pub fn settle(&mut self) {
        self.keys.sort_unstable();
        self.weighted.sort_unstable_by_key(|&(key, _)| key);
        let ones = self.keys.chunk_by(|one, other| one == other).map(|run| (run[0], run.len() as f64));
        let sums = self
            .weighted
            .chunk_by(|one, other| one.0 == other.0)
            .map(|run| (run[0].0, run.iter().map(|&(_, weight)| weight).sum()));
        if !self.keys.is_empty() {
            self.counted = merged(std::mem::take(&mut self.counted).into_iter(), ones);
        }
        if !self.weighted.is_empty() {
            self.counted = merged(std::mem::take(&mut self.counted).into_iter(), sums);
        }
        self.keys.clear();
        self.weighted.clear();
    }

    /// The counts of all parts over `items` items; `places` gives for each part the common index of each of
    /// its own.
    pub fn merge(mut parts: Vec<Self>, places: &[Vec<u32>], items: usize) -> Vec<PairCounts> {
        parts.iter_mut().for_each(Self::settle);
        let own: Vec<Vec<u32>> = places.iter().map(|places| inverse(places, items)).collect();
        let mut row = Row { counts: vec![[0.0; 3]; items], touched: Vec::new() };
        let mut pairs = Vec::with_capacity(parts.iter().map(|part| part.counted.len()).sum());
        for left in 0..items {
            for ((part, places), own) in parts.iter().zip(places).zip(&own) {
                if own[left] != ABSENT {
                    part.add_row(own[left], places, &mut row);
                }
            }
            row.take(left as u32, &mut pairs);
        }
        pairs
    }

    /// Adds the counts of one own left index to `row`, under common indices.
    fn add_row(&self, left: u32, places: &[u32], row: &mut Row) {
        if left < self.stride {
            let counts = &self.table[left as usize * self.stride as usize..][..self.stride as usize];
            for (&place, counts) in places.iter().zip(counts) {
                if *counts != [0; 3] {
                    for (choice, &count) in counts.iter().enumerate() {
                        row.add(place, choice, f64::from(count));
                    }
                }
            }
        }
        let from = self.counted.partition_point(|&(key, _)| key >> 33 < u64::from(left));
        for &(key, count) in self.counted[from..].iter().take_while(|(key, _)| key >> 33 == u64::from(left)) {
            let (right, choice) = right_and_choice(key);
            row.add(places[right as usize], choice, count);
        }
    }
}

const ABSENT: u32 = u32::MAX;

/// For each common index, the part's own, or [`ABSENT`].
fn inverse(places: &[u32], items: usize) -> Vec<u32> {
    let mut own = vec![ABSENT; items];
    for (local, &place) in (0..).zip(places) {
        own[place as usize] = local;
    }
    own
}

/// Counts of one left item against all others.
struct Row {
    counts: Vec<[f64; 3]>,
    /// Others that were met; may hold one twice.
    touched: Vec<u32>,
}

impl Row {
    #[inline]
    fn add(&mut self, right: u32, choice: usize, count: f64) {
        let counts = &mut self.counts[right as usize];
        if *counts == [0.0; 3] {
            self.touched.push(right);
        }
        counts[choice] += count;
    }

    /// Moves the counts to `pairs`, in order.
    fn take(&mut self, left: u32, pairs: &mut Vec<PairCounts>) {
        // Where most others were met, looking at all is quicker than sorting those that were.
        if self.touched.len() > self.counts.len() / 16 {
            self.touched.clear();
            self.touched.extend(0..self.counts.len() as u32);
        } else {
            self.touched.sort_unstable();
        }
        for right in self.touched.drain(..) {
            let [left_wins, right_wins, ties] = std::mem::take(&mut self.counts[right as usize]);
            if left_wins + right_wins + ties > 0.0 {
                pairs.push(PairCounts { left, right, left_wins, right_wins, ties });
            }
        }
    }
}

/// Two sorted lists of keys with counts as one; equal keys are added.
fn merged(one: impl Iterator<Item = (u64, f64)>, other: impl Iterator<Item = (u64, f64)>) -> Vec<(u64, f64)> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let most = |(low, high): (usize, Option<usize>)| high.unwrap_or(low);
    let mut out = Vec::with_capacity(most(one.size_hint()) + most(other.size_hint()));
    loop {
        let next = match (one.peek(), other.peek()) {
            (Some(a), Some(b)) if a.0 == b.0 => {
                let sum = (a.0, a.1 + b.1);
                one.next();
                other.next();
                Some(sum)
            }
            (Some(a), Some(b)) if b.0 < a.0 => other.next(),
            (Some(_), _) => one.next(),
            (None, _) => other.next(),
        };
        match next {
            Some(next) => out.push(next),
            None => return out,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_add_up_whatever_their_indices() {
        // Items a, b, c are 0, 1, 2 in common; the parts met them in other orders, one beyond the table.
        let mut first = Counter::default();
        first.add_one(0, 1, Choice::Left);
        first.add_one(0, 1, Choice::Left);
        first.add(1, 0, Choice::Tie, 5.0);
        let mut second = Counter { stride: 0, ..Counter::default() };
        second.keys = vec![key(1, 0, Choice::Left), key(1, 0, Choice::Right)];
        let pairs = Counter::merge(vec![first, second], &[vec![2, 0], vec![0, 2]], 3);
        let pair = |left, right, left_wins, right_wins, ties| PairCounts {
            left,
            right,
            left_wins,
            right_wins,
            ties,
        };
        assert_eq!(pairs, [pair(0, 2, 0.0, 0.0, 5.0), pair(2, 0, 3.0, 1.0, 0.0)]);
    }

    #[test]
    fn many_items_count_like_few() {
        let mut counter = Counter::default();
        let items = 3 * TABLE_ITEMS;
        for round in 0..3 {
            for left in 0..items {
                counter.add_one(
                    left,
                    (left + 1) % items,
                    if round == 0 { Choice::Tie } else { Choice::Right },
                );
            }
            counter.settle();
        }
        let places: Vec<u32> = (0..items).collect();
        let pairs = Counter::merge(vec![counter], &[places], items as usize);
        assert_eq!(pairs.len(), items as usize);
        assert!(pairs.iter().all(|pair| (pair.left_wins, pair.right_wins, pair.ties) == (0.0, 2.0, 1.0)));
    }
}
