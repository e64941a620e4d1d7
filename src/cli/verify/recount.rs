//! A snapshot computed again from an exported log, by the public part alone where that is all there is.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::domain::aside::Moved;
use crate::domain::idea::IdeaState;
use crate::domain::ids::{IdeaId, ParticipantId, SetAsideId};
use crate::domain::log::{Entry, Exported};
use crate::domain::snapshot::FrozenModel;
use crate::domain::vote::Outcome;
use crate::live::preference;
use crate::ranking::{self, Ballots, Fit, Model, Tally};

/// The largest difference that two machines' rounding explains.
const CLOSE: f64 = 1e-6;

/// What is read of `GET …/snapshots/{id}`; whatever else stands there is left alone.
#[derive(Debug, Deserialize)]
pub struct SnapshotFile {
    pub seq: i64,
    pub hash: String,
    model: FrozenModel,
    minimum_comparisons: i32,
    votes: f64,
    tie_parameter: Option<f64>,
    items: Vec<Item>,
}

#[derive(Debug, Deserialize)]
struct Item {
    id: IdeaId,
    texts_digest: String,
    rank: Option<u32>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    strength: f64,
    se: f64,
    wins: f64,
    losses: f64,
    ties: f64,
}

/// What was compared.
#[derive(Debug, PartialEq, Eq)]
pub struct Compared {
    pub ideas: usize,
    /// Counts could be compared: the public log does not say which votes of fewer than five people are set aside.
    pub with_counts: bool,
    /// Strengths could be compared: with a cap they rest on who voted.
    pub with_strengths: bool,
    /// The log has who voted, so errors and ranges could be compared too.
    pub with_errors: bool,
}

/// The log's rows up to a number, as far as a ranking depends on them.
#[derive(Debug, Default)]
pub struct Recount {
    ideas: Vec<Idea>,
    index: HashMap<IdeaId, usize>,
    votes: BTreeMap<i64, Vote>,
    /// Votes that are set aside, with the decision.
    aside: BTreeMap<i64, (SetAsideId, Vote)>,
    /// Decisions of which the log does not say what votes they set aside, and whether they stand.
    withheld: BTreeMap<SetAsideId, bool>,
    minimum: Option<i64>,
}

#[derive(Debug)]
struct Idea {
    texts_digest: String,
    state: IdeaState,
    linked_to: Option<IdeaId>,
}

#[derive(Debug)]
struct Vote {
    left: IdeaId,
    right: IdeaId,
    outcome: Outcome,
    weight: f64,
    /// None where the log shows the public part only; else who voted, if the log knows.
    voter: Option<Option<ParticipantId>>,
}

impl Recount {
    pub fn push(&mut self, row: &Exported) {
        match row.public.entry() {
            Some(Entry::Vote { left, right, outcome, counted: true, weight }) => {
                // An erased vote has no salt and a stand-in for who gave it.
                let known = row.private.as_ref().and_then(|private| private.participant.clone());
                let voter = (row.salt.is_some() || known.is_some()).then_some(known);
                self.votes.insert(row.public.seq, Vote { left, right, outcome, weight, voter });
            }
            Some(Entry::Undo { supersedes }) => {
                self.votes.remove(&supersedes);
                self.aside.remove(&supersedes);
            }
            Some(Entry::Idea { idea: id, texts_digest, state, linked_to }) => {
                let next = self.ideas.len();
                let at = *self.index.entry(id).or_insert(next);
                let idea = Idea { texts_digest, state, linked_to };
                match self.ideas.get_mut(at) {
                    Some(there) => *there = idea,
                    None => self.ideas.push(idea),
                }
            }
            Some(Entry::Settings(settings)) => {
                self.minimum = settings["minimum_comparisons"].as_i64().or(self.minimum);
                match Moved::read(&settings, row.private.as_ref()) {
                    Some(moved) => self.take_moved(&moved),
                    None => self.withheld.extend(Moved::withheld(&settings)),
                }
            }
            _ => {}
        }
    }

    fn take_moved(&mut self, moved: &Moved) {
        for vote in moved.votes().iter() {
            match moved {
                Moved::Aside(id, _) => {
                    let standing = self.votes.remove(&vote);
                    self.aside.extend(standing.map(|standing| (vote, (id.clone(), standing))));
                }
                Moved::Back(id, _) if self.aside.get(&vote).is_some_and(|(by, _)| by == id) => {
                    let back = self.aside.remove(&vote);
                    self.votes.extend(back.map(|(_, standing)| (vote, standing)));
                }
                Moved::Back(..) => {}
            }
        }
    }

    /// Compares the snapshot with what the rows come to.
    ///
    /// # Errors
    /// The first thing that differs.
    pub fn compare(&self, file: &SnapshotFile) -> Result<Compared, String> {
        let model = model(&file.model)?;
        if self.minimum.is_some_and(|minimum| minimum != i64::from(file.minimum_comparisons)) {
            return Err("minimum_comparisons is not the log's".to_owned());
        }
        self.compare_texts(file)?;
        if self.withheld.values().any(|stands| *stands) {
            let ideas = file.items.len();
            return Ok(Compared { ideas, with_counts: false, with_strengths: false, with_errors: false });
        }
        let targets: Vec<usize> = (0..self.ideas.len()).map(|at| self.target(at)).collect();
        let place = |id: &IdeaId| {
            self.index.get(id).map(|&at| targets[at]).ok_or_else(|| format!("a vote names {id}, unknown"))
        };
        let mut spoken_of = vec![false; self.ideas.len()];
        let mut standing = Vec::with_capacity(self.votes.len());
        for vote in self.votes.values() {
            let (left, right) = (place(&vote.left)?, place(&vote.right)?);
            (spoken_of[left], spoken_of[right]) = (true, true);
            standing.push((left, right, vote));
        }
        let mut fitted: Vec<usize> = (0..self.ideas.len()).filter(|&at| spoken_of[at]).collect();
        if fitted.is_empty() {
            fitted = (0..self.ideas.len()).filter(|&at| self.ideas[at].state == IdeaState::Active).collect();
        }
        let (tally, ballots, with_errors) = counted(&standing, &fitted);
        let cap = file.model.voter_cap.map(f64::from);
        let (weighed, ballots) = match cap {
            Some(cap) => {
                let capped = ballots.capped(cap);
                (capped.tally(fitted.len()), capped)
            }
            None => (tally.clone(), ballots),
        };
        let with_strengths = cap.is_none() || with_errors;
        let fit = ranking::fit(&weighed, &model, None).map_err(|e| e.to_string())?;
        near("votes", tally.votes(), file.votes)?;
        if let (Some(found), Some(said), true) = (fit.tie_parameter(), file.tie_parameter, with_strengths) {
            near("tie_parameter", found, said)?;
        }
        self.compare_ideas(file, with_strengths.then_some(&fit), &fitted, &tally)?;
        if with_errors {
            self.compare_errors(file, &fit, &fitted, &tally, &ballots)?;
        }
        Ok(Compared { ideas: file.items.len(), with_counts: true, with_strengths, with_errors })
    }

    fn compare_ideas(
        &self,
        file: &SnapshotFile,
        fit: Option<&Fit>,
        fitted: &[usize],
        tally: &Tally,
    ) -> Result<(), String> {
        let (records, places) = (tally.records(), places(fitted));
        for item in &file.items {
            let id = &item.id;
            let (strength, record) = match self.index.get(id).and_then(|at| places.get(at)) {
                Some(&place) => (fit.map(|fit| fit.strengths()[place]), records[place]),
                None => (Some(0.0), ranking::Record::default()),
            };
            if let Some(strength) = strength {
                near(&format!("{id}: strength"), strength, item.strength)?;
            }
            for (what, found, said) in [
                ("wins", record.wins, item.wins),
                ("losses", record.losses, item.losses),
                ("ties", record.ties, item.ties),
            ] {
                near(&format!("{id}: {what}"), found, said)?;
            }
        }
        Ok(())
    }

    /// The ideas themselves: which are listed, and that their texts are those of the log.
    fn compare_texts(&self, file: &SnapshotFile) -> Result<(), String> {
        for item in &file.items {
            let id = &item.id;
            let &at = self.index.get(id).ok_or_else(|| format!("{id} is not in the log"))?;
            if self.ideas[at].texts_digest != item.texts_digest {
                return Err(format!("{id}: texts_digest is not the log's"));
            }
        }
        let listed = self.ideas.iter().filter(|idea| idea.state == IdeaState::Active).count();
        if listed != file.items.len() {
            return Err(format!("the log lists {listed} ideas, the snapshot {}", file.items.len()));
        }
        Ok(())
    }

    fn compare_errors(
        &self,
        file: &SnapshotFile,
        fit: &Fit,
        fitted: &[usize],
        tally: &Tally,
        ballots: &Ballots,
    ) -> Result<(), String> {
        let records = tally.records();
        let enough = |place: usize| records[place].votes() >= f64::from(file.minimum_comparisons);
        let ordered: Vec<bool> = fitted
            .iter()
            .enumerate()
            .map(|(place, &at)| self.ideas[at].state == IdeaState::Active && enough(place))
            .collect();
        let covariance = fit.robust_covariance(ballots).map_err(|e| e.to_string())?;
        let ranking = ranking::ranking(fit, &covariance, tally, Some(&ordered)).map_err(|e| e.to_string())?;
        let by_place: HashMap<usize, _> = ranking.items.iter().map(|item| (item.item, item)).collect();
        let places = places(fitted);
        for item in &file.items {
            let Some(found) = places.get(&self.index[&item.id]).and_then(|place| by_place.get(place)) else {
                continue;
            };
            near(&format!("{}: se", item.id), found.se, item.se)?;
            let found = found.place.map(|place| (place.rank, place.low, place.high));
            let said = item.rank.zip(item.rank_low).zip(item.rank_high);
            if found != said.map(|((rank, low), high)| (rank, low, high)) {
                return Err(format!("{}: the log comes to another rank or range", item.id));
            }
        }
        Ok(())
    }

    /// Where votes on an idea count: itself, or what it is linked to.
    fn target(&self, mut at: usize) -> usize {
        for _ in 0..self.ideas.len() {
            let idea = &self.ideas[at];
            match idea.linked_to.as_ref().and_then(|id| self.index.get(id)) {
                Some(&next) if idea.state == IdeaState::Linked => at = next,
                _ => break,
            }
        }
        at
    }
}

fn places(fitted: &[usize]) -> HashMap<usize, usize> {
    fitted.iter().enumerate().map(|(place, &at)| (at, place)).collect()
}

/// Tally, votes by participant, and whether who voted is known of all.
fn counted(standing: &[(usize, usize, &Vote)], fitted: &[usize]) -> (Tally, Ballots, bool) {
    let places = places(fitted);
    let (mut tally, mut ballots) = (Tally::new(fitted.len()), Ballots::new());
    let mut voters: HashMap<&ParticipantId, usize> = HashMap::new();
    let mut known = true;
    for &(left, right, vote) in standing {
        let Some(outcome) = preference(vote.outcome) else { continue };
        // Votes between an idea and what is linked to it count for neither.
        if left == right {
            continue;
        }
        let (left, right) = (places[&left], places[&right]);
        tally.add(left, right, outcome, vote.weight);
        match &vote.voter {
            None => known = false,
            Some(None) => ballots.add_loose(left, right, outcome, vote.weight, 1.0),
            Some(Some(voter)) => {
                let next = voters.len();
                ballots.add(*voters.entry(voter).or_insert(next), left, right, outcome, vote.weight);
            }
        }
    }
    (tally, ballots, known)
}

fn model(of: &FrozenModel) -> Result<Model, String> {
    let wrong = |e: ranking::ModelError| e.to_string();
    Ok(Model {
        ties: of.ties.parse().map_err(wrong)?,
        prior: of.prior.parse().map_err(wrong)?,
        side_effect: of.side_effect,
        level: of.level,
        intervals: of.intervals.parse().map_err(wrong)?,
    })
}

fn near(what: &str, found: f64, said: f64) -> Result<(), String> {
    if (found - said).abs() <= CLOSE * said.abs().max(1.0) {
        return Ok(());
    }
    Err(format!("{what} is {said} in the snapshot, and the log comes to {found}"))
}
