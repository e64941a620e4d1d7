//! Members of a consultation: their roles, invitations by link, and accepting one.

use std::collections::BTreeMap;
use std::sync::Arc;

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use super::sessions::{SessionOut, opened};
use super::words;
use crate::domain::ids::{MemberId, MemberInvitationId};
use crate::domain::member::{Membership, Place, Role, Who};
use crate::domain::{Code, Error, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, Public};
use crate::http::{Context, Result, devices};
use crate::live::Room;
use crate::service::times::rfc3339;
use crate::service::{membership, now};

/// A member of a consultation, or somebody who is invited to become one.
#[derive(Serialize, ToSchema)]
#[schema(as = Membership)]
pub struct MembershipOut {
    /// Of the member, or of the invitation while it waits.
    #[schema(example = "mem_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: String,
    email: String,
    #[schema(value_type = words::Role)]
    role: Role,
    /// The groups whose people a contact person invites: a choice by question.
    #[schema(example = json!({"region": "vasa"}))]
    part: BTreeMap<String, String>,
    /// The invitation waits for its answer until `expires_at`.
    invited: bool,
    since: String,
    expires_at: Option<String>,
}

/// An invitation that was just made.
#[derive(Serialize, ToSchema)]
#[schema(as = MemberInvited)]
pub struct InvitedOut {
    #[serde(flatten)]
    membership: MembershipOut,
    /// The address to send to them, shown this once. It works once, for 14 days.
    link: String,
    /// What the link carries, for programs that accept.
    token: String,
}

/// Somebody to be invited.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewMember)]
pub struct MemberIn {
    #[schema(example = "preparer@example.org")]
    email: String,
    #[schema(value_type = words::Role)]
    role: Role,
    /// Of a contact person only: a choice for each question about groups that sets the part apart.
    #[serde(default)]
    part: BTreeMap<String, String>,
}

/// What changes of a member; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = MemberChange)]
pub struct MemberChangeIn {
    #[schema(value_type = Option<words::Role>)]
    role: Option<Role>,
    part: Option<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct MemberPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the member, or of an invitation that waits.
    id: String,
}

/// A link that was followed.
#[derive(Deserialize, ToSchema)]
#[schema(as = InvitationToken)]
pub struct TokenIn {
    token: String,
}

/// What a link leads to.
#[derive(Serialize, ToSchema)]
#[schema(as = InvitationRead)]
pub struct ReadOut {
    email: String,
    #[schema(value_type = words::Role)]
    role: Role,
    #[schema(value_type = words::Texts)]
    question: Texts,
    /// Somebody signs in with this address already: accept with that password. Else choose one.
    has_account: bool,
}

/// An invitation accepted.
#[derive(Deserialize, ToSchema)]
#[schema(as = InvitationAccepted)]
pub struct AcceptIn {
    token: String,
    /// The one that goes with the address; a new one, of 12 to 256 characters, where there is no account yet.
    #[schema(format = Password)]
    password: String,
}

impl From<Membership> for MembershipOut {
    fn from(of: Membership) -> Self {
        let (id, expires_at) = match of.who {
            Who::Member(id) => (id.to_string(), None),
            Who::Invited(id, at) => (id.to_string(), Some(rfc3339(at))),
        };
        Self {
            id,
            email: of.email,
            role: of.place.role,
            part: of.place.part,
            invited: expires_at.is_some(),
            since: rfc3339(of.since),
            expires_at,
        }
    }
}

impl MemberPath {
    fn who(&self) -> std::result::Result<Who, Error> {
        let member = MemberId::parse(&self.id).map(Who::Member);
        let who = member.or_else(|| MemberInvitationId::parse(&self.id).map(|id| Who::Invited(id, 0)));
        who.ok_or_else(|| Error::not_found("member"))
    }
}

/// Lists members, then those who are invited
#[utoipa::path(tag = "Members", params(InConsultation), security(("token" = [])),
    responses((status = 200, description = "All of them", body = PageOut<MembershipOut>)))]
#[get("/consultations/{c}/members")]
pub async fn list_members(caller: OrganiserCaller, context: Data<Context>) -> Result<HttpResponse> {
    let list = context.accounts.list_members(&caller.by, caller.room.id()).await?;
    let items = list.into_iter().map(MembershipOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Invites somebody
///
/// They get no message: send them the link. Inviting them again makes the link before void. Errors:
/// `invalid_field` at `email` or `part`; `email_taken` for a member of the consultation.
#[utoipa::path(tag = "Members", params(InConsultation), security(("token" = [])), request_body = MemberIn,
    responses((status = 201, description = "The invitation with its link", body = InvitedOut)))]
#[post("/consultations/{c}/members")]
pub async fn invite_member(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(new): Json<MemberIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (room, place) = (&caller.room, Place { role: new.role, part: new.part });
    let (membership, token) =
        context.accounts.invite_member(&caller.by, room.id(), &new.email, place, now()).await?;
    let path = format!("/admin/invited/{}/{token}", room.consultation().slug);
    let link = context.site.address(&request, &path);
    Ok(HttpResponse::Created().json(InvitedOut { membership: membership.into(), link, token }))
}

/// Reads a member
#[utoipa::path(tag = "Members", params(MemberPath), security(("token" = [])),
    responses((status = 200, description = "The member", body = MembershipOut)))]
#[get("/consultations/{c}/members/{id}")]
pub async fn get_membership(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<MemberPath>,
) -> Result<HttpResponse> {
    let list = context.accounts.list_members(&caller.by, caller.room.id()).await?;
    let found = list.into_iter().map(MembershipOut::from).find(|one| one.id == path.id);
    Ok(HttpResponse::Ok().json(found.ok_or_else(|| Error::not_found("member"))?))
}

/// Gives a member another role or part
///
/// It holds from their next call on. Errors: `invalid_field` at `part`; `state_conflict` for the last secretary.
#[utoipa::path(tag = "Members", params(MemberPath), security(("token" = [])), request_body = MemberChangeIn,
    responses((status = 200, description = "The member", body = MembershipOut)))]
#[patch("/consultations/{c}/members/{id}")]
pub async fn change_membership(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<MemberPath>,
    Json(change): Json<MemberChangeIn>,
) -> Result<HttpResponse> {
    let Who::Member(member) = path.who()? else { return Err(Error::not_found("member").into()) };
    let (accounts, id) = (&context.accounts, caller.room.id());
    let changed = accounts.change_member(&caller.by, id, &member, change.role, change.part).await?;
    Ok(HttpResponse::Ok().json(MembershipOut::from(changed)))
}

/// Sends a member away, or takes an invitation back
///
/// It holds from the next call on. What they did keeps its author. Errors: `state_conflict` for the last secretary.
#[utoipa::path(tag = "Members", params(MemberPath), security(("token" = [])),
    responses((status = 204, description = "Gone")))]
#[delete("/consultations/{c}/members/{id}")]
pub async fn remove_membership(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<MemberPath>,
) -> Result<HttpResponse> {
    context.accounts.remove_member(&caller.by, caller.room.id(), path.who()?).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// The consultation of a link. That there is none is told as of a link that works no more: a draft's address is not
/// given away.
async fn invited_room(context: &Context, name: &str) -> Result<Arc<Room>> {
    let room = context.service.room(name).await;
    Ok(room.map_err(|error| if error.code == Code::NotFound { membership::void() } else { error })?)
}

/// Reads what an invitation's link leads to
///
/// Errors: `invitation_invalid` where it was used or taken back, has ended, or the consultation is not known.
#[utoipa::path(tag = "Members", params(InConsultation), request_body = TokenIn,
    responses((status = 200, description = "Who is invited as what", body = ReadOut)))]
#[post("/consultations/{c}/members/invited")]
pub async fn read_invitation(
    _: Public,
    context: Data<Context>,
    path: web::Path<InConsultation>,
    Json(TokenIn { token }): Json<TokenIn>,
) -> Result<HttpResponse> {
    let room = invited_room(&context, &path.c).await?;
    let invited = context.accounts.read_invitation(room.id(), &token, now()).await?;
    let (email, role, has_account) = (invited.email, invited.role, invited.has_account);
    let question = room.consultation().question.clone();
    Ok(HttpResponse::Ok().json(ReadOut { email, role, question, has_account }))
}

/// Accepts an invitation, and signs in
///
/// Errors: `invitation_invalid`; `wrong_credentials` or `password_weak` at `password`; `rate_limited`.
#[utoipa::path(tag = "Members", params(InConsultation), request_body = AcceptIn,
    responses((status = 201, description = "Signed in as a member", body = SessionOut)))]
#[post("/consultations/{c}/members/accepted")]
pub async fn accept_invitation(
    _: Public,
    context: Data<Context>,
    path: web::Path<InConsultation>,
    Json(AcceptIn { token, password }): Json<AcceptIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let room = invited_room(&context, &path.c).await?;
    let invited = context.accounts.read_invitation(room.id(), &token, now()).await?;
    let device = devices::known(&context, &request, &invited.email);
    let attempt = context.limits.sign_in(context.site.client(&request), &invited.email, device)?;
    let (session, member) = context.accounts.accept_invitation(room.id(), &token, &password, now()).await?;
    attempt.was_right();
    let location = format!("/api/v1/consultations/{}", room.id());
    let mut response = opened(&context, &request, session, member);
    response
        .headers_mut()
        .insert(header::LOCATION, location.parse().map_err(|_| Error::not_found("member"))?);
    Ok(response)
}
