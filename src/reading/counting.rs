//! Owns the counting of outcomes by ordered pair: a table while items are few, a list of votes beyond, so that
//! memory stays in proportion to the pairs that met.

use super::votes::Choice;

/// Whole weights of one ordered pair: left, right, left wins, right wins, ties.
pub type PairCounts = (u32, u32, f64, f64, f64);

/// Up to so many items a table of all pairs is used: with a byte for each count it stays in the nearest cache.
const TABLE_ITEMS: u32 = 256;
/// What a count in the table has overflowed by.
const OVERFLOW: f64 = 256.0;
/// Up to so many items a vote is kept in four bytes.
const NARROW_ITEMS: u32 = 1 << 15;
/// So many votes are kept before they are added up.
const PENDING: usize = 1 << 20;

/// Counts of outcomes by ordered pair of local indices.
#[derive(Default)]
pub(super) struct Counter {
    /// `stride` × `stride` pairs with a count for each choice; what overflows goes to `weights`.
    pub table: Vec<[u8; 4]>,
    pub stride: u32,
    /// One a vote, of pairs outside the table.
    pub votes: Votes,
    /// Whole weights.
    pub weights: Vec<(Vote, f64)>,
    /// Of them, each vote once.
    settled: usize,
}

/// What a vote says, by local indices.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Vote {
    pub left: u32,
    pub right: u32,
    pub choice: u8,
}

/// Votes in blocks, since a list that grows is moved again and again.
#[derive(Default)]
pub(super) struct Votes {
    /// left · 2¹⁷ + right · 4 + choice
    narrow: Vec<Vec<u32>>,
    wide: Vec<Vec<Vote>>,
    len: usize,
}

impl Votes {
    #[inline]
    pub fn push(&mut self, vote: Vote) {
        if vote.left.max(vote.right) < NARROW_ITEMS {
            push(&mut self.narrow, vote.left << 17 | vote.right << 2 | u32::from(vote.choice));
        } else {
            push(&mut self.wide, vote);
        }
        self.len += 1;
    }

    pub fn len(&self) -> usize {
        self.len
    }

    pub fn iter(&self) -> impl Iterator<Item = Vote> {
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
    const BLOCK: usize = 1 << 12;
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
        self.weights.push((Vote { left, right, choice: choice as u8 }, weight));
        self.settle_in_time();
    }

    #[inline]
    fn settle_in_time(&mut self) {
        if self.votes.len + self.weights.len() - self.settled >= PENDING.max(self.settled) {
            self.settle();
        }
    }

    /// Adds up what stands here several times.
    #[cold]
    fn settle(&mut self) {
        let votes = std::mem::take(&mut self.votes);
        self.weights.extend(votes.iter().map(|vote| (vote, 1.0)));
        self.weights.sort_unstable_by_key(|&(vote, _)| vote);
        self.weights.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        self.settled = self.weights.len();
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
}

#[cfg(test)]
mod tests {
    use super::super::merging::merge;
    use super::*;

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
        let pairs = merge(&[counter], &[places], items as usize);
        assert_eq!(pairs.len(), items as usize);
        assert!(
            pairs
                .iter()
                .all(|&(_, _, left_wins, right_wins, ties)| (left_wins, right_wins, ties) == (0.0, 2.0, 1.0))
        );
    }

    #[test]
    fn a_count_may_be_larger_than_the_table_holds() {
        let mut counter = Counter::default();
        (0..1000).for_each(|_| counter.add_one(0, 1, Choice::Tie));
        let pairs = merge(&[counter], &[vec![0, 1]], 2);
        assert_eq!(pairs, [(0, 1, 0.0, 0.0, 1000.0)]);
    }
}
