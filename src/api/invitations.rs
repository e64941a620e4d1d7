//! Invitations: codes that work once, made in bulk, or a link.

use std::collections::BTreeMap;
use std::fmt::Write;

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use crate::domain::access::Invite;
use crate::domain::ids::{EventId, InvitationId};
use crate::domain::{Code, Error};
use crate::http::body::Json;
use crate::http::caller::Allowed;
use crate::http::{Context, Result};
use crate::service::invitations::{Invitation, NewInvitation};
use crate::service::times::rfc3339;

/// A bundle of codes.
#[derive(Serialize, ToSchema)]
#[schema(as = Invitation)]
pub struct InvitationOut {
    #[schema(value_type = String, example = "inv_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: InvitationId,
    /// For whom it is, in the organiser's words.
    name: String,
    /// How many codes were made.
    codes: i64,
    /// How many of them were used; of a link, how many people came by it. Nobody can tell which or who.
    used: i64,
    /// One code that works again and again.
    link: bool,
    /// What it says of those who come by it: a choice by question.
    #[schema(example = json!({"region": "vasa"}))]
    groups: BTreeMap<String, String>,
    /// Id of the event through which they come.
    #[schema(value_type = Option<String>)]
    event: Option<EventId>,
    created_at: String,
}

impl From<Invitation> for InvitationOut {
    fn from(of: Invitation) -> Self {
        Self {
            id: of.id,
            name: of.name,
            codes: of.codes,
            used: of.used,
            link: of.link,
            groups: of.groups,
            event: of.event,
            created_at: rfc3339(of.created_at),
        }
    }
}

/// A bundle of codes that was just made.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationWithCodes)]
pub struct InvitationMadeOut {
    #[schema(value_type = String)]
    id: InvitationId,
    name: String,
    /// Shown this once.
    #[schema(example = json!(["CDFGHJKMNP"]))]
    codes: Vec<String>,
    /// What to send for each code: the address with it filled in.
    addresses: Vec<String>,
    created_at: String,
}

/// Codes to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewInvitation)]
pub struct InvitationIn {
    /// For whom they are: at most 120 characters.
    #[serde(default)]
    #[schema(example = "Regional councils")]
    name: String,
    /// 1 to 20,000; of a link it is 1.
    #[serde(default)]
    #[schema(minimum = 1, maximum = 20000)]
    count: u32,
    /// One code that works again and again, to be shared with many, in place of codes that work once.
    #[serde(default)]
    link: bool,
    /// What is known of those who come by it: a choice by question. A contact person's part is added.
    #[serde(default)]
    #[schema(example = json!({"region": "vasa"}))]
    groups: BTreeMap<String, String>,
    /// Id of the event through which they come.
    event: Option<String>,
}

impl InvitationIn {
    fn checked(self) -> std::result::Result<NewInvitation, Error> {
        let unknown = || Error::field("event", Code::InvalidField, "There is no such event.");
        let event = self.event.map(|id| EventId::parse(&id).ok_or_else(unknown)).transpose()?;
        Ok(NewInvitation { name: self.name, count: self.count, link: self.link, groups: self.groups, event })
    }
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct InvitationPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the invitation.
    id: String,
}

/// Lists invitations, newest first
///
/// A contact person sees those of their own part.
#[utoipa::path(tag = "Invitations", params(InConsultation), security(("token" = [])),
    responses((status = 200, description = "All invitations", body = PageOut<InvitationOut>)))]
#[get("/consultations/{c}/invitations")]
pub async fn list_invitations(caller: Allowed<Invite>, context: Data<Context>) -> Result<HttpResponse> {
    let list = context.service.list_invitations(&caller.by, &caller.room).await?;
    let items = list.into_iter().map(InvitationOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Makes codes in bulk, or a link
///
/// A contact person makes those of their own part.
///
/// With `Accept: text/csv` the answer is a file of `code,address`, the address being the one to open with the
/// code filled in. Only hashes of the codes are kept. Errors: `invalid_field` at
/// `count`, `name`, `groups.QUESTION` or `event`.
#[utoipa::path(tag = "Invitations", params(InConsultation), security(("token" = [])), request_body = InvitationIn,
    responses((status = 201, description = "The codes, shown this once", content(
        (InvitationMadeOut = "application/json"), (String = "text/csv")))))]
#[post("/consultations/{c}/invitations")]
pub async fn create_invitation(
    caller: Allowed<Invite>,
    context: Data<Context>,
    Json(new): Json<InvitationIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let room = &caller.room;
    let (invitation, codes) = context.service.create_invitation(&caller.by, room, new.checked()?).await?;
    let mut response = HttpResponse::Created();
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    let join = context.site.address(&request, &format!("/join?c={}&code=", room.consultation().slug));
    let addresses: Vec<String> = codes.iter().map(|code| format!("{join}{code}")).collect();
    if wants_csv(&request) {
        let mut file = "code,address\r\n".to_owned();
        for (code, address) in codes.iter().zip(&addresses) {
            let _ = write!(file, "{code},{address}\r\n");
        }
        let name = format!("attachment; filename=\"codes-{}.csv\"", room.consultation().slug);
        return Ok(response
            .content_type("text/csv; charset=utf-8; header=present")
            .insert_header((header::CONTENT_DISPOSITION, name))
            .body(file));
    }
    let created_at = rfc3339(invitation.created_at);
    let (id, name) = (invitation.id, invitation.name);
    Ok(response.json(InvitationMadeOut { id, name, codes, addresses, created_at }))
}

fn wants_csv(request: &HttpRequest) -> bool {
    let accept = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok());
    accept.is_some_and(|accept| accept.contains("text/csv"))
}

/// Takes the unused codes of an invitation away
///
/// Whoever joined with one of its codes stays.
#[utoipa::path(tag = "Invitations", params(InvitationPath), security(("token" = [])),
    responses((status = 204, description = "No code of it works any more")))]
#[delete("/consultations/{c}/invitations/{id}")]
pub async fn revoke_invitation(
    caller: Allowed<Invite>,
    context: Data<Context>,
    path: web::Path<InvitationPath>,
) -> Result<HttpResponse> {
    let id = InvitationId::parse(&path.id).ok_or_else(|| Error::not_found("invitation"))?;
    context.service.revoke_invitation(&caller.by, &caller.room, &id).await?;
    Ok(HttpResponse::NoContent().finish())
}
