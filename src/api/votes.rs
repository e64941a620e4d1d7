//! Casting votes and taking them back.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, delete, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::InConsultation;
use super::words;
use crate::domain::chain::hex;
use crate::domain::ids::PairId;
use crate::domain::{Code, Error};
use crate::http::body::Json;
use crate::http::caller::ParticipantCaller;
use crate::http::problem::{self, ProblemOut};
use crate::http::{Context, Result};
use crate::live::{Recorded, Status};
use crate::service::voting::Cast;

/// Answers to pairs.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Votes)]
pub struct VotesIn {
    /// 1 to 100.
    votes: Vec<VoteIn>,
}

/// The answer to a pair.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Vote)]
pub struct VoteIn {
    /// The pair's token.
    pair: String,
    #[schema(value_type = words::Outcome)]
    outcome: String,
    #[schema(value_type = Option<words::Reason>)]
    reason: Option<String>,
    /// Milliseconds from showing the pair to the answer; beyond a day it is not kept.
    #[schema(minimum = 0, example = 2150)]
    response_ms: Option<f64>,
}

impl From<VoteIn> for Cast {
    fn from(vote: VoteIn) -> Self {
        let response_ms = vote.response_ms.filter(|ms| ms.is_finite()).map(|ms| ms.round() as i64);
        Self { pair: vote.pair, outcome: vote.outcome, reason: vote.reason, response_ms }
    }
}

/// What became of the answers.
#[derive(Serialize, ToSchema)]
#[schema(as = VotesResult)]
pub struct VotesOut {
    recorded: Vec<RecordedOut>,
    rejected: Vec<RejectedOut>,
}

/// An answer that stands in the log.
#[derive(Serialize, ToSchema)]
#[schema(as = RecordedVote)]
pub struct RecordedOut {
    /// Its place in `votes` of the call, from 0.
    index: usize,
    #[schema(value_type = String)]
    pair_id: PairId,
    /// Its number in the consultation's log.
    seq: i64,
    /// The running hash of the log at that number, in hexadecimal.
    hash: String,
    #[schema(value_type = RecordedStatus)]
    status: &'static str,
    /// The answer that stands, by the sides of the pair that was sent.
    #[schema(value_type = words::Outcome)]
    outcome: &'static str,
}

/// `already_recorded`: the two ideas had an answer of this participant; what was recorded first stands, and
/// `pair_id` names the pair that it was given to.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[allow(dead_code, reason = "a schema")]
enum RecordedStatus {
    Recorded,
    AlreadyRecorded,
}

/// An answer that was refused; the others are not harmed by it.
#[derive(Serialize, ToSchema)]
#[schema(as = RejectedVote)]
pub struct RejectedOut {
    index: usize,
    #[schema(example = "pair_expired")]
    code: &'static str,
    detail: String,
}

/// A vote that was taken back.
#[derive(Serialize, ToSchema)]
#[schema(as = UndoneVote)]
pub struct UndoneOut {
    #[schema(value_type = String)]
    pair_id: PairId,
    /// Number of the row that takes back.
    seq: i64,
    /// Number of the row that it takes back.
    supersedes: i64,
    /// The running hash of the log at `seq`, in hexadecimal.
    hash: String,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct VotePath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// The pair that was answered.
    pair_id: String,
}

impl VotesOut {
    fn of(results: Vec<std::result::Result<Recorded, Error>>) -> Self {
        let mut out = Self { recorded: Vec::new(), rejected: Vec::new() };
        for (index, result) in results.into_iter().enumerate() {
            match result {
                Ok(Recorded { pair, seq, hash, status, outcome }) => out.recorded.push(RecordedOut {
                    index,
                    pair_id: pair,
                    seq,
                    hash: hex(&hash),
                    status: match status {
                        Status::Recorded => "recorded",
                        Status::AlreadyRecorded => "already_recorded",
                    },
                    outcome: outcome.as_str(),
                }),
                Err(error) => {
                    let code = error.code.as_str();
                    out.rejected.push(RejectedOut { index, code, detail: error.detail });
                }
            }
        }
        out
    }
}

/// The problem of a call of which nothing was recorded.
#[derive(Serialize)]
struct NothingRecorded {
    #[serde(flatten)]
    problem: ProblemOut,
    #[serde(flatten)]
    votes: VotesOut,
}

/// Casts votes
///
/// An answer is acknowledged only when it is durable. Sent again, it is answered with what was recorded, and
/// `outcome` says what stands; to change it, take it back first. Pairs are answered in the order in which they
/// were served (a skip is an answer); within a call any order will do. One bad vote never harms the good ones
/// beside it. If nothing was recorded the status is 422, with the code of
/// the first refusal and the same lists. Codes of refusals: `pair_invalid`, `pair_expired` (ask for pairs
/// again), `pair_foreign`, `pair_other_consultation`, `pair_taken_back`, `pair_not_open` (an idea of it was taken
/// out, or the pair was served long ago: ask for pairs again), `pair_out_of_order` (answer those before it),
/// `outcome_invalid`, `not_open`, `closed`, `token_invalid`. For the whole call: `batch_too_large`, `busy`, `storage_full`.
#[utoipa::path(tag = "Taking part", params(InConsultation), security(("token" = [])), request_body = VotesIn,
    responses((status = 200, description = "At least one stands in the log", body = VotesOut)))]
#[post("/consultations/{c}/votes")]
pub async fn cast_votes(
    caller: ParticipantCaller,
    context: Data<Context>,
    Json(VotesIn { votes }): Json<VotesIn>,
) -> Result<HttpResponse> {
    context.limits.votes(&caller.participant, votes.len())?;
    let casts: Vec<Cast> = votes.into_iter().map(Cast::from).collect();
    let results = context.service.cast_votes(&caller.room, &caller.participant, &casts).await?;
    let first = results.iter().find_map(|result| result.as_ref().err()).cloned();
    let votes = VotesOut::of(results);
    match first {
        // Who calls is nobody any more: not the answers are wrong.
        Some(error) if error.code == Code::TokenInvalid => Err(error.into()),
        Some(error) if votes.recorded.is_empty() => {
            let problem = ProblemOut::of(&error).with_status(422);
            Ok(problem::respond_as(422, &error, &NothingRecorded { problem, votes }))
        }
        _ => Ok(HttpResponse::Ok().json(votes)),
    }
}

/// Takes a vote back
///
/// The log gets a row that supersedes the vote; the pair may come again under a new id. Repeated, it answers
/// with the same row. Errors: `vote_not_found`; `closed` once the consultation has closed.
#[utoipa::path(tag = "Taking part", params(VotePath), security(("token" = [])),
    responses((status = 200, description = "Taken back", body = UndoneOut)))]
#[delete("/consultations/{c}/votes/{pair_id}")]
pub async fn undo_vote(
    caller: ParticipantCaller,
    context: Data<Context>,
    path: web::Path<VotePath>,
) -> Result<HttpResponse> {
    context.limits.votes(&caller.participant, 1)?;
    let pair = PairId::parse(&path.pair_id)
        .ok_or_else(|| Error::new(Code::VoteNotFound, "You have no vote on this pair to take back."))?;
    let undone = context.service.undo_vote(&caller.room, &caller.participant, &pair).await?;
    Ok(HttpResponse::Ok().json(UndoneOut {
        pair_id: undone.pair,
        seq: undone.seq,
        supersedes: undone.supersedes,
        hash: hex(&undone.hash),
    }))
}
