//! Turning down many waiting ideas at once.

use actix_web::web::Data;
use actix_web::{HttpResponse, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::InConsultation;
use crate::domain::ids::{IdeaId, ParticipantId};
use crate::domain::{Code, Error};
use crate::http::body::Json;
use crate::http::caller::OrganiserCaller;
use crate::http::{Context, Result};
use crate::service::rejections::Waiting;

/// Which waiting ideas to reject, and why. Each that is given narrows them down; one at least must be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Rejections)]
pub struct RejectionsIn {
    /// Ids of ideas, at most 1,000.
    #[serde(default)]
    ideas: Vec<String>,
    /// Those of one participant.
    participant: Option<String>,
    /// Those from one place, by the number that `place` of a waiting idea has.
    place: Option<i64>,
    /// Those with these letters in one of their texts, whatever the case.
    q: Option<String>,
    /// All that wait.
    #[serde(default)]
    all: bool,
    /// Told to who proposed them; at most 1,000 characters. Needed unless it is only counted.
    reason: Option<String>,
    /// Only say how many there are.
    #[serde(default)]
    only_count: bool,
}

/// What was found and done.
#[derive(Serialize, ToSchema)]
#[schema(as = Rejected)]
pub struct RejectedOut {
    /// Waiting ideas that were meant.
    found: usize,
    /// How many of them were rejected.
    rejected: usize,
}

/// The most ideas named at once.
const IDEAS_MAX: usize = 1_000;

impl RejectionsIn {
    fn which(&self) -> std::result::Result<Waiting, Error> {
        let invalid = |field: String, detail: &str| Error::field(field, Code::InvalidField, detail);
        if self.ideas.len() > IDEAS_MAX {
            return Err(invalid("ideas".into(), "Name 1,000 ideas at most, or say all of them."));
        }
        let idea = |(at, id): (usize, &String)| {
            IdeaId::parse(id).ok_or_else(|| invalid(format!("ideas[{at}]"), "This is no idea's id."))
        };
        let participant = self.participant.as_deref().map(|id| {
            let unknown = || invalid("participant".into(), "This is no participant's id.");
            ParticipantId::parse(id).ok_or_else(unknown)
        });
        Ok(Waiting {
            ideas: self.ideas.iter().enumerate().map(idea).collect::<std::result::Result<_, _>>()?,
            participant: participant.transpose()?,
            place: self.place,
            containing: self.q.clone().filter(|q| !q.trim().is_empty()),
            all: self.all,
        })
    }
}

/// Rejects many waiting ideas at once
///
/// By their ids, of one participant, from one place, with letters in their text, or all; ideas that do not wait are
/// left as they are. Each rejection is a row of the log, as one alone would be. Errors: `invalid_field` where nothing
/// says which, or the reason is lacking.
#[utoipa::path(tag = "Ideas", params(InConsultation), security(("token" = [])), request_body = RejectionsIn,
    responses((status = 200, description = "How many were rejected", body = RejectedOut)))]
#[post("/consultations/{c}/ideas/rejections")]
pub async fn reject_ideas(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(given): Json<RejectionsIn>,
) -> Result<HttpResponse> {
    let (service, room, which) = (&context.service, &caller.room, given.which()?);
    let out = if given.only_count {
        RejectedOut { found: service.count_waiting(&caller.by, room, &which).await?, rejected: 0 }
    } else {
        let reason = given.reason.unwrap_or_default();
        let rejected = service.reject_ideas(&caller.by, room, &which, &reason).await?;
        RejectedOut { found: rejected, rejected }
    };
    Ok(HttpResponse::Ok().json(out))
}
