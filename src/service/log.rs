//! The log as it is shown: the public part as the results are visible, the private part for organisers.

use crate::domain::Result;
use crate::domain::access::Read;
use crate::domain::log::Exported;
use crate::live::Room;
use crate::service::{Service, Viewer, now};
use crate::store;

/// The most rows in one call.
pub const ROWS_MAX: i64 = 10_000;

impl Service {
    /// Rows after a number, oldest first, at most [`ROWS_MAX`]. In public they come in blocks in which at least five
    /// people voted; what follows the last whole one waits for more people, or for the end.
    ///
    /// # Errors
    /// `results_withheld`.
    pub async fn read_log(
        &self,
        viewer: &Viewer,
        room: &Room,
        after: i64,
        limit: i64,
    ) -> Result<Vec<Exported>> {
        self.must_see_results(viewer, room).await?;
        let whole = self.may::<Read>(viewer, room).await?;
        let until = if whole { i64::MAX } else { room.with(|state| state.public_until(now())) };
        let (id, after) = (room.id().clone(), after.max(0));
        let limit = limit.clamp(1, ROWS_MAX).min(until.saturating_sub(after));
        if limit <= 0 {
            return Ok(Vec::new());
        }
        let rows = self.db.read(move |conn| store::log::list_after(conn, &id, after, limit)).await?;
        Ok(rows.into_iter().map(|row| row.exported(whole)).collect())
    }
}
