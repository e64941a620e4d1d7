//! The log as it is shown: the public part as the results are visible, the private part for organisers.

use crate::domain::access::Read;
use crate::domain::log::{Exported, Row};
use crate::domain::{Result, chain};
use crate::live::Room;
use crate::service::{Service, Viewer};
use crate::store;

/// The most rows in one call.
pub const ROWS_MAX: i64 = 10_000;

impl Service {
    /// Rows after a number, oldest first, at most [`ROWS_MAX`].
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
        let id = room.id().clone();
        let limit = limit.clamp(1, ROWS_MAX);
        let rows = self.db.read(move |conn| store::log::list_after(conn, &id, after.max(0), limit)).await?;
        Ok(rows.into_iter().map(|row| exported(row, whole)).collect())
    }
}

/// A row as the exported log has it.
pub fn exported(row: Row, whole: bool) -> Exported {
    let (private, salt) = match row.private.filter(|_| whole) {
        Some((private, salt)) => (Some(private), Some(chain::hex(&salt))),
        None => (None, None),
    };
    Exported { public: row.public, hash: chain::hex(&row.hash), private, salt }
}
