//! Words that change after they have been compared: asked what the edit is, and kept for everybody to read.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{ConsultationId, IdeaId, MemberId};
use crate::domain::log::Private;
use crate::domain::rewording::{Edit, EditKind, REWORDINGS_MAX, Rewording, edit};
use crate::domain::{Code, Error, Micros, Result, Texts};
use crate::live::{Change, Room};
use crate::service::Service;
use crate::service::ideas::{Moderation, insert, log_entry};
use crate::store;

/// What is known of the comparisons of some words before the log is locked; what came since is looked for under the
/// lock, so that an edit and the first comparison at the same moment have one order.
#[derive(Clone, Debug)]
pub(super) struct Compared {
    /// Whose comparisons: the idea's and those of its duplicates, or of any idea.
    ideas: Vec<IdeaId>,
    /// Comparisons that stand up to a number of the log.
    count: i64,
    /// Votes after this number are to be looked through: those that are not counted yet, or set aside for now.
    after: i64,
}

impl Compared {
    /// Comparisons of an idea; those of its duplicates count for its words.
    pub fn of_idea(room: &Room, id: &IdeaId) -> Self {
        room.with(|state| {
            let own = state.index_of(id);
            let targets = state.targets();
            let counts_here = |at: &usize| Some(*at) == own || Some(targets[*at]) == own;
            let ideas: Vec<_> =
                (0..state.ideas.len()).filter(counts_here).map(|at| &state.ideas[at]).collect();
            Self {
                count: ideas.iter().map(|idea| i64::from(idea.appearances)).sum(),
                ideas: ideas.into_iter().map(|idea| idea.id.clone()).collect(),
                after: state.aside().min().map_or(state.seq, |first| state.seq.min(first - 1)),
            }
        })
    }

    /// All comparisons: all answers to the question.
    pub fn of_question(room: &Room) -> Self {
        room.with(|state| Self {
            count: state.ideas.iter().map(|idea| i64::from(idea.appearances)).sum::<i64>() / 2,
            ideas: Vec::new(),
            after: state.aside().min().map_or(state.seq, |first| state.seq.min(first - 1)),
        })
    }

    /// How many there are, with the log locked.
    fn now(&self, change: &mut Change<'_>, id: &ConsultationId) -> store::Result<i64> {
        if self.count > 0 {
            return Ok(self.count);
        }
        let ideas: Vec<&str> = self.ideas.iter().map(IdeaId::as_str).collect();
        store::log::count_votes_after(change.conn(), id, self.after, &ideas)
    }
}

/// What is to be done about an edit.
pub(super) enum Judged {
    /// Nobody has compared the words that change: they are simply changed.
    Free,
    /// What to keep of it, once the log has a row for it.
    Kept(Rewording),
}

/// Whether words may change from `before` to `after`, and as what. The log is locked.
///
/// # Errors
/// `edit_kind_required` where they have been compared and nobody says what the edit is; `too_many_edits`.
pub(super) fn judge(
    change: &mut Change<'_>,
    id: &ConsultationId,
    idea: Option<&IdeaId>,
    (before, after): (&Texts, &Texts),
    compared: &Compared,
    kind: Option<EditKind>,
) -> store::Result<Judged> {
    if before == after {
        return Ok(Judged::Free);
    }
    let comparisons = compared.now(change, id)?;
    if comparisons == 0 {
        return Ok(Judged::Free);
    }
    let earlier = store::rewordings::list_of(change.conn(), id, idea)?;
    let Some(edit) = edit(before, after, &earlier) else { return Ok(Judged::Free) };
    let kind = kind.ok_or_else(|| required(idea.is_some(), &edit, comparisons))?;
    if earlier.len() >= REWORDINGS_MAX {
        let detail =
            format!("These words have been changed {REWORDINGS_MAX} times since they were compared.");
        return Err(Error::new(Code::TooManyEdits, detail).into());
    }
    Ok(Judged::Kept(Rewording {
        seq: 0,
        kind,
        before: before.clone(),
        after: after.clone(),
        changed: edit.changed,
        comparisons,
        at: 0,
    }))
}

fn required(of_idea: bool, edit: &Edit, comparisons: i64) -> Error {
    let new = if of_idea {
        "(a new idea takes this one's place, and the votes stay with the old words)"
    } else {
        "(readers of the results are told that answers from before are to the old words; better a consultation of its own)"
    };
    let detail = format!(
        "These words have been compared {comparisons} times. Send `edit` with it: `correction` (the votes stand for the new \
         words too, and everybody can read both) or `new_meaning` {new}. {:.0} % of the characters change; this looks like \
         `{}`.",
        100.0 * edit.changed,
        edit.suggested.as_str()
    );
    let field = Error::field("edit", Code::EditKindRequired, detail);
    Error { asked: Some(crate::domain::error::AskedEdit { edit: *edit, comparisons }), ..field }
}

/// A new meaning makes another idea; what else moderation may change would be said of which of the two?
pub(super) fn must_be_alone(moderation: &Moderation, before: &Idea) -> Result<()> {
    let other = moderation.state.is_some_and(|state| state != before.state) || moderation.linked_to.is_some();
    if other {
        let detail = "A new meaning makes a new idea; change the state of either in another call.";
        return Err(Error::field("state", Code::InvalidField, detail));
    }
    if before.state == IdeaState::Linked {
        let detail = "It is linked: its votes count for another idea. Unlink it first, or write a new idea.";
        return Err(Error::new(Code::IdeaStateConflict, detail));
    }
    Ok(())
}

/// Makes the idea with the new meaning and withdraws the old one, which keeps its words and the votes given to them, and
/// with them what was linked to it, decided on it and rests on it.
pub(super) fn replace(
    change: &mut Change<'_>,
    id: &ConsultationId,
    mut old: Idea,
    texts: Texts,
    reason: Option<String>,
    (member, time): (MemberId, Micros),
) -> store::Result<Idea> {
    let new = Idea {
        id: IdeaId::new(),
        state: IdeaState::Active,
        texts,
        linked_to: None,
        participant: None,
        member: Some(member.clone()),
        reason: None,
        salt: rand::random::<[u8; 16]>().to_vec(),
        created_at: time,
        decided_at: Some(time),
        replaced_by: None,
    };
    if old.state == IdeaState::Active {
        (old.state, old.decided_at) = (IdeaState::Withdrawn, Some(time));
    }
    (old.replaced_by, old.reason) = (Some(new.id.clone()), reason);
    store::ideas::free_keys(change.conn(), id, &old.id)?;
    store::ideas::update(change.conn(), id, &old)?;
    let private = Private { member: Some(member), time: Some(time), ..Private::default() };
    change.append(id, &log_entry(&old), private)?;
    insert(change, id, &new)?;
    Ok(new)
}

impl Service {
    /// How the words of ideas changed after they had been compared, the oldest change first.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn rewordings(&self, room: &Room, ideas: &[IdeaId]) -> Result<HashMap<IdeaId, Vec<Rewording>>> {
        let (id, ideas) = (room.id().clone(), ideas.to_vec());
        let all = self.db.read(move |conn| {
            let ideas: Vec<&str> = ideas.iter().map(IdeaId::as_str).collect();
            store::rewordings::list_of_ideas(conn, &id, &ideas)
        });
        let mut by_idea: HashMap<IdeaId, Vec<Rewording>> = HashMap::new();
        for (idea, rewording) in all.await? {
            by_idea.entry(idea).or_default().push(rewording);
        }
        Ok(by_idea)
    }

    /// How the question changed after it had been answered, the oldest change first.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn question_rewordings(&self, room: &Room) -> Result<Vec<Rewording>> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::rewordings::list_of(conn, &id, None)).await?)
    }

    /// All changes of words that had been compared, in the order of the log; of ideas that anybody may read of.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn all_rewordings(&self, room: &Room) -> Result<Vec<(Option<IdeaId>, Rewording)>> {
        let id = room.id().clone();
        let mut all = self.db.read(move |conn| store::rewordings::list_all(conn, &id)).await?;
        room.with(|state| {
            all.retain(|(idea, _)| idea.as_ref().is_none_or(|id| state.words_of(id).is_some()));
        });
        Ok(all)
    }

    /// Ideas that one with a new meaning took the place of, as far as anybody may read of them, in the order in which they
    /// came.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn replacements(&self, room: &Room) -> Result<Vec<Replacement>> {
        let pairs: Vec<(IdeaId, IdeaId, i64)> = room.with(|state| {
            let replaced = state.ideas.iter().filter(|idea| state.words_of(&idea.id).is_some());
            let pair = |idea: &crate::live::IdeaEntry| {
                Some((idea.id.clone(), idea.replaced_by.clone()?, i64::from(idea.appearances)))
            };
            replaced.filter_map(pair).collect()
        });
        let id = room.id().clone();
        let found = self.db.read(move |conn| {
            let mut found = Vec::with_capacity(pairs.len());
            for (old, new, comparisons) in pairs {
                let (old, new) = (store::ideas::find(conn, &id, &old)?, store::ideas::find(conn, &id, &new)?);
                found.extend(old.zip(new).map(|(old, new)| Replacement { old, new, comparisons }));
            }
            Ok(found)
        });
        Ok(found.await?)
    }

    /// All that an idea's page tells of its words.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn word_story(&self, room: &Room, idea: &IdeaId) -> Result<WordStory> {
        let corrections = self.rewordings(room, std::slice::from_ref(idea)).await?.remove(idea);
        let mut story = WordStory { corrections: corrections.unwrap_or_default(), ..WordStory::default() };
        for pair in self.replacements(room).await? {
            if pair.new.id == *idea {
                story.replaces = Some(pair);
            } else if pair.old.id == *idea {
                story.replaced = Some(pair);
            }
        }
        story.linked = room.with(|state| {
            let linked = state.ideas.iter().filter(|other| {
                other.state == IdeaState::Linked
                    && other.linked_to.as_ref() == Some(idea)
                    && other.appearances > 0
            });
            linked.map(|other| other.texts.clone()).collect()
        });
        Ok(story)
    }

    /// What is told of the words of ideas beside them.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn word_histories(&self, room: &Room, ideas: &[IdeaId]) -> Result<WordHistories> {
        let mut corrections = self.rewordings(room, ideas).await?;
        let mut histories: HashMap<IdeaId, WordHistory> = room.with(|state| {
            let replaced = state.ideas.iter().filter(|idea| state.words_of(&idea.id).is_some());
            let of = |idea: &crate::live::IdeaEntry| {
                let replaces = Some(idea.id.clone());
                Some((idea.replaced_by.clone()?, WordHistory { replaces, ..WordHistory::default() }))
            };
            replaced.filter_map(of).collect()
        });
        for (idea, rewordings) in corrections.drain() {
            histories.entry(idea).or_default().corrections = rewordings;
        }
        Ok(WordHistories(histories))
    }

    /// The words of ideas as they were at a number of the log.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn words_at(&self, room: &Room, seq: i64) -> Result<WordsThen> {
        let mut then = HashMap::new();
        for (idea, rewording) in self.all_rewordings(room).await? {
            let Some(idea) = idea.filter(|_| rewording.seq > seq) else { continue };
            then.entry(idea).or_insert_with(|| Arc::new(rewording.before));
        }
        Ok(WordsThen(then))
    }
}

/// An idea, and the one with a new meaning that took its place.
#[derive(Clone, Debug)]
pub struct Replacement {
    pub old: Idea,
    pub new: Idea,
    /// Comparisons of the old one.
    pub comparisons: i64,
}

/// What an idea's page tells of its words.
#[derive(Clone, Debug, Default)]
pub struct WordStory {
    /// The oldest first.
    pub corrections: Vec<Rewording>,
    /// It took another's place.
    pub replaces: Option<Replacement>,
    /// Another took its place.
    pub replaced: Option<Replacement>,
    /// Duplicates whose votes count for it.
    pub linked: Vec<Arc<Texts>>,
}

/// What is told of an idea's words beside them.
#[derive(Clone, Debug, Default)]
pub struct WordHistory {
    /// The oldest first.
    pub corrections: Vec<Rewording>,
    /// The idea whose place it took.
    pub replaces: Option<IdeaId>,
}

/// The same of several ideas.
#[derive(Clone, Debug, Default)]
pub struct WordHistories(HashMap<IdeaId, WordHistory>);

impl WordHistories {
    pub fn of(&self, id: &IdeaId) -> WordHistory {
        self.0.get(id).cloned().unwrap_or_default()
    }
}

/// Words that were others at some time.
#[derive(Clone, Debug, Default)]
pub struct WordsThen(HashMap<IdeaId, Arc<Texts>>);

impl WordsThen {
    /// The words of an idea then, for everybody.
    pub fn of(&self, room: &Room, id: &IdeaId) -> Option<Arc<Texts>> {
        let now = room.with(|state| state.words_of(id))?;
        Some(self.0.get(id).filter(|then| !then.is_empty()).cloned().unwrap_or(now))
    }
}
