//! Members: people with a login. A removed member's row stays, so that what they did keeps its author.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::store::schema::members;
use crate::store::{Conn, Result, parsed};

#[derive(Queryable, Selectable)]
#[diesel(table_name = members)]
pub(super) struct Row {
    id: String,
    email: String,
    admin: bool,
    created_at: i64,
}

impl Row {
    pub(super) fn read(self) -> Result<Member> {
        let id = parsed("members.id", &self.id, MemberId::parse)?;
        Ok(Member { id, email: self.email, admin: self.admin, created_at: self.created_at })
    }
}

/// Stores a new member; [`Error::Unique`](crate::store::Error::Unique) where the address is in use.
pub fn insert(conn: &mut Conn, member: &Member, password_hash: &str) -> Result<()> {
    let row = (
        members::id.eq(member.id.as_str()),
        members::email.eq(&member.email),
        members::password_hash.eq(password_hash),
        members::admin.eq(member.admin),
        members::created_at.eq(member.created_at),
    );
    diesel::insert_into(members::table).values(row).execute(conn)?;
    Ok(())
}

/// Who signs in with this address, and the hash of their password.
pub fn find_by_email(conn: &mut Conn, email: &str) -> Result<Option<(Member, String)>> {
    let row: Option<(Row, String)> = members::table
        .filter(members::email.eq(email))
        .filter(members::removed_at.is_null())
        .select((Row::as_select(), members::password_hash))
        .get_result(conn)
        .optional()?;
    row.map(|(row, hash)| Ok((row.read()?, hash))).transpose()
}

pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(members::table.filter(members::removed_at.is_null()).count().get_result(conn)?)
}

pub fn update_password(conn: &mut Conn, id: &MemberId, password_hash: &str) -> Result<()> {
    let target = members::table.filter(members::id.eq(id.as_str()));
    diesel::update(target).set(members::password_hash.eq(password_hash)).execute(conn)?;
    Ok(())
}

/// Ends a membership: no sign-in and no key works from now on.
pub fn remove(conn: &mut Conn, id: &MemberId, now: Micros) -> Result<bool> {
    let target = members::table.filter(members::id.eq(id.as_str())).filter(members::removed_at.is_null());
    Ok(diesel::update(target).set(members::removed_at.eq(now)).execute(conn)? == 1)
}
