//! Joining a consultation: by its open link, with a code that works once, by an invitation's link or through an event.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::domain::consultation::Entry;
use crate::domain::event::{CODE_LENGTH, Event};
use crate::domain::ids::{ConsultationId, EventId, ParticipantId};
use crate::domain::participant::{Participant, Way};
use crate::domain::{Code, Error, Lang, Micros, Result};
use crate::live::{Change, Room};
use crate::service::{Service, groups, now, own};
use crate::store::codes::Invitation;
use crate::store::{self, Conn};

/// Letters and digits that nobody mistakes for one another, spoken or written.
pub const CODE_ALPHABET: &[u8] = b"CDFGHJKMNPQRTVWX34679";

/// An invitation for fewer people is not kept with who came by it: that would tell who they are.
const LEAST_CODES: i64 = 5;

/// How somebody comes in.
#[derive(Clone, Debug, Default)]
pub struct Joining {
    /// One that works once, an invitation's link, or an event's.
    pub code: Option<String>,
    /// Id of the event through which they come; the code has to be the event's, or of an invitation that
    /// names it.
    pub event: Option<String>,
    /// Whoever runs the consultation joins somebody to an event, which needs no code of its own.
    pub by_organiser: bool,
    /// The number of the network from which they come by the open link.
    pub place: Option<i64>,
    pub language: Option<Lang>,
    /// What they say of themselves: a choice by question.
    pub groups: BTreeMap<String, String>,
}

/// A new participant with the token that they show from now on.
#[derive(Clone, Debug)]
pub struct Joined {
    pub participant: ParticipantId,
    pub token: String,
}

impl Service {
    /// Makes a participant of whoever has the address, or the code where one is needed. Nothing is kept of
    /// who they are, nor of which code they used: of an invitation for five or more, that they came by it.
    ///
    /// # Errors
    /// `not_open`, `not_open_yet`, `closed`, `code_required`, `code_unknown`, `code_used`, `event_not_begun`,
    /// `event_over`; `invalid_field` at `event` or `groups.KEY`; `code_required` at `event` where the code is not
    /// that event's.
    pub async fn join(&self, room: &Room, joining: Joining) -> Result<Joined> {
        let consultation = room.consultation();
        let time = now();
        consultation.must_be_open(time)?;
        let code = joining.code.as_deref().map(normalised_code).filter(|code| !code.is_empty());
        if consultation.entry == Entry::Codes && code.is_none() {
            return Err(Error::new(
                Code::CodeRequired,
                "This consultation asks for a code; type the one you were given.",
            ));
        }
        let id = consultation.id.clone();
        let mut participant = Participant {
            id: ParticipantId::new(),
            language: joining.language,
            event: None,
            invitation: None,
            groups: self.answers(room, joining.groups).await?,
            open_pairs: Vec::new(),
            joined_at: time,
            way: Some(if code.is_some() { Way::Code } else { Way::Open }),
            place: joining.place.filter(|_| code.is_none()),
        };
        let named = self.event_named(room, joining.event, time).await?;
        if joining.by_organiser {
            participant.event.clone_from(&named);
        } else if named.is_some() && code.is_none() {
            return Err(event_without_code());
        }
        let joined = participant.id.clone();
        self.live
            .change(move |change| {
                if let Some(code) = code {
                    enter(change, &id, &code, &mut participant)?;
                }
                if named.is_some() && participant.event != named {
                    return Err(event_without_code().into());
                }
                if participant.event.is_some() {
                    participant.way = Some(Way::Event);
                }
                store::participants::insert(change.conn(), &id, &[participant])
            })
            .await?;
        Ok(Joined { token: self.signer.participant_token(room.id(), &joined), participant: joined })
    }

    /// Whether who comes shows a code, or has to: everybody else comes by the open link.
    pub fn comes_by_code(&self, room: &Room, code: Option<&str>) -> bool {
        room.consultation().entry == Entry::Codes
            || code.is_some_and(|code| !normalised_code(code).is_empty())
    }

    /// The event that a program names, while it is on.
    async fn event_named(&self, room: &Room, name: Option<String>, time: Micros) -> Result<Option<EventId>> {
        let Some(name) = name else { return Ok(None) };
        let unknown = || Error::field("event", Code::InvalidField, "There is no such event.");
        let event = self.event(room, &EventId::parse(&name).ok_or_else(unknown)?).await;
        let event = event.map_err(|_| unknown())?;
        event.must_be_on(time)?;
        Ok(Some(event.id))
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
        let read = match self.signer.read_visit_token(token, now()) {
            Some(visit) => visit?,
            None => self.signer.read_participant_token(token)?,
        };
        if read.consultation != *room.id() {
            return Err(Error::new(
                Code::TokenInvalid,
                "This token belongs to another consultation; join this one.",
            ));
        }
        if own::is_expired(&room.consultation(), now()) {
            let detail = "The time is over for which this consultation keeps its participants.";
            return Err(Error::new(Code::TokenInvalid, detail));
        }
        Ok(read.participant)
    }

    /// The consultation that a code opens: a code that works once, an invitation's link, or an event's.
    ///
    /// # Errors
    /// `code_unknown`, `code_used`, `event_not_begun`, `event_over`.
    pub async fn consultation_of_code(&self, code: &str) -> Result<ConsultationId> {
        let (code, time) = (normalised_code(code), now());
        let found = self.db.read(move |conn| entrance(conn, &code, time)).await?;
        found.map(|(consultation, _)| consultation)
    }

    /// The event that a code of a consultation opens, if it is an event's.
    ///
    /// # Errors
    /// `code_unknown` and the like, as for [`Service::consultation_of_code`].
    pub async fn event_of_code(&self, room: &Room, code: &str) -> Result<Option<Event>> {
        let (id, code, time) = (room.id().clone(), normalised_code(code), now());
        let found = self.db.read(move |conn| entrance(conn, &code, time)).await?;
        let (consultation, entrance) = found?;
        Ok(match entrance {
            Entrance::Event(event) if consultation == id => Some(event),
            _ => None,
        })
    }
}

/// What a code opens.
enum Entrance {
    Event(Event),
    /// With the hash by which it is spent.
    Invitation(Invitation, Vec<u8>),
}

/// The way in that a code opens now, in whichever consultation.
fn entrance(conn: &mut Conn, code: &str, time: Micros) -> store::Result<Result<(ConsultationId, Entrance)>> {
    if code.len() == CODE_LENGTH
        && let Some((consultation, event)) = store::events::of_code(conn, code)?
        && let Some(event) = store::events::find(conn, &consultation, &event)?
    {
        return Ok(event.must_be_on(time).map(|()| (consultation, Entrance::Event(event))));
    }
    let hash = code_hash(code);
    Ok(match store::codes::find(conn, &hash)? {
        None => Err(unknown_code()),
        Some((_, _, true)) => Err(used_code()),
        Some((consultation, invitation, false)) => Ok((consultation, Entrance::Invitation(invitation, hash))),
    })
}

/// Takes whoever comes in with a code: spends it if it works once, and notes what it says of them.
fn enter(
    change: &mut Change<'_>,
    id: &ConsultationId,
    code: &str,
    participant: &mut Participant,
) -> store::Result<()> {
    let (consultation, entrance) = entrance(change.conn(), code, participant.joined_at)??;
    if consultation != *id {
        return Err(unknown_code().into());
    }
    match entrance {
        Entrance::Event(event) => participant.event = Some(event.id),
        Entrance::Invitation(invitation, hash) => {
            if !invitation.link && !store::codes::spend(change.conn(), &hash)? {
                return Err(used_code().into());
            }
            if invitation.event.is_some() {
                participant.event.clone_from(&invitation.event);
            }
            if invitation.link || invitation.codes >= LEAST_CODES {
                participant.invitation = Some(invitation.id);
            }
            participant.groups.extend(invitation.groups);
        }
    }
    Ok(())
}

/// Who was not there is not counted as having been.
fn event_without_code() -> Error {
    let detail = "Only the event's own code, or an invitation that names it, counts somebody to an event: \
        send it as code.";
    Error::field("event", Code::CodeRequired, detail)
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
