//! The use cases on both databases, without HTTP: a vote's way, moderation, who sees results, erasure.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "service/erasure.rs"]
mod erasure;
#[path = "service/ideas.rs"]
mod ideas;
#[path = "service/results.rs"]
mod results;
#[path = "service/saved.rs"]
mod saved;
#[path = "support/mod.rs"]
mod support;
#[path = "service/voting.rs"]
mod voting;

use std::sync::Arc;

use parvis::domain::consultation::State;
use parvis::domain::ids::{IdeaId, MemberId, ParticipantId};
use parvis::domain::{Lang, Texts};
use parvis::live::Room;
use parvis::service::ideas::Proposer;
use parvis::service::pairs::ServedPair;
use parvis::service::settings::Settings;
use parvis::service::viewer::SignedIn;
use parvis::service::voting::Cast;
use parvis::service::{Organiser, Service, Viewer};
use support::databases::{Backend, TestDb};

fn fi() -> Lang {
    Lang::parse("fi").unwrap()
}

/// A running service with one open consultation of some ideas.
struct Case {
    service: Service,
    room: Arc<Room>,
    secretary: SignedIn,
    ideas: Vec<IdeaId>,
    test: TestDb,
}

impl Case {
    async fn new(backend: Backend, ideas: usize, settings: Settings) -> Self {
        let test = backend.fresh();
        let service = Service::start(test.db.clone()).unwrap();
        let secretary = SignedIn { id: MemberId::new(), admin: false };
        let settings = Settings {
            slug: Some("kysely".into()),
            question: Some(Texts::one(fi(), "Mitä palveluja?")),
            languages: Some(vec![fi()]),
            ..settings
        };
        let room = service.create_consultation(&secretary, &settings).await.unwrap();
        let mut case = Self { service, room, secretary, ideas: Vec::new(), test };
        for k in 0..ideas {
            case.ideas.push(case.idea(&format!("Ajatus numero {k}")).await);
        }
        case.set_state(State::Open).await;
        case
    }

    async fn idea(&self, text: &str) -> IdeaId {
        let proposer = Proposer::Member(self.secretary.id.clone());
        self.service.propose_idea(&self.room, &proposer, &Texts::one(fi(), text)).await.unwrap().id
    }

    async fn organiser(&self) -> Organiser {
        self.service.permit(&self.as_secretary(), &self.room).await.unwrap()
    }

    fn as_secretary(&self) -> Viewer {
        Viewer::member(self.secretary.id.clone(), false)
    }

    async fn set(&self, settings: Settings) {
        self.service.change_consultation(&self.organiser().await, &self.room, settings, None).await.unwrap();
    }

    async fn set_state(&self, state: State) {
        self.set(Settings { state: Some(state), ..Settings::default() }).await;
    }

    async fn join(&self) -> ParticipantId {
        self.service
            .join(&self.room, parvis::service::participants::Joining::default())
            .await
            .unwrap()
            .participant
    }

    async fn pairs(&self, participant: &ParticipantId, count: usize) -> Vec<ServedPair> {
        self.service.serve_pairs(&self.room, participant, count).await.unwrap().pairs
    }

    /// Answers pairs as they are served; the idea that came first wins.
    async fn vote(&self, participant: &ParticipantId, count: usize) {
        for pair in self.pairs(participant, count).await {
            let outcome = if pair.left.id < pair.right.id { "left" } else { "right" };
            let answers = self.cast(participant, &[cast(&pair, outcome)]).await;
            answers[0].as_ref().unwrap();
        }
    }

    async fn cast(
        &self,
        participant: &ParticipantId,
        casts: &[Cast],
    ) -> Vec<parvis::domain::Result<parvis::live::Recorded>> {
        self.service.cast_votes(&self.room, participant, casts).await.unwrap()
    }

    /// The same database under a new process.
    async fn restarted(&self) -> (Service, Arc<Room>) {
        let service = Service::start(support::databases::open(&self.test.url)).unwrap();
        let room = service.room("kysely").await.unwrap();
        (service, room)
    }
}

fn cast(pair: &ServedPair, outcome: &str) -> Cast {
    Cast { pair: pair.token.clone(), outcome: outcome.into(), reason: None, response_ms: Some(900) }
}

/// Runs an async test on each database.
fn on_both<F: Future<Output = ()>>(test: impl Fn(Backend) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    for backend in Backend::BOTH {
        eprintln!("on {backend:?}");
        runtime.block_on(test(backend));
    }
}
