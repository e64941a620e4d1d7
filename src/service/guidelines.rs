//! Guidelines: drafting, proposing, adopting, and their versions.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::access::{Adopt, Draft, Read};
use crate::domain::document::{Stored, Version};
use crate::domain::guideline::{Cited, DrawnFrom, Guideline, GuidelineState, TEXT_MAX, TITLE_MAX};
use crate::domain::ids::{GuidelineId, IdeaId};
use crate::domain::process::{Decision, Evidence};
use crate::domain::snapshot::Snapshot;
use crate::domain::{Code, Error, Result, Texts};
use crate::live::Room;
use crate::service::documents::Put;
use crate::service::process::{LONG_MAX, few, invalid, must_be_idea, needed};
use crate::service::settings::checked_texts;
use crate::service::{Permit, Service, Viewer, now};
use crate::store;

const NUMBER_MAX: i64 = 9_999;
const IDEAS_MAX: usize = 50;

/// What a guideline is set to; what is none stays.
#[derive(Clone, Debug, Default)]
pub struct GuidelineSettings {
    pub number: Option<i64>,
    /// `draft`, `proposed` or `dropped`; adopting is another call.
    pub state: Option<GuidelineState>,
    pub title: Option<Texts>,
    pub text: Option<Texts>,
    pub reasons: Option<Texts>,
    pub left_aside: Option<Texts>,
    pub ideas: Option<Vec<IdeaId>>,
    pub evidence: Option<Vec<Cited>>,
}

impl Service {
    /// Guidelines that the viewer may see: those who read all, everybody the adopted ones. Figures of their ideas
    /// are left out for whom results are withheld from.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn guidelines(&self, viewer: &Viewer, room: &Room) -> Result<Vec<Stored<Guideline>>> {
        let mut list: Vec<Stored<Guideline>> = self.documents(room).await?;
        if !self.may::<Read>(viewer, room).await? {
            list.retain(|guideline| guideline.body.state == GuidelineState::Adopted);
        }
        if list.is_empty() || self.may::<Read>(viewer, room).await? {
            return Ok(list);
        }
        let shown = if self.may_see_results(viewer, room).await? {
            let shown = self.list_snapshots(viewer, room).await?;
            shown.into_iter().map(|of| of.id).collect()
        } else {
            HashSet::new()
        };
        for idea in list.iter_mut().flat_map(|guideline| &mut guideline.body.ideas) {
            if !idea.snapshot.as_ref().is_some_and(|snapshot| shown.contains(snapshot)) {
                *idea = DrawnFrom::new(idea.id.clone());
            }
        }
        Ok(list)
    }

    /// A guideline that the viewer may see.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn guideline(&self, viewer: &Viewer, room: &Room, id: &str) -> Result<Stored<Guideline>> {
        let found = self.guidelines(viewer, room).await?.into_iter().find(|guideline| guideline.id == id);
        found.ok_or_else(|| Error::not_found("guideline"))
    }

    /// Its versions, newest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn guideline_versions(
        &self,
        _by: &Permit<Read>,
        room: &Room,
        id: &str,
    ) -> Result<Vec<Version<Guideline>>> {
        self.document::<Guideline>(room, id).await?;
        let (consultation, id) = (room.id().clone(), id.to_owned());
        Ok(self.db.read(move |conn| store::documents::versions(conn, &consultation, &id)).await?)
    }

    /// Drafts a guideline, or changes one. Proposing it freezes the ranking, and its ideas get their figures of
    /// that snapshot.
    ///
    /// # Errors
    /// `not_found`, `invalid_field`, `state_conflict` for an adopted one, `precondition_failed`,
    /// `ranking_unavailable`.
    pub async fn set_guideline(
        &self,
        by: &Permit<Draft>,
        room: &Arc<Room>,
        id: Option<String>,
        given: GuidelineSettings,
        version: Option<i64>,
    ) -> Result<Stored<Guideline>> {
        if given.state == Some(GuidelineState::Adopted) {
            return Err(invalid("state", "Adopting is a call of its own, for the coordination group."));
        }
        if let Some(ideas) = &given.ideas {
            if ideas.len() > IDEAS_MAX {
                return Err(invalid("ideas", &format!("At most {IDEAS_MAX} ideas.")));
            }
            for (at, idea) in ideas.iter().enumerate() {
                must_be_idea(room, idea, &format!("ideas.{at}"))?;
            }
        }
        let snapshot = match given.state {
            Some(GuidelineState::Proposed) => Some(self.freeze(room).await?),
            _ if given.ideas.is_some() => self.latest_snapshot(room).await?,
            _ => None,
        };
        let new = id.is_none();
        let id = id.unwrap_or_else(|| GuidelineId::new().to_string());
        let (put, own) = (Put { by: by.member.clone(), id: id.clone(), version }, id);
        self.put_document(room, put, move |work, consultation, before| {
            let all = store::documents::list::<Guideline>(work.conn(), consultation)?;
            if before.is_none() && !new {
                return Err(Error::not_found("guideline").into());
            }
            let next = all.iter().map(|guideline| guideline.body.number).max().unwrap_or(0) + 1;
            let after = changed(before, next, given, snapshot.as_ref())?;
            if all.iter().any(|other| other.id != own && other.body.number == after.number) {
                let detail = format!("Another guideline has the number {}.", after.number);
                return Err(invalid("number", &detail).into());
            }
            let known = store::documents::list::<Evidence>(work.conn(), consultation)?;
            for (at, cited) in after.evidence.iter().enumerate() {
                if !known.iter().any(|source| source.id == cited.source) {
                    let detail = format!("There is no source {}.", cited.source);
                    return Err(invalid(&format!("evidence.{at}.source"), &detail).into());
                }
            }
            Ok(after)
        })
        .await
    }

    async fn latest_snapshot(&self, room: &Room) -> Result<Option<Snapshot>> {
        let id = room.id().clone();
        let list = self.db.read(move |conn| store::snapshots::list(conn, &id)).await?;
        Ok(list.into_iter().next())
    }

    /// Adopts a guideline: from then on everybody sees it.
    ///
    /// # Errors
    /// `not_found`; `state_conflict`; `not_ready` with everything that lacks; `precondition_failed`.
    pub async fn adopt_guideline(
        &self,
        by: &Permit<Adopt>,
        room: &Room,
        id: &str,
        version: Option<i64>,
    ) -> Result<Stored<Guideline>> {
        let languages = room.consultation().languages.clone();
        let put = Put { by: by.member.clone(), id: id.to_owned(), version };
        self.put_document(room, put, move |_, _, before: Option<Guideline>| {
            let before = before.ok_or_else(|| Error::not_found("guideline"))?;
            before.must_be_adoptable(&languages)?;
            Ok(Guideline { state: GuidelineState::Adopted, adopted_at: Some(now()), ..before })
        })
        .await
    }

    /// Opens an adopted guideline again: it is proposed, and nobody but members sees it.
    ///
    /// # Errors
    /// `not_found`; `state_conflict`; `precondition_failed`.
    pub async fn reopen_guideline(
        &self,
        by: &Permit<Adopt>,
        room: &Room,
        id: &str,
        version: Option<i64>,
    ) -> Result<Stored<Guideline>> {
        let put = Put { by: by.member.clone(), id: id.to_owned(), version };
        self.put_document(room, put, move |_, _, before: Option<Guideline>| {
            let before = before.ok_or_else(|| Error::not_found("guideline"))?;
            if before.state != GuidelineState::Adopted {
                return Err(
                    Error::new(Code::StateConflict, "Only an adopted guideline is opened again.").into()
                );
            }
            Ok(Guideline { state: GuidelineState::Proposed, adopted_at: None, ..before })
        })
        .await
    }

    /// Takes a draft away.
    ///
    /// # Errors
    /// `not_found`; `state_conflict` once it was proposed; `in_use` where a decision names it.
    pub async fn remove_guideline(&self, _by: &Permit<Draft>, room: &Room, id: &str) -> Result<()> {
        let own = id.to_owned();
        self.remove_document::<Guideline>(room, id, move |work, consultation, guideline| {
            if guideline.state != GuidelineState::Draft {
                let detail = "Only a draft is taken away; drop a guideline that was proposed.";
                return Err(Error::new(Code::StateConflict, detail).into());
            }
            let decisions = store::documents::list::<Decision>(work.conn(), consultation)?;
            let users: Vec<String> = decisions
                .into_iter()
                .filter(|decision| decision.body.guidelines.contains(&own))
                .map(|decision| decision.id)
                .collect();
            if users.is_empty() {
                return Ok(());
            }
            let detail = format!("What became of these ideas names it: {}.", users.join(", "));
            Err(Error::new(Code::InUse, detail).into())
        })
        .await
    }
}

/// The guideline with what was given put in, its figures of the snapshot.
fn changed(
    before: Option<Guideline>,
    next: i64,
    given: GuidelineSettings,
    snapshot: Option<&Snapshot>,
) -> Result<Guideline> {
    let before = before.unwrap_or(Guideline {
        number: next,
        state: GuidelineState::Draft,
        title: Texts::default(),
        text: Texts::default(),
        reasons: Texts::default(),
        left_aside: Texts::default(),
        ideas: Vec::new(),
        evidence: Vec::new(),
        snapshot: None,
        second_round: None,
        adopted_at: None,
    });
    if before.state == GuidelineState::Adopted {
        let detail = "An adopted guideline stays as it is; the coordination group can open it again.";
        return Err(Error::new(Code::StateConflict, detail));
    }
    let long = |field: &str, texts: Option<Texts>, before: Texts| {
        texts.map_or(Ok(before), |texts| checked_texts(field, &texts, TEXT_MAX))
    };
    let number = given.number.unwrap_or(before.number);
    if !(1..=NUMBER_MAX).contains(&number) {
        return Err(invalid("number", &format!("A whole number from 1 to {NUMBER_MAX}.")));
    }
    let state = given.state.unwrap_or(before.state);
    let redrawn = given.ideas.is_some() || given.state == Some(GuidelineState::Proposed);
    let ideas = given.ideas.map_or(before.ideas, |ideas| ideas.into_iter().map(DrawnFrom::new).collect());
    let of_snapshot = |idea: DrawnFrom| match snapshot {
        Some(snapshot) => drawn(idea.id, snapshot),
        None => idea,
    };
    Ok(Guideline {
        number,
        state,
        title: given.title.map_or(Ok(before.title), |title| needed("title", &title, TITLE_MAX))?,
        text: long("text", given.text, before.text)?,
        reasons: long("reasons", given.reasons, before.reasons)?,
        left_aside: long("left_aside", given.left_aside, before.left_aside)?,
        ideas: if redrawn { ideas.into_iter().map(of_snapshot).collect() } else { ideas },
        evidence: given.evidence.map_or(Ok(before.evidence), checked_evidence)?,
        snapshot: match given.state {
            Some(GuidelineState::Proposed) => snapshot.map(|snapshot| snapshot.id.clone()),
            _ => before.snapshot,
        },
        second_round: before.second_round,
        adopted_at: None,
    })
    .and_then(|guideline| {
        if guideline.title.is_empty() {
            return Err(invalid("title", "Write it in at least one language."));
        }
        Ok(guideline)
    })
}

fn checked_evidence(given: Vec<Cited>) -> Result<Vec<Cited>> {
    few("evidence", given.len())?;
    let checked = |(at, cited): (usize, Cited)| {
        let passage = checked_texts(&format!("evidence.{at}.passage"), &cited.passage, LONG_MAX)?;
        Ok(Cited { passage, ..cited })
    };
    given.into_iter().enumerate().map(checked).collect()
}

/// An idea with its figures at a snapshot.
pub(super) fn drawn(id: IdeaId, snapshot: &Snapshot) -> DrawnFrom {
    let found = snapshot.ranking.items.iter().find(|item| item.id == id);
    let Some(figures) = found.map(|item| item.figures) else { return DrawnFrom::new(id) };
    DrawnFrom {
        id,
        snapshot: Some(snapshot.id.clone()),
        rank_low: figures.rank_low,
        rank_high: figures.rank_high,
        score: figures.score,
        score_low: figures.score_low,
        score_high: figures.score_high,
    }
}
