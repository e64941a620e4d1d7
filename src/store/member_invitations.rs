//! Invitations to become a member of a consultation, by the hash of the token in their link.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::{ConsultationId, MemberInvitationId};
use crate::domain::member::{Membership, Place, Who};
use crate::store::roles::place;
use crate::store::schema::member_invitations;
use crate::store::{Conn, Result, parsed, to_json};

#[derive(Queryable, Selectable)]
#[diesel(table_name = member_invitations)]
struct Row {
    id: String,
    email: String,
    role: String,
    part: String,
    created_at: i64,
    expires_at: i64,
}

impl Row {
    fn read(self) -> Result<Membership> {
        let id = parsed("member_invitations.id", &self.id, MemberInvitationId::parse)?;
        Ok(Membership {
            who: Who::Invited(id, self.expires_at),
            email: self.email,
            place: place(&self.role, &self.part)?,
            since: self.created_at,
        })
    }
}

/// A new invitation, as it is stored.
#[derive(Clone, Debug)]
pub struct NewInvitation {
    pub id: MemberInvitationId,
    pub email: String,
    pub place: Place,
    pub token_hash: [u8; 32],
    pub created_at: Micros,
    pub expires_at: Micros,
}

/// Stores an invitation in place of an earlier one for the same address.
pub fn put(conn: &mut Conn, consultation: &ConsultationId, new: &NewInvitation) -> Result<()> {
    let same = member_invitations::table
        .filter(member_invitations::consultation_id.eq(consultation.as_str()))
        .filter(member_invitations::email.eq(&new.email));
    diesel::delete(same).execute(conn)?;
    let row = (
        member_invitations::consultation_id.eq(consultation.as_str()),
        member_invitations::id.eq(new.id.as_str()),
        member_invitations::email.eq(&new.email),
        member_invitations::role.eq(new.place.role.as_str()),
        member_invitations::part.eq(to_json(&new.place.part)),
        member_invitations::token_hash.eq(&new.token_hash[..]),
        member_invitations::created_at.eq(new.created_at),
        member_invitations::expires_at.eq(new.expires_at),
    );
    diesel::insert_into(member_invitations::table).values(row).execute(conn)?;
    Ok(())
}

/// Those that wait, by when they were made.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Membership>> {
    let rows: Vec<Row> = member_invitations::table
        .filter(member_invitations::consultation_id.eq(consultation.as_str()))
        .order(member_invitations::id.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, hash: &[u8]) -> Result<Option<Membership>> {
    let row: Option<Row> = member_invitations::table
        .filter(member_invitations::consultation_id.eq(consultation.as_str()))
        .filter(member_invitations::token_hash.eq(hash))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

pub fn delete(conn: &mut Conn, consultation: &ConsultationId, id: &MemberInvitationId) -> Result<bool> {
    let target = member_invitations::table
        .filter(member_invitations::consultation_id.eq(consultation.as_str()))
        .filter(member_invitations::id.eq(id.as_str()));
    Ok(diesel::delete(target).execute(conn)? == 1)
}
