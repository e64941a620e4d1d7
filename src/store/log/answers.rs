//! Answers, as who looks for signs of stuffing reads them: fewer columns than a whole row, a million of
//! them in seconds.

use diesel::prelude::*;

use crate::domain::ids::ConsultationId;
use crate::store::schema::log;
use crate::store::{Conn, Result};

const PAGE: i64 = 20_000;

/// One answer, or what takes one back; ids as they stand in the table.
#[derive(Clone, Debug, Queryable)]
pub struct Answered {
    pub seq: i64,
    pub left: Option<String>,
    pub right: Option<String>,
    pub outcome: Option<String>,
    pub supersedes: Option<i64>,
    pub participant: Option<String>,
    pub response_ms: Option<i64>,
}

/// Hands over all answers up to a number, and what took some back, oldest first, a page at a time.
pub fn each_answer(
    conn: &mut Conn,
    consultation: &ConsultationId,
    until: i64,
    mut take: impl FnMut(Answered),
) -> Result<()> {
    let mut after = 0;
    loop {
        let page: Vec<Answered> = log::table
            .filter(log::consultation_id.eq(consultation.as_str()))
            .filter(log::seq.gt(after))
            .filter(log::seq.le(until))
            .order(log::seq.asc())
            .limit(PAGE)
            .select((
                log::seq,
                log::left_idea,
                log::right_idea,
                log::outcome,
                log::supersedes,
                log::participant_id,
                log::response_ms,
            ))
            .load(conn)?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.seq;
        page.into_iter().for_each(&mut take);
    }
}
