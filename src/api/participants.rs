//! Joining, and what is a participant's own.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, delete, get, post};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::ideas::IdeaOut;
use super::paging::{InConsultation, LangQuery};
use super::words;
use crate::domain::Lang;
use crate::domain::access::Run;
use crate::domain::idea::Idea;
use crate::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
use crate::domain::participant::Progress;
use crate::domain::vote::{Outcome, Reason};
use crate::http::body::JsonOrNothing;
use crate::http::brake::Shown;
use crate::http::caller::{ParticipantCaller, ViewerCaller};
use crate::http::language::Wanted;
use crate::http::{Context, Result, cookies};
use crate::service::own::OwnVote;
use crate::service::participants::Joining;
use crate::service::times::rfc3339;

/// How somebody joins. All of it is optional; so is the body.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[schema(as = Join)]
pub struct JoinIn {
    /// A code that works once, an invitation's or an event's. Small letters, spaces and hyphens are forgiven.
    #[schema(example = "CDFG-HJKM-NP")]
    code: Option<String>,
    /// Id of the event through which they come: with its code, or an invitation's that names it. Without one,
    /// only with the key or the session of a member who runs the consultation.
    event: Option<String>,
    /// What they say of themselves: for each question a choice.
    #[serde(default)]
    #[schema(example = json!({"region": "vasa"}))]
    groups: std::collections::BTreeMap<String, String>,
    /// The language in which they take part.
    #[schema(value_type = Option<String>, example = "sv")]
    language: Option<Lang>,
    /// `CHALLENGE.NUMBER`, where the answer before was `proof_required`.
    proof: Option<String>,
}

/// A new participant.
#[derive(Serialize, ToSchema)]
#[schema(as = Joined)]
pub struct JoinedOut {
    #[schema(value_type = String, example = "par_0192f0c1a2b37c4d8e5f60718293a4b5")]
    participant: ParticipantId,
    /// For `Authorization: Bearer` from now on. It can't be had again.
    token: String,
}

/// Where a participant stands in their round.
#[derive(Serialize, ToSchema)]
#[schema(as = Progress)]
pub struct ProgressOut {
    /// Pairs answered; votes taken back are not counted.
    answered: i64,
    /// Pairs in a round.
    round: i64,
    /// Pairs that this participant has not met yet.
    remaining: i64,
    /// The round is complete, or nothing is left to answer; skips were no more than half of it.
    round_complete: bool,
}

impl From<Progress> for ProgressOut {
    fn from(p: Progress) -> Self {
        Self {
            answered: p.answered,
            round: p.round,
            remaining: p.remaining,
            round_complete: p.round_complete,
        }
    }
}

/// Everything that is kept of a participant.
#[derive(Serialize, ToSchema)]
#[schema(as = Me)]
pub struct MeOut {
    #[schema(value_type = String)]
    participant: ParticipantId,
    #[schema(value_type = String)]
    consultation: ConsultationId,
    progress: ProgressOut,
    /// What they said of themselves when they joined: a choice by question.
    groups: std::collections::BTreeMap<String, String>,
    /// Votes that stand, newest first.
    votes: Vec<OwnVoteOut>,
    /// Own ideas in whatever state, oldest first.
    ideas: Vec<IdeaOut>,
}

/// One of the participant's votes.
#[derive(Serialize, ToSchema)]
#[schema(as = OwnVote)]
pub struct OwnVoteOut {
    #[schema(value_type = String)]
    pair_id: PairId,
    seq: i64,
    #[schema(value_type = String)]
    left: IdeaId,
    #[schema(value_type = String)]
    right: IdeaId,
    #[schema(value_type = words::Outcome)]
    outcome: Outcome,
    #[schema(value_type = Option<words::Reason>)]
    reason: Option<Reason>,
    /// RFC 3339, UTC.
    time: String,
}

impl From<OwnVote> for OwnVoteOut {
    fn from(vote: OwnVote) -> Self {
        Self {
            pair_id: vote.pair,
            seq: vote.seq,
            left: vote.left,
            right: vote.right,
            outcome: vote.outcome,
            reason: vote.reason,
            time: rfc3339(vote.time),
        }
    }
}

impl From<JoinIn> for Joining {
    fn from(given: JoinIn) -> Self {
        let JoinIn { code, event, language, groups, .. } = given;
        Self { code, event, language, groups, ..Self::default() }
    }
}

/// Joins a consultation
///
/// Gives a pseudonym and its token; browsers get it as a cookie too. Nothing is kept of who it is, nor of
/// which code was used. Errors: `not_open`, `not_open_yet`, `closed`; `code_required`, `code_unknown`,
/// `code_used`, `event_not_begun`, `event_over`; `code_required` at `event` where the code is not that
/// event's; `invalid_field` at `event` or `groups.QUESTION`; `rate_limited` beyond 1,200 a minute from one address,
/// or some dozens of codes that nobody has. Without a code, in an open consultation, some dozens join from one
/// network; then `proof_required` asks for some work, told in `proof` of the problem, whose result is sent as
/// `proof` with the next try.
#[utoipa::path(tag = "Taking part", params(InConsultation), request_body = JoinIn,
    responses((status = 201, description = "Joined", body = JoinedOut)))]
#[post("/consultations/{c}/participants")]
pub async fn join(
    caller: ViewerCaller,
    context: Data<Context>,
    JsonOrNothing(join): JsonOrNothing<JoinIn>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (address, service, room) = (context.site.client(&request), &context.service, &caller.room);
    context.limits.join(address)?;
    let shown = Shown { proof: join.proof.as_deref(), ticket: None };
    let is_run = async || service.permit::<Run>(&caller.viewer, room).await.is_ok();
    let by_organiser = join.event.is_some() && is_run().await;
    let is_open = !service.comes_by_code(room, join.code.as_deref()) && !by_organiser;
    let place = if is_open { context.brake.admit(service, room, address, shown)? } else { None };
    let joining = Joining { by_organiser, place, ..join.into() };
    let joining_now = service.join(room, joining);
    let joined =
        if is_open { joining_now.await? } else { context.brake.with_code(address, joining_now).await? };
    let secure = context.site.is_secure(request.head());
    let name = cookies::participant_name(caller.room.id(), secure);
    let body = JoinedOut { participant: joined.participant, token: joined.token.clone() };
    Ok(HttpResponse::Created()
        .cookie(cookies::set(name, joined.token, cookies::PARTICIPANT_DAYS, secure))
        .json(body))
}

/// Shows a participant everything that is kept of them
#[utoipa::path(tag = "Taking part", params(InConsultation, LangQuery), security(("token" = [])),
    responses((status = 200, description = "Votes, ideas and progress", body = MeOut)))]
#[get("/consultations/{c}/participants/me")]
pub async fn get_me(
    caller: ParticipantCaller,
    context: Data<Context>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let (service, room, participant) = (&context.service, &caller.room, &caller.participant);
    let progress = service.progress(room, participant).await?.into();
    let votes = service.own_votes(room, participant).await?.into_iter().map(OwnVoteOut::from).collect();
    let ideas = service.own_ideas(room, participant).await?;
    let groups = service.own_groups(room, participant).await?;
    let order = &room.consultation().languages;
    let ids: Vec<_> = ideas.iter().map(|idea| idea.id.clone()).collect();
    let told = service.word_histories(room, &ids).await?;
    let out = |idea: &Idea| IdeaOut::of(idea, &told.of(&idea.id), true, &wanted, order);
    let ideas = ideas.iter().map(out).collect();
    let (participant, consultation) = (participant.clone(), room.id().clone());
    Ok(HttpResponse::Ok().json(MeOut { participant, consultation, progress, groups, votes, ideas }))
}

/// Erases a participant
///
/// Who it was, when and in what order they voted, and the texts of their ideas go for good; the votes stay
/// counted, as nobody's, and the log's chain still verifies. The token is good for nothing afterwards.
#[utoipa::path(tag = "Taking part", params(InConsultation), security(("token" = [])),
    responses((status = 204, description = "Erased")))]
#[delete("/consultations/{c}/participants/me")]
pub async fn erase_me(
    caller: ParticipantCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    context.service.erase_participant(&caller.room, &caller.participant).await?;
    let secure = context.site.is_secure(request.head());
    let mut response = HttpResponse::NoContent();
    for gone in cookies::participant_removals(caller.room.id(), secure) {
        response.cookie(gone);
    }
    Ok(response.finish())
}
