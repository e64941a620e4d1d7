//! Who is what in which consultation.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::member::{Membership, Place, Role, Who};
use crate::store::schema::{members, roles};
use crate::store::{Conn, Result, from_json, parsed, to_json};

pub(super) fn place(role: &str, part: &str) -> Result<Place> {
    Ok(Place { role: parsed("role", role, Role::parse)?, part: from_json("part", part)? })
}

pub fn insert(
    conn: &mut Conn,
    consultation: &ConsultationId,
    member: &MemberId,
    place: &Place,
    since: Micros,
) -> Result<()> {
    let row = (
        roles::consultation_id.eq(consultation.as_str()),
        roles::member_id.eq(member.as_str()),
        roles::role.eq(place.role.as_str()),
        roles::part.eq(to_json(&place.part)),
        roles::since.eq(since),
    );
    diesel::insert_into(roles::table).values(row).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, member: &MemberId) -> Result<Option<Place>> {
    let row: Option<(String, String)> = roles::table
        .filter(roles::consultation_id.eq(consultation.as_str()))
        .filter(roles::member_id.eq(member.as_str()))
        .select((roles::role, roles::part))
        .get_result(conn)
        .optional()?;
    row.map(|(role, part)| place(&role, &part)).transpose()
}

/// Members of a consultation, by when they came.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Membership>> {
    let rows: Vec<(String, String, String, String, i64)> = roles::table
        .inner_join(members::table.on(members::id.eq(roles::member_id)))
        .filter(roles::consultation_id.eq(consultation.as_str()))
        .filter(members::removed_at.is_null())
        .order((roles::since.asc(), roles::member_id.asc()))
        .select((members::id, members::email, roles::role, roles::part, roles::since))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, email, role, part, since)| {
            let who = Who::Member(parsed("members.id", &id, MemberId::parse)?);
            Ok(Membership { who, email, place: place(&role, &part)?, since })
        })
        .collect()
}

pub fn update(
    conn: &mut Conn,
    consultation: &ConsultationId,
    member: &MemberId,
    place: &Place,
) -> Result<bool> {
    let target = roles::table
        .filter(roles::consultation_id.eq(consultation.as_str()))
        .filter(roles::member_id.eq(member.as_str()));
    let changed = diesel::update(target)
        .set((roles::role.eq(place.role.as_str()), roles::part.eq(to_json(&place.part))))
        .execute(conn)?;
    Ok(changed == 1)
}

pub fn delete(conn: &mut Conn, consultation: &ConsultationId, member: &MemberId) -> Result<bool> {
    let target = roles::table
        .filter(roles::consultation_id.eq(consultation.as_str()))
        .filter(roles::member_id.eq(member.as_str()));
    Ok(diesel::delete(target).execute(conn)? == 1)
}
