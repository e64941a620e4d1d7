//! The log as lines of JSON.

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::InConsultation;
use crate::domain::chain::canonical;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::service::log::ROWS_MAX;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogQuery {
    /// Rows after this number; 0 unless given, which is from the first.
    #[param(minimum = 0)]
    after: Option<i64>,
    /// Rows, 1 to 10,000; 10,000 unless given.
    #[param(minimum = 1, maximum = 10000)]
    limit: Option<i64>,
}

/// Reads the log
///
/// One row a line, oldest first: the public part with `hash`, for organisers the private part and its `salt` at
/// the same level. Ask for what follows with `after` the last `seq`; an empty answer is the end. Each line is
/// canonical JSON (RFC 8785). How to check the chain: `openapi/README.md`. Errors: `results_withheld`, as for the
/// ranking.
#[utoipa::path(tag = "Results", params(InConsultation, LogQuery),
    responses((status = 200, description = "Rows, one a line", body = String, content_type = "application/x-ndjson")))]
#[get("/consultations/{c}/log")]
pub async fn read_log(
    caller: ViewerCaller,
    context: Data<Context>,
    query: web::Query<LogQuery>,
) -> Result<HttpResponse> {
    let limit = query.limit.unwrap_or(ROWS_MAX);
    let rows =
        context.service.read_log(&caller.viewer, &caller.room, query.after.unwrap_or(0), limit).await?;
    let mut lines = Vec::with_capacity(rows.len() * 512);
    for row in &rows {
        lines.extend_from_slice(&canonical(row));
        lines.push(b'\n');
    }
    Ok(HttpResponse::Ok()
        .content_type("application/x-ndjson")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(lines))
}
