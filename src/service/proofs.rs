//! Proofs of work for joining, and tickets for whoever waits instead: signed, so that any process can check what
//! another one gave, and ending within minutes. Which of them were used is known to whoever counts joins.
//!
//! A proof is `CHALLENGE.NUMBER`: its SHA-256 begins with as many zero bits as the challenge asks for.

use sha2::{Digest, Sha256};

use crate::domain::error::Work;
use crate::domain::ids::ConsultationId;
use crate::domain::{Code, Error, Micros};
use crate::service::Service;
use crate::service::tokens::Signer;

/// How long a challenge and a ticket are good.
pub const LIFE: Micros = 5 * 60 * 1_000_000;
/// How long somebody without a script waits.
const WAIT: Micros = 10 * 1_000_000;
/// Tries that a phone makes in about half a second: 2^17.
pub const LEAST_BITS: u8 = 17;
/// Some twenty seconds of a phone; who asks for more keeps people out.
pub const MOST_BITS: u8 = 22;
/// A proof's number is short.
const NUMBER_MAX: usize = 20;

const PROOF: &str = "proof";
const TICKET: &str = "ticket";

/// What is remembered of a proof or a ticket that was used.
pub type Spent = [u8; 8];

/// Work to be done for a consultation.
pub fn challenge(signer: &Signer, consultation: &ConsultationId, bits: u8, now: Micros) -> Work {
    let ends = now + LIFE;
    Work { challenge: signer.sign(PROOF, &fields(consultation, ends, bits)), bits, ends_at: ends }
}

/// The proof's own mark, if it is of this consultation, in time, and hard enough.
pub fn check(
    signer: &Signer,
    consultation: &ConsultationId,
    proof: &str,
    bits: u8,
    now: Micros,
) -> Option<Spent> {
    let (challenge, number) = proof.split_once('.')?;
    if number.is_empty() || number.len() > NUMBER_MAX || !number.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (given, spent) = read(signer, PROOF, consultation, challenge, now)?;
    // A place may have filled up while the work was done.
    (given.saturating_add(1) >= bits && zero_bits(&Sha256::digest(proof)) >= u32::from(given))
        .then_some(spent)
}

/// A ticket for who waits, and how many seconds.
pub fn ticket(signer: &Signer, consultation: &ConsultationId, now: Micros) -> String {
    signer.sign(TICKET, &fields(consultation, now + WAIT + LIFE, 0))
}

/// The ticket's own mark once its time has come; before that, the seconds that are left.
pub fn check_ticket(
    signer: &Signer,
    consultation: &ConsultationId,
    ticket: &str,
    now: Micros,
) -> Option<Result<Spent, u32>> {
    let (_, spent) = read(signer, TICKET, consultation, ticket, now)?;
    let fields = signer.verify(TICKET, ticket)?;
    let left = ends(&fields)? - LIFE - now;
    Some(if left > 0 { Err(seconds(left)) } else { Ok(spent) })
}

/// Seconds that a new ticket asks for.
pub fn wait_seconds() -> u32 {
    seconds(WAIT)
}

fn seconds(time: Micros) -> u32 {
    u32::try_from((time + 999_999) / 1_000_000).unwrap_or(u32::MAX)
}

/// 16 bytes of the consultation, 8 of the end, 1 of the bits, 8 at random.
fn fields(consultation: &ConsultationId, ends: Micros, bits: u8) -> Vec<u8> {
    let random: Spent = rand::random();
    [&consultation.to_bytes()[..], &ends.to_be_bytes(), &[bits], &random].concat()
}

fn ends(fields: &[u8]) -> Option<Micros> {
    Some(Micros::from_be_bytes(fields.get(16..24)?.try_into().ok()?))
}

fn read(
    signer: &Signer,
    purpose: &str,
    consultation: &ConsultationId,
    token: &str,
    now: Micros,
) -> Option<(u8, Spent)> {
    let fields = signer.verify(purpose, token)?;
    let is_good = fields.get(..16)? == consultation.to_bytes() && ends(&fields)? > now;
    let read = (*fields.get(24)?, fields.get(25..)?.try_into().ok()?);
    is_good.then_some(read)
}

fn zero_bits(hash: &[u8]) -> u32 {
    let whole = hash.iter().take_while(|byte| **byte == 0).count();
    let rest = hash.get(whole).map_or(0, |byte| byte.leading_zeros());
    u32::try_from(whole * 8).unwrap_or(u32::MAX) + rest
}

impl Service {
    /// The answer to who has to work first.
    pub fn ask_for_proof(&self, consultation: &ConsultationId, bits: u8, now: Micros, wait: u32) -> Error {
        let work = challenge(&self.signer, consultation, bits, now);
        let detail = format!(
            "Many have joined from your network. Find a number so that the SHA-256 of `CHALLENGE.NUMBER` begins \
             with {bits} zero bits, and send that as `proof`; or come with an event's code, or in {wait} s."
        );
        Error { work: Some(Box::new(work)), ..Error::new(Code::ProofRequired, detail).retry_after(wait) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Micros = 1_000_000_000;

    /// The first number that solves a challenge.
    fn solve(work: &Work) -> String {
        let mut number: u64 = 0;
        loop {
            let proof = format!("{}.{number}", work.challenge);
            if zero_bits(&Sha256::digest(&proof)) >= u32::from(work.bits) {
                return proof;
            }
            number += 1;
        }
    }

    #[test]
    fn a_proof_is_good_for_its_consultation_and_some_minutes() {
        let (signer, stranger) = (Signer::of_tests(1), Signer::of_tests(2));
        let (c, other) = (ConsultationId::new(), ConsultationId::new());
        let work = challenge(&signer, &c, 8, NOW);
        let proof = solve(&work);
        let good = |signer: &Signer, c: &ConsultationId, proof: &str, bits: u8, now: Micros| {
            check(signer, c, proof, bits, now).is_some()
        };
        assert!(good(&signer, &c, &proof, 8, NOW) && good(&signer, &c, &proof, 9, NOW + LIFE - 1));
        assert!(!good(&signer, &other, &proof, 8, NOW), "another consultation");
        assert!(!good(&stranger, &c, &proof, 8, NOW), "another installation");
        assert!(!good(&signer, &c, &proof, 8, NOW + LIFE), "too late");
        assert!(!good(&signer, &c, &proof, 10, NOW), "too easy");
        let (challenge, _) = proof.split_once('.').unwrap();
        for bad in ["", challenge, &format!("{challenge}."), &format!("{challenge}.x"), &format!("x{proof}")]
        {
            assert!(!good(&signer, &c, bad, 8, NOW), "{bad}");
        }
        let wrong =
            (0..1_000).map(|n| format!("{challenge}.{n}")).find(|p| zero_bits(&Sha256::digest(p)) < 8);
        assert!(!good(&signer, &c, &wrong.unwrap(), 8, NOW), "no work was done");
    }

    #[test]
    fn a_thousand_proofs_are_checked_in_a_moment() {
        let (signer, c) = (Signer::of_tests(1), ConsultationId::new());
        let proofs: Vec<String> = (0..1_000).map(|_| solve(&challenge(&signer, &c, 4, NOW))).collect();
        let begun = std::time::Instant::now();
        assert!(proofs.iter().all(|proof| check(&signer, &c, proof, 4, NOW).is_some()));
        let took = begun.elapsed().as_millis();
        println!("{took} ms");
        // Fifty as it ships; a test's program is ten times as slow, on a machine that does other things.
        assert!(took < if cfg!(debug_assertions) { 1_000 } else { 50 }, "{took} ms");
    }

    #[test]
    fn a_ticket_is_good_after_its_wait() {
        let (signer, c) = (Signer::of_tests(1), ConsultationId::new());
        let given = ticket(&signer, &c, NOW);
        assert_eq!(check_ticket(&signer, &c, &given, NOW), Some(Err(10)));
        assert!(matches!(check_ticket(&signer, &c, &given, NOW + WAIT), Some(Ok(_))));
        assert_eq!(check_ticket(&signer, &c, &given, NOW + WAIT + LIFE), None);
        assert_eq!(check_ticket(&signer, &ConsultationId::new(), &given, NOW + WAIT), None);
    }

    #[test]
    fn zero_bits_are_counted_from_the_left() {
        assert_eq!(zero_bits(&[0, 0, 0b0001_0000, 0]), 19);
        assert_eq!(zero_bits(&[0xff]), 0);
        assert_eq!(zero_bits(&[0, 0]), 16);
    }
}
