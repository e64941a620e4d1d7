//! What people wrote about the installation's accessibility.

use diesel::prelude::*;

use crate::domain::ids::FeedbackId;
use crate::store::schema::feedback;
use crate::store::{Conn, Result, parsed};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feedback {
    pub id: FeedbackId,
    /// The page that it is about, as the writer names it.
    pub page: String,
    pub text: String,
    /// Where an answer should go, if the writer wants one.
    pub reply_to: Option<String>,
    pub created_at: i64,
}

pub fn insert(conn: &mut Conn, new: &Feedback) -> Result<()> {
    let row = (
        feedback::id.eq(new.id.as_str()),
        feedback::page.eq(&new.page),
        feedback::text.eq(&new.text),
        feedback::reply_to.eq(new.reply_to.as_deref()),
        feedback::created_at.eq(new.created_at),
    );
    diesel::insert_into(feedback::table).values(row).execute(conn)?;
    Ok(())
}

/// Newest first, those before an id.
pub fn list(conn: &mut Conn, before: Option<&str>, limit: i64) -> Result<Vec<Feedback>> {
    let mut query = feedback::table
        .select((feedback::id, feedback::page, feedback::text, feedback::reply_to, feedback::created_at))
        .into_boxed();
    if let Some(before) = before {
        query = query.filter(feedback::id.lt(before.to_owned()));
    }
    let rows: Vec<(String, String, String, Option<String>, i64)> =
        query.order(feedback::id.desc()).limit(limit).load(conn)?;
    rows.into_iter()
        .map(|(id, page, text, reply_to, created_at)| {
            Ok(Feedback {
                id: parsed("feedback.id", &id, FeedbackId::parse)?,
                page,
                text,
                reply_to,
                created_at,
            })
        })
        .collect()
}
