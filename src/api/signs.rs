//! Signs of stuffing, and how people came in.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, chosen};
use super::set_asides::SetAsideOut;
use super::words;
use crate::domain::ids::{IdeaId, ParticipantId};
use crate::domain::{Lang, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::language::Wanted;
use crate::http::{Context, Result};
use crate::live::{Ranked, Room};
use crate::service::signs::{Kind, Sign};
use crate::service::times::rfc3339;

/// What looks wrong: a reason to look, no proof.
#[derive(Serialize, ToSchema)]
#[schema(as = Sign)]
pub struct SignOut {
    /// For the other calls about it; the same as long as it is about the same thing.
    #[schema(example = "place-203984710293")]
    id: String,
    #[schema(value_type = SignKind)]
    kind: &'static str,
    /// With `one_idea`: the idea, and its text as chosen for the caller.
    #[schema(value_type = Option<String>)]
    idea: Option<IdeaId>,
    text: Option<String>,
    #[schema(value_type = Option<String>)]
    lang: Option<Lang>,
    /// With `place`: a random number for the network, as waiting ideas have it.
    place: Option<i64>,
    /// With `burst`: from when to when they joined; RFC 3339, UTC.
    from: Option<String>,
    until: Option<String>,
    /// How many people it is about.
    people: usize,
    /// Their answers that stand.
    votes: usize,
    /// How many such people an honest crowd would have, where that is known.
    expected: Option<f64>,
    /// Their pseudonyms, as the exported votes have them under `voter`; the first 1,000.
    #[schema(value_type = Vec<String>)]
    participants: Vec<ParticipantId>,
}

/// Kinds of signs.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[allow(dead_code, reason = "a schema")]
enum SignKind {
    /// Many joined by the open link within a short time.
    Burst,
    /// Many came from one place.
    Place,
    /// They answer faster than two texts can be read.
    Fast,
    /// They always choose the same side.
    Side,
    /// They choose for one idea only.
    OneIdea,
    /// They gave the same answers to the same pairs in the same order.
    Same,
}

/// All signs at one number of the log.
#[derive(Serialize, ToSchema)]
#[schema(as = Signs)]
pub struct SignsOut {
    /// The number of the log up to which votes were looked at.
    seq: i64,
    looked_at: String,
    items: Vec<SignOut>,
}

/// A sign with the order as it is and as it would be without those people.
#[derive(Serialize, ToSchema)]
#[schema(as = SignCompared)]
pub struct ComparedOut {
    #[serde(flatten)]
    sign: SignOut,
    /// The first 100 ideas of the ranking, best first.
    ranking: Vec<BesideOut>,
}

/// An idea's place, and what it would be.
#[derive(Serialize, ToSchema)]
#[schema(as = BesideIdea)]
pub struct BesideOut {
    #[schema(value_type = String)]
    id: IdeaId,
    text: String,
    #[schema(value_type = String)]
    lang: Lang,
    with: StandingOut,
    without: StandingOut,
}

/// Where an idea stands.
#[derive(Clone, Copy, Default, Serialize, ToSchema)]
#[schema(as = IdeaStanding)]
pub struct StandingOut {
    rank: Option<u32>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    score: Option<f64>,
}

/// Why those votes are set aside.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = SignSetAside)]
pub struct ReasonIn {
    /// Shown to everybody who sees results; at most 500 characters in a language. Name nobody in it.
    #[schema(value_type = words::Texts)]
    reason: Texts,
}

/// How people came in, rounded to five.
#[derive(Serialize, ToSchema)]
#[schema(as = WaysIn)]
pub struct WaysOut {
    /// By the consultation's address; null where it is fewer than five people, as with the others.
    open_link: Option<i64>,
    /// With a code that works once, or by an invitation's link.
    codes: Option<i64>,
    /// Through an event.
    events: Option<i64>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SignPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the sign.
    id: String,
}

/// The most pseudonyms told with a sign.
const PARTICIPANTS_TOLD: usize = 1_000;
/// Ideas beside one another.
const IDEAS_BESIDE: usize = 100;

impl SignOut {
    fn of(sign: &Sign, room: &Room, wanted: &[Lang]) -> Self {
        let order = &room.consultation().languages;
        let texts = sign.idea.as_ref().and_then(|id| room.with(|state| Some(state.idea(id)?.texts.clone())));
        let (text, lang) = texts.map(|texts| chosen(&texts, wanted, order)).unzip();
        let (from, until) = match sign.kind {
            Kind::Burst { from, until } => (Some(rfc3339(from)), Some(rfc3339(until))),
            _ => (None, None),
        };
        Self {
            id: sign.id.clone(),
            kind: match sign.kind {
                Kind::Burst { .. } => "burst",
                Kind::Place(_) => "place",
                Kind::Fast => "fast",
                Kind::Side => "side",
                Kind::OneIdea(_) => "one_idea",
                Kind::Same => "same",
            },
            idea: sign.idea.clone(),
            text,
            lang,
            place: if let Kind::Place(place) = sign.kind { Some(place) } else { None },
            from,
            until,
            people: sign.people.len(),
            votes: sign.votes,
            expected: sign.expected.map(|expected| (expected * 10.0).round() / 10.0),
            participants: sign.people.iter().take(PARTICIPANTS_TOLD).cloned().collect(),
        }
    }
}

impl From<&Ranked> for StandingOut {
    fn from(idea: &Ranked) -> Self {
        let figures = idea.figures();
        Self {
            rank: figures.rank,
            rank_low: figures.rank_low,
            rank_high: figures.rank_high,
            score: figures.score,
        }
    }
}

/// Lists signs of stuffing
///
/// What an honest crowd hardly does: bursts of joins, many from one place, answers faster than the texts can be read,
/// always one side, choices for one idea only, identical sequences. Votes that are set aside are left out. Nobody is
/// excluded by a sign; organisers decide. While people vote, the answer may be of some seconds before.
#[utoipa::path(tag = "Results", params(InConsultation, LangQuery), security(("token" = [])),
    responses((status = 200, description = "What looks wrong", body = SignsOut)))]
#[get("/consultations/{c}/signs")]
pub async fn list_signs(
    caller: OrganiserCaller,
    context: Data<Context>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let signs = context.service.signs(&caller.by, &caller.room).await?;
    let items = signs.found.iter().map(|sign| SignOut::of(sign, &caller.room, &wanted)).collect();
    Ok(HttpResponse::Ok().json(SignsOut { seq: signs.seq, looked_at: rfc3339(signs.looked_at), items }))
}

/// Shows a sign with the order with and without those people
///
/// Errors: `not_found` if it is there no more; `ranking_unavailable`.
#[utoipa::path(tag = "Results", params(SignPath, LangQuery), security(("token" = [])),
    responses((status = 200, description = "The sign, and both orders side by side", body = ComparedOut)))]
#[get("/consultations/{c}/signs/{id}")]
pub async fn get_sign(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<SignPath>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let (service, room) = (&context.service, &caller.room);
    let sign = service.sign(&caller.by, room, &path.id).await?;
    let (with, without) = service.with_and_without(&caller.by, room, &sign).await?;
    let order = &room.consultation().languages;
    let beside = |idea: &Ranked| {
        let (text, lang) = chosen(&idea.texts, &wanted, order);
        let other = without.ideas.iter().find(|other| other.id == idea.id);
        let without = other.map(StandingOut::from).unwrap_or_default();
        BesideOut { id: idea.id.clone(), text, lang, with: idea.into(), without }
    };
    let ranking = with.ideas.iter().take(IDEAS_BESIDE).map(beside).collect();
    Ok(HttpResponse::Ok().json(ComparedOut { sign: SignOut::of(&sign, room, &wanted), ranking }))
}

/// Sets the votes of a sign's people aside
///
/// In one step, and with a reason, as `POST …/set-asides` does; they can be put back. Errors: `not_found` if the sign
/// is there no more; `invalid_field` at `reason`.
#[utoipa::path(tag = "Results", params(SignPath), security(("token" = [])), request_body = ReasonIn,
    responses((status = 201, description = "What was set aside", body = SetAsideOut)))]
#[post("/consultations/{c}/signs/{id}/set-aside")]
pub async fn set_sign_aside(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<SignPath>,
    Json(given): Json<ReasonIn>,
) -> Result<HttpResponse> {
    let service = &context.service;
    let aside = service.set_sign_aside(&caller.by, &caller.room, &path.id, &given.reason).await?;
    Ok(HttpResponse::Created().json(SetAsideOut::from(aside)))
}

/// Says how people came in
///
/// By the open link, with codes, through events; rounded to five. Errors: `results_withheld` as the consultation's
/// rule says.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "How many in each way", body = WaysOut)))]
#[get("/consultations/{c}/ways-in")]
pub async fn get_ways_in(caller: ViewerCaller, context: Data<Context>) -> Result<HttpResponse> {
    let ways = context.service.ways_in(&caller.viewer, &caller.room).await?;
    Ok(HttpResponse::Ok().json(WaysOut {
        open_link: rounded(ways.open),
        codes: rounded(ways.codes),
        events: rounded(ways.events),
    }))
}

/// To the nearest five; of a few people nothing is said.
fn rounded(people: i64) -> Option<i64> {
    match people {
        1..=4 => None,
        many => Some((many + 2) / 5 * 5),
    }
}
