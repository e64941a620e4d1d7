//! A participant's own page: what is kept of them, taking a choice back, erasing everything.

use std::sync::Arc;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::consultation::Consultation;
use crate::domain::idea::IdeaState;
use crate::domain::ids::{IdeaId, PairId, ParticipantId};
use crate::domain::vote::{Answer, Outcome, Reason};
use crate::domain::{Code, Error, Micros, Texts};
use crate::http::body::Form;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result, cookies};
use crate::live::Room;
use crate::pages::decisions::{Decided, decided};
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::results::said_place;
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::{Visit, query};
use crate::pages::wrong::Wrong;
use crate::service::own;
use crate::service::{Viewer, now};

/// Enough of an idea to know which choice a button takes back.
const WHICH: usize = 60;

pub struct Own {
    /// What they said of themselves: question and choice.
    pub groups: Vec<(Said, Said)>,
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
    pub id: String,
    pub said: Said,
    pub state: String,
    pub reason: Option<String>,
    /// Where its result is, for whom results are shown to.
    pub result: Option<String>,
    /// What became of it.
    pub became: Option<Decided>,
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
        let reason = reason.filter(|reason| !reason.is_empty());
        Self { id: String::new(), said, state, reason, result: None, became: None }
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

pub async fn get_mine(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let page = mine(&visit, &caller).await?;
    let taken_back = query(&request, "taken_back").map(|_| visit.t.say("mine-taken-back"));
    let erased = page.own.is_none() && query(&request, "erased").is_some();
    visit.show(&MinePage { erased, notice: taken_back, ..page })
}

async fn mine(visit: &Visit<'_>, caller: &ViewerCaller) -> Result<MinePage> {
    let c = caller.room.consultation();
    let own = match &caller.viewer.participant {
        Some(participant) => own_things(visit, &caller.viewer, &caller.room, &c, participant).await?,
        None => None,
    };
    Ok(MinePage::new(visit.frame("mine-title"), &c, now(), visit.csrf(), own))
}

/// Nothing for a participant who has been erased.
async fn own_things(
    visit: &Visit<'_>,
    viewer: &Viewer,
    room: &Arc<Room>,
    c: &Consultation,
    participant: &ParticipantId,
) -> Result<Option<Own>> {
    let (service, t) = (&visit.context.service, visit.t);
    if let Err(error) = service.progress(room, participant).await {
        return if error.code == Code::TokenInvalid { Ok(None) } else { Err(error.into()) };
    }
    let said = |texts: &Texts| {
        let none = || Said::own("–".to_owned());
        Said::choose(texts, t.0, &c.languages).unwrap_or_else(none)
    };
    let votes = service.own_votes(room, participant).await?;
    let votes = room.with(|state| {
        let text =
            |id: &IdeaId| state.idea(id).map_or_else(|| said(&Texts::default()), |idea| said(&idea.texts));
        let vote = |vote: own::OwnVote| {
            let (left, right) = (text(&vote.left), text(&vote.right));
            let answer = Answer { outcome: vote.outcome, reason: vote.reason };
            OwnVote::new(t, &c.zone, vote.pair.to_string(), left, right, answer, vote.time)
        };
        votes.into_iter().map(vote).collect()
    });
    let ideas = own_ideas(visit, viewer, room, c, participant).await?;
    let chosen = service.own_groups(room, participant).await?;
    let groups = service.group_questions(room).await?;
    let groups = groups
        .iter()
        .filter_map(|question| {
            let choice = question.choices.iter().find(|of| chosen.get(&question.key) == Some(&of.key))?;
            Some((said(&question.question), said(&choice.label)))
        })
        .collect();
    Ok(Some(Own { groups, votes, ideas }))
}

/// Their ideas, with the result and what became of each, as far as they may see it.
async fn own_ideas(
    visit: &Visit<'_>,
    viewer: &Viewer,
    room: &Arc<Room>,
    c: &Consultation,
    participant: &ParticipantId,
) -> Result<Vec<OwnIdea>> {
    let (service, t) = (&visit.context.service, visit.t);
    let ideas = service.own_ideas(room, participant).await?;
    if ideas.is_empty() {
        return Ok(Vec::new());
    }
    let mut decisions = decided(service, t, viewer, room).await?;
    let ranking = service.ranking(viewer, room).await.ok();
    let ideas = ideas.into_iter().map(|idea| {
        let said = Said::choose(&idea.texts, t.0, &c.languages).unwrap_or_else(|| Said::own("–".to_owned()));
        let ranked = ranking.as_ref().and_then(|of| of.ideas.iter().find(|ranked| ranked.id == idea.id));
        let place =
            ranked.and_then(|ranked| ranked.place).map(|place| said_place(t, (place.low, place.high)));
        let became = decisions.iter().position(|decision| decision.id == idea.id);
        let mut own = OwnIdea {
            result: place.map(|place| format!("{}: {place}", t.say("mine-idea-result"))),
            became: became.map(|at| decisions.swap_remove(at)),
            id: idea.id.to_string(),
            ..OwnIdea::new(t, said, idea.state, idea.reason)
        };
        let new = idea.replaced_by.as_ref().filter(|_| idea.state == IdeaState::Withdrawn);
        let new = new.and_then(|new| room.with(|state| state.words_of(new)));
        if let Some(new) = new.and_then(|texts| Said::choose(&texts, t.0, &c.languages)) {
            own.state = t.say1("mine-idea-replaced", "idea", new.within());
        }
        own
    });
    Ok(ideas.collect())
}

#[derive(Deserialize)]
pub struct OwnForm {
    #[serde(default)]
    csrf: String,
    /// `take_back` or `erase`.
    #[serde(default)]
    act: String,
    #[serde(default)]
    pair_id: String,
    sure: Option<String>,
}

pub async fn post_mine(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
    Form(form): Form<OwnForm>,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let Some(participant) = &caller.viewer.participant else { return Ok(visit.go_on("/mine").finish()) };
    visit.check(&form.csrf)?;
    let service = &context.service;
    match (form.act.as_str(), form.sure) {
        ("take_back", _) => {
            let pair = PairId::parse(&form.pair_id);
            let pair = pair.ok_or_else(|| Error::new(Code::VoteNotFound, "There is no such vote."))?;
            service.undo_vote(&caller.room, participant, &pair).await?;
            Ok(visit.go_on("/mine?taken_back=1").finish())
        }
        ("erase", Some(_)) => {
            service.erase_participant(&caller.room, participant).await?;
            let mut response = visit.go_on("/mine?erased=1");
            for gone in cookies::participant_removals(caller.room.id(), visit.is_secure()) {
                response.cookie(gone);
            }
            Ok(response.finish())
        }
        _ => {
            let says = visit.t.say("mine-erase-unconfirmed");
            let wrong = Wrong::new(visit.t.say("wrong-heading"), says.clone(), Some("sure"));
            let page = MinePage { wrong: Some(wrong), ..mine(&visit, &caller).await? };
            visit.show_wrong(&Error::field("sure", Code::InvalidField, says), &page)
        }
    }
}
