//! What stands around every page: title, owner, languages, foot, and the files that it loads.

use actix_web::HttpRequest;
use actix_web::http::Uri;

use crate::assets;
use crate::domain::Lang;
use crate::domain::consultation::Consultation;
use crate::pages::locale::Locale;
use crate::pages::said::Said;
use crate::pages::text::Text;

/// A link to the same page in a language.
#[derive(Debug)]
pub struct Tongue {
    pub tag: &'static str,
    pub name: &'static str,
    pub href: String,
    pub current: bool,
}

#[derive(Debug)]
pub struct Frame {
    pub t: Text,
    pub title: String,
    /// For search engines and link previews: it never says anything of a result.
    pub description: String,
    pub owner: Said,
    /// Where the owner's name leads.
    pub home: String,
    /// The consultation's address, for pages of one.
    pub consultation: Option<String>,
    pub tongues: Vec<Tongue>,
    pub css: Vec<String>,
    pub preload: Vec<String>,
    pub js: Option<String>,
}

impl Frame {
    /// The frame of a page of the installation.
    pub fn of_installation(request: &HttpRequest, locale: Locale, title: String) -> Self {
        Self { tongues: tongues(request.uri(), locale, &[]), ..Self::of_address("/", Text(locale), title) }
    }

    /// The same where only the path is known.
    pub fn of_address(path: &str, t: Text, title: String) -> Self {
        let owner = Said::own("Parvis".to_owned());
        let description = t.say("home-lead");
        let address = path.parse().unwrap_or_default();
        Self::new(&address, t, &[], title, description, owner, "/".to_owned(), None)
    }

    /// The frame of a page of a consultation.
    pub fn of_consultation(
        request: &HttpRequest,
        locale: Locale,
        consultation: &Consultation,
        title: &str,
    ) -> Self {
        let t = Text(locale);
        let order = &consultation.languages;
        let question = Said::choose(&consultation.question, locale, order).map(|said| said.text);
        let question = question.unwrap_or_default();
        let owner = Said::choose(&consultation.owner, locale, order)
            .filter(|said| !said.text.is_empty())
            .unwrap_or(Said::own("Parvis".to_owned()));
        let address = format!("/c/{}", consultation.slug);
        let title = match title {
            "" => question.clone(),
            title => format!("{title} – {question}"),
        };
        let description = format!("{question} {}", t.say("home-lead"));
        Self::new(request.uri(), t, order, title, description, owner, address.clone(), Some(address))
    }

    #[allow(clippy::too_many_arguments, reason = "only the two constructors above call it")]
    fn new(
        address: &Uri,
        t: Text,
        order: &[Lang],
        title: String,
        description: String,
        owner: Said,
        home: String,
        consultation: Option<String>,
    ) -> Self {
        let entry = assets::entry("participant");
        Self {
            t,
            title,
            description,
            owner,
            home,
            consultation,
            tongues: tongues(address, t.0, order),
            css: entry.map(|entry| entry.css.clone()).unwrap_or_default(),
            preload: entry.map(|entry| entry.preload.clone()).unwrap_or_default(),
            js: entry.map(|entry| entry.js.clone()),
        }
    }

    pub fn lang(&self) -> &'static str {
        self.t.0.tag()
    }
}

/// The same address in each language. After a form was sent it is the address of the form.
fn tongues(address: &Uri, current: Locale, order: &[Lang]) -> Vec<Tongue> {
    let others = address
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("lang="));
    let others: Vec<&str> = others.collect();
    let link = |locale: Locale| {
        let mut query = others.clone();
        let lang = format!("lang={}", locale.tag());
        query.push(&lang);
        format!("{}?{}", address.path(), query.join("&"))
    };
    Locale::ordered(order)
        .into_iter()
        .map(|locale| Tongue {
            tag: locale.tag(),
            name: locale.name(),
            href: link(locale),
            current: locale == current,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    #[test]
    fn a_language_link_keeps_the_page() {
        let request = TestRequest::with_uri("/c/x/results?lang=fi&page=2").to_http_request();
        let hrefs: Vec<String> =
            tongues(request.uri(), Locale::Fi, &[]).into_iter().map(|tongue| tongue.href).collect();
        assert_eq!(hrefs[1], "/c/x/results?page=2&lang=sv");
    }
}
