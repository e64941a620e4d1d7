//! The ranking of a room as it would be if nothing were set aside; computed as seldom as the ranking itself.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

use crate::domain::aside::Numbers;
use crate::domain::log::Row;
use crate::domain::{Code, Error, Result};
use crate::live::computed::{Computed, Key, Question, REFIT};
use crate::live::room::Room;
use crate::live::state::State;
use crate::store::{self, Db};

/// The last one, with what it depends on.
#[derive(Default)]
pub(super) struct WithAside(tokio::sync::Mutex<Option<(Key, Counted, Instant)>>);

/// The ranking with votes that are set aside, and whose those are: how many people, as far as is known.
type Counted = (Arc<Computed>, u32);

impl Room {
    /// Whoever asks while one is computed waits for it. With how many people's votes are set aside.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason; what the store answers.
    pub async fn ranking_with_aside(self: &Arc<Self>, db: &Db) -> Result<(Arc<Computed>, u32)> {
        let mut last = self.with_aside.0.lock().await;
        if self.with(|state| state.aside().next().is_none()) {
            return Ok((self.ranking().await?, 0));
        }
        if let Some((key, computed, at)) = &*last {
            if *key == self.key() {
                return Ok(computed.clone());
            }
            tokio::time::sleep_until((*at + REFIT).into()).await;
        }
        let generation = self.generation();
        let mut state = self.with(State::clone);
        let (id, db) = (self.id().clone(), db.clone());
        let computed = tokio::task::spawn_blocking(move || {
            let mut votes: Vec<i64> = state.aside().collect();
            votes.sort_unstable();
            let numbers: Numbers = votes.into_iter().collect();
            let key = Key::of(&state, generation);
            let rows = db.read_now(|conn| store::log::list_numbered(conn, &id, &numbers))?;
            let people: HashSet<_> = rows.iter().map(Row::participant).collect();
            state.count_aside(&rows)?;
            let computed = Question::of(&state, generation).answer(None)?.0;
            Ok::<_, Error>((key, (Arc::new(computed), people.len() as u32)))
        });
        let lost = |_| Error::new(Code::Internal, "The ranking could not be computed.");
        let (key, computed) = computed.await.map_err(lost)??;
        *last = Some((key, computed.clone(), Instant::now()));
        Ok(computed)
    }
}
