//! Asking again only for what changed (`ETag`, `If-None-Match`), and changing only what was read
//! (`If-Match`).

use actix_web::http::header::{self, HeaderName};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use sha2::{Digest, Sha256};

use crate::domain::chain::hex;
use crate::domain::{Code, Error, Result};

/// JSON with a weak tag made from its bytes; 304 without a body if the caller has them.
pub fn json(request: &HttpRequest, body: &impl Serialize) -> HttpResponse {
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    let tag = of(&bytes);
    send(request, tag, bytes)
}

/// The same for a thing that counts its changes: the tag holds its version too, for `If-Match`.
pub fn json_of_version(request: &HttpRequest, version: i64, body: &impl Serialize) -> HttpResponse {
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    let tag = format!("W/\"v{version}-{}\"", digest(&bytes));
    send(request, tag, bytes)
}

fn send(request: &HttpRequest, tag: String, bytes: Vec<u8>) -> HttpResponse {
    if is_known(request, &tag) {
        return not_modified(&tag);
    }
    HttpResponse::Ok()
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, VARY))
        .content_type("application/json")
        .body(bytes)
}

/// What an answer depends on besides its address: who asks, and in which language.
const VARY: &str = "authorization, cookie, accept-language";

pub fn not_modified(tag: &str) -> HttpResponse {
    HttpResponse::NotModified()
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, VARY))
        .finish()
}

/// A tag of some bytes. Weak: the same content, whatever its compression.
pub fn of(bytes: &[u8]) -> String {
    format!("W/\"{}\"", digest(bytes))
}

fn digest(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes)[..12])
}

/// The tag of a thing that counts its changes.
pub fn of_version(version: i64) -> String {
    format!("\"v{version}\"")
}

/// Whether the caller already has what this tag names.
pub fn is_known(request: &HttpRequest, tag: &str) -> bool {
    has(request, header::IF_NONE_MATCH, tag)
}

/// The version that a change is meant for: none if the caller does not care.
///
/// # Errors
/// `precondition_failed` if it is none that a version ever had.
pub fn expected_version(request: &HttpRequest) -> Result<Option<i64>> {
    let Some(value) = request.headers().get(header::IF_MATCH) else { return Ok(None) };
    let value = value.to_str().unwrap_or_default().trim();
    if value == "*" {
        return Ok(None);
    }
    let version = value.trim_start_matches("W/").trim_matches('"').strip_prefix('v');
    // What follows the version tells one answer from another, not one version from another.
    let version = version.and_then(|tag| tag.split('-').next());
    match version.and_then(|digits| digits.parse().ok()) {
        Some(version) => Ok(Some(version)),
        None => Err(Error::new(
            Code::PreconditionFailed,
            "`If-Match` takes the `ETag` that reading gave, such as \"v3\".",
        )),
    }
}

/// Weak comparison, as `If-None-Match` asks for.
fn has(request: &HttpRequest, name: HeaderName, tag: &str) -> bool {
    let strong = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let values = request.headers().get_all(name).filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|one| one.trim() == "*" || strong(one) == strong(tag))
}

#[cfg(test)]
mod tests {
    use super::{expected_version, json, of_version};
    use actix_web::test::TestRequest;

    #[test]
    fn what_the_caller_has_is_not_sent_again() {
        let first = json(&TestRequest::get().to_http_request(), &"x");
        let tag = first.headers().get("etag").unwrap().to_str().unwrap().to_owned();
        let again = |tags: String| {
            json(&TestRequest::get().insert_header(("if-none-match", tags)).to_http_request(), &"x").status()
        };
        assert_eq!(again(format!("\"other\", {tag}")), 304);
        assert_eq!(again("\"other\"".to_owned()), 200);
    }

    #[test]
    fn a_version_is_read_back() {
        let request = |value: &str| TestRequest::patch().insert_header(("if-match", value)).to_http_request();
        assert_eq!(expected_version(&request(&of_version(3))).unwrap(), Some(3));
        assert_eq!(expected_version(&request("*")).unwrap(), None);
        assert_eq!(expected_version(&TestRequest::patch().to_http_request()).unwrap(), None);
        assert!(expected_version(&request("\"x\"")).is_err());
    }
}
