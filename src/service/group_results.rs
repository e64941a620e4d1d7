//! Results by group: released in steps, so that nothing shown tells of fewer than five people.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap};
use std::time::{Duration, Instant};

use crate::domain::disclosure::LEAST;
use crate::domain::event::EVENT_KEY;
use crate::domain::groups::{GroupItem, GroupRanking, Released, Shown};
use crate::domain::ids::{ConsultationId, IdeaId};
use crate::domain::participant::GroupQuestion;
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::ranking;
use crate::service::group_releases::next_release;
use crate::service::{Service, Viewer, events, now};
use crate::store;

/// The least time between two looks for a new release.
const AGAIN: Duration = Duration::from_millis(500);
/// The share of differences found that may be chance.
const FALSE_DISCOVERIES: f64 = 0.05;

/// Results of a question's groups.
#[derive(Clone, Debug)]
pub struct GroupResults {
    pub question: GroupQuestion,
    /// None until a release was possible.
    pub released: Option<Released>,
    /// Which of the differences are found to be more than chance, by group and idea.
    pub differs: HashMap<(String, IdeaId), bool>,
}

/// When a release of a question was last looked for, and of what.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    at: Instant,
    seq: i64,
    participants: i64,
    ended: bool,
}

pub(super) type Looks = HashMap<(ConsultationId, String), Look>;

impl Service {
    /// The results of a question's groups, as of their last release.
    ///
    /// # Errors
    /// `results_withheld`; `not_found`; `ranking_unavailable`.
    pub async fn group_results(&self, viewer: &Viewer, room: &Room, key: &str) -> Result<GroupResults> {
        self.must_see_results(viewer, room).await?;
        let question = match key {
            EVENT_KEY => self.events_as_question(room).await?,
            key => self.group_question(room, key).await?,
        };
        if self.is_due(room, key)
            && let Err(error) = self.release(room, &question).await
        {
            // What was released before can be shown all the same.
            tracing::error!(%error, consultation = %room.id(), question = key, "no release of groups' results");
        }
        let (id, key) = (room.id().clone(), question.key.clone());
        let released = self.db.read(move |conn| store::group_releases::last(conn, &id, &key)).await?;
        let differs = released.as_ref().map(|released| differing(&released.shown)).unwrap_or_default();
        Ok(GroupResults { question, released, differs })
    }

    /// The ranking of one group, as of the last release of its question.
    ///
    /// # Errors
    /// `results_withheld`, the group's too; `invalid_query` at `group`; `ranking_unavailable`.
    pub async fn group_ranking(
        &self,
        viewer: &Viewer,
        room: &Room,
        question: &str,
        choice: &str,
    ) -> Result<GroupRanking> {
        let unknown = || {
            if question == EVENT_KEY {
                return Error::field("event", Code::InvalidQuery, "There is no such event here.");
            }
            let detail = "There is no such group here; write it as `question:choice`.";
            Error::field("group", Code::InvalidQuery, detail)
        };
        let results = match self.group_results(viewer, room, question).await {
            Err(error) if error.code == Code::NotFound => return Err(unknown()),
            results => results?,
        };
        if !results.question.choices.iter().any(|known| known.key == choice) {
            return Err(unknown());
        }
        let shown = results.released.and_then(|mut released| released.shown.groups.remove(choice));
        shown.ok_or_else(|| {
            let detail = "This group is not shown: fewer than five people, in it or beside it.";
            Error::new(Code::ResultsWithheld, detail)
        })
    }

    /// Whether a release may be possible that was not when one was last looked for: with five more participants,
    /// or at the end.
    fn is_due(&self, room: &Room, key: &str) -> bool {
        let ended = room.consultation().has_ended(now());
        let (seq, participants) = room.with(|state| (state.seq, state.participants()));
        let mut looks = self.looks.lock().expect("nothing panics while it holds the times");
        let look = looks.entry((room.id().clone(), key.to_owned()));
        let fresh = Look { at: Instant::now(), seq, participants, ended };
        match look {
            Entry::Vacant(place) => {
                place.insert(fresh);
                true
            }
            Entry::Occupied(mut place) => {
                let last = *place.get();
                let more = participants - last.participants >= i64::from(LEAST) && last.at.elapsed() >= AGAIN;
                let end = ended && (!last.ended || seq != last.seq);
                if more || end {
                    place.insert(fresh);
                }
                more || end
            }
        }
    }

    /// Makes a release, if one is possible.
    async fn release(&self, room: &Room, question: &GroupQuestion) -> Result<()> {
        let ended = room.consultation().has_ended(now());
        let voted = room.voted();
        let (id, key) = (room.id().clone(), question.key.clone());
        let belongs = self.db.read(move |conn| events::choices(conn, &id, &key)).await?;
        let grouped = voted.grouped(&belongs);
        let secret = self.cell_secret(room).await?;
        let (db, id, key) = (self.db.clone(), room.id().clone(), question.key.clone());
        let made = tokio::task::spawn_blocking(move || {
            next_release(&db, (&id, &key), &grouped, &secret, &belongs, ended)
        })
        .await
        .map_err(|_| Error::new(Code::Internal, "The groups' results could not be computed."))??;
        let Some((before, released)) = made else { return Ok(()) };
        let (id, key) = (room.id().clone(), question.key.clone());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                // Another process may have made one meanwhile: the guard has not seen that.
                let last = store::group_releases::last(change.conn(), &id, &key)?;
                if last.map_or(0, |last| last.seq) == before {
                    store::group_releases::insert(change.conn(), &id, &key, &released, now())?;
                }
                Ok(())
            })
            .await
    }

    /// The secret that decides, with the people of a group, its noise; made once.
    async fn cell_secret(&self, room: &Room) -> Result<Vec<u8>> {
        let id = room.id().clone();
        if let Some(secret) = self.db.read(move |conn| store::cell_secrets::find(conn, &id)).await? {
            return Ok(secret);
        }
        let (id, new) = (room.id().clone(), rand::random::<[u8; 32]>());
        self.live
            .change(move |change| {
                change.lock(&id)?;
                // Another process may have made one meanwhile.
                if let Some(secret) = store::cell_secrets::find(change.conn(), &id)? {
                    return Ok(secret);
                }
                store::cell_secrets::insert(change.conn(), &id, &new, now())?;
                Ok(new.to_vec())
            })
            .await
    }
}

/// Over all ideas and groups of the question at once.
fn differing(shown: &Shown) -> HashMap<(String, IdeaId), bool> {
    let mut keys = Vec::new();
    let mut p = Vec::new();
    for (group, ranking) in &shown.groups {
        for item in &ranking.items {
            if let Some(difference) = item.difference {
                keys.push((group.clone(), item.id.clone()));
                p.push(difference.p);
            }
        }
    }
    keys.into_iter().zip(ranking::benjamini_hochberg(&p, FALSE_DISCOVERIES)).collect()
}

impl GroupResults {
    /// Ideas by the lowest of their scores in the groups shown, highest first: what all groups hold high. Only
    /// ideas that each of at least two groups has scored.
    pub fn bridging(&self) -> Vec<(IdeaId, f64)> {
        let mut lowest =
            self.by_idea(|item| item.figures.score, |scores| scores.iter().copied().fold(100.0, f64::min));
        lowest.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        lowest
    }

    /// Ideas by how far groups differ about them beyond error (a standard deviation of strengths), farthest
    /// first; those on which they don't are left out.
    pub fn divisive(&self) -> Vec<(IdeaId, f64)> {
        let estimate =
            |item: &GroupItem| item.difference.map(|difference| (difference.own, difference.own_se));
        let mut far = self.by_idea(estimate, ranking::divided);
        far.retain(|(_, tau)| *tau > 0.0);
        far.sort_by(|one, other| other.1.total_cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        far
    }

    fn by_idea<T>(
        &self,
        of: impl Fn(&GroupItem) -> Option<T>,
        sum: impl Fn(&[T]) -> f64,
    ) -> Vec<(IdeaId, f64)> {
        let Some(released) = &self.released else { return Vec::new() };
        let groups = &released.shown.groups;
        let mut values: BTreeMap<&IdeaId, Vec<T>> = BTreeMap::new();
        for item in groups.values().flat_map(|ranking| &ranking.items) {
            if let Some(value) = of(item) {
                values.entry(&item.id).or_default().push(value);
            }
        }
        values
            .into_iter()
            .filter(|(_, values)| values.len() == groups.len() && values.len() > 1)
            .map(|(id, values)| (id.clone(), sum(&values)))
            .collect()
    }
}
