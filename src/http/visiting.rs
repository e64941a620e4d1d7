//! Who keeps no cookie: for one visit a token in the address stands in for it, `/c/SLUG/by/TOKEN/…` for `/c/SLUG/…`.
//! The token ends by itself after hours. What such an address shows is kept by nobody and listed by nobody, and the
//! address is sent to no other site (`Referrer-Policy`, as everywhere).

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Uri;
use actix_web::http::header::{CACHE_CONTROL, HeaderName, HeaderValue};
use actix_web::http::uri::PathAndQuery;
use actix_web::middleware::Next;
use actix_web::{Error, HttpMessage, HttpRequest};

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// The token that came in the address.
#[derive(Clone, Debug)]
struct Token(String);

/// The token of the visit, where the address has one.
pub fn token(request: &HttpRequest) -> Option<String> {
    request.extensions().get::<Token>().map(|Token(token)| token.clone())
}

/// The address of a consultation's page within a visit.
pub fn address(slug: &str, token: &str, rest: &str) -> String {
    format!("/c/{slug}/by/{token}{rest}")
}

/// Takes the token out of the address before anything looks at it.
pub async fn read<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let Some((token, uri)) = taken_out(request.uri()) else { return next.call(request).await };
    request.extensions_mut().insert(Token(token));
    request.match_info_mut().get_mut().update(&uri);
    request.head_mut().uri = uri;
    let mut response = next.call(request).await?;
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(ROBOTS, HeaderValue::from_static("noindex"));
    Ok(response)
}

/// The token, and the address without it.
fn taken_out(uri: &Uri) -> Option<(String, Uri)> {
    let rest = uri.path().strip_prefix("/c/")?;
    let (slug, rest) = rest.split_once("/by/")?;
    if slug.contains('/') {
        return None;
    }
    let (token, rest) = rest.split_once('/').map_or((rest, ""), |(token, rest)| (token, rest));
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let slash = if rest.is_empty() { "" } else { "/" };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(format!("/c/{slug}{slash}{rest}{query}")).ok()?);
    Some((token.to_owned(), Uri::from_parts(parts).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(address: &str) -> Option<(String, String)> {
        taken_out(&address.parse().unwrap()).map(|(token, uri)| (token, uri.to_string()))
    }

    #[test]
    fn the_token_is_taken_out_of_the_address_and_the_rest_stays() {
        let found = |token: &str, rest: &str| Some((token.to_owned(), rest.to_owned()));
        assert_eq!(read("/c/x/by/T-1_a/vote?lang=fi"), found("T-1_a", "/c/x/vote?lang=fi"));
        assert_eq!(read("/c/x/by/T"), found("T", "/c/x"));
        assert_eq!(read(&address("x", "T", "/results/idea/i")), found("T", "/c/x/results/idea/i"));
        for other in ["/c/x/vote", "/c/x/results/by/T/vote", "/c/by/x", "/by/T/vote", "/"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}
