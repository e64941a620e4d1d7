//! Members' sessions, by the hash of their token: who has the table can't sign in with it.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::store::members::Row as MemberRow;
use crate::store::schema::{members, sessions};
use crate::store::{Conn, Result};

/// A session as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    pub member: Member,
    pub used_at: Micros,
    pub expires_at: Micros,
}

pub fn insert(
    conn: &mut Conn,
    token_hash: &[u8],
    member: &MemberId,
    now: Micros,
    expires_at: Micros,
) -> Result<()> {
    let row = (
        sessions::token_hash.eq(token_hash),
        sessions::member_id.eq(member.as_str()),
        sessions::created_at.eq(now),
        sessions::used_at.eq(now),
        sessions::expires_at.eq(expires_at),
    );
    diesel::insert_into(sessions::table).values(row).execute(conn)?;
    Ok(())
}

/// The session of a token, with its member if they are one still.
pub fn find(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<Session>> {
    let row: Option<(MemberRow, i64, i64)> = sessions::table
        .inner_join(members::table.on(members::id.eq(sessions::member_id)))
        .filter(sessions::token_hash.eq(token_hash))
        .filter(members::removed_at.is_null())
        .filter(members::disabled_at.is_null())
        .select((MemberRow::as_select(), sessions::used_at, sessions::expires_at))
        .get_result(conn)
        .optional()?;
    row.map(|(member, used_at, expires_at)| Ok(Session { member: member.read()?, used_at, expires_at }))
        .transpose()
}

pub fn touch(conn: &mut Conn, token_hash: &[u8], now: Micros) -> Result<()> {
    let target = sessions::table.filter(sessions::token_hash.eq(token_hash));
    diesel::update(target).set(sessions::used_at.eq(now)).execute(conn)?;
    Ok(())
}

pub fn delete(conn: &mut Conn, token_hash: &[u8]) -> Result<bool> {
    Ok(diesel::delete(sessions::table.filter(sessions::token_hash.eq(token_hash))).execute(conn)? == 1)
}

/// All sessions of a member but one: after a change of password.
pub fn delete_of(conn: &mut Conn, member: &MemberId, but: Option<&[u8]>) -> Result<usize> {
    let theirs = sessions::table.filter(sessions::member_id.eq(member.as_str()));
    Ok(match but {
        Some(kept) => diesel::delete(theirs.filter(sessions::token_hash.ne(kept))).execute(conn)?,
        None => diesel::delete(theirs).execute(conn)?,
    })
}

/// Sessions that ended, or that nobody used since `idle_since`.
pub fn delete_ended(conn: &mut Conn, now: Micros, idle_since: Micros) -> Result<usize> {
    let ended = sessions::table.filter(sessions::expires_at.le(now).or(sessions::used_at.le(idle_since)));
    Ok(diesel::delete(ended).execute(conn)?)
}
