//! Why an idea stands where it stands: whom it met, how often it won, and how strong they were.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::ids::IdeaId;
use crate::domain::{Error, Result, Texts};
use crate::live::{Computed, Ranked, Room};
use crate::ranking::Record;
use crate::service::{Service, Viewer};

/// An idea of a ranking with those that it met.
#[derive(Clone, Debug)]
pub struct Comparisons {
    pub computed: Arc<Computed>,
    pub idea: Ranked,
    /// The strongest first.
    pub met: Vec<Met>,
    /// Ideas that are listed no more, all together.
    pub others: Record,
    /// The mean score of those met, each by how often; none if none has one.
    pub mean_score: Option<f64>,
}

/// Another idea, and what came of comparing the two.
#[derive(Clone, Debug)]
pub struct Met {
    pub id: IdeaId,
    pub texts: Arc<Texts>,
    /// The other's score.
    pub score: Option<f64>,
    /// From the side of the idea that is explained.
    pub record: Record,
}

impl Service {
    /// Explains the place of a listed idea.
    ///
    /// # Errors
    /// `results_withheld`; `not_found`; `ranking_unavailable`.
    pub async fn comparisons(&self, viewer: &Viewer, room: &Arc<Room>, id: &IdeaId) -> Result<Comparisons> {
        let computed = self.ranking(viewer, room).await?;
        let ranked = computed.ideas.iter().find(|ranked| ranked.id == *id).cloned();
        let idea = ranked.ok_or_else(|| Error::not_found("idea"))?;
        let listed: HashMap<&IdeaId, &Ranked> = computed.ideas.iter().map(|of| (&of.id, of)).collect();
        let (mut met, mut others) = (Vec::new(), Record::default());
        for (other, record) in room.comparisons(id) {
            if let Some(of) = listed.get(&other) {
                let score = of.score.map(|score| score.value);
                met.push(Met { id: other, texts: of.texts.clone(), score, record });
            } else {
                others.wins += record.wins;
                others.losses += record.losses;
                others.ties += record.ties;
            }
        }
        met.sort_by(|one, other| {
            other
                .score
                .unwrap_or(-1.0)
                .total_cmp(&one.score.unwrap_or(-1.0))
                .then_with(|| one.id.cmp(&other.id))
        });
        let scored = met.iter().filter_map(|of| Some((of.score?, of.record.votes())));
        let (sum, votes) =
            scored.fold((0.0, 0.0), |(sum, all), (score, votes)| (sum + score * votes, all + votes));
        let mean_score = (votes > 0.0).then(|| sum / votes);
        Ok(Comparisons { computed: computed.clone(), idea, met, others, mean_score })
    }
}
