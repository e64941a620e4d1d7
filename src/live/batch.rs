//! Votes of a batch: which are new, which were recorded before, which are refused, and the rows of the new.
//!
//! One answer of a participant to two ideas stands at a time, whatever pairs with them were served; and pairs
//! are answered in the order in which they were served, so that nobody picks those that they like.

use std::collections::HashSet;

use crate::domain::chain::Hash;
use crate::domain::ids::{ConsultationId, EventId, IdeaId, PairId, ParticipantId};
use crate::domain::log::{Entry, Kind, Private, Row};
use crate::domain::vote::{Outcome, Vote};
use crate::domain::{Code, Error, Result};
use crate::live::change::Appending;
use crate::live::memory::Remembered;
use crate::live::voter::{Ideas, Obstacle};
use crate::store::{self, Conn};

/// How an answer to a pair came to stand in the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Recorded,
    /// It was there before: a retry, or a second answer to the same two ideas.
    AlreadyRecorded,
}

/// Where an answer stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// The pair whose answer stands.
    pub pair: PairId,
    pub seq: i64,
    pub hash: Hash,
    pub status: Status,
    /// What stands, by the sides of the pair that was sent.
    pub outcome: Outcome,
}

/// Appends the votes that are new; one answer a vote, in their order.
pub(super) fn record(
    conn: &mut Conn,
    id: &ConsultationId,
    log: &mut Appending,
    votes: &[&Vote],
    known: &mut Remembered,
) -> store::Result<Vec<Result<Recorded>>> {
    let mut batch = Batch { conn, id, log, known, served: HashSet::new() };
    let mut answers = Vec::with_capacity(votes.len());
    for vote in votes {
        answers.push(batch.answer(vote)?);
    }
    // Whoever sends several in another order than they were served means all of them.
    let mut waiting: Vec<usize> = (0..votes.len()).filter(|&at| out_of_order(&answers[at])).collect();
    loop {
        let before = waiting.len();
        for &at in &waiting {
            answers[at] = batch.answer(votes[at])?;
        }
        waiting.retain(|&at| out_of_order(&answers[at]));
        if waiting.is_empty() || waiting.len() == before {
            return Ok(answers);
        }
    }
}

fn out_of_order(answer: &Result<Recorded>) -> bool {
    matches!(answer, Err(error) if error.code == Code::PairOutOfOrder)
}

struct Batch<'a> {
    conn: &'a mut Conn,
    id: &'a ConsultationId,
    log: &'a mut Appending,
    known: &'a mut Remembered,
    /// Whose open pairs were read in this batch: they can't be newer.
    served: HashSet<ParticipantId>,
}

impl Batch<'_> {
    fn answer(&mut self, vote: &Vote) -> store::Result<Result<Recorded>> {
        let Some(participant) = &vote.participant else {
            return Ok(Err(Error::new(Code::TokenInvalid, "A vote needs a participant.")));
        };
        let ideas = (self.known.place(&vote.pair.left), self.known.place(&vote.pair.right));
        let Some(voter) = self.known.voter(participant) else {
            return Ok(Err(Error::new(Code::TokenInvalid, "This participant has been erased.")));
        };
        let event = voter.event.clone();
        let found = match self.obstacle(participant, vote, ideas)? {
            Some(Obstacle::Answered) => self.by_pair(&vote.pair.id)?,
            Some(Obstacle::Met) => self.by_ideas(participant, vote)?,
            obstacle => {
                if let Err(error) = self.log.consultation.must_be_open(vote.time) {
                    return Ok(Err(error));
                }
                return Ok(match obstacle {
                    Some(obstacle) => Err(refusal(obstacle)),
                    None => Ok(self.append(vote, participant, ideas, event)),
                });
            }
        };
        let Some(row) = found else {
            return Ok(Err(Error::new(
                Code::PairTakenBack,
                "The answer to this pair was taken back; ask for a new pair.",
            )));
        };
        Ok(standing(&row, &vote.pair.left)
            .ok_or_else(|| Error::new(Code::Internal, "A vote lacks its pair.")))
    }

    fn obstacle(
        &mut self,
        participant: &ParticipantId,
        vote: &Vote,
        ideas: Ideas,
    ) -> store::Result<Option<Obstacle>> {
        let look = |known: &Remembered| {
            let voter = known.voter(participant);
            voter.and_then(|voter| voter.obstacle(&vote.pair.id, ideas, |ideas| known.are_active(ideas)))
        };
        let found = look(self.known);
        // It may have been served since their row was read.
        if found != Some(Obstacle::NotOpen) || !self.served.insert(participant.clone()) {
            return Ok(found);
        }
        self.known.serve(self.conn, self.id, participant)?;
        Ok(look(self.known))
    }

    fn append(
        &mut self,
        vote: &Vote,
        participant: &ParticipantId,
        ideas: Ideas,
        event: Option<EventId>,
    ) -> Recorded {
        let (entry, mut private) = row(vote);
        private.event = event;
        let (seq, hash) = self.log.push(&entry, private);
        self.known.answered(participant, &vote.pair.id, ideas);
        let (pair, outcome) = (vote.pair.id.clone(), vote.answer.outcome);
        Recorded { pair, seq, hash, status: Status::Recorded, outcome }
    }

    /// The answer to a pair; none if it was taken back.
    fn by_pair(&mut self, pair: &PairId) -> store::Result<Option<Row>> {
        let of_pair = |row: &&Row| pair_of(row) == Some(pair);
        if let Some(row) = self.log.rows.iter().find(of_pair) {
            return Ok(Some(row.clone()));
        }
        let rows = store::log::list_by_pairs(self.conn, self.id, &[pair.as_str()])?;
        let undone = rows.iter().any(|row| row.public.kind == Kind::Undo);
        Ok(rows.into_iter().find(|row| row.public.kind == Kind::Vote && !undone))
    }

    /// A participant's answer to the two ideas of a pair that stands.
    fn by_ideas(&mut self, participant: &ParticipantId, vote: &Vote) -> store::Result<Option<Row>> {
        let wanted = [&vote.pair.left, &vote.pair.right];
        let between = |row: &Row| {
            let sides = [row.public.left.as_ref(), row.public.right.as_ref()];
            wanted.iter().all(|idea| sides.contains(&Some(idea)))
        };
        let own = |row: &Row| {
            row.private.as_ref().is_some_and(|(private, _)| private.participant.as_ref() == Some(participant))
        };
        if let Some(row) = self.log.rows.iter().find(|row| own(row) && between(row)) {
            return Ok(Some(row.clone()));
        }
        let rows = store::log::list_of_participant(self.conn, self.id, participant)?;
        let undone: HashSet<i64> = rows.iter().filter_map(|row| row.public.supersedes).collect();
        Ok(rows.into_iter().find(|row| between(row) && !undone.contains(&row.public.seq)))
    }
}

fn refusal(obstacle: Obstacle) -> Error {
    match obstacle {
        Obstacle::OutOfOrder => Error::new(
            Code::PairOutOfOrder,
            "Pairs that were served before this one have no answer yet; answer or skip them first.",
        ),
        Obstacle::Inactive => Error::new(
            Code::PairNotOpen,
            "One of the two ideas is no longer among those to choose from; ask for pairs again.",
        ),
        _ => Error::new(Code::PairNotOpen, "This pair is no longer open; ask for pairs again."),
    }
}

fn pair_of(row: &Row) -> Option<&PairId> {
    row.private.as_ref().and_then(|(private, _)| private.pair_id.as_ref())
}

/// What stands in a row, by the sides of a pair that shows `left` on its left.
fn standing(row: &Row, left: &IdeaId) -> Option<Recorded> {
    let outcome = row.public.outcome?;
    let outcome = if row.public.left.as_ref() == Some(left) { outcome } else { outcome.turned() };
    Some(Recorded {
        pair: pair_of(row)?.clone(),
        seq: row.public.seq,
        hash: row.hash,
        status: Status::AlreadyRecorded,
        outcome,
    })
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
        votes: None,
    };
    (entry, private)
}
