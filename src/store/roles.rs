//! Who is what in which consultation.

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::member::Role;
use crate::store::schema::roles;
use crate::store::{Conn, Result, parsed};

pub fn insert(conn: &mut Conn, consultation: &ConsultationId, member: &MemberId, role: Role) -> Result<()> {
    let row = (
        roles::consultation_id.eq(consultation.as_str()),
        roles::member_id.eq(member.as_str()),
        roles::role.eq(role.as_str()),
    );
    diesel::insert_into(roles::table).values(row).execute(conn)?;
    Ok(())
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, member: &MemberId) -> Result<Option<Role>> {
    let role: Option<String> = roles::table
        .filter(roles::consultation_id.eq(consultation.as_str()))
        .filter(roles::member_id.eq(member.as_str()))
        .select(roles::role)
        .get_result(conn)
        .optional()?;
    role.map(|role| parsed("roles.role", &role, Role::parse)).transpose()
}
