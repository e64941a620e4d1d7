//! A whole consultation that is brought in at once: ideas, voters and votes, in one transaction. What imports
//! and the example have in common.

use std::collections::{BTreeMap, HashSet};

use rand::RngExt;

use crate::domain::consultation::Consultation;
use crate::domain::event::Event;
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{EventId, IdeaId, MemberId, ParticipantId};
use crate::domain::log::{Entry, Private};
use crate::domain::member::Role;
use crate::domain::participant::{GroupQuestion, Participant};
use crate::domain::text::same_key;
use crate::domain::vote::{Answer, Strategy};
use crate::domain::{Micros, Texts};
use crate::live::Change;
use crate::service::{consultations, ideas};
use crate::store;

/// All that comes in; votes and voters are named by their place.
#[derive(Debug, Default)]
pub(super) struct Bundle {
    pub questions: Vec<GroupQuestion>,
    pub events: Vec<Event>,
    pub ideas: Vec<NewIdea>,
    pub voters: Vec<NewVoter>,
    /// In the order of the log.
    pub votes: Vec<NewVote>,
    /// The secretary, where there is one.
    pub secretary: Option<MemberId>,
}

#[derive(Debug)]
pub(super) struct NewIdea {
    pub texts: Texts,
    pub state: IdeaState,
    /// The place of the idea that it duplicates.
    pub linked_to: Option<usize>,
    /// The voter who proposed it.
    pub voter: Option<usize>,
    pub created_at: Micros,
}

#[derive(Debug, Default)]
pub(super) struct NewVoter {
    pub groups: BTreeMap<String, String>,
    pub language: Option<crate::domain::Lang>,
    /// The place of the event that they came through.
    pub event: Option<usize>,
    pub joined_at: Micros,
}

#[derive(Debug)]
pub(super) struct NewVote {
    pub left: usize,
    pub right: usize,
    pub answer: Answer,
    pub voter: Option<usize>,
    pub weight: f64,
    pub counted: bool,
    pub strategy: Option<Strategy>,
    pub response_ms: Option<i64>,
    pub time: Option<Micros>,
}

/// Stores a new consultation with all of a bundle; the ids of its ideas.
pub(super) fn insert(
    change: &mut Change<'_>,
    new: &Consultation,
    bundle: &Bundle,
) -> store::Result<Vec<IdeaId>> {
    let time = new.created_at;
    let private = Private { member: bundle.secretary.clone(), time: Some(time), ..Private::default() };
    consultations::insert(change, new, private)?;
    if let Some(member) = &bundle.secretary {
        store::roles::insert(change.conn(), &new.id, member, &Role::Secretary.into(), time)?;
    }
    store::group_questions::insert(change.conn(), &new.id, &bundle.questions)?;
    for event in &bundle.events {
        store::events::insert(change.conn(), &new.id, event)?;
    }
    let event = |voter: &NewVoter| Some(bundle.events.get(voter.event?)?.id.clone());
    let voters = insert_voters(change, new, &bundle.voters, event)?;
    let ids = insert_ideas(change, new, bundle, &voters)?;
    for vote in &bundle.votes {
        let entry = Entry::Vote {
            left: ids[vote.left].clone(),
            right: ids[vote.right].clone(),
            outcome: vote.answer.outcome,
            counted: vote.counted,
            weight: vote.weight,
        };
        let private = Private {
            participant: vote.voter.map(|voter| voters[voter].clone()),
            event: vote.voter.and_then(|voter| event(&bundle.voters[voter])),
            strategy: vote.strategy,
            reason: vote.answer.reason,
            response_ms: vote.response_ms,
            time: vote.time,
            ..Private::default()
        };
        change.append(&new.id, &entry, private)?;
    }
    Ok(ids)
}

fn insert_voters(
    change: &mut Change<'_>,
    new: &Consultation,
    voters: &[NewVoter],
    event: impl Fn(&NewVoter) -> Option<EventId>,
) -> store::Result<Vec<ParticipantId>> {
    let rows: Vec<Participant> = voters
        .iter()
        .map(|voter| Participant {
            id: ParticipantId::new(),
            language: voter.language.clone(),
            event: event(voter),
            invitation: None,
            groups: voter.groups.clone(),
            open_pairs: Vec::new(),
            joined_at: voter.joined_at,
            way: None,
            place: None,
        })
        .collect();
    store::participants::insert(change.conn(), &new.id, &rows)?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

fn insert_ideas(
    change: &mut Change<'_>,
    new: &Consultation,
    bundle: &Bundle,
    voters: &[ParticipantId],
) -> store::Result<Vec<IdeaId>> {
    let ids: Vec<IdeaId> = bundle.ideas.iter().map(|_| IdeaId::new()).collect();
    let mut rows = Vec::with_capacity(ids.len());
    let mut keys = HashSet::new();
    let mut rng = rand::rng();
    for (id, idea) in ids.iter().zip(&bundle.ideas) {
        let row = Idea {
            id: id.clone(),
            state: idea.state,
            texts: idea.texts.clone(),
            linked_to: idea.linked_to.map(|place| ids[place].clone()),
            participant: idea.voter.map(|voter| voters[voter].clone()),
            // What no participant proposed is the secretary's.
            member: bundle.secretary.clone().filter(|_| idea.voter.is_none()),
            reason: None,
            salt: rng.random::<[u8; 16]>().to_vec(),
            created_at: idea.created_at,
            decided_at: (idea.state != IdeaState::Pending).then_some(idea.created_at),
            replaced_by: None,
        };
        // Real files repeat a text: both ideas are kept, and the first holds the key.
        let first = row.texts.0.iter().all(|(lang, text)| !keys.contains(&(lang.clone(), same_key(text))));
        if first && !matches!(row.state, IdeaState::Rejected | IdeaState::Withdrawn) {
            store::ideas::take_keys(change.conn(), &new.id, &row)?;
            keys.extend(row.texts.0.iter().map(|(lang, text)| (lang.clone(), same_key(text))));
        }
        let private = Private {
            participant: row.participant.clone(),
            member: row.member.clone(),
            time: Some(row.created_at),
            ..Private::default()
        };
        change.append(&new.id, &ideas::log_entry(&row), private)?;
        rows.push(row);
    }
    store::ideas::insert(change.conn(), &new.id, &rows)?;
    Ok(ids)
}
