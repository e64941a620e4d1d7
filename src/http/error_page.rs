//! What the page that shows an error may know. Handlers of pages return a [`Problem`](crate::http::Problem)
//! as those of the API do; the server has it shown as a page.

use actix_web::HttpResponse;

use crate::domain::{Error, Lang};

/// The request that failed.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    pub path: String,
    /// As the address, the cookie and the browser want them, in order.
    pub languages: Vec<Lang>,
}

/// Makes the page of an error, with its status (`http::problem::head` begins it).
pub type ErrorPage = fn(&Asked, &Error) -> HttpResponse;
