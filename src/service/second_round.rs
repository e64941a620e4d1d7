//! A second round: proposed guidelines become the ideas of a new consultation, linked both ways.

use std::sync::Arc;

use crate::domain::access::Run;
use crate::domain::document::Stored;
use crate::domain::guideline::{Guideline, GuidelineState, SecondRound};
use crate::domain::process::FirstRound;
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::service::documents::Put;
use crate::service::ideas::Proposer;
use crate::service::settings::Settings;
use crate::service::viewer::SignedIn;
use crate::service::{Permit, Service};

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
        let put = Put { by: by.member.clone(), id: FIRST_ROUND.to_owned(), version: None };
        let of = FirstRound { consultation: room.id().clone(), guidelines };
        self.put_document(&second, put, move |_, _, _| Ok(of)).await?;
        Ok(second)
    }

    /// The consultation whose guidelines are the ideas of this one.
    ///
    /// # Errors
    /// `not_found` for one that is no second round.
    pub async fn first_round(&self, room: &Room) -> Result<FirstRound> {
        Ok(self.document::<FirstRound>(room, FIRST_ROUND).await?.body)
    }
}
