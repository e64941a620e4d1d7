//! Votes that were set aside, decision by decision.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::aside::SetAside;
use crate::domain::ids::{ConsultationId, SetAsideId};
use crate::store::schema::set_asides;
use crate::store::{Conn, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable)]
#[diesel(table_name = set_asides)]
struct Row {
    id: String,
    seq: i64,
    back_seq: Option<i64>,
    reason: String,
    salt: Vec<u8>,
    votes: String,
    participants: i64,
    made_at: i64,
    back_at: Option<i64>,
}

/// # Errors
/// `Unique` if it is there.
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, aside: &SetAside) -> Result<()> {
    let row = (
        set_asides::consultation_id.eq(consultation.as_str()),
        set_asides::id.eq(aside.id.as_str()),
        set_asides::seq.eq(aside.seq),
        set_asides::reason.eq(to_json(&aside.reason)),
        set_asides::salt.eq(&aside.salt),
        set_asides::votes.eq(to_json(&aside.votes)),
        set_asides::participants.eq(aside.participants),
        set_asides::made_at.eq(aside.made_at),
    );
    diesel::insert_into(set_asides::table).values(row).execute(conn)?;
    Ok(())
}

/// Says that the votes were put back by a row of the log.
pub fn put_back(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &SetAsideId,
    seq: i64,
    at: Micros,
) -> Result<()> {
    let target = set_asides::table
        .filter(set_asides::consultation_id.eq(consultation.as_str()))
        .filter(set_asides::id.eq(id.as_str()));
    diesel::update(target).set((set_asides::back_seq.eq(seq), set_asides::back_at.eq(at))).execute(conn)?;
    Ok(())
}

/// All of a consultation, the newest first.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<SetAside>> {
    let rows: Vec<Row> = set_asides::table
        .filter(set_asides::consultation_id.eq(consultation.as_str()))
        .order(set_asides::seq.desc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

impl Row {
    fn read(self) -> Result<SetAside> {
        Ok(SetAside {
            id: parsed("set_asides.id", &self.id, SetAsideId::parse)?,
            seq: self.seq,
            back_seq: self.back_seq,
            reason: from_json("set_asides.reason", &self.reason)?,
            salt: self.salt,
            votes: from_json("set_asides.votes", &self.votes)?,
            participants: self.participants,
            made_at: self.made_at,
            back_at: self.back_at,
        })
    }
}
