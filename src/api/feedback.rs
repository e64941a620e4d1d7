//! What people write about accessibility.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::{PageOut, PageQuery};
use crate::domain::ids::FeedbackId;
use crate::http::body::Json;
use crate::http::caller::{AdminCaller, Public};
use crate::http::{Context, Result};
use crate::service::feedback::Feedback;
use crate::service::times::rfc3339;
use crate::service::viewer::SignedIn;

/// A message.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewFeedback)]
pub struct FeedbackIn {
    /// The address or name of the page that it is about.
    #[serde(default)]
    page: String,
    /// What did not work: 1 to 5,000 characters.
    text: String,
    /// An e-mail address for the answer, if one is wanted.
    reply_to: Option<String>,
}

/// A message that was left.
#[derive(Serialize, ToSchema)]
#[schema(as = Feedback)]
pub struct FeedbackOut {
    #[schema(value_type = String)]
    id: FeedbackId,
    page: String,
    text: String,
    reply_to: Option<String>,
    created_at: String,
}

/// Where a message stands.
#[derive(Serialize, ToSchema)]
#[schema(as = FeedbackLeft)]
pub struct FeedbackLeftOut {
    #[schema(value_type = String)]
    id: FeedbackId,
}

impl From<Feedback> for FeedbackOut {
    fn from(of: Feedback) -> Self {
        let created_at = rfc3339(of.created_at);
        Self { id: of.id, page: of.page, text: of.text, reply_to: of.reply_to, created_at }
    }
}

/// Leaves feedback about accessibility
///
/// Errors: `invalid_field` at `text`, `page` or `reply_to`; `rate_limited`.
#[utoipa::path(tag = "Installation", request_body = FeedbackIn,
    responses((status = 201, description = "Kept for whoever runs the installation", body = FeedbackLeftOut)))]
#[post("/feedback")]
pub async fn leave_feedback(
    _: Public,
    context: Data<Context>,
    Json(new): Json<FeedbackIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    context.limits.feedback(context.site.client(&request))?;
    let id = context.service.leave_feedback(&new.page, &new.text, new.reply_to.as_deref()).await?;
    Ok(HttpResponse::Created().json(FeedbackLeftOut { id }))
}

/// Lists feedback, newest first
#[utoipa::path(tag = "Installation", params(PageQuery), security(("token" = [])),
    responses((status = 200, description = "A page of messages", body = PageOut<FeedbackOut>)))]
#[get("/feedback")]
pub async fn list_feedback(
    caller: AdminCaller,
    context: Data<Context>,
    page: web::Query<PageQuery>,
) -> Result<HttpResponse> {
    let by = SignedIn { id: caller.member.id, admin: caller.member.admin };
    let (cursor, limit) = (page.cursor(FeedbackId::parse)?, page.limit()?);
    let page = context.service.list_feedback(&by, cursor, limit).await?;
    let items = page.items.into_iter().map(FeedbackOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: page.next }))
}
