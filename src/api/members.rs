//! The member who calls.

use actix_web::web::Data;
use actix_web::{HttpResponse, get, put};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::ids::MemberId;
use crate::domain::member::Member;
use crate::http::body::Json;
use crate::http::caller::MemberCaller;
use crate::http::{Context, Result};
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
    /// 12 to 256 characters, none of those that are guessed first, not the e-mail address.
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
/// Every session of the member ends. Errors: `wrong_credentials` at `old_password`; `password_weak`.
#[utoipa::path(tag = "Members", security(("token" = [])), request_body = PasswordIn,
    responses((status = 204, description = "Changed")))]
#[put("/members/me/password")]
pub async fn change_password(
    caller: MemberCaller,
    context: Data<Context>,
    Json(PasswordIn { old_password, password }): Json<PasswordIn>,
) -> Result<HttpResponse> {
    context.accounts.change_password(&caller.member, &old_password, &password).await?;
    Ok(HttpResponse::NoContent().finish())
}
