//! Votes that an organiser sets aside: they stay in the log and enter no ranking, for a reason that everybody
//! who sees results can read, until they are put back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::ids::{ParticipantId, SetAsideId};
use crate::domain::{Micros, Texts};

/// The most code points of a reason in one language.
pub const REASON_MAX: usize = 500;
/// The most participants named at once.
pub const PARTICIPANTS_MAX: usize = 1_000;

/// Which votes: of these participants (of all, if it is none), given from one time to another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    pub participants: Option<HashSet<ParticipantId>>,
    pub from: Option<Micros>,
    pub until: Option<Micros>,
}

impl Chosen {
    /// Whether a vote is among them.
    pub fn has(&self, participant: Option<&ParticipantId>, time: Option<Micros>) -> bool {
        let named = |them: &HashSet<ParticipantId>| participant.is_some_and(|p| them.contains(p));
        let of_them = self.participants.as_ref().is_none_or(named);
        let after = self.from.is_none_or(|from| time.is_some_and(|time| time >= from));
        let before = self.until.is_none_or(|until| time.is_some_and(|time| time < until));
        of_them && after && before
    }
}

/// Numbers of rows, as spans with both ends in them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Numbers(Vec<(i64, i64)>);

impl FromIterator<i64> for Numbers {
    /// From numbers in rising order.
    fn from_iter<I: IntoIterator<Item = i64>>(numbers: I) -> Self {
        let mut spans: Vec<(i64, i64)> = Vec::new();
        for number in numbers {
            match spans.last_mut() {
                Some((_, end)) if *end + 1 == number => *end = number,
                _ => spans.push((number, number)),
            }
        }
        Self(spans)
    }
}

impl Numbers {
    pub fn iter(&self) -> impl Iterator<Item = i64> {
        self.0.iter().flat_map(|&(from, to)| from..=to)
    }

    pub fn has(&self, number: i64) -> bool {
        let after = self.0.partition_point(|&(from, _)| from <= number);
        after.checked_sub(1).is_some_and(|at| number <= self.0[at].1)
    }

    pub fn count(&self) -> i64 {
        self.0.iter().map(|(from, to)| to - from + 1).sum()
    }

    /// The first and the last.
    pub fn span(&self) -> Option<(i64, i64)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }
}

/// One decision to set votes aside.
#[derive(Clone, Debug, PartialEq)]
pub struct SetAside {
    pub id: SetAsideId,
    /// The row of the log that set them aside.
    pub seq: i64,
    /// The row that put them back.
    pub back_seq: Option<i64>,
    pub reason: Texts,
    /// Over which the log has the digest of the reason.
    pub salt: Vec<u8>,
    /// Votes that stood when it was decided.
    pub votes: Numbers,
    /// Whose votes they are.
    pub participants: i64,
    pub made_at: Micros,
    pub back_at: Option<Micros>,
}

impl SetAside {
    /// Whether it was not put back.
    pub fn stands(&self) -> bool {
        self.back_seq.is_none()
    }

    /// Whether a vote was aside by this at a number of the log.
    pub fn holds(&self, vote: i64, at: i64) -> bool {
        self.seq <= at && self.back_seq.is_none_or(|back| back > at) && self.votes.has(vote)
    }

    /// The row that sets aside. Numbers stand in public: whoever has the log can compute the ranking.
    pub fn entry(&self, reason_digest: &str) -> Value {
        json!({"set_aside": {"id": self.id, "reason_digest": reason_digest, "votes": self.votes}})
    }

    /// The row that puts back.
    pub fn back_entry(&self) -> Value {
        json!({"put_back": {"id": self.id, "votes": self.votes}})
    }
}

/// What a row of settings says of votes.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    Aside(SetAsideId, Numbers),
    Back(SetAsideId, Numbers),
}

impl Moved {
    pub fn read(settings: &Value) -> Option<Self> {
        let said = |member: &str| {
            let said = settings.get(member)?;
            let id = SetAsideId::parse(said.get("id")?.as_str()?)?;
            Some((id, serde_json::from_value(said.get("votes")?.clone()).ok()?))
        };
        let aside = said("set_aside").map(|(id, votes)| Moved::Aside(id, votes));
        aside.or_else(|| said("put_back").map(|(id, votes)| Moved::Back(id, votes)))
    }

    pub fn votes(&self) -> &Numbers {
        match self {
            Moved::Aside(_, votes) | Moved::Back(_, votes) => votes,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_as_spans() {
        let list = [2, 3, 4, 7, 9, 10];
        let numbers: Numbers = list.into_iter().collect();
        assert_eq!(numbers.0, [(2, 4), (7, 7), (9, 10)]);
        assert_eq!(numbers.iter().collect::<Vec<_>>(), list);
        assert_eq!((0..12).filter(|&n| numbers.has(n)).collect::<Vec<_>>(), list);
        assert_eq!((numbers.count(), numbers.span()), (6, Some((2, 10))));
        assert_eq!(Numbers::default().span(), None);
    }

    #[test]
    fn a_vote_is_chosen_by_who_and_when() {
        let (one, other) = (ParticipantId::new(), ParticipantId::new());
        let of_one = Chosen { participants: Some([one.clone()].into()), ..Chosen::default() };
        assert!(
            of_one.has(Some(&one), None) && !of_one.has(Some(&other), None) && !of_one.has(None, Some(5))
        );
        let at_five = Chosen { from: Some(5), until: Some(6), ..Chosen::default() };
        assert!(at_five.has(None, Some(5)) && !at_five.has(None, Some(6)) && !at_five.has(Some(&one), None));
    }
}
