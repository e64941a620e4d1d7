//! Guidelines: drafted, proposed, adopted; their versions, and what members say of them.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::access::{Adopt, Draft, Read};
use crate::domain::document::{Stored, Version};
use crate::domain::guideline::{Cited, DrawnFrom, Guideline, GuidelineState, SecondRound};
use crate::domain::ids::{ConsultationId, IdeaId, MemberId, SnapshotId};
use crate::domain::{Code, Error, Texts};
use crate::http::body::Json;
use crate::http::caller::{Allowed, ViewerCaller};
use crate::http::{Context, Result, etag};
use crate::service::guidelines::GuidelineSettings;
use crate::service::times::rfc3339;

/// A guideline.
#[derive(Serialize, ToSchema)]
#[schema(as = Guideline)]
pub struct GuidelineOut {
    #[schema(example = "gui_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: String,
    number: i64,
    #[schema(value_type = words::GuidelineState)]
    state: GuidelineState,
    #[schema(value_type = words::Texts)]
    title: Texts,
    #[schema(value_type = words::Texts)]
    text: Texts,
    /// Why this.
    #[schema(value_type = words::Texts)]
    reasons: Texts,
    /// What was left aside, and why.
    #[schema(value_type = words::Texts)]
    left_aside: Texts,
    /// Ideas that it is drawn from, with their figures at a snapshot.
    ideas: Vec<DrawnOut>,
    /// Sources that it rests on.
    evidence: Vec<CitedBody>,
    /// The snapshot made when it was proposed.
    #[schema(value_type = Option<String>)]
    snapshot: Option<SnapshotId>,
    second_round: Option<SecondRoundOut>,
    adopted_at: Option<String>,
    updated_at: String,
}

/// An idea that a guideline is drawn from.
#[derive(Serialize, ToSchema)]
#[schema(as = DrawnFrom)]
pub struct DrawnOut {
    #[schema(value_type = String)]
    id: IdeaId,
    #[schema(value_type = Option<String>)]
    snapshot: Option<SnapshotId>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    score: Option<f64>,
    score_low: Option<f64>,
    score_high: Option<f64>,
}

/// Where a guideline is tested in pairs.
#[derive(Serialize, ToSchema)]
#[schema(as = SecondRound)]
pub struct SecondRoundOut {
    #[schema(value_type = String)]
    consultation: ConsultationId,
    #[schema(value_type = String)]
    idea: IdeaId,
}

/// What a guideline is set to. A new one takes `title`; what a change leaves out stays.
#[derive(Default, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = GuidelineSettings)]
pub struct GuidelineIn {
    /// 1 to 9,999; the next free one unless given.
    number: Option<i64>,
    /// `draft`, `proposed` or `dropped`. Proposing makes a snapshot.
    #[schema(value_type = Option<words::GuidelineState>)]
    state: Option<GuidelineState>,
    /// At most 280 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    title: Option<Texts>,
    /// Markdown, at most 10,000 characters in each language; so are `reasons` and `left_aside`.
    #[schema(value_type = Option<words::Texts>)]
    text: Option<Texts>,
    #[schema(value_type = Option<words::Texts>)]
    reasons: Option<Texts>,
    #[schema(value_type = Option<words::Texts>)]
    left_aside: Option<Texts>,
    /// Ids of ideas, at most 50.
    ideas: Option<Vec<String>>,
    /// Sources that it rests on, at most 50.
    evidence: Option<Vec<CitedBody>>,
}

/// A source that a guideline rests on.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = Cited)]
pub struct CitedBody {
    /// Id of the source.
    source: String,
    /// The passage that matters, at most 10,000 characters in each language.
    #[serde(default)]
    #[schema(value_type = words::Texts)]
    passage: Texts,
}

impl From<Cited> for CitedBody {
    fn from(of: Cited) -> Self {
        Self { source: of.source, passage: of.passage }
    }
}

impl From<CitedBody> for Cited {
    fn from(of: CitedBody) -> Self {
        Self { source: of.source, passage: of.passage }
    }
}

/// A version of a guideline.
#[derive(Serialize, ToSchema)]
#[schema(as = GuidelineVersion)]
pub struct VersionOut {
    version: i64,
    #[schema(value_type = String)]
    by: MemberId,
    made_at: String,
    guideline: GuidelineOut,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct GuidelinePath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the guideline.
    pub id: String,
}

impl GuidelineOut {
    fn of(id: String, of: Guideline, updated_at: String) -> Self {
        let drawn = |idea: DrawnFrom| DrawnOut {
            id: idea.id,
            snapshot: idea.snapshot,
            rank_low: idea.rank_low,
            rank_high: idea.rank_high,
            score: idea.score,
            score_low: idea.score_low,
            score_high: idea.score_high,
        };
        let second = |of: SecondRound| SecondRoundOut { consultation: of.consultation, idea: of.idea };
        Self {
            id,
            number: of.number,
            state: of.state,
            title: of.title,
            text: of.text,
            reasons: of.reasons,
            left_aside: of.left_aside,
            ideas: of.ideas.into_iter().map(drawn).collect(),
            evidence: of.evidence.into_iter().map(CitedBody::from).collect(),
            snapshot: of.snapshot,
            second_round: of.second_round.map(second),
            adopted_at: of.adopted_at.map(rfc3339),
            updated_at,
        }
    }
}

impl From<Stored<Guideline>> for GuidelineOut {
    fn from(of: Stored<Guideline>) -> Self {
        Self::of(of.id, of.body, rfc3339(of.updated_at))
    }
}

impl GuidelineIn {
    fn settings(self) -> std::result::Result<GuidelineSettings, Error> {
        let idea = |(at, id): (usize, String)| {
            let unknown =
                || Error::field(format!("ideas.{at}"), Code::InvalidField, "There is no such idea here.");
            IdeaId::parse(&id).ok_or_else(unknown)
        };
        let ideas = self.ideas.map(|ideas| ideas.into_iter().enumerate().map(idea).collect());
        Ok(GuidelineSettings {
            number: self.number,
            state: self.state,
            title: self.title,
            text: self.text,
            reasons: self.reasons,
            left_aside: self.left_aside,
            ideas: ideas.transpose()?,
            evidence: self.evidence.map(|all| all.into_iter().map(Cited::from).collect()),
        })
    }
}

fn answer(stored: Stored<Guideline>) -> HttpResponse {
    let tag = etag::of_version(stored.version);
    HttpResponse::Ok().insert_header(("etag", tag)).json(GuidelineOut::from(stored))
}

/// Lists guidelines, by number
///
/// Everybody sees adopted ones; members who read see all.
#[utoipa::path(tag = "Guidelines", params(InConsultation),
    responses((status = 200, description = "Guidelines", body = PageOut<GuidelineOut>)))]
#[get("/consultations/{c}/guidelines")]
pub async fn list_guidelines(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let list = context.service.guidelines(&caller.viewer, &caller.room).await?;
    let items = list.into_iter().map(GuidelineOut::from).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: None }))
}

/// Reads a guideline
///
/// Its `ETag` goes into `If-Match` of a change.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath),
    responses((status = 200, description = "The guideline", body = GuidelineOut)))]
#[get("/consultations/{c}/guidelines/{id}")]
pub async fn get_guideline(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let stored = context.service.guideline(&caller.viewer, &caller.room, &path.id).await?;
    Ok(etag::json_of_version(&request, stored.version, &GuidelineOut::from(stored)))
}

/// Drafts a guideline
///
/// From ideas, or ready-made without any. Errors: `invalid_field` at the field.
#[utoipa::path(tag = "Guidelines", params(InConsultation), security(("token" = [])), request_body = GuidelineIn,
    responses((status = 201, description = "The guideline", body = GuidelineOut)))]
#[post("/consultations/{c}/guidelines")]
pub async fn draft_guideline(
    caller: Allowed<Draft>,
    context: Data<Context>,
    Json(given): Json<GuidelineIn>,
) -> Result<HttpResponse> {
    let settings = given.settings()?;
    let stored = context.service.set_guideline(&caller.by, &caller.room, None, settings, None).await?;
    Ok(HttpResponse::Created().json(GuidelineOut::from(stored)))
}

/// Changes a guideline, proposes or drops it
///
/// Proposing freezes the ranking: the guideline names that snapshot, and its ideas get their figures of it. Errors:
/// `invalid_field` at the field; `state_conflict` for an adopted one; `precondition_failed`.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])), request_body = GuidelineIn,
    responses((status = 200, description = "As it is now", body = GuidelineOut)))]
#[patch("/consultations/{c}/guidelines/{id}")]
pub async fn change_guideline(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
    Json(given): Json<GuidelineIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (version, id) = (etag::expected_version(&request)?, Some(path.id.clone()));
    let settings = given.settings()?;
    let stored = context.service.set_guideline(&caller.by, &caller.room, id, settings, version).await?;
    Ok(answer(stored))
}

/// Takes a draft away
///
/// Errors: `state_conflict` once it was proposed: drop it then; `in_use` where a decision names it.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])),
    responses((status = 204, description = "It is gone")))]
#[delete("/consultations/{c}/guidelines/{id}")]
pub async fn remove_guideline(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
) -> Result<HttpResponse> {
    context.service.remove_guideline(&caller.by, &caller.room, &path.id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Adopts a guideline
///
/// For coordinators. From then on everybody sees it, at an address that stays. Errors: `state_conflict` unless it is
/// proposed; `not_ready` with everything that lacks in `errors`: a snapshot, reasons, a language of the consultation.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])),
    responses((status = 200, description = "As it is now", body = GuidelineOut)))]
#[put("/consultations/{c}/guidelines/{id}/adoption")]
pub async fn adopt_guideline(
    caller: Allowed<Adopt>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let version = etag::expected_version(&request)?;
    Ok(answer(context.service.adopt_guideline(&caller.by, &caller.room, &path.id, version).await?))
}

/// Opens an adopted guideline again
///
/// For coordinators: it is proposed, and members alone see it. Errors: `state_conflict`.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])),
    responses((status = 200, description = "As it is now", body = GuidelineOut)))]
#[delete("/consultations/{c}/guidelines/{id}/adoption")]
pub async fn reopen_guideline(
    caller: Allowed<Adopt>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let version = etag::expected_version(&request)?;
    Ok(answer(context.service.reopen_guideline(&caller.by, &caller.room, &path.id, version).await?))
}

/// Lists the versions of a guideline, newest first
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])),
    responses((status = 200, description = "All versions", body = PageOut<VersionOut>)))]
#[get("/consultations/{c}/guidelines/{id}/versions")]
pub async fn list_versions(
    caller: Allowed<Read>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
) -> Result<HttpResponse> {
    let list = context.service.guideline_versions(&caller.by, &caller.room, &path.id).await?;
    let out = |of: Version<Guideline>| {
        let made_at = rfc3339(of.made_at);
        let guideline = GuidelineOut::of(path.id.clone(), of.body, made_at.clone());
        VersionOut { version: of.version, by: of.by, made_at, guideline }
    };
    let items = list.into_iter().map(out).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}
