//! The process around a consultation: background, timeline, and what became of ideas.

use std::sync::Arc;

use crate::domain::access::{Draft, Run};
use crate::domain::document::Stored;
use crate::domain::event::Event;
use crate::domain::guideline::{Guideline, GuidelineState};
use crate::domain::ids::{ConsultationId, IdeaId, TimelineId};
use crate::domain::process::{Background, Body, Decision, Evidence, FirstRound, Related, TimelineEntry};
use crate::domain::{Code, Error, Result, Texts};
use crate::live::Room;
use crate::service::documents::Put;
use crate::service::settings::checked_texts;
use crate::service::{Permit, Service, Viewer};
use crate::store;

pub(super) const LONG_MAX: usize = 10_000;
pub(super) const LINE_MAX: usize = 280;
const ITEMS_MAX: usize = 50;
const URL_MAX: usize = 2_000;
/// The one background of a consultation.
pub(super) const BACKGROUND: &str = "background";

/// What stands around a consultation for whoever reads it.
#[derive(Clone, Default)]
pub struct Process {
    pub timeline: Vec<TimelineEntry>,
    pub events: Vec<Event>,
    /// Guidelines that are adopted.
    pub adopted: usize,
    /// What became of ideas is told.
    pub decided: bool,
    /// There are sources to read.
    pub evidence: bool,
    /// The consultation whose guidelines are the ideas of this one, where the reader may see it.
    pub first_round: Option<Arc<Room>>,
    /// Those that test guidelines of this one.
    pub second_rounds: Vec<Arc<Room>>,
}

impl Service {
    /// What stands around a consultation.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn process(&self, viewer: &Viewer, room: &Room) -> Result<Process> {
        let id = room.id().clone();
        let read = self.db.read(move |conn| {
            let timeline: Vec<Stored<TimelineEntry>> = store::documents::list(conn, &id)?;
            let guidelines: Vec<Stored<Guideline>> = store::documents::list(conn, &id)?;
            let first = store::documents::list::<FirstRound>(conn, &id)?.pop();
            let decided = store::documents::count::<Decision>(conn, &id)? > 0;
            let evidence = store::documents::count::<Evidence>(conn, &id)? > 0;
            let events = store::events::list(conn, &id)?;
            Ok((timeline, guidelines, first, decided, evidence, events))
        });
        let (timeline, guidelines, first, decided, evidence, events) = read.await?;
        let adopted = guidelines.iter().filter(|one| one.body.state == GuidelineState::Adopted).count();
        let mut tested: Vec<ConsultationId> = Vec::new();
        for link in guidelines.into_iter().filter_map(|one| one.body.second_round) {
            if !tested.contains(&link.consultation) {
                tested.push(link.consultation);
            }
        }
        let mut second_rounds = Vec::new();
        for id in tested {
            second_rounds.extend(self.seen_room(viewer, &id).await?);
        }
        let first_round = match first {
            Some(first) => self.seen_room(viewer, &first.body.consultation).await?,
            None => None,
        };
        let timeline = timeline.into_iter().map(|entry| entry.body).collect();
        Ok(Process { timeline, events, adopted, decided, evidence, first_round, second_rounds })
    }

    /// A consultation that another one is linked to, if the viewer may see it.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn seen_room(&self, viewer: &Viewer, id: &ConsultationId) -> Result<Option<Arc<Room>>> {
        // The participant is one of the consultation at hand.
        let member = Viewer { participant: None, ..viewer.clone() };
        match self.visible_room(&member, id.as_str()).await {
            Ok(room) => Ok(Some(room)),
            Err(error) if error.code == Code::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The background; an empty one of version 0 until it is written.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn background(&self, room: &Room) -> Result<Stored<Background>> {
        match self.document(room, BACKGROUND).await {
            Err(error) if error.code == Code::NotFound => Ok(Stored {
                id: BACKGROUND.to_owned(),
                body: Background::default(),
                version: 0,
                created_at: 0,
                updated_at: 0,
            }),
            found => found,
        }
    }

    /// Writes the background.
    ///
    /// # Errors
    /// `invalid_field`, `precondition_failed`.
    pub async fn set_background(
        &self,
        by: &Permit<Run>,
        room: &Room,
        given: Background,
        version: Option<i64>,
    ) -> Result<Stored<Background>> {
        let background = checked_background(given)?;
        let put = Put { by: by.member.clone(), id: BACKGROUND.to_owned(), version };
        self.put_document(room, put, move |_, _, _| Ok(background)).await
    }

    /// The timeline without its events, by when entries begin.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn timeline(&self, room: &Room) -> Result<Vec<Stored<TimelineEntry>>> {
        self.documents(room).await
    }

    /// # Errors
    /// `not_found`.
    pub async fn timeline_entry(&self, room: &Room, id: &str) -> Result<Stored<TimelineEntry>> {
        self.document(room, id).await
    }

    /// Adds an entry, or changes the one of that id.
    ///
    /// # Errors
    /// `invalid_field`, `precondition_failed`.
    pub async fn set_timeline_entry(
        &self,
        by: &Permit<Run>,
        room: &Room,
        id: Option<String>,
        entry: TimelineEntry,
        version: Option<i64>,
    ) -> Result<Stored<TimelineEntry>> {
        let entry = TimelineEntry { title: needed("title", &entry.title, LINE_MAX)?, ..entry };
        if entry.ends_at.is_some_and(|ends| ends <= entry.starts_at) {
            return Err(invalid("ends_at", "It ends after it begins."));
        }
        let id = id.unwrap_or_else(|| TimelineId::new().to_string());
        let put = Put { by: by.member.clone(), id, version };
        self.put_document(room, put, move |_, _, _| Ok(entry)).await
    }

    /// # Errors
    /// `not_found`.
    pub async fn remove_timeline_entry(&self, _by: &Permit<Run>, room: &Room, id: &str) -> Result<()> {
        self.remove_document::<TimelineEntry>(room, id, |_, _, _| Ok(())).await
    }

    /// What became of ideas, as far as that is decided.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn decisions(&self, room: &Room) -> Result<Vec<Stored<Decision>>> {
        self.documents(room).await
    }

    /// Whether it is told of any idea what became of it.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn has_decisions(&self, room: &Room) -> Result<bool> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::documents::count::<Decision>(conn, &id)).await? > 0)
    }

    /// What became of an idea, if that is decided.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn decision(&self, room: &Room, idea: &IdeaId) -> Result<Stored<Decision>> {
        self.document(room, idea.as_str()).await
    }

    /// Says what became of an idea.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` at `reason` or `guidelines`; `precondition_failed`.
    pub async fn set_decision(
        &self,
        by: &Permit<Draft>,
        room: &Room,
        idea: &IdeaId,
        given: Decision,
        version: Option<i64>,
    ) -> Result<Stored<Decision>> {
        // Everybody reads it beside the idea's words: those of one that waits, was refused or taken out stay unread.
        room.with(|state| state.words_of(idea)).ok_or_else(|| Error::not_found("idea"))?;
        let decision = Decision { reason: needed("reason", &given.reason, LONG_MAX)?, ..given };
        let put = Put { by: by.member.clone(), id: idea.to_string(), version };
        self.put_document(room, put, move |work, consultation, _| {
            let there = store::documents::list::<Guideline>(work.conn(), consultation)?;
            let unknown = |id: &&String| !there.iter().any(|guideline| guideline.id == **id);
            if let Some(id) = decision.guidelines.iter().find(unknown) {
                return Err(invalid("guidelines", &format!("There is no guideline {id}.")).into());
            }
            Ok(decision)
        })
        .await
    }
}

/// That an idea is there and not refused.
///
/// # Errors
/// `invalid_field` at `field`.
pub(super) fn must_be_idea(room: &Room, idea: &IdeaId, field: &str) -> Result<()> {
    let there = room.with(|state| state.words_of(idea)).is_some();
    if there { Ok(()) } else { Err(invalid(field, "There is no such idea here.")) }
}

pub(super) fn invalid(field: &str, detail: &str) -> Error {
    Error::field(field, Code::InvalidField, detail)
}

pub(super) fn needed(field: &str, texts: &Texts, max: usize) -> Result<Texts> {
    let checked = checked_texts(field, texts, max)?;
    if checked.is_empty() {
        return Err(invalid(field, "Write it in at least one language."));
    }
    Ok(checked)
}

fn checked_background(given: Background) -> Result<Background> {
    let long = |field: &str, texts: &Texts| checked_texts(field, texts, LONG_MAX);
    let body = |(at, body): (usize, Body)| {
        Ok(Body {
            name: needed(&format!("organisation.{at}.name"), &body.name, LINE_MAX)?,
            does: long(&format!("organisation.{at}.does"), &body.does)?,
            members: long(&format!("organisation.{at}.members"), &body.members)?,
        })
    };
    let related = |(at, related): (usize, Related)| {
        Ok(Related {
            title: needed(&format!("related.{at}.title"), &related.title, LINE_MAX)?,
            text: long(&format!("related.{at}.text"), &related.text)?,
            url: checked_url(&format!("related.{at}.url"), related.url)?,
        })
    };
    few("organisation", given.organisation.len())?;
    few("related", given.related.len())?;
    Ok(Background {
        mandate: long("mandate", &given.mandate)?,
        goals: long("goals", &given.goals)?,
        tasks: long("tasks", &given.tasks)?,
        programme: long("programme", &given.programme)?,
        contacts: long("contacts", &given.contacts)?,
        organisation: given.organisation.into_iter().enumerate().map(body).collect::<Result<_>>()?,
        related: given.related.into_iter().enumerate().map(related).collect::<Result<_>>()?,
    })
}

pub(super) fn few(field: &str, count: usize) -> Result<()> {
    if count <= ITEMS_MAX { Ok(()) } else { Err(invalid(field, &format!("At most {ITEMS_MAX} of these."))) }
}

/// An address that a reader's browser may open.
pub(super) fn checked_url(field: &str, url: Option<String>) -> Result<Option<String>> {
    let Some(url) = url.map(|url| url.trim().to_owned()).filter(|url| !url.is_empty()) else {
        return Ok(None);
    };
    let of_web = url.starts_with("https://") || url.starts_with("http://");
    if of_web && url.len() <= URL_MAX && !url.chars().any(|c| c.is_whitespace() || c.is_control()) {
        return Ok(Some(url));
    }
    Err(invalid(field, "This is no address of a page: it begins with https:// or http://."))
}
