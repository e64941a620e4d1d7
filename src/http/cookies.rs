//! The cookies: a member's session, one for each consultation that somebody takes part in, the reader's language, and
//! that a browser has signed in before. By HTTPS their names begin with `__Host-`: no other host, a subdomain's
//! included, can set one of those.

use actix_web::HttpRequest;
use actix_web::cookie::time::Duration;
use actix_web::cookie::{Cookie, SameSite};

use crate::domain::ids::ConsultationId;

/// A participant comes back to the same consultation within half a year, or is somebody new.
pub const PARTICIPANT_DAYS: i64 = 180;

/// The name of a cookie, plain and by HTTPS.
macro_rules! name {
    ($secure:expr, $name:literal) => {
        if $secure { concat!("__Host-", $name) } else { $name }
    };
}

/// A member's session.
pub fn session_name(secure: bool) -> &'static str {
    name!(secure, "parvis_session")
}

/// That somebody has signed in with this browser.
pub fn device_name(secure: bool) -> &'static str {
    name!(secure, "parvis_device")
}

fn language_name(secure: bool) -> &'static str {
    name!(secure, "parvis_lang")
}

/// The name of a participant's cookie in a consultation.
pub fn participant_name(consultation: &ConsultationId, secure: bool) -> String {
    format!("{}{consultation}", name!(secure, "parvis_p_"))
}

/// The participant's token in a consultation. The plain name is read by HTTPS too where there is no other: whoever took
/// part before names began with `__Host-` is not made somebody new, who would vote twice.
pub fn participant(request: &HttpRequest, consultation: &ConsultationId, secure: bool) -> Option<String> {
    let named = |secure| value(request, &participant_name(consultation, secure));
    named(secure).or_else(|| if secure { named(false) } else { None })
}

/// The interface's language, chosen by its reader. It is no secret: either name will do.
pub fn language(request: &HttpRequest) -> Option<String> {
    value(request, language_name(true)).or_else(|| value(request, language_name(false)))
}

/// The cookie that keeps the reader's language.
pub fn set_language(tag: &str, days: i64, secure: bool) -> Cookie<'static> {
    set(language_name(secure), tag.to_owned(), days, secure)
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

/// The cookies that make the browser forget a participant, by either name.
pub fn participant_removals(consultation: &ConsultationId, secure: bool) -> Vec<Cookie<'static>> {
    let names = if secure { &[true, false][..] } else { &[false] };
    names.iter().map(|prefixed| removal(participant_name(consultation, *prefixed), secure)).collect()
}

pub fn value(request: &HttpRequest, name: &str) -> Option<String> {
    request.cookie(name).map(|cookie| cookie.value().to_owned()).filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{participant, participant_name, session_name};
    use crate::domain::ids::ConsultationId;
    use actix_web::test::TestRequest;

    #[test]
    fn names_say_by_which_scheme_they_were_set() {
        let id = ConsultationId::new();
        assert_eq!((session_name(false), session_name(true)), ("parvis_session", "__Host-parvis_session"));
        let (plain, prefixed) = (participant_name(&id, false), participant_name(&id, true));
        assert_eq!(prefixed, format!("__Host-{plain}"));
        let with = |cookies: &str| {
            TestRequest::get().insert_header(("cookie", cookies.to_owned())).to_http_request()
        };
        let both = with(&format!("{plain}=old; {prefixed}=new"));
        assert_eq!(participant(&both, &id, true).as_deref(), Some("new"));
        assert_eq!(participant(&both, &id, false).as_deref(), Some("old"));
        let old = with(&format!("{plain}=old"));
        assert_eq!(participant(&old, &id, true).as_deref(), Some("old"), "nobody becomes somebody new");
        assert_eq!(participant(&with(&format!("{prefixed}=new")), &id, false), None);
    }
}
