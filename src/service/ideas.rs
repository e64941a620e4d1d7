//! Proposing ideas and moderating them.

use crate::domain::access::Read;
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{ConsultationId, IdeaId, MemberId, ParticipantId};
use crate::domain::log::{Entry, Private};
use crate::domain::rewording::{EditKind, Rewording};
use crate::domain::text::{IdeaText, parse_long, same_key};
use crate::domain::{Code, Error, Lang, Micros, Result, Texts, chain};
use crate::live::{Change, IdeaEntry, Room};
use crate::service::consultations::Page;
use crate::service::rewordings::{Compared, Judged, judge, must_be_alone, replace};
use crate::service::{Organiser, Service, Viewer, now};
use crate::store::{self, Conn, Error as StoreError};

/// How many of one participant's ideas may wait for approval at a time.
const PENDING_MAX: usize = 20;
/// How many ideas of people who came from one network by the open link may wait: nobody alone fills the queue.
const PLACE_MAX: i64 = 100;
/// How many ideas may wait: more than organisers read in a week. What they propose themselves does not wait.
const WAITING_MAX: i64 = 2_000;
/// The most ideas that one consultation compares; those that wait or were turned down take no place.
const IDEAS_MAX: usize = 20_000;
/// Ideas read at a time where only some of them are wanted.
const CHUNK: usize = 500;
/// The limit for the reason of a rejection.
pub(super) const REASON_MAX: usize = 1_000;

/// Who proposes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proposer {
    Participant(ParticipantId),
    /// An organiser's idea is active at once.
    Member(MemberId),
}

/// What moderation changes of an idea; what is none stays.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moderation {
    pub state: Option<IdeaState>,
    /// With state `linked`: the idea that it duplicates.
    pub linked_to: Option<IdeaId>,
    /// The texts in all languages, as they shall be.
    pub texts: Option<Texts>,
    pub reason: Option<String>,
    /// What a change of texts is, once the idea has been compared.
    pub edit: Option<EditKind>,
}

/// Which ideas a list holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Active ones unless given.
    pub states: Option<Vec<IdeaState>>,
    /// With these letters in one of their texts, whatever the case.
    pub containing: Option<String>,
    /// Without a text in this language.
    pub lacking: Option<Lang>,
}

impl Filter {
    fn admits(&self, idea: &Idea, containing: Option<&str>) -> bool {
        let holds = |wanted: &str| idea.texts.0.values().any(|text| same_key(text).contains(wanted));
        containing.is_none_or(holds)
            && self.lacking.as_ref().is_none_or(|lang| idea.texts.get(lang).is_none())
    }

    /// The first `limit` of those after an id.
    fn list(
        &self,
        conn: &mut Conn,
        id: &ConsultationId,
        states: &[IdeaState],
        mut after: Option<String>,
        limit: usize,
    ) -> store::Result<Vec<Idea>> {
        let containing = self.containing.as_deref().map(same_key);
        let chunk = if containing.is_some() || self.lacking.is_some() { CHUNK } else { limit };
        let mut found = Vec::new();
        loop {
            let page = store::ideas::list(conn, id, states, after.as_deref(), chunk as i64)?;
            let is_last = page.len() < chunk;
            after = page.last().map(|idea| idea.id.to_string());
            found.extend(page.into_iter().filter(|idea| self.admits(idea, containing.as_deref())));
            if is_last || found.len() >= limit {
                found.truncate(limit);
                return Ok(found);
            }
        }
    }
}

impl Service {
    /// Proposes an idea in one language or more.
    ///
    /// # Errors
    /// `idea_empty`, `idea_too_long`, `idea_control_character` at the field of the language;
    /// `idea_duplicate` with the id of the one there; `too_many_ideas`; `closed` and the like.
    pub async fn propose_idea(&self, room: &Room, proposer: &Proposer, texts: &Texts) -> Result<Idea> {
        let texts = checked_texts(texts)?;
        let time = now();
        let mut idea = Idea {
            id: IdeaId::new(),
            state: IdeaState::Pending,
            texts,
            linked_to: None,
            participant: None,
            member: None,
            reason: None,
            salt: rand::random::<[u8; 16]>().to_vec(),
            created_at: time,
            decided_at: None,
            replaced_by: None,
        };
        match proposer {
            Proposer::Participant(id) => {
                room.consultation().must_be_open(time)?;
                idea.participant = Some(id.clone());
            }
            Proposer::Member(id) => {
                (idea.member, idea.state, idea.decided_at) =
                    (Some(id.clone()), IdeaState::Active, Some(time));
            }
        }
        let is_compared = |entry: &IdeaEntry| matches!(entry.state, IdeaState::Active | IdeaState::Linked);
        if room.with(|state| state.ideas.iter().filter(|entry| is_compared(entry)).count()) >= IDEAS_MAX {
            return Err(too_many(format!("A consultation compares at most {IDEAS_MAX} ideas.")));
        }
        let (id, new) = (room.id().clone(), idea.clone());
        self.live.change(move |change| propose(change, &id, &new, time)).await?;
        Ok(idea)
    }

    /// Moderates an idea, or changes its texts. Where they have been compared and have a new meaning now, the idea
    /// with the new texts comes back, and the old one is withdrawn.
    ///
    /// # Errors
    /// `not_found`; `idea_state_conflict`; the errors of texts; `edit_kind_required`; `idea_duplicate` where a text, or
    /// the return of a rejected idea, would make two of the same.
    pub async fn moderate_idea(
        &self,
        by: &Organiser,
        room: &Room,
        idea: &IdeaId,
        moderation: Moderation,
    ) -> Result<Idea> {
        let (id, idea, member, time) = (room.id().clone(), idea.clone(), by.member.clone(), now());
        let compared = Compared::of_idea(room, &idea);
        self.live
            .change(move |change| {
                change.lock(&id)?;
                let before = store::ideas::find(change.conn(), &id, &idea)?.ok_or_else(no_idea)?;
                let after = moderated(&before, &moderation, time)?;
                let texts = (&before.texts, &after.texts);
                let judged = judge(change, &id, Some(&idea), texts, &compared, moderation.edit)?;
                if matches!(&judged, Judged::Kept(kept) if kept.kind == EditKind::NewMeaning) {
                    must_be_alone(&moderation, &before)?;
                    return replace(change, &id, before, after.texts, after.reason, (member, time));
                }
                if let Some(target) = &after.linked_to {
                    must_be_target(change, &id, &after.id, target)?;
                }
                store::ideas::free_keys(change.conn(), &id, &after.id)?;
                if matches!(after.state, IdeaState::Pending | IdeaState::Active | IdeaState::Linked) {
                    take_keys(change, &id, &after)?;
                }
                store::ideas::update(change.conn(), &id, &after)?;
                let private = Private { member: Some(member), time: Some(time), ..Private::default() };
                let (seq, _) = change.append(&id, &log_entry(&after), private)?;
                if let Judged::Kept(kept) = judged {
                    let kept = Rewording { seq, at: time, ..kept };
                    store::rewordings::insert(change.conn(), &id, Some(&after.id), &kept)?;
                }
                Ok(after)
            })
            .await
    }

    /// Ideas in the order in which they came: those that anybody may read of, or for an organiser those in
    /// the states asked for.
    ///
    /// # Errors
    /// `forbidden` if somebody else asks for states that are not listed.
    pub async fn list_ideas(
        &self,
        viewer: &Viewer,
        room: &Room,
        filter: Filter,
        cursor: Option<String>,
        limit: i64,
    ) -> Result<Page<Idea>> {
        let states = filter.states.clone().unwrap_or_else(|| vec![IdeaState::Active]);
        if states.iter().any(|state| *state != IdeaState::Active) {
            self.permit::<Read>(viewer, room).await?;
        }
        let (id, limit) = (room.id().clone(), usize::try_from(limit).unwrap_or(0));
        let mut items = self.db.read(move |conn| filter.list(conn, &id, &states, cursor, limit + 1)).await?;
        let more = items.len() > limit;
        items.truncate(limit);
        let next = items.last().filter(|_| more).map(|last| last.id.to_string());
        Ok(Page { items, next })
    }

    /// One idea: listed ones and those whose place they took for anybody, one's own, all for organisers.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn find_idea(&self, viewer: &Viewer, room: &Room, idea: &IdeaId) -> Result<Idea> {
        let (id, wanted) = (room.id().clone(), idea.clone());
        let found = self.db.read(move |conn| store::ideas::find(conn, &id, &wanted)).await?;
        let found = found.ok_or_else(no_idea)?;
        let own = found.participant.is_some() && found.participant == viewer.participant;
        let is_read = found.state.is_listed() || room.with(|state| state.words_of(&found.id)).is_some();
        if is_read || own || self.may::<Read>(viewer, room).await? {
            return Ok(found);
        }
        Err(no_idea())
    }
}

fn no_idea() -> Error {
    Error::not_found("idea")
}

fn too_many(detail: String) -> Error {
    Error::new(Code::TooManyIdeas, detail)
}

fn propose(change: &mut Change<'_>, id: &ConsultationId, idea: &Idea, time: Micros) -> store::Result<()> {
    let consultation = change.lock(id)?;
    if let Some(participant) = &idea.participant {
        consultation.must_be_open(time)?;
        let Some(proposer) = store::participants::find(change.conn(), id, participant)? else {
            return Err(
                Error::new(Code::TokenInvalid, "This participant has been erased; join again.").into()
            );
        };
        let own = store::ideas::list_of_participant(change.conn(), id, participant)?;
        if own.iter().filter(|idea| idea.state == IdeaState::Pending).count() >= PENDING_MAX {
            let detail = format!("{PENDING_MAX} of your ideas wait for approval; wait until some are read.");
            return Err(too_many(detail).into());
        }
        if let Some(place) = proposer.place
            && store::ideas::count_waiting_from(change.conn(), id, place)? >= PLACE_MAX
        {
            let detail =
                format!("{PLACE_MAX} ideas from your network wait for approval; wait until some are read.");
            return Err(too_many(detail).into());
        }
        if store::ideas::count_waiting(change.conn(), id)? >= WAITING_MAX {
            let detail = format!("{WAITING_MAX} ideas wait for approval; wait until some are read.");
            return Err(too_many(detail).into());
        }
    }
    insert(change, id, idea)
}

/// Stores a new idea with its keys and the row of the log.
pub(super) fn insert(change: &mut Change<'_>, id: &ConsultationId, idea: &Idea) -> store::Result<()> {
    take_keys(change, id, idea)?;
    store::ideas::insert(change.conn(), id, std::slice::from_ref(idea))?;
    let private = Private {
        participant: idea.participant.clone(),
        member: idea.member.clone(),
        time: Some(idea.created_at),
        ..Private::default()
    };
    change.append(id, &log_entry(idea), private)?;
    Ok(())
}

/// What the log says of an idea.
pub(super) fn log_entry(idea: &Idea) -> Entry {
    Entry::Idea {
        idea: idea.id.clone(),
        texts_digest: chain::texts_digest(&idea.salt, &idea.texts),
        state: idea.state,
        linked_to: idea.linked_to.clone(),
    }
}

/// Takes the keys of the texts; the same text there is an error at its field, with the other's id.
fn take_keys(change: &mut Change<'_>, id: &ConsultationId, idea: &Idea) -> store::Result<()> {
    let taken = store::savepoint(change.conn(), |conn| store::ideas::take_keys(conn, id, idea));
    match taken {
        Err(StoreError::Unique { table }) if table == "idea_keys" => {
            let same = store::ideas::find_same(change.conn(), id, idea)?;
            let (other, lang) =
                same.ok_or_else(|| StoreError::Unavailable("a key was freed meanwhile".to_owned()))?;
            let detail = "The same idea is there already.";
            Err(Error::field(format!("texts.{lang}"), Code::IdeaDuplicate, detail)
                .with_other(other.as_str())
                .into())
        }
        other => other,
    }
}

fn checked_texts(texts: &Texts) -> Result<Texts> {
    let mut checked = Texts::default();
    for (lang, raw) in &texts.0 {
        let text = IdeaText::parse(raw)
            .map_err(|error| Error::field(format!("texts.{lang}"), error.code, error.detail))?;
        checked.0.insert(lang.clone(), text.into_string());
    }
    if checked.is_empty() {
        return Err(Error::field("texts", Code::IdeaEmpty, "Write the idea in one language at least."));
    }
    Ok(checked)
}

/// The idea as moderation leaves it.
fn moderated(before: &Idea, moderation: &Moderation, time: Micros) -> Result<Idea> {
    let mut after = before.clone();
    if let Some(texts) = &moderation.texts {
        // An import's long text may stay as it is; what is new is held to the limit.
        let changed = texts.0.iter().filter(|(lang, text)| before.texts.get(lang) != Some(text.as_str()));
        let changed = Texts(changed.map(|(lang, text)| (lang.clone(), text.clone())).collect());
        let mut kept = texts.clone();
        if !changed.is_empty() || kept.is_empty() {
            kept.0.extend(checked_texts(&changed)?.0);
        }
        after.texts = kept;
    }
    if let Some(reason) = &moderation.reason {
        let reason = parse_long("reason", reason, REASON_MAX)?;
        after.reason = (!reason.is_empty()).then_some(reason);
    }
    if let Some(state) = moderation.state.filter(|state| *state != before.state) {
        if !before.state.may_become(state) {
            let detail =
                format!("An idea that is {} can't become {}.", before.state.as_str(), state.as_str());
            return Err(Error::new(Code::IdeaStateConflict, detail));
        }
        (after.state, after.decided_at) = (state, Some(time));
    }
    after.linked_to = match (after.state, &moderation.linked_to) {
        (IdeaState::Linked, Some(target)) => Some(target.clone()),
        (IdeaState::Linked, None) => before.linked_to.clone(),
        _ => None,
    };
    if after.state == IdeaState::Linked && after.linked_to.is_none() {
        let detail = "Name the idea that it duplicates.";
        return Err(Error::field("linked_to", Code::InvalidField, detail));
    }
    Ok(after)
}

/// A duplicate points at an active idea that is not itself, so links make no circles and no chains.
fn must_be_target(
    change: &mut Change<'_>,
    id: &ConsultationId,
    idea: &IdeaId,
    target: &IdeaId,
) -> store::Result<()> {
    let refused = |detail: &str| Err(Error::field("linked_to", Code::InvalidField, detail).into());
    if idea == target {
        return refused("An idea can't be its own duplicate.");
    }
    match store::ideas::find(change.conn(), id, target)? {
        Some(found) if found.state == IdeaState::Active => {}
        _ => return refused("There is no such active idea to point at."),
    }
    let points_here = store::ideas::list(change.conn(), id, &[IdeaState::Linked], None, i64::MAX)?;
    if points_here.iter().any(|other| other.linked_to.as_ref() == Some(idea)) {
        return refused("Other ideas are linked to this one; link them to the other first.");
    }
    Ok(())
}
