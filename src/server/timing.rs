//! How long an answer may take and an address may be, and HEAD as GET without its body.

use std::time::Duration;

use actix_web::Error;
use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::Next;
use actix_web::web::Data;

use crate::domain::{Code, Error as DomainError};
use crate::http::Problem;

/// Longer than any address of ours with all its parameters.
const ADDRESS_MAX: usize = 8 * 1024;

/// The time that an answer may take to begin.
#[derive(Clone, Copy, Debug)]
pub struct TimeLimit(pub Duration);

pub async fn limit<B: MessageBody>(
    mut request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    if request.uri().path_and_query().is_some_and(|address| address.as_str().len() > ADDRESS_MAX) {
        let detail = format!("The address may have {ADDRESS_MAX} bytes at most.");
        return Err(Problem(DomainError::new(Code::UriTooLong, detail)).into());
    }
    // The answer's body is left out by the connection, which knows what was asked. A stream has no answer
    // without its body.
    if request.method() == Method::HEAD && !request.path().ends_with("/changes") {
        request.head_mut().method = Method::GET;
    }
    let limit = request.app_data::<Data<TimeLimit>>().map_or(Duration::MAX, |limit| limit.0);
    let late = |_| {
        let detail = "The answer took too long; try again. What was sent may have been recorded.";
        Problem(DomainError::new(Code::Timeout, detail).retry_after(5))
    };
    tokio::time::timeout(limit, next.call(request)).await.map_err(late)?
}
