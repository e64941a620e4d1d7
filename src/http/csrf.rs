//! Requests that a browser sends with a cookie must come from our own pages: JSON calls show it by a header
//! that no foreign form can set, HTML forms by a token that is tied to the cookie.

use actix_web::HttpRequest;
use actix_web::http::header;
use sha2::{Digest, Sha256};

use crate::domain::{Code, Error, Result};
use crate::service::tokens::Signer;

/// Any value of this header will do: only our own script can send it.
pub const HEADER: &str = "x-parvis-csrf";
/// The name of the hidden field of a form.
pub const FIELD: &str = "csrf";
const PURPOSE: &str = "form";

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
pub fn form_token(signer: &Signer, cookie: &str) -> String {
    signer.sign(PURPOSE, &Sha256::digest(cookie.as_bytes()))
}

/// For a form: its token, and what the browser says of where the form stood.
///
/// # Errors
/// `csrf_failed`.
pub fn check_form(request: &HttpRequest, signer: &Signer, cookie: &str, token: &str) -> Result<()> {
    let tied_to = signer.verify(PURPOSE, token);
    if is_same_site(request) && tied_to.is_some_and(|to| to == Sha256::digest(cookie.as_bytes()).as_slice()) {
        return Ok(());
    }
    Err(failed("The form was not sent from this site's own page, or a cookie is missing; open it again."))
}

fn failed(detail: &str) -> Error {
    Error::new(Code::CsrfFailed, detail)
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
    use crate::service::tokens::Signer;
    use actix_web::test::TestRequest;

    #[test]
    fn a_form_is_good_only_with_its_own_cookie_and_from_its_own_site() {
        let (signer, stranger) = (Signer::of_tests(1), Signer::of_tests(2));
        let token = form_token(&signer, "cookie");
        let form = |headers: &[(&'static str, &'static str)]| {
            let request =
                headers.iter().fold(TestRequest::post(), |request, header| request.insert_header(*header));
            request.to_http_request()
        };
        let own = form(&[("host", "a.fi"), ("origin", "https://a.fi")]);
        assert!(check_form(&own, &signer, "cookie", &token).is_ok());
        assert!(check_form(&form(&[]), &signer, "cookie", &token).is_ok(), "an old browser says nothing");
        for (cookie, signer, token) in
            [("other", &signer, &*token), ("cookie", &stranger, &token), ("cookie", &signer, "")]
        {
            assert!(check_form(&own, signer, cookie, token).is_err());
        }
        for headers in [
            &[("host", "a.fi"), ("origin", "https://b.fi")][..],
            &[("origin", "null"), ("host", "a.fi")],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
        ] {
            assert!(check_form(&form(headers), &signer, "cookie", &token).is_err(), "{headers:?}");
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
