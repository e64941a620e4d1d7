//! Codes that work once, in the invitations by which they were made.

use std::collections::BTreeMap;

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, EventId, InvitationId, MemberId};
use crate::on_both;
use crate::store::schema::{codes, invitations, participants};
use crate::store::{Conn, Result, from_json, parsed, to_json};

/// A bundle of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub name: String,
    /// How many codes were made, and how many of them were used; of a link, how many came by it.
    pub codes: i64,
    pub used: i64,
    /// What it says of those who come by it: a choice by question.
    pub groups: BTreeMap<String, String>,
    pub event: Option<EventId>,
    /// Its one code works again and again.
    pub link: bool,
    /// Who made it.
    pub member: Option<MemberId>,
    pub created_at: i64,
}

type Row = (String, String, i32, i64, String, Option<String>, bool, Option<String>);

fn read(row: Row, used: i64) -> Result<Invitation> {
    let (id, name, codes, created_at, groups, event, link, member) = row;
    Ok(Invitation {
        id: parsed("invitations.id", &id, InvitationId::parse)?,
        name,
        codes: i64::from(codes),
        used,
        groups: from_json("invitations.groups", &groups)?,
        event: event.map(|id| parsed("invitations.event_id", &id, EventId::parse)).transpose()?,
        link,
        member: member.map(|id| parsed("invitations.member_id", &id, MemberId::parse)).transpose()?,
        created_at,
    })
}

const COLUMNS: Columns = (
    invitations::id,
    invitations::name,
    invitations::codes,
    invitations::created_at,
    invitations::groups,
    invitations::event_id,
    invitations::link,
    invitations::member_id,
);
type Columns = (
    invitations::id,
    invitations::name,
    invitations::codes,
    invitations::created_at,
    invitations::groups,
    invitations::event_id,
    invitations::link,
    invitations::member_id,
);

/// Stores an invitation with the hashes of its codes.
pub fn insert(
    conn: &mut Conn,
    consultation: &ConsultationId,
    invitation: &Invitation,
    hashes: &[Vec<u8>],
) -> Result<()> {
    let row = (
        invitations::consultation_id.eq(consultation.as_str()),
        invitations::id.eq(invitation.id.as_str()),
        invitations::name.eq(&invitation.name),
        invitations::codes.eq(i32::try_from(hashes.len()).unwrap_or(i32::MAX)),
        invitations::created_at.eq(invitation.created_at),
        invitations::groups.eq(to_json(&invitation.groups)),
        invitations::event_id.eq(invitation.event.as_ref().map(EventId::as_str)),
        invitations::link.eq(invitation.link),
        invitations::member_id.eq(invitation.member.as_ref().map(MemberId::as_str)),
    );
    diesel::insert_into(invitations::table).values(row).execute(conn)?;
    for chunk in hashes.chunks(1_000) {
        let rows: Vec<_> = chunk
            .iter()
            .map(|hash| {
                (
                    codes::code_hash.eq(hash),
                    codes::consultation_id.eq(consultation.as_str()),
                    codes::invitation_id.eq(invitation.id.as_str()),
                    codes::used.eq(false),
                )
            })
            .collect();
        on_both!(conn, c => diesel::insert_into(codes::table).values(rows).execute(c))?;
    }
    Ok(())
}

/// Newest first.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Invitation>> {
    let rows: Vec<Row> = invitations::table
        .filter(invitations::consultation_id.eq(consultation.as_str()))
        .order(invitations::id.desc())
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter()
        .map(|row| {
            let used: i64 = if row.6 {
                participants::table
                    .filter(participants::consultation_id.eq(consultation.as_str()))
                    .filter(participants::invitation_id.eq(&row.0))
                    .count()
                    .get_result(conn)?
            } else {
                codes::table
                    .filter(codes::consultation_id.eq(consultation.as_str()))
                    .filter(codes::invitation_id.eq(&row.0))
                    .filter(codes::used.eq(true))
                    .count()
                    .get_result(conn)?
            };
            read(row, used)
        })
        .collect()
}

/// A code as it stands: of which invitation it is, and whether it was used. The invitation's uses aren't counted.
pub fn find(conn: &mut Conn, hash: &[u8]) -> Result<Option<(ConsultationId, Invitation, bool)>> {
    let row: Option<(String, String, bool)> = codes::table
        .filter(codes::code_hash.eq(hash))
        .select((codes::consultation_id, codes::invitation_id, codes::used))
        .get_result(conn)
        .optional()?;
    let Some((consultation, invitation, used)) = row else { return Ok(None) };
    let row: Row = invitations::table
        .filter(invitations::consultation_id.eq(&consultation))
        .filter(invitations::id.eq(&invitation))
        .select(COLUMNS)
        .get_result(conn)?;
    let consultation = parsed("codes.consultation_id", &consultation, ConsultationId::parse)?;
    Ok(Some((consultation, read(row, 0)?, used)))
}

/// Spends a code; false if it was spent before.
pub fn spend(conn: &mut Conn, hash: &[u8]) -> Result<bool> {
    let target = codes::table.filter(codes::code_hash.eq(hash)).filter(codes::used.eq(false));
    Ok(diesel::update(target).set(codes::used.eq(true)).execute(conn)? == 1)
}

/// Takes an invitation's unused codes away; who used one stays. Returns how many went.
pub fn delete_unused(
    conn: &mut Conn,
    consultation: &ConsultationId,
    invitation: &InvitationId,
) -> Result<usize> {
    let target = codes::table
        .filter(codes::consultation_id.eq(consultation.as_str()))
        .filter(codes::invitation_id.eq(invitation.as_str()))
        .filter(codes::used.eq(false));
    Ok(diesel::delete(target).execute(conn)?)
}
