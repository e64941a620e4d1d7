//! The keys that sign tokens. They live here with ids, so that tokens outlive a restart and hold in every
//! process; the newest signs, older ones verify.

use diesel::prelude::*;

use crate::store::schema::signing_keys;
use crate::store::{Conn, Result};

#[derive(Clone, Debug)]
pub struct SigningKey {
    pub id: String,
    pub secret: Vec<u8>,
    pub created_at: i64,
}

pub fn insert(conn: &mut Conn, key: &SigningKey) -> Result<()> {
    let row = (
        signing_keys::id.eq(&key.id),
        signing_keys::secret.eq(&key.secret),
        signing_keys::created_at.eq(key.created_at),
    );
    diesel::insert_into(signing_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// Newest first.
pub fn list(conn: &mut Conn) -> Result<Vec<SigningKey>> {
    let rows: Vec<(String, Vec<u8>, i64)> = signing_keys::table
        .order((signing_keys::created_at.desc(), signing_keys::id.desc()))
        .select((signing_keys::id, signing_keys::secret, signing_keys::created_at))
        .load(conn)?;
    Ok(rows.into_iter().map(|(id, secret, created_at)| SigningKey { id, secret, created_at }).collect())
}
