//! A member's API keys.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::PageOut;
use super::words;
use crate::domain::Error;
use crate::domain::ids::KeyId;
use crate::domain::member::Scope;
use crate::http::body::Json;
use crate::http::caller::SessionCaller;
use crate::http::{Context, Result};
use crate::service::accounts::{Key, NewKey};
use crate::service::now;
use crate::service::times::{self, rfc3339};

/// A key, without its secret.
#[derive(Serialize, ToSchema)]
#[schema(as = Key)]
pub struct KeyOut {
    #[schema(value_type = String, example = "key_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: KeyId,
    name: String,
    #[schema(value_type = Vec<words::Scope>)]
    scopes: Vec<Scope>,
    created_at: String,
    /// RFC 3339, UTC. From this instant on it is good for nothing.
    ends_at: String,
}

/// A key that was just made.
#[derive(Serialize, ToSchema)]
#[schema(as = KeyWithSecret)]
pub struct KeyMadeOut {
    #[serde(flatten)]
    about: KeyOut,
    /// For `Authorization: Bearer`. It is shown this once.
    #[schema(example = "pvs_6x…")]
    key: String,
}

impl From<Key> for KeyOut {
    fn from(key: Key) -> Self {
        let (created_at, ends_at) = (rfc3339(key.created_at), rfc3339(key.expires_at));
        Self { id: key.id, name: key.name, scopes: key.scopes, created_at, ends_at }
    }
}

/// A key to be made.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewKey)]
pub struct KeyIn {
    /// What it is for: 1 to 100 characters.
    #[schema(example = "Weekly report")]
    name: String,
    /// At least one.
    #[schema(value_type = Vec<words::Scope>)]
    scopes: Vec<Scope>,
    /// RFC 3339, or a day such as `2027-01-31`, which is meant to its beginning in UTC. At most 366 days ahead.
    #[schema(example = "2027-01-31T00:00:00Z")]
    ends_at: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct KeyPath {
    /// Id of the key.
    id: String,
}

/// Lists the member's keys, newest first
///
/// Takes a session: keys manage no keys. Errors: `session_required`.
#[utoipa::path(tag = "Members", security(("token" = [])),
    responses((status = 200, description = "All keys that were not ended", body = PageOut<KeyOut>)))]
#[get("/members/me/keys")]
pub async fn list_keys(caller: SessionCaller, context: Data<Context>) -> Result<HttpResponse> {
    let items = context.accounts.keys(&caller.member.id).await?.into_iter().map(KeyOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Makes a key
///
/// Takes a session: keys make no keys. All keys end with a new password. Errors: `session_required`; `invalid_field`
/// at `name`, `scopes` or `ends_at`; `state_conflict` beyond 50 keys.
#[utoipa::path(tag = "Members", security(("token" = [])), request_body = KeyIn,
    responses((status = 201, description = "The key, shown this once", body = KeyMadeOut)))]
#[post("/members/me/keys")]
pub async fn create_key(
    caller: SessionCaller,
    context: Data<Context>,
    Json(new): Json<KeyIn>,
) -> Result<HttpResponse> {
    let expires_at = times::parse("ends_at", &new.ends_at, &times::zone("UTC")?)?;
    let new = NewKey { name: new.name, scopes: new.scopes, expires_at };
    let (key, about) = context.accounts.create_key(&caller.member.id, new, now()).await?;
    Ok(HttpResponse::Created().json(KeyMadeOut { about: about.into(), key }))
}

/// Ends a key
///
/// Takes a session. Errors: `session_required`.
#[utoipa::path(tag = "Members", params(KeyPath), security(("token" = [])),
    responses((status = 204, description = "Ended")))]
#[delete("/members/me/keys/{id}")]
pub async fn remove_key(
    caller: SessionCaller,
    context: Data<Context>,
    path: web::Path<KeyPath>,
) -> Result<HttpResponse> {
    let id = KeyId::parse(&path.id).ok_or_else(|| Error::not_found("key"))?;
    context.accounts.remove_key(&caller.member.id, &id, now()).await?;
    Ok(HttpResponse::NoContent().finish())
}
