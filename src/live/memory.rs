//! What the writer remembers of a consultation from one batch to the next, so that a vote asks the database
//! for no more than it must: who is there, what they answered, which pairs are open for them, which ideas are
//! active. It is known up to one row of the log, by number and hash; under the lock of the log's head whatever
//! came after that row is read before any of it is used.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::chain::{self, Hash};
use crate::domain::consultation::Consultation;
use crate::domain::idea::IdeaState;
use crate::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
use crate::domain::log::{Entry, Row};
use crate::domain::vote::{Pair, Vote};
use crate::live::change::Appending;
use crate::live::voter::{Ideas, Voter};
use crate::store::log::Head;
use crate::store::{self, Conn, Result};

/// Ideas, participants and their answers in all consultations; beyond so many, some hundred megabytes, all are
/// forgotten and asked for again.
const THINGS: usize = 2_000_000;
/// Rows that others wrote: beyond so many, what is known of a log is asked for again rather than brought up to it.
const BEHIND: i64 = 2_000;

#[derive(Default)]
pub(super) struct Memory(HashMap<ConsultationId, Remembered>);

pub(super) struct Remembered {
    consultation: Arc<Consultation>,
    /// The row up to which the rest is known.
    seq: i64,
    hash: Hash,
    erasures: i64,
    /// Places that stand for ideas, and for each place whether it is active.
    places: HashMap<IdeaId, u32>,
    active: Vec<bool>,
    /// Participants that are there as long as nothing more of the log is erased.
    voters: HashMap<ParticipantId, Voter>,
    /// How much the voters amount to, at most.
    things: usize,
}

impl Memory {
    /// Locks a log until the transaction ends.
    pub fn lock(&mut self, conn: &mut Conn, id: &ConsultationId) -> Result<Appending> {
        let head = store::log::lock_head(conn, id)?;
        let version = store::consultations::version(conn, id)?;
        if let Some(known) = self.0.get_mut(id)
            && known.follow(conn, id, &head)?
        {
            if known.consultation.version != version {
                known.consultation = Arc::new(store::consultations::get(conn, id)?);
            }
            return Ok(Appending::at(head, known.consultation.clone()));
        }
        if self.0.values().map(|known| known.active.len() + known.things).sum::<usize>() > THINGS {
            self.0.clear();
        }
        let fresh = Remembered::read(conn, id, &head)?;
        let consultation = fresh.consultation.clone();
        self.0.insert(id.clone(), fresh);
        Ok(Appending::at(head, consultation))
    }

    /// What is known of a consultation whose log was locked, those who voted among it as far as they are there.
    pub fn present(
        &mut self,
        conn: &mut Conn,
        id: &ConsultationId,
        votes: &[&Vote],
    ) -> Result<&mut Remembered> {
        let known = self.0.get_mut(id).expect("the log was locked, which remembers the consultation");
        if known.things > THINGS {
            known.forget_voters();
        }
        known.meet(conn, id, votes)?;
        Ok(known)
    }

    /// A transaction failed: what it added to what is known did not happen.
    pub fn forget_all(&mut self) {
        self.0.clear();
    }

    /// What is known of one consultation turned out not to be so.
    pub fn forget(&mut self, id: &ConsultationId) {
        self.0.remove(id);
    }
}

impl Remembered {
    fn read(conn: &mut Conn, id: &ConsultationId, head: &Head) -> Result<Self> {
        let mut fresh = Self {
            consultation: Arc::new(store::consultations::get(conn, id)?),
            seq: head.seq,
            hash: head.hash,
            erasures: head.erasures,
            places: HashMap::new(),
            active: Vec::new(),
            voters: HashMap::new(),
            things: 0,
        };
        for (idea, state) in store::ideas::states(conn, id)? {
            fresh.put_idea(idea, state);
        }
        Ok(fresh)
    }

    fn forget_voters(&mut self) {
        self.voters.clear();
        self.things = 0;
    }

    /// Brings what is known up to the head. False if it can't be: the log is another than was known, as after
    /// a failover to an older copy, or too much came.
    fn follow(&mut self, conn: &mut Conn, id: &ConsultationId, head: &Head) -> Result<bool> {
        if self.erasures != head.erasures {
            self.forget_voters();
            self.erasures = head.erasures;
        }
        if (self.seq, self.hash) == (head.seq, head.hash) {
            return Ok(true);
        }
        if !(1..=BEHIND).contains(&(head.seq - self.seq)) {
            return Ok(false);
        }
        let rows = store::log::list_after(conn, id, self.seq, BEHIND)?;
        let follows = |row: &Row| chain::link(&self.hash, &row.public) == row.hash;
        if !rows.first().is_some_and(follows) || rows.last().is_none_or(|row| row.hash != head.hash) {
            return Ok(false);
        }
        for row in &rows {
            self.take(row);
        }
        self.reached(head.seq, head.hash);
        Ok(true)
    }

    /// Takes a row that somebody else wrote.
    fn take(&mut self, row: &Row) {
        match row.public.entry() {
            Some(Entry::Idea { idea, state, .. }) => self.put_idea(idea, state),
            Some(Entry::Vote { left, right, .. }) => {
                let Some((private, _)) = &row.private else { return };
                let (Some(participant), Some(pair)) = (&private.participant, &private.pair_id) else {
                    return;
                };
                let ideas = (self.place(&left), self.place(&right));
                self.answered(participant, pair, ideas);
            }
            // What was open for them has changed as well.
            Some(Entry::Undo { .. }) => {
                if let Some(participant) = row.private.as_ref().and_then(|(p, _)| p.participant.as_ref()) {
                    self.voters.remove(participant);
                }
            }
            Some(Entry::Settings(_)) | None => {}
        }
    }

    /// All rows up to this one are in.
    pub fn reached(&mut self, seq: i64, hash: Hash) {
        (self.seq, self.hash) = (seq, hash);
    }

    fn put_idea(&mut self, idea: IdeaId, state: IdeaState) {
        let place = self.place(&idea) as usize;
        self.active[place] = state == IdeaState::Active;
    }

    /// The place that stands for an idea; one that was not known is not active.
    pub fn place(&mut self, idea: &IdeaId) -> u32 {
        if let Some(&place) = self.places.get(idea) {
            return place;
        }
        let place = self.active.len() as u32;
        self.active.push(false);
        self.places.insert(idea.clone(), place);
        place
    }

    /// Whether both ideas are served in pairs.
    pub fn are_active(&self, (left, right): Ideas) -> bool {
        self.active[left as usize] && self.active[right as usize]
    }

    pub fn voter(&self, participant: &ParticipantId) -> Option<&Voter> {
        self.voters.get(participant)
    }

    /// An answer of a participant who is there was recorded.
    pub fn answered(&mut self, participant: &ParticipantId, pair: &PairId, ideas: Ideas) {
        if let Some(voter) = self.voters.get_mut(participant) {
            voter.answered(pair, ideas);
            self.things += 1;
        }
    }

    /// Asks for those who are not known yet.
    fn meet(&mut self, conn: &mut Conn, id: &ConsultationId, votes: &[&Vote]) -> Result<()> {
        let unknown: HashSet<&ParticipantId> = votes
            .iter()
            .filter_map(|vote| vote.participant.as_ref())
            .filter(|participant| !self.voters.contains_key(*participant))
            .collect();
        if unknown.is_empty() {
            return Ok(());
        }
        let asked: Vec<&str> = unknown.iter().map(|participant| participant.as_str()).collect();
        let rows = store::participants::voting(conn, id, &asked)?;
        let answers = store::log::answered(conn, id, &asked)?;
        let undone: HashSet<i64> = answers.iter().filter_map(|row| row.supersedes).collect();
        let mut voters: HashMap<ParticipantId, (Voter, Vec<Pair>)> = rows
            .into_iter()
            .map(|(participant, row)| (participant, (Voter::new(row.event), row.open_pairs)))
            .collect();
        for answer in &answers {
            let Some((left, right)) = &answer.ideas else { continue };
            let Some((voter, _)) = voters.get_mut(&answer.participant) else { continue };
            if undone.contains(&answer.seq) {
                voter.took_back(&answer.pair);
            } else {
                voter.answered(&answer.pair, (self.place(left), self.place(right)));
            }
        }
        for (participant, (mut voter, open)) in voters {
            voter.serve(&open, self.places_of(&open));
            self.things += voter.things();
            self.voters.insert(participant, voter);
        }
        Ok(())
    }

    fn places_of(&mut self, pairs: &[Pair]) -> Vec<Ideas> {
        pairs.iter().map(|pair| (self.place(&pair.left), self.place(&pair.right))).collect()
    }

    /// Reads anew which pairs are open for a participant: some may have been served since.
    pub fn serve(&mut self, conn: &mut Conn, id: &ConsultationId, participant: &ParticipantId) -> Result<()> {
        let row = store::participants::voting(conn, id, &[participant.as_str()])?.remove(participant);
        let open = row.map(|row| row.open_pairs).unwrap_or_default();
        let ideas = self.places_of(&open);
        if let Some(voter) = self.voters.get_mut(participant) {
            voter.serve(&open, ideas);
        }
        Ok(())
    }
}
