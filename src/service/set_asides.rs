//! Votes set aside: which, why, and back again; and the ranking as it would be with them.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use crate::domain::access::Read;
use crate::domain::aside::{Chosen, Moved, PARTICIPANTS_MAX, REASON_MAX, SetAside};
use crate::domain::chain;
use crate::domain::disclosure::LEAST;
use crate::domain::ids::{ConsultationId, EventId, InvitationId, ParticipantId, SetAsideId};
use crate::domain::log::{Entry, Private, Row};
use crate::domain::{Code, Error, Micros, Result, Texts};
use crate::live::{Computed, Room};
use crate::service::{Organiser, Service, Viewer, now, settings};
use crate::store::{self, Conn};

/// Rows of the log read at a time.
const PAGE: i64 = 5_000;

/// Whose votes an organiser would set aside, and of which time; what is none narrows nothing down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    pub participants: Vec<ParticipantId>,
    pub event: Option<EventId>,
    pub invitation: Option<InvitationId>,
    pub from: Option<Micros>,
    pub until: Option<Micros>,
}

/// Standing votes by their numbers, with who gave them.
type Votes = BTreeMap<i64, Option<ParticipantId>>;

impl Service {
    /// What was set aside, newest first; what was put back again is among it.
    ///
    /// # Errors
    /// `results_withheld`.
    pub async fn list_set_asides(&self, viewer: &Viewer, room: &Room) -> Result<Vec<SetAside>> {
        self.must_see_results(viewer, room).await?;
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::set_asides::list(conn, &id)).await?)
    }

    /// Sets aside the votes that stand now, of those chosen: they stay in the log and enter no ranking.
    ///
    /// # Errors
    /// `invalid_field`: nothing is chosen, or no vote that stands; the reason is lacking or too long.
    pub async fn set_aside(
        &self,
        by: &Organiser,
        room: &Room,
        asked: Asked,
        reason: &Texts,
    ) -> Result<SetAside> {
        check(&asked)?;
        self.set_aside_of(by, room, asked, reason).await
    }

    /// The same of as many participants as it is about.
    pub(super) async fn set_aside_of(
        &self,
        by: &Organiser,
        room: &Room,
        asked: Asked,
        reason: &Texts,
    ) -> Result<SetAside> {
        let reason = settings::checked_texts("reason", reason, REASON_MAX)?;
        if reason.is_empty() {
            return Err(Error::field("reason", Code::InvalidField, "Say why, in one language at least."));
        }
        let chosen = self.chosen(room, asked).await?;
        let (id, of) = (room.id().clone(), chosen.clone());
        let (found, until) = self.db.read(move |conn| standing(conn, &id, &of, 0)).await?;
        let (id, member, time) = (room.id().clone(), by.member.clone(), now());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let mut found = found;
                // What came while the log was read: undone votes are out, new ones of those chosen are in.
                let (later, _) = standing_after(change.conn(), &id, &chosen, until, &mut found)?;
                found.extend(later);
                let before = store::set_asides::list(change.conn(), &id)?;
                found.retain(|vote, _| !before.iter().any(|aside| aside.stands() && aside.votes.has(*vote)));
                if found.is_empty() {
                    let detail = "No vote that counts is among those chosen.";
                    return Err(Error::field("participants", Code::InvalidField, detail).into());
                }
                let participants: HashSet<&ParticipantId> = found.values().flatten().collect();
                let mut aside = SetAside {
                    id: SetAsideId::new(),
                    seq: 0,
                    back_seq: None,
                    reason,
                    salt: rand::random::<[u8; 16]>().to_vec(),
                    participants: participants.len() as i64,
                    votes: found.keys().copied().collect(),
                    made_at: time,
                    back_at: None,
                };
                let digest = chain::texts_digest(&aside.salt, &aside.reason);
                let named = may_be_named(change.conn(), &id, &found, &before)?;
                let votes = aside.kept_private(named);
                let private = Private { member: Some(member), time: Some(time), votes, ..Private::default() };
                (aside.seq, _) =
                    change.append(&id, &Entry::Settings(aside.entry(&digest, named)), private)?;
                store::set_asides::insert(change.conn(), &id, &aside)?;
                Ok(aside)
            })
            .await
    }

    /// Whom an organiser's choice means: of those named, who came through the event and by the invitation.
    async fn chosen(&self, room: &Room, asked: Asked) -> Result<Chosen> {
        let Asked { participants, event, invitation, from, until } = asked;
        let mut among: Option<HashSet<ParticipantId>> =
            (!participants.is_empty()).then(|| participants.into_iter().collect());
        let mut narrow = |them: Vec<ParticipantId>| {
            let them: HashSet<_> = them.into_iter().collect();
            among = Some(match among.take() {
                Some(before) => before.intersection(&them).cloned().collect(),
                None => them,
            });
        };
        if let Some(event) = event {
            self.event(room, &event)
                .await
                .map_err(|_| Error::field("event", Code::InvalidField, "There is no such event."))?;
            let id = room.id().clone();
            narrow(self.db.read(move |conn| store::participants::of_event(conn, &id, &event)).await?);
        }
        if let Some(invitation) = invitation {
            let id = room.id().clone();
            let of = self.db.read(move |conn| store::participants::of_invitation(conn, &id, &invitation));
            narrow(of.await?);
        }
        Ok(Chosen { participants: among, from, until })
    }

    /// Puts votes back that were set aside. Repeated, it changes nothing.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn put_back(&self, by: &Organiser, room: &Room, which: SetAsideId) -> Result<SetAside> {
        let (id, member, time) = (room.id().clone(), by.member.clone(), now());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let all = store::set_asides::list(change.conn(), &id)?;
                let found = all.into_iter().find(|aside| aside.id == which);
                let mut aside = found.ok_or_else(|| Error::not_found("set-aside"))?;
                if aside.stands() {
                    let named = is_named(change.conn(), &id, &aside)?;
                    let votes = aside.kept_private(named);
                    let private =
                        Private { member: Some(member), time: Some(time), votes, ..Private::default() };
                    let (seq, _) = change.append(&id, &Entry::Settings(aside.back_entry(named)), private)?;
                    store::set_asides::put_back(change.conn(), &id, &aside.id, seq, time)?;
                    (aside.back_seq, aside.back_at) = (Some(seq), Some(time));
                }
                Ok(aside)
            })
            .await
    }

    /// The ranking as it would be if nothing were set aside. Beside the ranking as it is it shows what those chose whose
    /// votes are set aside: where they are fewer than five, to those alone who may see all.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`.
    pub async fn ranking_with_set_aside(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<Arc<Computed>> {
        self.must_see_results(viewer, room).await?;
        let (computed, people) = room.ranking_with_aside(&self.db).await?;
        if (1..LEAST).contains(&people) && !self.may::<Read>(viewer, room).await? {
            let detail = "The votes that are set aside are those of fewer than five people: what they would change is not shown.";
            return Err(Error::new(Code::ResultsWithheld, detail));
        }
        Ok(computed)
    }
}

fn check(chosen: &Asked) -> Result<()> {
    if chosen.participants.len() > PARTICIPANTS_MAX {
        let detail = format!("{PARTICIPANTS_MAX} participants at most can be named at once.");
        return Err(Error::field("participants", Code::InvalidField, detail));
    }
    if *chosen == Asked::default() {
        let detail =
            "Name participants, an event, an invitation, or a time from or until which votes were given.";
        return Err(Error::field("participants", Code::InvalidField, detail));
    }
    if chosen.from.zip(chosen.until).is_some_and(|(from, until)| from >= until) {
        return Err(Error::field("until", Code::InvalidField, "The end comes after the beginning."));
    }
    Ok(())
}

/// Whether the public log may name the votes: they are of five people or more, and so is whatever tells them from
/// votes that it named before. Votes of nobody that is known are one person's, for all that can be said.
fn may_be_named(
    conn: &mut Conn,
    id: &ConsultationId,
    votes: &Votes,
    before: &[SetAside],
) -> store::Result<bool> {
    let people =
        |votes: &mut dyn Iterator<Item = &Option<ParticipantId>>| votes.collect::<HashSet<_>>().len() as u32;
    if people(&mut votes.values()) < LEAST {
        return Ok(false);
    }
    for earlier in before {
        if !is_named(conn, id, earlier)? {
            continue;
        }
        let rows = store::log::list_numbered(conn, id, &earlier.votes)?;
        let theirs: Votes = rows.iter().map(|row| (row.public.seq, row.participant().cloned())).collect();
        let only = |these: &Votes, others: &Votes| {
            people(&mut these.iter().filter(|(vote, _)| !others.contains_key(vote)).map(|(_, who)| who))
        };
        if [only(votes, &theirs), only(&theirs, votes)].iter().any(|people| (1..LEAST).contains(people)) {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the public log names the votes of a decision.
fn is_named(conn: &mut Conn, id: &ConsultationId, aside: &SetAside) -> store::Result<bool> {
    let row = store::log::find(conn, id, aside.seq)?;
    let settings = row.and_then(|row| row.public.settings).unwrap_or_default();
    Ok(Moved::withheld(&settings).is_none())
}

/// Votes of those chosen that stand after a number, and the number up to which the log was read.
fn standing(conn: &mut Conn, id: &ConsultationId, of: &Chosen, after: i64) -> store::Result<(Votes, i64)> {
    standing_after(conn, id, of, after, &mut Votes::new())
}

/// The same; votes in `before` that were undone since are taken out of it.
fn standing_after(
    conn: &mut Conn,
    id: &ConsultationId,
    of: &Chosen,
    mut after: i64,
    before: &mut Votes,
) -> store::Result<(Votes, i64)> {
    let mut found = Votes::new();
    loop {
        let rows: Vec<Row> = store::log::list_after(conn, id, after, PAGE)?;
        let Some(last) = rows.last() else { return Ok((found, after)) };
        after = last.public.seq;
        for row in rows {
            match row.public.entry() {
                Some(Entry::Vote { .. }) => {
                    let private = row.private.map(|(private, _)| private).unwrap_or_default();
                    if of.has(private.participant.as_ref(), private.time) {
                        found.insert(row.public.seq, private.participant);
                    }
                }
                Some(Entry::Undo { supersedes }) => {
                    found.remove(&supersedes);
                    before.remove(&supersedes);
                }
                _ => {}
            }
        }
    }
}
