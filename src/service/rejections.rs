//! Turning down many waiting ideas at once: of one participant, from one place, with the same words, or all.

use std::collections::{HashMap, HashSet};

use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{IdeaId, ParticipantId};
use crate::domain::log::Private;
use crate::domain::text::{parse_long, same_key};
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::service::ideas::{REASON_MAX, log_entry};
use crate::service::{Organiser, Service, now};
use crate::store;

/// Rows of the log that one transaction gets: others' votes come in between.
const CHUNK: usize = 500;

/// Which of the waiting ideas; each that is given narrows them down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    pub ideas: Vec<IdeaId>,
    pub participant: Option<ParticipantId>,
    pub place: Option<i64>,
    /// Letters in one of their texts, whatever the case.
    pub containing: Option<String>,
    /// Every one, where nothing else is given.
    pub all: bool,
}

impl Waiting {
    fn must_say_which(&self) -> Result<()> {
        if *self != Self::default() {
            return Ok(());
        }
        let detail = "Say which: ideas, a participant, a place, letters in the text, or all of them.";
        Err(Error::field("ideas", Code::InvalidField, detail))
    }

    fn has(&self, idea: &Idea, from_place: &HashSet<ParticipantId>) -> bool {
        let participant = idea.participant.as_ref();
        let words = self.containing.as_deref().map(same_key);
        (self.ideas.is_empty() || self.ideas.contains(&idea.id))
            && (self.participant.is_none() || self.participant.as_ref() == participant)
            && (self.place.is_none() || participant.is_some_and(|p| from_place.contains(p)))
            && words.is_none_or(|words| idea.texts.0.values().any(|text| same_key(text).contains(&words)))
    }
}

impl Service {
    /// How many ideas wait of those meant.
    ///
    /// # Errors
    /// `invalid_field` at `ideas` if nothing says which.
    pub async fn count_waiting(&self, _: &Organiser, room: &Room, which: &Waiting) -> Result<usize> {
        Ok(self.waiting(room, which).await?.len())
    }

    /// Rejects those that wait, for one reason; returns how many.
    ///
    /// # Errors
    /// `invalid_field` at `ideas` if nothing says which, or at `reason`.
    pub async fn reject_ideas(
        &self,
        by: &Organiser,
        room: &Room,
        which: &Waiting,
        reason: &str,
    ) -> Result<usize> {
        let reason = parse_long("reason", reason, REASON_MAX)?;
        if reason.is_empty() {
            return Err(Error::field("reason", Code::InvalidField, "Say why."));
        }
        let found = self.waiting(room, which).await?;
        let mut rejected = 0;
        for chunk in found.chunks(CHUNK) {
            let (id, chunk, reason) = (room.id().clone(), chunk.to_vec(), reason.clone());
            let (member, time) = (by.member.clone(), now());
            rejected += self
                .live
                .change(move |change| {
                    change.lock(&id)?;
                    let mut rejected = 0;
                    for idea in &chunk {
                        // Somebody else may have decided meanwhile.
                        let Some(mut idea) = store::ideas::find(change.conn(), &id, idea)? else { continue };
                        if idea.state != IdeaState::Pending {
                            continue;
                        }
                        idea.state = IdeaState::Rejected;
                        (idea.reason, idea.decided_at) = (Some(reason.clone()), Some(time));
                        store::ideas::free_keys(change.conn(), &id, &idea.id)?;
                        store::ideas::update(change.conn(), &id, &idea)?;
                        let private =
                            Private { member: Some(member.clone()), time: Some(time), ..Private::default() };
                        change.append(&id, &log_entry(&idea), private)?;
                        rejected += 1;
                    }
                    Ok(rejected)
                })
                .await?;
        }
        Ok(rejected)
    }

    /// From which places these ideas were sent, by who sent them.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn places_of(&self, room: &Room, ideas: &[Idea]) -> Result<HashMap<ParticipantId, i64>> {
        let of: Vec<ParticipantId> = ideas.iter().filter_map(|idea| idea.participant.clone()).collect();
        if of.is_empty() {
            return Ok(HashMap::new());
        }
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::participants::places(conn, &id, &of)).await?)
    }

    async fn waiting(&self, room: &Room, which: &Waiting) -> Result<Vec<IdeaId>> {
        which.must_say_which()?;
        let (id, which) = (room.id().clone(), which.clone());
        let found = self.db.read(move |conn| {
            let from_place = match which.place {
                Some(place) => store::participants::of_place(conn, &id, place)?.into_iter().collect(),
                None => HashSet::new(),
            };
            let waiting = store::ideas::list(conn, &id, &[IdeaState::Pending], None, i64::MAX)?;
            let meant = waiting.into_iter().filter(|idea| which.has(idea, &from_place));
            Ok(meant.map(|idea| idea.id).collect())
        });
        Ok(found.await?)
    }
}

#[cfg(test)]
mod tests {
    use super::Waiting;

    #[test]
    fn nothing_is_rejected_unless_it_is_said_which() {
        assert!(Waiting::default().must_say_which().is_err());
        assert!(Waiting { all: true, ..Waiting::default() }.must_say_which().is_ok());
        assert!(Waiting { place: Some(1), ..Waiting::default() }.must_say_which().is_ok());
    }
}
