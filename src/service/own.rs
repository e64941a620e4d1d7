//! What is a participant's own: seeing it, and erasing it.

use std::collections::{BTreeMap, HashSet};

use crate::domain::consultation::{Consultation, State};
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{ConsultationId, ParticipantId};
use crate::domain::log::{Entry, Private};
use crate::domain::participant::stand_in;
use crate::domain::vote::{Outcome, Reason};
use crate::domain::{Code, Error, Micros, Result, Texts, ids::IdeaId, ids::PairId};
use crate::live::{Change, Room};
use crate::service::ideas::log_entry;
use crate::service::{Service, now};
use crate::store;

/// Participants erased in one transaction where a whole consultation's are.
const AT_ONCE: i64 = 200;

/// One of a participant's votes that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OwnVote {
    pub pair: PairId,
    pub seq: i64,
    pub left: IdeaId,
    pub right: IdeaId,
    pub outcome: Outcome,
    pub reason: Option<Reason>,
    pub time: Micros,
}

impl Service {
    /// The participant's votes that stand, newest first.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn own_votes(&self, room: &Room, participant: &ParticipantId) -> Result<Vec<OwnVote>> {
        let (id, participant) = (room.id().clone(), participant.clone());
        let rows = self.db.read(move |conn| store::log::list_of_participant(conn, &id, &participant)).await?;
        let undone: HashSet<i64> = rows.iter().filter_map(|row| row.public.supersedes).collect();
        let mut votes: Vec<OwnVote> = rows
            .into_iter()
            .filter(|row| !undone.contains(&row.public.seq))
            .filter_map(|row| {
                let Some(Entry::Vote { left, right, outcome, .. }) = row.public.entry() else { return None };
                let (private, _) = row.private?;
                let (pair, time) = (private.pair_id?, private.time?);
                Some(OwnVote {
                    pair,
                    seq: row.public.seq,
                    left,
                    right,
                    outcome,
                    reason: private.reason,
                    time,
                })
            })
            .collect();
        votes.reverse();
        Ok(votes)
    }

    /// What the participant said of themselves: a choice for the key of a question.
    ///
    /// # Errors
    /// `token_invalid` if they have been erased.
    pub async fn own_groups(
        &self,
        room: &Room,
        participant: &ParticipantId,
    ) -> Result<BTreeMap<String, String>> {
        let (id, participant) = (room.id().clone(), participant.clone());
        let found = self.db.read(move |conn| store::participants::find(conn, &id, &participant)).await?;
        let erased = || Error::new(Code::TokenInvalid, "This participant has been erased; join again.");
        Ok(found.ok_or_else(erased)?.groups)
    }

    /// The participant's ideas in whatever state, oldest first.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn own_ideas(&self, room: &Room, participant: &ParticipantId) -> Result<Vec<Idea>> {
        let (id, participant) = (room.id().clone(), participant.clone());
        Ok(self.db.read(move |conn| store::ideas::list_of_participant(conn, &id, &participant)).await?)
    }

    /// Erases a participant: the row, the private parts of their votes, and the texts of their ideas, which
    /// are withdrawn. Votes stay counted as one person's, whom a random number stands for. Repeated, it changes
    /// nothing.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn erase_participant(&self, room: &Room, participant: &ParticipantId) -> Result<()> {
        let (id, wanted) = (room.id().clone(), participant.clone());
        if self.db.read(move |conn| store::participants::find(conn, &id, &wanted)).await?.is_some() {
            self.write_erasure(participant.as_str(), None).await;
            self.erase(room, participant).await?;
        }
        Ok(())
    }

    /// Whether there was somebody to erase.
    pub(super) async fn erase(&self, room: &Room, participant: &ParticipantId) -> Result<bool> {
        let (id, participant, time) = (room.id().clone(), participant.clone(), now());
        let erased = self
            .live
            .change(move |change| {
                change.lock(&id)?;
                let own = store::ideas::list_of_participant(change.conn(), &id, &participant)?;
                erase_ideas(change, &id, own, time)?;
                store::log::erase_participants(change.conn(), &id, &[(participant.clone(), stand_in())])?;
                Ok(store::participants::delete(change.conn(), &id, &[participant])? > 0)
            })
            .await?;
        self.after_erasure(room.id()).await?;
        Ok(erased)
    }

    /// What is held in memory is read anew, and the files lose what was overwritten.
    async fn after_erasure(&self, id: &ConsultationId) -> Result<()> {
        self.live.reload(id).await?;
        self.forget_overwritten().await
    }

    /// Erases the participants of consultations whose days of keeping them are over.
    pub(super) async fn erase_expired(&self, time: Micros) -> Result<()> {
        for consultation in self.db.read(store::consultations::list_retaining).await? {
            if !is_expired(&consultation, time) {
                continue;
            }
            // Read first: most of these were erased long ago, and the writer need not hear of them again.
            let id = consultation.id.clone();
            if self.db.read(move |conn| store::participants::count(conn, &id)).await? == 0 {
                continue;
            }
            let until = now();
            self.write_erasure(consultation.id.as_str(), Some(until)).await;
            self.erase_all(&consultation.id, until).await?;
        }
        Ok(())
    }

    /// Erases all who joined up to a time, some at once, so that votes of other consultations needn't wait for all
    /// of them. Their ideas stay, as nobody's. Returns how many they were.
    pub(super) async fn erase_all(&self, consultation: &ConsultationId, until: Micros) -> Result<usize> {
        let id = consultation.clone();
        self.live
            .change(move |change| {
                store::rewordings::forget_words_of_participants(change.conn(), &id)?;
                store::ideas::forget_participants(change.conn(), &id)
            })
            .await?;
        let mut count = 0;
        loop {
            let id = consultation.clone();
            let erased = self
                .live
                .change(move |change| {
                    let some = store::participants::list_joined(change.conn(), &id, until, AT_ONCE)?;
                    let stand_ins: Vec<_> = some.iter().map(|one| (one.clone(), stand_in())).collect();
                    store::log::erase_participants(change.conn(), &id, &stand_ins)?;
                    store::participants::delete(change.conn(), &id, &some)
                })
                .await?;
            if erased == 0 {
                break;
            }
            count += erased;
        }
        self.after_erasure(consultation).await?;
        Ok(count)
    }
}

/// Whether the days are over for which a consultation that has ended keeps its participants.
pub(super) fn is_expired(consultation: &Consultation, time: Micros) -> bool {
    const DAY: Micros = 24 * 3_600 * 1_000_000;
    if !matches!(consultation.state, State::Closed | State::Archived) {
        return false;
    }
    let closed = consultation.closes_at.unwrap_or(consultation.updated_at).min(consultation.updated_at);
    consultation.retention_days.is_some_and(|days| time - closed >= Micros::from(days) * DAY)
}

fn erase_ideas(
    change: &mut Change<'_>,
    id: &ConsultationId,
    own: Vec<Idea>,
    time: Micros,
) -> store::Result<()> {
    for mut idea in own {
        idea.state =
            if idea.state == IdeaState::Rejected { IdeaState::Rejected } else { IdeaState::Withdrawn };
        idea.texts = Texts::default();
        idea.participant = None;
        idea.reason = None;
        idea.linked_to = None;
        // A new salt: the digests that the log has of the old texts fit nothing any more.
        idea.salt = rand::random::<[u8; 16]>().to_vec();
        idea.decided_at = Some(time);
        store::ideas::free_keys(change.conn(), id, &idea.id)?;
        store::rewordings::delete_of(change.conn(), id, &idea.id)?;
        store::ideas::update(change.conn(), id, &idea)?;
        change.append(id, &log_entry(&idea), Private { time: Some(time), ..Private::default() })?;
    }
    Ok(())
}
