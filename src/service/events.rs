//! Events: making and changing them, the way in through them, and how many people are there.

use std::collections::HashMap;

use rand::RngExt;

use crate::domain::access::Read;
use crate::domain::event::{CODE_LENGTH, EVENT_KEY, Event, NAME_MAX};
use crate::domain::figures::{to_five, to_ten};
use crate::domain::ids::{ConsultationId, EventId, ParticipantId};
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::{Code, Error, Lang, Micros, Result, Texts};
use crate::live::{Room, State};
use crate::service::participants::CODE_ALPHABET;
use crate::service::{Organiser, Service, Viewer, now, settings, times};
use crate::store::{self, Conn, Error as StoreError};

/// The most events of a consultation.
const EVENTS_MAX: usize = 200;
/// An event lasts at most so long: a channel such as a link may be one.
const LENGTH_MAX: Micros = 366 * 24 * 3_600 * 1_000_000;

/// What an event is set to; what is none stays, or has its default in a new one.
#[derive(Clone, Debug, Default)]
pub struct EventSettings {
    pub name: Option<Texts>,
    pub place: Option<Texts>,
    /// RFC 3339, or local time in the zone.
    pub starts_at: Option<String>,
    pub ends_at: Option<String>,
    pub zone: Option<String>,
    pub languages: Option<Vec<Lang>>,
    pub revealed: Option<bool>,
}

/// How many people are at an event, and what they gave.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Attendance {
    /// Who came in through it.
    pub participants: i64,
    /// Of them, who has voted.
    pub voting: i64,
    /// Their votes that say a preference or a tie.
    pub votes: i64,
    /// Whether the three are rounded.
    pub rounded: bool,
}

impl Attendance {
    fn count(&mut self, state: &State, participant: &ParticipantId) {
        self.participants += 1;
        let voter = state.voters().get(participant).copied();
        let own = voter.map_or(0.0, |voter| state.ballots.votes_of(voter));
        self.voting += i64::from(own > 0.0);
        self.votes += own.round() as i64;
    }

    /// As everybody may know it: a count that moves by one would tell of the one who came.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self {
            participants: to_five(self.participants),
            voting: to_five(self.voting),
            votes: to_ten(self.votes),
            rounded: true,
        }
    }
}

impl Service {
    /// By when they begin.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn list_events(&self, room: &Room) -> Result<Vec<Event>> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::events::list(conn, &id)).await?)
    }

    /// # Errors
    /// `not_found`.
    pub async fn event(&self, room: &Room, event: &EventId) -> Result<Event> {
        let (id, event) = (room.id().clone(), event.clone());
        let found = self.db.read(move |conn| store::events::find(conn, &id, &event)).await?;
        found.ok_or_else(unknown)
    }

    /// How many came through each event, those of the whole consultation read once; exact for those who may read
    /// votes anyway, rounded for everybody else.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn attendance(&self, viewer: &Viewer, room: &Room) -> Result<HashMap<EventId, Attendance>> {
        let mut all = self.exact_attendance(room).await?;
        for event in self.list_events(room).await? {
            all.entry(event.id).or_default();
        }
        if !self.may::<Read>(viewer, room).await? {
            all.values_mut().for_each(|of| *of = of.rounded());
        }
        Ok(all)
    }

    async fn exact_attendance(&self, room: &Room) -> Result<HashMap<EventId, Attendance>> {
        let id = room.id().clone();
        let events = self.db.read(move |conn| store::participants::events(conn, &id)).await?;
        Ok(room.with(|state| {
            let mut all: HashMap<EventId, Attendance> = HashMap::new();
            for (participant, event) in events {
                all.entry(event).or_default().count(state, &participant);
            }
            all
        }))
    }

    /// How many came through one event: what a room's screen asks each second. Exact as [`Service::attendance`] is.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn attendance_of(&self, viewer: &Viewer, room: &Room, event: &EventId) -> Result<Attendance> {
        let of = self.exact_attendance_of(room, event).await?;
        Ok(if self.may::<Read>(viewer, room).await? { of } else { of.rounded() })
    }

    /// Exact, for whoever runs the consultation.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn attendance_to(&self, _by: &Organiser, room: &Room, event: &EventId) -> Result<Attendance> {
        self.exact_attendance_of(room, event).await
    }

    async fn exact_attendance_of(&self, room: &Room, event: &EventId) -> Result<Attendance> {
        let (id, event) = (room.id().clone(), event.clone());
        let came = self.db.read(move |conn| store::participants::of_event(conn, &id, &event)).await?;
        Ok(room.with(|state| {
            let mut of = Attendance::default();
            came.iter().for_each(|participant| of.count(state, participant));
            of
        }))
    }

    /// Makes an event, with a code that nobody mistakes.
    ///
    /// # Errors
    /// `invalid_field`; `state_conflict` beyond 200 events.
    pub async fn create_event(&self, _by: &Organiser, room: &Room, given: EventSettings) -> Result<Event> {
        let consultation = room.consultation();
        let time = now();
        let new = Event {
            id: EventId::new(),
            name: Texts::default(),
            place: Texts::default(),
            starts_at: 0,
            ends_at: 0,
            zone: consultation.zone.clone(),
            languages: consultation.languages.clone(),
            code: String::new(),
            revealed: false,
            version: 1,
            created_at: time,
        };
        if given.starts_at.is_none() || given.ends_at.is_none() {
            let field = if given.starts_at.is_none() { "starts_at" } else { "ends_at" };
            return Err(Error::field(field, Code::InvalidField, "Say when it begins and when it ends."));
        }
        let mut event = changed(new, given, &consultation.languages)?;
        let id = room.id().clone();
        self.live
            .change(move |change| {
                change.lock(&id)?;
                if store::events::list(change.conn(), &id)?.len() >= EVENTS_MAX {
                    let detail = format!("A consultation has at most {EVENTS_MAX} events.");
                    return Err(Error::new(Code::StateConflict, detail).into());
                }
                event.code = free_code(change.conn(), &mut rand::rng())?;
                store::events::insert(change.conn(), &id, &event)?;
                Ok(event)
            })
            .await
    }

    /// Changes an event; its code stays. `version` is the one that the caller read, where it matters to them.
    ///
    /// # Errors
    /// `not_found`, `invalid_field`, `precondition_failed`.
    pub async fn change_event(
        &self,
        _by: &Organiser,
        room: &Room,
        event: &EventId,
        given: EventSettings,
        version: Option<i64>,
    ) -> Result<Event> {
        let (id, event) = (room.id().clone(), event.clone());
        let languages = room.consultation().languages.clone();
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let before = store::events::find(change.conn(), &id, &event)?.ok_or_else(unknown)?;
                must_be_version(version, before.version)?;
                let mut after = changed(before, given, &languages)?;
                after.version += 1;
                if !store::events::update(change.conn(), &id, &after)? {
                    return Err(StoreError::Unavailable("the event changed under its lock".to_owned()));
                }
                Ok(after)
            })
            .await
    }

    /// Takes an event away, with its code.
    ///
    /// # Errors
    /// `not_found`; `in_use` once somebody came through it.
    pub async fn remove_event(&self, _by: &Organiser, room: &Room, event: &EventId) -> Result<()> {
        let (id, event) = (room.id().clone(), event.clone());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let came = store::participants::of_event(change.conn(), &id, &event)?.len();
                if came > 0 {
                    let detail = format!("{came} participants came through this event; it stays.");
                    return Err(Error::new(Code::InUse, detail).into());
                }
                if store::events::delete(change.conn(), &id, &event)? {
                    return Ok(());
                }
                Err(unknown().into())
            })
            .await
    }

    /// Events as a question about groups: which one a participant came through.
    pub(super) async fn events_as_question(&self, room: &Room) -> Result<GroupQuestion> {
        let events = self.list_events(room).await?;
        let choice = |event: Event| GroupChoice { key: event.id.to_string(), label: event.name };
        let names = [("fi", "Tilaisuus"), ("sv", "Evenemang"), ("en", "Event")];
        let named = |(lang, word): (&str, &str)| Some((Lang::parse(lang)?, word.to_owned()));
        Ok(GroupQuestion {
            key: EVENT_KEY.to_owned(),
            question: Texts(names.into_iter().filter_map(named).collect()),
            choices: events.into_iter().map(choice).collect(),
        })
    }
}

/// What each participant chose in answer to a question, events among them.
pub(super) fn choices(
    conn: &mut Conn,
    id: &ConsultationId,
    key: &str,
) -> store::Result<HashMap<ParticipantId, String>> {
    if key != EVENT_KEY {
        return store::participants::choices(conn, id, key);
    }
    let events = store::participants::events(conn, id)?;
    Ok(events.into_iter().map(|(participant, event)| (participant, event.to_string())).collect())
}

/// # Errors
/// `precondition_failed`.
pub(super) fn must_be_version(expected: Option<i64>, there: i64) -> Result<()> {
    if expected.is_some_and(|expected| expected != there) {
        let detail = "Somebody else changed it in the meantime; read it again and repeat your change.";
        return Err(Error::new(Code::PreconditionFailed, detail));
    }
    Ok(())
}

fn unknown() -> Error {
    Error::not_found("event")
}

fn free_code(conn: &mut Conn, rng: &mut impl rand::Rng) -> store::Result<String> {
    loop {
        let mut letter = || char::from(CODE_ALPHABET[rng.random_range(0..CODE_ALPHABET.len())]);
        let code: String = (0..CODE_LENGTH).map(|_| letter()).collect();
        if store::events::of_code(conn, &code)?.is_none() {
            return Ok(code);
        }
    }
}

/// The event with what was given put in; checked as a whole.
fn changed(event: Event, given: EventSettings, known: &[Lang]) -> Result<Event> {
    let zone_name = given.zone.unwrap_or_else(|| event.zone.clone());
    let zone = times::zone(&zone_name)?;
    let time = |field: &str, text: Option<String>, before: Micros| {
        text.map_or(Ok(before), |text| times::parse(field, &text, &zone))
    };
    let texts = |field: &str, texts: Option<Texts>, before: Texts| {
        texts.map_or(Ok(before), |texts| settings::checked_texts(field, &texts, NAME_MAX))
    };
    let languages = given.languages.unwrap_or_else(|| event.languages.clone());
    let stranger = languages.iter().find(|lang| !known.contains(lang));
    let twice = languages.iter().enumerate().any(|(at, lang)| languages[..at].contains(lang));
    if languages.is_empty() || stranger.is_some() || twice {
        let detail = "Name some of the consultation's languages, each once.";
        return Err(Error::field("languages", Code::InvalidField, detail));
    }
    let after = Event {
        name: texts("name", given.name, event.name)?,
        place: texts("place", given.place, event.place)?,
        starts_at: time("starts_at", given.starts_at, event.starts_at)?,
        ends_at: time("ends_at", given.ends_at, event.ends_at)?,
        zone: zone_name,
        languages,
        revealed: given.revealed.unwrap_or(event.revealed),
        ..event
    };
    if after.name.is_empty() {
        return Err(Error::field("name", Code::InvalidField, "Name it in at least one language."));
    }
    if after.ends_at <= after.starts_at || after.ends_at - after.starts_at > LENGTH_MAX {
        let detail = "It ends after it begins, at most 366 days later.";
        return Err(Error::field("ends_at", Code::InvalidField, detail));
    }
    Ok(after)
}
