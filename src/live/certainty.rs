//! How little would turn a ranking: looked for when somebody asks, seldom, and off the request's thread.

use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::domain::{Code, Error, Result};
use crate::live::computed::{Key, Question, unavailable};
use crate::live::room::Room;
use crate::ranking::{self, Fragility, Model};

/// How many count as the best.
const BEST: usize = 5;
/// A consultation that changes all the time is looked at anew so often.
const AGAIN: Duration = Duration::from_secs(30);
/// Beyond so many votes the search takes longer than anybody waits.
const VOTES: f64 = 100_000.0;

/// The fewest votes, and participants, found without whom another idea would be first, or another five the
/// best five. Upper bounds: smaller sets may exist.
#[derive(Clone, Copy, Debug)]
pub struct Certainty {
    /// The number of the log up to which votes are counted.
    pub seq: i64,
    pub first: Fragility,
    pub best_five: Fragility,
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
            return Ok(*found);
        }
        let question = self.question();
        let key = question.key().clone();
        let found = tokio::task::spawn_blocking(move || search(&question))
            .await
            .map_err(|_| Error::new(Code::Internal, "The ranking's certainty could not be computed."))??;
        *last = Some((key, Instant::now(), found));
        Ok(found)
    }
}

fn search(question: &Question) -> Result<Certainty> {
    let placed = question.placed();
    let (ballots, items) = question.ballots();
    let look = |best| {
        if question.votes() > VOTES {
            return Ok(Fragility::default());
        }
        ranking::fragility(ballots, items, &Model::default(), &placed, best).map_err(unavailable)
    };
    Ok(Certainty { seq: question.key().seq(), first: look(1)?, best_five: look(BEST)? })
}
