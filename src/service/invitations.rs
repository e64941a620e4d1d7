//! Codes that work once, made in bulk: shown when they are made, kept as hashes.

use rand::RngExt;

use crate::domain::ids::InvitationId;
use crate::domain::text::parse_long;
use crate::domain::{Code, Error, Result};
use crate::live::Room;
use crate::service::participants::{CODE_ALPHABET, code_hash};
use crate::service::{Organiser, Service, now};
use crate::store;

pub use crate::store::codes::Invitation;

/// The most codes of one invitation.
pub const CODES_MAX: u32 = 20_000;
/// Characters of a code: 21 to the power of 10 can't be guessed through the rate limit.
const CODE_LENGTH: usize = 10;
const NAME_MAX: usize = 120;

impl Service {
    /// Makes an invitation with `count` codes; they are returned this once.
    ///
    /// # Errors
    /// `invalid_field` at `count` or `name`.
    pub async fn create_invitation(
        &self,
        _by: &Organiser,
        room: &Room,
        name: &str,
        count: u32,
    ) -> Result<(Invitation, Vec<String>)> {
        if !(1..=CODES_MAX).contains(&count) {
            let detail = format!("This takes a whole number from 1 to {CODES_MAX}.");
            return Err(Error::field("count", Code::InvalidField, detail));
        }
        let name = parse_long("name", name, NAME_MAX)?;
        let codes = new_codes(count, &mut rand::rng());
        let hashes: Vec<Vec<u8>> = codes.iter().map(|code| code_hash(code)).collect();
        let invitation =
            Invitation { id: InvitationId::new(), name, codes: i64::from(count), used: 0, created_at: now() };
        let (id, new) = (room.id().clone(), invitation.clone());
        self.live.change(move |change| store::codes::insert(change.conn(), &id, &new, &hashes)).await?;
        Ok((invitation, codes))
    }

    /// The invitations of a consultation, newest first, with how many of their codes were used.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn list_invitations(&self, _by: &Organiser, room: &Room) -> Result<Vec<Invitation>> {
        let id = room.id().clone();
        Ok(self.db.read(move |conn| store::codes::list(conn, &id)).await?)
    }

    /// Takes an invitation's unused codes away; returns how many they were.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn revoke_invitation(
        &self,
        _by: &Organiser,
        room: &Room,
        invitation: &InvitationId,
    ) -> Result<usize> {
        let (id, invitation) = (room.id().clone(), invitation.clone());
        self.live.change(move |change| store::codes::delete_unused(change.conn(), &id, &invitation)).await
    }
}

fn new_codes(count: u32, rng: &mut impl rand::Rng) -> Vec<String> {
    let mut letter = || char::from(CODE_ALPHABET[rng.random_range(0..CODE_ALPHABET.len())]);
    (0..count).map(|_| (0..CODE_LENGTH).map(|_| letter()).collect()).collect()
}
