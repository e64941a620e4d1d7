//! Why an idea stands where it stands.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::ideas::IdeaPath;
use super::paging::{LangQuery, chosen};
use super::ranking::Count;
use crate::domain::ids::IdeaId;
use crate::domain::{Error, Lang};
use crate::http::caller::ViewerCaller;
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::live::Record;
use crate::service::comparisons::{Comparisons, Met};

/// Whom an idea met, and what came of it.
#[derive(Serialize, ToSchema)]
#[schema(as = Comparisons)]
pub struct ComparisonsOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// The number of the log up to which votes are counted.
    seq: i64,
    rank: Option<u32>,
    /// Percentage of comparisons that it would win against another idea drawn at random, by the model.
    score: Option<f64>,
    /// 100 (wins + 1) / (wins + losses + 2), without a model.
    win_rate: f64,
    /// The mean score of the ideas that it met, each by how often; null if none has one. Where score and win rate
    /// disagree, this says why.
    mean_score_met: Option<f64>,
    /// The strongest first.
    met: Vec<MetOut>,
    /// Comparisons with ideas that are listed no more.
    others: RecordOut,
}

/// Another idea that it met.
#[derive(Serialize, ToSchema)]
#[schema(as = MetIdea)]
pub struct MetOut {
    #[schema(value_type = String)]
    id: IdeaId,
    text: String,
    #[schema(value_type = String)]
    lang: Lang,
    /// The other idea's score.
    score: Option<f64>,
    #[serde(flatten)]
    record: RecordOut,
}

/// What came of comparisons, from the side of the idea that is explained.
#[derive(Serialize, ToSchema)]
#[schema(as = Record)]
pub struct RecordOut {
    wins: Count,
    losses: Count,
    ties: Count,
}

impl From<Record> for RecordOut {
    fn from(of: Record) -> Self {
        Self { wins: Count::of(of.wins), losses: Count::of(of.losses), ties: Count::of(of.ties) }
    }
}

impl ComparisonsOut {
    fn of(found: Comparisons, wanted: &[Lang], order: &[Lang]) -> Self {
        let met = |met: Met| {
            let (text, lang) = chosen(&met.texts, wanted, order);
            MetOut { id: met.id, text, lang, score: met.score, record: met.record.into() }
        };
        Self {
            id: found.idea.id,
            seq: found.computed.seq,
            rank: found.idea.place.map(|place| place.rank),
            score: found.idea.score.map(|score| score.value),
            win_rate: found.idea.record.win_rate(),
            mean_score_met: found.mean_score,
            met: found.met.into_iter().map(met).collect(),
            others: found.others.into(),
        }
    }
}

/// Explains an idea's place
///
/// Whom it met, how often it won, and how strong they were. Errors: `results_withheld`; `not_found`;
/// `ranking_unavailable` with the reason.
#[utoipa::path(tag = "Results", params(IdeaPath, LangQuery),
    responses((status = 200, description = "Whom it met", body = ComparisonsOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/ideas/{id}/comparisons")]
pub async fn get_comparisons(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<IdeaPath>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let id = IdeaId::parse(&path.id).ok_or_else(|| Error::not_found("idea"))?;
    let found = context.service.comparisons(&caller.viewer, &caller.room, &id).await?;
    let order = &caller.room.consultation().languages;
    Ok(etag::json(&request, &ComparisonsOut::of(found, &wanted, order)))
}
