//! The API's own description: the OpenAPI document, Swagger UI over it, and the page that explains the codes.

use std::fmt::Write;
use std::sync::LazyLock;

use actix_web::dev::ResourceDef;
use actix_web::http::header;
use actix_web::{App, HttpRequest, HttpResponse, get, web};
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{ContentBuilder, OpenApi as Document, Ref, ResponseBuilder};
use utoipa::{Modify, OpenApi};
use utoipa_actix_web::{AppExt, scope};
use utoipa_swagger_ui::{Config, SwaggerUi};

use super::routes::routes;
use crate::assets;
use crate::domain::{Code, Error};
use crate::http::caller::Public;
use crate::http::problem::{FieldOut, MEDIA_TYPE, ProblemOut};
use crate::http::{Problem, Result, etag};

const BASE: &str = "/api/v1";

#[derive(OpenApi)]
#[openapi(
    info(title = "Parvis", description = include_str!("description.md")),
    tags(
        (name = "Consultations", description = "One open question with its settings."),
        (name = "Taking part", description = "Joining, pairs, votes, and what is a participant's own."),
        (name = "Ideas", description = "Answers to the question."),
        (name = "Results", description = "Ranking, live changes, files, the log; all as the consultation's rule shows them."),
        (name = "Invitations", description = "Codes that work once."),
        (name = "Members", description = "Sign-in and keys for programs."),
        (name = "Installation", description = "What concerns all consultations."),
    ),
    components(schemas(ProblemOut, FieldOut)),
)]
struct Description;

/// What holds for every call: how to show a token, and that whatever fails is problem details.
struct EveryCall;

impl Modify for EveryCall {
    fn modify(&self, document: &mut Document) {
        let components = document.components.get_or_insert_default();
        let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
        components.security_schemes.insert("token".to_owned(), bearer.into());
        let problem = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        let failed = ResponseBuilder::new()
            .description("What went wrong, as problem details (RFC 9457)")
            .content(MEDIA_TYPE, problem)
            .build();
        for item in document.paths.paths.values_mut() {
            let methods = [&mut item.get, &mut item.post, &mut item.put, &mut item.patch, &mut item.delete];
            for operation in methods.into_iter().flatten() {
                operation.responses.responses.insert("default".to_owned(), failed.clone().into());
            }
        }
    }
}

static DOCUMENT: LazyLock<Document> = LazyLock::new(|| {
    let app = App::new().into_utoipa_app().openapi(Description::openapi());
    let (_, mut document) = app.service(scope::scope(BASE).configure(routes)).split_for_parts();
    EveryCall.modify(&mut document);
    document
});

static JSON: LazyLock<String> = LazyLock::new(|| {
    let mut text = DOCUMENT.to_pretty_json().unwrap_or_default();
    text.push('\n');
    text
});

/// The OpenAPI document, as `parvis openapi` prints it.
pub fn openapi_json() -> &'static str {
    &JSON
}

/// All of the API: its calls, what stands at their addresses otherwise, and the documentation.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(
            web::scope("/api/docs").service(get_errors).service(SwaggerUi::new("/{_:.*}").config(
                Config::from(format!("{BASE}/openapi.json")).validator_url("none").use_base_layout(),
            )),
        )
        .service(web::resource("/openapi.json").route(web::get().to(send_openapi)))
        .service(scope::scope(BASE).configure(routes).default_service(web::to(nothing_here)));
}

/// Reads this document
#[utoipa::path(tag = "Installation", responses((status = 200, description = "OpenAPI 3.1", body = serde_json::Value)))]
#[get("/openapi.json")]
pub async fn get_openapi(_: Public, request: HttpRequest) -> HttpResponse {
    send_openapi(request).await
}

async fn send_openapi(request: HttpRequest) -> HttpResponse {
    let tag = etag::of(JSON.as_bytes());
    if etag::is_known(&request, &tag) {
        return etag::not_modified(&tag);
    }
    HttpResponse::Ok().insert_header((header::ETAG, tag)).content_type("application/json").body(JSON.as_str())
}

/// An address of the API with no call behind it: another method of a call that there is, or nothing at all.
async fn nothing_here(request: HttpRequest) -> Result<HttpResponse> {
    let (_, methods) = CALLS
        .iter()
        .find(|(address, _)| address.is_match(request.path()))
        .ok_or_else(|| Error::new(Code::NotFound, "There is nothing at this address."))?;
    let detail = format!("This address takes {methods}.");
    let mut answer =
        actix_web::ResponseError::error_response(&Problem(Error::new(Code::MethodNotAllowed, detail)));
    if let Ok(allow) = header::HeaderValue::from_str(methods) {
        answer.headers_mut().insert(header::ALLOW, allow);
    }
    Ok(answer)
}

/// Each address of the API with its methods, for `Allow`.
static CALLS: LazyLock<Vec<(ResourceDef, String)>> = LazyLock::new(|| {
    let methods = |item: &utoipa::openapi::PathItem| {
        let all = [
            ("GET, HEAD", item.get.is_some()),
            ("POST", item.post.is_some()),
            ("PUT", item.put.is_some()),
            ("PATCH", item.patch.is_some()),
            ("DELETE", item.delete.is_some()),
        ];
        let there: Vec<&str> = all.into_iter().filter(|(_, there)| *there).map(|(name, _)| name).collect();
        there.join(", ")
    };
    DOCUMENT.paths.paths.iter().map(|(path, item)| (ResourceDef::new(path.as_str()), methods(item))).collect()
});

/// Every code with its status and title: where `type` of a problem leads.
#[get("/errors")]
async fn get_errors(_: Public) -> HttpResponse {
    let mut rows = String::new();
    for code in Code::ALL {
        let (word, status, title) = (code.as_str(), code.status(), code.title());
        let _ = write!(
            rows,
            "<tr id=\"{word}\"><td><code>{word}</code></td><td>{status}</td><td>{title}</td></tr>"
        );
    }
    let mut styles = String::new();
    for file in assets::entry("participant").iter().flat_map(|entry| &entry.css) {
        let _ = write!(styles, "<link rel=\"stylesheet\" href=\"/assets/{file}\">");
    }
    let page = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>Error codes – Parvis</title><link rel=\"icon\" href=\"/mark.svg\" type=\"image/svg+xml\">{styles}</head>\
         <body><main class=\"wrap\"><h1>Error codes</h1><p>Every error is problem details (RFC 9457). Act on \
         <code>code</code>: codes are added, never renamed.</p><p><a href=\"/api/docs/\">The API’s documentation</a></p>\
         <table><thead><tr><th scope=\"col\">Code</th><th scope=\"col\">Status</th><th scope=\"col\">Title</th></tr>\
         </thead><tbody>{rows}</tbody></table></main></body></html>"
    );
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(page)
}
