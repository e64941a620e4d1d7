//! Use cases: one file each. They own the transactions and the rules of who may see what when; whoever calls
//! them knows HTTP or a command line, and they know neither.

pub mod accounts;
pub mod administration;
mod bundle;
pub mod comments;
pub mod comparisons;
pub mod consultations;
mod documents;
pub mod erasures;
pub mod events;
pub mod evidence;
pub mod example;
pub mod exports;
pub mod feedback;
mod group_releases;
pub mod group_results;
pub mod groups;
mod guessing;
pub mod guidelines;
pub mod ideas;
pub mod imports;
pub mod invitations;
pub mod log;
pub mod membership;
pub mod own;
pub mod pairs;
pub mod participants;
pub mod passwords;
pub mod plan;
pub mod process;
pub mod proofs;
pub mod rejections;
pub mod results;
pub mod rewordings;
pub mod second_round;
pub mod secrets;
pub mod set_asides;
pub mod settings;
pub mod signs;
mod snapshots;
pub mod times;
pub mod tokens;
pub mod viewer;
pub mod voting;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, RwLock};
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::Semaphore;

use crate::domain::Micros;
use crate::domain::ids::ConsultationId;
use crate::domain::slug::Slug;
use crate::domain::{Error, Result};
use crate::live::{Live, Room};
use crate::store::{self, Db};

use erasures::{ErasureList, Overwritten};
pub use snapshots::Reported;
use tokens::Signer;
pub use viewer::{Organiser, Permit, Viewer};

/// All that the use cases work with. Cheap to clone.
#[derive(Clone)]
pub struct Service {
    pub db: Db,
    pub live: Live,
    pub signer: Arc<Signer>,
    /// Consultations by the slugs they were last found under; believed only while the room agrees.
    slugs: Arc<RwLock<HashMap<String, ConsultationId>>>,
    /// One plan is simulated at a time.
    planning: Arc<Semaphore>,
    looks: Arc<Mutex<group_results::Looks>>,
    looked: signs::Looked,
    ways: signs::WaysIn,
    /// Where erasures are written down outside the database.
    erasures: Option<Arc<ErasureList>>,
    overwritten: Arc<Overwritten>,
}

impl Service {
    /// Starts on a migrated database: the signing keys are read, or made on the first start.
    ///
    /// # Errors
    /// What the store answers.
    pub fn start(db: Db) -> Result<Self> {
        let signer = Arc::new(Signer::start(&db)?);
        let planning = Arc::new(Semaphore::new(1));
        Ok(Self {
            live: Live::start(db.clone()),
            db,
            signer,
            slugs: Arc::default(),
            planning,
            looks: Arc::default(),
            looked: Arc::default(),
            ways: Arc::default(),
            erasures: None,
            overwritten: Arc::default(),
        })
    }

    /// The room of a consultation that an address names by id or slug.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn room(&self, name: &str) -> Result<Arc<Room>> {
        if let Some(id) = ConsultationId::parse(name) {
            return self.live.room(&id).await;
        }
        let known = self.slugs.read().expect("nothing panics while it holds the slugs").get(name).cloned();
        if let Some(id) = known {
            let room = self.live.room(&id).await?;
            if room.consultation().slug == name {
                return Ok(room);
            }
        }
        let id = self.id_of_slug(name).await?;
        let room = self.live.room(&id).await?;
        self.slugs.write().expect("nothing panics while it holds the slugs").insert(name.to_owned(), id);
        Ok(room)
    }

    async fn id_of_slug(&self, name: &str) -> Result<ConsultationId> {
        let slug = Slug::parse(name).map_err(|_| Error::not_found("consultation"))?;
        let id = self.db.read(move |conn| store::consultations::id_of_slug(conn, slug.as_str())).await?;
        id.ok_or_else(|| Error::not_found("consultation"))
    }

    /// Writes whatever waits and ends the log's writer.
    pub fn stop(&self) {
        self.live.stop();
        self.forget_what_waits();
    }
}

/// The present moment by this machine's clock.
pub fn now() -> Micros {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Micros::try_from(since.as_micros()).unwrap_or(Micros::MAX)
}
