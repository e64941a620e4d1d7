//! Which languages a caller wants, in order.

use actix_web::http::header;
use actix_web::{FromRequest, HttpRequest};

use actix_web::dev::Payload;
use std::convert::Infallible;
use std::future::{Ready, ready};

use crate::domain::Lang;

/// The languages that the caller wants, in order: an extractor that asks nothing of them.
#[derive(Clone, Debug, Default)]
pub struct Wanted(pub Vec<Lang>);

impl FromRequest for Wanted {
    type Error = Infallible;
    type Future = Ready<Result<Self, Infallible>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(wanted(request, lang_of_query(request.query_string())))))
    }
}

/// `lang=` of an address. Tags have no characters that would be escaped.
pub fn lang_of_query(query: &str) -> Option<&str> {
    query.split('&').find_map(|pair| pair.strip_prefix("lang="))
}

/// More than this nobody means.
const MOST: usize = 10;

/// `lang=` of the address first, then `Accept-Language`. A tag with a region also stands for its language
/// (`sv-FI`, then `sv`).
pub fn wanted(request: &HttpRequest, lang: Option<&str>) -> Vec<Lang> {
    let accepted = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let mut ranked = ranked(accepted.unwrap_or_default());
    ranked.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    let tags = lang.into_iter().chain(ranked.iter().map(|(_, tag)| *tag));
    let mut wanted: Vec<Lang> = Vec::new();
    for tag in tags {
        let base = tag.split('-').next().unwrap_or(tag);
        for lang in [tag, base].into_iter().filter_map(Lang::parse) {
            if !wanted.contains(&lang) && wanted.len() < MOST {
                wanted.push(lang);
            }
        }
    }
    wanted
}

/// Tags with their weights in thousandths; `q=0` means: not this one.
fn ranked(header: &str) -> Vec<(u32, &str)> {
    let entries = header.split(',').take(MOST * 2).filter_map(|entry| {
        let mut parts = entry.split(';').map(str::trim);
        let tag = parts.next().filter(|tag| !tag.is_empty() && *tag != "*")?;
        let weight = parts.find_map(|part| part.strip_prefix("q=")).map_or(1.0, |q| q.parse().unwrap_or(0.0));
        Some(((f64::clamp(weight, 0.0, 1.0) * 1000.0) as u32, tag))
    });
    entries.filter(|(weight, _)| *weight > 0).collect()
}

#[cfg(test)]
mod tests {
    use super::wanted;
    use actix_web::test::TestRequest;

    fn of(lang: Option<&str>, header: &str) -> String {
        let request = TestRequest::get().insert_header(("accept-language", header)).to_http_request();
        let tags: Vec<String> = wanted(&request, lang).iter().map(ToString::to_string).collect();
        tags.join(" ")
    }

    #[test]
    fn the_address_goes_before_the_browser() {
        assert_eq!(of(None, "en;q=0.5, sv-FI, fi;q=0.9, *;q=0.1"), "sv-FI sv fi en");
        assert_eq!(of(Some("fi"), "sv"), "fi sv");
        assert_eq!(of(Some("<x>"), "sv, de;q=0, q=;;,"), "sv");
        assert_eq!(of(None, ""), "");
    }
}
