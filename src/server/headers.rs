//! Headers that every answer carries.

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header::{self, HeaderMap, HeaderName, HeaderValue};
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::http::Context;

/// Nothing but our own files, no frames around us, and no script or style that stands in a page.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'";
/// Swagger UI sets one style as an attribute, known here by its hash; everything else holds there too.
const DOCS_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-hashes' \
    'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; \
    base-uri 'none'";
const DOCS: &str = "/api/docs/";

static ALWAYS: [(HeaderName, &str); 5] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // With `no-referrer` browsers would send `Origin: null` with our own forms.
    (header::REFERRER_POLICY, "same-origin"),
    (header::PERMISSIONS_POLICY, "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (header::CROSS_ORIGIN_OPENER_POLICY, "same-origin"),
    (header::CROSS_ORIGIN_RESOURCE_POLICY, "same-origin"),
];
/// A year.
const HTTPS_ONLY: &str = "max-age=31536000";

pub async fn add<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let is_api = request.path().starts_with("/api/v1/");
    let is_docs = request.path().starts_with(DOCS);
    let is_secure =
        request.app_data::<Data<Context>>().is_some_and(|context| context.site.is_secure(request.head()));
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    for (name, value) in &ALWAYS {
        set_default(headers, name, value);
    }
    set_default(headers, &header::CONTENT_SECURITY_POLICY, if is_docs { DOCS_POLICY } else { POLICY });
    if is_secret(headers, is_api) {
        set_default(headers, &header::CACHE_CONTROL, "no-store");
    }
    if is_secure {
        set_default(headers, &header::STRICT_TRANSPORT_SECURITY, HTTPS_ONLY);
    }
    Ok(response)
}

/// Whether an answer may hold what nobody else should find in a cache: tokens, links, what somebody may see. What
/// carries a tag is asked for again each time, and says so itself.
fn is_secret(headers: &HeaderMap, is_api: bool) -> bool {
    headers.contains_key(header::SET_COOKIE) || (is_api && !headers.contains_key(header::ETAG))
}

/// A handler that knows better keeps its own.
fn set_default(headers: &mut HeaderMap, name: &HeaderName, value: &'static str) {
    if !headers.contains_key(name) {
        headers.insert(name.clone(), HeaderValue::from_static(value));
    }
}
