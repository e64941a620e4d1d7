//! Requests that a browser sends with a cookie must come from our own pages: JSON calls show it by a header
//! that no foreign form can set, HTML forms by a token that is tied to the cookie.

use actix_web::HttpRequest;
use actix_web::http::header;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::domain::{Code, Error, Result};

/// Any value of this header will do: only our own script can send it.
pub const HEADER: &str = "x-parvis-csrf";
/// The name of the hidden field of a form.
pub const FIELD: &str = "csrf";

/// For a JSON call that a cookie vouches for.
///
/// # Errors
/// `csrf_failed`.
pub fn check_header(request: &HttpRequest) -> Result<()> {
    if request.method().is_safe() || (request.headers().contains_key(HEADER) && is_same_site(request)) {
        return Ok(());
    }
    Err(failed("A call that uses a cookie needs the header `x-parvis-csrf: 1`; a token needs none."))
}

/// The hidden field of a form: tied to the cookie of whoever fills it in (empty before there is one). It has
/// no time of its own, so that thinking long costs nobody their text.
pub fn form_token(key: &[u8], cookie: &str) -> String {
    URL_SAFE_NO_PAD.encode(mac(key, cookie))
}

/// For a form: its token, and what the browser says of where the form stood.
///
/// # Errors
/// `csrf_failed`.
pub fn check_form(request: &HttpRequest, key: &[u8], cookie: &str, token: &str) -> Result<()> {
    let given = URL_SAFE_NO_PAD.decode(token).unwrap_or_default();
    if is_same_site(request) && bool::from(mac(key, cookie).as_slice().ct_eq(&given)) {
        return Ok(());
    }
    Err(failed("The form was not sent from this site's own page, or a cookie is missing; open it again."))
}

fn failed(detail: &str) -> Error {
    Error::new(Code::CsrfFailed, detail)
}

fn mac(key: &[u8], cookie: &str) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("HMAC takes keys of every length");
    mac.update(b"form\0");
    mac.update(cookie.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// What the browser says, where it says anything: `Sec-Fetch-Site`, else `Origin` against `Host`.
fn is_same_site(request: &HttpRequest) -> bool {
    let text = |name: header::HeaderName| request.headers().get(name).map(|v| v.to_str().unwrap_or("?"));
    if let Some(site) = text(header::HeaderName::from_static("sec-fetch-site")) {
        return matches!(site, "same-origin" | "none");
    }
    match text(header::ORIGIN) {
        None => true,
        Some(origin) => {
            let host = origin.split_once("://").map(|(_, host)| host);
            host.is_some() && host == text(header::HOST)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{check_form, check_header, form_token};
    use actix_web::test::TestRequest;

    #[test]
    fn a_form_is_good_only_with_its_own_cookie_and_from_its_own_site() {
        let token = form_token(b"key", "cookie");
        let form = |headers: &[(&'static str, &'static str)]| {
            let request =
                headers.iter().fold(TestRequest::post(), |request, header| request.insert_header(*header));
            request.to_http_request()
        };
        let own = form(&[("host", "a.fi"), ("origin", "https://a.fi")]);
        assert!(check_form(&own, b"key", "cookie", &token).is_ok());
        assert!(check_form(&form(&[]), b"key", "cookie", &token).is_ok(), "an old browser says nothing");
        for (cookie, key, token) in
            [("other", "key", &*token), ("cookie", "other", &token), ("cookie", "key", "")]
        {
            assert!(check_form(&own, key.as_bytes(), cookie, token).is_err());
        }
        for headers in [
            &[("host", "a.fi"), ("origin", "https://b.fi")][..],
            &[("origin", "null"), ("host", "a.fi")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            assert!(check_form(&form(headers), b"key", "cookie", &token).is_err(), "{headers:?}");
        }
    }

    #[test]
    fn only_changes_need_the_header() {
        assert!(check_header(&TestRequest::get().to_http_request()).is_ok());
        assert!(check_header(&TestRequest::delete().to_http_request()).is_err());
        let own = TestRequest::delete().insert_header(("x-parvis-csrf", "1"));
        assert!(check_header(&own.to_http_request()).is_ok());
    }
}
