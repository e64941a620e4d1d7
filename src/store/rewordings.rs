//! How words changed after they had been compared: of ideas, and of the question.

use diesel::prelude::*;

use crate::domain::Texts;
use crate::domain::ids::{ConsultationId, IdeaId};
use crate::domain::rewording::{EditKind, Rewording};
use crate::store::schema::{ideas, rewordings};
use crate::store::{Conn, Result, from_json, parsed, to_json};

/// What changed: the question, or an idea.
const QUESTION: &str = "question";

#[derive(Queryable, Selectable)]
#[diesel(table_name = rewordings)]
struct Row {
    subject: String,
    seq: i64,
    kind: String,
    before: String,
    after: String,
    changed: f64,
    comparisons: i64,
    made_at: i64,
}

impl Row {
    fn read(self) -> Result<(Option<IdeaId>, Rewording)> {
        let idea = (self.subject != QUESTION)
            .then(|| parsed("rewordings.subject", &self.subject, IdeaId::parse))
            .transpose()?;
        let rewording = Rewording {
            seq: self.seq,
            kind: parsed("rewordings.kind", &self.kind, EditKind::parse)?,
            before: from_json("rewordings.before", &self.before)?,
            after: from_json("rewordings.after", &self.after)?,
            changed: self.changed,
            comparisons: self.comparisons,
            at: self.made_at,
        };
        Ok((idea, rewording))
    }
}

fn subject(idea: Option<&IdeaId>) -> &str {
    idea.map_or(QUESTION, IdeaId::as_str)
}

/// Writes down a change of an idea's words, or of the question's where there is no idea.
pub fn insert(
    conn: &mut Conn,
    consultation: &ConsultationId,
    idea: Option<&IdeaId>,
    new: &Rewording,
) -> Result<()> {
    let row = (
        rewordings::consultation_id.eq(consultation.as_str()),
        rewordings::subject.eq(subject(idea)),
        rewordings::seq.eq(new.seq),
        rewordings::kind.eq(new.kind.as_str()),
        rewordings::before.eq(to_json(&new.before)),
        rewordings::after.eq(to_json(&new.after)),
        rewordings::changed.eq(new.changed),
        rewordings::comparisons.eq(new.comparisons),
        rewordings::made_at.eq(new.at),
    );
    diesel::insert_into(rewordings::table).values(row).execute(conn)?;
    Ok(())
}

/// Changes of an idea's words, or of the question's, the oldest first.
pub fn list_of(
    conn: &mut Conn,
    consultation: &ConsultationId,
    idea: Option<&IdeaId>,
) -> Result<Vec<Rewording>> {
    let rows: Vec<Row> = rewordings::table
        .filter(rewordings::consultation_id.eq(consultation.as_str()))
        .filter(rewordings::subject.eq(subject(idea)))
        .order(rewordings::seq.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(|row| Ok(row.read()?.1)).collect()
}

/// The same of several ideas.
pub fn list_of_ideas(
    conn: &mut Conn,
    consultation: &ConsultationId,
    ideas: &[&str],
) -> Result<Vec<(IdeaId, Rewording)>> {
    let rows: Vec<Row> = rewordings::table
        .filter(rewordings::consultation_id.eq(consultation.as_str()))
        .filter(rewordings::subject.eq_any(ideas))
        .order((rewordings::subject.asc(), rewordings::seq.asc()))
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().filter_map(|row| row.read().map(|(idea, of)| Some((idea?, of))).transpose()).collect()
}

/// All of a consultation, with the idea or none for the question; in the order of the log.
pub fn list_all(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<(Option<IdeaId>, Rewording)>> {
    let rows: Vec<Row> = rewordings::table
        .filter(rewordings::consultation_id.eq(consultation.as_str()))
        .order(rewordings::seq.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Forgets what an idea's words were.
pub fn delete_of(conn: &mut Conn, consultation: &ConsultationId, idea: &IdeaId) -> Result<()> {
    let target = rewordings::table
        .filter(rewordings::consultation_id.eq(consultation.as_str()))
        .filter(rewordings::subject.eq(idea.as_str()));
    diesel::delete(target).execute(conn)?;
    Ok(())
}

/// Forgets what the words of participants' ideas were; that and when they changed stays known. Before the ideas
/// forget whose they are.
pub fn forget_words_of_participants(conn: &mut Conn, consultation: &ConsultationId) -> Result<()> {
    let theirs: Vec<String> = ideas::table
        .filter(ideas::consultation_id.eq(consultation.as_str()))
        .filter(ideas::participant_id.is_not_null())
        .select(ideas::id)
        .load(conn)?;
    let nothing = to_json(&Texts::default());
    for chunk in theirs.chunks(500) {
        let target = rewordings::table
            .filter(rewordings::consultation_id.eq(consultation.as_str()))
            .filter(rewordings::subject.eq_any(chunk));
        let empty = (rewordings::before.eq(&nothing), rewordings::after.eq(&nothing));
        diesel::update(target).set(empty).execute(conn)?;
    }
    Ok(())
}
