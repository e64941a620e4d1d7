//! What members write around the votes, of whatever kind, with the versions of those that keep them.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::document::{Document, Stored, Version};
use crate::domain::ids::{ConsultationId, MemberId};
use crate::store::schema::{document_versions, documents};
use crate::store::{Conn, Result, from_json, parsed, to_json};

#[derive(Queryable, Selectable)]
#[diesel(table_name = documents)]
struct Row {
    id: String,
    body: String,
    version: i64,
    created_at: i64,
    updated_at: i64,
}

impl Row {
    fn read<T: Document>(self) -> Result<Stored<T>> {
        let Self { id, body, version, created_at, updated_at } = self;
        Ok(Stored { id, body: from_json(T::KIND, &body)?, version, created_at, updated_at })
    }
}

/// All of a kind, by position.
pub fn list<T: Document>(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Stored<T>>> {
    let rows: Vec<Row> = documents::table
        .filter(documents::consultation_id.eq(consultation.as_str()))
        .filter(documents::kind.eq(T::KIND))
        .order((documents::position.asc(), documents::id.asc()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// How many there are of a kind.
pub fn count<T: Document>(conn: &mut Conn, consultation: &ConsultationId) -> Result<i64> {
    let of_kind = documents::table
        .filter(documents::consultation_id.eq(consultation.as_str()))
        .filter(documents::kind.eq(T::KIND));
    Ok(of_kind.count().get_result(conn)?)
}

pub fn find<T: Document>(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &str,
) -> Result<Option<Stored<T>>> {
    let row: Option<Row> = documents::table
        .filter(documents::consultation_id.eq(consultation.as_str()))
        .filter(documents::kind.eq(T::KIND))
        .filter(documents::id.eq(id))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

pub fn insert<T: Document>(conn: &mut Conn, consultation: &ConsultationId, new: &Stored<T>) -> Result<()> {
    let row = (
        documents::consultation_id.eq(consultation.as_str()),
        documents::id.eq(&new.id),
        documents::kind.eq(T::KIND),
        documents::position.eq(new.body.position()),
        documents::body.eq(to_json(&new.body)),
        documents::version.eq(new.version),
        documents::created_at.eq(new.created_at),
        documents::updated_at.eq(new.updated_at),
    );
    diesel::insert_into(documents::table).values(row).execute(conn)?;
    Ok(())
}

/// Writes a document whose version is one more than the stored one; false if that was changed in the meantime.
pub fn update<T: Document>(
    conn: &mut Conn,
    consultation: &ConsultationId,
    changed: &Stored<T>,
) -> Result<bool> {
    let target = documents::table
        .filter(documents::consultation_id.eq(consultation.as_str()))
        .filter(documents::id.eq(&changed.id))
        .filter(documents::version.eq(changed.version - 1));
    let count = diesel::update(target)
        .set((
            documents::position.eq(changed.body.position()),
            documents::body.eq(to_json(&changed.body)),
            documents::version.eq(changed.version),
            documents::updated_at.eq(changed.updated_at),
        ))
        .execute(conn)?;
    Ok(count == 1)
}

pub fn delete<T: Document>(conn: &mut Conn, consultation: &ConsultationId, id: &str) -> Result<bool> {
    let versions = document_versions::table
        .filter(document_versions::consultation_id.eq(consultation.as_str()))
        .filter(document_versions::document_id.eq(id));
    let target = documents::table
        .filter(documents::consultation_id.eq(consultation.as_str()))
        .filter(documents::kind.eq(T::KIND))
        .filter(documents::id.eq(id));
    let gone = diesel::delete(target).execute(conn)? == 1;
    if gone {
        diesel::delete(versions).execute(conn)?;
    }
    Ok(gone)
}

/// Keeps a version, with who wrote it.
pub fn keep_version<T: Document>(
    conn: &mut Conn,
    consultation: &ConsultationId,
    of: &Stored<T>,
    by: &MemberId,
) -> Result<()> {
    let row = (
        document_versions::consultation_id.eq(consultation.as_str()),
        document_versions::document_id.eq(&of.id),
        document_versions::version.eq(of.version),
        document_versions::body.eq(to_json(&of.body)),
        document_versions::member_id.eq(by.as_str()),
        document_versions::made_at.eq(of.updated_at),
    );
    diesel::insert_into(document_versions::table).values(row).execute(conn)?;
    Ok(())
}

/// The versions of a document, the newest first.
pub fn versions<T: Document>(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &str,
) -> Result<Vec<Version<T>>> {
    let rows: Vec<(i64, String, String, Micros)> = document_versions::table
        .filter(document_versions::consultation_id.eq(consultation.as_str()))
        .filter(document_versions::document_id.eq(id))
        .order(document_versions::version.desc())
        .select((
            document_versions::version,
            document_versions::body,
            document_versions::member_id,
            document_versions::made_at,
        ))
        .load(conn)?;
    rows.into_iter()
        .map(|(version, body, by, made_at)| {
            let by = parsed("document_versions.member_id", &by, MemberId::parse)?;
            Ok(Version { version, body: from_json(T::KIND, &body)?, by, made_at })
        })
        .collect()
}
