//! What members say of documents, in threads.

use diesel::prelude::*;

use crate::domain::Micros;
use crate::domain::ids::{CommentId, ConsultationId, MemberId};
use crate::store::schema::{comments, members};
use crate::store::{Conn, Result, parsed};

/// A comment, with the address of who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub id: CommentId,
    /// The first comment of its thread; none for that one.
    pub thread: Option<CommentId>,
    pub by: MemberId,
    pub email: String,
    pub text: String,
    pub made_at: Micros,
    pub resolved_at: Option<Micros>,
}

type Row = (String, Option<String>, String, String, String, i64, Option<i64>);

fn read((id, thread, by, email, text, made_at, resolved_at): Row) -> Result<Comment> {
    Ok(Comment {
        id: parsed("comments.id", &id, CommentId::parse)?,
        thread: thread.map(|id| parsed("comments.thread_id", &id, CommentId::parse)).transpose()?,
        by: parsed("comments.member_id", &by, MemberId::parse)?,
        email,
        text,
        made_at,
        resolved_at,
    })
}

pub fn insert(conn: &mut Conn, consultation: &ConsultationId, document: &str, new: &Comment) -> Result<()> {
    let row = (
        comments::consultation_id.eq(consultation.as_str()),
        comments::id.eq(new.id.as_str()),
        comments::document_id.eq(document),
        comments::thread_id.eq(new.thread.as_ref().map(CommentId::as_str)),
        comments::member_id.eq(new.by.as_str()),
        comments::text.eq(&new.text),
        comments::made_at.eq(new.made_at),
        comments::resolved_at.eq(new.resolved_at),
    );
    diesel::insert_into(comments::table).values(row).execute(conn)?;
    Ok(())
}

/// The comments on a document, oldest first.
pub fn list(conn: &mut Conn, consultation: &ConsultationId, document: &str) -> Result<Vec<Comment>> {
    let rows: Vec<Row> = comments::table
        .inner_join(members::table.on(members::id.eq(comments::member_id)))
        .filter(comments::consultation_id.eq(consultation.as_str()))
        .filter(comments::document_id.eq(document))
        .order(comments::id.asc())
        .select((
            comments::id,
            comments::thread_id,
            comments::member_id,
            members::email,
            comments::text,
            comments::made_at,
            comments::resolved_at,
        ))
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

pub fn set_resolved(
    conn: &mut Conn,
    consultation: &ConsultationId,
    id: &CommentId,
    at: Option<Micros>,
) -> Result<bool> {
    let target = comments::table
        .filter(comments::consultation_id.eq(consultation.as_str()))
        .filter(comments::id.eq(id.as_str()));
    Ok(diesel::update(target).set(comments::resolved_at.eq(at)).execute(conn)? == 1)
}

pub fn delete_of(conn: &mut Conn, consultation: &ConsultationId, document: &str) -> Result<()> {
    let of = comments::table
        .filter(comments::consultation_id.eq(consultation.as_str()))
        .filter(comments::document_id.eq(document));
    diesel::delete(of).execute(conn)?;
    Ok(())
}
