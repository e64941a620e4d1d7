//! How many people a consultation needs: simulated while somebody waits, so smaller than `parvis plan` may be.

use crate::domain::vote::Strategy;
use crate::domain::{Code, Error, Result};
use crate::pairing::{self, PlanError};
use crate::service::Service;

pub use crate::pairing::{Plan, PlanRow};

/// The most that is simulated for a call: some seconds of one machine's work.
const IDEAS_MAX: usize = 150;
const VOTES_MAX: usize = 10_000;
const RUNS: usize = 10;

impl Service {
    /// What may be expected of so many ideas, participants and votes. The same question has the same answer.
    ///
    /// # Errors
    /// `invalid_query` at the number that is out of range; `busy` while other plans are simulated.
    pub async fn plan(
        &self,
        ideas: usize,
        participants: usize,
        votes_each: usize,
        strategy: Strategy,
    ) -> Result<Plan> {
        let wrong = |field: &str, detail: String| Err(Error::field(field, Code::InvalidQuery, detail));
        if !(2..=IDEAS_MAX).contains(&ideas) {
            return wrong("ideas", format!("This takes a whole number from 2 to {IDEAS_MAX}."));
        }
        if votes_each == 0 {
            return wrong("votes_each", "This takes a whole number from 1.".to_owned());
        }
        let each = votes_each.min(ideas * (ideas - 1) / 2);
        if participants == 0 || participants > VOTES_MAX / each {
            let most = VOTES_MAX / each;
            return wrong("participants", format!("With so many votes each this takes 1 to {most}."));
        }
        let _turn = self.planning.try_acquire().map_err(|_| {
            Error::new(Code::Busy, "Another plan is being simulated; try again.").retry_after(5)
        })?;
        let plan = tokio::task::spawn_blocking(move || {
            pairing::plan(ideas, participants, votes_each, strategy, RUNS, 1)
        });
        let failed = |detail: String| Error::new(Code::Internal, detail);
        let plan = plan.await.map_err(|_| failed("The plan could not be simulated.".to_owned()))?;
        plan.map_err(|error: PlanError| failed(format!("The plan could not be simulated: {error}.")))
    }
}
