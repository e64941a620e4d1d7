//! Consultations: listing, making and changing them, and what time does to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::consultation::{Consultation, State};
use crate::domain::idea::IdeaState;
use crate::domain::ids::ConsultationId;
use crate::domain::log::{Entry, Private};
use crate::domain::member::Role;
use crate::domain::rewording::Rewording;
use crate::domain::{Code, Error, Lang, Micros, Result};
use crate::live::{Change, Room};
use crate::service::rewordings::{Compared, Judged, judge};
use crate::service::settings::{self, Settings};
use crate::service::viewer::SignedIn;
use crate::service::{Organiser, Service, Viewer, now};
use crate::store::consultations::Seen;
use crate::store::{self, Error as StoreError};

/// What stands beside a consultation in a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub ideas: i64,
    /// Active ideas without a text in a language of the consultation, for each that some lack.
    pub lacking: BTreeMap<Lang, i64>,
    pub pending: i64,
    /// Participants with an answer in the log.
    pub participants: i64,
    /// Votes that say a preference or a tie.
    pub votes: i64,
}

/// A page of a list: the things, and where the next page begins.
#[derive(Clone, Debug)]
pub struct Page<T> {
    pub items: Vec<T>,
    pub next: Option<String>,
}

impl Service {
    /// Consultations, newest first: the public ones, for a member their own, for an admin all.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn list_consultations(
        &self,
        viewer: &Viewer,
        mine: bool,
        cursor: Option<String>,
        limit: i64,
    ) -> Result<Page<Arc<Room>>> {
        let seen = match &viewer.member {
            Some(member) if mine && member.admin => Seen::All,
            Some(member) if mine => Seen::Of(member.id.clone()),
            _ => Seen::Public,
        };
        let mut list = self
            .db
            .read(move |conn| store::consultations::list(conn, &seen, cursor.as_deref(), limit + 1))
            .await?;
        let more = list.len() as i64 > limit;
        list.truncate(usize::try_from(limit).unwrap_or(0));
        let next = list.last().filter(|_| more).map(|last| last.id.to_string());
        let mut items = Vec::with_capacity(list.len());
        for consultation in list {
            items.push(self.live.room(&consultation.id).await?);
        }
        Ok(Page { items, next })
    }

    /// Makes a consultation in draft; whoever makes it is its secretary.
    ///
    /// # Errors
    /// `invalid_field`, `slug_taken`.
    pub async fn create_consultation(&self, member: &SignedIn, settings: &Settings) -> Result<Arc<Room>> {
        let time = now();
        let new = settings::create(settings, time)?;
        let (id, by) = (new.id.clone(), member.id.clone());
        self.live
            .change(move |change| {
                insert(
                    change,
                    &new,
                    Private { member: Some(by.clone()), time: Some(time), ..Private::default() },
                )?;
                store::roles::insert(change.conn(), &new.id, &by, &Role::Secretary.into(), time)
            })
            .await?;
        self.live.room(&id).await
    }

    /// Changes settings. `version` is the one that the caller read, where it matters to them.
    ///
    /// # Errors
    /// `invalid_field`, `state_conflict`, `slug_taken`, `precondition_failed`.
    pub async fn change_consultation(
        &self,
        by: &Organiser,
        room: &Room,
        settings: Settings,
        version: Option<i64>,
    ) -> Result<Arc<Consultation>> {
        let (id, time, member) = (room.id().clone(), now(), by.member.clone());
        let closes = settings.state == Some(State::Closed);
        let answers = settings.question.is_some().then(|| Compared::of_question(room));
        self.live
            .change(move |change| {
                let private = Private { member: Some(member), time: Some(time), ..Private::default() };
                let wanted = Wanted { settings: &settings, version, answers: answers.as_ref() };
                update(change, &id, &wanted, time, private)
            })
            .await?;
        if closes {
            self.freeze_at_closing(room.id().clone());
        }
        Ok(room.consultation())
    }

    /// How many ideas, participants and votes there are.
    pub fn counts(&self, room: &Room) -> Counts {
        room.with(|state| {
            let ideas = |wanted: IdeaState| state.ideas.iter().filter(move |idea| idea.state == wanted);
            let without =
                |lang| ideas(IdeaState::Active).filter(|idea| idea.texts.get(lang).is_none()).count() as i64;
            let languages = state.consultation.languages.iter();
            let lacking = languages.map(|lang| (lang.clone(), without(lang)));
            Counts {
                ideas: ideas(IdeaState::Active).count() as i64,
                lacking: lacking.filter(|(_, count)| *count > 0).collect(),
                pending: ideas(IdeaState::Pending).count() as i64,
                participants: state.participants(),
                votes: state.tally.votes().round() as i64,
            }
        })
    }

    /// Closes what is due and erases what is kept no longer. Called every few seconds.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn tick(&self, time: Micros) -> Result<()> {
        self.signer.reload(&self.db, time).await?;
        for id in self.db.read(move |conn| store::consultations::list_due(conn, time)).await? {
            let settings = Settings { state: Some(State::Closed), ..Settings::default() };
            let (private, closed) = (Private { time: Some(time), ..Private::default() }, id.clone());
            self.live
                .change(move |change| {
                    let wanted = Wanted { settings: &settings, version: None, answers: None };
                    update(change, &id, &wanted, time, private)
                })
                .await?;
            self.freeze_at_closing(closed);
        }
        self.forget_what_is_due().await?;
        self.erase_expired(time).await
    }
}

/// Stores a new consultation with the head and the first row of its log.
pub(super) fn insert(change: &mut Change<'_>, new: &Consultation, private: Private) -> store::Result<()> {
    store::consultations::insert(change.conn(), new).map_err(slug_taken)?;
    store::log::insert_head(change.conn(), &new.id)?;
    change.append(&new.id, &Entry::Settings(settings::log_entry(new)), private)?;
    Ok(())
}

/// A change of settings as it is asked for.
struct Wanted<'a> {
    settings: &'a Settings,
    /// The version that the caller read, where it matters to them.
    version: Option<i64>,
    /// Answers to the question, where it is among what changes.
    answers: Option<&'a Compared>,
}

fn update(
    change: &mut Change<'_>,
    id: &ConsultationId,
    wanted: &Wanted<'_>,
    time: Micros,
    private: Private,
) -> store::Result<()> {
    let before = change.lock(id)?;
    if wanted.version.is_some_and(|version| version != before.version) {
        let detail = "Somebody else changed it in the meantime; read it again and repeat your change.";
        return Err(Error::new(Code::PreconditionFailed, detail).into());
    }
    let after = settings::change(&before, wanted.settings, time)?;
    let judged = match wanted.answers {
        Some(answers) => {
            let texts = (&before.question, &after.question);
            judge(change, id, None, texts, answers, wanted.settings.edit)?
        }
        None => Judged::Free,
    };
    if after.slug != before.slug {
        store::consultations::rename(change.conn(), id, &after.slug).map_err(slug_taken)?;
    }
    if !store::consultations::update(change.conn(), &after)? {
        return Err(StoreError::Unavailable("the consultation changed under its lock".to_owned()));
    }
    change.set_consultation(&after)?;
    let (seq, _) = change.append(id, &Entry::Settings(settings::log_entry(&after)), private)?;
    if let Judged::Kept(kept) = judged {
        store::rewordings::insert(change.conn(), id, None, &Rewording { seq, at: time, ..kept })?;
    }
    Ok(())
}

fn slug_taken(error: StoreError) -> StoreError {
    match error {
        StoreError::Unique { table } if table == "slugs" => {
            Error::field("slug", Code::SlugTaken, "Another consultation has this address; choose another.")
                .into()
        }
        error => error,
    }
}
