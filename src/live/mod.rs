//! What a running process holds: the log's writer, and for each consultation in use a room with its settings,
//! ideas and tallies, fed by the log. Nothing here that another process would need: all of it can be read
//! from the store again.

mod batch;
mod blocks;
mod cell_keys;
mod certainty;
mod change;
mod computed;
mod frozen;
mod grouped;
mod memory;
mod replies;
mod room;
mod saved;
mod state;
mod voter;
mod with_aside;
mod without;
mod writer;

use std::collections::HashMap;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use crate::domain::ids::ConsultationId;
use crate::domain::vote::Vote;
use crate::domain::{Code, Error, Result};
use crate::store::{self, Db};

pub use crate::ranking::{FEW_VOTERS, Fragility, Record};
pub use batch::{Recorded, Status};
pub use certainty::{Certainty, More, Needed};
pub use change::Change;
pub use computed::{Computed, Guide, Ranked};
pub use frozen::tiers;
pub use grouped::Grouped;
pub use room::{News, Room};
pub use state::{IdeaEntry, State, preference};

use replies::Reply;
use writer::{Job, Writer};

/// How many jobs may wait for the writer; beyond it callers are told to try again.
const QUEUE: usize = 10_000;
/// How often other processes' rows are looked for.
const FOLLOW: Duration = Duration::from_secs(1);
/// Tallies are saved after so many rows, so that a process that is killed leaves little to read again …
const SAVE_RUNNING: i64 = 50_000;
/// … and after so many when it stops.
const SAVE_STOPPING: i64 = 1_000;

/// The rooms of a process and the way to the log. Cheap to clone.
#[derive(Clone)]
pub struct Live {
    db: Db,
    rooms: Rooms,
    writer: Arc<Writer>,
}

/// Rooms by consultation; shared with the writer, which feeds them.
pub(crate) type Rooms = Arc<RwLock<HashMap<ConsultationId, Arc<Room>>>>;

impl Live {
    /// Starts the writer's thread.
    pub fn start(db: Db) -> Self {
        let rooms = Rooms::default();
        let writer = Arc::new(Writer::start(db.clone(), rooms.clone(), QUEUE));
        Self { db, rooms, writer }
    }

    /// The room of a consultation, read from the store when it is first used.
    pub async fn room(&self, id: &ConsultationId) -> Result<Arc<Room>> {
        if let Some(room) = self.loaded(id) {
            return Ok(room);
        }
        let (db, wanted) = (self.db.clone(), id.clone());
        let room = tokio::task::spawn_blocking(move || Room::load(&db, &wanted))
            .await
            .map_err(|_| Error::new(Code::Internal, "A consultation could not be read."))??;
        let mut rooms = self.rooms.write().expect("nothing panics while it holds the rooms");
        // Another request may have been first; its room has perhaps been fed already.
        Ok(rooms.entry(id.clone()).or_insert_with(|| Arc::new(room)).clone())
    }

    fn loaded(&self, id: &ConsultationId) -> Option<Arc<Room>> {
        self.rooms.read().expect("nothing panics while it holds the rooms").get(id).cloned()
    }

    /// Reads a room in use anew, after erasure.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn reload(&self, id: &ConsultationId) -> Result<()> {
        let Some(room) = self.loaded(id) else { return Ok(()) };
        let db = self.db.clone();
        let reloaded = tokio::task::spawn_blocking(move || room.reload(&db)).await;
        Ok(reloaded.map_err(|_| Error::new(Code::Internal, "A consultation could not be read."))??)
    }

    /// Records votes: answered only when they are durable. One answer a vote, in their order.
    ///
    /// # Errors
    /// `busy` if the queue is full; what the store answers if the whole batch failed.
    pub async fn record(&self, id: &ConsultationId, votes: Vec<Vote>) -> Result<Vec<Result<Recorded>>> {
        let (reply, answer) = Reply::new();
        self.writer.send(Job::Votes { consultation: id.clone(), votes, reply })?;
        answer.await.map_err(|_| stopping())?
    }

    /// One change of a consultation by the log's writer: its rows, and whatever else must stand in the same
    /// transaction. Nothing of it stays if `work` fails.
    ///
    /// # Errors
    /// What `work` answers; `busy`; what the store answers.
    pub async fn change<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Change<'_>) -> store::Result<R> + Send + 'static,
    ) -> Result<R> {
        let (reply, answer) = tokio::sync::oneshot::channel();
        self.writer.send(Job::change(work, move |result| {
            let _ = reply.send(result);
        }))?;
        answer.await.map_err(|_| stopping())?
    }

    /// The same from a thread that may block: commands.
    pub fn change_now<R: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Change<'_>) -> store::Result<R> + Send + 'static,
    ) -> Result<R> {
        let (reply, answer) = std::sync::mpsc::channel();
        self.writer.send(Job::change(work, move |result| {
            let _ = reply.send(result);
        }))?;
        answer.recv().map_err(|_| stopping())?
    }

    /// Feeds the rooms in use with what other processes wrote, until the process ends.
    pub async fn follow(self) {
        loop {
            tokio::time::sleep(FOLLOW).await;
            let (db, rooms) = (self.db.clone(), self.rooms.clone());
            let caught_up = tokio::task::spawn_blocking(move || follow_once(&db, &rooms)).await;
            if let Ok(Err(error)) = caught_up {
                tracing::warn!(%error, "the log could not be followed");
            }
        }
    }

    /// Writes whatever waits, ends the writer, and saves what a start would have to read again. Later jobs are
    /// refused.
    pub fn stop(&self) {
        self.writer.stop();
        let rooms: Vec<Arc<Room>> =
            self.rooms.read().expect("nothing panics while it holds the rooms").values().cloned().collect();
        for room in rooms {
            if let Err(error) = room.save(&self.db, SAVE_STOPPING) {
                tracing::warn!(%error, "tallies could not be saved; the next start reads the whole log");
            }
        }
    }

    /// Jobs that wait for the writer.
    pub fn queued(&self) -> usize {
        self.writer.queued()
    }
}

fn follow_once(db: &Db, rooms: &Rooms) -> store::Result<()> {
    let rooms: Vec<Arc<Room>> =
        rooms.read().expect("nothing panics while it holds the rooms").values().cloned().collect();
    if rooms.is_empty() {
        return Ok(());
    }
    let ids: Vec<ConsultationId> = rooms.iter().map(|room| room.id().clone()).collect();
    let reaches: HashMap<_, _> = db.read_now(|conn| store::log::reaches(conn, &ids))?.into_iter().collect();
    for room in rooms {
        if let Some(&reach) = reaches.get(room.id()) {
            room.follow(db, reach)?;
        }
        room.save(db, SAVE_RUNNING)?;
    }
    Ok(())
}

fn stopping() -> Error {
    Error::new(Code::Busy, "The service is stopping; nothing was recorded. Try again.").retry_after(5)
}
