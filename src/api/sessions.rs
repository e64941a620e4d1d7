//! Signing in and out.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::members::MemberOut;
use crate::domain::member::Member;
use crate::http::body::Json;
use crate::http::caller::{MemberCaller, Public, shown_session};
use crate::http::{Context, Result, cookies, devices};
use crate::service::accounts::SESSION_DAYS;
use crate::service::now;
use crate::service::passwords::Line;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewSession)]
pub struct SessionIn {
    #[schema(example = "secretary@example.org")]
    email: String,
    #[schema(format = Password)]
    password: String,
}

/// A session.
#[derive(Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionOut {
    /// For `Authorization: Bearer`. It ends after 12 hours without use, or after 14 days.
    token: String,
    member: MemberOut,
}

/// Signs a member in
///
/// Browsers get the token as a cookie too. Calls that change something by that cookie need the header
/// `x-parvis-csrf: 1`. Another cookie says that this browser has signed in before, so that it need not wait for what
/// others guess. Errors: `wrong_credentials`, the same for an unknown address and a disabled account as for a wrong
/// password; `rate_limited` after some wrong ones from the same network; `busy`.
#[utoipa::path(tag = "Members", request_body = SessionIn,
    responses((status = 201, description = "Signed in", body = SessionOut)))]
#[post("/sessions")]
pub async fn sign_in(
    _: Public,
    context: Data<Context>,
    Json(SessionIn { email, password }): Json<SessionIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let device = devices::known(&context, &request, &email);
    let attempt = context.limits.sign_in(context.site.client(&request), &email, device)?;
    let line = if device.is_some() { Line::Known } else { Line::Open };
    let (token, member) = context.accounts.sign_in_from(line, &email, &password, now()).await?;
    attempt.was_right();
    Ok(opened(&context, &request, token, member))
}

/// The answer that opens a session: its token, and for browsers the cookie.
pub(super) fn opened(
    context: &Context,
    request: &HttpRequest,
    token: String,
    member: Member,
) -> HttpResponse {
    let secure = context.site.is_secure(request.head());
    let cookie = cookies::set(cookies::session_name(secure), token.clone(), SESSION_DAYS, secure);
    let device = devices::remember(context, request, &member.email);
    HttpResponse::Created().cookie(cookie).cookie(device).json(SessionOut { token, member: member.into() })
}

/// Signs out
///
/// Ends the session whose token or cookie is shown. A key is not ended by it.
#[utoipa::path(tag = "Members", security(("token" = [])),
    responses((status = 204, description = "Signed out")))]
#[delete("/sessions/current")]
pub async fn sign_out(_: MemberCaller, context: Data<Context>, request: HttpRequest) -> Result<HttpResponse> {
    if let Some(token) = shown_session(&request, &context) {
        context.accounts.sign_out(&token).await?;
    }
    let secure = context.site.is_secure(request.head());
    let removal = cookies::removal(cookies::session_name(secure), secure);
    Ok(HttpResponse::NoContent().cookie(removal).finish())
}
