//! Who calls. Each extractor is a permission: a handler that names one in its signature is reached by nobody
//! else. A token in `Authorization: Bearer` goes before cookies; a cookie on an API call that changes
//! something needs the header of [`csrf`] too.

use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::Poll;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::web::Data;
use actix_web::{FromRequest, HttpMessage, HttpRequest};

use crate::domain::access::{Adopt, Comment, Draft, Invite, Know, Permission, Read, Run};
use crate::domain::ids::ParticipantId;
use crate::domain::member::{Member, Scope};
use crate::domain::{Code, Error, Result};
use crate::http::{Context, Problem, cookies, csrf, visiting};
use crate::live::Room;
use crate::service::accounts::Signed;
use crate::service::secrets;
use crate::service::{Permit, Viewer, now};

/// Anybody: nothing is asked of them and nothing is known.
#[derive(Clone, Copy, Debug)]
pub struct Public;

/// Whoever calls: a member who is signed in, or nobody known. No consultation is at hand.
#[derive(Clone, Debug)]
pub struct Visitor {
    pub viewer: Viewer,
}

/// Whoever opens something of the consultation in the address, with what is known of them there.
#[derive(Clone)]
pub struct ViewerCaller {
    pub viewer: Viewer,
    pub room: Arc<Room>,
    /// What showed that they are a member: who stays for long is asked for it again.
    member_token: Option<String>,
}

/// A participant of the consultation in the address. How often they call is limited by who they are, never
/// by where from.
#[derive(Clone)]
pub struct ParticipantCaller {
    pub participant: ParticipantId,
    pub room: Arc<Room>,
}

/// A member of the installation.
#[derive(Clone, Debug)]
pub struct MemberCaller {
    pub member: Member,
}

/// A member who has signed in. A key is not let through: whoever finds one must not be able to make it last.
#[derive(Clone, Debug)]
pub struct SessionCaller {
    pub member: Member,
    /// The session's token.
    pub session: String,
}

/// Who runs the installation, signed in; no key of theirs.
#[derive(Clone, Debug)]
pub struct AdminSessionCaller {
    pub member: Member,
}

/// A member who may do `A` in the consultation in the address.
#[derive(Clone)]
pub struct Allowed<A> {
    pub by: Permit<A>,
    pub viewer: Viewer,
    pub room: Arc<Room>,
}

/// Who runs the consultation in the address.
pub type OrganiserCaller = Allowed<Run>;

/// Who runs the installation.
#[derive(Clone, Debug)]
pub struct AdminCaller {
    pub member: Member,
}

/// A secret that came along, and how.
enum Shown {
    Bearer(String),
    /// By a browser, which sends it whoever made the page; or in the address, where there is no cookie.
    Cookie(String),
}

impl Shown {
    fn token(&self) -> &str {
        match self {
            Shown::Bearer(token) | Shown::Cookie(token) => token,
        }
    }
}

impl MemberCaller {
    fn of(signed: Signed) -> Self {
        Self { member: signed.member }
    }

    pub fn viewer(&self) -> Viewer {
        Viewer::member(self.member.id.clone(), self.member.admin)
    }
}

impl ViewerCaller {
    /// Asks again who a member is who has been there for some time; false where their session or key has ended.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn renew(&mut self, context: &Context) -> Result<bool> {
        let Some(token) = &self.member_token else { return Ok(true) };
        let signed = context.accounts.still(token, now()).await?;
        self.viewer.member = signed.and_then(|signed| MemberCaller::of(signed).viewer().member);
        Ok(self.viewer.member.is_some())
    }
}

fn context(request: &HttpRequest) -> Result<Arc<Context>> {
    let context = request.app_data::<Data<Context>>().cloned();
    context.map(Data::into_inner).ok_or_else(|| Error::new(Code::Internal, "The service is not set up."))
}

/// The token of `Authorization: Bearer`.
///
/// # Errors
/// `token_invalid` for another scheme.
fn bearer(request: &HttpRequest) -> Result<Option<String>> {
    let Some(value) = request.headers().get(header::AUTHORIZATION) else { return Ok(None) };
    let value = value.to_str().unwrap_or_default();
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    if scheme.eq_ignore_ascii_case("bearer") {
        return Ok(Some(token.trim().to_owned()));
    }
    Err(Error::new(Code::TokenInvalid, "Write `Authorization: Bearer TOKEN`."))
}

fn is_of_member(token: &str) -> bool {
    token.starts_with(secrets::KEY) || token.starts_with(secrets::SESSION)
}

/// A call on the API that a cookie vouches for must come from our own pages. Forms of pages show that by
/// their field, which their handlers check.
fn check_origin(request: &HttpRequest, shown: &Shown) -> Result<()> {
    match shown {
        Shown::Cookie(_) if request.path().starts_with("/api/") => csrf::check_header(request),
        _ => Ok(()),
    }
}

/// The cookie of a session.
fn session_cookie(request: &HttpRequest, context: &Context) -> Option<String> {
    cookies::value(request, cookies::session_name(context.site.is_secure(request.head())))
}

/// The member who calls, if one does. A cookie whose session has ended is nobody's; a token in the header
/// must be good.
async fn signed(request: &HttpRequest, context: &Context) -> Result<Option<Signed>> {
    Ok(signed_by(request, context).await?.map(|(signed, _)| signed))
}

/// The same with the token that was shown.
async fn signed_by(request: &HttpRequest, context: &Context) -> Result<Option<(Signed, String)>> {
    let shown = match bearer(request)? {
        Some(token) if is_of_member(&token) => Shown::Bearer(token),
        Some(_) => return Ok(None),
        None => match session_cookie(request, context) {
            Some(token) => Shown::Cookie(token),
            None => return Ok(None),
        },
    };
    let signed = match context.accounts.authenticate(shown.token(), now()).await {
        Err(error) if error.code == Code::TokenInvalid && matches!(shown, Shown::Cookie(_)) => {
            return Ok(None);
        }
        other => other?,
    };
    check_origin(request, &shown)?;
    signed.must_have(if request.method().is_safe() { Scope::Read } else { Scope::Write })?;
    Ok(Some((signed, shown.token().to_owned())))
}

async fn must_be_signed(request: &HttpRequest, context: &Context) -> Result<Signed> {
    signed(request, context).await?.ok_or_else(sign_in_required)
}

pub fn sign_in_required() -> Error {
    Error::new(Code::SignInRequired, "Sign in, or use a key, to do this.")
}

pub fn participant_required() -> Error {
    Error::new(Code::ParticipantRequired, "Join the consultation first, and show the token that you get.")
}

/// The token of the session by which this call was made, if it was made by one.
pub fn shown_session(request: &HttpRequest, context: &Context) -> Option<String> {
    let shown = bearer(request).ok()?.or_else(|| session_cookie(request, context))?;
    shown.starts_with(secrets::SESSION).then_some(shown)
}

/// The cookie of a participant of the room.
fn participants_cookie(request: &HttpRequest, context: &Context, room: &Room) -> Option<String> {
    cookies::participant(request, room.id(), context.site.is_secure(request.head()))
}

/// The participant of the room who calls, if one does.
fn participant(request: &HttpRequest, context: &Context, room: &Room) -> Result<Option<ParticipantId>> {
    let shown = match bearer(request)? {
        Some(token) if is_of_member(&token) => return Ok(None),
        Some(token) => Shown::Bearer(token),
        None => match participants_cookie(request, context, room).or_else(|| visiting::token(request)) {
            Some(token) => Shown::Cookie(token),
            None => return Ok(None),
        },
    };
    let participant = match context.service.participant_of(room, shown.token()) {
        Err(_) if matches!(shown, Shown::Cookie(_)) => return Ok(None),
        other => other?,
    };
    check_origin(request, &shown)?;
    Ok(Some(participant))
}

/// The consultation that the address names: `{c}` in the API, `{slug}` in pages.
fn named(request: &HttpRequest) -> Result<&str> {
    let path = request.match_info();
    path.get("c").or_else(|| path.get("slug")).ok_or_else(|| Error::not_found("consultation"))
}

async fn viewer_in_room(request: &HttpRequest, context: &Context) -> Result<ViewerCaller> {
    let (signed, member_token) = signed_by(request, context).await?.unzip();
    let mut viewer = signed.map_or_else(Viewer::nobody, |signed| MemberCaller::of(signed).viewer());
    let room = context.service.visible_room(&viewer, named(request)?).await?;
    viewer.participant = participant(request, context, &room)?;
    Ok(ViewerCaller { viewer, room, member_token })
}

async fn participant_in_room(request: &HttpRequest, context: &Context) -> Result<ParticipantCaller> {
    let room = context.service.visible_room(&Viewer::nobody(), named(request)?).await?;
    let participant = participant(request, context, &room)?.ok_or_else(participant_required)?;
    Ok(ParticipantCaller { participant, room })
}

async fn allowed_in_room<A: Permission>(request: &HttpRequest, context: &Context) -> Result<Allowed<A>> {
    let signed = must_be_signed(request, context).await?;
    let viewer = MemberCaller::of(signed).viewer();
    let room = context.service.visible_room(&viewer, named(request)?).await?;
    let by = context.service.permit(&viewer, &room).await?;
    Ok(Allowed { by, viewer, room })
}

async fn admin(request: &HttpRequest, context: &Context) -> Result<AdminCaller> {
    let member = must_be_signed(request, context).await?.member;
    if member.admin {
        return Ok(AdminCaller { member });
    }
    Err(Error::new(Code::Forbidden, "Only an administrator of the installation may do this."))
}

async fn in_session(request: &HttpRequest, context: &Context) -> Result<SessionCaller> {
    let (signed, session) = signed_by(request, context).await?.ok_or_else(sign_in_required)?;
    if signed.scopes.is_none() {
        return Ok(SessionCaller { member: signed.member, session });
    }
    let detail =
        "Keys manage neither keys nor accounts: sign in with e-mail address and password to do this.";
    Err(Error::new(Code::SessionRequired, detail))
}

async fn admin_in_session(request: &HttpRequest, context: &Context) -> Result<AdminSessionCaller> {
    let member = in_session(request, context).await?.member;
    if member.admin {
        return Ok(AdminSessionCaller { member });
    }
    Err(Error::new(Code::Forbidden, "Only an administrator of the installation may do this."))
}

/// That it is being found out who calls: what is wrong with a body is told only to those who may make the call,
/// and extractors run side by side.
pub(super) struct Deciding(Rc<Cell<bool>>);

impl Deciding {
    fn of(request: &HttpRequest) -> Self {
        let deciding = Rc::new(Cell::new(true));
        request.extensions_mut().insert(Self(deciding.clone()));
        Self(deciding)
    }

    /// Waits until it has been found out. Whoever finds it out runs in the same task and wakes it.
    pub async fn wait(request: &HttpRequest) {
        let deciding = request.extensions().get::<Self>().map(|Self(deciding)| deciding.clone());
        let Some(deciding) = deciding else { return };
        poll_fn(|_| if deciding.get() { Poll::Pending } else { Poll::Ready(()) }).await;
    }
}

impl Drop for Deciding {
    fn drop(&mut self) {
        self.0.set(false);
    }
}

type Extracting<T> = Pin<Box<dyn Future<Output = std::result::Result<T, Problem>>>>;

/// An extractor from an async function; its calls are counted by address.
macro_rules! counted_by_address {
    ($($caller:ty: $extract:expr;)*) => {$(
        impl FromRequest for $caller {
            type Error = Problem;
            type Future = Extracting<Self>;

            fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
                let (request, deciding) = (request.clone(), Deciding::of(request));
                Box::pin(async move {
                    let _decided = deciding;
                    let context = context(&request)?;
                    context.limits.call(context.site.client(&request))?;
                    let extract = $extract;
                    Ok(extract(&request, &context).await?)
                })
            }
        }
    )*};
}

counted_by_address! {
    Public: async |_: &HttpRequest, _: &Context| Result::Ok(Public);
    Visitor: async |request: &HttpRequest, context: &Context| {
        let signed = signed(request, context).await?;
        Result::Ok(Visitor { viewer: signed.map_or_else(Viewer::nobody, |s| MemberCaller::of(s).viewer()) })
    };
    ViewerCaller: viewer_in_room;
    MemberCaller: async |request: &HttpRequest, context: &Context| {
        Result::Ok(MemberCaller::of(must_be_signed(request, context).await?))
    };
    Allowed<Run>: allowed_in_room::<Run>;
    Allowed<Know>: allowed_in_room::<Know>;
    Allowed<Read>: allowed_in_room::<Read>;
    Allowed<Comment>: allowed_in_room::<Comment>;
    Allowed<Draft>: allowed_in_room::<Draft>;
    Allowed<Adopt>: allowed_in_room::<Adopt>;
    Allowed<Invite>: allowed_in_room::<Invite>;
    AdminCaller: admin;
    SessionCaller: in_session;
    AdminSessionCaller: admin_in_session;
}

impl FromRequest for ParticipantCaller {
    type Error = Problem;
    type Future = Extracting<Self>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let context = context(&request)?;
            match participant_in_room(&request, &context).await {
                Ok(caller) => Ok(caller),
                Err(error) => {
                    context.limits.call(context.site.client(&request))?;
                    Err(error.into())
                }
            }
        })
    }
}
