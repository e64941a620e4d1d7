//! Rankings of groups beside the common one, from the votes of a room at one number of its log.

use std::collections::{BTreeMap, HashMap};

use crate::domain::Result;
use crate::domain::groups::{GroupDifference, GroupItem, GroupRanking};
use crate::domain::ids::ParticipantId;
use crate::live::computed::{Question, unavailable};
use crate::live::room::Room;
use crate::ranking::{self, Ballots, Covariance, Fit, Group, Model, Tally};

/// The votes of a room at one number of its log, and where each voter stands in them.
pub struct Voted {
    question: Question,
    voters: HashMap<ParticipantId, usize>,
}

/// The votes of a room, and which group each voter belongs to.
pub struct Grouped {
    question: Question,
    /// The group of each voter, by their place in the ballots; empty for those who belong to none.
    group: Vec<String>,
}

impl Room {
    /// All votes so far. Groups are read after this, never before: who answered and voted in between would
    /// count as belonging to none.
    pub fn voted(&self) -> Voted {
        let generation = self.generation();
        self.with(|state| Voted { question: Question::of(state, generation), voters: state.voters().clone() })
    }
}

impl Voted {
    /// With the group that `of` says of each participant.
    pub fn grouped(self, of: &HashMap<ParticipantId, String>) -> Grouped {
        let mut group = vec![String::new(); self.voters.len()];
        for (participant, at) in self.voters {
            if let Some(choice) = of.get(&participant) {
                group[at].clone_from(choice);
            }
        }
        Grouped { question: self.question, group }
    }
}

impl Grouped {
    /// The number of the log up to which votes are in.
    pub fn seq(&self) -> i64 {
        self.question.key().seq()
    }

    /// Participants whose votes stand, by group.
    pub fn participants(&self) -> BTreeMap<String, u32> {
        let mut counts = BTreeMap::new();
        for voter in self.question.given().voting() {
            *counts.entry(self.group[voter].clone()).or_default() += 1;
        }
        counts
    }

    /// The rankings of these groups, and how far they differ.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason.
    pub fn rankings(&self, groups: &[String]) -> Result<(f64, BTreeMap<String, GroupRanking>)> {
        let ((tally, ballots), items) = (self.question.fitted(), self.question.items());
        let common = ranking::fit(tally, &Model::default(), None).map_err(unavailable)?;
        let covariance = common.robust_covariance(ballots).map_err(unavailable)?;
        let common = (common, covariance);
        let belongs = |name: &str, voter: usize| self.group[voter] == name;
        let own: Vec<Votes> =
            groups.iter().map(|name| Votes::of(ballots, items, |voter| belongs(name, voter))).collect();
        // Everybody else, votes without a voter among them. Their ballots are not kept for all groups at once.
        let others = |name: &str| ballots.of_voters(|voter| !belongs(name, voter), true);
        let rests: Vec<Tally> = groups.iter().map(|name| others(name).tally(items)).collect();
        let both: Vec<Group<'_>> =
            own.iter().zip(&rests).map(|(own, rest)| Group { tally: &own.tally, rest }).collect();
        let spread = ranking::spread(&common.0, &both).map_err(unavailable)?;
        let counts = self.participants();
        let mut rankings = BTreeMap::new();
        for ((name, own), rest) in groups.iter().zip(&own).zip(rests) {
            let rest = Votes { tally: rest, ballots: others(name) };
            let participants = counts.get(name).copied().unwrap_or_default();
            let given = self.question.given().of_voters(|voter| belongs(name, voter), false).tally(items);
            let ranked = self.ranking(&common, own, &rest, &given, spread).map_err(unavailable)?;
            let votes = given.votes();
            rankings
                .insert(name.clone(), GroupRanking { seq: self.seq(), participants, votes, items: ranked });
        }
        Ok((spread, rankings))
    }

    fn ranking(
        &self,
        (common, covariance): &Estimate,
        own: &Votes,
        rest: &Votes,
        given: &Tally,
        spread: f64,
    ) -> std::result::Result<Vec<GroupItem>, ranking::FitError> {
        let held = ranking::pooled(common, &own.tally, spread)?;
        let covariance = ranking::pooled_covariance(&held, &own.ballots, (common, covariance))?;
        let (ids, listed, minimum) = self.question.ideas();
        let records = given.records();
        let ordered: Vec<bool> = listed
            .iter()
            .zip(&records)
            .map(|(listed, record)| *listed && record.votes() >= minimum)
            .collect();
        let ranking = ranking::ranking(&held, &covariance, given, Some(&ordered))?;
        let estimate = ranking::apart(common, &own.tally, &own.ballots)?;
        let others = ranking::apart(common, &rest.tally, &rest.ballots)?;
        let differences = differences(&estimate, &own.tally, &others, &rest.tally);
        let items = ranking.items.iter().filter(|item| listed[item.item]).map(|item| GroupItem {
            id: ids[item.item].clone(),
            figures: item.into(),
            difference: differences[item.item],
        });
        Ok(items.collect())
    }
}

type Estimate = (Fit, Covariance);

fn differences(
    own: &Estimate,
    own_tally: &Tally,
    rest: &Estimate,
    rest_tally: &Tally,
) -> Vec<Option<GroupDifference>> {
    let errors = own.1.standard_errors();
    let found = ranking::differences((&own.0, &own.1, own_tally), (&rest.0, &rest.1, rest_tally));
    let told = |(item, found): (usize, Option<ranking::Difference>)| {
        found.map(|found| GroupDifference {
            strength: found.value,
            se: found.se,
            p: found.p,
            own: own.0.strengths()[item],
            own_se: errors[item],
        })
    };
    found.into_iter().enumerate().map(told).collect()
}

/// Votes of some of the voters.
struct Votes {
    tally: Tally,
    ballots: Ballots,
}

impl Votes {
    fn of(ballots: &Ballots, items: usize, belongs: impl Fn(usize) -> bool) -> Self {
        let ballots = ballots.of_voters(belongs, false);
        Self { tally: ballots.tally(items), ballots }
    }
}
