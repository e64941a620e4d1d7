//! Votes of a batch: which are new, which were recorded before, which are refused, and the rows of the new.

use std::collections::HashMap;

use crate::domain::chain::Hash;
use crate::domain::ids::{ConsultationId, EventId, PairId};
use crate::domain::log::{Entry, Kind, Private};
use crate::domain::vote::Vote;
use crate::domain::{Code, Error, Result};
use crate::live::change::Appending;
use crate::live::memory::Present;
use crate::store::{self, Conn};

/// How an answer to a pair came to stand in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Recorded,
    /// It was there before: a retry, or a second answer to a pair that was answered.
    AlreadyRecorded,
}

/// Where an answer stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    pub pair: PairId,
    pub seq: i64,
    pub hash: Hash,
    pub status: Status,
}

/// Appends the votes that are new; one answer a vote, in their order.
pub(super) fn record(
    log: &mut Appending,
    votes: &[&Vote],
    present: &Present,
    mut known: Known,
) -> Vec<Result<Recorded>> {
    let answer = |vote: &&Vote| {
        let event = match &vote.participant {
            Some(participant) => match present.get(participant) {
                Some(event) => event.as_ref(),
                None => return Err(Error::new(Code::TokenInvalid, "This participant has been erased.")),
            },
            None => None,
        };
        known.answer(log, vote, event)
    };
    votes.iter().map(answer).collect()
}

/// Where pairs of a batch stand in the log already.
#[derive(Default)]
pub(super) struct Known {
    votes: HashMap<PairId, (i64, Hash)>,
    undone: HashMap<PairId, (i64, Hash)>,
}

impl Known {
    pub fn read(conn: &mut Conn, id: &ConsultationId, votes: &[&Vote]) -> store::Result<Self> {
        let pairs: Vec<&str> = votes.iter().map(|vote| vote.pair.id.as_str()).collect();
        let mut known = Self::default();
        for row in store::log::list_by_pairs(conn, id, &pairs)? {
            let Some(pair) = row.private.as_ref().and_then(|(private, _)| private.pair_id.clone()) else {
                continue;
            };
            match row.public.kind {
                Kind::Vote => known.votes.insert(pair, (row.public.seq, row.hash)),
                _ => known.undone.insert(pair, (row.public.seq, row.hash)),
            };
        }
        Ok(known)
    }

    fn answer(&mut self, log: &mut Appending, vote: &Vote, event: Option<&EventId>) -> Result<Recorded> {
        let pair = vote.pair.id.clone();
        if self.undone.contains_key(&pair) {
            return Err(Error::new(
                Code::PairTakenBack,
                "The answer to this pair was taken back; ask for a new pair.",
            ));
        }
        if let Some(&(seq, hash)) = self.votes.get(&pair) {
            return Ok(Recorded { pair, seq, hash, status: Status::AlreadyRecorded });
        }
        log.consultation.must_be_open(vote.time)?;
        let (seq, hash) = append(log, vote, event);
        self.votes.insert(pair.clone(), (seq, hash));
        Ok(Recorded { pair, seq, hash, status: Status::Recorded })
    }
}

/// The row of a vote.
fn append(log: &mut Appending, vote: &Vote, event: Option<&EventId>) -> (i64, Hash) {
    let (entry, mut private) = row(vote);
    private.event = event.cloned();
    log.push(&entry, private)
}

/// What a vote says in public, and what is private of it.
pub(super) fn row(vote: &Vote) -> (Entry, Private) {
    let entry = Entry::Vote {
        left: vote.pair.left.clone(),
        right: vote.pair.right.clone(),
        outcome: vote.answer.outcome,
        counted: vote.counted,
        weight: vote.weight,
    };
    let private = Private {
        pair_id: Some(vote.pair.id.clone()),
        participant: vote.participant.clone(),
        member: None,
        event: vote.event.clone(),
        strategy: Some(vote.pair.strategy),
        reason: vote.answer.reason,
        response_ms: vote.response_ms,
        time: Some(vote.time),
    };
    (entry, private)
}
