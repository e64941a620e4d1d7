//! Owns the numbering of names as they come. Knows nothing of what is named.

use foldhash::fast::RandomState;
use std::borrow::Cow;
use std::collections::HashMap;

/// Names with an index in the order in which they came. Short ones are kept as one number, so that finding one
/// again compares numbers and follows no pointer.
#[derive(Default)]
pub(super) struct Names {
    short: HashMap<u128, u32, RandomState>,
    long: HashMap<Box<str>, u32, RandomState>,
}

/// Bytes of a name that is kept as a number; one more holds its length.
const SHORT: usize = 15;

impl Names {
    /// The index of a name, a new one if it was not there.
    #[inline]
    pub fn of(&mut self, name: &str) -> u32 {
        let next = self.len() as u32;
        match packed(name.as_bytes()) {
            Some(packed) => *self.short.entry(packed).or_insert(next),
            None => self.of_long(name, next),
        }
    }

    fn of_long(&mut self, name: &str, next: u32) -> u32 {
        if let Some(&known) = self.long.get(name) {
            return known;
        }
        self.long.insert(name.into(), next);
        next
    }

    pub fn len(&self) -> usize {
        self.short.len() + self.long.len()
    }

    /// All names with their indices, in no order.
    pub fn iter(&self) -> impl Iterator<Item = (Cow<'_, str>, u32)> {
        let short = self.short.iter().map(|(&packed, &index)| (Cow::Owned(unpacked(packed)), index));
        short.chain(self.long.iter().map(|(name, &index)| (Cow::Borrowed(&**name), index)))
    }
}

/// A short name as a number: its bytes from the lowest on, and its length as the highest.
#[inline]
fn packed(name: &[u8]) -> Option<u128> {
    let length = name.len();
    let word = |bytes: &[u8]| u64::from_le_bytes(bytes.try_into().expect("eight bytes"));
    let half = |bytes: &[u8]| u64::from(u32::from_le_bytes(bytes.try_into().expect("four bytes")));
    let bytes = match length {
        0..4 => name.iter().rev().fold(0, |all, &byte| (all << 8) | u128::from(byte)),
        // The last bytes overlap the first; what stands twice is shifted out.
        4..8 => u128::from(half(&name[..4]) | ((half(&name[length - 4..]) >> (8 * (8 - length))) << 32)),
        8..=SHORT => {
            let last = u128::from(word(&name[length - 8..])) >> (8 * (16 - length));
            u128::from(word(&name[..8])) | (last << 64)
        }
        _ => return None,
    };
    Some(bytes | ((length as u128) << (8 * SHORT)))
}

fn unpacked(packed: u128) -> String {
    let bytes = packed.to_le_bytes();
    let name = &bytes[..usize::from(bytes[SHORT])];
    String::from_utf8(name.to_vec()).expect("it was made from a text")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_any_length_come_back() {
        let mut names = Names::default();
        let mut all: Vec<String> =
            (0..40).map(|length| "åäö日本a\0b".chars().cycle().take(length).collect()).collect();
        all.extend(["a", "a\0", "a\0\0", "12345678", "123456789"].map(str::to_owned));
        all.sort();
        all.dedup();
        let indices: Vec<u32> = all.iter().map(|name| names.of(name)).collect();
        assert_eq!(indices, (0..all.len() as u32).collect::<Vec<_>>());
        assert_eq!(all.iter().map(|name| names.of(name)).collect::<Vec<_>>(), indices);
        let mut found: Vec<(String, u32)> = names.iter().map(|(name, at)| (name.into_owned(), at)).collect();
        found.sort();
        assert_eq!(found, all.into_iter().zip(indices).collect::<Vec<_>>());
    }
}
