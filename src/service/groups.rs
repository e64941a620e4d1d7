//! Questions with fixed choices that participants answer about themselves when they join.

use std::collections::{BTreeMap, HashSet};

use crate::domain::event::EVENT_KEY;
use crate::domain::ids::ConsultationId;
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::{Code, Error, Result, Texts};
use crate::live::Room;
use crate::service::{Organiser, Service, settings};
use crate::store;

/// The most questions of a consultation: more would keep people from the pairs.
const QUESTIONS_MAX: usize = 5;
const CHOICES_MAX: usize = 30;
const KEY_MAX: usize = 40;
/// Characters of a question or a choice in one language.
const TEXT_MAX: usize = 160;

impl Service {
    /// The questions of a consultation, in their order.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn group_questions(&self, room: &Room) -> Result<Vec<GroupQuestion>> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::group_questions::list(conn, &id)).await?)
    }

    /// What results can be seen by: the questions about groups, and events where there are any.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn questions_of_results(&self, room: &Room) -> Result<Vec<GroupQuestion>> {
        let mut questions = self.group_questions(room).await?;
        let events = self.events_as_question(room).await?;
        questions.extend((!events.choices.is_empty()).then_some(events));
        Ok(questions)
    }

    /// # Errors
    /// `not_found`.
    pub async fn group_question(&self, room: &Room, key: &str) -> Result<GroupQuestion> {
        let questions = self.group_questions(room).await?;
        questions.into_iter().find(|question| question.key == key).ok_or_else(unknown)
    }

    /// Adds a question.
    ///
    /// # Errors
    /// `invalid_field`; `state_conflict` once somebody has joined: people who were asked and people who were
    /// not can't be compared.
    pub async fn add_group_question(
        &self,
        _by: &Organiser,
        room: &Room,
        new: GroupQuestion,
    ) -> Result<GroupQuestion> {
        let question = checked(new)?;
        let (id, added) = (room.id().clone(), question.clone());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                must_be_unanswered(change.conn(), &id)?;
                let there = store::group_questions::list(change.conn(), &id)?;
                if there.iter().any(|question| question.key == added.key) {
                    return Err(invalid("id", "Another question has this id.").into());
                }
                if there.len() >= QUESTIONS_MAX {
                    let detail = format!("A consultation asks at most {QUESTIONS_MAX} questions.");
                    return Err(Error::new(Code::InvalidField, detail).into());
                }
                store::group_questions::append(change.conn(), &id, there.len(), &added)
            })
            .await?;
        Ok(question)
    }

    /// Changes a question: its words at any time, its choices while nobody has joined.
    ///
    /// # Errors
    /// `not_found`; `invalid_field`; `state_conflict`.
    pub async fn change_group_question(
        &self,
        _by: &Organiser,
        room: &Room,
        new: GroupQuestion,
    ) -> Result<GroupQuestion> {
        let question = checked(new)?;
        let (id, changed) = (room.id().clone(), question.clone());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let there = store::group_questions::list(change.conn(), &id)?;
                let before = there.into_iter().find(|q| q.key == changed.key).ok_or_else(unknown)?;
                if keys(&before) != keys(&changed) {
                    must_be_unanswered(change.conn(), &id)?;
                }
                store::group_questions::replace(change.conn(), &id, &changed)
            })
            .await?;
        Ok(question)
    }

    /// Takes a question away.
    ///
    /// # Errors
    /// `not_found`; `state_conflict` once somebody has joined.
    pub async fn remove_group_question(&self, _by: &Organiser, room: &Room, key: &str) -> Result<()> {
        let (id, key) = (room.id().clone(), key.to_owned());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                must_be_unanswered(change.conn(), &id)?;
                if store::group_questions::delete(change.conn(), &id, &key)? {
                    return Ok(());
                }
                Err(unknown().into())
            })
            .await
    }
}

/// What somebody said of themselves, if each is a choice of a question; what was left empty was left out.
///
/// # Errors
/// `invalid_field` at `groups.KEY`.
pub(super) fn answers(
    questions: &[GroupQuestion],
    given: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    answers_at("groups", questions, given)
}

/// The same for another field: faults are told at `FIELD.KEY`.
pub(super) fn answers_at(
    field: &str,
    questions: &[GroupQuestion],
    given: BTreeMap<String, String>,
) -> Result<BTreeMap<String, String>> {
    let mut answers = BTreeMap::new();
    for (key, choice) in given.into_iter().filter(|(_, choice)| !choice.is_empty()) {
        let field = format!("{field}.{key}");
        let Some(question) = questions.iter().find(|question| question.key == key) else {
            return Err(invalid(&field, "There is no such question about groups."));
        };
        if !question.choices.iter().any(|known| known.key == choice) {
            return Err(invalid(&field, "This is no choice of that question."));
        }
        answers.insert(key, choice);
    }
    Ok(answers)
}

fn keys(question: &GroupQuestion) -> HashSet<&str> {
    question.choices.iter().map(|choice| choice.key.as_str()).collect()
}

fn unknown() -> Error {
    Error::not_found("question")
}

fn invalid(field: &str, detail: &str) -> Error {
    Error::field(field, Code::InvalidField, detail)
}

fn must_be_unanswered(conn: &mut store::Conn, id: &ConsultationId) -> store::Result<()> {
    if store::participants::count(conn, id)? == 0 {
        return Ok(());
    }
    let detail =
        "Somebody has joined already: questions and their choices stay as they are; words may change.";
    Err(Error::new(Code::StateConflict, detail).into())
}

fn checked(question: GroupQuestion) -> Result<GroupQuestion> {
    let key = checked_key("id", question.key)?;
    if key == EVENT_KEY {
        return Err(invalid("id", "This id stands for the events; choose another."));
    }
    if !(2..=CHOICES_MAX).contains(&question.choices.len()) {
        return Err(invalid("choices", &format!("A question has 2 to {CHOICES_MAX} choices.")));
    }
    let mut seen = HashSet::new();
    let mut choices = Vec::with_capacity(question.choices.len());
    for (at, choice) in question.choices.into_iter().enumerate() {
        let key = checked_key(&format!("choices.{at}.id"), choice.key)?;
        if !seen.insert(key.clone()) {
            return Err(invalid(&format!("choices.{at}.id"), "Another choice has this id."));
        }
        let label = checked_texts(&format!("choices.{at}.label"), &choice.label)?;
        choices.push(GroupChoice { key, label });
    }
    Ok(GroupQuestion { key, question: checked_texts("question", &question.question)?, choices })
}

fn checked_key(field: &str, key: String) -> Result<String> {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if !key.is_empty() && key.len() <= KEY_MAX && key.chars().all(fits) {
        return Ok(key);
    }
    Err(invalid(field, &format!("An id is 1 to {KEY_MAX} of a–z, 0–9, - and _.")))
}

fn checked_texts(field: &str, texts: &Texts) -> Result<Texts> {
    let checked = settings::checked_texts(field, texts, TEXT_MAX)?;
    if checked.is_empty() {
        return Err(invalid(field, "Write it in at least one language."));
    }
    Ok(checked)
}
