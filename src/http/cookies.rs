//! The cookies: a member's session, and one for each consultation that somebody takes part in.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::domain::ids::ConsultationId;

pub const SESSION: &str = "parvis_session";
/// A participant comes back to the same consultation within half a year, or is somebody new.
pub const PARTICIPANT_DAYS: i64 = 180;
/// The interface's language, chosen by its reader.
pub const LANGUAGE: &str = "parvis_lang";

/// The name of a participant's cookie in a consultation.
pub fn participant_name(consultation: &ConsultationId) -> String {
    format!("parvis_p_{consultation}")
}

/// A cookie that scripts can't read and foreign sites can't send along with a form.
pub fn set(name: impl Into<String>, value: impl Into<String>, days: i64, secure: bool) -> Cookie<'static> {
    Cookie::build(name.into(), value.into())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .max_age(Duration::days(days))
        .finish()
}

/// The cookie that makes the browser forget one.
pub fn removal(name: impl Into<String>, secure: bool) -> Cookie<'static> {
    let mut cookie = set(name, "", 0, secure);
    cookie.set_max_age(Duration::ZERO);
    cookie
}

pub fn value(request: &HttpRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}
