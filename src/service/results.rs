//! Results, and the one rule of who sees them when: page, API, export, log and live changes all ask here.

use std::sync::Arc;

use crate::domain::access::Read;
use crate::domain::consultation::{Consultation, ResultsRule};
use crate::domain::ids::IdeaId;
use crate::domain::log::Entry;
use crate::domain::vote::Outcome;
use crate::domain::{Code, Error, Result, Texts};
use crate::live::{Certainty, Computed, Room, State, preference};
use crate::ranking::{self, EloSettings};
use crate::service::{Service, Viewer, now};
use crate::store;

/// How a ranking is computed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Method {
    #[default]
    BradleyTerry,
    /// Depends on the order of the votes.
    Elo,
    WinRate,
}

impl Method {
    pub fn as_str(self) -> &'static str {
        match self {
            Method::BradleyTerry => "bradley_terry",
            Method::Elo => "elo",
            Method::WinRate => "win_rate",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Method::BradleyTerry, Method::Elo, Method::WinRate].into_iter().find(|m| m.as_str() == word)
    }
}

/// One line of a ranking by one number: Elo or win rate.
#[derive(Clone, Debug)]
pub struct Rated {
    pub id: IdeaId,
    pub texts: Arc<Texts>,
    /// None under the minimum of comparisons.
    pub rank: Option<u32>,
    /// The Elo number, or the win rate in percent.
    pub score: f64,
    pub record: ranking::Record,
}

impl Service {
    /// Whether the viewer may see results now: as the consultation's rule says, and only when the choices of at
    /// least five people are counted. Who may see all sees them at any time.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn may_see_results(&self, viewer: &Viewer, room: &Room) -> Result<bool> {
        if self.may::<Read>(viewer, room).await? {
            return Ok(true);
        }
        Ok(room.with(State::is_of_five) && self.rule_shows_results(viewer, room).await?)
    }

    async fn rule_shows_results(&self, viewer: &Viewer, room: &Room) -> Result<bool> {
        let consultation = room.consultation();
        if seen_by_all(&consultation) {
            return Ok(true);
        }
        match (&viewer.participant, consultation.results) {
            (Some(participant), ResultsRule::AfterRound) => {
                match self.progress(room, participant).await {
                    Ok(progress) => Ok(progress.round_complete),
                    // An erased participant is nobody.
                    Err(error) if error.code == Code::TokenInvalid => Ok(false),
                    Err(error) => Err(error),
                }
            }
            _ => Ok(false),
        }
    }

    /// # Errors
    /// `results_withheld` with when they will be shown.
    pub async fn must_see_results(&self, viewer: &Viewer, room: &Room) -> Result<()> {
        if self.may_see_results(viewer, room).await? {
            return Ok(());
        }
        if self.rule_shows_results(viewer, room).await? {
            return Err(too_few());
        }
        let detail = match room.consultation().results {
            ResultsRule::Always => "Results are shown once the consultation is open.",
            ResultsRule::AfterRound => {
                "Results are shown to you after your own round, and to all after closing."
            }
            ResultsRule::Closed => "Results are shown after the consultation has closed.",
            ResultsRule::Members => "Results are shown to the consultation's members only.",
        };
        Err(Error::new(Code::ResultsWithheld, detail))
    }

    /// The ranking by the Bradley-Terry model.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`.
    pub async fn ranking(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<Arc<Computed>> {
        self.must_see_results(viewer, room).await?;
        room.ranking().await
    }

    /// How little would turn that ranking.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`.
    pub async fn certainty(&self, viewer: &Viewer, room: &Arc<Room>) -> Result<Certainty> {
        self.must_see_results(viewer, room).await?;
        room.certainty().await
    }

    /// The ranking by Elo or win rate, best first; ideas under the minimum last.
    ///
    /// # Errors
    /// `results_withheld`, `ranking_unavailable`.
    pub async fn rated(
        &self,
        viewer: &Viewer,
        room: &Arc<Room>,
        method: Method,
    ) -> Result<(Arc<Computed>, Vec<Rated>)> {
        let computed = self.ranking(viewer, room).await?;
        let minimum = f64::from(room.consultation().minimum_comparisons);
        let elo = match method {
            Method::Elo => self.elo(room, computed.seq).await?,
            _ => Vec::new(),
        };
        let score = |ranked: &crate::live::Ranked| match method {
            Method::Elo => room.with(|state| {
                state
                    .index_of(&ranked.id)
                    .and_then(|at| elo.get(at).copied())
                    .unwrap_or(EloSettings::default().start)
            }),
            _ => ranked.record.win_rate(),
        };
        let rated = computed.ideas.iter().map(|ranked| Rated {
            id: ranked.id.clone(),
            texts: ranked.texts.clone(),
            rank: None,
            score: score(ranked),
            record: ranked.record,
        });
        Ok((computed.clone(), in_order(rated.collect(), minimum)))
    }

    /// Elo ratings by the ideas' places in the room, from the log up to a number.
    async fn elo(&self, room: &Arc<Room>, seq: i64) -> Result<Vec<f64>> {
        let (db, room) = (self.db.clone(), room.clone());
        let ratings = tokio::task::spawn_blocking(move || -> store::Result<Vec<f64>> {
            let votes = counted_votes(&db, &room, seq)?;
            let items = room.with(|state| state.ideas.len());
            Ok(ranking::elo(items, votes, EloSettings::default()))
        });
        Ok(ratings.await.map_err(|_| Error::new(Code::Internal, "The ratings could not be computed."))??)
    }
}

/// What fewer than five people chose is shown to nobody but those who may see all.
pub(super) fn too_few() -> Error {
    let detail = "Results are shown from five participants on; of fewer, choices could be told one by one.";
    Error::new(Code::ResultsWithheld, detail)
}

/// Whether the rule shows results to everybody now.
fn seen_by_all(consultation: &Consultation) -> bool {
    let ended = consultation.has_ended(now());
    match consultation.results {
        ResultsRule::Always => true,
        ResultsRule::AfterRound | ResultsRule::Closed => ended,
        ResultsRule::Members => false,
    }
}

/// Preferences and ties that stand at a number of the log, in its order, linked ideas under their target.
fn counted_votes(
    db: &store::Db,
    room: &Room,
    seq: i64,
) -> store::Result<Vec<(usize, usize, ranking::Outcome)>> {
    let targets = room.with(State::targets);
    let place = |id: &IdeaId| room.with(|state| state.index_of(id)).map(|at| targets[at]);
    let mut votes: Vec<(i64, usize, usize, ranking::Outcome)> = Vec::new();
    let mut after = 0;
    'pages: loop {
        let rows = db.read_now(|conn| store::log::list_after(conn, room.id(), after, 5_000))?;
        let Some(last) = rows.last() else { break };
        after = last.public.seq;
        for row in &rows {
            if row.public.seq > seq {
                break 'pages;
            }
            match row.public.entry() {
                Some(Entry::Vote { left, right, outcome, counted: true, .. }) if outcome != Outcome::Skip => {
                    let (Some(left), Some(right)) = (place(&left), place(&right)) else { continue };
                    if let (Some(outcome), true) = (preference(outcome), left != right) {
                        votes.push((row.public.seq, left, right, outcome));
                    }
                }
                Some(Entry::Undo { supersedes }) => {
                    if let Ok(at) = votes.binary_search_by_key(&supersedes, |vote| vote.0) {
                        votes.remove(at);
                    }
                }
                _ => {}
            }
        }
    }
    Ok(votes.into_iter().map(|(_, left, right, outcome)| (left, right, outcome)).collect())
}

/// Best first, equal scores sharing a rank; those under the minimum last and without one.
fn in_order(mut rated: Vec<Rated>, minimum: f64) -> Vec<Rated> {
    let enough = |r: &Rated| r.record.votes() >= minimum;
    rated.sort_by(|a, b| {
        enough(b).cmp(&enough(a)).then(b.score.total_cmp(&a.score)).then_with(|| a.id.cmp(&b.id))
    });
    let mut before: Option<(f64, u32)> = None;
    for (number, line) in (1..).zip(rated.iter_mut()) {
        if !enough(line) {
            break;
        }
        let rank = match before {
            Some((score, rank)) if (score - line.score).abs() <= ranking::EQUAL => rank,
            _ => number,
        };
        before = Some((line.score, rank));
        line.rank = Some(rank);
    }
    rated
}
