//! Who asks: the same for pages, API, exports and live changes.

use std::marker::PhantomData;
use std::sync::Arc;

use crate::domain::access::{Act, Know, Permission, Run};
use crate::domain::consultation::Phase;
use crate::domain::ids::{MemberId, ParticipantId};
use crate::domain::member::Place;
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

/// A member who may do `A` in the consultation at hand. Made by [`Service::permit`] alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Permit<A> {
    pub member: MemberId,
    /// None for an administrator without a role.
    pub place: Option<Place>,
    act: PhantomData<A>,
}

/// Who runs the consultation at hand.
pub type Organiser = Permit<Run>;

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
    /// The viewer as somebody who may do `A` in a consultation, by the table in `domain/access.rs`.
    ///
    /// # Errors
    /// `sign_in_required`, `forbidden`.
    pub async fn permit<A: Permission>(&self, viewer: &Viewer, room: &Room) -> Result<Permit<A>> {
        let Some(member) = viewer.member.clone() else {
            return Err(Error::new(Code::SignInRequired, "Sign in, or use a key, to do this."));
        };
        let (id, asked) = (room.id().clone(), member.id.clone());
        let place = self.db.read(move |conn| store::roles::find(conn, &id, &asked)).await?;
        if A::ACT.is_allowed(place.as_ref().map(|place| place.role), member.admin) {
            return Ok(Permit { member: member.id, place, act: PhantomData });
        }
        let detail = match place {
            None => "You have no role in this consultation.".to_owned(),
            Some(place) => format!("Your role here, {}, does not allow this.", place.role.as_str()),
        };
        Err(Error::new(Code::Forbidden, detail))
    }

    /// All that the viewer may do in a consultation.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn acts(&self, viewer: &Viewer, room: &Room) -> Result<Vec<Act>> {
        let Some(member) = viewer.member.clone() else { return Ok(Vec::new()) };
        let id = room.id().clone();
        let place = self.db.read(move |conn| store::roles::find(conn, &id, &member.id)).await?;
        let (role, admin) = (place.map(|place| place.role), member.admin);
        Ok(Act::ALL.into_iter().filter(|act| act.is_allowed(role, admin)).collect())
    }

    /// Whether the viewer may do `A` in a consultation.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn may<A: Permission>(&self, viewer: &Viewer, room: &Room) -> Result<bool> {
        match self.permit::<A>(viewer, room).await {
            Ok(_) => Ok(true),
            Err(error) if matches!(error.code, Code::SignInRequired | Code::Forbidden) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// The room of a consultation that the viewer may know of: a draft is there for its members only.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn visible_room(&self, viewer: &Viewer, name: &str) -> Result<Arc<Room>> {
        let room = self.room(name).await?;
        let draft = room.consultation().phase(super::now()) == Phase::Draft;
        if draft && !self.may::<Know>(viewer, &room).await? {
            return Err(Error::not_found("consultation"));
        }
        Ok(room)
    }
}
