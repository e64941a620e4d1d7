//! What every handler of a page does alike: the reader's language, the page's frame, the token of its forms,
//! and the answer's headers.

use std::sync::Arc;

use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, HttpResponseBuilder};
use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::{Error, Lang};
use crate::http::{Context, Result, cookies, csrf, visiting};
use crate::live::Room;
use crate::pages::frame::Frame;
use crate::pages::locale::Locale;
use crate::pages::text::Text;

/// One reader's call for a page.
pub struct Visit<'a> {
    pub request: &'a HttpRequest,
    pub context: &'a Context,
    pub t: Text,
    /// The language was chosen by the address: it is remembered.
    chosen: bool,
    pub consultation: Option<Arc<Consultation>>,
}

impl<'a> Visit<'a> {
    /// A page of the installation.
    pub fn new(request: &'a HttpRequest, context: &'a Context) -> Self {
        Self::with(request, context, None)
    }

    /// A page of a consultation.
    pub fn to(request: &'a HttpRequest, context: &'a Context, room: &Room) -> Self {
        Self::with(request, context, Some(room.consultation()))
    }

    fn with(request: &'a HttpRequest, context: &'a Context, consultation: Option<Arc<Consultation>>) -> Self {
        let asked = query(request, "lang");
        let order: &[Lang] = consultation.as_ref().map_or(&[], |c| &c.languages);
        let t = Text(Locale::choose(request, asked.as_deref(), order));
        Self { request, context, t, chosen: asked.as_deref().and_then(Locale::of).is_some(), consultation }
    }

    /// The frame of the page; the title is a message's name, or nothing for the question alone.
    pub fn frame(&self, title: &str) -> Frame {
        let title = if title.is_empty() { String::new() } else { self.t.say(title) };
        self.titled(title)
    }

    pub fn titled(&self, title: String) -> Frame {
        match &self.consultation {
            Some(c) => Frame::of_consultation(self.request, self.t.0, c, &title),
            None => Frame::of_installation(self.request, self.t.0, title),
        }
    }

    /// The token of the page's forms: tied to the participant's cookie, if there is one.
    pub fn csrf(&self) -> String {
        csrf::form_token(&self.context.service.signer, &self.cookie())
    }

    /// # Errors
    /// `csrf_failed`.
    pub fn check(&self, token: &str) -> std::result::Result<(), Error> {
        csrf::check_form(self.request, &self.context.service.signer, &self.cookie(), token)
    }

    /// What the reader shows of who they are: their cookie, or the token in the address in its place.
    fn cookie(&self) -> String {
        self.kept().or_else(|| self.token()).unwrap_or_default()
    }

    /// The participant's cookie, where the browser keeps it.
    fn kept(&self) -> Option<String> {
        let secure = self.is_secure();
        self.consultation.as_ref().and_then(|c| cookies::participant(self.request, &c.id, secure))
    }

    /// The token in the address of who keeps no cookie.
    pub fn token(&self) -> Option<String> {
        visiting::token(self.request).filter(|_| self.kept().is_none())
    }

    pub fn is_secure(&self) -> bool {
        self.context.site.is_secure(self.request.head())
    }

    /// The page, fresh for this reader.
    pub fn show(&self, page: &impl Template) -> Result<HttpResponse> {
        self.show_as(HttpResponse::Ok(), page)
    }

    /// The page with another status.
    pub fn show_as(&self, mut response: HttpResponseBuilder, page: &impl Template) -> Result<HttpResponse> {
        let html = page.render().map_err(|error| {
            tracing::error!(%error, "a page could not be written");
            Error::new(crate::domain::Code::Internal, "The page could not be written.")
        })?;
        self.remember(&mut response);
        response.insert_header((header::CACHE_CONTROL, "private, no-cache"));
        response.insert_header((header::VARY, "Accept-Language, Cookie"));
        Ok(response.content_type("text/html; charset=utf-8").body(self.leading_on(html)))
    }

    /// A page that is another one a moment later: going back asks for it anew.
    pub fn show_once(&self, page: &impl Template) -> Result<HttpResponse> {
        let mut response = self.show(page)?;
        response.headers_mut().insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
        Ok(response)
    }

    /// Within a visit whose token stands in the address, every address of the consultation leads on with it. In
    /// people's texts quotation marks are escaped, so that only attributes begin like this.
    fn leading_on(&self, html: String) -> String {
        let (Some(token), Some(c)) = (self.token(), &self.consultation) else { return html };
        let (from, to) =
            (format!("=\"/c/{}", c.slug), format!("=\"{}", visiting::address(&c.slug, &token, "")));
        ['/', '"', '?', '#']
            .iter()
            .fold(html, |html, end| html.replace(&format!("{from}{end}"), &format!("{to}{end}")))
    }

    /// The page that shows what was wrong, with the error's own status.
    pub fn show_wrong(&self, error: &Error, page: &impl Template) -> Result<HttpResponse> {
        self.show_as(crate::http::problem::head(error), page)
    }

    /// On to another address, to be got anew: so reloading repeats no form.
    pub fn go(&self, address: &str) -> HttpResponseBuilder {
        let mut response = HttpResponse::SeeOther();
        response.insert_header((header::LOCATION, address));
        self.remember(&mut response);
        response
    }

    /// On to a page of the consultation.
    pub fn go_on(&self, rest: &str) -> HttpResponseBuilder {
        let slug = self.consultation.as_ref().map(|c| c.slug.as_str()).unwrap_or_default();
        match self.token() {
            Some(token) => self.go(&visiting::address(slug, &token, rest)),
            None => self.go(&format!("/c/{slug}{rest}")),
        }
    }

    fn remember(&self, response: &mut HttpResponseBuilder) {
        if self.chosen {
            let cookie = cookies::set_language(self.t.0.tag(), LANGUAGE_DAYS, self.is_secure());
            response.cookie(cookie);
        }
    }
}

/// Long enough for a second round in half a year.
const LANGUAGE_DAYS: i64 = 365;

/// A parameter of the address.
pub fn query(request: &HttpRequest, name: &str) -> Option<String> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(request.query_string()).ok()?;
    pairs.into_inner().into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}
