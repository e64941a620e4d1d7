//! Participants and the pairs that are open for them.

use std::collections::{BTreeMap, HashMap};

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, EventId, InvitationId, ParticipantId};
use crate::domain::participant::{Participant, Way, Ways};
use crate::domain::vote::Pair;
use crate::domain::{Lang, Micros};
use crate::on_both;
use crate::store::schema::participants;
use crate::store::{Conn, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable, Insertable)]
#[diesel(table_name = participants)]
struct Row {
    consultation_id: String,
    id: String,
    language: Option<String>,
    event_id: Option<String>,
    groups: String,
    open_pairs: String,
    joined_at: i64,
    invitation_id: Option<String>,
    way: Option<String>,
    place: Option<i64>,
}

impl Row {
    fn of(consultation: &ConsultationId, p: &Participant) -> Self {
        Self {
            consultation_id: consultation.to_string(),
            id: p.id.to_string(),
            language: p.language.as_ref().map(ToString::to_string),
            event_id: p.event.as_ref().map(ToString::to_string),
            groups: to_json(&p.groups),
            open_pairs: to_json(&p.open_pairs),
            joined_at: p.joined_at,
            invitation_id: p.invitation.as_ref().map(ToString::to_string),
            way: p.way.map(|way| way.as_str().to_owned()),
            place: p.place,
        }
    }

    fn read(self) -> Result<Participant> {
        Ok(Participant {
            id: parsed("participants.id", &self.id, ParticipantId::parse)?,
            language: self.language.map(|l| parsed("participants.language", &l, Lang::parse)).transpose()?,
            event: self.event_id.map(|e| event_id(&e)).transpose()?,
            groups: from_json("participants.groups", &self.groups)?,
            open_pairs: from_json("participants.open_pairs", &self.open_pairs)?,
            joined_at: self.joined_at,
            invitation: self
                .invitation_id
                .map(|i| parsed("participants.invitation_id", &i, InvitationId::parse))
                .transpose()?,
            way: self.way.map(|way| parsed("participants.way", &way, Way::parse)).transpose()?,
            place: self.place,
        })
    }
}

pub fn insert(conn: &mut Conn, consultation: &ConsultationId, new: &[Participant]) -> Result<()> {
    for chunk in new.chunks(500) {
        let rows: Vec<Row> = chunk.iter().map(|p| Row::of(consultation, p)).collect();
        on_both!(conn, c => diesel::insert_into(participants::table).values(&rows).execute(c))?;
    }
    Ok(())
}

pub fn find(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &ParticipantId,
) -> Result<Option<Participant>> {
    let row: Option<Row> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::id.eq(id.as_str()))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// What the log's writer asks of a participant: the event through which they came, and the pairs that were open
/// when they were last served some.
#[derive(Clone, Debug, PartialEq)]
pub struct Voting {
    pub event: Option<EventId>,
    pub open_pairs: Vec<Pair>,
}

/// Of these, the ones that are there: an erased participant's token is good for nothing.
pub fn voting(
    conn: &mut Conn,
    consultation: &ConsultationId,
    ids: &[&str],
) -> Result<HashMap<ParticipantId, Voting>> {
    type Found = (String, Option<String>, String);
    let columns = (participants::id, participants::event_id, participants::open_pairs);
    let found: Vec<Found> = match conn {
        // One prepared statement many times is what SQLite is fastest at.
        Conn::Sqlite(c) => {
            let mut found = Vec::new();
            for id in ids {
                let by_id = participants::table
                    .filter(participants::consultation_id.eq(consultation.as_str()))
                    .filter(participants::id.eq(*id))
                    .select(columns);
                found.extend(by_id.get_result::<Found>(c).optional()?);
            }
            found
        }
        Conn::Postgres(c) => participants::table
            .filter(participants::consultation_id.eq(consultation.as_str()))
            .filter(participants::id.eq_any(ids))
            .select(columns)
            .load(c)?,
    };
    found
        .into_iter()
        .map(|(id, event, open_pairs)| {
            let id = parsed("participants.id", &id, ParticipantId::parse)?;
            let event = event.map(|event| event_id(&event)).transpose()?;
            Ok((id, Voting { event, open_pairs: from_json("participants.open_pairs", &open_pairs)? }))
        })
        .collect()
}

/// Writes the open pairs if they are still what the caller read; false if another request was first.
pub fn replace_open_pairs(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &ParticipantId,
    before: &[Pair],
    after: &[Pair],
) -> Result<bool> {
    let target = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::id.eq(id.as_str()))
        .filter(participants::open_pairs.eq(to_json(&before)));
    let changed = diesel::update(target).set(participants::open_pairs.eq(to_json(&after))).execute(conn)?;
    Ok(changed == 1)
}

pub fn count(conn: &mut Conn, consultation: &ConsultationId) -> Result<i64> {
    let target = participants::table.filter(participants::consultation_id.eq(consultation.as_str()));
    Ok(target.count().get_result(conn)?)
}

/// Returns how many of them were there.
pub fn delete(conn: &mut Conn, consultation: &ConsultationId, ids: &[ParticipantId]) -> Result<usize> {
    let mut deleted = 0;
    for id in ids {
        let target = participants::table
            .filter(participants::consultation_id.eq(consultation.as_str()))
            .filter(participants::id.eq(id.as_str()));
        deleted += diesel::delete(target).execute(conn)?;
    }
    Ok(deleted)
}

/// Some of those who joined up to a time.
pub fn list_joined(
    conn: &mut Conn,
    consultation: &ConsultationId,
    until: Micros,
    limit: i64,
) -> Result<Vec<ParticipantId>> {
    let ids: Vec<String> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::joined_at.le(until))
        .order(participants::id.asc())
        .limit(limit)
        .select(participants::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("participants.id", id, ParticipantId::parse)).collect()
}

/// Ids after one, in their order.
pub fn list_ids(
    conn: &mut Conn,
    consultation: &ConsultationId,
    after: Option<&ParticipantId>,
    limit: i64,
) -> Result<Vec<ParticipantId>> {
    let ids: Vec<String> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::id.gt(after.map_or("", ParticipantId::as_str)))
        .order(participants::id.asc())
        .limit(limit)
        .select(participants::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("participants.id", id, ParticipantId::parse)).collect()
}

/// What each participant chose in answer to one question; those who left it out are not there.
pub fn choices(
    conn: &mut Conn,
    consultation: &ConsultationId,
    question: &str,
) -> Result<HashMap<ParticipantId, String>> {
    let rows: Vec<(String, String)> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::groups.ne("{}"))
        .select((participants::id, participants::groups))
        .load(conn)?;
    let mut choices = HashMap::new();
    for (id, groups) in rows {
        let mut groups: BTreeMap<String, String> = from_json("participants.groups", &groups)?;
        if let Some(choice) = groups.remove(question) {
            choices.insert(parsed("participants.id", &id, ParticipantId::parse)?, choice);
        }
    }
    Ok(choices)
}

fn event_id(text: &str) -> Result<EventId> {
    parsed("participants.event_id", text, EventId::parse)
}

/// The event through which each participant came; those of none are not there.
pub fn events(conn: &mut Conn, consultation: &ConsultationId) -> Result<HashMap<ParticipantId, EventId>> {
    let rows: Vec<(String, Option<String>)> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::event_id.is_not_null())
        .select((participants::id, participants::event_id))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(id, event)| Some((id, event?)))
        .map(|(id, event)| Ok((parsed("participants.id", &id, ParticipantId::parse)?, event_id(&event)?)))
        .collect()
}

/// Who came through an event.
pub fn of_event(
    conn: &mut Conn,
    consultation: &ConsultationId,
    event: &EventId,
) -> Result<Vec<ParticipantId>> {
    let ids: Vec<String> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::event_id.eq(event.as_str()))
        .select(participants::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("participants.id", id, ParticipantId::parse)).collect()
}

/// Who came by an invitation.
pub fn of_invitation(
    conn: &mut Conn,
    consultation: &ConsultationId,
    invitation: &InvitationId,
) -> Result<Vec<ParticipantId>> {
    let ids: Vec<String> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::invitation_id.eq(invitation.as_str()))
        .select(participants::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("participants.id", id, ParticipantId::parse)).collect()
}

/// What tells of how somebody came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    pub id: ParticipantId,
    pub joined_at: i64,
    pub place: Option<i64>,
    /// With an event's or another code.
    pub invited: bool,
}

/// How everybody came, in whatever order.
pub fn arrivals(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Arrival>> {
    type Came = (String, i64, Option<i64>, Option<String>, Option<String>, Option<String>);
    let rows: Vec<Came> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .select((
            participants::id,
            participants::joined_at,
            participants::place,
            participants::way,
            participants::event_id,
            participants::invitation_id,
        ))
        .load(conn)?;
    let read = |(id, joined_at, place, way, event, invitation): Came| {
        let by_code = way.is_some_and(|way| way != Way::Open.as_str());
        let invited = by_code || event.is_some() || invitation.is_some();
        Ok(Arrival { id: parsed("participants.id", &id, ParticipantId::parse)?, joined_at, place, invited })
    };
    rows.into_iter().map(read).collect()
}

/// How many came in which way; of those from before it was kept, what else is known of them tells.
pub fn ways(conn: &mut Conn, consultation: &ConsultationId) -> Result<Ways> {
    let count = |way: Way| {
        participants::table
            .filter(participants::consultation_id.eq(consultation.as_str().to_owned()))
            .filter(participants::way.eq(way.as_str()))
            .count()
    };
    let mut ways = Ways {
        open: count(Way::Open).get_result(conn)?,
        codes: count(Way::Code).get_result(conn)?,
        events: count(Way::Event).get_result(conn)?,
    };
    let before = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::way.is_null());
    let all: i64 = before.count().get_result(conn)?;
    if all > 0 {
        let events: i64 = before.filter(participants::event_id.is_not_null()).count().get_result(conn)?;
        let codes: i64 = before
            .filter(participants::event_id.is_null())
            .filter(participants::invitation_id.is_not_null())
            .count()
            .get_result(conn)?;
        ways.events += events;
        ways.codes += codes;
        ways.open += all - events - codes;
    }
    Ok(ways)
}

/// Who came from a place by the open link.
pub fn of_place(conn: &mut Conn, consultation: &ConsultationId, place: i64) -> Result<Vec<ParticipantId>> {
    let ids: Vec<String> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::place.eq(place))
        .select(participants::id)
        .load(conn)?;
    ids.iter().map(|id| parsed("participants.id", id, ParticipantId::parse)).collect()
}

/// From where each of these came, as far as it is known.
pub fn places(
    conn: &mut Conn,
    consultation: &ConsultationId,
    of: &[ParticipantId],
) -> Result<HashMap<ParticipantId, i64>> {
    let ids: Vec<&str> = of.iter().map(ParticipantId::as_str).collect();
    let rows: Vec<(String, Option<i64>)> = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::id.eq_any(ids))
        .filter(participants::place.is_not_null())
        .select((participants::id, participants::place))
        .load(conn)?;
    rows.into_iter()
        .filter_map(|(id, place)| Some((id, place?)))
        .map(|(id, place)| Ok((parsed("participants.id", &id, ParticipantId::parse)?, place)))
        .collect()
}
