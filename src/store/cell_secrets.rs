//! The secret of a consultation that decides, with the people of a group, the noise on what is shown of it.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::ConsultationId;
use crate::store::schema::cell_secrets;
use crate::store::{Conn, Result};

/// # Errors
/// `Unique` if there is one: it never changes, since another one would draw all noise anew.
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, secret: &[u8], made_at: Micros) -> Result<()> {
    let row = (
        cell_secrets::consultation_id.eq(consultation.as_str()),
        cell_secrets::secret.eq(secret),
        cell_secrets::made_at.eq(made_at),
    );
    diesel::insert_into(cell_secrets::table).values(row).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId) -> Result<Option<Vec<u8>>> {
    let of = cell_secrets::table.filter(cell_secrets::consultation_id.eq(consultation.as_str()));
    Ok(of.select(cell_secrets::secret).first(conn).optional()?)
}
