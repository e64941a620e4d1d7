//! Pairs for a participant.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, chosen};
use super::participants::ProgressOut;
use crate::domain::ids::{IdeaId, PairId};
use crate::domain::participant::OPEN_PAIRS_MAX;
use crate::domain::{Code, Error, Lang};
use crate::http::caller::ParticipantCaller;
use crate::http::language::Wanted;
use crate::http::{Context, Result};
use crate::live::IdeaEntry;
use crate::service::pairs::ServedPair;

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PairsQuery {
    /// How many pairs, 1 to 10; 1 unless given.
    #[param(minimum = 1, maximum = 10)]
    count: Option<usize>,
}

/// Pairs to be answered, and where the participant stands.
#[derive(Serialize, ToSchema)]
#[schema(as = Pairs)]
pub struct PairsOut {
    /// Fewer than asked for if no more are left; none if nothing is left.
    items: Vec<PairOut>,
    progress: ProgressOut,
}

/// Two ideas to choose between.
#[derive(Serialize, ToSchema)]
#[schema(as = Pair)]
pub struct PairOut {
    /// What a vote sends back. It is good for seven days at least, for this participant only, and once.
    token: String,
    #[schema(value_type = String, example = "pair_0192f0c1a2b37c4d8e5f60718293a4b5")]
    pair_id: PairId,
    left: SideOut,
    right: SideOut,
}

/// One of the two ideas.
#[derive(Serialize, ToSchema)]
#[schema(as = PairSide)]
pub struct SideOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// The idea as chosen for the caller.
    text: String,
    /// The language of `text`.
    #[schema(value_type = String, example = "sv")]
    lang: Lang,
}

impl PairOut {
    fn of(served: ServedPair, wanted: &[Lang], order: &[Lang]) -> Self {
        let side = |idea: IdeaEntry| {
            let (text, lang) = chosen(&idea.texts, wanted, order);
            SideOut { id: idea.id, text, lang }
        };
        Self {
            token: served.token,
            pair_id: served.pair.id,
            left: side(served.left),
            right: side(served.right),
        }
    }
}

/// Serves pairs
///
/// The pairs that are open for a participant stay the same until they are answered, however often they are
/// asked for. No pair of ideas comes twice. Errors: `not_open`, `not_open_yet`, `closed`.
#[utoipa::path(tag = "Taking part", params(InConsultation, PairsQuery, LangQuery), security(("token" = [])),
    responses((status = 200, description = "Pairs and progress", body = PairsOut)))]
#[get("/consultations/{c}/pairs")]
pub async fn serve_pairs(
    caller: ParticipantCaller,
    context: Data<Context>,
    query: web::Query<PairsQuery>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let count = query.count.unwrap_or(1);
    if !(1..=OPEN_PAIRS_MAX).contains(&count) {
        let detail = format!("`count` takes a whole number from 1 to {OPEN_PAIRS_MAX}.");
        return Err(Error::field("count", Code::InvalidQuery, detail).into());
    }
    context.limits.votes(&caller.participant, 1)?;
    let served = context.service.serve_pairs(&caller.room, &caller.participant, count).await?;
    let order = &caller.room.consultation().languages;
    let items = served.pairs.into_iter().map(|pair| PairOut::of(pair, &wanted, order)).collect();
    Ok(HttpResponse::Ok().json(PairsOut { items, progress: served.progress.into() }))
}
