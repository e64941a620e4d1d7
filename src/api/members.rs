//! The member who calls.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::Code;
use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::http::body::Json;
use crate::http::caller::{MemberCaller, SessionCaller};
use crate::http::{Context, Result};
use crate::service::now;
use crate::service::times::rfc3339;

/// A person with a login.
#[derive(Serialize, ToSchema)]
#[schema(as = Member)]
pub struct MemberOut {
    #[schema(value_type = String, example = "mem_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: MemberId,
    email: String,
    /// Runs the installation.
    admin: bool,
    created_at: String,
}

impl From<Member> for MemberOut {
    fn from(member: Member) -> Self {
        let created_at = rfc3339(member.created_at);
        Self { id: member.id, email: member.email, admin: member.admin, created_at }
    }
}

/// A change of password.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewPassword)]
pub struct PasswordIn {
    #[schema(format = Password)]
    old_password: String,
    /// 12 to 256 characters, none of those that are guessed soon (common words, names, years, the e-mail address).
    #[schema(format = Password)]
    password: String,
}

/// Reads who is signed in
#[utoipa::path(tag = "Members", security(("token" = [])),
    responses((status = 200, description = "The member", body = MemberOut)))]
#[get("/members/me")]
pub async fn get_member(caller: MemberCaller) -> Result<HttpResponse> {
    Ok(HttpResponse::Ok().json(MemberOut::from(caller.member)))
}

/// Changes the password
///
/// Every key of the member ends, and every session but the one that asks, which it takes: a key won't do. Errors:
/// `session_required`; `wrong_credentials` at `old_password`; `rate_limited` after some wrong ones; `password_weak`.
#[utoipa::path(tag = "Members", security(("token" = [])), request_body = PasswordIn,
    responses((status = 204, description = "Changed")))]
#[put("/members/me/password")]
pub async fn change_password(
    caller: SessionCaller,
    context: Data<Context>,
    Json(PasswordIn { old_password, password }): Json<PasswordIn>,
) -> Result<HttpResponse> {
    let attempt = context.limits.old_password(&caller.session)?;
    let (accounts, session) = (&context.accounts, Some(&*caller.session));
    let changed = accounts.change_password(&caller.member, session, &old_password, &password, now()).await;
    // A new password that is too weak says nothing of the old one.
    if changed.as_ref().map_or_else(|error| error.code != Code::WrongCredentials, |()| true) {
        attempt.was_right();
    }
    changed?;
    Ok(HttpResponse::NoContent().finish())
}
