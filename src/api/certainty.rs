//! How sure a ranking is, beyond its intervals.

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse, get};
use serde::Serialize;
use utoipa::ToSchema;

use super::paging::InConsultation;
use crate::domain::ids::IdeaId;
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result, etag};
use crate::live::{Fragility, More};

/// How little would turn a ranking.
#[derive(Serialize, ToSchema)]
#[schema(as = Certainty)]
pub struct CertaintyOut {
    /// The number of the log up to which votes are counted.
    seq: i64,
    /// The fewest that put another idea first.
    first: FragilityOut,
    /// The fewest that make others the best five.
    best_five: FragilityOut,
    /// Of ideas that have a place, best first, the probability to be one of the best five: the share of 1,000 draws
    /// of all strengths from N(θ, Σ).
    among_best_five: Vec<AmongBestOut>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = AmongBest)]
pub struct AmongBestOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// 0 to 1.
    probability: f64,
}

/// What it hangs on, and what would settle it. `votes` and `participants` are the fewest found, each confirmed by a
/// ranking without them; smaller sets may exist. Null where none was found, or looked for: there are not more ideas
/// with a place than the best, or more than 1,000,000 votes.
#[derive(Serialize, ToSchema)]
#[schema(as = Fragility)]
pub struct FragilityOut {
    votes: Option<usize>,
    participants: Option<usize>,
    /// How many more votes are reckoned to be needed until these stand apart from all others, all pairs considered
    /// at once: 0 if they do; null where there are not more ideas with a place. The median over what
    /// the strengths may be; single cases lie far from it.
    votes_needed: Option<f64>,
    /// Whether that is more than ten times the votes so far: then nobody should wait for them, and these ideas are too
    /// close to be told apart from others. Null where `votes_needed` is.
    too_close: Option<bool>,
}

/// Reads how sure the ranking is
///
/// The smallest numbers of votes, and of participants with all their votes, whose leaving out was found to change
/// the first place and the best five: candidates by their influence on the fit, confirmed by fitting without
/// them (Broderick, Giordano and Meager 2020). At most half a minute old. Errors: `results_withheld`;
/// `ranking_unavailable` with the reason.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "How sure it is", body = CertaintyOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/certainty")]
pub async fn get_certainty(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let found = context.service.certainty(&caller.viewer, &caller.room).await?;
    let out = |found: Fragility, needed: Option<More>| FragilityOut {
        votes: found.votes,
        participants: found.voters,
        votes_needed: needed.map(|more| more.votes),
        too_close: needed.map(|more| more.too_close),
    };
    let out = CertaintyOut {
        seq: found.seq,
        first: out(found.first, found.needed.first),
        best_five: out(found.best_five, found.needed.best_five),
        among_best_five: found
            .among_best_five
            .into_iter()
            .map(|(id, probability)| AmongBestOut { id, probability })
            .collect(),
    };
    Ok(etag::json(&request, &out))
}
