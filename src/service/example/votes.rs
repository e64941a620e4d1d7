//! Simulated participants: who comes to which event, and how they choose.

use std::collections::{BTreeMap, HashMap};

use rand::rngs::StdRng;
use rand::{Rng, RngExt};

use crate::domain::vote::{Answer, Outcome, Reason, Strategy};
use crate::domain::{Lang, Micros};
use crate::live::preference;
use crate::pairing::{Candidates, choose};
use crate::ranking::{self, Model, Tally};
use crate::service::bundle::{NewVote, NewVoter};

/// Participants between two fits of the simulation.
const REFIT: usize = 10;
/// How long people keep coming in where an event is a meeting.
const ARRIVING: Micros = 40 * 60 * 1_000_000;
/// How much the tastes of groups count: enough that a reader sees groups differ.
const TASTES: f64 = 2.5;
const DAY: Micros = 24 * 3_600 * 1_000_000;

/// Something to be chosen, as the simulation knows it.
pub(super) struct Item {
    /// True strength, on the scale of the logit.
    pub appeal: f64,
    /// What members of a group add to it: `region:vaasa`.
    pub tastes: HashMap<String, f64>,
}

/// The people of an event.
pub(super) struct Crowd {
    pub starts_at: Micros,
    pub ends_at: Micros,
    pub participants: usize,
    /// Shares of each choice, by question.
    pub mix: BTreeMap<String, BTreeMap<String, f64>>,
}

/// Voters by the place of their crowd, in the order in which they come, and what they choose.
pub(super) fn simulate(items: &[Item], crowds: &[Crowd], rng: &mut StdRng) -> (Vec<NewVoter>, Vec<NewVote>) {
    let mut arrivals: Vec<(Micros, usize)> = Vec::new();
    for (place, crowd) in crowds.iter().enumerate() {
        let is_meeting = crowd.ends_at - crowd.starts_at < DAY;
        let until = if is_meeting { crowd.starts_at + ARRIVING } else { crowd.ends_at };
        arrivals.extend((0..crowd.participants).map(|_| (rng.random_range(crowd.starts_at..until), place)));
    }
    arrivals.sort_unstable();
    let mut running = Running::new(items.len());
    let (mut voters, mut votes) = (Vec::new(), Vec::new());
    for (place, (joined_at, crowd)) in arrivals.into_iter().enumerate() {
        if place % REFIT == 0 {
            running.refit();
        }
        let groups = groups_of(&crowds[crowd], rng);
        vote(items, &mut votes, place, joined_at, &groups, &mut running, rng);
        let language =
            groups.get("language").and_then(|key| Lang::parse(key)).filter(|_| groups["language"].len() == 2);
        voters.push(NewVoter { groups, language, event: Some(crowd), joined_at });
    }
    votes.sort_by_key(|vote| vote.time);
    (voters, votes)
}

/// One choice of each question by the crowd's shares; one in twelve leaves it out.
fn groups_of(crowd: &Crowd, rng: &mut impl Rng) -> BTreeMap<String, String> {
    let mut groups = BTreeMap::new();
    for (question, shares) in &crowd.mix {
        let all: f64 = shares.values().sum();
        let mut at = rng.random::<f64>() * all;
        let chosen = shares.iter().find(|(_, share)| {
            at -= **share;
            at < 0.0
        });
        if let Some((choice, _)) = chosen.filter(|_| rng.random_range(0..12) > 0) {
            groups.insert(question.clone(), choice.clone());
        }
    }
    groups
}

/// What the service would know while people vote: pairs are chosen by it, as in earnest.
struct Running {
    shown: Vec<u32>,
    strengths: Vec<f64>,
    tally: Tally,
}

impl Running {
    fn new(ideas: usize) -> Self {
        Self { shown: vec![0; ideas], strengths: vec![0.0; ideas], tally: Tally::new(ideas) }
    }

    fn refit(&mut self) {
        // Without an estimate the strengths stay what they were, as they do in the service.
        if let Ok(fit) = ranking::fit(&self.tally, &Model::default(), None) {
            self.strengths.copy_from_slice(fit.strengths());
        }
    }
}

/// A round of one participant, by the Davidson model with tastes of their own.
fn vote(
    items: &[Item],
    votes: &mut Vec<NewVote>,
    voter: usize,
    joined_at: Micros,
    groups: &BTreeMap<String, String>,
    running: &mut Running,
    rng: &mut StdRng,
) {
    let worth: Vec<f64> = items
        .iter()
        .map(|idea| {
            let tastes: f64 =
                groups.iter().filter_map(|(q, choice)| idea.tastes.get(&format!("{q}:{choice}"))).sum();
            // Tastes of one's own: the sum of twelve uniform numbers less six is close to normal.
            let own: f64 = (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
            idea.appeal + TASTES * tastes + 0.5 * own
        })
        .collect();
    let mut candidates = Candidates::fresh(running.shown.len());
    candidates.shown.clone_from(&running.shown);
    candidates.strengths.clone_from(&running.strengths);
    let answers = [15, 15, 15, 15, 30, 9, 4][rng.random_range(0..7)];
    let mut time = joined_at;
    for choice in choose(&mut candidates, Strategy::Balanced, answers, rng) {
        let response_ms: i64 = rng.random_range(2_500..22_000);
        time += response_ms * 1_000;
        let answer = answer(worth[choice.left] - worth[choice.right], rng);
        if let Some(outcome) = preference(answer.outcome) {
            running.tally.add(choice.left, choice.right, outcome, 1.0);
        }
        votes.push(NewVote {
            left: choice.left,
            right: choice.right,
            answer,
            voter: Some(voter),
            weight: 1.0,
            counted: true,
            strategy: Some(Strategy::Balanced),
            response_ms: Some(response_ms),
            time: Some(time),
        });
    }
    running.shown = candidates.shown;
}

/// Left : right : tie as Davidson has it, with ν = 0.35; one in twenty can't say.
fn answer(difference: f64, rng: &mut impl Rng) -> Answer {
    const NU: f64 = 0.35;
    if rng.random_range(0..20) == 0 {
        return Answer { outcome: Outcome::Skip, reason: Some(Reason::DontKnow) };
    }
    let (left, right) = ((difference / 2.0).exp(), (-difference / 2.0).exp());
    let at = rng.random::<f64>() * (left + right + NU);
    if at < left {
        Answer { outcome: Outcome::Left, reason: None }
    } else if at < left + right {
        Answer { outcome: Outcome::Right, reason: None }
    } else {
        let reason =
            [Reason::BothGood, Reason::BothGood, Reason::BothBad, Reason::Same][rng.random_range(0..4)];
        Answer { outcome: Outcome::Tie, reason: Some(reason) }
    }
}
