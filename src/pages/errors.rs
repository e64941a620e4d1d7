//! Errors as pages: what happened, in the reader's language, and a way on.

use actix_web::http::{Method, header};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::{Code, Error};
use crate::http::problem;
use crate::pages::frame::Frame;
use crate::pages::locale::Locale;
use crate::pages::text::Text;

#[derive(Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    pub frame: Frame,
    pub heading: String,
    pub lead: String,
    /// Where to try again, if that can help.
    pub again: Option<String>,
    pub support: String,
}

/// The page for an error, with its status and headers.
pub fn respond(request: &HttpRequest, error: &Error) -> HttpResponse {
    let mut response = problem::head(error);
    response.content_type("text/html; charset=utf-8");
    response.insert_header((header::VARY, "Accept-Language, Cookie"));
    let page = page(request, error).render();
    response.body(page.unwrap_or_else(|_| error.code.title().to_owned()))
}

pub fn page(request: &HttpRequest, error: &Error) -> ErrorPage {
    let asked = request.query_string().split('&').find_map(|part| part.strip_prefix("lang="));
    let t = Text(Locale::choose(request, asked, &[]));
    let (heading, lead) = words(t, error.code);
    let worth_a_try = matches!(error.code.status(), 408 | 429 | 500..) && request.method() == Method::GET;
    let address = request.uri().path_and_query().map_or("/", |address| address.as_str());
    ErrorPage {
        frame: Frame::of_installation(request, t.0, heading.clone()),
        heading,
        lead,
        again: worth_a_try.then(|| address.to_owned()),
        support: t.say1("error-detail-for-support", "code", error.code.as_str()),
    }
}

fn words(t: Text, code: Code) -> (String, String) {
    let (heading, lead) = match code.status() {
        404 => ("error-page-404", "error-page-404-lead"),
        410 => ("error-page-410", "error-page-410-lead"),
        429 => ("error-page-429", "error-page-429-lead"),
        500 => ("error-page-500", "error-page-500-lead"),
        501.. => ("error-page-503", "error-page-503-lead"),
        401 | 403 => return (t.say("error-page-403"), t.error(code)),
        _ => return (t.say("error-page-other"), t.error(code)),
    };
    (t.say(heading), t.say(lead))
}

#[cfg(test)]
mod tests {
    use actix_web::body::to_bytes;
    use actix_web::test::TestRequest;

    use super::*;

    #[actix_web::test]
    async fn every_error_is_a_page_with_its_status_and_its_code() {
        for &code in Code::ALL {
            let request = TestRequest::with_uri("/c/x?lang=sv").to_http_request();
            let response = respond(&request, &Error::new(code, "<detail>"));
            assert_eq!(response.status().as_u16(), code.status());
            let body = to_bytes(response.into_body()).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            assert!(body.contains("<html lang=\"sv\">") && body.contains(code.as_str()), "{code:?}");
            assert!(!body.contains("detail>"), "details are for programs");
        }
    }
}
