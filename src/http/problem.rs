//! Errors as HTTP: RFC 9457 problem details. Every error that leaves the service is one of these; outside
//! `/api` the server shows the same error as a page.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, HttpResponseBuilder, ResponseError};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::{Code, Error};
use crate::service::times::rfc3339;

pub const MEDIA_TYPE: &str = "application/problem+json";

/// Where each code is explained; `type` of a problem is this and the code.
pub const TYPES: &str = "/api/docs/errors#";

/// Seconds after which a caller may try again where the error itself knows no better.
const RETRY_AFTER: u32 = 1;

pub type Result<T> = std::result::Result<T, Problem>;

/// A domain error on its way out.
#[derive(Debug)]
pub struct Problem(pub Error);

impl From<Error> for Problem {
    fn from(error: Error) -> Self {
        Self(error)
    }
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.0.code.as_str(), self.0.detail)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        status(self.0.code)
    }

    fn error_response(&self) -> HttpResponse {
        respond(&self.0, &ProblemOut::of(&self.0))
    }
}

/// The answer to an error, with a body that has at least the members of [`ProblemOut`].
pub fn respond(error: &Error, body: &impl Serialize) -> HttpResponse {
    respond_as(error.code.status(), error, body)
}

/// The same with another status than the code's own.
pub fn respond_as(status: u16, error: &Error, body: &impl Serialize) -> HttpResponse {
    let mut response = head(error);
    response.status(StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    let body = serde_json::to_vec(body).unwrap_or_default();
    response.content_type(MEDIA_TYPE).body(body)
}

/// Status and headers of the answer to an error, for whatever body shows it.
pub fn head(error: &Error) -> HttpResponseBuilder {
    let mut response = HttpResponse::build(status(error.code));
    response.insert_header((header::CACHE_CONTROL, "no-store"));
    let again = matches!(error.code.status(), 429 | 503).then_some(RETRY_AFTER);
    if let Some(seconds) = error.retry_after.or(again) {
        response.insert_header((header::RETRY_AFTER, seconds.to_string()));
    }
    if error.code.status() == 401 {
        response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
    }
    response
}

fn status(code: Code) -> StatusCode {
    StatusCode::from_u16(code.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

/// What went wrong, as problem details (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Problem)]
pub struct ProblemOut {
    /// Where the code is explained, relative to the service's address.
    #[serde(rename = "type")]
    #[schema(example = "/api/docs/errors#not_found")]
    kind: String,
    /// A short title, the same for every occurrence of the code.
    #[schema(example = "There is nothing here")]
    title: &'static str,
    /// The HTTP status.
    #[schema(example = 404)]
    status: u16,
    /// What was wrong this time and what to do about it, in English.
    #[schema(example = "There is no such consultation.")]
    detail: String,
    /// The stable word to act on. Codes are added, never renamed.
    #[schema(example = "not_found")]
    code: &'static str,
    /// The fields that were not valid, if it was about fields.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<FieldOut>,
    /// The id of what is in the way, where there is one: the idea that is the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    other: Option<String>,
    /// The work to be done first, with the code `proof_required`.
    #[serde(skip_serializing_if = "Option::is_none")]
    proof: Option<ProofOut>,
    /// With `edit_kind_required`: what the edit seems to be.
    #[serde(skip_serializing_if = "Option::is_none")]
    edit: Option<AskedEditOut>,
}

/// A proof of work that is asked for. Find a number so that the SHA-256 of `CHALLENGE.NUMBER` begins with
/// `bits` zero bits, and send `CHALLENGE.NUMBER` as `proof`; each is good once.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProofOfWork)]
pub struct ProofOut {
    challenge: String,
    #[schema(example = "sha256")]
    algorithm: &'static str,
    /// How many zero bits: each more doubles the work.
    #[schema(example = 17)]
    bits: u8,
    /// Until when the challenge is good; RFC 3339, UTC.
    expires_at: String,
}

/// An edit of words that have been compared, of which the caller has to say what it is.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = AskedEdit)]
pub struct AskedEditOut {
    /// Part of the characters that change, 0 to 1, in the language where it is largest.
    #[schema(example = 0.62)]
    changed: f64,
    /// What it looks like by that: `correction` or `new_meaning`.
    #[schema(example = "new_meaning")]
    suggested: &'static str,
    /// How often the words have been compared; of a question, how many answers it has.
    #[schema(example = 133)]
    comparisons: i64,
}

/// A field that was not valid.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ProblemField)]
pub struct FieldOut {
    /// Where, as a path from the body's root.
    #[schema(example = "texts.fi")]
    field: String,
    #[schema(example = "idea_too_long")]
    code: &'static str,
    #[schema(example = "The idea has 281 characters; at most 280 are allowed.")]
    detail: String,
}

impl ProblemOut {
    #[must_use]
    pub fn with_status(self, status: u16) -> Self {
        Self { status, ..self }
    }

    pub fn of(error: &Error) -> Self {
        let code = error.code.as_str();
        let field = |f: &crate::domain::FieldError| FieldOut {
            field: f.field.clone(),
            code: f.code.as_str(),
            detail: f.detail.clone(),
        };
        Self {
            kind: format!("{TYPES}{code}"),
            title: error.code.title(),
            status: error.code.status(),
            detail: error.detail.clone(),
            code,
            errors: error.fields.iter().map(field).collect(),
            other: error.other.clone(),
            proof: error.work.as_ref().map(|work| ProofOut {
                challenge: work.challenge.clone(),
                algorithm: "sha256",
                bits: work.bits,
                expires_at: rfc3339(work.ends_at),
            }),
            edit: error.asked.map(|asked| AskedEditOut {
                changed: asked.edit.changed,
                suggested: asked.edit.suggested.as_str(),
                comparisons: asked.comparisons,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Problem, ProblemOut};
    use crate::domain::{Code, Error};
    use actix_web::ResponseError;

    #[test]
    fn a_problem_says_its_code_its_fields_and_when_to_come_back() {
        let error = Error::field("texts.fi", Code::IdeaEmpty, "The idea has no text.");
        let json = serde_json::to_value(ProblemOut::of(&error)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({
                "type": "/api/docs/errors#idea_empty", "title": "The idea has no text", "status": 422,
                "detail": "The idea has no text.", "code": "idea_empty",
                "errors": [{"field": "texts.fi", "code": "idea_empty", "detail": "The idea has no text."}],
            })
        );
        let busy = Problem(Error::new(Code::RateLimited, "Too many calls.").retry_after(7)).error_response();
        assert_eq!(busy.status(), 429);
        assert_eq!(busy.headers().get("retry-after").unwrap(), "7");
        assert_eq!(busy.headers().get("content-type").unwrap(), "application/problem+json");
    }
}
