//! Snapshots: a ranking frozen at a number of the log.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::chain;
use crate::domain::ids::{ConsultationId, IdeaId, SnapshotId};
use crate::domain::snapshot::{Frozen, FrozenItem, Snapshot};
use crate::domain::{Error, Micros, Result};
use crate::live::{Computed, Room};
use crate::service::{Organiser, Service, Viewer, now};
use crate::store;

impl Service {
    /// Freezes the ranking of all votes so far. Where nothing came since the last snapshot, that is returned.
    ///
    /// # Errors
    /// `ranking_unavailable`.
    pub async fn make_snapshot(&self, _by: &Organiser, room: &Arc<Room>) -> Result<Snapshot> {
        self.freeze(room).await
    }

    /// A snapshot of the result with which a consultation closed, made beside whoever closed it.
    pub(super) fn freeze_at_closing(&self, id: ConsultationId) {
        let service = self.clone();
        tokio::spawn(async move {
            let made = async {
                let room = service.live.room(&id).await?;
                if room.with(|state| state.tally.votes() > 0.0) {
                    service.freeze(&room).await?;
                }
                Ok::<_, Error>(())
            };
            if let Err(error) = made.await {
                // An organiser can make one later: nobody votes any more.
                tracing::error!(%error, consultation = %id, "no snapshot at closing");
            }
        });
    }

    pub(super) async fn freeze(&self, room: &Arc<Room>) -> Result<Snapshot> {
        self.freeze_at(room, now()).await
    }

    /// The same as of a time: the example's was made in 2020.
    pub(super) async fn freeze_at(&self, room: &Arc<Room>, made_at: Micros) -> Result<Snapshot> {
        let computed = room.ranking().await?;
        let minimum = room.consultation().minimum_comparisons;
        let id = room.id().clone();
        self.live
            .change(move |change| {
                let conn = change.conn();
                if let Some(there) = store::snapshots::find_at(conn, &id, computed.seq)? {
                    return Ok(there);
                }
                let ideas = store::ideas::list_all(conn, &id)?;
                let digests: HashMap<IdeaId, String> = ideas
                    .into_iter()
                    .map(|idea| (idea.id, chain::texts_digest(&idea.salt, &idea.texts)))
                    .collect();
                // The log begins with its settings, so that the first number is 1.
                let row = store::log::find(conn, &id, computed.seq)?.ok_or_else(|| {
                    store::Error::Corrupt("the log has not the row it was ranked at".into())
                })?;
                let snapshot = Snapshot {
                    id: SnapshotId::new(),
                    seq: computed.seq,
                    hash: row.hash,
                    ranking: frozen(&computed, minimum, &digests),
                    made_at,
                };
                store::snapshots::insert(conn, &id, &snapshot)?;
                Ok(snapshot)
            })
            .await
    }

    /// The snapshots of a consultation, newest first.
    ///
    /// # Errors
    /// `results_withheld`.
    pub async fn list_snapshots(&self, viewer: &Viewer, room: &Room) -> Result<Vec<Snapshot>> {
        self.must_see_results(viewer, room).await?;
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::snapshots::list(conn, &id)).await?)
    }

    /// The snapshot that a report is made of: the one asked for, else the latest, else the first that is made.
    ///
    /// # Errors
    /// `results_withheld`; `not_found`; `ranking_unavailable`.
    pub async fn snapshot_for_report(
        &self,
        viewer: &Viewer,
        room: &Arc<Room>,
        wanted: Option<&SnapshotId>,
    ) -> Result<Snapshot> {
        if let Some(wanted) = wanted {
            return self.get_snapshot(viewer, room, wanted).await;
        }
        match self.list_snapshots(viewer, room).await?.into_iter().next() {
            Some(latest) => Ok(latest),
            None => self.freeze(room).await,
        }
    }

    /// # Errors
    /// `results_withheld`; `not_found`.
    pub async fn get_snapshot(
        &self,
        viewer: &Viewer,
        room: &Room,
        snapshot: &SnapshotId,
    ) -> Result<Snapshot> {
        self.must_see_results(viewer, room).await?;
        let (id, snapshot) = (room.id().clone(), snapshot.clone());
        let found = self.db.read(move |conn| store::snapshots::find(conn, &id, &snapshot)).await?;
        found.ok_or_else(|| Error::not_found("snapshot"))
    }
}

fn frozen(computed: &Computed, minimum_comparisons: i32, digests: &HashMap<IdeaId, String>) -> Frozen {
    let items = computed.ideas.iter().map(|ranked| FrozenItem {
        id: ranked.id.clone(),
        texts_digest: digests.get(&ranked.id).cloned().unwrap_or_default(),
        tier: ranked.tier,
        figures: ranked.figures(),
    });
    Frozen {
        model: computed.model_words(),
        minimum_comparisons,
        votes: computed.votes,
        participants: computed.participants,
        few_voters: computed.few_voters,
        components: computed.components,
        log_likelihood: computed.log_likelihood + 0.0,
        tie_parameter: computed.tie_parameter,
        simulated: computed.simulated,
        items: items.collect(),
    }
}
