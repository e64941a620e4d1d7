//! How little would turn a ranking: looked for when somebody asks, seldom, and off the request's thread.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rand::SeedableRng;
use rand::rngs::StdRng;

use crate::domain::ids::IdeaId;
use crate::domain::{Code, Error, Result};
use crate::live::computed::{Key, Question, unavailable};
use crate::live::room::Room;
use crate::ranking::{self, Covariance, Fit, Fragility, Model};

/// How many count as the best.
const BEST: usize = 5;
/// The possible truths that are drawn are the same for the same votes.
const SEED: u64 = 1;
/// Draws behind a probability: its error is at most 0.016.
const DRAWS: usize = 1_000;
/// A consultation that changes all the time is looked at anew so often.
const AGAIN: Duration = Duration::from_secs(30);
/// Beyond so many votes the search takes longer than anybody waits.
const VOTES: f64 = 1_000_000.0;
/// Who would need more than so many times the votes so far is too close to be told apart: a crowd grows by half or
/// doubles, not by more than this.
const TOO_CLOSE: f64 = 10.0;

/// The fewest votes, and participants, found without whom another idea would be first, or another five the
/// best five. Upper bounds: smaller sets may exist.
#[derive(Clone, Debug)]
pub struct Certainty {
    /// The number of the log up to which votes are counted.
    pub seq: i64,
    pub first: Fragility,
    pub best_five: Fragility,
    pub needed: Needed,
    /// Of ideas that have a place, best first, the probability to be one of the best five.
    pub among_best_five: Vec<(IdeaId, f64)>,
}

/// What would settle the first, and the best five; None where there are not more ideas with a place.
#[derive(Clone, Copy, Debug, Default)]
pub struct Needed {
    pub first: Option<More>,
    pub best_five: Option<More>,
}

/// How many more votes are reckoned to be needed, by [`ranking::votes_needed`], until some surely stand apart from
/// all others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct More {
    /// 0 if they do now.
    pub votes: f64,
    /// It is more than ten times the votes so far: nobody waits for them, and the ideas are as good as equal.
    pub too_close: bool,
}

impl More {
    fn of(all: f64, votes: f64) -> Self {
        let more = (all - votes).max(0.0).ceil();
        Self { votes: more, too_close: more > TOO_CLOSE * votes }
    }
}

/// The last one found.
#[derive(Default)]
pub(super) struct Last(tokio::sync::Mutex<Option<(Key, Instant, Certainty)>>);

impl Room {
    /// None found where nothing was looked for: no two ideas with a place, or too many votes.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason.
    pub async fn certainty(self: &Arc<Self>) -> Result<Certainty> {
        let mut last = self.certainty.0.lock().await;
        let now = self.key();
        if let Some((key, at, found)) = &*last
            && (*key == now || (key.is_of_same_generation(&now) && at.elapsed() < AGAIN))
        {
            return Ok(found.clone());
        }
        let question = self.question();
        let key = question.key().clone();
        let found = tokio::task::spawn_blocking(move || search(&question))
            .await
            .map_err(|_| Error::new(Code::Internal, "The ranking's certainty could not be computed."))??;
        *last = Some((key, Instant::now(), found.clone()));
        Ok(found)
    }
}

fn search(question: &Question) -> Result<Certainty> {
    let known = Known::of(question)?;
    let (first, best_five) = (known.fragility(1)?, known.fragility(BEST)?);
    Ok(Certainty {
        seq: question.key().seq(),
        first,
        best_five,
        needed: Needed { first: known.needed(1), best_five: known.needed(BEST) },
        among_best_five: known.among_best(),
    })
}

/// What is known of the ideas that have a place, best first.
struct Known<'a> {
    question: &'a Question,
    fit: Fit,
    covariance: Covariance,
    order: Vec<usize>,
}

impl<'a> Known<'a> {
    fn of(question: &'a Question) -> Result<Self> {
        let mut order = question.placed();
        let (tally, ballots) = question.fitted();
        let fit = ranking::fit(tally, &Model::default(), None).map_err(unavailable)?;
        let covariance = fit.robust_covariance(ballots).map_err(unavailable)?;
        order.sort_by(|&a, &b| fit.strengths()[b].total_cmp(&fit.strengths()[a]));
        Ok(Self { question, fit, covariance, order })
    }

    fn fragility(&self, best: usize) -> Result<Fragility> {
        if self.question.votes() > VOTES {
            return Ok(Fragility::default());
        }
        let (tally, ballots) = self.question.fitted();
        ranking::fragility(&self.fit, tally, ballots, &self.order, best).map_err(unavailable)
    }

    fn needed(&self, best: usize) -> Option<More> {
        let Self { question, fit, covariance, order } = self;
        let (votes, mut random) = (question.votes(), StdRng::seed_from_u64(SEED));
        let all = ranking::votes_needed(fit, covariance, order, best, votes, &mut random)?;
        Some(More::of(all, votes))
    }

    fn among_best(&self) -> Vec<(IdeaId, f64)> {
        let Self { question, fit, covariance, order } = self;
        let mut random = StdRng::seed_from_u64(SEED);
        let chances = ranking::best_probabilities(fit, covariance, order, BEST, DRAWS, &mut random);
        let (ids, ..) = question.ideas();
        order.iter().map(|&item| ids[item].clone()).zip(chances).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn beyond_ten_times_the_votes_so_far_ideas_are_too_close() {
        assert_eq!(More::of(100.0, 100.0), More { votes: 0.0, too_close: false });
        assert_eq!(More::of(1_099.2, 100.0), More { votes: 1_000.0, too_close: false });
        assert_eq!(More::of(1_101.0, 100.0), More { votes: 1_001.0, too_close: true });
    }
}
