//! Who asks: the same for pages, API, exports and live changes.

use std::sync::Arc;

use crate::domain::consultation::Phase;
use crate::domain::ids::{MemberId, ParticipantId};
use crate::domain::member::Role;
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::service::Service;
use crate::store;

/// Whoever opens something: a member who is signed in, a participant with a token, both, or nobody known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Viewer {
    pub member: Option<SignedIn>,
    /// The participant of the consultation at hand.
    pub participant: Option<ParticipantId>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedIn {
    pub id: MemberId,
    pub admin: bool,
}

/// A member who may run the consultation at hand. Made by [`Service::organiser`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Organiser {
    pub member: MemberId,
}

impl Viewer {
    pub fn nobody() -> Self {
        Self::default()
    }

    pub fn member(id: MemberId, admin: bool) -> Self {
        Self { member: Some(SignedIn { id, admin }), participant: None }
    }

    pub fn participant(id: ParticipantId) -> Self {
        Self { member: None, participant: Some(id) }
    }
}

impl Service {
    /// The viewer as organiser of a consultation: an admin of the installation, or its secretary.
    ///
    /// # Errors
    /// `sign_in_required`, `forbidden`.
    pub async fn organiser(&self, viewer: &Viewer, room: &Room) -> Result<Organiser> {
        let Some(member) = viewer.member.clone() else {
            return Err(Error::new(Code::SignInRequired, "Sign in, or use a key, to do this."));
        };
        if member.admin {
            return Ok(Organiser { member: member.id });
        }
        let (id, asked) = (room.id().clone(), member.id.clone());
        match self.db.read(move |conn| store::roles::find(conn, &id, &asked)).await? {
            Some(Role::Secretary) => Ok(Organiser { member: member.id }),
            None => {
                Err(Error::new(Code::Forbidden, "You have no role in this consultation that allows this."))
            }
        }
    }

    /// Whether the viewer runs the consultation.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn is_organiser(&self, viewer: &Viewer, room: &Room) -> Result<bool> {
        match self.organiser(viewer, room).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.code, Code::SignInRequired | Code::Forbidden) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The room of a consultation that the viewer may know of: a draft is there for its organisers only.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn visible_room(&self, viewer: &Viewer, name: &str) -> Result<Arc<Room>> {
        let room = self.room(name).await?;
        let draft = room.consultation().phase(super::now()) == Phase::Draft;
        if draft && !self.is_organiser(viewer, &room).await? {
            return Err(Error::not_found("consultation"));
        }
        Ok(room)
    }
}
