//! Invitations: codes that work once, made in bulk, or a link; shown when they are made, kept as hashes.

use std::collections::BTreeMap;

use rand::RngExt;

use crate::domain::access::Invite;
use crate::domain::ids::{EventId, InvitationId};
use crate::domain::member::{Part, Role};
use crate::domain::text::parse_long;
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::service::participants::{CODE_ALPHABET, code_hash};
use crate::service::{Permit, Service, groups, now};
use crate::store;

pub use crate::store::codes::Invitation;

/// An invitation to be made.
#[derive(Clone, Debug, Default)]
pub struct NewInvitation {
    /// For whom it is.
    pub name: String,
    pub count: u32,
    /// One code that works again and again, in place of many.
    pub link: bool,
    pub groups: BTreeMap<String, String>,
    pub event: Option<EventId>,
}

/// The most codes of one invitation.
pub const CODES_MAX: u32 = 20_000;
/// Characters of a code: 21 to the power of 10 can't be guessed through the rate limit.
const CODE_LENGTH: usize = 10;
const NAME_MAX: usize = 120;

impl Service {
    /// Makes an invitation with as many codes as asked for, or with one that works again and again; they are
    /// returned this once. A contact person's carry the groups of their part.
    ///
    /// # Errors
    /// `invalid_field` at `count`, `name`, `groups.KEY` or `event`.
    pub async fn create_invitation(
        &self,
        by: &Permit<Invite>,
        room: &Room,
        new: NewInvitation,
    ) -> Result<(Invitation, Vec<String>)> {
        let count = if new.link { 1 } else { new.count };
        if !(1..=CODES_MAX).contains(&count) {
            let detail = format!("This takes a whole number from 1 to {CODES_MAX}.");
            return Err(Error::field("count", Code::InvalidField, detail));
        }
        let name = parse_long("name", &new.name, NAME_MAX)?;
        let mut groups = groups::answers(&self.group_questions(room).await?, new.groups)?;
        groups.extend(part(by).clone());
        if let Some(event) = &new.event {
            let unknown = |_| Error::field("event", Code::InvalidField, "There is no such event.");
            self.event(room, event).await.map_err(unknown)?;
        }
        let codes = new_codes(count, &mut rand::rng());
        let hashes: Vec<Vec<u8>> = codes.iter().map(|code| code_hash(code)).collect();
        let invitation = Invitation {
            id: InvitationId::new(),
            name,
            codes: i64::from(count),
            used: 0,
            groups,
            event: new.event,
            link: new.link,
            member: Some(by.member.clone()),
            created_at: now(),
        };
        let (id, new) = (room.id().clone(), invitation.clone());
        self.live.change(move |change| store::codes::insert(change.conn(), &id, &new, &hashes)).await?;
        Ok((invitation, codes))
    }

    /// The invitations of a consultation, newest first, with how many of their codes were used; for a contact
    /// person those of their part.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn list_invitations(&self, by: &Permit<Invite>, room: &Room) -> Result<Vec<Invitation>> {
        let id = room.id().clone();
        let mut list = self.db.read(move |conn| store::codes::list(conn, &id)).await?;
        list.retain(|invitation| is_theirs(by, invitation));
        Ok(list)
    }

    /// Takes an invitation's unused codes away; returns how many they were.
    ///
    /// # Errors
    /// `not_found`, for a contact person also of another part's.
    pub async fn revoke_invitation(
        &self,
        by: &Permit<Invite>,
        room: &Room,
        invitation: &InvitationId,
    ) -> Result<usize> {
        if !self.list_invitations(by, room).await?.iter().any(|one| one.id == *invitation) {
            return Err(Error::not_found("invitation"));
        }
        let (id, invitation) = (room.id().clone(), invitation.clone());
        self.live.change(move |change| store::codes::delete_unused(change.conn(), &id, &invitation)).await
    }
}

/// The part of a contact person; empty for whoever runs the consultation.
fn part(by: &Permit<Invite>) -> &Part {
    static WHOLE: Part = Part::new();
    by.place.as_ref().map_or(&WHOLE, |place| &place.part)
}

fn is_theirs(by: &Permit<Invite>, invitation: &Invitation) -> bool {
    let contact = by.place.as_ref().is_some_and(|place| place.role == Role::Contact);
    let own = invitation.member.as_ref() == Some(&by.member);
    let of_part = part(by).iter().all(|(key, choice)| invitation.groups.get(key) == Some(choice));
    !contact || own || (of_part && !part(by).is_empty())
}

fn new_codes(count: u32, rng: &mut impl rand::Rng) -> Vec<String> {
    let mut letter = || char::from(CODE_ALPHABET[rng.random_range(0..CODE_ALPHABET.len())]);
    (0..count).map(|_| (0..CODE_LENGTH).map(|_| letter()).collect()).collect()
}
