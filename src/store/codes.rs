//! Codes that work once, in the invitations by which they were made.

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, InvitationId};
use crate::on_both;
use crate::store::schema::{codes, invitations};
use crate::store::{Conn, Result, parsed};

/// A bundle of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    pub id: InvitationId,
    pub name: String,
    /// How many codes were made, and how many of them were used.
    pub codes: i64,
    pub used: i64,
    pub created_at: i64,
}

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
    let rows: Vec<(String, String, i32, i64)> = invitations::table
        .filter(invitations::consultation_id.eq(consultation.as_str()))
        .order(invitations::id.desc())
        .select((invitations::id, invitations::name, invitations::codes, invitations::created_at))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, name, made, created_at)| {
            let used: i64 = codes::table
                .filter(codes::consultation_id.eq(consultation.as_str()))
                .filter(codes::invitation_id.eq(&id))
                .filter(codes::used.eq(true))
                .count()
                .get_result(conn)?;
            let id = parsed("invitations.id", &id, InvitationId::parse)?;
            Ok(Invitation { id, name, codes: i64::from(made), used, created_at })
        })
        .collect()
}

/// A code as it stands: whose it is, and whether it was used.
pub fn find(conn: &mut Conn, hash: &[u8]) -> Result<Option<(ConsultationId, bool)>> {
    let row: Option<(String, bool)> = codes::table
        .filter(codes::code_hash.eq(hash))
        .select((codes::consultation_id, codes::used))
        .get_result(conn)
        .optional()?;
    row.map(|(id, used)| Ok((parsed("codes.consultation_id", &id, ConsultationId::parse)?, used))).transpose()
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
