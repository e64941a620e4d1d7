//! What all documents share: reading, making, changing by one at a time, and taking away.

use crate::domain::document::{Document, Stored};
use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::{Code, Error, Result};
use crate::live::{Change, Room};
use crate::service::events::must_be_version;
use crate::service::{Service, now};
use crate::store::{self, Error as StoreError};

/// A change of a document that is to be made.
pub(super) struct Put {
    pub by: MemberId,
    pub id: String,
    /// The version that the caller read, where it matters to them.
    pub version: Option<i64>,
}

impl Service {
    /// All of a kind, in their order.
    pub(super) async fn documents<T: Document>(&self, room: &Room) -> Result<Vec<Stored<T>>> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::documents::list(conn, &id)).await?)
    }

    /// # Errors
    /// `not_found`.
    pub(super) async fn document<T: Document>(&self, room: &Room, id: &str) -> Result<Stored<T>> {
        let (consultation, id) = (room.id().clone(), id.to_owned());
        let found = self.db.read(move |conn| store::documents::find(conn, &consultation, &id)).await?;
        found.ok_or_else(|| Error::not_found(T::NAME))
    }

    /// Makes or changes a document: `change` gets what is there and says what it becomes.
    ///
    /// # Errors
    /// `precondition_failed`, and what `change` says.
    pub(super) async fn put_document<T: Document>(
        &self,
        room: &Room,
        put: Put,
        change: impl FnOnce(&mut Change<'_>, &ConsultationId, Option<T>) -> store::Result<T> + Send + 'static,
    ) -> Result<Stored<T>> {
        let (consultation, time) = (room.id().clone(), now());
        self.live
            .change(move |work| {
                work.lock(&consultation)?;
                let Put { by, id, version } = put;
                let before = store::documents::find::<T>(work.conn(), &consultation, &id)?;
                must_be_version(version, before.as_ref().map_or(0, |before| before.version))?;
                if before.is_none() && store::documents::count::<T>(work.conn(), &consultation)? >= T::MOST {
                    let detail = format!("A consultation has at most {} of these: {}.", T::MOST, T::NAME);
                    return Err(Error::new(Code::StateConflict, detail).into());
                }
                let (there, created_at) =
                    before.as_ref().map_or((0, time), |before| (before.version, before.created_at));
                let body = change(work, &consultation, before.map(|before| before.body))?;
                let stored = Stored { id, body, version: there + 1, created_at, updated_at: time };
                if there == 0 {
                    store::documents::insert(work.conn(), &consultation, &stored)?;
                } else if !store::documents::update(work.conn(), &consultation, &stored)? {
                    return Err(StoreError::Unavailable("the document changed under its lock".to_owned()));
                }
                if T::KEEPS_VERSIONS {
                    store::documents::keep_version(work.conn(), &consultation, &stored, &by)?;
                }
                Ok(stored)
            })
            .await
    }

    /// Takes a document away, if `may` finds nothing against it.
    ///
    /// # Errors
    /// `not_found`, and what `may` says.
    pub(super) async fn remove_document<T: Document>(
        &self,
        room: &Room,
        id: &str,
        may: impl FnOnce(&mut Change<'_>, &ConsultationId, &T) -> store::Result<()> + Send + 'static,
    ) -> Result<()> {
        let (consultation, id) = (room.id().clone(), id.to_owned());
        self.live
            .change(move |work| {
                work.lock(&consultation)?;
                let found = store::documents::find::<T>(work.conn(), &consultation, &id)?;
                let found = found.ok_or_else(|| Error::not_found(T::NAME))?;
                may(work, &consultation, &found.body)?;
                store::documents::delete::<T>(work.conn(), &consultation, &id)?;
                store::comments::delete_of(work.conn(), &consultation, &id)?;
                Ok(())
            })
            .await
    }
}
