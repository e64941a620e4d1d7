//! Pages of the installation: the list of open questions, joining with a code, privacy, accessibility.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::consultation::{Consultation, Phase};
use crate::domain::{Code, Error, Micros};
use crate::http::body::Form;
use crate::http::caller::{Public, Visitor};
use crate::http::{Context, Result};
use crate::live::Room;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::joining;
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::visit::{Visit, query};
use crate::pages::wrong::Wrong;
use crate::service::participants::normalised_code;
use crate::service::{Viewer, now};

/// A question of the list.
pub struct Asked {
    pub href: String,
    pub question: Said,
    pub owner: Option<Said>,
    pub state: String,
    pub simulated: bool,
}

impl Asked {
    pub fn new(t: Text, c: &Consultation, now: Micros) -> Self {
        let time = |at: Micros| format::moment(at, &c.zone, t.0);
        let state = match (c.phase(now), c.opens_at, c.closes_at) {
            (Phase::Scheduled, Some(at), _) => t.say1("front-opens", "time", time(at)),
            (Phase::Open, _, Some(at)) => t.say1("front-until", "time", time(at)),
            (Phase::Closed | Phase::Archived, ..) => t.say("home-closed"),
            _ => t.say("home-open"),
        };
        Self {
            href: format!("/c/{}", c.slug),
            question: question(c, t),
            owner: Said::choose(&c.owner, t.0, &c.languages).filter(|said| !said.text.is_empty()),
            state,
            simulated: c.simulated,
        }
    }
}

#[derive(Template)]
#[template(path = "home.html")]
pub struct HomePage {
    pub frame: Frame,
    pub questions: Vec<Asked>,
}

#[derive(Template)]
#[template(path = "join.html")]
pub struct JoinPage {
    pub frame: Frame,
    pub csrf: String,
    pub typed: String,
    pub wrong: Option<Wrong>,
}

#[derive(Template)]
#[template(path = "privacy.html")]
pub struct PrivacyPage {
    pub frame: Frame,
}

#[derive(Template)]
#[template(path = "accessibility.html")]
pub struct AccessibilityPage {
    pub frame: Frame,
    pub csrf: String,
    /// The page that the reader came from.
    pub page: String,
    pub text: String,
    pub reply_to: String,
    pub sent: bool,
    pub wrong: Option<Wrong>,
}

/// The list shows as many; more than these nobody reads.
const QUESTIONS_MAX: i64 = 100;

pub async fn get_home(_: Visitor, context: Data<Context>, request: HttpRequest) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    let list = context.service.list_consultations(&Viewer::nobody(), false, None, QUESTIONS_MAX).await?;
    let mut asked: Vec<_> = list.items.iter().map(|room| room.consultation()).collect();
    // What can be answered stands first; within that the newest, as they come.
    asked.sort_by_key(|c| c.has_ended(now()));
    let questions = asked.iter().map(|c| Asked::new(visit.t, c, now())).collect();
    visit.show(&HomePage { frame: visit.frame("home-title"), questions })
}

pub async fn get_join(_: Public, context: Data<Context>, request: HttpRequest) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    let typed = query(&request, "code").unwrap_or_default();
    // A code that came along, by a link or a QR code, leads to its question at once.
    let wrong = match normalised_code(&typed) {
        code if code.is_empty() => None,
        code => match with_code(&visit, &code).await {
            Ok(address) => return Ok(visit.go(&address).finish()),
            Err(error) if is_about_code(&error) => Some(error),
            Err(error) => return Err(error.into()),
        },
    };
    let told = wrong.as_ref().map(|error| Wrong::of(visit.t, "wrong-heading", error, Some("code")));
    let page = JoinPage { frame: visit.frame("join-title"), csrf: visit.csrf(), typed, wrong: told };
    match wrong {
        Some(error) => visit.show_wrong(&error, &page),
        None => visit.show(&page),
    }
}

/// Where a code leads: the front page of its question, which asks what it asks first; the code goes along.
async fn with_code(visit: &Visit<'_>, code: &str) -> crate::domain::Result<String> {
    let room = room_of(visit, code).await?;
    Ok(format!("/c/{}?code={code}", room.consultation().slug))
}

/// The consultation that a code opens.
async fn room_of(visit: &Visit<'_>, code: &str) -> crate::domain::Result<Arc<Room>> {
    let (context, service) = (visit.context, &visit.context.service);
    let address = context.site.client(visit.request);
    let id = context.brake.with_code(address, service.consultation_of_code(code)).await?;
    service.room(id.as_str()).await
}

/// What can be wrong with a code that somebody typed.
pub fn is_about_code(error: &Error) -> bool {
    use Code::{CodeRequired, CodeUnknown, CodeUsed, EventNotBegun, EventOver};
    matches!(error.code, CodeRequired | CodeUnknown | CodeUsed | EventNotBegun | EventOver)
}

#[derive(Deserialize)]
pub struct CodeForm {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    code: String,
}

pub async fn post_join(
    _: Public,
    context: Data<Context>,
    request: HttpRequest,
    Form(form): Form<CodeForm>,
) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    visit.check(&form.csrf)?;
    let joined = async {
        let room = room_of(&visit, &form.code).await?;
        if context.service.group_questions(&room).await?.is_empty() {
            return joining::join_with(&visit, &room, &form.code).await;
        }
        Ok(visit.go(&with_code(&visit, &normalised_code(&form.code)).await?).finish())
    };
    match joined.await {
        Ok(response) => Ok(response),
        Err(error) if is_about_code(&error) => {
            let wrong = Some(Wrong::of(visit.t, "wrong-heading", &error, Some("code")));
            let frame = visit.frame("join-title");
            visit.show_wrong(&error, &JoinPage { frame, csrf: visit.csrf(), typed: form.code, wrong })
        }
        Err(error) => Err(error.into()),
    }
}

pub async fn get_privacy(_: Public, context: Data<Context>, request: HttpRequest) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    visit.show(&PrivacyPage { frame: visit.frame("privacy-title") })
}

pub async fn get_accessibility(
    _: Public,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    let from = request.headers().get("referer").and_then(|value| value.to_str().ok()).unwrap_or_default();
    let form = FeedbackForm { page: from.chars().take(PAGE_MAX).collect(), ..FeedbackForm::default() };
    let sent = query(&request, "sent").is_some();
    visit.show(&AccessibilityPage { sent, ..form.page(&visit, None) })
}

/// An address longer than this is cut: it only helps to find the page.
const PAGE_MAX: usize = 300;

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct FeedbackForm {
    csrf: String,
    page: String,
    text: String,
    reply_to: String,
}

impl FeedbackForm {
    fn page(self, visit: &Visit<'_>, wrong: Option<Wrong>) -> AccessibilityPage {
        let (page, text, reply_to) = (self.page, self.text, self.reply_to);
        let frame = visit.frame("accessibility-title");
        AccessibilityPage { frame, csrf: visit.csrf(), page, text, reply_to, sent: false, wrong }
    }
}

pub async fn post_accessibility(
    _: Public,
    context: Data<Context>,
    request: HttpRequest,
    Form(form): Form<FeedbackForm>,
) -> Result<HttpResponse> {
    let visit = Visit::new(&request, &context);
    let kept = async {
        visit.check(&form.csrf)?;
        context.limits.feedback(context.site.client(&request))?;
        context.service.leave_feedback(&form.page, &form.text, Some(&form.reply_to)).await
    };
    match kept.await {
        Ok(_) => Ok(visit.go("/accessibility?sent=1").finish()),
        Err(error) => {
            let wrong = feedback_wrong(&visit, &error);
            let page = form.page(&visit, Some(wrong));
            visit.show_wrong(&error, &page)
        }
    }
}

fn feedback_wrong(visit: &Visit<'_>, error: &Error) -> Wrong {
    let field = error.fields.first().map(|field| field.field.as_str());
    let says = match field {
        Some("text") => visit.t.say("accessibility-message-empty"),
        Some("reply_to") => visit.t.say("accessibility-email-wrong"),
        _ => visit.t.error(error.code),
    };
    Wrong::new(visit.t.say("accessibility-not-sent"), says, field)
}

/// The mark, for the browser's tab.
pub async fn get_mark(_: Public) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("image/svg+xml")
        .insert_header(("cache-control", "public, max-age=86400"))
        .body(include_str!("../../frontend/pages/mark.svg"))
}
