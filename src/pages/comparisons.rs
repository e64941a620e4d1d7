//! Why an idea stands where it stands: whom it met, how often it won, and how strong they were.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::consultation::Consultation;
use crate::domain::ids::IdeaId;
use crate::domain::{Code, Error};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::State;
use crate::pages::changed::Story;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::guidelines::said;
use crate::pages::results::{ResultsPage, said_place};
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::Visit;
use crate::pages::withheld::withheld;
use crate::service::comparisons::{Comparisons, Met};
use crate::service::now;
use crate::service::rewordings::WordStory;

/// So far from the middle those met are called strong or weak.
const MIDDLE: f64 = 50.0;
const ABOUT: f64 = 3.0;

#[derive(Template)]
#[template(path = "results-idea.html")]
pub struct IdeaPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    pub idea: Said,
    pub place: String,
    /// Sentences, one after another.
    pub why: Vec<String>,
    pub rows: Vec<Row>,
    /// How its words changed.
    pub story: Story,
}

pub struct Row {
    pub idea: Said,
    pub score: String,
    pub wins: String,
    pub losses: String,
    pub ties: String,
}

#[derive(Deserialize)]
pub struct IdeaPath {
    id: String,
}

pub async fn get_idea(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let frame = visit.frame("why-title");
    let id = IdeaId::parse(&path.id).ok_or_else(|| Error::not_found("idea"))?;
    let story = context.service.word_story(&caller.room, &id).await?;
    match context.service.comparisons(&caller.viewer, &caller.room, &id).await {
        Ok(found) => {
            visit.show(&IdeaPage { story: Story::of(t, &c, &story), ..IdeaPage::new(frame, &c, &found) })
        }
        // Another took its place: its words are still to be read, but no longer ranked.
        Err(error) if error.code == Code::NotFound && story.replaced.is_some() => {
            visit.show(&IdeaPage::replaced(frame, &c, &story))
        }
        Err(error) if error.code == Code::ResultsWithheld => {
            visit.show_wrong(&error, &ResultsPage::new(frame, &c, now(), withheld(t, &c, caller.room.with(State::is_of_five))))
        }
        Err(error) => Err(error.into()),
    }
}

impl IdeaPage {
    pub fn new(frame: Frame, c: &Consultation, found: &Comparisons) -> Self {
        let t = frame.t;
        let number = |value: f64| format::number(value.round(), t.0);
        let row = |met: &Met| Row {
            idea: said(t, c, &met.texts),
            score: met.score.map_or_else(|| "–".to_owned(), number),
            wins: number(met.record.wins),
            losses: number(met.record.losses),
            ties: number(met.record.ties),
        };
        let place = found.idea.place.map(|place| (place.low, place.high));
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            simulated: c.simulated,
            idea: said(t, c, &found.idea.texts),
            place: place.map_or_else(|| t.say("results-no-place"), |place| said_place(t, place)),
            why: why(t, found),
            rows: found.met.iter().map(row).collect(),
            story: Story::default(),
            frame,
        }
    }

    fn replaced(frame: Frame, c: &Consultation, story: &WordStory) -> Self {
        let t = frame.t;
        let texts = story.replaced.as_ref().map(|pair| pair.old.texts.clone()).unwrap_or_default();
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            simulated: c.simulated,
            idea: said(t, c, &texts),
            place: t.say("results-no-place"),
            why: Vec::new(),
            rows: Vec::new(),
            story: Story::of(t, c, story),
            frame,
        }
    }
}

/// What the numbers come to, in words.
fn why(t: Text, found: &Comparisons) -> Vec<String> {
    let record = found.idea.record;
    if record.votes() == 0.0 {
        return vec![t.say1("results-compared", "count", 0)];
    }
    let won = args!["count" => found.met.len(), "votes" => record.votes().round(), "wins" => record.wins.round(),
        "losses" => record.losses.round(), "ties" => record.ties.round()];
    let mut why = vec![t.fill("why-met", &won)];
    if let Some(mean) = found.mean_score {
        let name = match mean - MIDDLE {
            off if off > ABOUT => "why-strong",
            off if off < -ABOUT => "why-weak",
            _ => "why-middle",
        };
        why.push(t.say1(name, "score", mean.round()));
    }
    if let Some(score) = found.idea.score {
        let both = args!["score" => score.value.round(), "low" => score.low.round(), "high" => score.high.round(),
            "rate" => record.win_rate().round()];
        why.push(t.fill("why-score", &both));
    }
    why
}
