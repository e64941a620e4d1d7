//! Votes set aside.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::access::Read;
use crate::domain::aside::SetAside;
use crate::domain::ids::{EventId, InvitationId, ParticipantId, SetAsideId};
use crate::domain::{Code, Error, Micros, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::{Context, Result};
use crate::service::set_asides::Asked;
use crate::service::times;

/// Votes that an organiser set aside: they stay in the log and enter no ranking until they are put back.
#[derive(Serialize, ToSchema)]
#[schema(as = SetAside)]
pub struct SetAsideOut {
    #[schema(value_type = String, example = "aside_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: SetAsideId,
    /// Number of the row of the log that set them aside; it has a digest of the reason, and the numbers of the votes. Of
    /// fewer than five people's the numbers are in its private part.
    seq: i64,
    #[schema(value_type = words::Texts)]
    reason: Texts,
    /// How many votes.
    votes: i64,
    /// Whose votes they are; null for all but members where they are fewer than five.
    participants: Option<i64>,
    made_at: String,
    /// Number of the row that put them back; null while they are set aside.
    back_seq: Option<i64>,
    back_at: Option<String>,
}

/// Which votes to set aside, and why. Only votes that stand at the moment: who votes on is counted.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewSetAside)]
pub struct SetAsideIn {
    /// Shown to everybody who sees results; at most 500 characters in a language. Name nobody in it.
    #[schema(value_type = words::Texts)]
    reason: Texts,
    /// Ids of participants, as the exported votes have them under `voter`; all of them if left out.
    #[serde(default)]
    participants: Vec<String>,
    /// Id of an event: votes of those who came through it.
    event: Option<String>,
    /// Id of an invitation: votes of those who came by it. Of one for fewer than five nobody knows who did.
    invitation: Option<String>,
    /// Votes given from this time on: RFC 3339, or local time in the consultation's zone.
    from: Option<String>,
    /// Votes given before this time.
    until: Option<String>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SetAsidePath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of what was set aside.
    id: String,
}

impl From<SetAside> for SetAsideOut {
    fn from(of: SetAside) -> Self {
        Self {
            id: of.id,
            seq: of.seq,
            reason: of.reason,
            votes: of.votes.count(),
            participants: Some(of.participants),
            made_at: times::rfc3339(of.made_at),
            back_seq: of.back_seq,
            back_at: of.back_at.map(times::rfc3339),
        }
    }
}

impl SetAsideIn {
    fn asked(&self, zone: &str) -> std::result::Result<Asked, Error> {
        let participant = |(at, text): (usize, &String)| {
            let unknown = || {
                let detail = "This is no participant's id; the exported votes have them under voter.";
                Error::field(format!("participants[{at}]"), Code::InvalidField, detail)
            };
            ParticipantId::parse(text).ok_or_else(unknown)
        };
        let zone = times::zone(zone)?;
        let time = |field: &str, text: &Option<String>| -> std::result::Result<Option<Micros>, Error> {
            text.as_ref().map(|text| times::parse(field, text, &zone)).transpose()
        };
        let named = |field: &str, detail: &str| Error::field(field, Code::InvalidField, detail);
        let event = self
            .event
            .as_ref()
            .map(|id| EventId::parse(id).ok_or_else(|| named("event", "There is no such event.")));
        let invitation = self.invitation.as_ref().map(|id| {
            InvitationId::parse(id).ok_or_else(|| named("invitation", "There is no such invitation."))
        });
        Ok(Asked {
            event: event.transpose()?,
            invitation: invitation.transpose()?,
            participants: self
                .participants
                .iter()
                .enumerate()
                .map(participant)
                .collect::<std::result::Result<_, _>>()?,
            from: time("from", &self.from)?,
            until: time("until", &self.until)?,
        })
    }
}

/// Lists votes set aside, newest first
///
/// With those that were put back. `GET …/ranking?set_aside=counted` is the ranking as it would be with all of
/// them, for members alone where they are of fewer than five people. Errors: `results_withheld` as the
/// consultation's rule says.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "All decisions", body = PageOut<SetAsideOut>)))]
#[get("/consultations/{c}/set-asides")]
pub async fn list_set_asides(caller: ViewerCaller, context: Data<Context>) -> Result<HttpResponse> {
    let list = context.service.list_set_asides(&caller.viewer, &caller.room).await?;
    let sees_all = context.service.may::<Read>(&caller.viewer, &caller.room).await?;
    let items = list.into_iter().map(|aside| {
        let few = aside.is_of_few();
        let out = SetAsideOut::from(aside);
        if few && !sees_all { SetAsideOut { participants: None, ..out } } else { out }
    });
    let items = items.collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Sets votes aside
///
/// They stay in the log, which gets a row with their numbers (of fewer than five people's, in its private part), and
/// leave ranking, groups, exported votes and
/// certainty. Errors: `invalid_field` where nothing is chosen, no vote that counts is among those chosen, or the
/// reason is lacking.
#[utoipa::path(tag = "Results", params(InConsultation), security(("token" = [])), request_body = SetAsideIn,
    responses((status = 201, description = "What was set aside", body = SetAsideOut)))]
#[post("/consultations/{c}/set-asides")]
pub async fn set_aside(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(given): Json<SetAsideIn>,
) -> Result<HttpResponse> {
    let asked = given.asked(&caller.room.consultation().zone)?;
    let aside = context.service.set_aside(&caller.by, &caller.room, asked, &given.reason).await?;
    Ok(HttpResponse::Created().json(SetAsideOut::from(aside)))
}

/// Puts votes back that were set aside
///
/// Votes that their participant took back meanwhile stay out. Repeated, it changes nothing. Errors: `not_found`.
#[utoipa::path(tag = "Results", params(SetAsidePath), security(("token" = [])),
    responses((status = 200, description = "What was put back", body = SetAsideOut)))]
#[delete("/consultations/{c}/set-asides/{id}")]
pub async fn put_back(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<SetAsidePath>,
) -> Result<HttpResponse> {
    let id = SetAsideId::parse(&path.id).ok_or_else(|| Error::not_found("set-aside"))?;
    let aside = context.service.put_back(&caller.by, &caller.room, id).await?;
    Ok(HttpResponse::Ok().json(SetAsideOut::from(aside)))
}
