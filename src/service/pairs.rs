//! Serving pairs: those that are open for a participant, and new ones where some are lacking. Reloading
//! serves the same pairs until they are answered.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::domain::ids::{IdeaId, PairId, ParticipantId};
use crate::domain::log::{Entry, Row};
use crate::domain::participant::{OPEN_PAIRS_MAX, Participant, Progress};
use crate::domain::vote::{Outcome, Pair};
use crate::domain::{Code, Error, Micros, Result};
use crate::live::{IdeaEntry, Room, State};
use crate::pairing::{self, Candidates, Choice};
use crate::service::{Service, now};
use crate::store;

/// A pair as it is shown.
#[derive(Clone, Debug)]
pub struct ServedPair {
    pub pair: Pair,
    pub token: String,
    pub left: IdeaEntry,
    pub right: IdeaEntry,
}

/// Pairs for a participant, and where they stand.
#[derive(Clone, Debug)]
pub struct Served {
    pub pairs: Vec<ServedPair>,
    pub progress: Progress,
}

/// How often two requests of one participant may get into each other's way before one gives up.
const TRIES: usize = 5;

impl Service {
    /// `count` pairs (1 to 10) for a participant; fewer if no more are left.
    ///
    /// # Errors
    /// `token_invalid` if the participant has been erased; `not_open`, `not_open_yet`, `closed`; `busy`.
    pub async fn serve_pairs(
        &self,
        room: &Arc<Room>,
        participant: &ParticipantId,
        count: usize,
    ) -> Result<Served> {
        let time = now();
        room.consultation().must_be_open(time)?;
        let count = count.clamp(1, OPEN_PAIRS_MAX);
        for _ in 0..TRIES {
            let standing = self.standing(room, participant).await?;
            let mut open = room.with(|state| standing.open(state));
            let before = standing.participant.open_pairs.clone();
            if open.len() < count {
                let wanted = count - open.len();
                let new = choose_new(room, &standing, &open, wanted, time);
                // Counted before they are kept: a room that asks in the same second must see each other.
                room.mark_shown(new.iter().flat_map(|pair| [pair.left.clone(), pair.right.clone()]));
                open.extend(new);
                if open != before && !self.keep_open(room, participant, before, open.clone()).await? {
                    continue;
                }
            }
            open.truncate(count);
            return Ok(self.shown(room, participant, &standing, open, time));
        }
        Err(Error::new(Code::Busy, "Several requests of yours came at once; try again.").retry_after(1))
    }

    /// Where a participant stands.
    ///
    /// # Errors
    /// `token_invalid` if the participant has been erased.
    pub async fn progress(&self, room: &Room, participant: &ParticipantId) -> Result<Progress> {
        let standing = self.standing(room, participant).await?;
        Ok(room.with(|state| standing.progress(state)))
    }

    /// What the store knows of a participant's pairs.
    async fn standing(&self, room: &Room, participant: &ParticipantId) -> Result<Standing> {
        let (id, wanted) = (room.id().clone(), participant.clone());
        let (found, rows) = self
            .db
            .read(move |conn| {
                let found = store::participants::find(conn, &id, &wanted)?;
                Ok((found, store::log::list_of_participant(conn, &id, &wanted)?))
            })
            .await?;
        let erased = || Error::new(Code::TokenInvalid, "This participant has been erased; join again.");
        Ok(Standing::new(found.ok_or_else(erased)?, &rows))
    }

    async fn keep_open(
        &self,
        room: &Room,
        participant: &ParticipantId,
        before: Vec<Pair>,
        after: Vec<Pair>,
    ) -> Result<bool> {
        let (id, participant) = (room.id().clone(), participant.clone());
        self.live
            .change(move |change| {
                store::participants::replace_open_pairs(change.conn(), &id, &participant, &before, &after)
            })
            .await
    }

    fn shown(
        &self,
        room: &Room,
        participant: &ParticipantId,
        standing: &Standing,
        open: Vec<Pair>,
        time: Micros,
    ) -> Served {
        room.with(|state| {
            let pairs = open
                .into_iter()
                .filter_map(|pair| {
                    let (left, right) = (state.idea(&pair.left)?.clone(), state.idea(&pair.right)?.clone());
                    let token = self.signer.pair_token(room.id(), participant, &pair, time);
                    Some(ServedPair { pair, token, left, right })
                })
                .collect();
            Served { pairs, progress: standing.progress(state) }
        })
    }
}

/// A participant's row and what their votes in the log amount to.
pub(super) struct Standing {
    pub participant: Participant,
    /// Pairs of ideas that they answered and did not take back, the lower id first.
    met: HashSet<(IdeaId, IdeaId)>,
    /// The same in the order in which they were answered.
    answers: Vec<(IdeaId, IdeaId)>,
    answered_pairs: HashSet<PairId>,
    /// Answers that say something: a choice or a tie.
    told: i64,
}

impl Standing {
    pub fn new(participant: Participant, rows: &[Row]) -> Self {
        let undone: HashSet<i64> = rows.iter().filter_map(|row| row.public.supersedes).collect();
        let mut standing = Self {
            participant,
            met: HashSet::new(),
            answers: Vec::new(),
            answered_pairs: HashSet::new(),
            told: 0,
        };
        for row in rows {
            let Some(Entry::Vote { left, right, outcome, .. }) = row.public.entry() else { continue };
            // A pair that was answered is not open any more, taken back or not.
            standing.answered_pairs.extend(row.private.as_ref().and_then(|(p, _)| p.pair_id.clone()));
            if !undone.contains(&row.public.seq) {
                standing.answers.push((left.clone(), right.clone()));
                standing.met.insert(in_order(left, right));
                standing.told += i64::from(outcome != Outcome::Skip);
            }
        }
        standing
    }

    /// Pairs of the row that have no answer, nor have their two ideas.
    pub fn unanswered(&self) -> impl Iterator<Item = Pair> {
        let pairs = self.participant.open_pairs.iter();
        pairs.filter(|pair| !self.answered_pairs.contains(&pair.id) && !self.has_met(pair)).cloned()
    }

    fn has_met(&self, pair: &Pair) -> bool {
        self.met.contains(&in_order(pair.left.clone(), pair.right.clone()))
    }

    /// Open pairs that are still to be answered: both ideas active, not answered.
    fn open(&self, state: &State) -> Vec<Pair> {
        let active = |id: &IdeaId| {
            state.idea(id).is_some_and(|idea| idea.state == crate::domain::idea::IdeaState::Active)
        };
        self.unanswered().filter(|pair| active(&pair.left) && active(&pair.right)).collect()
    }

    pub fn progress(&self, state: &State) -> Progress {
        let active = state.active();
        let places: HashSet<&IdeaId> = active.iter().map(|&at| &state.ideas[at].id).collect();
        let n = active.len() as i64;
        let met = self.met.iter().filter(|(a, b)| places.contains(a) && places.contains(b)).count() as i64;
        let remaining = n * (n - 1) / 2 - met;
        let round = i64::from(state.consultation.round_pairs);
        let answered = self.answers.len() as i64;
        // Who skipped most of it has given no opinion that could be led by the results.
        let took_part = self.told > 0 && 2 * self.told >= answered.min(round);
        Progress {
            answered,
            round,
            remaining,
            round_complete: took_part && (answered >= round || remaining == 0),
        }
    }
}

fn in_order(a: IdeaId, b: IdeaId) -> (IdeaId, IdeaId) {
    if a < b { (a, b) } else { (b, a) }
}

/// New pairs by the consultation's strategy, none of them met or open.
fn choose_new(
    room: &Arc<Room>,
    standing: &Standing,
    open: &[Pair],
    wanted: usize,
    time: Micros,
) -> Vec<Pair> {
    let ranking = room.recent_ranking();
    room.with(|state| {
        let active = state.active();
        let places: HashMap<&IdeaId, usize> =
            active.iter().enumerate().map(|(place, &at)| (&state.ideas[at].id, place)).collect();
        let mut candidates = Candidates::fresh(active.len());
        for (place, &at) in active.iter().enumerate() {
            let shown = state.ideas[at].shown;
            let known = ranking.as_ref().and_then(|ranking| ranking.guide.get(at)).copied();
            let known = known.unwrap_or_default();
            candidates.shown[place] = shown;
            candidates.strengths[place] = known.strength;
            candidates.variances[place] = known.variance;
            candidates.under_way[place] = shown.saturating_sub(known.shown);
        }
        candidates.next_participant(usize::try_from(state.consultation.round_pairs).unwrap_or_default());
        let answers = standing.answers.iter().map(|(left, right)| (left, right));
        for (left, right) in answers.chain(open.iter().map(|pair| (&pair.left, &pair.right))) {
            let ideas = [places.get(left).copied(), places.get(right).copied()];
            candidates.round.take(ideas);
            if let [Some(a), Some(b)] = ideas {
                candidates.meet(a, b);
            }
        }
        let strategy = state.consultation.strategy;
        let choices = pairing::choose(&mut candidates, strategy, wanted, &mut rand::rng());
        let idea = |place: usize| state.ideas[active[place]].id.clone();
        choices
            .into_iter()
            .map(|Choice { left, right }| Pair {
                id: PairId::new(),
                left: idea(left),
                right: idea(right),
                strategy,
                served_at: time,
            })
            .collect()
    })
}
