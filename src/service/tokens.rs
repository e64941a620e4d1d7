//! Signed tokens: who a participant is, and which pair was served to whom. A token is believed by its
//! signature; no row is read for it.
//!
//! Bytes: key id (4) ‖ fields of fixed length ‖ HMAC-SHA-256 over purpose and all before, its first 16 bytes;
//! written as base64url without padding.

use std::sync::RwLock;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
use crate::domain::vote::{Pair, Strategy};
use crate::domain::{Code, Error, Micros, Result, chain};
use crate::store::signing_keys::{self, SigningKey};
use crate::store::{self, Db};

const MAC: usize = 16;
const DAY: Micros = 24 * 3_600 * 1_000_000;
/// How long a pair's token is good: people leave a page open over a weekend.
const PAIR_LIFE: Micros = 7 * DAY;
/// How long the token of a visit is good: it stands in an address, which is easily passed on.
const VISIT_LIFE: Micros = DAY / 2;

/// A new key signs from then on: by that time every process has read it.
const FIRST_READ: Micros = 60 * 1_000_000;

/// The installation's keys: the newest that all processes know signs, all verify until their end.
pub struct Signer {
    keys: RwLock<Vec<SigningKey>>,
}

/// A participant's token, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParticipantToken {
    pub consultation: ConsultationId,
    pub participant: ParticipantId,
}

/// A pair's token, read: whose it is has still to be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PairToken {
    pub consultation: ConsultationId,
    pub participant: ParticipantId,
    pub pair: Pair,
}

impl Signer {
    /// Reads the keys; the first start makes one.
    pub fn start(db: &Db) -> store::Result<Self> {
        let now = super::now();
        let keys = db.read_now(|conn| signing_keys::list(conn, now))?;
        if !keys.is_empty() {
            return Ok(Self { keys: RwLock::new(keys) });
        }
        db.write_now(|conn| signing_keys::insert(conn, &new_key(now)))?;
        Ok(Self { keys: RwLock::new(db.read_now(|conn| signing_keys::list(conn, now))?) })
    }

    /// Makes another key, which signs from the next minute on; those before it verify until `ends_at`.
    ///
    /// # Errors
    /// What the store answers.
    pub fn rotate(db: &Db, now: Micros, ends_at: Micros) -> store::Result<Vec<SigningKey>> {
        db.write_now(|conn| {
            signing_keys::end(conn, ends_at)?;
            signing_keys::delete_ended(conn, now)?;
            signing_keys::insert(conn, &new_key(now))?;
            signing_keys::list(conn, now)
        })
    }

    /// A signer without a database.
    #[cfg(test)]
    pub(crate) fn of_tests(key: u8) -> Self {
        let key =
            SigningKey { id: chain::hex(&[key; 4]), secret: vec![key; 32], created_at: 0, ends_at: None };
        Self { keys: vec![key].into() }
    }

    /// Reads the keys again: another process may have made one, or one may have ended.
    pub async fn reload(&self, db: &Db, now: Micros) -> Result<()> {
        let keys = db.read(move |conn| signing_keys::list(conn, now)).await?;
        *self.keys.write().expect("nothing panics while it holds the keys") = keys;
        Ok(())
    }

    /// Signs whatever a purpose wants signed: tokens of forms, for instance.
    pub fn sign(&self, purpose: &str, fields: &[u8]) -> String {
        let keys = self.keys.read().expect("nothing panics while it holds the keys");
        let read_by = super::now() - FIRST_READ;
        let signing = keys.iter().find(|key| key.created_at <= read_by).or(keys.first());
        let key = signing.expect("a start makes a key");
        let mut bytes = chain::unhex(&key.id).unwrap_or_default();
        bytes.extend_from_slice(fields);
        let mac = mac(&key.secret, purpose, &bytes).finalize().into_bytes();
        bytes.extend_from_slice(&mac[..MAC]);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The fields of a token that was signed for the same purpose.
    pub fn verify(&self, purpose: &str, token: &str) -> Option<Vec<u8>> {
        if token.len() > 512 {
            return None;
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (signed, given) = bytes.split_at_checked(bytes.len().checked_sub(MAC)?)?;
        let id = chain::hex(signed.get(..4)?);
        let keys = self.keys.read().expect("nothing panics while it holds the keys");
        let key = keys.iter().find(|key| key.id == id)?;
        mac(&key.secret, purpose, signed).verify_truncated_left(given).ok()?;
        Some(signed[4..].to_vec())
    }

    pub fn participant_token(&self, consultation: &ConsultationId, participant: &ParticipantId) -> String {
        self.sign("participant", &[consultation.to_bytes(), participant.to_bytes()].concat())
    }

    /// # Errors
    /// `token_invalid`.
    pub fn read_participant_token(&self, token: &str) -> Result<ParticipantToken> {
        let invalid = || Error::new(Code::TokenInvalid, "The participant's token is not valid; join again.");
        let fields = self.verify("participant", token).ok_or_else(invalid)?;
        let mut fields = Fields(&fields);
        let consultation = ConsultationId::from_bytes(fields.take().ok_or_else(invalid)?);
        let participant = ParticipantId::from_bytes(fields.take().ok_or_else(invalid)?);
        Ok(ParticipantToken { consultation, participant })
    }

    /// What stands in an address for who keeps no cookie.
    pub fn visit_token(
        &self,
        consultation: &ConsultationId,
        participant: &ParticipantId,
        now: Micros,
    ) -> String {
        let fields = [&consultation.to_bytes()[..], &participant.to_bytes(), &now.to_be_bytes()].concat();
        self.sign("visit", &fields)
    }

    /// None for a token of another purpose; `token_invalid` for one whose time is over.
    pub fn read_visit_token(&self, token: &str, now: Micros) -> Option<Result<ParticipantToken>> {
        let fields = self.verify("visit", token)?;
        let mut fields = Fields(&fields);
        let consultation = ConsultationId::from_bytes(fields.take()?);
        let participant = ParticipantId::from_bytes(fields.take()?);
        let issued = Micros::from_be_bytes(fields.take()?);
        if now - issued > VISIT_LIFE {
            let detail = "The time of this visit's address is over; join again.";
            return Some(Err(Error::new(Code::TokenInvalid, detail)));
        }
        Some(Ok(ParticipantToken { consultation, participant }))
    }

    /// The token of a pair. It is the same all day long, however often the pair is asked for.
    pub fn pair_token(
        &self,
        consultation: &ConsultationId,
        participant: &ParticipantId,
        pair: &Pair,
        now: Micros,
    ) -> String {
        let issued = pair.served_at.max(now - now.rem_euclid(DAY));
        let mut fields = Vec::with_capacity(89);
        fields.extend_from_slice(&consultation.to_bytes());
        fields.extend_from_slice(&participant.to_bytes());
        fields.extend_from_slice(&pair.id.to_bytes());
        fields.extend_from_slice(&pair.left.to_bytes());
        fields.extend_from_slice(&pair.right.to_bytes());
        fields.push(strategy_byte(pair.strategy));
        fields.extend_from_slice(&issued.to_be_bytes());
        self.sign("pair", &fields)
    }

    /// # Errors
    /// `pair_invalid`, `pair_expired`.
    pub fn read_pair_token(&self, token: &str, now: Micros) -> Result<PairToken> {
        let invalid = || {
            Error::new(Code::PairInvalid, "The pair's token is not one that was given; ask for pairs again.")
        };
        let fields = self.verify("pair", token).ok_or_else(invalid)?;
        let read = read_pair(&fields).ok_or_else(invalid)?;
        if now - read.pair.served_at > PAIR_LIFE {
            return Err(Error::new(Code::PairExpired, "The pair's token has expired; ask for pairs again."));
        }
        Ok(read)
    }
}

fn new_key(now: Micros) -> SigningKey {
    let (id, secret): ([u8; 4], [u8; 32]) = (rand::random(), rand::random());
    SigningKey { id: chain::hex(&id), secret: secret.to_vec(), created_at: now, ends_at: None }
}

fn read_pair(fields: &[u8]) -> Option<PairToken> {
    let mut fields = Fields(fields);
    Some(PairToken {
        consultation: ConsultationId::from_bytes(fields.take()?),
        participant: ParticipantId::from_bytes(fields.take()?),
        pair: Pair {
            id: PairId::from_bytes(fields.take()?),
            left: IdeaId::from_bytes(fields.take()?),
            right: IdeaId::from_bytes(fields.take()?),
            strategy: strategy_of(fields.take::<1>()?[0])?,
            served_at: Micros::from_be_bytes(fields.take()?),
        },
    })
}

/// Fields of fixed length, one after another.
struct Fields<'a>(&'a [u8]);

impl Fields<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*field)
    }
}

fn mac(secret: &[u8], purpose: &str, bytes: &[u8]) -> Hmac<Sha256> {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(purpose.as_bytes());
    mac.update(&[0]);
    mac.update(bytes);
    mac
}

/// Bytes of tokens stay what they are: tokens outlive a new version.
fn strategy_byte(strategy: Strategy) -> u8 {
    match strategy {
        Strategy::Uniform => 0,
        Strategy::Balanced => 1,
        Strategy::Top => 2,
        Strategy::Informative => 3,
    }
}

fn strategy_of(byte: u8) -> Option<Strategy> {
    Strategy::ALL.into_iter().find(|s| strategy_byte(*s) == byte)
}

#[cfg(test)]
mod tests {
    use super::{DAY, Signer};
    use crate::domain::Code;
    use crate::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
    use crate::domain::vote::{Pair, Strategy};
    use crate::store::signing_keys::SigningKey;

    fn signer(id: &str) -> Signer {
        let key = SigningKey { id: id.into(), secret: vec![7; 32], created_at: 0, ends_at: None };
        Signer { keys: vec![key].into() }
    }

    fn pair(served_at: i64) -> Pair {
        let (left, right) = (IdeaId::new(), IdeaId::new());
        Pair { id: PairId::new(), left, right, strategy: Strategy::Balanced, served_at }
    }

    #[test]
    fn a_pair_is_read_back_from_its_token() {
        let signer = signer("01020304");
        let (c, p, pair) = (ConsultationId::new(), ParticipantId::new(), pair(50 * DAY + 5));
        let token = signer.pair_token(&c, &p, &pair, 50 * DAY + 7);
        let read = signer.read_pair_token(&token, 51 * DAY).unwrap();
        assert_eq!((read.consultation, read.participant, read.pair), (c, p, pair));
    }

    #[test]
    fn the_token_is_the_same_all_day_and_is_renewed_later() {
        let signer = signer("01020304");
        let (c, p, pair) = (ConsultationId::new(), ParticipantId::new(), pair(50 * DAY));
        let token = |now| signer.pair_token(&c, &p, &pair, now);
        assert_eq!(token(50 * DAY), token(51 * DAY - 1));
        assert_ne!(token(50 * DAY), token(60 * DAY));
        let expired = signer.read_pair_token(&token(50 * DAY), 58 * DAY).unwrap_err();
        assert_eq!(expired.code, Code::PairExpired);
        assert!(signer.read_pair_token(&token(58 * DAY), 58 * DAY).is_ok(), "asked for again, it is good");
    }

    #[test]
    fn a_visits_token_ends_and_is_no_participants_token() {
        let signer = signer("01020304");
        let (c, p) = (ConsultationId::new(), ParticipantId::new());
        let token = signer.visit_token(&c, &p, 50 * DAY);
        let read = signer.read_visit_token(&token, 50 * DAY + DAY / 2).unwrap().unwrap();
        assert_eq!((&read.consultation, &read.participant), (&c, &p));
        let late = signer.read_visit_token(&token, 51 * DAY).unwrap().unwrap_err();
        assert_eq!(late.code, Code::TokenInvalid);
        assert!(signer.read_participant_token(&token).is_err());
        assert!(signer.read_visit_token(&signer.participant_token(&c, &p), 0).is_none());
    }

    #[test]
    fn a_changed_token_is_refused_wherever_it_is_changed() {
        let signer = signer("01020304");
        let token = signer.pair_token(&ConsultationId::new(), &ParticipantId::new(), &pair(0), 0);
        for at in 0..token.len() {
            let mut changed = token.clone().into_bytes();
            changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
            let changed = String::from_utf8(changed).unwrap();
            if changed != token {
                assert!(signer.read_pair_token(&changed, 0).is_err(), "byte {at}");
            }
        }
        for bad in ["", "A", "ÅÄÖ", &"A".repeat(600), &token[..token.len() - 1]] {
            assert!(signer.read_pair_token(bad, 0).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_token_is_good_for_its_own_purpose_only() {
        let signer = signer("01020304");
        let token = signer.participant_token(&ConsultationId::new(), &ParticipantId::new());
        assert!(signer.read_participant_token(&token).is_ok());
        assert!(signer.read_pair_token(&token, 0).is_err());
        assert!(super::tests::signer("05060708").read_participant_token(&token).is_err(), "another key");
    }
}
