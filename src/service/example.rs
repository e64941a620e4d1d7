//! The example: the question of the 2020 case with its ideas, and simulated participants who vote on them.
//! Everything of it that is a vote is simulated, and says so.

use std::collections::{BTreeMap, HashMap};

use rand::rngs::StdRng;
use rand::{Rng, RngExt, SeedableRng};
use serde::Deserialize;

use crate::domain::consultation::State;
use crate::domain::idea::IdeaState;
use crate::domain::ids::MemberId;
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::vote::{Answer, Outcome, Reason, Strategy};
use crate::domain::{Lang, Micros, Result, Texts};
use crate::live::preference;
use crate::pairing::{Candidates, choose};
use crate::ranking::{self, Model, Tally};
use crate::service::bundle::{self, Bundle, NewIdea, NewVote, NewVoter};
use crate::service::settings::{self, Settings};
use crate::service::{Service, now, times};

const FILE: &str = include_str!("example/consultation.json");
/// The year of the case: the same seed gives the same votes.
const SEED: u64 = 2020;
const PARTICIPANTS: usize = 213;
/// Participants between two fits of the simulation.
const REFIT: usize = 10;
/// Ideas that wait for the organiser, so that the queue has something in it.
const PENDING: usize = 4;

#[derive(Deserialize)]
struct Example {
    slug: String,
    question: Texts,
    intro: Texts,
    owner: Texts,
    languages: Vec<Lang>,
    zone: String,
    groups: Vec<Group>,
    ideas: Vec<ExampleIdea>,
}

#[derive(Deserialize)]
struct Group {
    key: String,
    question: Texts,
    choices: Vec<GroupChoice>,
}

#[derive(Deserialize)]
struct ExampleIdea {
    texts: Texts,
    /// True strength of the simulation, on the scale of the logit.
    appeal: f64,
    /// What members of a group add to it: `region:vaasa`.
    #[serde(default)]
    tastes: HashMap<String, f64>,
}

impl Service {
    /// Makes the example with a member as its secretary; if it is there already, nothing. Blocks.
    ///
    /// # Errors
    /// What the store answers.
    pub fn make_example(&self, secretary: &MemberId) -> Result<String> {
        let example: Example = serde_json::from_str(FILE).expect("the example's file is tested");
        let slug = example.slug.clone();
        let there = {
            let slug = slug.clone();
            self.db.read_now(move |conn| crate::store::consultations::id_of_slug(conn, &slug))?
        };
        if there.is_some() {
            return Ok(slug);
        }
        let settings = Settings {
            slug: Some(slug.clone()),
            question: Some(example.question.clone()),
            intro: Some(example.intro.clone()),
            owner: Some(example.owner.clone()),
            languages: Some(example.languages.clone()),
            zone: Some(example.zone.clone()),
            simulated: Some(true),
            ..Settings::default()
        };
        let mut new = settings::create(&settings, now())?;
        new.state = State::Open;
        let mut bundle = simulate(&example, &mut StdRng::seed_from_u64(SEED))?;
        bundle.secretary = Some(secretary.clone());
        self.live.change_now(move |change| bundle::insert(change, &new, &bundle))?;
        Ok(slug)
    }
}

/// Participants who come over the four weeks of the web work, each for a round or part of one.
fn simulate(example: &Example, rng: &mut StdRng) -> Result<Bundle> {
    let zone = times::zone(&example.zone)?;
    let opens = times::parse("opens_at", "2020-02-03T08:00", &zone)?;
    let closes = times::parse("closes_at", "2020-02-28T20:00", &zone)?;
    let voted_on = example.ideas.len() - PENDING;
    let mut bundle = Bundle {
        questions: example
            .groups
            .iter()
            .map(|group| GroupQuestion {
                key: group.key.clone(),
                question: group.question.clone(),
                choices: group.choices.clone(),
            })
            .collect(),
        ..Bundle::default()
    };
    let mut running = Running::new(voted_on);
    let mut joined: Vec<Micros> = (0..PARTICIPANTS).map(|_| rng.random_range(opens..closes)).collect();
    joined.sort_unstable();
    for (place, joined_at) in joined.into_iter().enumerate() {
        if place % REFIT == 0 {
            running.refit();
        }
        let groups = groups_of(example, rng);
        vote(example, &mut bundle, place, joined_at, &groups, &mut running, rng);
        let language = groups.get("language").and_then(|key| Lang::parse(key));
        bundle.voters.push(NewVoter { groups, language, joined_at });
    }
    bundle.votes.sort_by_key(|vote| vote.time);
    for (at, idea) in example.ideas.iter().enumerate() {
        let pending = at >= voted_on;
        let voter = pending.then(|| rng.random_range(0..PARTICIPANTS));
        bundle.ideas.push(NewIdea {
            // A participant writes in one language; the organisers have not translated it yet.
            texts: if pending { first_of(&idea.texts, &example.languages, at) } else { idea.texts.clone() },
            state: if pending { IdeaState::Pending } else { IdeaState::Active },
            linked_to: None,
            voter,
            created_at: voter.map_or(opens, |voter| bundle.voters[voter].joined_at + 300_000_000),
        });
    }
    Ok(bundle)
}

fn first_of(texts: &Texts, languages: &[Lang], at: usize) -> Texts {
    let lang = &languages[at % languages.len()];
    Texts::one(lang.clone(), texts.get(lang).unwrap_or_default())
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

/// One choice of each question; one in eight leaves it out.
fn groups_of(example: &Example, rng: &mut impl Rng) -> BTreeMap<String, String> {
    let mut groups = BTreeMap::new();
    for group in &example.groups {
        if rng.random_range(0..8) > 0 {
            // The first choices are the most frequent.
            let most = group.choices.len();
            let at = rng.random_range(0..most).min(rng.random_range(0..most));
            groups.insert(group.key.clone(), group.choices[at].key.clone());
        }
    }
    groups
}

/// A round of one participant, by the Davidson model with tastes of their own.
fn vote(
    example: &Example,
    bundle: &mut Bundle,
    voter: usize,
    joined_at: Micros,
    groups: &BTreeMap<String, String>,
    running: &mut Running,
    rng: &mut StdRng,
) {
    let worth: Vec<f64> = example.ideas[..running.shown.len()]
        .iter()
        .map(|idea| {
            let tastes: f64 =
                groups.iter().filter_map(|(q, choice)| idea.tastes.get(&format!("{q}:{choice}"))).sum();
            // Tastes of one's own: the sum of twelve uniform numbers less six is close to normal.
            let own: f64 = (0..12).map(|_| rng.random::<f64>()).sum::<f64>() - 6.0;
            idea.appeal + tastes + 0.5 * own
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
        bundle.votes.push(NewVote {
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

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use rand::SeedableRng;
    use rand::rngs::StdRng;

    use super::{Example, FILE, simulate};
    use crate::domain::text::{IdeaText, same_key};

    #[test]
    fn ideas_are_there_in_three_languages_each_once_and_within_the_limit() {
        let example: Example = serde_json::from_str(FILE).unwrap();
        assert!(example.ideas.len() >= 30);
        for lang in &example.languages {
            let texts: Vec<&str> = example.ideas.iter().map(|idea| idea.texts.get(lang).unwrap()).collect();
            for text in &texts {
                let parsed = IdeaText::parse(text).unwrap();
                assert_eq!(parsed.as_str(), *text, "trimmed and composed");
                assert!(text.chars().count() >= 20, "{text}");
            }
            assert_eq!(texts.iter().map(|t| same_key(t)).collect::<HashSet<_>>().len(), texts.len());
            assert!(example.question.get(lang).is_some() && example.intro.get(lang).is_some());
        }
    }

    #[test]
    fn the_simulation_is_the_same_each_time_and_every_idea_is_compared() {
        let example: Example = serde_json::from_str(FILE).unwrap();
        let votes = |seed| {
            let bundle = simulate(&example, &mut StdRng::seed_from_u64(seed)).unwrap();
            bundle.votes.iter().map(|v| (v.left, v.right, v.answer.outcome, v.time)).collect::<Vec<_>>()
        };
        assert_eq!(votes(1), votes(1));
        assert_ne!(votes(1), votes(2));
        let mut met = vec![0; example.ideas.len()];
        for (left, right, ..) in votes(1) {
            met[left] += 1;
            met[right] += 1;
        }
        assert!(met.iter().filter(|count| **count > 0).all(|count| *count >= 40), "{met:?}");
    }
}
