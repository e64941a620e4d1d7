//! Owns the counting of outcomes by ordered pair: a table while items are few, a list of votes beyond, so that
//! memory stays in proportion to the pairs that met.

use super::votes::Choice;
use std::ops::Range;

/// Whole weights of one ordered pair.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PairCounts {
    pub left: u32,
    pub right: u32,
    pub left_wins: f64,
    pub right_wins: f64,
    pub ties: f64,
}

/// Up to so many items a table of all pairs is used: with a byte for each count it stays in the nearest cache.
const TABLE_ITEMS: u32 = 256;
/// What a count in the table has overflowed by.
const OVERFLOW: f64 = 256.0;
/// Up to so many items a vote is kept in four bytes.
const NARROW_ITEMS: u32 = 1 << 15;
/// So many votes are kept before they are added up.
const PENDING: usize = 1 << 20;
/// From so many votes on, two threads add them up.
const TWO_PARTS: usize = 1 << 16;

/// Counts of outcomes by ordered pair of local indices.
#[derive(Default)]
pub(super) struct Counter {
    /// `stride` × `stride` pairs with a count for each choice; what overflows goes to `counts`.
    table: Vec<[u8; 4]>,
    stride: u32,
    /// One a vote, of pairs outside the table.
    votes: Votes,
    /// Whole weights.
    counts: Vec<(Vote, f64)>,
    /// Of them, each vote once.
    settled: usize,
}

/// What a vote says, by local indices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Vote {
    left: u32,
    right: u32,
    choice: u8,
}

/// Votes in blocks, since a list that grows is moved again and again.
#[derive(Default)]
struct Votes {
    /// left · 2¹⁷ + right · 4 + choice
    narrow: Vec<Vec<u32>>,
    wide: Vec<Vec<Vote>>,
    len: usize,
}

impl Votes {
    #[inline]
    fn push(&mut self, vote: Vote) {
        if vote.left.max(vote.right) < NARROW_ITEMS {
            push(&mut self.narrow, vote.left << 17 | vote.right << 2 | u32::from(vote.choice));
        } else {
            push(&mut self.wide, vote);
        }
        self.len += 1;
    }

    fn iter(&self) -> impl Iterator<Item = Vote> {
        let vote = |&vote: &u32| Vote {
            left: vote >> 17,
            right: vote >> 2 & (NARROW_ITEMS - 1),
            choice: (vote & 3) as u8,
        };
        self.narrow.iter().flatten().map(vote).chain(self.wide.iter().flatten().copied())
    }
}

#[inline]
fn push<T>(blocks: &mut Vec<Vec<T>>, value: T) {
    const BLOCK: usize = 1 << 15;
    match blocks.last_mut() {
        Some(last) if last.len() < BLOCK => last.push(value),
        _ => {
            // Few votes take little.
            let mut block = Vec::with_capacity(if blocks.is_empty() { 0 } else { BLOCK });
            block.push(value);
            blocks.push(block);
        }
    }
}

impl Counter {
    #[inline]
    pub fn add_one(&mut self, left: u32, right: u32, choice: Choice) {
        let most = left.max(right);
        if most >= self.stride && !self.widen(most) {
            self.votes.push(Vote { left, right, choice: choice as u8 });
            return self.settle_in_time();
        }
        let count = &mut self.table[left as usize * self.stride as usize + right as usize][choice as usize];
        let overflows;
        (*count, overflows) = count.overflowing_add(1);
        if overflows {
            self.add(left, right, choice, OVERFLOW);
        }
    }

    /// Adds a whole weight.
    pub fn add(&mut self, left: u32, right: u32, choice: Choice, weight: f64) {
        if weight == 0.0 {
            return;
        }
        self.counts.push((Vote { left, right, choice: choice as u8 }, weight));
        self.settle_in_time();
    }

    #[inline]
    fn settle_in_time(&mut self) {
        if self.votes.len + self.counts.len() - self.settled >= PENDING.max(self.settled) {
            self.settle();
        }
    }

    /// Adds up what stands here several times.
    #[cold]
    fn settle(&mut self) {
        let votes = std::mem::take(&mut self.votes);
        self.counts.extend(votes.iter().map(|vote| (vote, 1.0)));
        self.counts.sort_unstable_by_key(|&(vote, _)| vote);
        self.counts.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        self.settled = self.counts.len();
    }

    /// Makes the table hold index `most`, if it may.
    fn widen(&mut self, most: u32) -> bool {
        if most >= TABLE_ITEMS {
            return false;
        }
        let stride = (most + 1).next_power_of_two().max(32) as usize;
        let mut wider = vec![[0; 4]; stride * stride];
        if self.stride > 0 {
            for (row, counts) in self.table.chunks_exact(self.stride as usize).enumerate() {
                wider[row * stride..][..counts.len()].copy_from_slice(counts);
            }
        }
        self.table = wider;
        self.stride = stride as u32;
        true
    }

    /// The counts of all parts over `items` items, both orders of a pair one after the other; `places` gives for
    /// each part the common index of each of its own.
    pub fn merge(parts: &[Self], places: &[Vec<u32>], items: usize) -> Vec<PairCounts> {
        let merge = |range| Merge::new(parts, places, items, range);
        if parts.iter().map(|part| part.votes.len).sum::<usize>() < TWO_PARTS {
            return merge(0..items).pairs();
        }
        // A pair belongs to the smaller of its items: the first ones have more.
        let cut = items * 3 / 10;
        std::thread::scope(|scope| {
            let second = scope.spawn(|| merge(cut..items).pairs());
            let mut pairs = merge(0..cut).pairs();
            pairs.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            pairs
        })
    }
}

/// Counts of one pair, by choice, in the order of its items and in the other one.
type Both = [[f64; 4]; 2];
const NOTHING: Both = [[0.0; 4]; 2];

/// The adding up of pairs whose smaller item lies in a range, by that item.
struct Merge<'a> {
    parts: &'a [Counter],
    places: &'a [Vec<u32>],
    range: Range<usize>,
    /// For each part, the own index of each common one, or none.
    own: Vec<Vec<Option<u32>>>,
    /// Counts of the present item with each other one.
    row: Vec<Both>,
    /// Others that were met; may hold one twice. Of no use once there are too many.
    met: Vec<u32>,
}

/// One in so many others met, and a row is gone through from end to end.
const CROWDED: usize = 16;

/// A vote for the smaller of its items, which is known: the larger one, whether that stood left, and the choice.
type Half = u32;

impl<'a> Merge<'a> {
    fn new(parts: &'a [Counter], places: &'a [Vec<u32>], items: usize, range: Range<usize>) -> Self {
        let own = places.iter().map(|places| inverse(places, items)).collect();
        Self { parts, places, range, own, row: vec![NOTHING; items], met: Vec::new() }
    }

    fn pairs(mut self) -> Vec<PairCounts> {
        let (votes, starts) = self.sorted_votes();
        let mut counts = self.sorted_counts().into_iter().peekable();
        let mut pairs = Vec::with_capacity(self.most_pairs());
        for (at, smaller) in self.range.clone().enumerate() {
            self.add_tables(smaller);
            votes[starts[at]..starts[at + 1]].iter().for_each(|&half| self.add(half, 1.0));
            while let Some((_, half, count)) = counts.next_if(|count| count.0 == smaller) {
                self.add(half, count);
            }
            self.take(smaller as u32, &mut pairs);
        }
        pairs
    }

    /// As many as all parts may have: what is not filled costs nothing, and growing does.
    fn most_pairs(&self) -> usize {
        let most = |part: &Counter| part.table.len() + part.votes.len + part.counts.len();
        self.parts.iter().map(most).sum()
    }

    /// All votes by their smaller item, and for each item where its own begin: a counting sort.
    fn sorted_votes(&self) -> (Vec<Half>, Vec<usize>) {
        let mut starts = vec![0; self.range.len() + 2];
        self.each_vote(|at, _| starts[at + 2] += 1);
        for at in 2..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut votes = vec![0; starts[starts.len() - 1]];
        self.each_vote(|at, half| {
            votes[starts[at + 1]] = half;
            starts[at + 1] += 1;
        });
        (votes, starts)
    }

    /// Gives each vote of the range to `each`, with the place of its smaller item there.
    fn each_vote(&self, mut each: impl FnMut(usize, Half)) {
        for (part, places) in self.parts.iter().zip(self.places) {
            part.votes.iter().for_each(|vote| {
                let (smaller, half) = halved(places, vote);
                if self.range.contains(&smaller) {
                    each(smaller - self.range.start, half);
                }
            });
        }
    }

    fn sorted_counts(&self) -> Vec<(usize, Half, f64)> {
        let mut counts = Vec::new();
        for (part, places) in self.parts.iter().zip(self.places) {
            for &(vote, count) in &part.counts {
                let (smaller, half) = halved(places, vote);
                if self.range.contains(&smaller) {
                    counts.push((smaller, half, count));
                }
            }
        }
        counts.sort_unstable_by_key(|&(smaller, half, _)| (smaller, half));
        counts
    }

    #[inline]
    fn add(&mut self, half: Half, count: f64) {
        let (larger, is_turned, choice) = (half >> 3, half as usize >> 2 & 1, half as usize & 3);
        let counts = &mut self.row[larger as usize];
        if *counts == NOTHING {
            self.met.push(larger);
        }
        counts[is_turned][choice] += count;
    }

    /// Adds what the tables have of an item and larger ones.
    fn add_tables(&mut self, smaller: usize) {
        for ((part, places), own) in self.parts.iter().zip(self.places).zip(&self.own) {
            let stride = part.stride as usize;
            let Some(own) = own[smaller].map(|own| own as usize).filter(|own| *own < stride) else {
                continue;
            };
            for (other, &place) in places.iter().enumerate().take(stride) {
                if place as usize <= smaller {
                    continue;
                }
                let (straight, turned) = (part.table[own * stride + other], part.table[other * stride + own]);
                if straight == [0; 4] && turned == [0; 4] {
                    continue;
                }
                let counts = &mut self.row[place as usize];
                if *counts == NOTHING {
                    self.met.push(place);
                }
                for choice in 0..4 {
                    counts[0][choice] += f64::from(straight[choice]);
                    counts[1][choice] += f64::from(turned[choice]);
                }
            }
        }
    }

    /// Moves the counts of the present item to `pairs`, in order.
    fn take(&mut self, smaller: u32, pairs: &mut Vec<PairCounts>) {
        if self.met.len() > self.row.len() / CROWDED {
            self.met.clear();
            self.met.extend(smaller + 1..self.row.len() as u32);
        } else {
            self.met.sort_unstable();
        }
        for larger in self.met.drain(..) {
            let counts = std::mem::replace(&mut self.row[larger as usize], NOTHING);
            for ([left_wins, right_wins, ties, _], (left, right)) in
                counts.into_iter().zip([(smaller, larger), (larger, smaller)])
            {
                if left_wins + right_wins + ties > 0.0 {
                    pairs.push(PairCounts { left, right, left_wins, right_wins, ties });
                }
            }
        }
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

/// For each common index, the part's own, if it has one.
fn inverse(places: &[u32], items: usize) -> Vec<Option<u32>> {
    let mut own = vec![None; items];
    for (local, &place) in (0..).zip(places) {
        own[place as usize] = Some(local);
    }
    own
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
        let mut second = Counter::default();
        for choice in [Choice::Left, Choice::Right] {
            second.votes.push(Vote { left: 1, right: 0, choice: choice as u8 });
        }
        let pairs = Counter::merge(&[first, second], &[vec![2, 0], vec![0, 2]], 3);
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
        let pairs = Counter::merge(&[counter], &[places], items as usize);
        assert_eq!(pairs.len(), items as usize);
        assert!(pairs.iter().all(|pair| (pair.left_wins, pair.right_wins, pair.ties) == (0.0, 2.0, 1.0)));
    }

    #[test]
    fn a_count_may_be_larger_than_the_table_holds() {
        let mut counter = Counter::default();
        (0..1000).for_each(|_| counter.add_one(0, 1, Choice::Tie));
        let pairs = Counter::merge(&[counter], &[vec![0, 1]], 2);
        assert_eq!((pairs.len(), pairs[0].ties), (1, 1000.0));
    }
}
