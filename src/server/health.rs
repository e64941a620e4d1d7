//! `/healthz`: the process answers. `/readyz`: it can record a vote, so it may be sent some.

use actix_web::web::Data;
use actix_web::{HttpResponse, Responder};

use crate::http::{self, Context};

pub async fn get_healthz() -> impl Responder {
    HttpResponse::Ok().json(serde_json::json!({ "status": "ok" }))
}

pub async fn get_readyz(context: Data<Context>) -> http::Result<HttpResponse> {
    context.accounts.count().await?;
    Ok(HttpResponse::Ok().json(serde_json::json!({ "status": "ok" })))
}
