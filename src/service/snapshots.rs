//! Snapshots: a ranking frozen at a number of the log.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::access::Read;
use crate::domain::chain::{self, Hash};
use crate::domain::ids::{ConsultationId, IdeaId, SnapshotId};
use crate::domain::snapshot::{Frozen, FrozenItem, Snapshot};
use crate::domain::{Error, Micros, Result};
use crate::live::{Computed, Room};
use crate::service::results::too_few;
use crate::service::{Organiser, Service, Viewer, now};
use crate::store::{self, Conn};

/// What a report is made of: a snapshot, or the ranking as it is.
#[derive(Clone, Debug)]
pub struct Reported {
    pub snapshot: Option<SnapshotId>,
    pub seq: i64,
    pub hash: Hash,
    pub ranking: Frozen,
    pub made_at: Micros,
}

impl From<Snapshot> for Reported {
    fn from(of: Snapshot) -> Self {
        let Snapshot { id, seq, hash, ranking, made_at } = of;
        Self { snapshot: Some(id), seq, hash, ranking, made_at }
    }
}

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
                let (hash, ranking) = frozen_at(conn, &id, &computed, minimum)?;
                let snapshot = Snapshot { id: SnapshotId::new(), seq: computed.seq, hash, ranking, made_at };
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
        let mut list = self.db.read(move |conn| store::snapshots::list(conn, &id)).await?;
        if list.iter().any(|of| of.ranking.is_of_few()) && !self.may::<Read>(viewer, room).await? {
            list.retain(|of| !of.ranking.is_of_few());
        }
        Ok(list)
    }

    /// The ranking that a report is made of: the snapshot asked for, else the latest, else the ranking as it is now,
    /// which reading freezes for nobody.
    ///
    /// # Errors
    /// `results_withheld`; `not_found`; `ranking_unavailable`.
    pub async fn reported(
        &self,
        viewer: &Viewer,
        room: &Arc<Room>,
        wanted: Option<&SnapshotId>,
    ) -> Result<Reported> {
        if let Some(wanted) = wanted {
            return Ok(self.get_snapshot(viewer, room, wanted).await?.into());
        }
        if let Some(latest) = self.list_snapshots(viewer, room).await?.into_iter().next() {
            return Ok(latest.into());
        }
        let computed = room.ranking().await?;
        let (id, minimum) = (room.id().clone(), room.consultation().minimum_comparisons);
        let seq = computed.seq;
        let (hash, ranking) = self.db.read(move |conn| frozen_at(conn, &id, &computed, minimum)).await?;
        Ok(Reported { snapshot: None, seq, hash, ranking, made_at: now() })
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
        let found = found.ok_or_else(|| Error::not_found("snapshot"))?;
        // Made by an organiser before enough people had taken part.
        if found.ranking.is_of_few() && !self.may::<Read>(viewer, room).await? {
            return Err(too_few());
        }
        Ok(found)
    }
}

/// The ranking at a number of the log, frozen, with the log's hash there.
fn frozen_at(
    conn: &mut Conn,
    id: &ConsultationId,
    computed: &Computed,
    minimum_comparisons: i32,
) -> store::Result<(Hash, Frozen)> {
    let ideas = store::ideas::list_all(conn, id)?;
    let digests: HashMap<IdeaId, String> =
        ideas.into_iter().map(|idea| (idea.id, chain::texts_digest(&idea.salt, &idea.texts))).collect();
    // The log begins with its settings, so that the first number is 1.
    let row = store::log::find(conn, id, computed.seq)?
        .ok_or_else(|| store::Error::Corrupt("the log has not the row it was ranked at".into()))?;
    Ok((row.hash, frozen(computed, minimum_comparisons, &digests)))
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
        voters: Some(computed.voters),
        few_voters: computed.few_voters,
        components: computed.components,
        log_likelihood: computed.log_likelihood + 0.0,
        tie_parameter: computed.tie_parameter,
        simulated: computed.simulated,
        items: items.collect(),
    }
}
