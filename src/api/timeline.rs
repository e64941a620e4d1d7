//! The timeline of a consultation: phases and milestones; events stand in it by themselves.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::consultations::some;
use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::document::Stored;
use crate::domain::process::{EntryKind, TimelineEntry};
use crate::domain::{Code, Error, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::{Context, Result, etag};
use crate::service::times::{self, rfc3339};

/// An entry of the timeline.
#[derive(Serialize, ToSchema)]
#[schema(as = TimelineEntry)]
pub struct EntryOut {
    #[schema(example = "time_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: String,
    #[schema(value_type = words::Texts)]
    title: Texts,
    #[schema(value_type = words::EntryKind)]
    kind: EntryKind,
    starts_at: String,
    ends_at: Option<String>,
}

/// What an entry is set to. A new one takes `title` and `starts_at`; what a change leaves out stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = TimelineSettings)]
pub struct EntryIn {
    /// At most 280 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    title: Option<Texts>,
    #[schema(value_type = Option<words::EntryKind>)]
    kind: Option<EntryKind>,
    /// RFC 3339, or local time in the consultation's zone such as `2026-03-28T20:00`.
    starts_at: Option<String>,
    #[serde(default, deserialize_with = "some")]
    #[schema(value_type = Option<String>)]
    ends_at: Option<Option<String>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EntryPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the entry.
    id: String,
}

impl From<Stored<TimelineEntry>> for EntryOut {
    fn from(of: Stored<TimelineEntry>) -> Self {
        let TimelineEntry { title, kind, starts_at, ends_at } = of.body;
        Self { id: of.id, title, kind, starts_at: rfc3339(starts_at), ends_at: ends_at.map(rfc3339) }
    }
}

impl EntryIn {
    fn onto(self, before: Option<TimelineEntry>, zone: &str) -> std::result::Result<TimelineEntry, Error> {
        let zone = times::zone(zone)?;
        let starts = self.starts_at.map(|text| times::parse("starts_at", &text, &zone)).transpose()?;
        let ends = match self.ends_at {
            Some(Some(text)) => Some(Some(times::parse("ends_at", &text, &zone)?)),
            other => other.map(|_| None),
        };
        let missing = || Error::field("starts_at", Code::InvalidField, "Say when it is or begins.");
        let before_starts = before.as_ref().map(|before| before.starts_at);
        Ok(TimelineEntry {
            title: self.title.or_else(|| Some(before.as_ref()?.title.clone())).unwrap_or_default(),
            kind: self.kind.or_else(|| Some(before.as_ref()?.kind)).unwrap_or(EntryKind::Milestone),
            starts_at: starts.or(before_starts).ok_or_else(missing)?,
            ends_at: ends.unwrap_or_else(|| before.and_then(|before| before.ends_at)),
        })
    }
}

/// Lists the timeline, by when entries begin
///
/// Events are not among them: `GET …/events` has those.
#[utoipa::path(tag = "Process", params(InConsultation),
    responses((status = 200, description = "All entries", body = PageOut<EntryOut>)))]
#[get("/consultations/{c}/timeline")]
pub async fn list_timeline(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let items = context.service.timeline(&caller.room).await?.into_iter().map(EntryOut::from).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: None }))
}

/// Reads an entry of the timeline
#[utoipa::path(tag = "Process", params(EntryPath),
    responses((status = 200, description = "The entry", body = EntryOut)))]
#[get("/consultations/{c}/timeline/{id}")]
pub async fn get_timeline_entry(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<EntryPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let stored = context.service.timeline_entry(&caller.room, &path.id).await?;
    Ok(etag::json_of_version(&request, stored.version, &EntryOut::from(stored)))
}

/// Adds an entry to the timeline
///
/// Errors: `invalid_field` at the field.
#[utoipa::path(tag = "Process", params(InConsultation), security(("token" = [])), request_body = EntryIn,
    responses((status = 201, description = "The entry", body = EntryOut)))]
#[post("/consultations/{c}/timeline")]
pub async fn add_timeline_entry(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(given): Json<EntryIn>,
) -> Result<HttpResponse> {
    let entry = given.onto(None, &caller.room.consultation().zone)?;
    let stored = context.service.set_timeline_entry(&caller.by, &caller.room, None, entry, None).await?;
    Ok(HttpResponse::Created().json(EntryOut::from(stored)))
}

/// Changes an entry of the timeline
///
/// Errors: `invalid_field` at the field; `precondition_failed`.
#[utoipa::path(tag = "Process", params(EntryPath), security(("token" = [])), request_body = EntryIn,
    responses((status = 200, description = "As it is now", body = EntryOut)))]
#[patch("/consultations/{c}/timeline/{id}")]
pub async fn change_timeline_entry(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<EntryPath>,
    Json(given): Json<EntryIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let before = service.timeline_entry(room, &path.id).await?;
    let entry = given.onto(Some(before.body), &room.consultation().zone)?;
    let version = etag::expected_version(&request)?.unwrap_or(before.version);
    let id = Some(path.id.clone());
    let stored = service.set_timeline_entry(&caller.by, room, id, entry, Some(version)).await?;
    let tag = etag::of_version(stored.version);
    Ok(HttpResponse::Ok().insert_header(("etag", tag)).json(EntryOut::from(stored)))
}

/// Takes an entry out of the timeline
#[utoipa::path(tag = "Process", params(EntryPath), security(("token" = [])),
    responses((status = 204, description = "It is gone")))]
#[delete("/consultations/{c}/timeline/{id}")]
pub async fn remove_timeline_entry(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<EntryPath>,
) -> Result<HttpResponse> {
    context.service.remove_timeline_entry(&caller.by, &caller.room, &path.id).await?;
    Ok(HttpResponse::NoContent().finish())
}
