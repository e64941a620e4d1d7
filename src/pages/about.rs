//! The background of a consultation: why it asks, who is behind it, what happens when, and how it works.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::consultation::{Consultation, Phase};
use crate::domain::process::Background;
use crate::domain::{Micros, Texts};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::Room;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::{Facts, question};
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::timeline::{Step, steps};
use crate::pages::visit::Visit;
use crate::service::now;
use crate::service::process::Process;

/// More steps than this stand below each other on every screen.
const STRIP: usize = 9;

/// Where else a reader of a consultation can go.
#[derive(Debug)]
pub struct Around {
    pub steps: Vec<Step>,
    /// The steps stand below each other.
    pub tall: bool,
    pub links: Vec<Link>,
}

/// A way on: what is there, and where.
#[derive(Debug)]
pub struct Link {
    pub href: String,
    pub says: String,
    /// The question of another consultation.
    pub of: Option<Said>,
}

impl Around {
    pub fn of(t: Text, c: &Consultation, process: &Process, now: Micros) -> Self {
        let steps = steps(t, c, process, now);
        let own = |rest: &str, says: String| Link { href: format!("/c/{}/{rest}", c.slug), says, of: None };
        let other = |room: &std::sync::Arc<Room>, says: &str| {
            let other = room.consultation();
            Link { href: format!("/c/{}", other.slug), says: t.say(says), of: Some(question(&other, t)) }
        };
        let adopted = (process.adopted > 0)
            .then(|| own("guidelines", t.say1("around-guidelines", "count", process.adopted)));
        let decided = process.decided.then(|| own("decisions", t.say("around-decisions")));
        let evidence = process.evidence.then(|| own("evidence", t.say("around-evidence")));
        let first = process.first_round.iter().map(|room| other(room, "around-first-round"));
        let second = process.second_rounds.iter().map(|room| other(room, "around-second-round"));
        let own = adopted.into_iter().chain(decided).chain(evidence);
        Self { tall: steps.len() > STRIP, steps, links: own.chain(first).chain(second).collect() }
    }
}

/// A part of the background under its heading.
pub struct Part {
    pub heading: String,
    pub text: Said,
}

/// A group of the organisation.
pub struct Body {
    pub name: Said,
    pub does: Option<Said>,
    pub members: Option<Said>,
}

/// Work beside this one.
pub struct Related {
    pub title: Said,
    pub text: Option<Said>,
    pub url: Option<String>,
}

#[derive(Template)]
#[template(path = "about.html")]
pub struct AboutPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub draft: bool,
    pub simulated: bool,
    pub parts: Vec<Part>,
    pub bodies: Vec<Body>,
    pub related: Vec<Related>,
    pub contacts: Option<Said>,
    pub steps: Vec<Step>,
    pub tall: bool,
    pub links: Vec<Link>,
    /// Label, for machines, for people.
    pub times: Vec<(String, String, String)>,
    pub zone: String,
    pub facts: Facts,
}

impl AboutPage {
    pub fn new(
        frame: Frame,
        c: &Consultation,
        background: &Background,
        process: &Process,
        now: Micros,
    ) -> Self {
        let t = frame.t;
        let time = |label: &str, at: Option<Micros>| {
            let at = at?;
            Some((t.say(label), format::machine(at, &c.zone), format::moment(at, &c.zone, t.0)))
        };
        let said = |texts: &Texts| {
            Said::choose(texts, t.0, &c.languages).filter(|said| !said.text.trim().is_empty())
        };
        let part = |name: &str, texts: &Texts| Some(Part { heading: t.say(name), text: said(texts)? });
        let parts = [
            part("about-mandate", &background.mandate),
            part("about-goals", &background.goals),
            part("about-tasks", &background.tasks),
            part("about-programme", &background.programme),
        ];
        let body = |of: &crate::domain::process::Body| {
            Some(Body { name: said(&of.name)?, does: said(&of.does), members: said(&of.members) })
        };
        let related = |of: &crate::domain::process::Related| {
            Some(Related { title: said(&of.title)?, text: said(&of.text), url: of.url.clone() })
        };
        let around = Around::of(t, c, process, now);
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            draft: c.phase(now) == Phase::Draft,
            simulated: c.simulated,
            parts: parts.into_iter().flatten().collect(),
            bodies: background.organisation.iter().filter_map(body).collect(),
            related: background.related.iter().filter_map(related).collect(),
            contacts: said(&background.contacts),
            steps: around.steps,
            tall: true,
            links: around.links,
            times: [time("about-opens", c.opens_at), time("about-closes", c.closes_at)]
                .into_iter()
                .flatten()
                .collect(),
            zone: c.zone.clone(),
            facts: Facts::of(c, t),
            frame,
        }
    }
}

pub async fn get_about(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let background = context.service.background(&caller.room).await?.body;
    let process = context.service.process(&caller.viewer, &caller.room).await?;
    let c = caller.room.consultation();
    visit.show(&AboutPage::new(visit.frame("about-title"), &c, &background, &process, now()))
}
