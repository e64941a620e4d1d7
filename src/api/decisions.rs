//! What became of an idea.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ideas::IdeaPath;
use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::Texts;
use crate::domain::access::Draft;
use crate::domain::document::Stored;
use crate::domain::process::{Decision, DecisionOutcome};
use crate::http::body::Json;
use crate::http::caller::{Allowed, ViewerCaller};
use crate::http::{Context, Result, etag};

/// What became of an idea.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = Decision)]
pub struct DecisionBody {
    #[schema(value_type = words::DecisionOutcome)]
    outcome: DecisionOutcome,
    /// Why, in at least one language; at most 10,000 characters in each.
    #[schema(value_type = words::Texts)]
    reason: Texts,
    /// Ids of the guidelines that took it.
    #[serde(default)]
    guidelines: Vec<String>,
}

impl From<Decision> for DecisionBody {
    fn from(of: Decision) -> Self {
        Self { outcome: of.outcome, reason: of.reason, guidelines: of.guidelines }
    }
}

/// What became of an idea, with its id.
#[derive(Serialize, ToSchema)]
#[schema(as = IdeaDecision)]
pub struct IdeaDecisionOut {
    idea: String,
    #[serde(flatten)]
    decision: DecisionBody,
}

/// Lists what became of ideas, as far as that is decided
#[utoipa::path(tag = "Process", params(InConsultation),
    responses((status = 200, description = "All decisions", body = PageOut<IdeaDecisionOut>)))]
#[get("/consultations/{c}/decisions")]
pub async fn list_decisions(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let out = |of: Stored<Decision>| IdeaDecisionOut { idea: of.id, decision: of.body.into() };
    let items = context.service.decisions(&caller.room).await?.into_iter().map(out).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: None }))
}

/// Reads what became of an idea
///
/// Errors: `not_found` until that is decided.
#[utoipa::path(tag = "Process", params(IdeaPath),
    responses((status = 200, description = "The decision", body = DecisionBody)))]
#[get("/consultations/{c}/ideas/{id}/decision")]
pub async fn get_decision(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let idea = path.id()?;
    let stored = context.service.decision(&caller.room, &idea).await?;
    Ok(etag::json_of_version(&request, stored.version, &DecisionBody::from(stored.body)))
}

/// Says what became of an idea
///
/// Errors: `invalid_field` at `reason` or `guidelines`; `precondition_failed`.
#[utoipa::path(tag = "Process", params(IdeaPath), security(("token" = [])), request_body = DecisionBody,
    responses((status = 200, description = "As it is now", body = DecisionBody)))]
#[put("/consultations/{c}/ideas/{id}/decision")]
pub async fn set_decision(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    Json(given): Json<DecisionBody>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let idea = path.id()?;
    let version = etag::expected_version(&request)?;
    let decision = Decision { outcome: given.outcome, reason: given.reason, guidelines: given.guidelines };
    let stored = context.service.set_decision(&caller.by, &caller.room, &idea, decision, version).await?;
    let tag = etag::of_version(stored.version);
    Ok(HttpResponse::Ok().insert_header(("etag", tag)).json(DecisionBody::from(stored.body)))
}
