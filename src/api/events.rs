//! Events: rooms and channels through which participants come.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::access::Know;
use crate::domain::event::Event;
use crate::domain::ids::EventId;
use crate::domain::{Error, Lang, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::{Context, Result, etag, qr};
use crate::service::events::{Attendance, EventSettings};
use crate::service::times::rfc3339;

/// An event.
#[derive(Serialize, ToSchema)]
#[schema(as = Event)]
pub struct EventOut {
    #[schema(value_type = String, example = "evt_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: EventId,
    #[schema(value_type = words::Texts)]
    name: Texts,
    #[schema(value_type = words::Texts)]
    place: Texts,
    /// RFC 3339, UTC.
    #[schema(example = "2026-01-23T07:00:00Z")]
    starts_at: String,
    ends_at: String,
    /// The time zone (IANA) in which people are told its times.
    zone: String,
    /// In the order in which the room's screen shows them.
    #[schema(value_type = Vec<String>, example = json!(["sv", "fi"]))]
    languages: Vec<Lang>,
    /// What people type to come in through it, from two hours before it begins until it ends. Told to members.
    #[schema(example = "CDFGHJ")]
    code: Option<String>,
    /// The address that the QR code holds. Told to members.
    join_address: Option<String>,
    /// The room's screen shows the ranking.
    revealed: bool,
    /// Participants who came in through it: to five, but for those who may read votes anyway.
    participants: i64,
    /// Of them, those who have voted: to five likewise.
    voting: i64,
    /// Their votes that say a preference or a tie: to ten likewise.
    votes: i64,
    /// Whether the three are rounded, so that nobody is told by a difference.
    rounded: bool,
    created_at: String,
}

/// What an event is set to. A new one takes `name`, `starts_at` and `ends_at`; all else has a default. A change
/// takes any of them; what is left out stays.
#[derive(Default, Deserialize, ToSchema)]
#[schema(as = EventSettings)]
pub struct EventIn {
    /// At most 160 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    name: Option<Texts>,
    #[schema(value_type = Option<words::Texts>)]
    place: Option<Texts>,
    /// RFC 3339, or local time in `zone` such as `2026-01-23T09:00`.
    starts_at: Option<String>,
    ends_at: Option<String>,
    /// Time zone (IANA); the consultation's unless given.
    zone: Option<String>,
    /// Of the consultation's languages, all unless given.
    #[schema(value_type = Option<Vec<String>>)]
    languages: Option<Vec<Lang>>,
    /// Whether the room's screen shows the ranking.
    revealed: Option<bool>,
}

impl From<EventIn> for EventSettings {
    fn from(given: EventIn) -> Self {
        Self {
            name: given.name,
            place: given.place,
            starts_at: given.starts_at,
            ends_at: given.ends_at,
            zone: given.zone,
            languages: given.languages,
            revealed: given.revealed,
        }
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct EventPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the event.
    id: String,
}

impl EventPath {
    fn id(&self) -> std::result::Result<EventId, Error> {
        EventId::parse(&self.id).ok_or_else(|| Error::not_found("event"))
    }
}

impl EventOut {
    fn of(event: Event, of: Attendance, join_address: Option<String>) -> Self {
        let rounded = of.rounded;
        Self {
            id: event.id,
            name: event.name,
            place: event.place,
            starts_at: rfc3339(event.starts_at),
            ends_at: rfc3339(event.ends_at),
            zone: event.zone,
            languages: event.languages,
            code: join_address.is_some().then_some(event.code),
            join_address,
            revealed: event.revealed,
            participants: of.participants,
            voting: of.voting,
            votes: of.votes,
            rounded,
            created_at: rfc3339(event.created_at),
        }
    }
}

fn join_path(event: &Event) -> String {
    format!("/join?code={}", event.code)
}

/// The address that lets people in through an event.
fn join_address(context: &Context, request: &HttpRequest, event: &Event) -> String {
    context.site.address(request, &join_path(event))
}

/// Lists events, by when they begin
#[utoipa::path(tag = "Events", params(InConsultation),
    responses((status = 200, description = "All events", body = PageOut<EventOut>)))]
#[get("/consultations/{c}/events")]
pub async fn list_events(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let member = service.may::<Know>(&caller.viewer, room).await?;
    let attendance = service.attendance(&caller.viewer, room).await?;
    let out = |event: Event| {
        let address = member.then(|| join_address(&context, &request, &event));
        let of = attendance.get(&event.id).copied().unwrap_or_default();
        EventOut::of(event, of, address)
    };
    let items = service.list_events(room).await?.into_iter().map(out).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: None }))
}

/// Reads an event
///
/// Its `ETag` goes into `If-None-Match` to be told 304 while nothing changed, and into `If-Match` of a change.
#[utoipa::path(tag = "Events", params(EventPath),
    responses((status = 200, description = "The event", body = EventOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/events/{id}")]
pub async fn get_event(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<EventPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let event = service.event(room, &path.id()?).await?;
    let member = service.may::<Know>(&caller.viewer, room).await?;
    let address = member.then(|| join_address(&context, &request, &event));
    let version = event.version;
    let of = service.attendance_of(&caller.viewer, room, &event.id).await?;
    let out = EventOut::of(event, of, address);
    Ok(etag::json_of_version(&request, version, &out))
}

/// Makes an event
///
/// Errors: `invalid_field` at the field.
#[utoipa::path(tag = "Events", params(InConsultation), security(("token" = [])), request_body = EventIn,
    responses((status = 201, description = "The event with its code", body = EventOut)))]
#[post("/consultations/{c}/events")]
pub async fn create_event(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(new): Json<EventIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let event = context.service.create_event(&caller.by, &caller.room, new.into()).await?;
    let address = join_address(&context, &request, &event);
    Ok(HttpResponse::Created().json(EventOut::of(event, Attendance::default(), Some(address))))
}

/// Changes an event
///
/// Its code stays. With `If-Match` the change is made only if nobody else changed it since. Errors:
/// `invalid_field` at the field; `precondition_failed`.
#[utoipa::path(tag = "Events", params(EventPath), security(("token" = [])), request_body = EventIn,
    responses((status = 200, description = "As it is now", body = EventOut)))]
#[patch("/consultations/{c}/events/{id}")]
pub async fn change_event(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<EventPath>,
    Json(given): Json<EventIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let version = etag::expected_version(&request)?;
    let event = service.change_event(&caller.by, room, &path.id()?, given.into(), version).await?;
    let (address, version) = (join_address(&context, &request, &event), event.version);
    let of = service.attendance_to(&caller.by, room, &event.id).await?;
    let out = EventOut::of(event, of, Some(address));
    Ok(HttpResponse::Ok().insert_header(("etag", etag::of_version(version))).json(out))
}

/// Takes an event away
///
/// Errors: `in_use` once somebody came through it.
#[utoipa::path(tag = "Events", params(EventPath), security(("token" = [])),
    responses((status = 204, description = "It is gone, and its code with it")))]
#[delete("/consultations/{c}/events/{id}")]
pub async fn remove_event(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<EventPath>,
) -> Result<HttpResponse> {
    context.service.remove_event(&caller.by, &caller.room, &path.id()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Draws an event's QR code
///
/// It holds the event's address with its code, as SVG in black on white, to be shown or printed at any size.
#[utoipa::path(tag = "Events", params(EventPath), security(("token" = [])),
    responses((status = 200, description = "A picture", content((String = "image/svg+xml")))))]
#[get("/consultations/{c}/events/{id}/qr.svg")]
pub async fn draw_code(
    caller: crate::http::caller::Allowed<Know>,
    context: Data<Context>,
    path: web::Path<EventPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let event = context.service.event(&caller.room, &path.id()?).await?;
    let address = context.site.whole_address(&request, &join_path(&event))?;
    let svg = qr::svg(&address)?;
    Ok(HttpResponse::Ok().content_type("image/svg+xml").insert_header(("cache-control", "private")).body(svg))
}
