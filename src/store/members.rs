//! Members: people with a login. The row of one who is disabled stays, so that what they did keeps its author and
//! nobody else takes the address.

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

/// A member as those who run the installation know them.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    pub member: Member,
    /// Since when they can't sign in.
    pub disabled_at: Option<Micros>,
}

type AccountRow = (Row, Option<i64>);

fn account((row, disabled_at): AccountRow) -> Result<Account> {
    Ok(Account { member: row.read()?, disabled_at })
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

/// Whose address this is, also of one who is disabled, and the hash of their password.
pub fn find_by_email(conn: &mut Conn, email: &str) -> Result<Option<(Account, String)>> {
    let row: Option<(Row, Option<i64>, String)> = members::table
        .filter(members::email.eq(email))
        .filter(members::removed_at.is_null())
        .select((Row::as_select(), members::disabled_at, members::password_hash))
        .get_result(conn)
        .optional()?;
    row.map(|(row, disabled_at, hash)| Ok((account((row, disabled_at))?, hash))).transpose()
}

pub fn find(conn: &mut Conn, id: &MemberId) -> Result<Option<Account>> {
    let row: Option<AccountRow> = members::table
        .filter(members::id.eq(id.as_str()))
        .filter(members::removed_at.is_null())
        .select((Row::as_select(), members::disabled_at))
        .get_result(conn)
        .optional()?;
    row.map(account).transpose()
}

/// In the order in which they became members, those after an id.
pub fn list(conn: &mut Conn, after: Option<&str>, limit: i64) -> Result<Vec<Account>> {
    let mut query = members::table
        .filter(members::removed_at.is_null())
        .select((Row::as_select(), members::disabled_at))
        .into_boxed();
    if let Some(after) = after {
        query = query.filter(members::id.gt(after.to_owned()));
    }
    let rows: Vec<AccountRow> = query.order(members::id).limit(limit).load(conn)?;
    rows.into_iter().map(account).collect()
}

pub fn count(conn: &mut Conn) -> Result<i64> {
    Ok(members::table.filter(members::removed_at.is_null()).count().get_result(conn)?)
}

/// Lets nobody else change a member until the transaction ends: whether an administrator is the last hangs on others'
/// rows. SQLite has one writer at a time.
pub fn lock(conn: &mut Conn) -> Result<()> {
    if let Conn::Postgres(c) = conn {
        diesel::sql_query("LOCK TABLE members IN SHARE ROW EXCLUSIVE MODE").execute(c)?;
    }
    Ok(())
}

/// How many administrators can sign in.
pub fn count_admins(conn: &mut Conn) -> Result<i64> {
    let admins = members::table.filter(members::admin.eq(true)).filter(members::disabled_at.is_null());
    Ok(admins.filter(members::removed_at.is_null()).count().get_result(conn)?)
}

pub fn update_password(conn: &mut Conn, id: &MemberId, password_hash: &str) -> Result<()> {
    let target = members::table.filter(members::id.eq(id.as_str()));
    diesel::update(target).set(members::password_hash.eq(password_hash)).execute(conn)?;
    Ok(())
}

/// Whether a member is an administrator, and since when they can't sign in.
pub fn update(conn: &mut Conn, id: &MemberId, admin: bool, disabled_at: Option<Micros>) -> Result<()> {
    let target = members::table.filter(members::id.eq(id.as_str()));
    let changed = (members::admin.eq(admin), members::disabled_at.eq(disabled_at));
    diesel::update(target).set(changed).execute(conn)?;
    Ok(())
}
