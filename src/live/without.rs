//! The ranking of a room as it would be without some people's votes.

use std::collections::HashSet;
use std::sync::Arc;

use crate::domain::ids::ParticipantId;
use crate::domain::{Code, Error, Result};
use crate::live::computed::{Computed, Question};
use crate::live::room::Room;
use crate::live::state::State;

impl Room {
    /// Fitted anew beside the event loop.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason.
    pub async fn ranking_without(self: &Arc<Self>, people: Arc<HashSet<ParticipantId>>) -> Result<Computed> {
        let (room, generation) = (self.clone(), self.generation());
        let computed = tokio::task::spawn_blocking(move || {
            let mut state = room.with(State::clone);
            let left_out: HashSet<usize> =
                state.voters().iter().filter(|(id, _)| people.contains(*id)).map(|(_, at)| *at).collect();
            state.ballots = state.ballots.of_voters(|voter| !left_out.contains(&voter), true);
            state.tally = state.ballots.tally(state.ideas.len());
            Ok::<_, Error>(Question::of(&state, generation).answer(None)?.0)
        });
        computed.await.map_err(|_| Error::new(Code::Internal, "The ranking could not be computed."))?
    }
}
