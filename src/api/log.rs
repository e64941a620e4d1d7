//! The log as lines of JSON.

use actix_web::http::header;
use actix_web::web::{self, Bytes, Data};
use actix_web::{HttpResponse, get};
use futures_util::stream;
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::InConsultation;
use crate::domain::chain::canonical;
use crate::domain::log::Exported;
use crate::http::caller::ViewerCaller;
use crate::http::problem::Problem;
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
    /// All that follows in one answer, however long; `limit` is not looked at.
    #[serde(default)]
    whole: bool,
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
    let limit = if query.whole { ROWS_MAX } else { query.limit.unwrap_or(ROWS_MAX) };
    let (after, whole) = (query.after.unwrap_or(0), query.whole);
    let first = context.service.read_log(&caller.viewer, &caller.room, after, limit).await?;
    let mut response = HttpResponse::Ok();
    response.content_type("application/x-ndjson").insert_header((header::CACHE_CONTROL, "private, no-cache"));
    if !whole {
        return Ok(response.body(lines(&first)));
    }
    let service = context.service.clone();
    Ok(response.streaming(stream::try_unfold(Some(first), move |rows| {
        let (service, viewer, room) = (service.clone(), caller.viewer.clone(), caller.room.clone());
        async move {
            let Some(last) = rows.as_ref().and_then(|rows: &Vec<Exported>| rows.last()) else {
                return Ok(None);
            };
            let after = last.public.seq;
            let piece = rows.as_deref().map(lines).unwrap_or_default();
            // Who may no longer see it gets no more of it: the answer breaks off, and the chain shows where.
            let next = service
                .read_log(&viewer, &room, after, ROWS_MAX)
                .await
                .map_err(|error| actix_web::Error::from(Problem(error)))?;
            Ok::<_, actix_web::Error>(Some((piece, Some(next))))
        }
    })))
}

fn lines(rows: &[Exported]) -> Bytes {
    let mut lines = Vec::with_capacity(rows.len() * 512);
    for row in rows {
        lines.extend_from_slice(&canonical(row));
        lines.push(b'\n');
    }
    lines.into()
}
