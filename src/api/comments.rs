//! What members say of a guideline, in threads that get resolved.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::guidelines::GuidelinePath;
use super::paging::PageOut;
use crate::domain::access::{Comment as MayComment, Read};
use crate::domain::ids::{CommentId, MemberId};
use crate::domain::{Code, Error};
use crate::http::body::Json;
use crate::http::caller::Allowed;
use crate::http::{Context, Result};
use crate::service::comments::Comment;
use crate::service::times::rfc3339;

/// A comment.
#[derive(Serialize, ToSchema)]
#[schema(as = Comment)]
pub struct CommentOut {
    #[schema(value_type = String)]
    id: CommentId,
    /// The first comment of its thread; null for that one.
    #[schema(value_type = Option<String>)]
    thread: Option<CommentId>,
    #[schema(value_type = String)]
    by: MemberId,
    email: String,
    text: String,
    made_at: String,
    /// When its thread was resolved; null while it is open, and for answers.
    resolved_at: Option<String>,
}

/// Something to be said.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewComment)]
pub struct CommentIn {
    /// 1 to 5,000 characters.
    text: String,
    /// The thread that it answers; left out, it begins one.
    thread: Option<String>,
}

/// Whether a thread is resolved.
#[derive(Deserialize, ToSchema)]
#[schema(as = ThreadChange)]
pub struct ThreadIn {
    resolved: bool,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ThreadPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the guideline.
    id: String,
    /// Id of the thread's first comment.
    thread: String,
}

impl From<Comment> for CommentOut {
    fn from(of: Comment) -> Self {
        Self {
            id: of.id,
            thread: of.thread,
            by: of.by,
            email: of.email,
            text: of.text,
            made_at: rfc3339(of.made_at),
            resolved_at: of.resolved_at.map(rfc3339),
        }
    }
}

fn page(list: Vec<Comment>) -> PageOut<CommentOut> {
    PageOut { items: list.into_iter().map(CommentOut::from).collect(), next_cursor: None }
}

/// Lists what members say of a guideline, oldest first
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])),
    responses((status = 200, description = "All comments", body = PageOut<CommentOut>)))]
#[get("/consultations/{c}/guidelines/{id}/comments")]
pub async fn list_comments(
    caller: Allowed<Read>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
) -> Result<HttpResponse> {
    let list = context.service.comments(&caller.by, &caller.room, &path.id).await?;
    Ok(HttpResponse::Ok().json(page(list)))
}

/// Says something of a guideline
///
/// An answer opens a resolved thread again. Errors: `invalid_field` at `text` or `thread`.
#[utoipa::path(tag = "Guidelines", params(GuidelinePath), security(("token" = [])), request_body = CommentIn,
    responses((status = 201, description = "All comments", body = PageOut<CommentOut>)))]
#[post("/consultations/{c}/guidelines/{id}/comments")]
pub async fn comment(
    caller: Allowed<MayComment>,
    context: Data<Context>,
    path: web::Path<GuidelinePath>,
    Json(given): Json<CommentIn>,
) -> Result<HttpResponse> {
    let unknown = || Error::field("thread", Code::InvalidField, "There is no such thread.");
    let thread = given.thread.map(|id| CommentId::parse(&id).ok_or_else(unknown)).transpose()?;
    let (service, room) = (&context.service, &caller.room);
    let list = service.comment(&caller.by, room, &path.id, thread, &given.text).await?;
    Ok(HttpResponse::Created().json(page(list)))
}

/// Resolves a thread, or opens it again
#[utoipa::path(tag = "Guidelines", params(ThreadPath), security(("token" = [])), request_body = ThreadIn,
    responses((status = 200, description = "All comments", body = PageOut<CommentOut>)))]
#[patch("/consultations/{c}/guidelines/{id}/comments/{thread}")]
pub async fn resolve_thread(
    caller: Allowed<MayComment>,
    context: Data<Context>,
    path: web::Path<ThreadPath>,
    Json(ThreadIn { resolved }): Json<ThreadIn>,
) -> Result<HttpResponse> {
    let thread = CommentId::parse(&path.thread).ok_or_else(|| Error::not_found("thread"))?;
    let (service, room) = (&context.service, &caller.room);
    let list = service.resolve(&caller.by, room, &path.id, &thread, resolved).await?;
    Ok(HttpResponse::Ok().json(page(list)))
}
