//! The chain over a log: canonical bytes, commitments, hashes and their checking.
//!
//! `hash(0) = SHA-256(consultation id)`, `hash(n) = SHA-256(hash(n−1) ‖ canonical public part of row n)`;
//! canonical bytes are RFC 8785 (JSON Canonicalization Scheme). The chain shows a change only to who kept an
//! earlier hash: it proves no more than that.

use std::io;

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use sha2::{Digest, Sha256};

use crate::domain::Texts;
use crate::domain::ids::ConsultationId;
use crate::domain::log::{Exported, Kind, Private, Public};

pub type Hash = [u8; 32];

/// The hash before the first row.
pub fn genesis(consultation: &ConsultationId) -> Hash {
    Sha256::digest(consultation.as_str().as_bytes()).into()
}

/// The running hash after a row.
pub fn link(previous: &Hash, public: &Public) -> Hash {
    // Settings are any JSON; all else has its members in order.
    let bytes = if public.settings.is_some() { canonical(public) } else { in_order(public) };
    Sha256::new().chain_update(previous).chain_update(bytes).finalize().into()
}

/// What ties a private part to its row.
pub fn commitment(salt: &[u8], private: &Private) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(in_order(private)).finalize())
}

/// The digest of an idea's texts, salted so that a short text can't be guessed from it.
pub fn texts_digest(salt: &[u8], texts: &Texts) -> String {
    hex(&Sha256::new().chain_update(salt).chain_update(canonical(texts)).finalize())
}

/// RFC 8785 bytes.
pub fn canonical<T: Serialize>(value: &T) -> Vec<u8> {
    serde_json_canonicalizer::to_vec(value).expect("the parts of a row have string keys and finite numbers")
}

/// RFC 8785 bytes of a struct whose members are declared in canonical order, with nothing to sort: a vote
/// needs two of these.
fn in_order<T: Serialize>(value: &T) -> Vec<u8> {
    struct Canonical;
    impl Formatter for Canonical {
        fn write_f64<W: io::Write + ?Sized>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
            writer.write_all(ryu_js::Buffer::new().format_finite(value).as_bytes())
        }
    }
    let mut bytes = Vec::with_capacity(384);
    let mut serializer = Serializer::with_formatter(&mut bytes, Canonical);
    value.serialize(&mut serializer).expect("the parts of a row have string keys and finite numbers");
    bytes
}

pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digit = |four: u8| char::from(DIGITS[usize::from(four)]);
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

pub fn unhex(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.is_ascii() {
        return None;
    }
    (0..text.len()).step_by(2).map(|i| u8::from_str_radix(&text[i..i + 2], 16).ok()).collect()
}

/// Why a row does not follow from the one before it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    pub seq: i64,
    pub why: String,
}

/// Checks a log row by row, oldest first.
#[derive(Debug, Default)]
pub struct Verifier {
    head: Option<(i64, Hash)>,
    commitments: u64,
}

impl Verifier {
    /// Number and hash of the last row that was good.
    pub fn head(&self) -> Option<(i64, Hash)> {
        self.head
    }

    /// How many private parts were there and fitted their commitments.
    pub fn commitments(&self) -> u64 {
        self.commitments
    }

    /// Takes the next row. The first row of a whole log is its first settings, which name the consultation.
    pub fn push(&mut self, row: &Exported) -> Result<(), Broken> {
        let seq = row.public.seq;
        let broken = |why: &str| Err(Broken { seq, why: why.to_owned() });
        let previous = match self.head {
            Some((last, hash)) if seq == last + 1 => hash,
            Some((last, _)) => return broken(&format!("row {} was expected here", last + 1)),
            None if seq != 1 => return broken("the log does not begin with row 1"),
            None => match first_consultation(&row.public) {
                Some(id) => genesis(&id),
                None => return broken("the first row is not the settings that name the consultation"),
            },
        };
        let hash = link(&previous, &row.public);
        if hex(&hash) != row.hash {
            return broken("its hash does not follow from the row before and its public part");
        }
        if let (Some(private), Some(salt)) = (&row.private, &row.salt) {
            let salt =
                unhex(salt).ok_or_else(|| Broken { seq, why: "its salt is not hexadecimal".to_owned() })?;
            if commitment(&salt, private) != row.public.commitment {
                return broken("its private part does not fit its commitment");
            }
            self.commitments += 1;
        }
        self.head = Some((seq, hash));
        Ok(())
    }
}

fn first_consultation(public: &Public) -> Option<ConsultationId> {
    if public.kind != Kind::Settings {
        return None;
    }
    ConsultationId::parse(public.settings.as_ref()?.get("consultation")?.as_str()?)
}

#[cfg(test)]
mod tests {
    use super::{Verifier, canonical, commitment, genesis, hex, in_order, link, unhex};
    use crate::domain::idea::IdeaState;
    use crate::domain::ids::{ConsultationId, EventId, IdeaId, MemberId, PairId, ParticipantId};
    use crate::domain::log::{Entry, Exported, Private, Public};
    use crate::domain::vote::{Outcome, Reason, Strategy};

    fn log() -> Vec<Exported> {
        let id = ConsultationId::new();
        let mut previous = genesis(&id);
        let (left, right) = (IdeaId::new(), IdeaId::new());
        let entries = [
            Entry::Settings(serde_json::json!({"consultation": id, "state": "open"})),
            Entry::Vote { left, right, outcome: Outcome::Left, counted: true, weight: 1.0 },
            Entry::Undo { supersedes: 2 },
        ];
        let mut rows = Vec::new();
        for (seq, entry) in (1..).zip(&entries) {
            let private =
                Private { participant: Some(ParticipantId::new()), time: Some(5), ..Private::default() };
            let public = Public::new(seq, entry, commitment(b"salt", &private));
            previous = link(&previous, &public);
            let salt = Some(hex(b"salt"));
            rows.push(Exported { public, hash: hex(&previous), private: Some(private), salt });
        }
        rows
    }

    fn check(rows: &[Exported]) -> Result<u64, i64> {
        let mut verifier = Verifier::default();
        for row in rows {
            verifier.push(row).map_err(|broken| broken.seq)?;
        }
        Ok(verifier.commitments())
    }

    #[test]
    fn a_whole_log_verifies_with_and_without_its_private_parts() {
        let mut rows = log();
        assert_eq!(check(&rows), Ok(3));
        for row in &mut rows {
            (row.private, row.salt) = (None, None);
        }
        assert_eq!(check(&rows), Ok(0));
    }

    #[test]
    fn a_change_shows_at_its_row() {
        let mut rows = log();
        rows[1].public.outcome = Some(Outcome::Right);
        assert_eq!(check(&rows), Err(2));
        let mut rows = log();
        rows[1].private.as_mut().unwrap().time = Some(6);
        assert_eq!(check(&rows), Err(2));
        let mut rows = log();
        rows.remove(1);
        assert_eq!(check(&rows), Err(3));
    }

    #[test]
    fn an_exported_row_reads_back_as_it_was_written() {
        for row in log() {
            let line = String::from_utf8(canonical(&row)).unwrap();
            assert_eq!(serde_json::from_str::<Exported>(&line).unwrap(), row, "{line}");
        }
    }

    #[test]
    fn members_declared_in_order_need_no_sorting() {
        for row in log() {
            if row.public.settings.is_none() {
                assert_eq!(in_order(&row.public), canonical(&row.public));
            }
        }
        let all = Public {
            counted: Some(false),
            idea: Some(IdeaId::new()),
            linked_to: Some(IdeaId::new()),
            state: Some(IdeaState::Linked),
            texts_digest: Some("a \"quoted\" \u{1} å 𝕏".to_owned()),
            weight: Some(1e-7),
            supersedes: Some(7),
            ..log().remove(1).public
        };
        assert_eq!(in_order(&all), canonical(&all));
        for weight in [0.0, 1.0, 0.1 + 0.2, 1.5e21, 123_456_789.0, f64::MIN_POSITIVE] {
            let weighed = Public { weight: Some(weight), ..all.clone() };
            assert_eq!(in_order(&weighed), canonical(&weighed), "{weight}");
        }
        let private = Private {
            event: Some(EventId::new()),
            member: Some(MemberId::new()),
            pair_id: Some(PairId::new()),
            participant: Some(ParticipantId::new()),
            reason: Some(Reason::BothBad),
            response_ms: Some(-1),
            strategy: Some(Strategy::Uniform),
            time: Some(1_790_000_000_123_456),
            votes: Some([2, 3].into_iter().collect()),
        };
        assert_eq!(in_order(&private), canonical(&private));
    }

    #[test]
    fn canonical_numbers_have_no_needless_point() {
        let vote = Entry::Vote {
            left: IdeaId::new(),
            right: IdeaId::new(),
            outcome: Outcome::Tie,
            counted: true,
            weight: 1.0,
        };
        let text = String::from_utf8(canonical(&Public::new(1, &vote, String::new()))).unwrap();
        assert!(text.ends_with(r#""seq":1,"weight":1}"#), "{text}");
        assert_eq!(unhex("0a ff"), None);
        assert_eq!(unhex("0aff"), Some(vec![10, 255]));
    }
}
