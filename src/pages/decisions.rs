//! What became of each idea: taken, taken in part or not, why, and in which guideline.

use std::collections::HashMap;
use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::document::Stored;
use crate::domain::guideline::{Guideline, GuidelineState};
use crate::domain::ids::IdeaId;
use crate::domain::process::{Decision, DecisionOutcome};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::Room;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::guidelines::said;
use crate::pages::results::said_place;
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::visit::Visit;
use crate::service::{Service, Viewer};

#[derive(Template)]
#[template(path = "decisions.html")]
pub struct DecisionsPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    pub decisions: Vec<Decided>,
}

/// What became of one idea.
pub struct Decided {
    pub id: IdeaId,
    pub idea: Said,
    /// Where it stands, for whom results are shown to.
    pub place: Option<String>,
    pub outcome: String,
    pub reason: Said,
    /// Number and title of the guidelines that took it, as far as they are adopted.
    pub guidelines: Vec<(i64, Said)>,
}

pub async fn get_decisions(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let c = caller.room.consultation();
    let decisions = decided(&context.service, visit.t, &caller.viewer, &caller.room).await?;
    visit.show(&DecisionsPage {
        address: format!("/c/{}", c.slug),
        question: question(&c, visit.t),
        simulated: c.simulated,
        decisions,
        frame: visit.frame("decisions-title"),
    })
}

/// What became of ideas, as far as it is decided and the ideas are still there. For whom results are shown to the best
/// come first, with their places; ideas without a place come after them.
pub async fn decided(service: &Service, t: Text, viewer: &Viewer, room: &Arc<Room>) -> Result<Vec<Decided>> {
    let c = room.consultation();
    let decisions = service.decisions(room).await?;
    let mut guidelines = service.guidelines(viewer, room).await?;
    guidelines.retain(|one| one.body.state == GuidelineState::Adopted);
    let decided = decisions.into_iter().filter_map(|decision| one(t, &c, room, decision, &guidelines));
    let mut decided: Vec<Decided> = decided.collect();
    if let Ok(computed) = service.ranking(viewer, room).await {
        let places = computed.ideas.iter().enumerate().map(|(at, idea)| (&idea.id, (at, idea.place)));
        let places: HashMap<&IdeaId, _> = places.collect();
        decided.sort_by_key(|decision| places.get(&decision.id).map_or(usize::MAX, |(at, _)| *at));
        for decision in &mut decided {
            let place = places.get(&decision.id).and_then(|(_, place)| *place);
            decision.place = place.map(|place| said_place(t, (place.low, place.high)));
        }
    }
    Ok(decided)
}

fn one(
    t: Text,
    c: &Consultation,
    room: &Room,
    decision: Stored<Decision>,
    guidelines: &[Stored<Guideline>],
) -> Option<Decided> {
    let id = IdeaId::parse(&decision.id)?;
    let idea = room.with(|state| Said::choose(&*state.words_of(&id)?, t.0, &c.languages))?;
    let took = guidelines.iter().filter(|one| decision.body.guidelines.contains(&one.id));
    Some(Decided {
        id,
        idea,
        place: None,
        outcome: t.say(match decision.body.outcome {
            DecisionOutcome::Taken => "decision-taken",
            DecisionOutcome::InPart => "decision-in-part",
            DecisionOutcome::NotTaken => "decision-not-taken",
        }),
        reason: said(t, c, &decision.body.reason),
        guidelines: took.map(|one| (one.body.number, said(t, c, &one.body.title))).collect(),
    })
}
