//! A participant's own page: what is kept of them, taking a choice back, erasing everything.

use askama::Template;

use crate::domain::Micros;
use crate::domain::consultation::Consultation;
use crate::domain::idea::IdeaState;
use crate::domain::vote::{Answer, Outcome, Reason};
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::wrong::Wrong;

/// Enough of an idea to know which choice a button takes back.
const WHICH: usize = 60;

pub struct Own {
    pub votes: Vec<OwnVote>,
    pub ideas: Vec<OwnIdea>,
}

pub struct OwnVote {
    pub pair_id: String,
    pub left: Said,
    pub right: Said,
    pub left_chosen: bool,
    pub right_chosen: bool,
    /// What was answered if neither was chosen.
    pub said: Option<String>,
    pub when: String,
    pub which: String,
}

impl OwnVote {
    pub fn new(
        t: Text,
        zone: &str,
        pair_id: String,
        left: Said,
        right: Said,
        answer: Answer,
        at: Micros,
    ) -> Self {
        let short = |said: &Said| -> String { said.text.chars().take(WHICH).collect() };
        let which = args!["left" => short(&left), "right" => short(&right)];
        Self {
            pair_id,
            left_chosen: answer.outcome == Outcome::Left,
            right_chosen: answer.outcome == Outcome::Right,
            said: neither(answer).map(|id| t.say(id)),
            when: format::moment(at, zone, t.0),
            which: t.fill("mine-take-back-which", &which),
            left,
            right,
        }
    }
}

fn neither(answer: Answer) -> Option<&'static str> {
    match (answer.outcome, answer.reason) {
        (Outcome::Left | Outcome::Right, _) => None,
        (Outcome::Tie, Some(Reason::BothGood)) => Some("mine-chose-both-good"),
        (Outcome::Tie, Some(Reason::BothBad)) => Some("mine-chose-both-bad"),
        (Outcome::Tie, _) => Some("mine-chose-same"),
        (Outcome::Skip, _) => Some("mine-chose-cant-say"),
    }
}

pub struct OwnIdea {
    pub said: Said,
    pub state: String,
    pub reason: Option<String>,
}

impl OwnIdea {
    pub fn new(t: Text, said: Said, state: IdeaState, reason: Option<String>) -> Self {
        let state = t.say(match state {
            IdeaState::Pending => "mine-idea-pending",
            IdeaState::Active => "mine-idea-active",
            IdeaState::Rejected => "mine-idea-rejected",
            IdeaState::Withdrawn => "mine-idea-withdrawn",
            IdeaState::Linked => "mine-idea-linked",
        });
        Self { said, state, reason: reason.filter(|reason| !reason.is_empty()) }
    }
}

#[derive(Template)]
#[template(path = "mine.html")]
pub struct MinePage {
    pub frame: Frame,
    pub address: String,
    pub csrf: String,
    pub question: Said,
    pub open: bool,
    pub erased: bool,
    pub notice: Option<String>,
    pub wrong: Option<Wrong>,
    pub own: Option<Own>,
}

impl MinePage {
    pub fn new(frame: Frame, c: &Consultation, now: Micros, csrf: String, own: Option<Own>) -> Self {
        Self {
            address: format!("/c/{}", c.slug),
            csrf,
            question: question(c, frame.t),
            open: c.must_be_open(now).is_ok(),
            erased: false,
            notice: None,
            wrong: None,
            own,
            frame,
        }
    }
}
