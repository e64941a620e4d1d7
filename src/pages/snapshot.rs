//! A snapshot for its readers: the ranking as it was, and how to check it.

use std::sync::Arc;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::Code;
use crate::domain::Error;
use crate::domain::Texts;
use crate::domain::chain::hex;
use crate::domain::consultation::Consultation;
use crate::domain::ids::{IdeaId, SnapshotId};
use crate::domain::snapshot::{FrozenItem, Snapshot};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::State;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::guidelines::apart;
use crate::pages::results::{ResultsPage, range};
use crate::pages::said::Said;
use crate::pages::text::args;
use crate::pages::visit::Visit;
use crate::pages::withheld::withheld;
use crate::service::now;

#[derive(Template)]
#[template(path = "snapshot.html")]
pub struct SnapshotPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    pub lead: String,
    pub counted: String,
    pub rows: Vec<Row>,
    pub digest: String,
    /// The snapshot and the log, for programs.
    pub snapshot: String,
    pub log: String,
}

pub struct Row {
    pub id: String,
    /// None for an idea whose words were erased.
    pub idea: Option<Said>,
    pub place: String,
    pub score: String,
    pub between: String,
}

#[derive(Deserialize)]
pub struct SnapshotPath {
    id: String,
}

pub async fn get_snapshot(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<SnapshotPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let frame = visit.frame("snapshot-title");
    let id = SnapshotId::parse(&path.id).ok_or_else(|| Error::not_found("snapshot"))?;
    match context.service.get_snapshot(&caller.viewer, &caller.room, &id).await {
        Ok(found) => {
            let then = context.service.words_at(&caller.room, found.seq).await?;
            let words = |id: &IdeaId| then.of(&caller.room, id);
            visit.show(&SnapshotPage::new(frame, &c, words, &found))
        }
        Err(error) if error.code == Code::ResultsWithheld => {
            visit.show_wrong(&error, &ResultsPage::new(frame, &c, now(), withheld(t, &c, caller.room.with(State::is_of_five))))
        }
        Err(error) => Err(error.into()),
    }
}

impl SnapshotPage {
    /// `words` are an idea's at the time of the snapshot.
    fn new(
        frame: Frame,
        c: &Consultation,
        words: impl Fn(&IdeaId) -> Option<Arc<Texts>>,
        of: &Snapshot,
    ) -> Self {
        let t = frame.t;
        let dash = || "–".to_owned();
        let number = |value: Option<f64>| value.map_or_else(dash, |value| format::number(value.round(), t.0));
        let row = |item: &FrozenItem| {
            let figures = &item.figures;
            let place = figures.rank_low.zip(figures.rank_high);
            let bounds = figures.score_low.zip(figures.score_high);
            Row {
                id: item.id.to_string(),
                idea: words(&item.id).and_then(|words| Said::choose(&words, t.0, &c.languages)),
                place: place.map_or_else(dash, |(low, high)| range(low, high)),
                score: number(figures.score),
                between: bounds
                    .map_or_else(dash, |(low, high)| format!("{}–{}", number(Some(low)), number(Some(high)))),
            }
        };
        let lead = args!["seq" => of.seq, "time" => format::moment(of.made_at, &c.zone, t.0)];
        let ranking = &of.ranking;
        let counted = args!["people" => ranking.participants, "votes" => ranking.votes.round(),
            "ideas" => ranking.items.len()];
        let api = format!("/api/v1/consultations/{}", c.slug);
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            simulated: c.simulated,
            lead: t.fill("snapshot-lead", &lead),
            counted: t.fill("guideline-ideas-lead", &counted),
            rows: ranking.items.iter().map(row).collect(),
            digest: apart(&hex(&of.hash)),
            snapshot: format!("{api}/snapshots/{}", of.id),
            log: format!("{api}/log?whole=true"),
            frame,
        }
    }
}
