//! Casting votes and taking them back.

use crate::domain::ids::{ConsultationId, PairId, ParticipantId};
use crate::domain::log::{Entry, Kind, Private, Row};
use crate::domain::participant::OPEN_PAIRS_KEPT;
use crate::domain::vote::{Answer, Pair, Vote};
use crate::domain::{Code, Error, Micros, Result, chain::Hash};
use crate::live::{Change, Recorded, Room};
use crate::service::pairs::Standing;
use crate::service::{Service, now};
use crate::store;

/// The most answers in one call.
pub const ANSWERS_MAX: usize = 100;
/// Response times beyond a day say nothing.
const RESPONSE_MAX_MS: i64 = 24 * 3_600 * 1_000;

/// An answer as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cast {
    /// The pair's token.
    pub pair: String,
    pub outcome: String,
    pub reason: Option<String>,
    /// Milliseconds from showing to answering.
    pub response_ms: Option<i64>,
}

/// Where a taken-back vote stands in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undone {
    pub pair: PairId,
    /// Number of the row that takes back, and of the one that it supersedes.
    pub seq: i64,
    pub supersedes: i64,
    pub hash: Hash,
}

impl Service {
    /// Records answers; one result each, in their order. A bad one never harms the good ones beside it.
    ///
    /// # Errors
    /// For all at once: `batch_too_large`, `busy`, what the store answers. Each: `pair_invalid`,
    /// `pair_expired`, `pair_foreign`, `pair_other_consultation`, `pair_taken_back`, `pair_not_open`,
    /// `pair_out_of_order`, `outcome_invalid`,
    /// `not_open`, `not_open_yet`, `closed`, `token_invalid`.
    pub async fn cast_votes(
        &self,
        room: &Room,
        participant: &ParticipantId,
        casts: &[Cast],
    ) -> Result<Vec<Result<Recorded>>> {
        if casts.is_empty() || casts.len() > ANSWERS_MAX {
            let detail = format!("Send 1 to {ANSWERS_MAX} answers in one call.");
            return Err(Error::new(Code::BatchTooLarge, detail));
        }
        let time = now();
        let checked: Vec<Result<Vote>> =
            casts.iter().map(|cast| self.checked(room, participant, cast, time)).collect();
        let good: Vec<Vote> = checked.iter().filter_map(|vote| vote.as_ref().ok().cloned()).collect();
        let mut recorded = if good.is_empty() {
            Vec::new().into_iter()
        } else {
            self.live.record(room.id(), good).await?.into_iter()
        };
        let lost = || Error::new(Code::Internal, "The vote got no answer.");
        Ok(checked.into_iter().map(|vote| vote.and_then(|_| recorded.next().ok_or_else(lost)?)).collect())
    }

    fn checked(&self, room: &Room, participant: &ParticipantId, cast: &Cast, time: Micros) -> Result<Vote> {
        let token = self.signer.read_pair_token(&cast.pair, time)?;
        if token.consultation != *room.id() {
            return Err(Error::new(
                Code::PairOtherConsultation,
                "This pair belongs to another consultation.",
            ));
        }
        if token.participant != *participant {
            return Err(Error::new(Code::PairForeign, "This pair was served to somebody else."));
        }
        let answer = Answer::parse(&cast.outcome, cast.reason.as_deref())?;
        Ok(Vote {
            pair: token.pair,
            participant: Some(token.participant),
            event: None,
            answer,
            counted: true,
            weight: 1.0,
            response_ms: cast.response_ms.filter(|ms| (0..=RESPONSE_MAX_MS).contains(ms)),
            time,
        })
    }

    /// Takes back one of the participant's own votes; repeated, it answers with the same row.
    ///
    /// # Errors
    /// `vote_not_found`; `token_invalid` if the participant has been erased; `closed` and the like.
    pub async fn undo_vote(&self, room: &Room, participant: &ParticipantId, pair: &PairId) -> Result<Undone> {
        let (id, participant, pair, time) = (room.id().clone(), participant.clone(), pair.clone(), now());
        self.live
            .change(move |change| {
                let consultation = change.lock(&id)?;
                if store::participants::find(change.conn(), &id, &participant)?.is_none() {
                    return Err(Error::new(
                        Code::TokenInvalid,
                        "This participant has been erased; join again.",
                    )
                    .into());
                }
                let (row, undo) = find_own(change, &id, &participant, &pair)?;
                let vote = row.public.seq;
                if let Some((seq, hash)) = undo {
                    return Ok(Undone { pair, seq, supersedes: vote, hash });
                }
                consultation.must_be_open(time)?;
                let private = Private {
                    pair_id: Some(pair.clone()),
                    participant: Some(participant.clone()),
                    time: Some(time),
                    ..Private::default()
                };
                let (seq, hash) = change.append(&id, &Entry::Undo { supersedes: vote }, private)?;
                open_again(change, &id, &participant, &row, time)?;
                Ok(Undone { pair, seq, supersedes: vote, hash })
            })
            .await
    }
}

/// Puts the two ideas of a vote that was taken back first among the participant's open pairs, under a new
/// id: who changes their mind sees what they had before them.
fn open_again(
    change: &mut Change<'_>,
    id: &ConsultationId,
    participant: &ParticipantId,
    vote: &Row,
    time: Micros,
) -> store::Result<()> {
    let Some(Entry::Vote { left, right, .. }) = vote.public.entry() else { return Ok(()) };
    let Some(found) = store::participants::find(change.conn(), id, participant)? else { return Ok(()) };
    let rows = store::log::list_of_participant(change.conn(), id, participant)?;
    let strategy = vote.private.as_ref().and_then(|(private, _)| private.strategy).unwrap_or_default();
    let before = found.open_pairs.clone();
    let again = Pair { id: PairId::new(), left, right, strategy, served_at: time };
    let mut after: Vec<Pair> = [again].into();
    after.extend(Standing::new(found, &rows).unanswered());
    after.truncate(OPEN_PAIRS_KEPT);
    // If pairs are served at this moment, the two ideas come again by and by.
    store::participants::replace_open_pairs(change.conn(), id, participant, &before, &after)?;
    Ok(())
}

/// The participant's vote on a pair, and what took it back.
fn find_own(
    change: &mut Change<'_>,
    id: &ConsultationId,
    participant: &ParticipantId,
    pair: &PairId,
) -> store::Result<(Row, Option<(i64, Hash)>)> {
    let rows = store::log::list_by_pairs(change.conn(), id, &[pair.as_str()])?;
    let own = |row: &&Row| {
        row.private.as_ref().is_some_and(|(private, _)| private.participant.as_ref() == Some(participant))
    };
    let of = |kind: Kind| rows.iter().filter(own).find(|row| row.public.kind == kind);
    let vote = of(Kind::Vote)
        .ok_or_else(|| Error::new(Code::VoteNotFound, "You have no vote on this pair to take back."))?;
    Ok((vote.clone(), of(Kind::Undo).map(|row| (row.public.seq, row.hash))))
}
