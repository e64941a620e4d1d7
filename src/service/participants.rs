//! Joining a consultation, by its open link or with a code that works once.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::consultation::Entry;
use crate::domain::ids::{ConsultationId, ParticipantId};
use crate::domain::participant::Participant;
use crate::domain::{Code, Error, Lang, Result};
use crate::live::{Change, Room};
use crate::service::{Service, groups, now};
use crate::store;

/// Letters and digits that nobody mistakes for one another, spoken or written.
pub const CODE_ALPHABET: &[u8] = b"CDFGHJKMNPQRTVWX34679";

/// A new participant with the token that they show from now on.
#[derive(Clone, Debug)]
pub struct Joined {
    pub participant: ParticipantId,
    pub token: String,
}

impl Service {
    /// Makes a participant of whoever has the address, or the code where one is needed. Nothing is kept of
    /// who they are, nor of which code they used.
    ///
    /// # Errors
    /// `not_open`, `not_open_yet`, `closed`, `code_required`, `code_unknown`, `code_used`; `invalid_field` at
    /// `groups.KEY`.
    pub async fn join(
        &self,
        room: &Room,
        code: Option<&str>,
        language: Option<Lang>,
        groups: BTreeMap<String, String>,
    ) -> Result<Joined> {
        let consultation = room.consultation();
        let time = now();
        consultation.must_be_open(time)?;
        let code = code.map(normalised_code).filter(|code| !code.is_empty());
        if consultation.entry == Entry::Codes && code.is_none() {
            return Err(Error::new(
                Code::CodeRequired,
                "This consultation asks for a code; type the one you were given.",
            ));
        }
        let id = consultation.id.clone();
        let participant = Participant {
            id: ParticipantId::new(),
            language,
            event: None,
            groups: self.answers(room, groups).await?,
            open_pairs: Vec::new(),
            joined_at: time,
        };
        let joined = participant.id.clone();
        self.live
            .change(move |change| {
                if let Some(code) = code {
                    spend(change, &id, &code)?;
                }
                store::participants::insert(change.conn(), &id, &[participant])
            })
            .await?;
        Ok(Joined { token: self.signer.participant_token(room.id(), &joined), participant: joined })
    }

    /// What somebody says of themselves, checked.
    async fn answers(
        &self,
        room: &Room,
        given: BTreeMap<String, String>,
    ) -> Result<BTreeMap<String, String>> {
        if given.values().all(String::is_empty) {
            return Ok(BTreeMap::new());
        }
        groups::answers(&self.group_questions(room).await?, given)
    }

    /// The participant that a token names, if they take part in this consultation.
    ///
    /// # Errors
    /// `token_invalid`.
    pub fn participant_of(&self, room: &Room, token: &str) -> Result<ParticipantId> {
        let read = self.signer.read_participant_token(token)?;
        if read.consultation != *room.id() {
            return Err(Error::new(
                Code::TokenInvalid,
                "This token belongs to another consultation; join this one.",
            ));
        }
        Ok(read.participant)
    }

    /// The consultation that a code opens, unspent or not.
    ///
    /// # Errors
    /// `code_unknown`, `code_used`.
    pub async fn consultation_of_code(&self, code: &str) -> Result<ConsultationId> {
        let hash = code_hash(&normalised_code(code));
        match self.db.read(move |conn| store::codes::find(conn, &hash)).await? {
            None => Err(unknown_code()),
            Some((_, true)) => Err(used_code()),
            Some((consultation, false)) => Ok(consultation),
        }
    }
}

fn spend(change: &mut Change<'_>, id: &ConsultationId, code: &str) -> store::Result<()> {
    let hash = code_hash(code);
    match store::codes::find(change.conn(), &hash)? {
        Some((consultation, used)) if consultation == *id => {
            if used || !store::codes::spend(change.conn(), &hash)? {
                return Err(used_code().into());
            }
            Ok(())
        }
        _ => Err(unknown_code().into()),
    }
}

fn unknown_code() -> Error {
    Error::field("code", Code::CodeUnknown, "This code is not known here; check each letter and digit.")
}

fn used_code() -> Error {
    Error::field("code", Code::CodeUsed, "This code has been used; each works once.")
}

/// A code as it was made, however it is typed: small letters, spaces and hyphens are forgiven.
pub fn normalised_code(typed: &str) -> String {
    typed.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).take(32).collect()
}

/// What the store keeps of a code.
pub fn code_hash(code: &str) -> Vec<u8> {
    Sha256::digest(code.as_bytes()).to_vec()
}

#[cfg(test)]
mod tests {
    use super::normalised_code;

    #[test]
    fn a_code_is_the_same_however_it_is_typed() {
        assert_eq!(normalised_code(" cdfg-hjkm "), "CDFGHJKM");
    }
}
