//! Owns the noise of cells: people have keys, the keys of a cell's people decide the draws that blur what is told of
//! it (the cell-key method of official statistics). Who is in two cells of the same people, with the same votes, gets
//! the same draws, in every process; one person more or less, or one vote, and all draws are others.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::ids::{IdeaId, ParticipantId};
use crate::ranking::{Ballot, Outcome};

type Key = [u8; 32];
/// Bytes of a number.
const WORD: usize = 8;
/// Bytes that an idea is told apart by, and those of a vote: two ideas, a weight, an outcome.
const IDEA: usize = 16;
const SAID: usize = 2 * IDEA + WORD + 1;

/// Keys under the secret of a consultation, which nobody is told.
pub(super) struct CellKeys<'a> {
    secret: &'a [u8],
    /// What stands for an idea, by its place in the ballots: places may differ between processes.
    ideas: Vec<Key>,
}

impl<'a> CellKeys<'a> {
    pub fn new(secret: &'a [u8], ideas: &[IdeaId]) -> Self {
        let ideas = ideas.iter().map(|id| keyed(secret, "idea", [id.as_str().as_bytes()])).collect();
        Self { secret, ideas }
    }

    /// The key of a person with the votes that count. It changes with them: were it the person's alone, a release with
    /// the same people and more votes would be told by its difference from the one before.
    pub fn of_person(&self, person: &ParticipantId, votes: &[Ballot]) -> Key {
        let mut said: Vec<[u8; SAID]> = votes.iter().map(|vote| self.said(vote)).collect();
        said.sort_unstable();
        keyed(self.secret, "person", [person.as_str().as_bytes(), said.as_flattened()])
    }

    fn said(&self, vote: &Ballot) -> [u8; SAID] {
        let outcome = match vote.outcome {
            Outcome::Left => 0,
            Outcome::Right => 1,
            Outcome::Tie => 2,
        };
        let mut said = [outcome; SAID];
        said[..IDEA].copy_from_slice(&self.ideas[vote.left as usize][..IDEA]);
        said[IDEA..2 * IDEA].copy_from_slice(&self.ideas[vote.right as usize][..IDEA]);
        said[2 * IDEA..SAID - 1].copy_from_slice(&vote.weight.to_bits().to_be_bytes());
        said
    }

    /// A draw from N(0, 1) for each idea, which the keys of the people decide together, in whatever order.
    pub fn draws(&self, mut people: Vec<Key>) -> Vec<f64> {
        people.sort_unstable();
        let cell = keyed(self.secret, "cell", people.iter().map(|key| &key[..]));
        self.ideas.iter().map(|idea| normal(&keyed(&cell, "draw", [&idea[..]]))).collect()
    }
}

/// HMAC-SHA-256 over a purpose and parts, each with its length before it.
fn keyed<'a>(secret: &[u8], purpose: &'a str, parts: impl IntoIterator<Item = &'a [u8]>) -> Key {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of every length");
    for part in std::iter::once(purpose.as_bytes()).chain(parts) {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// A draw from N(0, 1) of random bits (Box and Muller 1958). Written out, so that it is the same in every version of
/// whatever makes random numbers elsewhere.
fn normal(bits: &Key) -> f64 {
    let uniform = |from: usize| {
        let word = bits[from..from + WORD].iter().fold(0_u64, |word, byte| word << 8 | u64::from(*byte));
        ((word >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    };
    (-2.0 * uniform(0).ln()).sqrt() * (std::f64::consts::TAU * uniform(WORD)).cos()
}

#[cfg(test)]
mod tests {
    use super::*;

    const VOTE: Ballot = Ballot { left: 0, right: 1, outcome: Outcome::Left, weight: 1.0 };

    fn ideas(count: usize) -> Vec<IdeaId> {
        (0..count).map(|_| IdeaId::new()).collect()
    }

    #[test]
    fn the_same_people_get_the_same_in_whatever_order_and_whatever_places() {
        let (ideas, people) = (ideas(3), [ParticipantId::new(), ParticipantId::new()]);
        let keys = CellKeys::new(&[7; 32], &ideas);
        let other = Ballot { left: 2, right: 0, ..VOTE };
        let [one, two] = people.each_ref().map(|person| keys.of_person(person, &[VOTE, other]));
        let draws = keys.draws(vec![one, two]);
        assert_eq!(draws, keys.draws(vec![two, one]));
        // Another process has the ideas at other places.
        let turned: Vec<IdeaId> = ideas.iter().rev().cloned().collect();
        let moved = |vote: Ballot| Ballot { left: 2 - vote.left, right: 2 - vote.right, ..vote };
        let there = CellKeys::new(&[7; 32], &turned);
        let keys_there =
            people.each_ref().map(|person| there.of_person(person, &[moved(other), moved(VOTE)]));
        assert_eq!(keys_there, [one, two]);
        let back: Vec<f64> = there.draws(keys_there.to_vec()).into_iter().rev().collect();
        assert_eq!(back, draws);
    }

    #[test]
    fn one_person_or_one_vote_or_another_secret_makes_all_draws_others() {
        let (ideas, person) = (ideas(2), ParticipantId::new());
        let keys = CellKeys::new(&[7; 32], &ideas);
        let one = keys.of_person(&person, &[VOTE]);
        let told = keys.draws(vec![one]);
        let more = keys.of_person(&ParticipantId::new(), &[VOTE]);
        let tie = Ballot { outcome: Outcome::Tie, ..VOTE };
        for other in
            [vec![one, more], vec![keys.of_person(&person, &[tie])], vec![keys.of_person(&person, &[])]]
        {
            assert!(keys.draws(other).iter().zip(&told).all(|(one, other)| (one - other).abs() > 1e-9));
        }
        assert_ne!(CellKeys::new(&[8; 32], &ideas).of_person(&person, &[VOTE]), one);
    }

    #[test]
    fn draws_are_normal_and_independent() {
        let ideas = ideas(2_000);
        let keys = CellKeys::new(&[7; 32], &ideas);
        let [one, other] = [1, 2].map(|byte| keys.draws(vec![[byte; 32]]));
        let mean = |of: &dyn Fn(usize) -> f64| (0..2_000).map(of).sum::<f64>() / 2_000.0;
        // Standard errors are 0.022, 0.032 and 0.022; the share beyond 1.96 is 0.05 ± 0.005.
        assert!(mean(&|at| one[at]).abs() < 0.08);
        assert!((mean(&|at| one[at] * one[at]) - 1.0).abs() < 0.12);
        assert!(mean(&|at| one[at] * other[at]).abs() < 0.08);
        assert!((mean(&|at| f64::from(u8::from(one[at].abs() > 1.96))) - 0.05).abs() < 0.02);
    }
}
