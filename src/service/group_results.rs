//! Results by group: released in steps, so that nothing shown tells of fewer than five people.

use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::time::{Duration, Instant};

use crate::domain::aside::Moved;
use crate::domain::disclosure::{self, LEAST, Release};
use crate::domain::event::EVENT_KEY;
use crate::domain::groups::{GroupItem, GroupRanking, Released, Shown};
use crate::domain::ids::{ConsultationId, IdeaId, ParticipantId};
use crate::domain::log::{self, Row};
use crate::domain::participant::GroupQuestion;
use crate::domain::vote::Outcome;
use crate::domain::{Code, Error, Result};
use crate::live::{Grouped, Room};
use crate::ranking;
use crate::service::{Service, Viewer, events, now};
use crate::store::{self, Db};

/// The least time between two looks for a new release.
const AGAIN: Duration = Duration::from_millis(500);
/// A group moves with one participant more for each so many that it had.
const STEP: u32 = 10;
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
        let (db, id, key) = (self.db.clone(), room.id().clone(), question.key.clone());
        let made =
            tokio::task::spawn_blocking(move || next_release(&db, &id, &key, &grouped, &belongs, ended))
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
}

/// The next release, and the number of the one before it; none if nothing may be shown that was not.
fn next_release(
    db: &Db,
    id: &ConsultationId,
    key: &str,
    grouped: &Grouped,
    belongs: &HashMap<ParticipantId, String>,
    ended: bool,
) -> Result<Option<(i64, Released)>> {
    let last = db.read_now(|conn| store::group_releases::last(conn, id, key))?;
    let mut guards = db.read_now(|conn| store::group_releases::guards(conn, id, key))?;
    let before = last.as_ref().map_or(0, |last| last.seq);
    if grouped.seq() <= before {
        return Ok(None);
    }
    let mut shown = last.map(|last| last.shown).unwrap_or_default();
    let participants = grouped.participants();
    let contributors = contributors(db, id, before, grouped.seq(), belongs)?;
    let newcomers = newcomers(&participants, &guards);
    let mut candidates = candidates(&participants, &shown, &contributors, ended);
    while !candidates.is_empty() {
        let release = Release {
            contributors: contributors.clone(),
            newcomers: newcomers.clone(),
            shown: candidates.iter().map(|(group, _)| group.clone()).collect(),
        };
        guards.push(release);
        if !disclosure::discloses(&guards) {
            break;
        }
        guards.pop();
        candidates.pop();
    }
    let Some(release) = guards.pop().filter(|_| !candidates.is_empty()) else { return Ok(None) };
    let (spread, rankings) = grouped.rankings(&release.shown)?;
    shown.spread = spread;
    shown.groups.extend(rankings);
    Ok(Some((before, Released { seq: grouped.seq(), guard: release, shown })))
}

/// Participants who had no vote at the releases before, by group: at least so many.
fn newcomers(participants: &BTreeMap<String, u32>, guards: &[Release]) -> BTreeMap<String, u32> {
    let new = |(group, &now): (&String, &u32)| {
        let before: u32 = guards.iter().filter_map(|guard| guard.newcomers.get(group)).sum();
        (group.clone(), now.saturating_sub(before))
    };
    participants.iter().map(new).collect()
}

/// Groups that may move, those with most new participants first: five or more are new since they last did, and a
/// tenth more than then; or the votes of five or more changed and it is the end. So a group moves some seventy
/// times on its way from five participants to ten thousand, and the guard stays small.
fn candidates(
    participants: &BTreeMap<String, u32>,
    shown: &Shown,
    contributors: &BTreeMap<String, u32>,
    ended: bool,
) -> Vec<(String, u32)> {
    let mut candidates: Vec<(String, u32)> = participants
        .iter()
        .filter(|(group, now)| !group.is_empty() && **now >= LEAST)
        .filter_map(|(group, &now)| {
            let then = shown.groups.get(group).map_or(0, |before| before.participants);
            let new = now.saturating_sub(then);
            let changed = || contributors.get(group).is_some_and(|count| *count >= LEAST);
            (new >= LEAST.max(then / STEP) || (ended && changed())).then(|| (group.clone(), new))
        })
        .collect();
    candidates.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    candidates
}

/// Participants whose standing votes changed between two numbers of the log, by group.
fn contributors(
    db: &Db,
    id: &ConsultationId,
    after: i64,
    until: i64,
    belongs: &HashMap<ParticipantId, String>,
) -> store::Result<BTreeMap<String, u32>> {
    let asides = db.read_now(|conn| store::set_asides::list(conn, id))?;
    // By the vote's number: whether it stands is then another than at `after`.
    let mut changed: HashMap<i64, Option<ParticipantId>> = HashMap::new();
    let mut turn = |row: &Row| {
        // What came and went in between changed nothing.
        if says_something(row) && changed.remove(&row.public.seq).is_none() {
            changed.insert(row.public.seq, participant(row));
        }
    };
    let mut at = after;
    'pages: loop {
        let rows = db.read_now(|conn| store::log::list_after(conn, id, at, 5_000))?;
        let Some(last) = rows.last() else { break };
        at = last.public.seq;
        for row in rows {
            let seq = row.public.seq;
            if seq > until {
                break 'pages;
            }
            match row.public.entry() {
                Some(log::Entry::Vote { .. }) => turn(&row),
                // A vote that was aside already is no more missing than before.
                Some(log::Entry::Undo { supersedes })
                    if !asides.iter().any(|aside| aside.holds(supersedes, seq)) =>
                {
                    let undone = db.read_now(|conn| store::log::find(conn, id, supersedes))?;
                    undone.iter().for_each(&mut turn);
                }
                Some(log::Entry::Settings(settings)) => {
                    let Some(moved) = Moved::read(&settings) else { continue };
                    let rows = db.read_now(|conn| store::log::list_numbered(conn, id, moved.votes()))?;
                    let undone = db.read_now(|conn| undone_between(conn, id, &moved, seq))?;
                    rows.iter().filter(|row| !undone.contains(&row.public.seq)).for_each(&mut turn);
                }
                _ => {}
            }
        }
    }
    let mut people: HashMap<&str, HashSet<Option<&ParticipantId>>> = HashMap::new();
    for who in changed.values() {
        let group = who.as_ref().and_then(|who| belongs.get(who)).map_or("", String::as_str);
        people.entry(group).or_default().insert(who.as_ref());
    }
    // A vote that has nobody behind it any more is somebody's all the same: one person, for all that is known.
    Ok(people.into_iter().map(|(group, who)| (group.to_owned(), who.len() as u32)).collect())
}

/// Votes that are put back in vain: they were undone while they were set aside.
fn undone_between(
    conn: &mut store::Conn,
    id: &ConsultationId,
    moved: &Moved,
    until: i64,
) -> store::Result<HashSet<i64>> {
    let (Moved::Back(..), Some((_, last))) = (moved, moved.votes().span()) else {
        return Ok(HashSet::new());
    };
    let mut undone = HashSet::new();
    let mut at = last;
    loop {
        let rows = store::log::list_after(conn, id, at, 5_000)?;
        let Some(end) = rows.last() else { return Ok(undone) };
        at = end.public.seq;
        undone
            .extend(rows.iter().filter(|row| row.public.seq < until).filter_map(|row| row.public.supersedes));
    }
}

/// Whether a row is a vote that enters a ranking.
fn says_something(row: &Row) -> bool {
    matches!(
        row.public.entry(),
        Some(log::Entry::Vote { outcome, counted: true, .. }) if outcome != Outcome::Skip
    )
}

fn participant(row: &Row) -> Option<ParticipantId> {
    row.private.as_ref().and_then(|(private, _)| private.participant.clone())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn moved(then: u32, now: u32, changed: u32, ended: bool) -> bool {
        let ranking = GroupRanking { seq: 1, participants: then, votes: 0.0, items: Vec::new() };
        let shown = Shown { spread: 0.0, groups: BTreeMap::from([("a".to_owned(), ranking)]) };
        let of = |count| BTreeMap::from([("a".to_owned(), count)]);
        !candidates(&of(now), &shown, &of(changed), ended).is_empty()
    }

    #[test]
    fn a_group_moves_with_five_more_and_a_tenth_more() {
        assert!(moved(0, 5, 5, false) && !moved(0, 4, 4, false));
        assert!(moved(20, 25, 5, false) && !moved(20, 24, 24, false));
        assert!(moved(100, 110, 10, false) && !moved(100, 109, 60, false));
        assert!(moved(100, 103, 5, true) && !moved(100, 103, 4, true), "at the end what changed counts");
    }
}
