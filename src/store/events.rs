//! Events, and the codes by which people come in through them.

use diesel::prelude::*;

use crate::domain::event::Event;
use crate::domain::ids::{ConsultationId, EventId};
use crate::on_both;
use crate::store::schema::{events, join_codes};
use crate::store::{Conn, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable, Insertable, AsChangeset)]
#[diesel(table_name = events)]
struct Row {
    consultation_id: String,
    id: String,
    name: String,
    place: String,
    starts_at: i64,
    ends_at: i64,
    zone: String,
    languages: String,
    code: String,
    revealed: bool,
    version: i64,
    created_at: i64,
}

impl Row {
    fn of(consultation: &ConsultationId, event: &Event) -> Self {
        Self {
            consultation_id: consultation.to_string(),
            id: event.id.to_string(),
            name: to_json(&event.name),
            place: to_json(&event.place),
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            zone: event.zone.clone(),
            languages: to_json(&event.languages),
            code: event.code.clone(),
            revealed: event.revealed,
            version: event.version,
            created_at: event.created_at,
        }
    }

    fn read(self) -> Result<Event> {
        Ok(Event {
            id: parsed("events.id", &self.id, EventId::parse)?,
            name: from_json("events.name", &self.name)?,
            place: from_json("events.place", &self.place)?,
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            zone: self.zone,
            languages: from_json("events.languages", &self.languages)?,
            code: self.code,
            revealed: self.revealed,
            version: self.version,
            created_at: self.created_at,
        })
    }
}

/// Stores a new event; [`Error::Unique`](crate::store::Error::Unique) on `join_codes` where its code is in use.
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, event: &Event) -> Result<()> {
    let code = (
        join_codes::code.eq(&event.code),
        join_codes::consultation_id.eq(consultation.as_str()),
        join_codes::event_id.eq(event.id.as_str()),
    );
    diesel::insert_into(join_codes::table).values(code).execute(conn)?;
    let row = Row::of(consultation, event);
    on_both!(conn, c => diesel::insert_into(events::table).values(&row).execute(c))?;
    Ok(())
}

/// By when they begin.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Event>> {
    let rows: Vec<Row> = events::table
        .filter(events::consultation_id.eq(consultation.as_str()))
        .order((events::starts_at.asc(), events::id.asc()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, id: &EventId) -> Result<Option<Event>> {
    let row: Option<Row> = events::table
        .filter(events::consultation_id.eq(consultation.as_str()))
        .filter(events::id.eq(id.as_str()))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// Whose a code is.
pub fn of_code(conn: &mut Conn, code: &str) -> Result<Option<(ConsultationId, EventId)>> {
    let row: Option<(String, String)> = join_codes::table
        .filter(join_codes::code.eq(code))
        .select((join_codes::consultation_id, join_codes::event_id))
        .get_result(conn)
        .optional()?;
    row.map(|(consultation, event)| {
        let consultation = parsed("join_codes.consultation_id", &consultation, ConsultationId::parse)?;
        Ok((consultation, parsed("join_codes.event_id", &event, EventId::parse)?))
    })
    .transpose()
}

/// Writes all fields but the code, if the stored version is the one before.
pub fn update(conn: &mut Conn, consultation: &ConsultationId, event: &Event) -> Result<bool> {
    let row = Row::of(consultation, event);
    let changed = on_both!(conn, c => {
        let target = events::table
            .filter(events::consultation_id.eq(consultation.as_str()))
            .filter(events::id.eq(event.id.as_str()))
            .filter(events::version.eq(event.version - 1));
        diesel::update(target).set(&row).execute(c)
    })?;
    Ok(changed == 1)
}

pub fn delete(conn: &mut Conn, consultation: &ConsultationId, id: &EventId) -> Result<bool> {
    let code = join_codes::table
        .filter(join_codes::consultation_id.eq(consultation.as_str()))
        .filter(join_codes::event_id.eq(id.as_str()));
    diesel::delete(code).execute(conn)?;
    let target = events::table
        .filter(events::consultation_id.eq(consultation.as_str()))
        .filter(events::id.eq(id.as_str()));
    Ok(diesel::delete(target).execute(conn)? == 1)
}
