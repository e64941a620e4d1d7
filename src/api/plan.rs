//! How many people a consultation needs.

use actix_web::web::{self, Data};
use actix_web::{HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::words;
use crate::domain::vote::Strategy;
use crate::domain::{Code, Error};
use crate::http::caller::MemberCaller;
use crate::http::{Context, Result};
use crate::service::plan::{Plan, PlanRow};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PlanQuery {
    /// 2 to 150.
    #[param(minimum = 2, maximum = 150)]
    ideas: usize,
    /// With `votes_each` at most 10,000 votes.
    #[param(minimum = 1)]
    participants: usize,
    /// Pairs that each answers; 15 unless given.
    #[param(minimum = 1)]
    votes_each: Option<usize>,
    /// `balanced` unless given.
    #[param(value_type = Option<words::Strategy>)]
    strategy: Option<String>,
}

/// What may be expected; simulated.
#[derive(Serialize, ToSchema)]
#[schema(as = Plan)]
pub struct PlanOut {
    ideas: usize,
    /// At most as many as there are pairs.
    votes_each: usize,
    #[schema(value_type = words::Strategy)]
    strategy: Strategy,
    /// How many ideas are called the best: ten, or half of fewer than twenty.
    best: usize,
    /// For a quarter, half, once, twice and four times the participants asked about.
    rows: Vec<PlanRowOut>,
    /// Participants that find four in five of the best on average; null if the last row has too few.
    enough: Option<usize>,
    /// Consultations that were simulated; the numbers are their means.
    runs: usize,
    /// Always true.
    simulated: bool,
}

#[derive(Serialize, ToSchema)]
#[schema(as = PlanRow)]
pub struct PlanRowOut {
    participants: usize,
    votes: usize,
    /// Kendall's τ of the ranking with the truth, −1 to 1.
    order: f64,
    /// How many of the true best are among as many first.
    best_found: f64,
    /// How many places the 95 % rank range of an idea spans.
    places: f64,
}

impl From<Plan> for PlanOut {
    fn from(plan: Plan) -> Self {
        let row = |row: PlanRow| PlanRowOut {
            participants: row.participants,
            votes: row.votes,
            order: row.order,
            best_found: row.best_found,
            places: row.places,
        };
        Self {
            ideas: plan.ideas,
            votes_each: plan.votes_each,
            strategy: plan.strategy,
            best: plan.best,
            rows: plan.rows.into_iter().map(row).collect(),
            enough: plan.enough,
            runs: plan.runs,
            simulated: true,
        }
    }
}

/// Simulates how many people a consultation needs
///
/// Ideas' strengths are drawn from N(0, 1); people whose tastes differ by half of that choose. The same question
/// has the same answer; `parvis plan` takes larger ones. Errors: `invalid_query` at the number out of range;
/// `busy` while another plan is being simulated.
#[utoipa::path(tag = "Consultations", params(PlanQuery), security(("token" = [])),
    responses((status = 200, description = "What may be expected", body = PlanOut)))]
#[get("/plan")]
pub async fn get_plan(
    _caller: MemberCaller,
    context: Data<Context>,
    query: web::Query<PlanQuery>,
) -> Result<HttpResponse> {
    let unknown = || {
        let detail = "Strategies are uniform, balanced, top and informative.";
        Error::field("strategy", Code::InvalidQuery, detail)
    };
    let strategy = match &query.strategy {
        None => Strategy::default(),
        Some(word) => Strategy::parse(word).ok_or_else(unknown)?,
    };
    let each = query.votes_each.unwrap_or(15);
    let plan = context.service.plan(query.ideas, query.participants, each, strategy).await?;
    Ok(HttpResponse::Ok().json(PlanOut::from(plan)))
}
