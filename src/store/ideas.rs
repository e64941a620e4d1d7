//! Ideas, and the keys that keep the same idea from being there twice.

use diesel::prelude::*;

use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{ConsultationId, IdeaId, MemberId, ParticipantId};
use crate::domain::text::same_key;
use crate::on_both;
use crate::store::schema::{idea_keys, ideas, participants};
use crate::store::{Conn, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = ideas, treat_none_as_null = true)]
struct Row {
    consultation_id: String,
    id: String,
    state: String,
    texts: String,
    linked_to: Option<String>,
    participant_id: Option<String>,
    member_id: Option<String>,
    reason: Option<String>,
    salt: Vec<u8>,
    created_at: i64,
    decided_at: Option<i64>,
    replaced_by: Option<String>,
}

impl Row {
    fn of(consultation: &ConsultationId, idea: &Idea) -> Self {
        Self {
            consultation_id: consultation.to_string(),
            id: idea.id.to_string(),
            state: idea.state.as_str().into(),
            texts: to_json(&idea.texts),
            linked_to: idea.linked_to.as_ref().map(ToString::to_string),
            participant_id: idea.participant.as_ref().map(ToString::to_string),
            member_id: idea.member.as_ref().map(ToString::to_string),
            reason: idea.reason.clone(),
            salt: idea.salt.clone(),
            created_at: idea.created_at,
            decided_at: idea.decided_at,
            replaced_by: idea.replaced_by.as_ref().map(ToString::to_string),
        }
    }

    fn read(self) -> Result<Idea> {
        let id = |what, text: Option<String>| text.map(|t| parsed(what, &t, IdeaId::parse)).transpose();
        Ok(Idea {
            id: parsed("ideas.id", &self.id, IdeaId::parse)?,
            state: parsed("ideas.state", &self.state, IdeaState::parse)?,
            texts: from_json("ideas.texts", &self.texts)?,
            linked_to: id("ideas.linked_to", self.linked_to)?,
            participant: self
                .participant_id
                .map(|t| parsed("ideas.participant_id", &t, ParticipantId::parse))
                .transpose()?,
            member: self.member_id.map(|t| parsed("ideas.member_id", &t, MemberId::parse)).transpose()?,
            reason: self.reason,
            salt: self.salt,
            created_at: self.created_at,
            decided_at: self.decided_at,
            replaced_by: id("ideas.replaced_by", self.replaced_by)?,
        })
    }
}

/// Stores new ideas; the keys of their texts are taken apart ([`take_keys`]).
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, new: &[Idea]) -> Result<()> {
    for chunk in new.chunks(500) {
        let rows: Vec<Row> = chunk.iter().map(|idea| Row::of(consultation, idea)).collect();
        on_both!(conn, c => diesel::insert_into(ideas::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Writes all fields.
pub fn update(conn: &mut Conn, consultation: &ConsultationId, idea: &Idea) -> Result<()> {
    let row = Row::of(consultation, idea);
    on_both!(conn, c => {
        let target = ideas::table
            .filter(ideas::consultation_id.eq(consultation.as_str()))
            .filter(ideas::id.eq(idea.id.as_str()));
        diesel::update(target).set(&row).execute(c)
    })?;
    Ok(())
}

/// Takes the keys of an idea's texts, in each language; [`crate::store::Error::Unique`] on `idea_keys` where
/// the same text is there.
pub fn take_keys(conn: &mut Conn, consultation: &ConsultationId, idea: &Idea) -> Result<()> {
    for (lang, text) in &idea.texts.0 {
        let row = (
            idea_keys::consultation_id.eq(consultation.as_str()),
            idea_keys::lang.eq(lang.as_str()),
            idea_keys::same_key.eq(same_key(text)),
            idea_keys::idea_id.eq(idea.id.as_str()),
        );
        diesel::insert_into(idea_keys::table).values(row).execute(conn)?;
    }
    Ok(())
}

/// Frees the keys of an idea that is no longer one of the ideas people can see or wait for.
pub fn free_keys(conn: &mut Conn, consultation: &ConsultationId, idea: &IdeaId) -> Result<()> {
    let target = idea_keys::table
        .filter(idea_keys::consultation_id.eq(consultation.as_str()))
        .filter(idea_keys::idea_id.eq(idea.as_str()));
    diesel::delete(target).execute(conn)?;
    Ok(())
}

/// All ideas with their states, without their texts.
pub fn states(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<(IdeaId, IdeaState)>> {
    let rows: Vec<(String, String)> = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .select((ideas::id, ideas::state))
        .load(conn)?;
    let read = |(id, state): (String, String)| {
        Ok((parsed("ideas.id", &id, IdeaId::parse)?, parsed("ideas.state", &state, IdeaState::parse)?))
    };
    rows.into_iter().map(read).collect()
}

/// The idea that has one of the texts already, and in which language.
pub fn find_same(
    conn: &mut Conn,
    consultation: &ConsultationId,
    idea: &Idea,
) -> Result<Option<(IdeaId, String)>> {
    for (lang, text) in &idea.texts.0 {
        let id: Option<String> = idea_keys::table
            .filter(idea_keys::consultation_id.eq(consultation.as_str()))
            .filter(idea_keys::lang.eq(lang.as_str()))
            .filter(idea_keys::same_key.eq(same_key(text)))
            .filter(idea_keys::idea_id.ne(idea.id.as_str()))
            .select(idea_keys::idea_id)
            .get_result(conn)
            .optional()?;
        if let Some(id) = id {
            return Ok(Some((parsed("idea_keys.idea_id", &id, IdeaId::parse)?, lang.to_string())));
        }
    }
    Ok(None)
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, id: &IdeaId) -> Result<Option<Idea>> {
    let row: Option<Row> = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .filter(ideas::id.eq(id.as_str()))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// All ideas of a consultation, in the order in which they came.
pub fn list_all(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Idea>> {
    let rows: Vec<Row> = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .order(ideas::id.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// A page of ideas in some states, in the order in which they came, after an id.
pub fn list(
    conn: &mut Conn,
    consultation: &ConsultationId,
    states: &[IdeaState],
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Idea>> {
    let states: Vec<&str> = states.iter().map(|s| s.as_str()).collect();
    let mut query = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str().to_owned()))
        .filter(ideas::state.eq_any(states))
        .select(Row::as_select())
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(ideas::id.gt(after.to_owned()));
    }
    let rows: Vec<Row> = query.order(ideas::id.asc()).limit(limit).load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

pub fn list_of_participant(
    conn: &mut Conn,
    consultation: &ConsultationId,
    participant: &ParticipantId,
) -> Result<Vec<Idea>> {
    let rows: Vec<Row> = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .filter(ideas::participant_id.eq(participant.as_str()))
        .order(ideas::id.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Forgets who proposed the ideas of a consultation.
pub fn forget_participants(conn: &mut Conn, consultation: &ConsultationId) -> Result<usize> {
    let target = ideas::table.filter(ideas::consultation_id.eq(consultation.as_str()));
    Ok(diesel::update(target).set(ideas::participant_id.eq(None::<String>)).execute(conn)?)
}

/// How many ideas wait to be read.
pub fn count_waiting(conn: &mut Conn, consultation: &ConsultationId) -> Result<i64> {
    let waiting = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .filter(ideas::state.eq(IdeaState::Pending.as_str()));
    Ok(waiting.count().get_result(conn)?)
}

/// The same, of those who came from one place.
pub fn count_waiting_from(conn: &mut Conn, consultation: &ConsultationId, place: i64) -> Result<i64> {
    let of_place = participants::table
        .filter(participants::consultation_id.eq(consultation.as_str()))
        .filter(participants::place.eq(place))
        .select(participants::id.nullable());
    let waiting = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .filter(ideas::state.eq(IdeaState::Pending.as_str()))
        .filter(ideas::participant_id.eq_any(of_place));
    Ok(waiting.count().get_result(conn)?)
}
