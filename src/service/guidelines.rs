//! Guidelines: drafting, proposing, testing them in a second round, adopting, and what members say of them.

use std::sync::Arc;

use crate::domain::access::{Adopt, Comment as MayComment, Draft, Read, Run};
use crate::domain::document::{Stored, Version};
use crate::domain::guideline::{DrawnFrom, Guideline, GuidelineState, SecondRound, TEXT_MAX, TITLE_MAX};
use crate::domain::ids::{CommentId, GuidelineId, IdeaId};
use crate::domain::process::{Decision, Evidence, FirstRound};
use crate::domain::snapshot::Snapshot;
use crate::domain::text::parse_long;
use crate::domain::{Code, Error, Result, Texts};
use crate::live::Room;
use crate::service::documents::Put;
use crate::service::ideas::Proposer;
use crate::service::process::{invalid, must_be_idea, needed};
use crate::service::settings::{Settings, checked_texts};
use crate::service::viewer::SignedIn;
use crate::service::{Permit, Service, Viewer, now};
use crate::store;

pub use crate::store::comments::Comment;

const NUMBER_MAX: i64 = 9_999;
const IDEAS_MAX: usize = 50;
const COMMENT_MAX: usize = 5_000;
const GUIDELINES_MAX: usize = 200;

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
    pub evidence: Option<Vec<String>>,
}

impl Service {
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
            if all.len() >= GUIDELINES_MAX && before.is_none() {
                let detail = format!("A consultation has at most {GUIDELINES_MAX} guidelines.");
                return Err(Error::new(Code::StateConflict, detail).into());
            }
            let next = all.iter().map(|guideline| guideline.body.number).max().unwrap_or(0) + 1;
            let after = changed(before, next, given, snapshot.as_ref())?;
            if all.iter().any(|other| other.id != own && other.body.number == after.number) {
                let detail = format!("Another guideline has the number {}.", after.number);
                return Err(invalid("number", &detail).into());
            }
            let known = store::documents::list::<Evidence>(work.conn(), consultation)?;
            if let Some(id) = after.evidence.iter().find(|id| !known.iter().any(|source| source.id == **id)) {
                return Err(invalid("evidence", &format!("There is no source {id}.")).into());
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

    /// Makes a consultation, in draft, whose ideas are the proposed guidelines; each is linked to its idea.
    ///
    /// # Errors
    /// `state_conflict` with fewer than two proposed guidelines that no second round tests; those of making a
    /// consultation.
    pub async fn second_round(
        &self,
        by: &Permit<Run>,
        room: &Arc<Room>,
        mut settings: Settings,
    ) -> Result<Arc<Room>> {
        let all: Vec<Stored<Guideline>> = self.documents(room).await?;
        let proposed: Vec<Stored<Guideline>> = all
            .into_iter()
            .filter(|one| one.body.state == GuidelineState::Proposed && one.body.second_round.is_none())
            .collect();
        if proposed.len() < 2 {
            let detail = "A second round takes two proposed guidelines or more that none tests yet.";
            return Err(Error::new(Code::StateConflict, detail));
        }
        let first = room.consultation();
        settings.question = settings.question.or_else(|| Some(first.question.clone()));
        settings.languages = settings.languages.or_else(|| Some(first.languages.clone()));
        settings.owner = settings.owner.or_else(|| Some(first.owner.clone()));
        settings.zone = settings.zone.or_else(|| Some(first.zone.clone()));
        settings.simulated = settings.simulated.or(Some(first.simulated));
        let member = SignedIn { id: by.member.clone(), admin: false };
        let second = self.create_consultation(&member, &settings).await?;
        let mut guidelines = Vec::with_capacity(proposed.len());
        for one in proposed {
            let proposer = Proposer::Member(by.member.clone());
            let idea = self.propose_idea(&second, &proposer, &one.body.title).await?;
            let link = SecondRound { consultation: second.id().clone(), idea: idea.id.clone() };
            let put = Put { by: by.member.clone(), id: one.id.clone(), version: None };
            self.put_document(room, put, move |_, _, before: Option<Guideline>| {
                let before = before.ok_or_else(|| Error::not_found("guideline"))?;
                Ok(Guideline { second_round: Some(link), ..before })
            })
            .await?;
            guidelines.push((one.id, idea.id));
        }
        let put = Put { by: by.member.clone(), id: String::new(), version: None };
        let of = FirstRound { consultation: room.id().clone(), guidelines };
        self.set_first_round(put, &second, of).await?;
        Ok(second)
    }

    /// What members say of a guideline, oldest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn comments(&self, _by: &Permit<Read>, room: &Room, guideline: &str) -> Result<Vec<Comment>> {
        self.document::<Guideline>(room, guideline).await?;
        let (consultation, id) = (room.id().clone(), guideline.to_owned());
        Ok(self.db.read(move |conn| store::comments::list(conn, &consultation, &id)).await?)
    }

    /// Says something of a guideline, or answers in a thread; an answer opens a resolved thread again.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` at `text` or `thread`.
    pub async fn comment(
        &self,
        by: &Permit<MayComment>,
        room: &Room,
        guideline: &str,
        thread: Option<CommentId>,
        text: &str,
    ) -> Result<Vec<Comment>> {
        let text = parse_long("text", text, COMMENT_MAX)?;
        if text.is_empty() {
            return Err(invalid("text", "Write what you have to say."));
        }
        self.document::<Guideline>(room, guideline).await?;
        let (consultation, document) = (room.id().clone(), guideline.to_owned());
        let new = Comment {
            id: CommentId::new(),
            thread,
            by: by.member.clone(),
            email: String::new(),
            text,
            made_at: now(),
            resolved_at: None,
        };
        let list = self.live.change(move |work| {
            let there = store::comments::list(work.conn(), &consultation, &document)?;
            if let Some(thread) = &new.thread {
                if !there.iter().any(|one| one.id == *thread && one.thread.is_none()) {
                    return Err(invalid("thread", "There is no such thread.").into());
                }
                store::comments::set_resolved(work.conn(), &consultation, thread, None)?;
            }
            store::comments::insert(work.conn(), &consultation, &document, &new)?;
            store::comments::list(work.conn(), &consultation, &document)
        });
        list.await
    }

    /// Resolves a thread, or opens it again.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn resolve(
        &self,
        _by: &Permit<MayComment>,
        room: &Room,
        guideline: &str,
        thread: &CommentId,
        resolved: bool,
    ) -> Result<Vec<Comment>> {
        let (consultation, document, thread) = (room.id().clone(), guideline.to_owned(), thread.clone());
        let list = self.live.change(move |work| {
            let there = store::comments::list(work.conn(), &consultation, &document)?;
            if !there.iter().any(|one| one.id == thread && one.thread.is_none()) {
                return Err(Error::not_found("thread").into());
            }
            store::comments::set_resolved(work.conn(), &consultation, &thread, resolved.then(now))?;
            store::comments::list(work.conn(), &consultation, &document)
        });
        list.await
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
        evidence: given.evidence.unwrap_or(before.evidence),
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

fn drawn(id: IdeaId, snapshot: &Snapshot) -> DrawnFrom {
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
