//! What was shown of groups, release by release.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::disclosure::Release;
use crate::domain::groups::Released;
use crate::domain::ids::ConsultationId;
use crate::store::schema::group_releases;
use crate::store::{Conn, Result, from_json, to_json};

/// # Errors
/// `Unique` if there is one at that number.
pub fn insert(
    conn: &mut Conn,
    consultation: &ConsultationId,
    question: &str,
    released: &Released,
    made_at: Micros,
) -> Result<()> {
    let row = (
        group_releases::consultation_id.eq(consultation.as_str()),
        group_releases::question.eq(question),
        group_releases::seq.eq(released.seq),
        group_releases::guard.eq(to_json(&released.guard)),
        group_releases::body.eq(to_json(&released.shown)),
        group_releases::made_at.eq(made_at),
    );
    diesel::insert_into(group_releases::table).values(row).execute(conn)?;
    Ok(())
}

/// The last release of a question.
pub fn last(conn: &mut Conn, consultation: &ConsultationId, question: &str) -> Result<Option<Released>> {
    let rows: Vec<(i64, String, String)> = group_releases::table
        .filter(group_releases::consultation_id.eq(consultation.as_str()))
        .filter(group_releases::question.eq(question))
        .order(group_releases::seq.desc())
        .limit(1)
        .select((group_releases::seq, group_releases::guard, group_releases::body))
        .load(conn)?;
    rows.into_iter()
        .next()
        .map(|(seq, guard, body)| {
            Ok(Released {
                seq,
                guard: from_json("group_releases.guard", &guard)?,
                shown: from_json("group_releases.body", &body)?,
            })
        })
        .transpose()
}

/// What the guard remembers of all releases of a question, oldest first.
pub fn guards(conn: &mut Conn, consultation: &ConsultationId, question: &str) -> Result<Vec<Release>> {
    let rows: Vec<String> = group_releases::table
        .filter(group_releases::consultation_id.eq(consultation.as_str()))
        .filter(group_releases::question.eq(question))
        .order(group_releases::seq.asc())
        .select(group_releases::guard)
        .load(conn)?;
    rows.iter().map(|guard| from_json("group_releases.guard", guard)).collect()
}
