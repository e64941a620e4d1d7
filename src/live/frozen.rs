//! What is kept, or shown, of a ranking: numbers and words without what computed them.

use crate::domain::figures::{Figures, GroupFigures};
use crate::domain::snapshot::FrozenModel;
use crate::live::computed::{Computed, Ranked};
use crate::ranking::{self, ItemScore, Place, RankedItem, Record};

impl From<&RankedItem> for GroupFigures {
    fn from(item: &RankedItem) -> Self {
        let of = figures(item.place, item.strength, item.se, item.score, item.record);
        let Figures { rank, rank_low, rank_high, strength, se, score, score_low, score_high, .. } = of;
        Self { rank, rank_low, rank_high, strength, se, score, score_low, score_high }
    }
}

impl Ranked {
    pub fn figures(&self) -> Figures {
        figures(self.place, self.strength, self.se, self.score, self.record)
    }
}

impl Computed {
    /// How it was computed, in the words of `parvis rank`.
    pub fn model_words(&self) -> FrozenModel {
        FrozenModel {
            ties: self.model.ties.to_string(),
            prior: self.model.prior.to_string(),
            side_effect: self.model.side_effect,
            voter_cap: self.voter_cap.map(i32::cast_unsigned),
            robust: true,
            level: self.model.level,
            intervals: self.model.intervals.to_string(),
        }
    }
}

/// The tier of each idea of a ranking, best first, from its place alone, as [`ranking::tiers`] has it: for
/// rankings that were kept when tiers were told in another way.
pub fn tiers(figures: &[Figures]) -> Vec<Option<u32>> {
    let place = |of: &Figures| Some(Place { rank: of.rank?, low: of.rank_low?, high: of.rank_high? });
    let places: Vec<Option<Place>> = figures.iter().map(place).collect();
    let mut tiers = ranking::tiers(&places.iter().copied().flatten().collect::<Vec<_>>()).into_iter();
    places.into_iter().map(|place| place.and_then(|_| tiers.next())).collect()
}

fn figures(
    place: Option<Place>,
    strength: f64,
    se: f64,
    score: Option<ItemScore>,
    record: Record,
) -> Figures {
    Figures {
        rank: place.map(|place| place.rank),
        rank_low: place.map(|place| place.low),
        rank_high: place.map(|place| place.high),
        // Adding 0 turns −0 into 0.
        strength: strength + 0.0,
        se,
        score: score.map(|score| score.value),
        score_low: score.map(|score| score.low),
        score_high: score.map(|score| score.high),
        wins: record.wins,
        losses: record.losses,
        ties: record.ties,
    }
}
