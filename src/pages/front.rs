//! The front page of a consultation: the question, who asks, what a pair looks like, what each choice does,
//! who sees results when.

use std::collections::BTreeMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use rand::Rng;
use rand::seq::index::sample;

use crate::domain::consultation::{Consultation, Entry, Phase, ResultsRule};
use crate::domain::event::Event;
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::{Code, Micros, Texts};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::Room;
use crate::pages::about::Around;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::installation::is_about_code;
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::{Visit, query};
use crate::pages::wrong::Wrong;
use crate::service::now;
use crate::service::process::Process;

/// Seconds that a pair takes, reading and choosing: what people took in published wiki surveys.
const SECONDS_A_PAIR: i32 = 12;

/// How somebody comes in from the front page.
#[derive(Debug, PartialEq, Eq)]
pub enum Way {
    Start,
    /// They have begun.
    GoOn,
    Code,
    /// Not now; the sentence says why.
    Shut(String),
}

impl Way {
    pub fn is_shut(&self) -> bool {
        matches!(self, Way::Shut(_))
    }

    pub fn of(consultation: &Consultation, now: Micros, takes_part: bool, t: Text) -> Self {
        match consultation.phase(now) {
            Phase::Closed | Phase::Archived => Way::Shut(t.say("front-closed")),
            Phase::Scheduled => {
                let opens = consultation.opens_at.unwrap_or(now);
                Way::Shut(t.say1("front-opens", "time", format::moment(opens, &consultation.zone, t.0)))
            }
            Phase::Draft => Way::Shut(t.error(Code::NotOpen)),
            Phase::Open if takes_part => Way::GoOn,
            Phase::Open if consultation.entry == Entry::Codes => Way::Code,
            Phase::Open => Way::Start,
        }
    }
}

/// What people should know before they start.
#[derive(Debug)]
pub struct Facts {
    pub owner: Option<Said>,
    pub intro: Option<Said>,
    pub may: String,
    pub results: String,
    pub retention: Option<String>,
}

impl Facts {
    pub fn of(c: &Consultation, t: Text) -> Self {
        let said = |texts| Said::choose(texts, t.0, &c.languages).filter(|said| !said.text.trim().is_empty());
        Self {
            owner: said(&c.owner),
            intro: said(&c.intro),
            may: match c.entry {
                Entry::Open => t.say("fact-may-open"),
                Entry::Codes => t.say("fact-may-codes"),
            },
            results: match c.results {
                ResultsRule::Always => from_five(t, "fact-results-always"),
                ResultsRule::AfterRound => from_five(t, "fact-results-after-round"),
                ResultsRule::Closed => from_five(t, "fact-results-closed"),
                ResultsRule::Members => t.say("fact-results-members"),
            },
            retention: c.retention_days.map(|days| t.say1("fact-stored-days", "days", days)),
        }
    }
}

/// When results are shown, whatever the rule: not of fewer than five people.
fn from_five(t: Text, rule: &str) -> String {
    format!("{} {}", t.say(rule), t.say("fact-results-five"))
}

#[derive(Template)]
#[template(path = "front.html")]
pub struct FrontPage {
    pub frame: Frame,
    pub address: String,
    pub csrf: String,
    pub question: Said,
    pub asks: Option<String>,
    pub draft: bool,
    pub simulated: bool,
    pub way: Way,
    pub lead: String,
    pub until: Option<String>,
    /// The reader may see results.
    pub results: bool,
    /// The code that was typed and refused, or that came along.
    pub typed: String,
    /// The event through which the reader comes in with that code.
    pub through: Option<String>,
    pub wrong: Option<Wrong>,
    pub specimen: Option<(Said, Said)>,
    pub facts: Facts,
    pub groups: Vec<GroupField>,
    pub around: Around,
}

/// A question about groups, as the form asks it.
#[derive(Debug)]
pub struct GroupField {
    pub key: String,
    pub question: Said,
    pub choices: Vec<GroupOption>,
}

#[derive(Debug)]
pub struct GroupOption {
    pub key: String,
    pub label: Said,
    pub chosen: bool,
}

impl GroupField {
    fn of(question: GroupQuestion, c: &Consultation, t: Text) -> Self {
        let said = |texts: &Texts, key: &str| {
            Said::choose(texts, t.0, &c.languages).unwrap_or_else(|| Said::own(key.to_owned()))
        };
        let choice = |choice: &GroupChoice| GroupOption {
            label: said(&choice.label, &choice.key),
            key: choice.key.clone(),
            chosen: false,
        };
        Self {
            question: said(&question.question, &question.key),
            choices: question.choices.iter().map(choice).collect(),
            key: question.key,
        }
    }
}

/// What the front page asks of who reads it.
#[derive(Default)]
pub struct Reader {
    pub takes_part: bool,
    pub sees_results: bool,
    pub csrf: String,
    pub typed: String,
    /// The event that the code opens.
    pub event: Option<Event>,
    pub wrong: Option<Wrong>,
    /// What people are asked about themselves.
    pub groups: Vec<GroupQuestion>,
    pub process: Process,
}

impl FrontPage {
    pub fn new(
        frame: Frame,
        c: &Consultation,
        now: Micros,
        reader: Reader,
        specimen: Option<(Said, Said)>,
    ) -> Self {
        let t = frame.t;
        let question = question(c, t);
        let owner = Said::choose(&c.owner, t.0, &c.languages).filter(|said| !said.text.is_empty());
        let way = Way::of(c, now, reader.takes_part, t);
        let minutes = (c.round_pairs * SECONDS_A_PAIR + 59) / 60;
        let until = c.closes_at.filter(|_| !way.is_shut());
        Self {
            address: format!("/c/{}", c.slug),
            csrf: reader.csrf,
            question,
            asks: owner.map(|owner| t.say1("front-asks", "owner", owner.text)),
            draft: c.phase(now) == Phase::Draft,
            simulated: c.simulated,
            lead: t.fill("front-lead", &args!["pairs" => c.round_pairs, "minutes" => minutes]),
            until: until.map(|at| t.say1("front-until", "time", format::moment(at, &c.zone, t.0))),
            results: reader.sees_results,
            through: reader.event.and_then(|event| {
                let name = Said::choose(&event.name, t.0, &c.languages)?.text;
                Some(t.say1("front-through", "event", name))
            }),
            typed: reader.typed,
            wrong: reader.wrong,
            specimen,
            facts: Facts::of(c, t),
            around: Around::of(t, c, &reader.process, now),
            groups: reader.groups.into_iter().map(|question| GroupField::of(question, c, t)).collect(),
            way,
            frame,
        }
    }

    /// What was chosen before something else was refused.
    pub fn choose(&mut self, groups: &BTreeMap<String, String>) {
        for field in &mut self.groups {
            let chosen = groups.get(&field.key);
            field.choices.iter_mut().for_each(|choice| choice.chosen = Some(&choice.key) == chosen);
        }
    }
}

/// The question for a reader.
pub fn question(c: &Consultation, t: Text) -> Said {
    Said::choose(&c.question, t.0, &c.languages).unwrap_or(Said::own(c.slug.clone()))
}

pub async fn get_front(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    // What became of the last answer, where it was not counted.
    let what = [("late", "vote-closed"), ("lost", "vote-unknown")];
    let what = what.into_iter().find(|(name, _)| query(&request, name).is_some());
    let wrong = what.map(|(_, says)| Wrong::new(visit.t.say("wrong-heading"), visit.t.say(says), None));
    let typed = query(&request, "code").unwrap_or_default();
    let page = front(&visit, &caller, typed, wrong).await?;
    visit.show(&page)
}

/// The front page as the caller sees it.
pub async fn front(
    visit: &Visit<'_>,
    caller: &ViewerCaller,
    typed: String,
    wrong: Option<Wrong>,
) -> Result<FrontPage> {
    let service = &visit.context.service;
    let takes_part = match &caller.viewer.participant {
        Some(participant) => service.progress(&caller.room, participant).await.is_ok(),
        None => false,
    };
    let c = caller.room.consultation();
    let sees_results = service.may_see_results(&caller.viewer, &caller.room).await?;
    let groups = service.group_questions(&caller.room).await?;
    let address = visit.context.site.client(visit.request);
    let event = if typed.is_empty() {
        None
    } else {
        match visit.context.brake.with_code(address, service.event_of_code(&caller.room, &typed)).await {
            Err(error) if is_about_code(&error) => None,
            found => found?,
        }
    };
    let process = service.process(&caller.viewer, &caller.room).await?;
    let reader =
        Reader { takes_part, sees_results, csrf: visit.csrf(), typed, event, wrong, groups, process };
    let specimen = specimen(&caller.room, &c, visit.t, &mut rand::rng());
    Ok(FrontPage::new(visit.frame(""), &c, now(), reader, specimen))
}

/// Code points of an idea that shows what a pair looks like, where there are enough such ideas.
const SPECIMEN_IDEA: usize = 140;

/// Two ideas drawn at random, so that no idea is shown more than another; long ones only if there is no choice.
fn specimen(room: &Room, c: &Consultation, t: Text, rng: &mut impl Rng) -> Option<(Said, Said)> {
    let mut ideas: Vec<Said> = room.with(|state| {
        let texts = state.active().into_iter().map(|at| &state.ideas[at].texts);
        texts.filter_map(|texts| Said::choose(texts, t.0, &c.languages)).collect()
    });
    let short = |said: &Said| said.length() <= SPECIMEN_IDEA;
    if ideas.iter().filter(|said| short(said)).count() >= 2 {
        ideas.retain(short);
    }
    let drawn = sample(rng, ideas.len(), ideas.len().min(2)).into_vec();
    let [left, right] = drawn[..] else { return None };
    Some((ideas[left].clone(), ideas[right].clone()))
}
