//! Appending rows behind the locked head: what every vote passes.
#![allow(clippy::ref_option_ref, reason = "diesel's macro asks for references to what may be one")]

use diesel::prelude::*;

use super::IdeaBody;
use crate::domain::ids::{ConsultationId, EventId, IdeaId, MemberId, PairId, ParticipantId};
use crate::domain::log::{Entry, Kind, Row as LogRow};
use crate::domain::vote::{Outcome, Reason, Strategy};
use crate::domain::{aside, chain};
use crate::store::schema::{log, log_heads};
use crate::store::{Conn, Error, Result, to_json};

/// A row before it is stored.
#[derive(Insertable)]
// Without this each set of empty columns would be a statement of its own, parsed for every row.
#[diesel(table_name = log, treat_none_as_default_value = false)]
struct NewRow<'a> {
    consultation_id: &'a str,
    seq: i64,
    kind: &'static str,
    left_idea: Option<&'a str>,
    right_idea: Option<&'a str>,
    outcome: Option<&'static str>,
    counted: Option<bool>,
    weight: Option<f64>,
    supersedes: Option<i64>,
    body: Option<String>,
    commitment: Vec<u8>,
    hash: &'a [u8],
    pair_id: Option<&'a str>,
    participant_id: Option<&'a str>,
    member_id: Option<&'a str>,
    event_id: Option<&'a str>,
    strategy: Option<&'static str>,
    reason: Option<&'static str>,
    response_ms: Option<i64>,
    time: Option<i64>,
    salt: Option<&'a [u8]>,
}

impl<'a> NewRow<'a> {
    fn of(consultation: &'a ConsultationId, row: &'a LogRow) -> Result<Self> {
        let public = &row.public;
        let private = row.private.as_ref().map(|(private, _)| private);
        let body = match public.kind {
            Kind::Vote | Kind::Undo => None,
            Kind::Idea | Kind::Settings => match public.entry() {
                Some(Entry::Idea { idea, texts_digest, state, linked_to }) => {
                    Some(to_json(&IdeaBody { idea, texts_digest, state, linked_to }))
                }
                Some(Entry::Settings(settings)) => {
                    let votes = private.and_then(|private| private.votes.as_ref());
                    Some(aside::stored(&settings, votes).to_string())
                }
                _ => None,
            },
        };
        let commitment = chain::unhex(&public.commitment)
            .ok_or_else(|| Error::Corrupt("a commitment is not hexadecimal".into()))?;
        Ok(Self {
            consultation_id: consultation.as_str(),
            seq: public.seq,
            kind: public.kind.as_str(),
            left_idea: public.left.as_ref().map(IdeaId::as_str),
            right_idea: public.right.as_ref().map(IdeaId::as_str),
            outcome: public.outcome.map(Outcome::as_str),
            counted: public.counted,
            weight: public.weight,
            supersedes: public.supersedes,
            body,
            commitment,
            hash: &row.hash,
            pair_id: private.and_then(|p| p.pair_id.as_ref()).map(PairId::as_str),
            participant_id: private.and_then(|p| p.participant.as_ref()).map(ParticipantId::as_str),
            member_id: private.and_then(|p| p.member.as_ref()).map(MemberId::as_str),
            event_id: private.and_then(|p| p.event.as_ref()).map(EventId::as_str),
            strategy: private.and_then(|p| p.strategy).map(Strategy::as_str),
            reason: private.and_then(|p| p.reason).map(Reason::as_str),
            response_ms: private.and_then(|p| p.response_ms),
            time: private.and_then(|p| p.time),
            salt: row.private.as_ref().map(|(_, salt)| salt.as_slice()).filter(|salt| !salt.is_empty()),
        })
    }
}

/// Appends rows that follow the locked head, and moves the head to the last of them.
///
/// # Errors
/// `Unique` if a pair of theirs has been answered before.
pub fn append(conn: &mut Conn, consultation: &ConsultationId, rows: &[LogRow]) -> Result<()> {
    if append_new(conn, consultation, rows)? {
        return Ok(());
    }
    Err(Error::Unique { table: "log".to_owned() })
}

/// The same; false, and nothing was appended, if a pair of theirs has been answered before.
pub fn append_new(conn: &mut Conn, consultation: &ConsultationId, rows: &[LogRow]) -> Result<bool> {
    let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return Ok(true) };
    if !insert_new(conn, consultation, rows)? {
        let begun = log::table
            .filter(log::consultation_id.eq(consultation.as_str()))
            .filter(log::seq.ge(first.public.seq));
        diesel::delete(begun).execute(conn)?;
        return Ok(false);
    }
    let head = log_heads::table.filter(log_heads::consultation_id.eq(consultation.as_str()));
    diesel::update(head)
        .set((log_heads::seq.eq(last.public.seq), log_heads::hash.eq(last.hash.to_vec())))
        .execute(conn)?;
    Ok(true)
}

/// Inserts rows until one's pair is there; true if all went in.
fn insert_new(conn: &mut Conn, consultation: &ConsultationId, rows: &[LogRow]) -> Result<bool> {
    match conn {
        // One prepared statement many times is what SQLite is fastest at; a statement that fails leaves the
        // transaction as it was.
        Conn::Sqlite(c) => {
            for row in rows {
                let row = NewRow::of(consultation, row)?;
                match diesel::insert_into(log::table).values(row).execute(c).map_err(Error::from) {
                    Err(Error::Unique { .. }) => return Ok(false),
                    inserted => inserted?,
                };
            }
        }
        // PostgreSQL takes 65,535 parameters in a statement; a row has 21.
        Conn::Postgres(c) => {
            for chunk in rows.chunks(1_000) {
                let new: Vec<NewRow> =
                    chunk.iter().map(|row| NewRow::of(consultation, row)).collect::<Result<_>>()?;
                let inserted =
                    diesel::insert_into(log::table).values(&new).on_conflict_do_nothing().execute(c)?;
                if inserted < new.len() {
                    return Ok(false);
                }
            }
        }
    }
    Ok(true)
}
