//! A second round: proposed guidelines become the ideas of a new consultation, linked both ways.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::access::Run;
use crate::domain::document::Stored;
use crate::domain::guideline::{Guideline, GuidelineState, SecondRound};
use crate::domain::idea::IdeaState;
use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::process::FirstRound;
use crate::domain::text::same_key;
use crate::domain::{Code, Error, Micros, Result};
use crate::live::{Change, Room};
use crate::service::bundle::{self, Bundle, NewIdea};
use crate::service::settings::{self, Settings};
use crate::service::{Permit, Service, now};
use crate::store;

/// The one document that links a second round back.
pub(super) const FIRST_ROUND: &str = "first_round";

impl Service {
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
        must_differ(&proposed)?;
        let first = room.consultation();
        settings.question = settings.question.or_else(|| Some(first.question.clone()));
        settings.languages = settings.languages.or_else(|| Some(first.languages.clone()));
        settings.owner = settings.owner.or_else(|| Some(first.owner.clone()));
        settings.zone = settings.zone.or_else(|| Some(first.zone.clone()));
        settings.simulated = settings.simulated.or(Some(first.simulated));
        let time = now();
        let new = settings::create(&settings, time)?;
        let idea = |one: &Stored<Guideline>| NewIdea {
            texts: one.body.title.clone(),
            state: IdeaState::Active,
            linked_to: None,
            voter: None,
            created_at: time,
        };
        let bundle = Bundle {
            ideas: proposed.iter().map(idea).collect(),
            secretary: Some(by.member.clone()),
            ..Bundle::default()
        };
        let (first, second, by) = (room.id().clone(), new.id.clone(), by.member.clone());
        // All of it or nothing: a round whose guidelines did not know of it would test them unseen.
        self.live
            .change(move |work| {
                work.lock(&first)?;
                let tested = bundle::insert(work, &new, &bundle)?;
                for (one, idea) in proposed.iter().zip(&tested) {
                    let link = SecondRound { consultation: new.id.clone(), idea: idea.clone() };
                    link_guideline(work, &first, &by, one, link, time)?;
                }
                let guidelines = proposed.iter().map(|one| one.id.clone()).zip(tested).collect();
                let back = FirstRound { consultation: first, guidelines };
                let back = Stored {
                    id: FIRST_ROUND.to_owned(),
                    body: back,
                    version: 1,
                    created_at: time,
                    updated_at: time,
                };
                store::documents::insert(work.conn(), &new.id, &back)
            })
            .await?;
        self.live.room(&second).await
    }

    /// The consultation whose guidelines are the ideas of this one.
    ///
    /// # Errors
    /// `not_found` for one that is no second round.
    pub async fn first_round(&self, room: &Room) -> Result<FirstRound> {
        Ok(self.document::<FirstRound>(room, FIRST_ROUND).await?.body)
    }
}

/// That no two titles are one and the same: nobody could choose between them.
fn must_differ(guidelines: &[Stored<Guideline>]) -> Result<()> {
    let mut seen = HashMap::new();
    for one in guidelines {
        for (lang, title) in &one.body.title.0 {
            if let Some(other) = seen.insert((lang, same_key(title)), one.body.number) {
                let detail = format!("Guidelines {other} and {} have the same title.", one.body.number);
                return Err(Error::new(Code::StateConflict, detail));
            }
        }
    }
    Ok(())
}

/// Names the round that tests a guideline, as a version of its own; refused if somebody changed it meanwhile.
fn link_guideline(
    work: &mut Change<'_>,
    consultation: &ConsultationId,
    by: &MemberId,
    read: &Stored<Guideline>,
    link: SecondRound,
    time: Micros,
) -> store::Result<()> {
    let body = Guideline { second_round: Some(link), ..read.body.clone() };
    let linked = Stored { body, version: read.version + 1, updated_at: time, ..read.clone() };
    if !store::documents::update(work.conn(), consultation, &linked)? {
        let detail = "Somebody changed a guideline at this moment; try again.";
        return Err(Error::new(Code::PreconditionFailed, detail).into());
    }
    store::documents::keep_version(work.conn(), consultation, &linked, by)
}
