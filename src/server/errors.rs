//! The last look at an answer: whatever failed leaves as problem details under `/api` and as a page
//! elsewhere, also where the framework itself refused.

use actix_web::body::{BoxBody, MessageBody};
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::{StatusCode, header};
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpResponse, ResponseError};

use crate::domain::{Code, Error as DomainError};
use crate::http::error_page::{Asked, ErrorPage};
use crate::http::{Problem, cookies, language, problem};

pub async fn show<B: MessageBody + 'static>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let page = request.app_data::<Data<ErrorPage>>().map(|page| *page.get_ref());
    let shown = Shown::to(&request, page);
    match next.call(request).await {
        Ok(response) if response.status().is_client_error() || response.status().is_server_error() => {
            Ok(shown.rewrite(response.map_into_boxed_body()))
        }
        Ok(response) => Ok(response.map_into_boxed_body()),
        Err(error) => Err(shown.replace(error)),
    }
}

/// How this request's errors are shown.
enum Shown {
    Problem,
    Page(ErrorPage, Asked),
}

impl Shown {
    fn to(request: &ServiceRequest, page: Option<ErrorPage>) -> Self {
        match page {
            Some(page) if !is_for_programs(request.path()) => Shown::Page(page, asked(request)),
            _ => Shown::Problem,
        }
    }

    /// An answer that a handler or the framework made.
    fn rewrite(&self, response: ServiceResponse<BoxBody>) -> ServiceResponse<BoxBody> {
        let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        let kind = kind.unwrap_or_default();
        let is_shown = match self {
            Shown::Problem => kind.starts_with(problem::MEDIA_TYPE),
            // A form with its errors, or a page that says more than the error does.
            Shown::Page(..) => kind.starts_with("text/html"),
        };
        if is_shown {
            return response;
        }
        let known = response.response().error().and_then(|error| error.as_error::<Problem>());
        let error = known.map_or_else(|| of_status(response.status()), |problem| problem.0.clone());
        let answer = self.answer(&error);
        response.into_response(answer)
    }

    /// A failure before any handler: it travels as an error and answers as what it is shown as.
    fn replace(self, error: Error) -> Error {
        let known = error.as_error::<Problem>().map(|problem| problem.0.clone());
        let known = known.unwrap_or_else(|| of_status(error.as_response_error().status_code()));
        match self {
            Shown::Problem => Problem(known).into(),
            Shown::Page(page, asked) => Page { show: page, asked, error: known }.into(),
        }
    }

    fn answer(&self, error: &DomainError) -> HttpResponse {
        match self {
            Shown::Problem => problem::respond(error, &problem::ProblemOut::of(error)),
            Shown::Page(page, asked) => page(asked, error),
        }
    }
}

/// What programs ask for; they read no pages.
fn is_for_programs(path: &str) -> bool {
    path.starts_with("/api/") || matches!(path, "/api" | "/healthz" | "/readyz" | "/metrics")
}

fn asked(request: &ServiceRequest) -> Asked {
    let lang = language::lang_of_query(request.query_string());
    let kept = cookies::language(request.request());
    let languages = language::wanted(request.request(), lang.or(kept.as_deref()));
    Asked { path: request.path().to_owned(), languages }
}

/// An error of the framework's own, by its status.
fn of_status(status: StatusCode) -> DomainError {
    let (code, detail) = match status.as_u16() {
        404 => (Code::NotFound, "There is nothing at this address."),
        405 => (Code::MethodNotAllowed, "This method is not allowed here."),
        406 => (Code::NotAcceptable, "That form is not offered."),
        408 => (Code::BodyTimeout, "The request did not arrive in time."),
        413 => (Code::BodyTooLarge, "The body is too large."),
        414 => (Code::UriTooLong, "The address is too long."),
        415 => (Code::UnsupportedMediaType, "The content type is not understood here."),
        400..=499 => (Code::InvalidPath, "The request could not be understood."),
        503 => (Code::Busy, "The service is busy; try again."),
        _ => (Code::Internal, "Something went wrong here."),
    };
    DomainError::new(code, detail)
}

/// An error that answers as a page.
#[derive(Debug)]
struct Page {
    show: ErrorPage,
    asked: Asked,
    error: DomainError,
}

impl std::fmt::Display for Page {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.error.detail)
    }
}

impl ResponseError for Page {
    fn status_code(&self) -> StatusCode {
        Problem(self.error.clone()).status_code()
    }

    fn error_response(&self) -> HttpResponse {
        (self.show)(&self.asked, &self.error)
    }
}
