//! Evidence: sources with their figures and tables.

use std::collections::BTreeMap;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post, put};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, PageOut};
use super::words;
use crate::domain::access::Draft;
use crate::domain::document::Stored;
use crate::domain::ids::IdeaId;
use crate::domain::process::{Attached, DataTable, Evidence, KeyFigure};
use crate::domain::{Code, Error, Lang, Texts};
use crate::http::body::{Json, Raw};
use crate::http::caller::{Allowed, ViewerCaller};
use crate::http::{Context, Result, etag};

/// A source.
#[derive(Serialize, ToSchema)]
#[schema(as = Evidence)]
pub struct EvidenceOut {
    #[schema(example = "evi_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: String,
    #[schema(value_type = words::Texts)]
    title: Texts,
    #[schema(value_type = words::Texts)]
    publisher: Texts,
    /// A day, a month or a year.
    #[schema(example = "2019-05")]
    date: Option<String>,
    url: Option<String>,
    licence: String,
    #[schema(value_type = words::Texts)]
    summary: Texts,
    figures: Vec<FigureBody>,
    /// A table by the language of its words.
    tables: BTreeMap<String, TableOut>,
    /// Its figures are invented, and say so wherever they are shown.
    simulated: bool,
    /// Ideas that it speaks of.
    ideas: Vec<AttachedBody>,
}

/// A number worth remembering.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = KeyFigure)]
pub struct FigureBody {
    #[schema(value_type = words::Texts)]
    label: Texts,
    /// As it is to be read, with its unit.
    #[schema(value_type = words::Texts)]
    value: Texts,
}

/// An uploaded table; all rows are as long as the heads.
#[derive(Serialize, ToSchema)]
#[schema(as = EvidenceTable)]
pub struct TableOut {
    columns: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// Where a source speaks of an idea.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = AttachedIdea)]
pub struct AttachedBody {
    id: String,
    /// The passage that matters.
    #[serde(default)]
    #[schema(value_type = words::Texts)]
    passage: Texts,
}

/// What a source is set to. A new one takes `title`; what a change leaves out stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = EvidenceSettings)]
pub struct EvidenceIn {
    /// At most 280 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    title: Option<Texts>,
    #[schema(value_type = Option<words::Texts>)]
    publisher: Option<Texts>,
    /// `2019-05-03`, `2019-05` or `2019`; empty: not known.
    date: Option<String>,
    /// It begins with https:// or http://; empty: none.
    url: Option<String>,
    licence: Option<String>,
    /// Markdown, at most 10,000 characters in each language.
    #[schema(value_type = Option<words::Texts>)]
    summary: Option<Texts>,
    /// At most 50.
    figures: Option<Vec<FigureBody>>,
    simulated: Option<bool>,
    ideas: Option<Vec<AttachedBody>>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SourcePath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the source.
    id: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TableQuery {
    /// Language of the table's words; the first of the consultation unless given.
    #[param(example = "fi")]
    lang: Option<String>,
}

impl From<Stored<Evidence>> for EvidenceOut {
    fn from(of: Stored<Evidence>) -> Self {
        let body = of.body;
        let figure = |figure: KeyFigure| FigureBody { label: figure.label, value: figure.value };
        let idea =
            |attached: Attached| AttachedBody { id: attached.idea.to_string(), passage: attached.passage };
        let table = |(lang, table): (Lang, DataTable)| {
            (lang.to_string(), TableOut { columns: table.columns, rows: table.rows })
        };
        Self {
            id: of.id,
            title: body.title,
            publisher: body.publisher,
            date: body.date,
            url: body.url,
            licence: body.licence,
            summary: body.summary,
            figures: body.figures.into_iter().map(figure).collect(),
            tables: body.tables.into_iter().map(table).collect(),
            simulated: body.simulated,
            ideas: body.ideas.into_iter().map(idea).collect(),
        }
    }
}

impl EvidenceIn {
    fn onto(self, before: Option<Evidence>) -> std::result::Result<Evidence, Error> {
        let before = before.unwrap_or(Evidence {
            title: Texts::default(),
            publisher: Texts::default(),
            date: None,
            url: None,
            licence: String::new(),
            summary: Texts::default(),
            figures: Vec::new(),
            tables: BTreeMap::new(),
            simulated: false,
            ideas: Vec::new(),
            added_at: 0,
        });
        let attached = |(at, body): (usize, AttachedBody)| {
            let unknown =
                || Error::field(format!("ideas.{at}.id"), Code::InvalidField, "There is no such idea here.");
            let idea = IdeaId::parse(&body.id).ok_or_else(unknown)?;
            Ok(Attached { idea, passage: body.passage })
        };
        let ideas = self.ideas.map(|ideas| {
            ideas.into_iter().enumerate().map(attached).collect::<std::result::Result<Vec<_>, Error>>()
        });
        let figure = |figure: FigureBody| KeyFigure { label: figure.label, value: figure.value };
        Ok(Evidence {
            title: self.title.unwrap_or(before.title),
            publisher: self.publisher.unwrap_or(before.publisher),
            date: self.date.or(before.date),
            url: self.url.or(before.url),
            licence: self.licence.unwrap_or(before.licence),
            summary: self.summary.unwrap_or(before.summary),
            figures: self.figures.map_or(before.figures, |figures| figures.into_iter().map(figure).collect()),
            tables: BTreeMap::new(),
            simulated: self.simulated.unwrap_or(before.simulated),
            ideas: ideas.transpose()?.unwrap_or(before.ideas),
            added_at: before.added_at,
        })
    }
}

/// Lists sources, oldest first
#[utoipa::path(tag = "Process", params(InConsultation),
    responses((status = 200, description = "All sources", body = PageOut<EvidenceOut>)))]
#[get("/consultations/{c}/evidence")]
pub async fn list_evidence(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let items = context.service.evidence(&caller.room).await?.into_iter().map(EvidenceOut::from).collect();
    Ok(etag::json(&request, &PageOut { items, next_cursor: None }))
}

/// Reads a source
#[utoipa::path(tag = "Process", params(SourcePath),
    responses((status = 200, description = "The source", body = EvidenceOut)))]
#[get("/consultations/{c}/evidence/{id}")]
pub async fn get_source(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<SourcePath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let stored = context.service.source(&caller.room, &path.id).await?;
    Ok(etag::json_of_version(&request, stored.version, &EvidenceOut::from(stored)))
}

/// Adds a source
///
/// Errors: `invalid_field` at the field.
#[utoipa::path(tag = "Process", params(InConsultation), security(("token" = [])), request_body = EvidenceIn,
    responses((status = 201, description = "The source", body = EvidenceOut)))]
#[post("/consultations/{c}/evidence")]
pub async fn add_source(
    caller: Allowed<Draft>,
    context: Data<Context>,
    Json(given): Json<EvidenceIn>,
) -> Result<HttpResponse> {
    let source = given.onto(None)?;
    let stored = context.service.set_source(&caller.by, &caller.room, None, source, None).await?;
    Ok(HttpResponse::Created().json(EvidenceOut::from(stored)))
}

/// Changes a source; its tables stay
///
/// Errors: `invalid_field` at the field; `precondition_failed`.
#[utoipa::path(tag = "Process", params(SourcePath), security(("token" = [])), request_body = EvidenceIn,
    responses((status = 200, description = "As it is now", body = EvidenceOut)))]
#[patch("/consultations/{c}/evidence/{id}")]
pub async fn change_source(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<SourcePath>,
    Json(given): Json<EvidenceIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let before = service.source(room, &path.id).await?;
    let version = etag::expected_version(&request)?.unwrap_or(before.version);
    let source = given.onto(Some(before.body))?;
    let id = Some(path.id.clone());
    let stored = service.set_source(&caller.by, room, id, source, Some(version)).await?;
    let tag = etag::of_version(stored.version);
    Ok(HttpResponse::Ok().insert_header(("etag", tag)).json(EvidenceOut::from(stored)))
}

/// Puts a table into a source
///
/// The body is a CSV file as people's tools write them: a header, 1 to 500 rows, 1 to 20 columns, comma, semicolon
/// or tab, UTF-8 or UTF-16 by its mark; 64 KiB at most. A source has one table for each language of its words. An
/// empty body takes the table away. Errors: `invalid_field` at `table` with line and column; `invalid_query`;
/// `body_too_large`.
#[utoipa::path(tag = "Process", params(SourcePath, TableQuery), security(("token" = [])),
    request_body(content = String, content_type = "text/csv"),
    responses((status = 200, description = "As it is now", body = EvidenceOut)))]
#[put("/consultations/{c}/evidence/{id}/table")]
pub async fn set_table(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<SourcePath>,
    query: web::Query<TableQuery>,
    Raw(body): Raw,
) -> Result<HttpResponse> {
    let file = (!body.is_empty()).then_some(&body[..]);
    let lang = match &query.lang {
        Some(tag) => Lang::parse(tag)
            .ok_or_else(|| Error::field("lang", Code::InvalidQuery, "A language is a tag such as `sv`."))?,
        None => caller.room.consultation().languages.first().cloned().unwrap_or_else(Lang::undetermined),
    };
    let stored = context.service.set_table(&caller.by, &caller.room, &path.id, lang, file).await?;
    Ok(HttpResponse::Ok().json(EvidenceOut::from(stored)))
}

/// Takes a source away
///
/// Errors: `in_use` where guidelines rest on it.
#[utoipa::path(tag = "Process", params(SourcePath), security(("token" = [])),
    responses((status = 204, description = "It is gone")))]
#[delete("/consultations/{c}/evidence/{id}")]
pub async fn remove_source(
    caller: Allowed<Draft>,
    context: Data<Context>,
    path: web::Path<SourcePath>,
) -> Result<HttpResponse> {
    context.service.remove_source(&caller.by, &caller.room, &path.id).await?;
    Ok(HttpResponse::NoContent().finish())
}
