//! What a log came to at a number, so that a start need not read all of it. Only a help: without it the log
//! is read from its first row.

use diesel::prelude::*;

use crate::domain::chain::Hash;
use crate::domain::ids::ConsultationId;
use crate::on_both;
use crate::store::schema::saved_tallies;
use crate::store::{Conn, Result, log};

/// What was saved last, with the number it stands at; nothing if the log has another row there.
pub fn find(conn: &mut Conn, id: &ConsultationId) -> Result<Option<(i64, String)>> {
    let saved: Option<(i64, Vec<u8>, String)> = saved_tallies::table
        .filter(saved_tallies::consultation_id.eq(id.as_str()))
        .select((saved_tallies::seq, saved_tallies::hash, saved_tallies::body))
        .get_result(conn)
        .optional()?;
    let Some((seq, hash, body)) = saved else { return Ok(None) };
    let row = log::find(conn, id, seq)?;
    Ok(row.is_some_and(|row| row.hash[..] == hash[..]).then_some((seq, body)))
}

/// Saves what the log came to at a number with this hash, in place of what was saved before.
pub fn put(conn: &mut Conn, id: &ConsultationId, seq: i64, hash: &Hash, body: &str) -> Result<()> {
    let row = (
        saved_tallies::consultation_id.eq(id.as_str()),
        saved_tallies::seq.eq(seq),
        saved_tallies::hash.eq(hash.to_vec()),
        saved_tallies::body.eq(body),
    );
    delete(conn, id)?;
    on_both!(conn, c => diesel::insert_into(saved_tallies::table).values(row).execute(c))?;
    Ok(())
}

pub fn delete(conn: &mut Conn, id: &ConsultationId) -> Result<()> {
    let of_consultation = saved_tallies::table.filter(saved_tallies::consultation_id.eq(id.as_str()));
    diesel::delete(of_consultation).execute(conn)?;
    Ok(())
}
