//! Rankings of groups beside the common one, from the votes of a room at one number of its log.

use std::collections::{BTreeMap, HashMap};

use crate::domain::Result;
use crate::domain::figures::to_ten;
use crate::domain::groups::{GroupDifference, GroupItem, GroupRanking};
use crate::domain::ids::ParticipantId;
use crate::live::cell_keys::CellKeys;
use crate::live::computed::{Question, unavailable};
use crate::live::room::Room;
use crate::ranking::{self, Ballots, Blurred, Model, People, Tally};

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
    /// Voters by their place in the ballots.
    people: HashMap<usize, ParticipantId>,
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
        for (participant, &at) in &self.voters {
            if let Some(choice) = of.get(participant) {
                group[at].clone_from(choice);
            }
        }
        let people = self.voters.into_iter().map(|(participant, at)| (at, participant)).collect();
        Grouped { question: self.question, group, people }
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

    /// The rankings of these groups, blurred by the keys of their people under the consultation's secret, and how far
    /// they differ.
    ///
    /// # Errors
    /// `ranking_unavailable` with the reason.
    pub fn rankings(
        &self,
        groups: &[String],
        secret: &[u8],
    ) -> Result<(f64, BTreeMap<String, GroupRanking>)> {
        let ((tally, ballots), items) = (self.question.fitted(), self.question.items());
        let common = ranking::fit(tally, &Model::default(), None).map_err(unavailable)?;
        let covariance = common.robust_covariance(ballots).map_err(unavailable)?;
        let (ids, ..) = self.question.ideas();
        let keys = CellKeys::new(secret, &ids);
        let cells: Vec<Cell> = groups.iter().map(|name| self.cell(name, ballots, items, &keys)).collect();
        let people: Vec<People<'_>> = cells.iter().map(Cell::people).collect();
        let (spread, told) = ranking::blurred((&common, &covariance), &people).map_err(unavailable)?;
        let counts = self.participants();
        let mut rankings = BTreeMap::new();
        for (name, told) in groups.iter().zip(told) {
            let participants = counts.get(name).copied().unwrap_or_default();
            let given =
                self.question.given().of_voters(|voter| self.belongs(name, voter), false).tally(items);
            let ranked = self.ranking(&told, &given).map_err(unavailable)?;
            let votes = to_ten(given.votes() as i64);
            rankings
                .insert(name.clone(), GroupRanking { seq: self.seq(), participants, votes, items: ranked });
        }
        Ok((spread, rankings))
    }

    fn belongs(&self, name: &str, voter: usize) -> bool {
        self.group[voter] == name
    }

    fn cell(&self, name: &str, ballots: &Ballots, items: usize, keys: &CellKeys<'_>) -> Cell {
        let own = ballots.of_voters(|voter| self.belongs(name, voter), false);
        // Everybody else, votes without a voter among them. Their ballots are not kept for all groups at once.
        let rest = ballots.of_voters(|voter| !self.belongs(name, voter), true).tally(items);
        let person = |voter| Some(keys.of_person(self.people.get(&voter)?, own.of(voter)));
        let normals = keys.draws(own.voting().filter_map(person).collect());
        Cell { tally: own.tally(items), ballots: own, rest, normals }
    }

    fn ranking(
        &self,
        told: &Blurred,
        given: &Tally,
    ) -> std::result::Result<Vec<GroupItem>, ranking::FitError> {
        let (ids, listed, minimum) = self.question.ideas();
        let records = given.records();
        let ordered: Vec<bool> = listed
            .iter()
            .zip(&records)
            .map(|(listed, record)| *listed && record.votes() >= minimum)
            .collect();
        let ranking = ranking::ranking(&told.held, &told.covariance, given, Some(&ordered))?;
        let items = ranking.items.iter().filter(|item| listed[item.item]).map(|item| GroupItem {
            id: ids[item.item].clone(),
            figures: item.into(),
            difference: told.differences[item.item].map(|difference| {
                let (own, own_se) = told.own[item.item];
                GroupDifference {
                    strength: difference.value,
                    se: difference.se,
                    p: difference.p,
                    own,
                    own_se,
                }
            }),
        });
        Ok(items.collect())
    }
}

/// Votes of a group's people and of everybody else.
struct Cell {
    tally: Tally,
    ballots: Ballots,
    rest: Tally,
    normals: Vec<f64>,
}

impl Cell {
    fn people(&self) -> People<'_> {
        People { tally: &self.tally, ballots: &self.ballots, rest: &self.rest, normals: &self.normals }
    }
}
