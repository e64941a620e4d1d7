//! The ranking of a room: fitted from its tallies when somebody asks, at most every quarter second.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, RwLock};
use std::time::{Duration, Instant};

use crate::domain::ids::IdeaId;
use crate::domain::{Code, Error, Result, Texts};
use crate::live::room::Room;
use crate::live::state::State;
use crate::ranking::{self, Ballots, Fit, ItemScore, Model, Place, Prior, Record, Tally};

/// The least time between two fits of one consultation.
pub(super) const REFIT: Duration = Duration::from_millis(250);

/// One idea of the ranking.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub id: IdeaId,
    pub texts: Arc<Texts>,
    /// None under the minimum of comparisons.
    pub place: Option<Place>,
    /// From 1, by [`ranking::tiers`]: the first tier is those that may be first. None where there is no place.
    pub tier: Option<u32>,
    pub strength: f64,
    pub se: f64,
    /// None with one idea only, and for an idea without comparisons among others that have some.
    pub score: Option<ItemScore>,
    pub record: Record,
}

/// A ranking at a number of the log.
#[derive(Clone, Debug)]
pub struct Computed {
    pub seq: i64,
    pub model: Model,
    /// The most that the votes of one participant weigh together.
    pub voter_cap: Option<i32>,
    /// Weight of the votes that say a preference or a tie.
    pub votes: f64,
    pub participants: i64,
    /// People whose choices are counted; a vote without a participant is one person's.
    pub voters: i64,
    /// Voters that the errors rest on are few: they are rough.
    pub few_voters: bool,
    pub components: usize,
    pub log_likelihood: f64,
    pub tie_parameter: Option<f64>,
    pub iterations: u32,
    pub simulated: bool,
    /// Ideas that were withdrawn after they had been compared: their votes stay in the fit, and a score counts them among
    /// the other ideas, as whoever ranks the exported votes does.
    pub withdrawn: usize,
    /// Listed ideas, best first; those without a place last.
    pub ideas: Vec<Ranked>,
    /// What is known of every idea by its place in the room, for choosing pairs.
    pub guide: Vec<Guide>,
}

/// What choosing pairs asks of an idea.
#[derive(Clone, Copy, Debug)]
pub struct Guide {
    pub strength: f64,
    pub variance: f64,
    /// How often it had been shown when the votes of the ranking were counted.
    pub shown: u32,
}

/// An idea of which nothing is known: the prior.
impl Default for Guide {
    fn default() -> Self {
        Self { strength: 0.0, variance: 1.0, shown: 0 }
    }
}

/// The last ranking, and the fit that the next one starts from.
#[derive(Default)]
pub(super) struct Cache {
    fitting: tokio::sync::Mutex<Option<Cached>>,
    /// The same for whoever can't wait while the next one is fitted.
    latest: RwLock<Option<Arc<Computed>>>,
    /// How often the state was read anew.
    generation: AtomicU64,
}

impl Cache {
    /// Forgets the last ranking: what it was computed from has changed without a new row. A fit that is
    /// under way is of the state before, and the next question finds that it has another key.
    pub fn forget(&self) {
        self.generation.fetch_add(1, Ordering::Relaxed);
        *self.latest.write().expect("nothing panics while it holds the ranking") = None;
    }
}

struct Cached {
    computed: Arc<Computed>,
    key: Key,
    fit: Option<Fitted>,
    at: Instant,
}

/// A fit with the ideas that it was over, in its order.
type Fitted = (Fit, Vec<IdeaId>);

/// What a ranking depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Key {
    seq: i64,
    version: i64,
    generation: u64,
}

/// What is taken out of a room's state for a fit.
pub(super) struct Question {
    key: Key,
    /// Counts as people gave them.
    tally: Tally,
    ballots: Ballots,
    /// What is fitted in their place where a participant's weight is capped.
    capped: Option<(Tally, Ballots)>,
    voter_cap: Option<i32>,
    /// Ideas that the fit is over: those that votes in the log speak of, linked ones under their target.
    fitted: Vec<usize>,
    listed: Vec<usize>,
    state: Vec<(IdeaId, Arc<Texts>)>,
    shown: Vec<u32>,
    minimum: f64,
    participants: i64,
    simulated: bool,
}

impl Room {
    pub(super) fn key(&self) -> Key {
        let generation = self.generation();
        self.with(|state| Key::of(state, generation))
    }

    pub(super) fn generation(&self) -> u64 {
        self.cache.generation.load(Ordering::Relaxed)
    }

    pub(super) fn question(&self) -> Question {
        let generation = self.generation();
        self.with(|state| Question::of(state, generation))
    }

    /// The ranking of all votes so far.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason.
    pub async fn ranking(self: &Arc<Self>) -> Result<Arc<Computed>> {
        let mut cache = self.cache.fitting.lock().await;
        let generation = self.cache.generation.load(Ordering::Relaxed);
        if let Some(cached) = &*cache {
            if self.with(|state| Key::of(state, generation)) == cached.key {
                return Ok(cached.computed.clone());
            }
            tokio::time::sleep_until((cached.at + REFIT).into()).await;
        }
        let question = self.with(|state| Question::of(state, generation));
        let warm = cache.as_mut().and_then(|cached| cached.fit.take());
        let (key, at) = (question.key.clone(), Instant::now());
        let (computed, fit) = tokio::task::spawn_blocking(move || question.answer(warm))
            .await
            .map_err(|_| Error::new(Code::Internal, "The ranking could not be computed."))??;
        metrics::histogram!("parvis_fit_seconds").record(at.elapsed().as_secs_f64());
        let computed = Arc::new(computed);
        *cache = Some(Cached { computed: computed.clone(), key, fit, at: Instant::now() });
        *self.cache.latest.write().expect("nothing panics while it holds the ranking") =
            Some(computed.clone());
        Ok(computed)
    }

    /// The last ranking, if there is one, for choosing pairs; never waits for a fit. Where it has fallen
    /// behind, the next one is begun: by a twentieth of the log, so that a long log is seldom fitted for this.
    pub fn recent_ranking(self: &Arc<Self>) -> Option<Arc<Computed>> {
        let latest = self.cache.latest.read().expect("nothing panics while it holds the ranking").clone();
        let seq = self.seq();
        let behind = seq - latest.as_ref().map_or(0, |computed| computed.seq);
        if behind > (seq / 20).max(20) && self.cache.fitting.try_lock().is_ok() {
            let room = self.clone();
            tokio::spawn(async move {
                if let Err(error) = room.ranking().await {
                    tracing::warn!(%error, "no ranking to choose pairs by");
                }
            });
        }
        latest
    }
}

impl Room {
    /// Each idea that this one met in the ranking, with what came of it from its own side; linked ones under
    /// their target.
    pub fn comparisons(&self, id: &IdeaId) -> Vec<(IdeaId, Record)> {
        let question = self.question();
        let (ids, ..) = question.ideas();
        let Some(own) = ids.iter().position(|fitted| fitted == id) else { return Vec::new() };
        let mut met: HashMap<usize, Record> = HashMap::new();
        for cell in question.tally.cells().iter() {
            let (left, right) = (cell.left as usize, cell.right as usize);
            let (other, wins, losses) = match (left == own, right == own) {
                (true, _) => (right, cell.left_wins, cell.right_wins),
                (_, true) => (left, cell.right_wins, cell.left_wins),
                _ => continue,
            };
            let record = met.entry(other).or_default();
            record.wins += wins;
            record.losses += losses;
            record.ties += cell.ties;
        }
        met.into_iter().filter(|(_, of)| of.votes() > 0.0).map(|(at, of)| (ids[at].clone(), of)).collect()
    }
}

impl Key {
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// Nothing was erased between the two.
    pub fn is_of_same_generation(&self, other: &Self) -> bool {
        self.generation == other.generation
    }

    pub(super) fn of(state: &State, generation: u64) -> Self {
        Self { seq: state.seq, version: state.consultation.version, generation }
    }
}

pub(super) fn unavailable(error: ranking::FitError) -> Error {
    Error::new(Code::RankingUnavailable, format!("No ranking: {error}."))
}

impl Question {
    pub fn key(&self) -> &Key {
        &self.key
    }

    pub fn votes(&self) -> f64 {
        self.tally.votes()
    }

    /// Counts and votes by participant that are fitted: capped where there is a cap.
    pub fn fitted(&self) -> (&Tally, &Ballots) {
        self.capped.as_ref().map_or((&self.tally, &self.ballots), |(tally, ballots)| (tally, ballots))
    }

    /// Votes by participant as they were given.
    pub fn given(&self) -> &Ballots {
        &self.ballots
    }

    /// Over how many ideas they are.
    pub fn items(&self) -> usize {
        self.fitted.len()
    }

    /// Ideas that have a place, by their index in the ballots.
    pub fn placed(&self) -> Vec<usize> {
        let records = self.tally.records();
        let listed = |at: &usize| self.listed.binary_search(at).is_ok();
        let enough = |index: usize| records[index].votes() >= self.minimum;
        let places = self.fitted.iter().enumerate();
        places.filter(|(index, at)| listed(at) && enough(*index)).map(|(index, _)| index).collect()
    }

    /// Ideas that the fit is over, which of them are listed, and the comparisons that a place needs.
    pub fn ideas(&self) -> (Vec<IdeaId>, Vec<bool>, f64) {
        let ids = self.fitted.iter().map(|&at| self.state[at].0.clone()).collect();
        let listed = self.fitted.iter().map(|at| self.listed.binary_search(at).is_ok()).collect();
        (ids, listed, self.minimum)
    }

    pub(super) fn of(state: &State, generation: u64) -> Self {
        let targets = state.targets();
        let mut spoken_of = vec![false; state.ideas.len()];
        for (at, idea) in state.ideas.iter().enumerate() {
            spoken_of[targets[at]] |= idea.appearances > 0;
        }
        let fitted: Vec<usize> = (0..state.ideas.len()).filter(|&at| spoken_of[at]).collect();
        let mut places: HashMap<usize, usize> = HashMap::with_capacity(fitted.len());
        places.extend(fitted.iter().enumerate().map(|(place, &at)| (at, place)));
        let places: Vec<Option<usize>> = targets.iter().map(|target| places.get(target).copied()).collect();
        let ballots = state.ballots.mapped(&places);
        let voter_cap = state.consultation.voter_cap;
        let capped = voter_cap.map(|cap| {
            let capped = ballots.capped(f64::from(cap));
            (capped.tally(fitted.len()), capped)
        });
        Self {
            key: Key::of(state, generation),
            tally: state.tally.mapped(&places, fitted.len()),
            ballots,
            capped,
            voter_cap,
            fitted,
            listed: state.active(),
            state: state.ideas.iter().map(|idea| (idea.id.clone(), idea.texts.clone())).collect(),
            shown: state.ideas.iter().map(|idea| idea.shown).collect(),
            minimum: f64::from(state.consultation.minimum_comparisons),
            participants: state.participants(),
            simulated: state.consultation.simulated,
        }
    }

    /// Fits, and puts the listed ideas in order.
    pub(super) fn answer(mut self, warm: Option<Fitted>) -> Result<(Computed, Option<Fitted>)> {
        if self.fitted.is_empty() {
            // Nobody has voted: all listed ideas are equal.
            self.fitted.clone_from(&self.listed);
            self.tally.grow(self.fitted.len());
            self.capped = None;
        }
        let model = Model::default();
        let ids: Vec<IdeaId> = self.fitted.iter().map(|&at| self.state[at].0.clone()).collect();
        let warm = warm.filter(|(_, before)| *before == ids).map(|(fit, _)| fit);
        let (tally, ballots) = self.fitted();
        let fit = ranking::fit(tally, &model, warm.as_ref()).map_err(unavailable)?;
        let covariance = fit.robust_covariance(ballots).map_err(unavailable)?;
        let listed: Vec<bool> = self.fitted.iter().map(|at| self.listed.binary_search(at).is_ok()).collect();
        let mut ordered = vec![false; self.fitted.len()];
        self.placed().into_iter().for_each(|index| ordered[index] = true);
        let ranking =
            ranking::ranking(&fit, &covariance, &self.tally, Some(&ordered)).map_err(unavailable)?;
        let (placed, places): (Vec<usize>, Vec<Place>) =
            ranking.items.iter().filter_map(|item| Some((item.item, item.place?))).unzip();
        let tiers: HashMap<usize, u32> = placed.into_iter().zip(ranking::tiers(&places)).collect();
        let mut ideas: Vec<Ranked> = ranking
            .items
            .iter()
            .filter(|item| listed[item.item])
            .map(|item| {
                let (id, texts) = self.state[self.fitted[item.item]].clone();
                let (place, strength, se) = (item.place, item.strength, item.se);
                let tier = tiers.get(&item.item).copied();
                Ranked { id, texts, place, tier, strength, se, score: item.score, record: item.record }
            })
            .collect();
        ideas.extend(self.without_comparisons(&model));
        let mut guide: Vec<Guide> =
            self.shown.iter().map(|&shown| Guide { shown, ..Guide::default() }).collect();
        for ((&at, &strength), variance) in self.fitted.iter().zip(fit.strengths()).zip(fit.quick_variances())
        {
            (guide[at].strength, guide[at].variance) = (strength, variance);
        }
        let computed = Computed {
            seq: self.key.seq,
            model,
            voter_cap: self.voter_cap,
            votes: self.tally.votes(),
            participants: self.participants,
            voters: self.ballots.voters() as i64,
            few_voters: self.ballots.voters() < ranking::FEW_VOTERS,
            components: fit.components(),
            log_likelihood: fit.log_likelihood(),
            tie_parameter: fit.tie_parameter(),
            iterations: fit.iterations(),
            simulated: self.simulated,
            withdrawn: listed.iter().filter(|is_listed| !**is_listed).count(),
            ideas,
            guide,
        };
        Ok((computed, Some((fit, ids))))
    }

    /// Listed ideas that no vote speaks of yet stand last: the prior is all that is known of them.
    fn without_comparisons(&self, model: &Model) -> Vec<Ranked> {
        let se = match model.prior {
            Prior::Gaussian(variance) => variance.sqrt(),
            _ => 0.0,
        };
        let unfitted = self.listed.iter().filter(|at| !self.fitted.contains(at));
        unfitted
            .map(|&at| {
                let (id, texts) = self.state[at].clone();
                let record = Record::default();
                Ranked { id, texts, place: None, tier: None, strength: 0.0, se, score: None, record }
            })
            .collect()
    }
}
