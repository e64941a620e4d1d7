//! Errors as pages: what happened, in the reader's language, and a way on.

use actix_web::HttpResponse;
use actix_web::http::header;
use askama::Template;

use crate::domain::{Code, Error};
use crate::http::error_page::Asked;
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
pub fn show(asked: &Asked, error: &Error) -> HttpResponse {
    let mut response = problem::head(error);
    response.content_type("text/html; charset=utf-8");
    response.insert_header((header::VARY, "Accept-Language, Cookie"));
    let page = page(asked, error).render();
    response.body(page.unwrap_or_else(|_| error.code.title().to_owned()))
}

pub fn page(asked: &Asked, error: &Error) -> ErrorPage {
    let locale = asked.languages.iter().find_map(|lang| Locale::of(lang.as_str())).unwrap_or(Locale::En);
    let t = Text(locale);
    let (heading, lead) = words(t, error.code);
    let worth_a_try = matches!(error.code.status(), 408 | 429 | 500..);
    ErrorPage {
        frame: Frame::of_address(&asked.path, t, heading.clone()),
        heading,
        lead,
        again: worth_a_try.then(|| asked.path.clone()),
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

    use super::*;

    #[actix_web::test]
    async fn every_error_is_a_page_with_its_status_and_its_code() {
        for &code in Code::ALL {
            let asked = Asked { path: "/c/x".into(), languages: vec![Locale::Sv.lang()] };
            let response = show(&asked, &Error::new(code, "<detail>"));
            assert_eq!(response.status().as_u16(), code.status());
            let body = to_bytes(response.into_body()).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            assert!(body.contains("<html lang=\"sv\">") && body.contains(code.as_str()), "{code:?}");
            assert!(!body.contains("detail>"), "details are for programs");
        }
    }
}
