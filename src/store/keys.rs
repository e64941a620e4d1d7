//! API keys, by the hash of their token.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::{KeyId, MemberId};
use crate::domain::member::{Member, Scope};
use crate::store::members::Row as MemberRow;
use crate::store::schema::{api_keys, members};
use crate::store::{Conn, Result, from_json, parsed, to_json};

/// A key without its token, which nobody has but its owner.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    pub id: KeyId,
    pub name: String,
    pub scopes: Vec<Scope>,
    pub created_at: Micros,
    pub expires_at: Micros,
}

#[derive(Queryable, Selectable)]
#[diesel(table_name = api_keys)]
struct Row {
    id: String,
    name: String,
    scopes: String,
    created_at: i64,
    expires_at: i64,
}

impl Row {
    fn read(self) -> Result<Key> {
        Ok(Key {
            id: parsed("api_keys.id", &self.id, KeyId::parse)?,
            name: self.name,
            scopes: from_json("api_keys.scopes", &self.scopes)?,
            created_at: self.created_at,
            expires_at: self.expires_at,
        })
    }
}

pub fn insert(conn: &mut Conn, member: &MemberId, key: &Key, token_hash: &[u8]) -> Result<()> {
    let row = (
        api_keys::id.eq(key.id.as_str()),
        api_keys::member_id.eq(member.as_str()),
        api_keys::name.eq(&key.name),
        api_keys::token_hash.eq(token_hash),
        api_keys::scopes.eq(to_json(&key.scopes)),
        api_keys::created_at.eq(key.created_at),
        api_keys::expires_at.eq(key.expires_at),
    );
    diesel::insert_into(api_keys::table).values(row).execute(conn)?;
    Ok(())
}

/// The key of a token with the member it acts for, while both are there.
pub fn find(conn: &mut Conn, token_hash: &[u8]) -> Result<Option<(Member, Key)>> {
    let row: Option<(MemberRow, Row)> = api_keys::table
        .inner_join(members::table.on(members::id.eq(api_keys::member_id)))
        .filter(api_keys::token_hash.eq(token_hash))
        .filter(api_keys::removed_at.is_null())
        .filter(members::removed_at.is_null())
        .filter(members::disabled_at.is_null())
        .select((MemberRow::as_select(), Row::as_select()))
        .get_result(conn)
        .optional()?;
    row.map(|(member, key)| Ok((member.read()?, key.read()?))).transpose()
}

/// A member's keys, newest first.
pub fn list(conn: &mut Conn, member: &MemberId) -> Result<Vec<Key>> {
    let rows: Vec<Row> = api_keys::table
        .filter(api_keys::member_id.eq(member.as_str()))
        .filter(api_keys::removed_at.is_null())
        .order(api_keys::id.desc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Ends a key of this member; false if there is none.
pub fn remove(conn: &mut Conn, member: &MemberId, key: &KeyId, now: Micros) -> Result<bool> {
    let target = api_keys::table
        .filter(api_keys::member_id.eq(member.as_str()))
        .filter(api_keys::id.eq(key.as_str()))
        .filter(api_keys::removed_at.is_null());
    Ok(diesel::update(target).set(api_keys::removed_at.eq(now)).execute(conn)? == 1)
}

/// Ends all keys of a member: with a new password, or when they are disabled.
pub fn remove_of(conn: &mut Conn, member: &MemberId, now: Micros) -> Result<usize> {
    let target = api_keys::table
        .filter(api_keys::member_id.eq(member.as_str()))
        .filter(api_keys::removed_at.is_null());
    Ok(diesel::update(target).set(api_keys::removed_at.eq(now)).execute(conn)?)
}
