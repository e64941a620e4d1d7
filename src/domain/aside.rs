//! Votes that an organiser sets aside: they stay in the log and enter no ranking, for a reason that everybody
//! who sees results can read, until they are put back.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::domain::disclosure::LEAST;
use crate::domain::ids::{ParticipantId, SetAsideId};
use crate::domain::log::Private;
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

    /// Whether it is about fewer than five people, of whom nobody is told how many they are.
    pub fn is_of_few(&self) -> bool {
        self.participants < i64::from(LEAST)
    }

    /// Whether a vote was aside by this at a number of the log.
    pub fn holds(&self, vote: i64, at: i64) -> bool {
        self.seq <= at && self.back_seq.is_none_or(|back| back > at) && self.votes.has(vote)
    }

    /// The row that sets aside, as the public sees it. Numbers stand in it so that whoever has the log can compute
    /// the ranking; where they would show what fewer than five people chose, they stand in the private part alone,
    /// to which the row is committed.
    pub fn entry(&self, reason_digest: &str, named: bool) -> Value {
        let mut said = json!({"id": self.id, "reason_digest": reason_digest});
        self.name(&mut said, named);
        json!({ "set_aside": said })
    }

    /// The row that puts back.
    pub fn back_entry(&self, named: bool) -> Value {
        let mut said = json!({"id": self.id});
        self.name(&mut said, named);
        json!({ "put_back": said })
    }

    fn name(&self, said: &mut Value, named: bool) {
        if named {
            said["votes"] = json!(self.votes);
        } else {
            said[WITHHELD] = json!(true);
        }
    }

    /// What the row's private part has of it.
    pub fn kept_private(&self, named: bool) -> Option<Numbers> {
        (!named).then(|| self.votes.clone())
    }
}

/// In public, in place of the votes' numbers.
const WITHHELD: &str = "withheld";
/// In a stored row of settings, beside what is public of it.
const PRIVATE_VOTES: &str = "private_votes";

/// Settings as they are stored: what is public of them, and the numbers of votes that are not.
pub fn stored(settings: &Value, votes: Option<&Numbers>) -> Value {
    let mut stored = settings.clone();
    if let Some(votes) = votes {
        stored[PRIVATE_VOTES] = json!(votes);
    }
    stored
}

/// The two parts of what was stored.
pub fn parted(mut stored: Value) -> (Value, Option<Numbers>) {
    let votes = stored.as_object_mut().and_then(|members| members.remove(PRIVATE_VOTES));
    (stored, votes.and_then(|votes| serde_json::from_value(votes).ok()))
}

/// What a row of settings says of votes.
#[derive(Clone, Debug, PartialEq)]
pub enum Moved {
    Aside(SetAsideId, Numbers),
    Back(SetAsideId, Numbers),
}

impl Moved {
    /// What it says as far as the reader may know: nothing, where the votes are withheld and the private part is not
    /// there.
    pub fn read(settings: &Value, private: Option<&Private>) -> Option<Self> {
        let said = |member: &str| {
            let said = settings.get(member)?;
            let id = SetAsideId::parse(said.get("id")?.as_str()?)?;
            let votes = match said.get("votes") {
                Some(votes) => serde_json::from_value(votes.clone()).ok()?,
                None => private?.votes.clone()?,
            };
            Some((id, votes))
        };
        let aside = said("set_aside").map(|(id, votes)| Moved::Aside(id, votes));
        aside.or_else(|| said("put_back").map(|(id, votes)| Moved::Back(id, votes)))
    }

    /// The decision that withholds which votes it sets aside (true) or puts back (false).
    pub fn withheld(settings: &Value) -> Option<(SetAsideId, bool)> {
        let said = |member: &str| {
            let said = settings.get(member).filter(|said| said.get(WITHHELD).is_some())?;
            SetAsideId::parse(said.get("id")?.as_str()?)
        };
        said("set_aside").map(|id| (id, true)).or_else(|| said("put_back").map(|id| (id, false)))
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
    fn what_is_withheld_is_stored_beside_what_is_public() {
        let votes: Numbers = [3, 4].into_iter().collect();
        let public = json!({"set_aside": {"id": SetAsideId::new(), "withheld": true}});
        let (again, private) = parted(stored(&public, Some(&votes)));
        assert_eq!((&again, private.as_ref()), (&public, Some(&votes)));
        assert_eq!(parted(stored(&public, None)), (public.clone(), None));
        assert_eq!(Moved::read(&public, None), None);
        let private = Private { votes: private, ..Private::default() };
        assert_eq!(Moved::read(&public, Some(&private)).unwrap().votes(), &votes);
        assert!(Moved::withheld(&public).unwrap().1);
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
