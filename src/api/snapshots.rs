//! Snapshots: rankings frozen at a number of the log.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse, get, post};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::paging::{InConsultation, LangQuery, PageOut, chosen};
use super::ranking::{Count, FiguresOut, ModelOut};
use crate::domain::chain::hex;
use crate::domain::ids::{IdeaId, SnapshotId};
use crate::domain::snapshot::{Frozen, FrozenItem, Snapshot};
use crate::domain::{Error, Lang};
use crate::http::caller::{OrganiserCaller, ViewerCaller};
use crate::http::language::Wanted;
use crate::http::{Context, Result, etag};
use crate::live::Room;
use crate::service::times::rfc3339;

/// A snapshot without its ideas.
#[derive(Serialize, ToSchema)]
#[schema(as = SnapshotLine)]
pub struct SnapshotLineOut {
    #[schema(value_type = String, example = "snap_0192f0c1a2b37c4d8e5f60718293a4b5")]
    id: SnapshotId,
    /// The number of the log up to which votes are counted.
    seq: i64,
    /// The running hash of the log at that number, in hexadecimal.
    hash: String,
    model: ModelOut,
    made_at: String,
    votes: Count,
    participants: i64,
    simulated: bool,
}

/// A ranking frozen at a number of the log. Nothing of it ever changes but `text` and `lang`, which are the
/// idea's as it is now; `texts_digest` is that of its texts then, as it stands in the log.
#[derive(Serialize, ToSchema)]
#[schema(as = Snapshot)]
pub struct SnapshotOut {
    #[serde(flatten)]
    line: SnapshotLineOut,
    few_voters: bool,
    /// Comparisons that an idea needed to have a rank.
    minimum_comparisons: i32,
    components: usize,
    log_likelihood: f64,
    tie_parameter: Option<f64>,
    /// Best first; ideas under the minimum of comparisons last, without a rank.
    items: Vec<SnapshotItemOut>,
}

/// An idea in a snapshot; members as in the ranking.
#[derive(Serialize, ToSchema)]
#[schema(as = SnapshotIdea)]
pub struct SnapshotItemOut {
    #[schema(value_type = String)]
    id: IdeaId,
    texts_digest: String,
    /// The idea as chosen for the caller, as it is now; null if it has been erased.
    text: Option<String>,
    #[schema(value_type = Option<String>, example = "fi")]
    lang: Option<Lang>,
    /// As it was told when the snapshot was made.
    tier: Option<u32>,
    #[serde(flatten)]
    figures: FiguresOut,
}

#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct SnapshotPath {
    /// Id or slug of the consultation.
    #[allow(dead_code, reason = "the caller's extractor reads it; this documents it")]
    c: String,
    /// Id of the snapshot.
    id: String,
}

impl SnapshotLineOut {
    fn of(snapshot: &Snapshot) -> Self {
        let Frozen { model, votes, participants, simulated, .. } = &snapshot.ranking;
        Self {
            id: snapshot.id.clone(),
            seq: snapshot.seq,
            hash: hex(&snapshot.hash),
            model: model.clone().into(),
            made_at: rfc3339(snapshot.made_at),
            votes: Count::of(*votes),
            participants: *participants,
            simulated: *simulated,
        }
    }
}

impl SnapshotOut {
    fn of(snapshot: &Snapshot, room: &Room, wanted: &[Lang]) -> Self {
        let ranking = &snapshot.ranking;
        let order = room.consultation().languages.clone();
        let items = room.with(|state| {
            let item = |item: &FrozenItem| {
                let texts = state.idea(&item.id).map(|idea| idea.texts.clone());
                let text =
                    texts.filter(|texts| !texts.is_empty()).map(|texts| chosen(&texts, wanted, &order));
                SnapshotItemOut::of(item, text)
            };
            ranking.items.iter().map(item).collect()
        });
        Self {
            line: SnapshotLineOut::of(snapshot),
            few_voters: ranking.few_voters,
            minimum_comparisons: ranking.minimum_comparisons,
            components: ranking.components,
            log_likelihood: ranking.log_likelihood,
            tie_parameter: ranking.tie_parameter,
            items,
        }
    }
}

impl SnapshotItemOut {
    fn of(item: &FrozenItem, text: Option<(String, Lang)>) -> Self {
        let (text, lang) = text.unzip();
        Self {
            id: item.id.clone(),
            texts_digest: item.texts_digest.clone(),
            text,
            lang,
            tier: item.tier,
            figures: item.figures.into(),
        }
    }
}

/// Lists snapshots, newest first
///
/// Errors: `results_withheld` as the consultation's rule says.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "All snapshots", body = PageOut<SnapshotLineOut>)))]
#[get("/consultations/{c}/snapshots")]
pub async fn list_snapshots(caller: ViewerCaller, context: Data<Context>) -> Result<HttpResponse> {
    let list = context.service.list_snapshots(&caller.viewer, &caller.room).await?;
    let items = list.iter().map(SnapshotLineOut::of).collect();
    Ok(HttpResponse::Ok().json(PageOut { items, next_cursor: None }))
}

/// Freezes the ranking as it is now
///
/// Where nothing came to the log since the last snapshot, that one is returned. `parvis verify LOG --snapshot
/// FILE` computes a snapshot again from an exported log. Errors: `ranking_unavailable` with the reason.
#[utoipa::path(tag = "Results", params(InConsultation, LangQuery), security(("token" = [])),
    responses((status = 201, description = "The snapshot", body = SnapshotOut)))]
#[post("/consultations/{c}/snapshots")]
pub async fn make_snapshot(
    caller: OrganiserCaller,
    context: Data<Context>,
    Wanted(wanted): Wanted,
) -> Result<HttpResponse> {
    let snapshot = context.service.make_snapshot(&caller.by, &caller.room).await?;
    Ok(HttpResponse::Created().json(SnapshotOut::of(&snapshot, &caller.room, &wanted)))
}

/// Reads a snapshot
///
/// Errors: `results_withheld`; `not_found`.
#[utoipa::path(tag = "Results", params(SnapshotPath, LangQuery),
    responses((status = 200, description = "The snapshot", body = SnapshotOut),
        (status = 304, description = "The caller has it already")))]
#[get("/consultations/{c}/snapshots/{id}")]
pub async fn get_snapshot(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<SnapshotPath>,
    Wanted(wanted): Wanted,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let id = SnapshotId::parse(&path.id).ok_or_else(|| Error::not_found("snapshot"))?;
    let snapshot = context.service.get_snapshot(&caller.viewer, &caller.room, &id).await?;
    Ok(etag::json(&request, &SnapshotOut::of(&snapshot, &caller.room, &wanted)))
}
