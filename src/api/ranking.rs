//! The ranking.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, chosen};
use crate::domain::event::EVENT_KEY;
use crate::domain::figures::{Figures, GroupFigures};
use crate::domain::groups::{GroupItem, GroupRanking};
use crate::domain::ids::IdeaId;
use crate::domain::snapshot::FrozenModel;
use crate::domain::{Code, Error, Lang, Texts};
use crate::http::caller::ViewerCaller;
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::live::{Computed, FEW_VOTERS, Ranked, Room};
use crate::service::results::{Method, Rated};

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RankingQuery {
    /// `bradley_terry` (unless given), `elo` or `win_rate`.
    method: Option<String>,
    /// Only votes that came through this event (its id), as of the last release of results by event; blurred, as a group's.
    event: Option<String>,
    /// Only votes of this group, as `question:choice`; a Bradley-Terry ranking as of the last release of that question.
    #[param(example = "region:vasa")]
    group: Option<String>,
    /// `counted`: the Bradley-Terry ranking as it would be if no votes were set aside.
    set_aside: Option<String>,
}

/// A ranking at one number of the log.
#[derive(Serialize, ToSchema)]
#[schema(as = Ranking)]
pub struct RankingOut {
    /// `bradley_terry`, `elo` or `win_rate`.
    #[schema(example = "bradley_terry")]
    method: &'static str,
    /// The number of the log up to which votes are counted.
    seq: i64,
    /// Votes that say a preference or a tie.
    votes: Count,
    /// Participants with at least one answer.
    participants: i64,
    /// People whose choices are counted: of fewer than five, results are shown to members alone. Null of a group.
    voters: Option<i64>,
    /// Of a group or an event: participants are rounded to five, votes to ten, and strengths with what follows from them
    /// have noise that its people decide, so that nobody's choices can be worked out. Their intervals hold it.
    rounded: bool,
    /// Whether the votes are simulated.
    simulated: bool,
    /// How it was computed; null with another method than `bradley_terry`, as is all that follows, and of a group, whose
    /// ranking is held towards the common one.
    model: Option<ModelOut>,
    /// Participants that the errors rest on are few: they are rough.
    few_voters: Option<bool>,
    /// Groups of ideas that were never compared with one another; 1 is what one wants.
    components: Option<usize>,
    log_likelihood: Option<f64>,
    /// Davidson's ν: 0 without ties; null if every preference is a tie.
    tie_parameter: Option<f64>,
    iterations: Option<u32>,
    /// Ideas that were withdrawn after they had been compared: not listed, but their votes stay in the fit, and a score
    /// counts them among the other ideas, so that `parvis rank` over the exported votes gives the same.
    withdrawn: Option<usize>,
    /// Best first; ideas under the minimum of comparisons last, without a rank.
    items: Vec<RankedOut>,
}

/// The model of a ranking, as `parvis rank` names it.
#[derive(Serialize, ToSchema)]
#[schema(as = Model)]
pub struct ModelOut {
    #[schema(example = "davidson")]
    pub ties: String,
    #[schema(example = "gaussian:1")]
    pub prior: String,
    pub side_effect: bool,
    pub voter_cap: Option<u32>,
    /// Whether errors are robust to clustering by participant.
    pub robust: bool,
    #[schema(example = 0.95)]
    pub level: f64,
    #[schema(example = "pairwise")]
    pub intervals: String,
}

/// An idea in a ranking.
#[derive(Serialize, ToSchema)]
#[schema(as = RankedIdea)]
pub struct RankedOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// The idea as chosen for the caller.
    text: String,
    /// The language of `text`.
    #[schema(value_type = String, example = "fi")]
    lang: Lang,
    /// From 1. A tier begins at the first idea that is in none yet, at its rank; all further ideas whose range
    /// (`rank_low`) reaches that place are in it. So tier 1 is the ideas that may be first: those whose `rank_low`
    /// is 1. An idea of which little is known may be in a better tier than one before it. Null where there is no rank.
    tier: Option<u32>,
    #[serde(flatten)]
    figures: FiguresOut,
}

/// The figures of an idea in a ranking.
#[derive(Serialize, ToSchema)]
#[schema(as = Figures)]
pub struct FiguresOut {
    /// Null under the minimum of comparisons.
    rank: Option<u32>,
    /// The best rank that can't be ruled out.
    rank_low: Option<u32>,
    /// The worst rank that can't be ruled out.
    rank_high: Option<u32>,
    /// Natural log of the Bradley-Terry worth, centred on zero.
    strength: Option<f64>,
    /// Standard error of `strength`.
    se: Option<f64>,
    /// Percentage of comparisons that it would win against another idea drawn at random, a tie counting half (withdrawn
    /// ideas that have been compared are among the others);
    /// with `elo` the Elo number, with `win_rate` 100 (wins + 1) / (wins + losses + 2).
    score: Option<f64>,
    score_low: Option<f64>,
    score_high: Option<f64>,
    /// Null, as `losses`, `ties` and `votes`, of a group or an event.
    wins: Option<Count>,
    losses: Option<Count>,
    ties: Option<Count>,
    /// Comparisons, skips left out.
    votes: Option<Count>,
}

/// A weighted count: a whole number is written as one.
#[derive(Clone, Copy, ToSchema)]
#[schema(value_type = f64)]
pub struct Count(f64);

impl Count {
    pub fn of(weight: f64) -> Self {
        Self(weight)
    }
}

impl Serialize for Count {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() <= EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

/// Languages that an idea's text is chosen by.
struct Reader<'a> {
    wanted: &'a [Lang],
    order: &'a [Lang],
}

impl RankingOut {
    fn fitted(computed: &Computed, reader: &Reader<'_>) -> Self {
        let fitted = |ranked: &Ranked| {
            RankedOut::of(&ranked.id, ranked.tier, ranked.figures().into(), &ranked.texts, reader)
        };
        Self {
            model: Some(computed.model_words().into()),
            few_voters: Some(computed.few_voters),
            components: Some(computed.components),
            log_likelihood: Some(computed.log_likelihood + 0.0),
            tie_parameter: computed.tie_parameter,
            iterations: Some(computed.iterations),
            withdrawn: Some(computed.withdrawn),
            items: computed.ideas.iter().map(fitted).collect(),
            ..Self::bare(computed, Method::BradleyTerry)
        }
    }

    fn rated(computed: &Computed, rated: &[Rated], method: Method, reader: &Reader<'_>) -> Self {
        let item =
            |rated: &Rated| RankedOut::of(&rated.id, None, FiguresOut::rated(rated), &rated.texts, reader);
        let items = rated.iter().map(item).collect();
        Self { items, ..Self::bare(computed, method) }
    }

    fn grouped(ranking: &GroupRanking, room: &Room, reader: &Reader<'_>) -> Self {
        let items = room.with(|state| {
            let listed = |item: &GroupItem| {
                let texts = state.idea(&item.id).map(|idea| idea.texts.clone())?;
                Some(RankedOut::of(&item.id, None, item.figures.into(), &texts, reader))
            };
            ranking.items.iter().filter_map(listed).collect()
        });
        Self {
            method: Method::BradleyTerry.as_str(),
            seq: ranking.seq,
            votes: Count(ranking.votes as f64),
            participants: ranking.people(),
            rounded: true,
            voters: None,
            simulated: room.consultation().simulated,
            model: None,
            few_voters: Some((ranking.people() as f64) < FEW_VOTERS),
            components: None,
            log_likelihood: None,
            tie_parameter: None,
            iterations: None,
            withdrawn: None,
            items,
        }
    }

    fn bare(computed: &Computed, method: Method) -> Self {
        Self {
            method: method.as_str(),
            seq: computed.seq,
            votes: Count(computed.votes),
            participants: computed.participants,
            voters: Some(computed.voters),
            rounded: false,
            simulated: computed.simulated,
            model: None,
            few_voters: None,
            components: None,
            log_likelihood: None,
            tie_parameter: None,
            iterations: None,
            withdrawn: None,
            items: Vec::new(),
        }
    }
}

impl From<FrozenModel> for ModelOut {
    fn from(of: FrozenModel) -> Self {
        let FrozenModel { ties, prior, side_effect, voter_cap, robust, level, intervals } = of;
        Self { ties, prior, side_effect, voter_cap, robust, level, intervals }
    }
}

impl From<Figures> for FiguresOut {
    fn from(of: Figures) -> Self {
        Self {
            rank: of.rank,
            rank_low: of.rank_low,
            rank_high: of.rank_high,
            strength: Some(of.strength),
            se: Some(of.se),
            score: of.score,
            score_low: of.score_low,
            score_high: of.score_high,
            wins: Some(Count(of.wins)),
            losses: Some(Count(of.losses)),
            ties: Some(Count(of.ties)),
            votes: Some(Count(of.votes())),
        }
    }
}

impl From<GroupFigures> for FiguresOut {
    fn from(of: GroupFigures) -> Self {
        Self {
            rank: of.rank,
            rank_low: of.rank_low,
            rank_high: of.rank_high,
            strength: Some(of.strength),
            se: Some(of.se),
            score: of.score,
            score_low: of.score_low,
            score_high: of.score_high,
            wins: None,
            losses: None,
            ties: None,
            votes: None,
        }
    }
}

impl FiguresOut {
    fn rated(rated: &Rated) -> Self {
        let record = rated.record;
        Self {
            rank: rated.rank,
            rank_low: None,
            rank_high: None,
            strength: None,
            se: None,
            score: Some(rated.score),
            score_low: None,
            score_high: None,
            wins: Some(Count(record.wins)),
            losses: Some(Count(record.losses)),
            ties: Some(Count(record.ties)),
            votes: Some(Count(record.votes())),
        }
    }
}

impl RankedOut {
    fn of(id: &IdeaId, tier: Option<u32>, figures: FiguresOut, texts: &Texts, reader: &Reader<'_>) -> Self {
        let (text, lang) = chosen(texts, reader.wanted, reader.order);
        Self { id: id.clone(), text, lang, tier, figures }
    }
}

impl RankingQuery {
    fn method(&self) -> std::result::Result<Method, Error> {
        let Some(word) = &self.method else { return Ok(Method::default()) };
        let unknown = "Methods are bradley_terry, elo and win_rate.";
        Method::parse(word).ok_or_else(|| Error::field("method", Code::InvalidQuery, unknown))
    }

    /// The question and the choice whose people alone are counted: a group's, or an event.
    fn only(&self) -> std::result::Result<Option<(&str, &str)>, Error> {
        match (&self.event, &self.group) {
            (Some(_), Some(_)) => {
                let detail = "Results are by event or by group, never crossed: few people would stand alone.";
                Err(Error::field("event", Code::InvalidQuery, detail))
            }
            (Some(event), None) => Ok(Some((EVENT_KEY, event))),
            (None, Some(group)) => Ok(Some(group.split_once(':').unwrap_or((group, "")))),
            (None, None) => Ok(None),
        }
    }

    fn counts_set_aside(&self) -> std::result::Result<bool, Error> {
        let wrong = |detail| Err(Error::field("set_aside", Code::InvalidQuery, detail));
        match self.set_aside.as_deref() {
            None => Ok(false),
            Some("counted") if self.group.is_some() || self.event.is_some() => {
                wrong("A group's or an event's ranking is of a release, and has no other votes.")
            }
            Some("counted") => Ok(true),
            Some(_) => wrong("Write `counted`, or leave it out."),
        }
    }
}

/// Reads the ranking
///
/// Counted up to the number `seq` of the log, at most a quarter second behind it. `ETag` names that number: ask
/// again with `If-None-Match`. Errors: `results_withheld` as the consultation's rule says;
/// `ranking_unavailable` with the reason.
#[utoipa::path(tag = "Results", params(InConsultation, RankingQuery, LangQuery),
    responses((status = 200, description = "The ranking", body = RankingOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/ranking")]
pub async fn get_ranking(
    caller: ViewerCaller,
    context: Data<Context>,
    query: web::Query<RankingQuery>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let (method, room) = (query.method()?, &caller.room);
    let consultation = room.consultation();
    let reader = Reader { wanted: &wanted, order: &consultation.languages };
    let only = query.only()?;
    if method != Method::BradleyTerry && (only.is_some() || query.set_aside.is_some()) {
        let detail =
            "Results by group or event, and with votes that are set aside, are Bradley-Terry rankings.";
        return Err(Error::field("method", Code::InvalidQuery, detail).into());
    }
    if query.counts_set_aside()? {
        let computed = context.service.ranking_with_set_aside(&caller.viewer, room).await?;
        return Ok(etag::json(&request, &RankingOut::fitted(&computed, &reader)));
    }
    if let Some((question, choice)) = only {
        let ranking = context.service.group_ranking(&caller.viewer, room, question, choice).await?;
        return Ok(etag::json(&request, &RankingOut::grouped(&ranking, room, &reader)));
    }
    let out = match method {
        Method::BradleyTerry => {
            let computed = context.service.ranking(&caller.viewer, room).await?;
            RankingOut::fitted(&computed, &reader)
        }
        Method::Elo | Method::WinRate => {
            let (computed, rated) = context.service.rated(&caller.viewer, room, method).await?;
            RankingOut::rated(&computed, &rated, method, &reader)
        }
    };
    Ok(etag::json(&request, &out))
}
