//! Comparisons that are set aside: which and why, and the order as it would be with them.

use std::collections::HashMap;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::Code;
use crate::domain::aside::SetAside;
use crate::domain::consultation::Consultation;
use crate::domain::ids::IdeaId;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::{Computed, Ranked, State};
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::results::{ResultsPage, said_place};
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::Visit;
use crate::pages::withheld::withheld;
use crate::service::now;

/// Ideas of the table: those that are first, and those whose place moves farthest.
const IDEAS: usize = 20;

#[derive(Template)]
#[template(path = "set-aside.html")]
pub struct SetAsidePage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    pub decisions: Vec<Decision>,
    /// What would be other with all that is set aside, in sentences; none while nothing is.
    pub moved: Vec<String>,
    pub rows: Vec<Row>,
}

pub struct Decision {
    pub reason: Said,
    pub says: String,
    pub back: Option<String>,
}

pub struct Row {
    pub idea: Said,
    pub now: String,
    pub with: String,
}

pub async fn get_set_asides(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let frame = visit.frame("set-aside-title");
    let (viewer, room) = (&caller.viewer, &caller.room);
    let decisions = match context.service.list_set_asides(viewer, room).await {
        Ok(decisions) => decisions,
        Err(error) if error.code == Code::ResultsWithheld => {
            return visit.show_wrong(
                &error,
                &ResultsPage::new(frame, &c, now(), withheld(t, &c, caller.room.with(State::is_of_five))),
            );
        }
        Err(error) => return Err(error.into()),
    };
    let mut page = SetAsidePage::new(frame, &c, &decisions);
    if decisions.iter().any(SetAside::stands) {
        let without = context.service.ranking(viewer, room).await?;
        match context.service.ranking_with_set_aside(viewer, room).await {
            Ok(with) => page.compare(&c, &without, &with),
            Err(error) if error.code == Code::ResultsWithheld => page.moved = vec![t.say("set-aside-few")],
            Err(error) => return Err(error.into()),
        }
    }
    visit.show(&page)
}

impl SetAsidePage {
    fn new(frame: Frame, c: &Consultation, decisions: &[SetAside]) -> Self {
        let t = frame.t;
        let time = |at| format::moment(at, &c.zone, t.0);
        let decision = |aside: &SetAside| {
            let says = args!["votes" => aside.votes.count(), "people" => aside.participants,
                "time" => time(aside.made_at)];
            let message = if aside.is_of_few() { "set-aside-says-few" } else { "set-aside-says" };
            Decision {
                reason: Said::choose(&aside.reason, t.0, &c.languages)
                    .unwrap_or_else(|| Said::own("–".to_owned())),
                says: t.fill(message, &says),
                back: aside.back_at.map(|at| t.say1("set-aside-back", "time", time(at))),
            }
        };
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            simulated: c.simulated,
            decisions: decisions.iter().map(decision).collect(),
            moved: Vec::new(),
            rows: Vec::new(),
            frame,
        }
    }

    fn compare(&mut self, c: &Consultation, without: &Computed, with: &Computed) {
        let t = self.frame.t;
        let others: HashMap<&IdeaId, &Ranked> = with.ideas.iter().map(|idea| (&idea.id, idea)).collect();
        let rank = |idea: &Ranked| idea.place.map(|place| place.rank);
        let moves = |idea: &Ranked| {
            let (now, with) = (rank(idea), others.get(&idea.id).and_then(|other| rank(other)));
            now.zip(with).map_or(u32::from(now != with) * u32::MAX, |(now, with)| now.abs_diff(with))
        };
        let moved = without.ideas.iter().filter(|idea| moves(idea) > 0).count();
        let firsts = without.ideas.iter().take(IDEAS / 2);
        let mut farthest: Vec<&Ranked> = without.ideas.iter().skip(IDEAS / 2).collect();
        farthest.retain(|idea| moves(idea) > 0);
        farthest.sort_by_key(|idea| std::cmp::Reverse(moves(idea)));
        farthest.truncate(IDEAS / 2);
        let row = |idea: &Ranked| Row {
            idea: Said::choose(&idea.texts, t.0, &c.languages).unwrap_or_else(|| Said::own("–".to_owned())),
            now: place(t, Some(&idea)),
            with: place(t, others.get(&idea.id)),
        };
        let beyond = without.ideas.iter().filter(|idea| {
            let other = others.get(&idea.id).and_then(|other| other.place);
            idea.place.zip(other).is_some_and(|(now, with)| now.high < with.low || with.high < now.low)
        });
        self.moved = vec![t.say1("set-aside-moved", "count", moved)];
        if moved > 0 {
            self.moved.push(t.say1("set-aside-beyond", "count", beyond.count()));
        }
        self.rows = firsts.chain(farthest).map(row).collect();
    }
}

fn place(t: Text, idea: Option<&&Ranked>) -> String {
    let place = idea.and_then(|idea| idea.place).map(|place| (place.low, place.high));
    place.map_or_else(|| t.say("results-no-place"), |place| said_place(t, place))
}
