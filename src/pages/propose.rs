//! Proposing an idea: one text area for each language of the consultation, the reader's first and the others
//! folded away.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::text::IDEA_MAX;
use crate::domain::{Error, Lang, Texts};
use crate::http::body::Form;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::visit::{Visit, query};
use crate::pages::wrong::{Wrong, words};
use crate::service::ideas::Proposer;
use crate::service::now;

/// A text area of the form.
#[derive(Debug)]
pub struct ProposeField {
    /// Also the field's name: `text-` and the language.
    pub id: String,
    pub lang: Lang,
    pub label: String,
    pub value: String,
    pub error: Option<String>,
}

#[derive(Debug)]
pub struct ProposeForm {
    pub fields: Vec<ProposeField>,
    pub hint: String,
    pub max: usize,
    /// Patterns for the counter that the browser's module shows.
    pub left_one: String,
    pub left_many: String,
    pub over_one: String,
    pub over_many: String,
    /// Something stands in a folded field.
    pub more_open: bool,
    /// Another button of the page is the next step.
    pub quiet: bool,
}

impl ProposeForm {
    pub fn new(c: &Consultation, t: Text, typed: &Texts, error: Option<&Error>) -> Self {
        let langs = languages(c, t);
        let only = langs.len() == 1;
        let field = |lang: &Lang| {
            let named = |field: &str| field == format!("texts.{lang}");
            let error = error.filter(|error| match error.fields.first() {
                Some(first) if first.field != "texts" => named(&first.field),
                // All of it is refused: said at the first that was written, or at the first there is.
                _ => typed.0.keys().next().or(langs.first()) == Some(lang),
            });
            ProposeField {
                id: format!("text-{lang}"),
                label: if only {
                    t.say("propose-label")
                } else {
                    t.say1("propose-label-in", "lang", lang.as_str())
                },
                value: typed.get(lang).unwrap_or_default().to_owned(),
                error: error.map(|error| words(t, error)),
                lang: lang.clone(),
            }
        };
        let fields: Vec<ProposeField> = langs.iter().map(field).collect();
        let more_open = fields.iter().skip(1).any(|field| !field.value.is_empty() || field.error.is_some());
        Self {
            fields,
            hint: t.say1("propose-hint", "max", IDEA_MAX),
            max: IDEA_MAX,
            left_one: t.say1("propose-left", "left", 1),
            left_many: t.say1("propose-left", "left", "{n}"),
            over_one: t.say1("propose-over", "over", 1),
            over_many: t.say1("propose-over", "over", "{n}"),
            more_open,
            quiet: false,
        }
    }

    /// The form where another step is the next one: at the end of a round.
    pub fn quiet(c: &Consultation, t: Text) -> Self {
        Self { quiet: true, ..Self::new(c, t, &Texts::default(), None) }
    }

    /// The id of the field that is wrong, else of the first.
    pub fn at(&self) -> &str {
        let wrong = self.fields.iter().find(|field| field.error.is_some()).or(self.fields.first());
        wrong.map_or("", |field| field.id.as_str())
    }
}

/// The reader's language if the consultation has it, then the consultation's own, in its order.
fn languages(c: &Consultation, t: Text) -> Vec<Lang> {
    let own = t.0.lang();
    let known = c.languages.iter().filter(|lang| **lang != Lang::undetermined());
    let mut langs: Vec<Lang> = known.cloned().collect();
    if langs.is_empty() || langs.contains(&own) {
        langs.retain(|lang| *lang != own);
        langs.insert(0, own);
    }
    langs
}

#[derive(Template)]
#[template(path = "propose.html")]
pub struct ProposePage {
    pub frame: Frame,
    pub address: String,
    pub csrf: String,
    pub question: Said,
    pub sent: bool,
    pub shut: bool,
    pub wrong: Option<Wrong>,
    pub form: ProposeForm,
}

impl ProposePage {
    pub fn new(frame: Frame, c: &Consultation, csrf: String, typed: &Texts, error: Option<&Error>) -> Self {
        let t = frame.t;
        let form = ProposeForm::new(c, t, typed, error);
        let wrong = error.map(|error| Wrong::of(t, "propose-not-sent", error, Some(form.at())));
        Self {
            address: format!("/c/{}", c.slug),
            csrf,
            question: question(c, t),
            sent: false,
            shut: false,
            wrong,
            form,
            frame,
        }
    }
}

pub async fn get_propose(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let c = caller.room.consultation();
    let open = c.must_be_open(now()).is_ok();
    if caller.viewer.participant.is_none() && open {
        return Ok(visit.go_on("").finish());
    }
    let page = ProposePage::new(visit.frame("propose-title"), &c, visit.csrf(), &Texts::default(), None);
    let sent = query(&request, "sent").is_some();
    visit.show(&ProposePage { sent, shut: !open, ..page })
}

pub async fn post_propose(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let Some(participant) = caller.viewer.participant.clone() else { return Ok(visit.go_on("").finish()) };
    let typed = texts(&fields);
    let sent = async {
        visit.check(fields.get("csrf").map_or("", String::as_str))?;
        context.limits.proposal(&participant)?;
        let proposer = Proposer::Participant(participant);
        context.service.propose_idea(&caller.room, &proposer, &typed).await
    };
    match sent.await {
        Ok(_) => Ok(visit.go_on("/propose?sent=1").finish()),
        Err(error) => {
            // What was typed stays in the page, whatever was wrong.
            let c = caller.room.consultation();
            let page = ProposePage::new(visit.frame("propose-title"), &c, visit.csrf(), &typed, Some(&error));
            visit.show_wrong(&error, &page)
        }
    }
}

/// The languages that something was written in.
fn texts(fields: &BTreeMap<String, String>) -> Texts {
    let written =
        fields.iter().filter_map(|(name, text)| Some((Lang::parse(name.strip_prefix("text-")?)?, text)));
    let written = written.filter(|(_, text)| !text.trim().is_empty());
    Texts(written.map(|(lang, text)| (lang, text.clone())).collect())
}
