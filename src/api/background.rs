//! The background of a consultation: why it is asked, by whom, and what stands beside it.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::paging::InConsultation;
use super::words;
use crate::domain::Texts;
use crate::domain::process::{Background, Body, Related};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::{Context, Result, etag};

/// The background; long texts are Markdown, of at most 10,000 characters in each language.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = Background)]
pub struct BackgroundBody {
    /// Who gave the task, when, and until when.
    #[schema(value_type = words::Texts)]
    mandate: Texts,
    #[schema(value_type = words::Texts)]
    goals: Texts,
    #[schema(value_type = words::Texts)]
    tasks: Texts,
    /// Words of the government programme, or of whatever else the task rests on.
    #[schema(value_type = words::Texts)]
    programme: Texts,
    /// Groups: what each does, and who sits in it by role.
    organisation: Vec<BodyBody>,
    /// Work beside this one.
    related: Vec<RelatedBody>,
    /// Whom to ask for more.
    #[schema(value_type = words::Texts)]
    contacts: Texts,
}

/// A group of the organisation.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = OrganisationBody)]
pub struct BodyBody {
    #[schema(value_type = words::Texts)]
    name: Texts,
    #[schema(value_type = words::Texts)]
    does: Texts,
    #[schema(value_type = words::Texts)]
    members: Texts,
}

/// Work beside this one.
#[derive(Default, Serialize, Deserialize, ToSchema)]
#[serde(default)]
#[schema(as = RelatedWork)]
pub struct RelatedBody {
    #[schema(value_type = words::Texts)]
    title: Texts,
    /// Markdown: what it is.
    #[schema(value_type = words::Texts)]
    text: Texts,
    url: Option<String>,
}

impl From<Background> for BackgroundBody {
    fn from(of: Background) -> Self {
        let body = |body: Body| BodyBody { name: body.name, does: body.does, members: body.members };
        let related =
            |related: Related| RelatedBody { title: related.title, text: related.text, url: related.url };
        Self {
            mandate: of.mandate,
            goals: of.goals,
            tasks: of.tasks,
            programme: of.programme,
            organisation: of.organisation.into_iter().map(body).collect(),
            related: of.related.into_iter().map(related).collect(),
            contacts: of.contacts,
        }
    }
}

impl From<BackgroundBody> for Background {
    fn from(given: BackgroundBody) -> Self {
        let body = |body: BodyBody| Body { name: body.name, does: body.does, members: body.members };
        let related =
            |related: RelatedBody| Related { title: related.title, text: related.text, url: related.url };
        Self {
            mandate: given.mandate,
            goals: given.goals,
            tasks: given.tasks,
            programme: given.programme,
            organisation: given.organisation.into_iter().map(body).collect(),
            related: given.related.into_iter().map(related).collect(),
            contacts: given.contacts,
        }
    }
}

/// Reads the background
///
/// Its `ETag` goes into `If-Match` of a change; before the first writing it is `"v0-…"`.
#[utoipa::path(tag = "Process", params(InConsultation),
    responses((status = 200, description = "The background, empty until it is written", body = BackgroundBody)))]
#[get("/consultations/{c}/background")]
pub async fn get_background(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let stored = context.service.background(&caller.room).await?;
    Ok(etag::json_of_version(&request, stored.version, &BackgroundBody::from(stored.body)))
}

/// Writes the background
///
/// All of it; what is left out is empty. With `If-Match` only if nobody else wrote since. Errors: `invalid_field` at
/// the field; `precondition_failed`.
#[utoipa::path(tag = "Process", params(InConsultation), security(("token" = [])), request_body = BackgroundBody,
    responses((status = 200, description = "As it is now", body = BackgroundBody)))]
#[put("/consultations/{c}/background")]
pub async fn set_background(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(given): Json<BackgroundBody>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let version = etag::expected_version(&request)?;
    let stored = context.service.set_background(&caller.by, &caller.room, given.into(), version).await?;
    Ok(HttpResponse::Ok()
        .insert_header(("etag", etag::of_version(stored.version)))
        .json(BackgroundBody::from(stored.body)))
}
