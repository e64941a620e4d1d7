//! The keys that sign tokens. They live here with ids, so that tokens outlive a restart and hold in every
//! process; the newest signs, older ones verify until their end.

use diesel::prelude::*;

use crate::store::schema::signing_keys;
use crate::store::{Conn, Result};

#[derive(Clone, Debug)]
pub struct SigningKey {
    pub id: String,
    pub secret: Vec<u8>,
    pub created_at: i64,
    /// From then on it verifies nothing. None for the newest.
    pub ends_at: Option<i64>,
}

pub fn insert(conn: &mut Conn, key: &SigningKey) -> Result<()> {
    let row = (
        signing_keys::id.eq(&key.id),
        signing_keys::secret.eq(&key.secret),
        signing_keys::created_at.eq(key.created_at),
        signing_keys::ends_at.eq(key.ends_at),
    );
    diesel::insert_into(signing_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// Newest first, without those that have ended.
pub fn list(conn: &mut Conn, now: i64) -> Result<Vec<SigningKey>> {
    let rows: Vec<(String, Vec<u8>, i64, Option<i64>)> = signing_keys::table
        .filter(signing_keys::ends_at.is_null().or(signing_keys::ends_at.gt(now)))
        .order((signing_keys::created_at.desc(), signing_keys::id.desc()))
        .select((signing_keys::id, signing_keys::secret, signing_keys::created_at, signing_keys::ends_at))
        .load(conn)?;
    let read = |(id, secret, created_at, ends_at)| SigningKey { id, secret, created_at, ends_at };
    Ok(rows.into_iter().map(read).collect())
}

/// Gives an end to all keys that have none, or a later one.
pub fn end(conn: &mut Conn, ends_at: i64) -> Result<usize> {
    let open =
        signing_keys::table.filter(signing_keys::ends_at.is_null().or(signing_keys::ends_at.gt(ends_at)));
    Ok(diesel::update(open).set(signing_keys::ends_at.eq(ends_at)).execute(conn)?)
}

/// Takes away those that have ended.
pub fn delete_ended(conn: &mut Conn, now: i64) -> Result<usize> {
    Ok(diesel::delete(signing_keys::table.filter(signing_keys::ends_at.le(now))).execute(conn)?)
}
