//! Who may read `/metrics`: whoever shows the token, or where none is set, whoever asks from this machine itself. A call
//! that a proxy passed on is none of these, also where the proxy stands on this machine.

use actix_web::HttpRequest;
use actix_web::http::header;
use subtle::ConstantTimeEq;

use crate::domain::{Code, Error, Result};
use crate::http::site::Site;

/// What proxies add. One alone shows that somebody else asked.
const FORWARDED: [&str; 6] =
    ["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "forwarded", "x-real-ip", "via"];

/// The setting, as it is for the application.
#[derive(Clone, Debug)]
pub struct MetricsToken(pub Option<String>);

/// # Errors
/// `token_invalid`, `forbidden`.
pub fn check(request: &HttpRequest, token: &MetricsToken, site: &Site) -> Result<()> {
    if let Some(token) = &token.0 {
        let shown = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let shown = shown.and_then(|value| value.strip_prefix("Bearer ")).unwrap_or_default();
        if bool::from(shown.as_bytes().ct_eq(token.as_bytes())) {
            return Ok(());
        }
        return Err(Error::new(Code::TokenInvalid, "Figures take the token that --metrics-token sets."));
    }
    let peer = request.peer_addr().map(|peer| peer.ip().to_canonical());
    let passed_on = FORWARDED.iter().any(|name| request.headers().contains_key(*name));
    if peer.is_some_and(|peer| peer.is_loopback() && !site.is_proxy(peer)) && !passed_on {
        return Ok(());
    }
    let detail = "Figures are told on this machine only, and elsewhere to whoever shows the token that \
                  --metrics-token sets.";
    Err(Error::new(Code::Forbidden, detail))
}

#[cfg(test)]
mod tests {
    use super::{MetricsToken, check};
    use crate::http::site::Site;
    use actix_web::test::TestRequest;

    #[test]
    fn figures_are_told_here_or_for_the_token() {
        let may = |peer: &str, headers: &[(&'static str, &'static str)], token: Option<&str>, site: &Site| {
            let request = TestRequest::get().peer_addr(peer.parse().unwrap());
            let request = headers.iter().fold(request, |request, header| request.insert_header(*header));
            check(&request.to_http_request(), &MetricsToken(token.map(str::to_owned)), site).is_ok()
        };
        let alone = Site::default();
        assert!(may("127.0.0.1:1", &[], None, &alone));
        assert!(may("[::1]:1", &[], None, &alone));
        assert!(!may("192.0.2.1:1", &[], None, &alone));
        for header in [("x-forwarded-for", "127.0.0.1"), ("forwarded", "for=127.0.0.1"), ("via", "1.1 x")] {
            assert!(!may("127.0.0.1:1", &[header], None, &alone), "{header:?}");
        }
        let behind = Site { trusted_proxies: vec!["127.0.0.1/32".parse().unwrap()], ..Site::default() };
        assert!(!may("127.0.0.1:1", &[], None, &behind));
        let shown = ("authorization", "Bearer abc");
        assert!(may("192.0.2.1:1", &[shown], Some("abc"), &behind));
        assert!(!may("127.0.0.1:1", &[], Some("abc"), &alone), "where there is a token, it is asked for");
        assert!(!may("127.0.0.1:1", &[("authorization", "Bearer abd")], Some("abc"), &alone));
        assert!(!may("127.0.0.1:1", &[("authorization", "abc")], Some("abc"), &alone));
    }
}
