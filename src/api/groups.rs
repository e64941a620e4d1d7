//! Questions with fixed choices that participants answer about themselves, and results by group.

use std::collections::BTreeMap;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, delete, get, patch, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, PageOut, chosen};
use super::ranking::FiguresOut;
use super::words;
use crate::domain::groups::{GroupItem, GroupRanking};
use crate::domain::ids::IdeaId;
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::{Lang, Texts};
use crate::http::body::Json;
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::service::group_results::GroupResults;

/// A question about groups.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupQuestion)]
pub struct QuestionOut {
    /// A short word, as in `group=region:vasa`.
    #[schema(example = "region")]
    id: String,
    #[schema(value_type = words::Texts)]
    question: Texts,
    /// In their order.
    choices: Vec<ChoiceOut>,
}

/// A choice of a question.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupChoice)]
pub struct ChoiceOut {
    #[schema(example = "vasa")]
    id: String,
    #[schema(value_type = words::Texts)]
    label: Texts,
}

/// A new question.
#[derive(Deserialize, ToSchema)]
#[schema(as = NewGroupQuestion)]
pub struct QuestionIn {
    /// 1 to 40 of a–z, 0–9, - and _.
    #[schema(example = "region")]
    id: String,
    /// At most 160 characters in a language.
    #[schema(value_type = words::Texts)]
    question: Texts,
    /// 2 to 30.
    choices: Vec<ChoiceIn>,
}

#[derive(Deserialize, ToSchema)]
#[schema(as = NewGroupChoice)]
pub struct ChoiceIn {
    #[schema(example = "vasa")]
    id: String,
    #[schema(value_type = words::Texts)]
    label: Texts,
}

/// What changes of a question; what is left out stays.
#[derive(Deserialize, ToSchema)]
#[schema(as = GroupQuestionChange)]
pub struct QuestionChangeIn {
    #[schema(value_type = Option<words::Texts>)]
    question: Option<Texts>,
    choices: Option<Vec<ChoiceIn>>,
}

/// Results of a question's groups. They move in steps, so that nothing shown, nor the difference of two, tells of
/// fewer than five people; and all figures have noise that the people of a group decide, the same people always the
/// same, so that subtracting groups of several questions and events tells nobody's choices.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupResults)]
pub struct ResultsOut {
    question: QuestionOut,
    /// The number of the log at the last release; null before the first.
    seq: Option<i64>,
    /// How far groups differ: the standard deviation of their strengths around the common ones, from 0.05 on.
    spread: Option<f64>,
    /// By the id of the choice. A group that is not there is withheld: too few people, or too few others.
    groups: BTreeMap<String, GroupOut>,
    /// Ideas by the lowest of their scores in the groups shown, highest first: what all groups hold high.
    bridging: Vec<BridgingOut>,
    /// Ideas by how far groups differ about them beyond error, farthest first.
    divisive: Vec<DivisiveOut>,
}

/// The ranking of a group, held towards the common one by `spread`.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupRanking)]
pub struct GroupOut {
    /// The number of the log up to which its votes are counted.
    seq: i64,
    /// Rounded to five.
    participants: i64,
    /// Rounded to ten.
    votes: i64,
    /// Always true: counts are rounded, and all figures have noise that the group's people decide.
    rounded: bool,
    items: Vec<ItemOut>,
}

/// An idea in a group's ranking; `strength` and what follows from it are held towards the common ranking.
#[derive(Serialize, ToSchema)]
#[schema(as = GroupIdea)]
pub struct ItemOut {
    #[schema(value_type = String)]
    id: IdeaId,
    text: Option<String>,
    #[schema(value_type = Option<String>)]
    lang: Option<Lang>,
    #[serde(flatten)]
    figures: FiguresOut,
    /// Strength in the group less strength in the rest, not held; null where either has not compared it.
    difference: Option<f64>,
    difference_se: Option<f64>,
    /// The difference is found to be more than chance, all ideas and groups of the question considered
    /// (Benjamini-Hochberg at 5 %).
    differs: Option<bool>,
}

#[derive(Serialize, ToSchema)]
#[schema(as = BridgingIdea)]
pub struct BridgingOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// The lowest score in any group shown.
    score: f64,
}

#[derive(Serialize, ToSchema)]
#[schema(as = DivisiveIdea)]
pub struct DivisiveOut {
    #[schema(value_type = String)]
    id: IdeaId,
    /// The standard deviation of its strength between groups beyond error.
    spread: f64,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct QuestionPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the question.
    id: String,
}

impl From<GroupQuestion> for QuestionOut {
    fn from(of: GroupQuestion) -> Self {
        let choice = |choice: GroupChoice| ChoiceOut { id: choice.key, label: choice.label };
        Self { id: of.key, question: of.question, choices: of.choices.into_iter().map(choice).collect() }
    }
}

fn choices(given: Vec<ChoiceIn>) -> Vec<GroupChoice> {
    given.into_iter().map(|choice| GroupChoice { key: choice.id, label: choice.label }).collect()
}

impl ResultsOut {
    fn of(results: GroupResults, text: impl Fn(&IdeaId) -> Option<(String, Lang)>) -> Self {
        let bridging = results.bridging().into_iter().map(|(id, score)| BridgingOut { id, score }).collect();
        let divisive =
            results.divisive().into_iter().map(|(id, spread)| DivisiveOut { id, spread }).collect();
        let differs = results.differs;
        let group = |(key, ranking): (String, GroupRanking)| {
            let item = |item: GroupItem| {
                let differs = differs.get(&(key.clone(), item.id.clone())).copied();
                ItemOut::of(item, differs, &text)
            };
            let people = ranking.people();
            let items = ranking.items.into_iter().map(item).collect();
            let (seq, participants, votes) = (ranking.seq, people, ranking.votes);
            (key.clone(), GroupOut { seq, participants, votes, rounded: true, items })
        };
        let (seq, shown) = results.released.map(|released| (released.seq, released.shown)).unzip();
        Self {
            question: results.question.into(),
            seq,
            spread: shown.as_ref().map(|shown| shown.spread),
            groups: shown.map(|shown| shown.groups.into_iter().map(group).collect()).unwrap_or_default(),
            bridging,
            divisive,
        }
    }
}

impl ItemOut {
    fn of(item: GroupItem, differs: Option<bool>, text: &impl Fn(&IdeaId) -> Option<(String, Lang)>) -> Self {
        let (text, lang) = text(&item.id).unzip();
        Self {
            id: item.id,
            text,
            lang,
            figures: item.figures.into(),
            difference: item.difference.map(|difference| difference.strength),
            difference_se: item.difference.map(|difference| difference.se),
            differs,
        }
    }
}

/// Lists questions about groups, in their order
#[utoipa::path(tag = "Groups", params(InConsultation),
    responses((status = 200, description = "All questions", body = PageOut<QuestionOut>)))]
#[get("/consultations/{c}/groups")]
pub async fn list_questions(caller: ViewerCaller, context: Data<Context>) -> Result<HttpResponse> {
    let list = context.service.group_questions(&caller.room).await?;
    let items = list.into_iter().map(QuestionOut::from).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Reads a question
#[utoipa::path(tag = "Groups", params(QuestionPath),
    responses((status = 200, description = "The question", body = QuestionOut)))]
#[get("/consultations/{c}/groups/{id}")]
pub async fn get_question(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<QuestionPath>,
) -> Result<HttpResponse> {
    let question = context.service.group_question(&caller.room, &path.id).await?;
    Ok(HttpResponse::Ok().json(QuestionOut::from(question)))
}

/// Adds a question
///
/// People answer it when they join, and may leave it out. Errors: `invalid_field`; `state_conflict` once somebody
/// has joined.
#[utoipa::path(tag = "Groups", params(InConsultation), security(("token" = [])), request_body = QuestionIn,
    responses((status = 201, description = "The question", body = QuestionOut)))]
#[post("/consultations/{c}/groups")]
pub async fn add_question(
    caller: OrganiserCaller,
    context: Data<Context>,
    Json(new): Json<QuestionIn>,
) -> Result<HttpResponse> {
    let new = GroupQuestion { key: new.id, question: new.question, choices: choices(new.choices) };
    let added = context.service.add_group_question(&caller.by, &caller.room, new).await?;
    Ok(HttpResponse::Created().json(QuestionOut::from(added)))
}

/// Changes a question
///
/// Its words at any time, its choices while nobody has joined. Errors: `invalid_field`; `state_conflict`.
#[utoipa::path(tag = "Groups", params(QuestionPath), security(("token" = [])), request_body = QuestionChangeIn,
    responses((status = 200, description = "The question", body = QuestionOut)))]
#[patch("/consultations/{c}/groups/{id}")]
pub async fn change_question(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<QuestionPath>,
    Json(change): Json<QuestionChangeIn>,
) -> Result<HttpResponse> {
    let mut question = context.service.group_question(&caller.room, &path.id).await?;
    question.question = change.question.unwrap_or(question.question);
    question.choices = change.choices.map_or(question.choices, choices);
    let changed = context.service.change_group_question(&caller.by, &caller.room, question).await?;
    Ok(HttpResponse::Ok().json(QuestionOut::from(changed)))
}

/// Takes a question away
///
/// Errors: `state_conflict` once somebody has joined.
#[utoipa::path(tag = "Groups", params(QuestionPath), security(("token" = [])),
    responses((status = 204, description = "It is gone")))]
#[delete("/consultations/{c}/groups/{id}")]
pub async fn remove_question(
    caller: OrganiserCaller,
    context: Data<Context>,
    path: web::Path<QuestionPath>,
) -> Result<HttpResponse> {
    context.service.remove_group_question(&caller.by, &caller.room, &path.id).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Reads results by group
///
/// A group of fewer than five participants is withheld, and so is one whose complement has fewer; a group moves
/// when five more people of it, and a fifth more than before, have voted, or at the end. Errors:
/// `results_withheld` as the consultation's rule says; `ranking_unavailable` with the reason.
#[utoipa::path(tag = "Groups", params(QuestionPath, LangQuery),
    responses((status = 200, description = "The groups that may be shown", body = ResultsOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/groups/{id}/results")]
pub async fn get_group_results(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<QuestionPath>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let room = &caller.room;
    let results = context.service.group_results(&caller.viewer, room, &path.id).await?;
    let order = &room.consultation().languages;
    let text = |id: &IdeaId| {
        let texts = room.with(|state| state.idea(id).map(|idea| idea.texts.clone()))?;
        (!texts.is_empty()).then(|| chosen(&texts, &wanted, order))
    };
    Ok(etag::json(&request, &ResultsOut::of(results, text)))
}
