//! What the writer remembers of a consultation from one batch to the next, so that a vote asks the database
//! for no more than it must. Checked against the log's head, under its lock, before it is used.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, EventId, ParticipantId};
use crate::domain::vote::Vote;
use crate::live::change::Appending;
use crate::store::{self, Conn, Result};

/// Beyond so many, all are forgotten and asked for again.
const CONSULTATIONS: usize = 1_000;
const PARTICIPANTS: usize = 50_000;

/// Participants who are there, with the event through which they came.
pub(super) type Present = HashMap<ParticipantId, Option<EventId>>;

#[derive(Default)]
pub(super) struct Memory(HashMap<ConsultationId, Remembered>);

struct Remembered {
    consultation: Arc<Consultation>,
    /// Participants that are there as long as nothing more of the log is erased.
    participants: Present,
    erasures: i64,
}

impl Memory {
    /// Locks a log until the transaction ends.
    pub fn lock(&mut self, conn: &mut Conn, id: &ConsultationId) -> Result<Appending> {
        let head = store::log::lock_head(conn, id)?;
        let version = store::consultations::version(conn, id)?;
        if let Some(known) = self.0.get_mut(id)
            && known.consultation.version == version
        {
            if known.erasures != head.erasures {
                known.participants.clear();
                known.erasures = head.erasures;
            }
            return Ok(Appending::at(head, known.consultation.clone()));
        }
        let consultation = Arc::new(store::consultations::get(conn, id)?);
        if self.0.len() >= CONSULTATIONS {
            self.0.clear();
        }
        let fresh = Remembered {
            consultation: consultation.clone(),
            participants: Present::default(),
            erasures: head.erasures,
        };
        self.0.insert(id.clone(), fresh);
        Ok(Appending::at(head, consultation))
    }

    /// Those who voted, as far as they are there: an erased participant's token is good for nothing. The log is
    /// locked.
    pub fn present(&mut self, conn: &mut Conn, id: &ConsultationId, votes: &[&Vote]) -> Result<&Present> {
        let known = self.0.get_mut(id).expect("the log was locked, which remembers the consultation");
        if known.participants.len() >= PARTICIPANTS {
            known.participants.clear();
        }
        let unknown: HashSet<&ParticipantId> = votes
            .iter()
            .filter_map(|vote| vote.participant.as_ref())
            .filter(|participant| !known.participants.contains_key(*participant))
            .collect();
        if !unknown.is_empty() {
            let asked: Vec<&str> = unknown.iter().map(|participant| participant.as_str()).collect();
            let mut existing = store::participants::existing(conn, id, &asked)?;
            let there = unknown.into_iter().filter_map(|participant| {
                let (_, event) = existing.remove_entry(participant.as_str())?;
                Some((participant.clone(), event))
            });
            known.participants.extend(there);
        }
        Ok(&known.participants)
    }
}
