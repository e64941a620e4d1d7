//! A second round: a consultation whose ideas are the proposed guidelines of another.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::InConsultation;
use super::words;
use crate::domain::Texts;
use crate::domain::ids::{ConsultationId, IdeaId};
use crate::http::body::JsonOrNothing;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::{Context, Result, etag};
use crate::service::settings::Settings;

/// The consultation that a second round makes; what is left out is the first round's.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = NewSecondRound)]
pub struct SecondRoundIn {
    /// The word in its address.
    slug: Option<String>,
    #[schema(value_type = Option<words::Texts>)]
    question: Option<Texts>,
    #[schema(value_type = Option<words::Texts>)]
    intro: Option<Texts>,
}

/// The consultation that was made.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondRoundMade)]
pub struct SecondRoundMadeOut {
    #[schema(value_type = String)]
    consultation: ConsultationId,
    slug: String,
}

/// The consultation that a second round tests guidelines of.
#[derive(Serialize, ToSchema)]
#[schema(as = FirstRound)]
pub struct FirstRoundOut {
    #[schema(value_type = String)]
    consultation: ConsultationId,
    /// Which guideline each idea is.
    guidelines: Vec<TestedOut>,
}

/// A guideline and the idea that it became.
#[derive(Serialize, ToSchema)]
#[schema(as = TestedGuideline)]
pub struct TestedOut {
    guideline: String,
    #[schema(value_type = String)]
    idea: IdeaId,
}

/// Makes a second round
///
/// A consultation in draft whose ideas are the titles of the proposed guidelines; each is linked to its idea, and the
/// new consultation to this one. Errors: `state_conflict` with fewer than two of them; those of making a consultation.
#[utoipa::path(tag = "Guidelines", params(InConsultation), security(("token" = [])), request_body = SecondRoundIn,
    responses((status = 201, description = "The consultation", body = SecondRoundMadeOut)))]
#[post("/consultations/{c}/second-round")]
pub async fn make_second_round(
    caller: OrganiserCaller,
    context: Data<Context>,
    JsonOrNothing(given): JsonOrNothing<SecondRoundIn>,
) -> Result<HttpResponse> {
    let slug = given.slug.or_else(|| Some(format!("{}-2", caller.room.consultation().slug)));
    let settings = Settings { slug, question: given.question, intro: given.intro, ..Settings::default() };
    let room = context.service.second_round(&caller.by, &caller.room, settings).await?;
    let out = SecondRoundMadeOut { consultation: room.id().clone(), slug: room.consultation().slug.clone() };
    Ok(HttpResponse::Created().json(out))
}

/// Reads of which consultation this is the second round
///
/// Errors: `not_found` for a consultation that is none.
#[utoipa::path(tag = "Guidelines", params(InConsultation),
    responses((status = 200, description = "The first round", body = FirstRoundOut)))]
#[get("/consultations/{c}/first-round")]
pub async fn get_first_round(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let found = context.service.first_round(&caller.room).await?;
    let tested = |(guideline, idea)| TestedOut { guideline, idea };
    let guidelines = found.guidelines.into_iter().map(tested).collect();
    Ok(etag::json(&request, &FirstRoundOut { consultation: found.consultation, guidelines }))
}
