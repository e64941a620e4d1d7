//! Reading what was sent: JSON, forms and the query, each with its limit and its errors. These stand where
//! actix's own extractors would, whose failures are plain text and name no field.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use actix_web::dev::Payload;
use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest, web};
use futures_util::StreamExt;
use serde::de::DeserializeOwned;

use crate::domain::{Code, Error};
use crate::http::Problem;
use crate::http::caller::Deciding;

/// The most that a body may hold: a batch of votes takes a tenth of it, an idea in all languages a twentieth.
pub const LIMIT: usize = 64 * 1024;
/// A body of that size arrives in a second on a bad network; one that takes longer than this is given up.
const TIME: Duration = Duration::from_secs(15);

type Reading<T> = Pin<Box<dyn Future<Output = Result<T, Problem>>>>;

/// A JSON body.
pub struct Json<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Json<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (is_json, payload) = (is_type(request, "json"), payload.take());
        told_to_who_may(request, async move {
            if !is_json {
                return Err(unsupported("application/json"));
            }
            let bytes = read(payload, LIMIT).await?;
            Ok(Self(parse_json(&bytes)?))
        })
    }
}

/// A JSON body that may be left out.
pub struct JsonOrNothing<T>(pub T);

impl<T: DeserializeOwned + Default + 'static> FromRequest for JsonOrNothing<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (is_json, payload) = (is_type(request, "json"), payload.take());
        told_to_who_may(request, async move {
            let bytes = read(payload, LIMIT).await?;
            match bytes.is_empty() {
                true => Ok(Self(T::default())),
                false if is_json => Ok(Self(parse_json(&bytes)?)),
                false => Err(unsupported("application/json")),
            }
        })
    }
}

/// A body as it came, such as a file.
pub struct Raw(pub Vec<u8>);

impl FromRequest for Raw {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let payload = payload.take();
        told_to_who_may(request, async move { Ok(Self(read(payload, LIMIT).await?)) })
    }
}

/// A form's fields.
pub struct Form<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Form<T> {
    type Error = Problem;
    type Future = Reading<Self>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (is_form, payload) = (is_type(request, "x-www-form-urlencoded"), payload.take());
        told_to_who_may(request, async move {
            if !is_form {
                return Err(unsupported("application/x-www-form-urlencoded"));
            }
            let bytes = read(payload, LIMIT).await?;
            let fields = web::Query::<T>::from_query(&String::from_utf8_lossy(&bytes));
            let invalid = |e| Error::new(Code::InvalidForm, format!("The form could not be read: {e}."));
            Ok(Self(fields.map_err(invalid)?.into_inner()))
        })
    }
}

/// Reads; a fault is told once it is known that the caller may make the call.
fn told_to_who_may<T>(
    request: &HttpRequest,
    reading: impl Future<Output = Result<T, Problem>> + 'static,
) -> Reading<T> {
    let request = request.clone();
    Box::pin(async move {
        let read = reading.await;
        if read.is_err() {
            Deciding::wait(&request).await;
        }
        read
    })
}

/// The whole body, if it is no longer than `limit` and comes in time.
async fn read(mut payload: Payload, limit: usize) -> Result<Vec<u8>, Problem> {
    let all = async {
        let mut body = Vec::new();
        while let Some(chunk) = payload.next().await {
            let chunk =
                chunk.map_err(|e| Error::new(Code::InvalidJson, format!("The body broke off: {e}.")))?;
            if body.len() + chunk.len() > limit {
                let detail = format!("The body may have {limit} bytes at most.");
                return Err(Problem(Error::new(Code::BodyTooLarge, detail)));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    };
    let late = |_| Problem(Error::new(Code::BodyTimeout, "The body did not arrive in 15 seconds."));
    tokio::time::timeout(TIME, all).await.map_err(late)?
}

fn parse_json<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Problem> {
    // Following the path costs as much as the parsing; only a body that fails needs it.
    if let Ok(value) = serde_json::from_slice(bytes) {
        return Ok(value);
    }
    let mut deserializer = serde_json::Deserializer::from_slice(bytes);
    let value = serde_path_to_error::deserialize(&mut deserializer).map_err(|e| {
        let (path, inner) = (e.path().to_string(), e.into_inner());
        if inner.is_data() { wrong_field(&path, &inner) } else { broken(&inner) }
    })?;
    deserializer.end().map_err(|e| broken(&e))?;
    Ok(value)
}

fn broken(error: &serde_json::Error) -> Problem {
    Problem(Error::new(Code::InvalidJson, format!("The body is not valid JSON: {error}.")))
}

/// Well-formed JSON of another shape: the field is named.
fn wrong_field(path: &str, error: &serde_json::Error) -> Problem {
    // serde_json adds a place in the bytes, which says less than the path does.
    let text = error.to_string();
    let detail = text.split(" at line ").next().unwrap_or_default();
    let named = detail.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    let field = match (path, named) {
        (".", None) => String::new(),
        (".", Some(name)) => name.to_owned(),
        (path, None) => path.to_owned(),
        (path, Some(name)) => format!("{path}.{name}"),
    };
    let detail = format!("The field does not fit: {detail}.");
    Problem(Error::field(field, Code::InvalidField, detail))
}

fn unsupported(wanted: &str) -> Problem {
    let detail = format!("The content type must be {wanted}.");
    Problem(Error::new(Code::UnsupportedMediaType, detail))
}

/// `application/json`, or another type that ends in it (`…+json`); parameters don't matter.
fn is_type(request: &HttpRequest, subtype: &str) -> bool {
    let value = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = value.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence == format!("application/{subtype}")
        || (essence.starts_with("application/") && essence.ends_with(&format!("+{subtype}")))
}

/// Failures of actix's own extractors for path and query, as problem details.
pub fn extractor_config(config: &mut web::ServiceConfig) {
    config.app_data(web::QueryConfig::default().error_handler(|error, _| {
        Problem(Error::new(
            Code::InvalidQuery,
            format!("The address's parameters could not be read: {error}."),
        ))
        .into()
    }));
    config.app_data(web::PathConfig::default().error_handler(|error, _| {
        Problem(Error::new(Code::InvalidPath, format!("The address could not be read: {error}."))).into()
    }));
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, extractor_config, parse_json};
    use crate::domain::{Code, Texts};
    use crate::http::body::{Form, Json};
    use actix_web::{App, HttpResponse, test, web};

    #[derive(Debug, serde::Deserialize)]
    struct Inner {
        #[allow(dead_code, reason = "only its type is asked")]
        number: u8,
    }

    #[derive(Debug, serde::Deserialize)]
    struct Outer {
        #[allow(dead_code, reason = "only its type is asked")]
        list: Vec<Inner>,
    }

    #[actix_web::test]
    async fn the_field_that_does_not_fit_is_named() {
        let field = |body: &str| {
            let error = parse_json::<Outer>(body.as_bytes()).unwrap_err().0;
            (error.code, error.fields.first().map(|f| f.field.clone()).unwrap_or_default())
        };
        assert_eq!(
            field(r#"{"list": [{"number": 1}, {"number": "x"}]}"#),
            (Code::InvalidField, "list[1].number".into())
        );
        assert_eq!(field(r#"{"list": [{}]}"#), (Code::InvalidField, "list[0].number".into()));
        assert_eq!(field("{}"), (Code::InvalidField, "list".into()));
        assert_eq!(field("7"), (Code::InvalidField, String::new()));
        for broken in ["", "{", r#"{"list": []} x"#, "\u{feff}{}", "{\"list\": [\"\\ud800\"]}"] {
            assert_eq!(field(broken).0, Code::InvalidJson, "{broken:?}");
        }
        assert!(parse_json::<Texts>(br#"{"fi": "a", "f": "b"}"#).is_err());
    }

    #[actix_web::test]
    async fn each_failure_has_its_own_code() {
        async fn json(_: Json<Outer>) -> HttpResponse {
            HttpResponse::Ok().finish()
        }
        async fn form(_: Form<Inner>) -> HttpResponse {
            HttpResponse::Ok().finish()
        }
        let app = App::new().configure(extractor_config);
        let app = app.route("/json", web::post().to(json)).route("/form", web::post().to(form));
        let app = test::init_service(app).await;
        let large = format!("{{\"list\": [], \"x\": \"{}\"}}", "x".repeat(LIMIT));
        for (path, kind, body, status) in [
            ("/json", "application/json", r#"{"list": []}"#, 200),
            ("/json", "application/json; charset=utf-8", r#"{"list": []}"#, 200),
            ("/json", "text/plain", r#"{"list": []}"#, 415),
            ("/json", "application/json", "{", 400),
            ("/json", "application/json", "{}", 422),
            ("/json", "application/json", &large, 413),
            ("/form", "application/x-www-form-urlencoded", "number=1", 200),
            ("/form", "application/x-www-form-urlencoded", "number=x", 400),
            ("/form", "application/json", "{}", 415),
        ] {
            let request = test::TestRequest::post().uri(path).insert_header(("content-type", kind));
            let response = test::call_service(&app, request.set_payload(body.to_owned()).to_request()).await;
            assert_eq!(response.status().as_u16(), status, "{path} {kind} {}", &body[..body.len().min(40)]);
        }
    }
}
