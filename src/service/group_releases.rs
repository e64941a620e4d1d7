//! The next release of results by group: which groups may move, and whose votes changed since the one before.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::domain::Result;
use crate::domain::aside::Moved;
use crate::domain::disclosure::{self, LEAST, Release};
use crate::domain::groups::{Released, Shown};
use crate::domain::ids::{ConsultationId, ParticipantId};
use crate::domain::log::{self, Row};
use crate::domain::vote::Outcome;
use crate::live::Grouped;
use crate::store::{self, Db};

/// A group moves with one participant more for each so many that it had: each release is a look at the same people, and
/// tenths would be twice as many looks (the attack in `docs/statistics.md`).
const STEP: u32 = 5;

/// The next release, and the number of the one before it; none if nothing may be shown that was not.
pub(super) fn next_release(
    db: &Db,
    (id, key): (&ConsultationId, &str),
    grouped: &Grouped,
    secret: &[u8],
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
    let (spread, rankings) = grouped.rankings(&release.shown, secret)?;
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
/// fifth more than then; or the votes of five or more changed and it is the end. So a group moves some forty
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
                Some(log::Entry::Settings(_)) => {
                    let Some(moved) = row.moved() else { continue };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::groups::GroupRanking;

    fn moved(then: u32, now: u32, changed: u32, ended: bool) -> bool {
        let ranking = GroupRanking { seq: 1, participants: then, votes: 0, items: Vec::new() };
        let shown = Shown { spread: 0.0, groups: BTreeMap::from([("a".to_owned(), ranking)]) };
        let of = |count| BTreeMap::from([("a".to_owned(), count)]);
        !candidates(&of(now), &shown, &of(changed), ended).is_empty()
    }

    #[test]
    fn a_group_moves_with_five_more_and_a_fifth_more() {
        assert!(moved(0, 5, 5, false) && !moved(0, 4, 4, false));
        assert!(moved(20, 25, 5, false) && !moved(20, 24, 24, false));
        assert!(moved(100, 120, 20, false) && !moved(100, 119, 60, false));
        assert!(moved(100, 103, 5, true) && !moved(100, 103, 4, true), "at the end what changed counts");
    }
}
