//! Handlers of the voting page and of the end of a round. Without a script, each answer is a form that leads
//! to the next pair.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use serde::Deserialize;

use crate::domain::ids::ParticipantId;
use crate::domain::participant::Progress;
use crate::domain::{Code, Error};
use crate::http::body::Form;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result, cookies, visiting};
use crate::live::{Room, Status};
use crate::pages::said::Said;
use crate::pages::stands::{self, CookiesPage};
use crate::pages::visit::{Visit, query};
use crate::pages::vote::{Around, Ending, PairView, ThanksPage, VotePage, far, position};
use crate::service::now;
use crate::service::pairs::ServedPair;
use crate::service::voting::Cast;

pub async fn get_vote(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let Some(participant) = &caller.viewer.participant else { return Ok(visit.go_on("").finish()) };
    if visiting::token(&request).is_some() {
        if visit.token().is_none() {
            // The browser keeps the cookie: the address needs no token.
            return Ok(visit.go_on("/vote").finish());
        }
        if query(&request, "begun").is_some() {
            let c = caller.room.consultation();
            return visit.show(&CookiesPage::new(visit.frame("cookies-title"), &c));
        }
    }
    let served = match context.service.serve_pairs(&caller.room, participant, 1).await {
        Ok(served) => served,
        Err(error) => return begin_again(&visit, &caller.room, error),
    };
    let stands = stands::asked(&visit, &caller.room, participant).await?;
    let Some(pair) = served.pairs.first() else {
        let part = stands.map(|_| format!("?{}", request.query_string())).unwrap_or_default();
        return Ok(visit.go_on(&format!("/thanks{part}")).finish());
    };
    let (now, total) = position(&served.progress);
    let around = Around {
        csrf: visit.csrf(),
        can_undo: served.progress.answered > 0,
        notice: notice(&visit),
        stands,
        visit: visit.token(),
        wrong: None,
    };
    let c = caller.room.consultation();
    let frame = visit.titled(far(visit.t, now, total));
    visit.show_once(&VotePage::new(frame, &c, &served.progress, view(&visit, pair), around))
}

/// What happened to the answer before: taken back, or not taken, said once.
fn notice(visit: &Visit<'_>) -> Option<String> {
    let said = [("undone", "vote-undone"), ("changed", "stands-changed"), ("again", "stands-not-changed")];
    if let Some((_, says)) = said.into_iter().find(|(name, _)| query(visit.request, name).is_some()) {
        return Some(visit.t.say(says));
    }
    let code = query(visit.request, "code").and_then(|word| Code::parse(&word))?;
    let of_a_form =
        matches!(code, Code::CsrfFailed | Code::VoteNotFound) || code.as_str().starts_with("pair_");
    of_a_form.then(|| visit.t.error(code))
}

fn view(visit: &Visit<'_>, pair: &ServedPair) -> PairView {
    let order = visit.consultation.as_ref().map_or(&[][..], |c| &c.languages);
    let said = |texts| {
        let none = || Said::own("–".to_owned());
        Said::choose(texts, visit.t.0, order).unwrap_or_else(none)
    };
    let key = format!("{} {}", pair.left.id, pair.right.id);
    PairView::new(pair.token.clone(), key, said(&pair.left.texts), said(&pair.right.texts))
}

/// Nobody is left before a closed door: the front page says what is the matter and how to go on.
fn begin_again(visit: &Visit<'_>, room: &Room, error: Error) -> Result<HttpResponse> {
    match error.code {
        Code::TokenInvalid | Code::ParticipantRequired => {
            let mut response = visit.go_on("");
            for gone in cookies::participant_removals(room.id(), visit.is_secure()) {
                response.cookie(gone);
            }
            Ok(response.finish())
        }
        Code::NotOpen | Code::NotOpenYet | Code::Closed => Ok(visit.go_on("").finish()),
        _ => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub struct Answer {
    #[serde(default)]
    csrf: String,
    #[serde(default)]
    pair: String,
    /// `left`, or with its reason `tie:both_good`.
    #[serde(default)]
    outcome: String,
    undo: Option<String>,
    /// The pair whose answer stands, where another was given; `act` says whether to change it.
    change: Option<String>,
    act: Option<String>,
}

pub async fn post_vote(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
    Form(answer): Form<Answer>,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let Some(participant) = &caller.viewer.participant else { return Ok(visit.go_on("").finish()) };
    if let Err(error) = visit.check(&answer.csrf) {
        return Ok(visit.go_on(&format!("/vote?code={}", error.code.as_str())).finish());
    }
    context.limits.votes(participant, 1)?;
    let done = match (&answer.undo, &answer.change) {
        (Some(_), _) => undo(&visit, &caller.room, participant).await,
        (None, Some(pair)) if answer.act.as_deref() == Some("change") => {
            let changed = stands::change(&visit, &caller.room, participant, pair, &answer.outcome).await;
            changed.map(|done| if done { "/vote?changed=1" } else { "/vote?again=1" }.to_owned())
        }
        (None, Some(_)) => Ok("/vote".to_owned()),
        (None, None) => cast(&visit, &caller.room, participant, answer).await,
    };
    match done {
        Ok(address) => Ok(visit.go_on(&address).finish()),
        Err(error) => match error.code {
            Code::Closed => Ok(visit.go_on("?late=1").finish()),
            code if code.as_str().starts_with("pair_") || code == Code::VoteNotFound => {
                Ok(visit.go_on(&format!("/vote?code={}", code.as_str())).finish())
            }
            _ => begin_again(&visit, &caller.room, error),
        },
    }
}

/// Records one answer; returns where to go next.
async fn cast(
    visit: &Visit<'_>,
    room: &Room,
    participant: &ParticipantId,
    answer: Answer,
) -> crate::domain::Result<String> {
    let (outcome, reason) = stands::split(&answer.outcome);
    let (outcome, reason) = (outcome.to_owned(), reason.map(str::to_owned));
    let cast = Cast { pair: answer.pair, outcome, reason, response_ms: None };
    let service = &visit.context.service;
    let recorded = service.cast_votes(room, participant, std::slice::from_ref(&cast)).await?;
    let recorded = recorded
        .into_iter()
        .next()
        .unwrap_or_else(|| Err(Error::new(Code::Internal, "The vote got no answer.")))?;
    let progress = service.progress(room, participant).await?;
    let next = if is_round_end(&progress) { "/thanks" } else { "/vote" };
    // Another answer to these two stands: that is said, with the way to change it.
    let part = if recorded.status == Status::AlreadyRecorded && recorded.outcome.as_str() != cast.outcome {
        let sent = service.signer.read_pair_token(&cast.pair, now())?.pair;
        stands::part(&recorded.pair, &sent.left, &answer.outcome)
    } else {
        String::new()
    };
    Ok(format!("{next}{part}"))
}

fn is_round_end(progress: &Progress) -> bool {
    progress.remaining <= 0 || progress.answered % progress.round.max(1) == 0
}

/// Takes the last answer back.
async fn undo(visit: &Visit<'_>, room: &Room, participant: &ParticipantId) -> crate::domain::Result<String> {
    let service = &visit.context.service;
    let votes = service.own_votes(room, participant).await?;
    let last =
        votes.first().ok_or_else(|| Error::new(Code::VoteNotFound, "There is nothing to take back."))?;
    service.undo_vote(room, participant, &last.pair).await?;
    Ok("/vote?undone=1".to_owned())
}

pub async fn get_thanks(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let Some(participant) = &caller.viewer.participant else { return Ok(visit.go_on("").finish()) };
    let (service, room) = (&context.service, &caller.room);
    let progress = match service.progress(room, participant).await {
        Ok(progress) => progress,
        Err(error) => return begin_again(&visit, room, error),
    };
    let counts = service.counts(room);
    let ending = Ending {
        csrf: visit.csrf(),
        sees_results: service.may_see_results(&caller.viewer, room).await?,
        can_undo: progress.answered > 0,
        participants: counts.participants,
        ideas: counts.ideas,
        stands: stands::asked(&visit, room, participant).await?,
    };
    visit.show_once(&ThanksPage::new(visit.frame("thanks-title"), &room.consultation(), &progress, ending))
}
