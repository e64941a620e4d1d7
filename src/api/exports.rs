//! Files of a consultation: ranking, ideas and votes.

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use serde::Deserialize;
use utoipa::IntoParams;

use super::paging::LangQuery;
use crate::domain::Error;
use crate::http::caller::ViewerCaller;
use crate::http::language::Wanted;
use crate::http::{Context, Result};
use crate::service::exports::{File, List};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct ExportPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// `ranking`, `ideas`, `votes` or `rewordings`, a full stop, and `csv`, `xlsx`, `json` or `ndjson`.
    #[param(example = "ranking.csv")]
    file: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// With `excel`, the CSV opens by double click in the reader's Excel: a byte order mark, and semicolons and
    /// decimal commas for Finnish and Swedish.
    #[param(example = "excel")]
    csv: Option<String>,
}

impl ExportPath {
    fn file(&self, for_excel: bool) -> std::result::Result<File, Error> {
        let nothing = || Error::not_found("file");
        let (list, extension) = self.file.split_once('.').ok_or_else(nothing)?;
        File::of(List::parse(list).ok_or_else(nothing)?, extension, for_excel).ok_or_else(nothing)
    }
}

/// Downloads a file
///
/// Ranking and votes as the results are visible, votes for organisers only, with pseudonyms and in the columns
/// that `parvis rank` reads: undone and uncounted ones left out, linked ideas under their target. Text that a
/// spreadsheet would take for a formula is defused. `rewordings` are the words that changed after they had been compared.
/// Errors: `results_withheld`; `not_found` for a file that
/// there is not.
#[utoipa::path(tag = "Results", params(ExportPath, ExportQuery, LangQuery),
    responses((status = 200, description = "The file", content((String = "text/csv"),
        (String = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        (String = "application/json"), (String = "application/x-ndjson")))))]
#[get("/consultations/{c}/exports/{file}")]
pub async fn export_file(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<ExportPath>,
    query: web::Query<ExportQuery>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let file = path.file(query.csv.as_deref() == Some("excel"))?;
    let made = context.service.export(&caller.viewer, &caller.room, file, &wanted).await?;
    Ok(HttpResponse::Ok()
        .content_type(made.media_type)
        .insert_header((header::CONTENT_DISPOSITION, made.disposition))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(made.bytes))
}
