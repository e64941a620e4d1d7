//! Members of the installation, for whoever runs it.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get, patch, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::members::MemberOut;
use super::paging::{PageOut, PageQuery};
use crate::domain::ids::MemberId;
use crate::domain::{Error, Result as DomainResult};
use crate::http::body::Json;
use crate::http::caller::AdminSessionCaller;
use crate::http::{Context, Result};
use crate::service::administration::{Account, AccountChange};
use crate::service::now;
use crate::service::times::rfc3339;

/// A member as those who run the installation see them.
#[derive(Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountOut {
    #[serde(flatten)]
    member: MemberOut,
    /// Can't sign in.
    disabled: bool,
    /// Since when; null for who can sign in.
    disabled_at: Option<String>,
}

impl From<Account> for AccountOut {
    fn from(of: Account) -> Self {
        let disabled_at = of.disabled_at.map(rfc3339);
        Self { member: of.member.into(), disabled: disabled_at.is_some(), disabled_at }
    }
}

/// What changes of an account; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = AccountChange)]
pub struct AccountChangeIn {
    /// Runs the installation.
    admin: Option<bool>,
    /// Can't sign in: every session, key and live stream of theirs ends at once, for good.
    disabled: Option<bool>,
}

/// A password for somebody else.
#[derive(Deserialize, ToSchema)]
#[schema(as = GivenPassword)]
pub struct GivenPasswordIn {
    /// 12 to 256 characters, none of those that are guessed soon.
    #[schema(format = Password)]
    password: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct AccountPath {
    /// Id of the member.
    id: String,
}

impl AccountPath {
    fn id(&self) -> DomainResult<MemberId> {
        MemberId::parse(&self.id).ok_or_else(|| Error::not_found("member"))
    }
}

/// Lists the installation's members, in the order in which they came
///
/// For administrators who have signed in. Errors: `forbidden`, `session_required`.
#[utoipa::path(tag = "Installation", params(PageQuery), security(("token" = [])),
    responses((status = 200, description = "A page of members", body = PageOut<AccountOut>)))]
#[get("/members")]
pub async fn list_accounts(
    caller: AdminSessionCaller,
    context: Data<Context>,
    page: web::Query<PageQuery>,
) -> Result<HttpResponse> {
    let (cursor, limit) = (page.cursor(MemberId::parse)?, page.limit()?);
    let page = context.accounts.list_accounts(&caller.member, cursor, limit).await?;
    let items = page.items.into_iter().map(AccountOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: page.next }))
}

/// Reads a member of the installation
#[utoipa::path(tag = "Installation", params(AccountPath), security(("token" = [])),
    responses((status = 200, description = "The member", body = AccountOut)))]
#[get("/members/{id}")]
pub async fn get_account(
    caller: AdminSessionCaller,
    context: Data<Context>,
    path: web::Path<AccountPath>,
) -> Result<HttpResponse> {
    let account = context.accounts.read_account(&caller.member, &path.id()?).await?;
    Ok(HttpResponse::Ok().json(AccountOut::from(account)))
}

/// Disables or enables a member, or makes them administrator or not
///
/// Who is disabled can't sign in and is told no more than that the password is wrong; who they are in consultations
/// stays, for when they are enabled. Errors: `last_administrator` where nobody would be left who runs the installation.
#[utoipa::path(tag = "Installation", params(AccountPath), security(("token" = [])), request_body = AccountChangeIn,
    responses((status = 200, description = "The member", body = AccountOut)))]
#[patch("/members/{id}")]
pub async fn change_account(
    caller: AdminSessionCaller,
    context: Data<Context>,
    path: web::Path<AccountPath>,
    Json(AccountChangeIn { admin, disabled }): Json<AccountChangeIn>,
) -> Result<HttpResponse> {
    let change = AccountChange { admin, disabled };
    let account = context.accounts.change_account(&caller.member, &path.id()?, change, now()).await?;
    Ok(HttpResponse::Ok().json(AccountOut::from(account)))
}

/// Gives a member a new password
///
/// Every session and key of theirs ends. One's own password is changed at `members/me/password`. Errors:
/// `password_weak`; `own_password`.
#[utoipa::path(tag = "Installation", params(AccountPath), security(("token" = [])), request_body = GivenPasswordIn,
    responses((status = 204, description = "Given")))]
#[put("/members/{id}/password")]
pub async fn give_password(
    caller: AdminSessionCaller,
    context: Data<Context>,
    path: web::Path<AccountPath>,
    Json(GivenPasswordIn { password }): Json<GivenPasswordIn>,
) -> Result<HttpResponse> {
    context.accounts.give_password(&caller.member, &path.id()?, &password, now()).await?;
    Ok(HttpResponse::NoContent().finish())
}
