//! Pages of the installation: the list of open questions, joining with a code, privacy, accessibility.

use askama::Template;

use crate::domain::Micros;
use crate::domain::consultation::{Consultation, Phase};
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::wrong::Wrong;

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
            (Phase::Closed | Phase::Archived, ..) => t.say("home-see-results"),
            _ => t.say("home-take-part"),
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
