//! The case's documents in a consultation: background, timeline and evidence; guidelines and decisions.

use std::collections::HashMap;

use crate::domain::document::{Document, Stored};
use crate::domain::guideline::{Guideline, GuidelineState, SecondRound};
use crate::domain::ids::{ConsultationId, EvidenceId, GuidelineId, IdeaId, MemberId, TimelineId};
use crate::domain::process::{Decision, Evidence, FirstRound};
use crate::domain::snapshot::Snapshot;
use crate::domain::{Micros, Texts};
use crate::live::{Change, Room};
use crate::service::example::case::{self, Asked, Case};
use crate::service::guidelines::drawn;
use crate::service::process::BACKGROUND;
use crate::service::second_round::FIRST_ROUND;
use crate::store;

/// Ids of the example's ideas by their keys, found by their words.
pub(super) fn ideas_by_key(room: &Room) -> HashMap<String, IdeaId> {
    let (question, _) = case::read();
    room.with(|state| {
        let id =
            |texts: &Texts| state.ideas.iter().find(|idea| *idea.texts == *texts).map(|idea| idea.id.clone());
        question.ideas.iter().filter_map(|idea| Some((idea.key.clone(), id(&idea.texts)?))).collect()
    })
}

fn stored<T>(id: String, body: T, time: Micros) -> Stored<T> {
    Stored { id, body, version: 1, created_at: time, updated_at: time }
}

pub(super) fn insert_process(
    change: &mut Change<'_>,
    consultation: &ConsultationId,
    question: &Asked,
    case: &Case,
    time: Micros,
) -> store::Result<()> {
    let conn = change.conn();
    let background = stored(BACKGROUND.to_owned(), case.background(), time);
    store::documents::insert(conn, consultation, &background)?;
    for entry in case.timeline(&question.zone)? {
        store::documents::insert(conn, consultation, &stored(TimelineId::new().to_string(), entry, time))?;
    }
    for source in case.sources(time) {
        store::documents::insert(conn, consultation, &stored(EvidenceId::new().to_string(), source, time))?;
    }
    Ok(())
}

/// What guidelines are made of.
pub(super) struct Made {
    pub ideas: HashMap<String, IdeaId>,
    /// What each guideline became in the second round.
    pub tested: Vec<IdeaId>,
    pub second: ConsultationId,
    pub snapshot: Snapshot,
    pub time: Micros,
}

pub(super) fn insert_guidelines(
    change: &mut Change<'_>,
    first: &ConsultationId,
    by: &MemberId,
    made: &Made,
) -> store::Result<()> {
    let (question, case) = case::read();
    let adopted_at = case.adopted_at(&question.zone)?;
    let sources: Vec<Stored<Evidence>> = store::documents::list(change.conn(), first)?;
    let sources: HashMap<&str, String> =
        case.evidence.iter().zip(sources).map(|(of, stored)| (of.key.as_str(), stored.id)).collect();
    let words: HashMap<&str, &Texts> =
        question.ideas.iter().map(|idea| (idea.key.as_str(), &idea.texts)).collect();
    let mut ids: HashMap<i64, String> = HashMap::new();
    for (of, tested) in case.guidelines.iter().zip(&made.tested) {
        let draft = of.draft(&made.ideas, &sources, &words);
        let proposed = Guideline {
            state: GuidelineState::Proposed,
            snapshot: Some(made.snapshot.id.clone()),
            ideas: draft.ideas.iter().map(|idea| drawn(idea.id.clone(), &made.snapshot)).collect(),
            second_round: Some(SecondRound { consultation: made.second.clone(), idea: tested.clone() }),
            ..draft.clone()
        };
        let adopted = of.state == GuidelineState::Adopted;
        let decided =
            Guideline { state: of.state, adopted_at: adopted.then_some(adopted_at), ..proposed.clone() };
        let id = GuidelineId::new().to_string();
        insert_versions(change, first, by, &id, [draft, proposed, decided], made.time)?;
        ids.insert(of.number, id);
    }
    let guidelines = case.guidelines.iter().zip(&made.tested);
    let guidelines = guidelines.filter_map(|(of, idea)| Some((ids.get(&of.number)?.clone(), idea.clone())));
    let back = FirstRound { consultation: first.clone(), guidelines: guidelines.collect() };
    store::documents::insert(change.conn(), &made.second, &stored(FIRST_ROUND.to_owned(), back, made.time))?;
    for of in &case.decisions {
        let Some(idea) = made.ideas.get(&of.idea) else { continue };
        let guidelines = of.guidelines.iter().filter_map(|number| ids.get(number).cloned()).collect();
        let decision = Decision { outcome: of.outcome, reason: of.reason.clone(), guidelines };
        store::documents::insert(change.conn(), first, &stored(idea.to_string(), decision, made.time))?;
    }
    Ok(())
}

/// A document with the versions that it went through.
fn insert_versions<T: Document>(
    change: &mut Change<'_>,
    consultation: &ConsultationId,
    by: &MemberId,
    id: &str,
    bodies: [T; 3],
    time: Micros,
) -> store::Result<()> {
    for (version, body) in (1..).zip(bodies) {
        let one = Stored { id: id.to_owned(), body, version, created_at: time, updated_at: time };
        if version == 1 {
            store::documents::insert(change.conn(), consultation, &one)?;
        } else {
            store::documents::update(change.conn(), consultation, &one)?;
        }
        store::documents::keep_version(change.conn(), consultation, &one, by)?;
    }
    Ok(())
}
