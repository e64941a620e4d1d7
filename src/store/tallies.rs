//! Tallies saved at a number of the log.

use diesel::prelude::*;

use crate::domain::ids::ConsultationId;
use crate::on_both;
use crate::store::schema::tallies;
use crate::store::{Conn, Result};

/// Saves a tally, unless a later one is there.
pub fn save(conn: &mut Conn, consultation: &ConsultationId, seq: i64, body: &str) -> Result<()> {
    let row =
        (tallies::consultation_id.eq(consultation.as_str()), tallies::seq.eq(seq), tallies::body.eq(body));
    on_both!(conn, c => {
        let later = tallies::table
            .filter(tallies::consultation_id.eq(consultation.as_str()))
            .filter(tallies::seq.ge(seq));
        if later.count().get_result::<i64>(c)? == 0 {
            diesel::insert_into(tallies::table)
                .values(row)
                .on_conflict(tallies::consultation_id)
                .do_update()
                .set((tallies::seq.eq(seq), tallies::body.eq(body)))
                .execute(c)?;
        }
    });
    Ok(())
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId) -> Result<Option<(i64, String)>> {
    Ok(tallies::table
        .filter(tallies::consultation_id.eq(consultation.as_str()))
        .select((tallies::seq, tallies::body))
        .first(conn)
        .optional()?)
}

/// Forgets a saved tally, as erasure must.
pub fn delete(conn: &mut Conn, consultation: &ConsultationId) -> Result<()> {
    let target = tallies::table.filter(tallies::consultation_id.eq(consultation.as_str()));
    diesel::delete(target).execute(conn)?;
    Ok(())
}
