//! Questions with fixed choices that participants answer about themselves.

use diesel::prelude::*;

use crate::domain::ids::ConsultationId;
use crate::domain::participant::GroupQuestion;
use crate::store::schema::group_questions;
use crate::store::{Conn, Result, from_json, to_json};

/// Stores the questions of a new consultation, in their order.
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, questions: &[GroupQuestion]) -> Result<()> {
    questions
        .iter()
        .enumerate()
        .try_for_each(|(position, question)| append(conn, consultation, position, question))
}

/// Stores a question at a place in the order.
pub fn append(
    conn: &mut Conn,
    consultation: &ConsultationId,
    position: usize,
    question: &GroupQuestion,
) -> Result<()> {
    let row = (
        group_questions::consultation_id.eq(consultation.as_str()),
        group_questions::key.eq(&question.key),
        group_questions::position.eq(position as i32),
        group_questions::question.eq(to_json(&question.question)),
        group_questions::choices.eq(to_json(&question.choices)),
    );
    diesel::insert_into(group_questions::table).values(row).execute(conn)?;
    Ok(())
}

/// The questions of a consultation, in their order.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<GroupQuestion>> {
    let rows: Vec<(String, String, String)> = group_questions::table
        .filter(group_questions::consultation_id.eq(consultation.as_str()))
        .order(group_questions::position.asc())
        .select((group_questions::key, group_questions::question, group_questions::choices))
        .load(conn)?;
    rows.into_iter()
        .map(|(key, question, choices)| {
            Ok(GroupQuestion {
                key,
                question: from_json("group_questions.question", &question)?,
                choices: from_json("group_questions.choices", &choices)?,
            })
        })
        .collect()
}

/// Puts a question in place of the one with its key; its place in the order stays.
pub fn replace(conn: &mut Conn, consultation: &ConsultationId, question: &GroupQuestion) -> Result<bool> {
    let target = group_questions::table
        .filter(group_questions::consultation_id.eq(consultation.as_str()))
        .filter(group_questions::key.eq(&question.key));
    let changed = diesel::update(target)
        .set((
            group_questions::question.eq(to_json(&question.question)),
            group_questions::choices.eq(to_json(&question.choices)),
        ))
        .execute(conn)?;
    Ok(changed > 0)
}

pub fn delete(conn: &mut Conn, consultation: &ConsultationId, key: &str) -> Result<bool> {
    let target = group_questions::table
        .filter(group_questions::consultation_id.eq(consultation.as_str()))
        .filter(group_questions::key.eq(key));
    Ok(diesel::delete(target).execute(conn)? > 0)
}
