//! The example: the case of 2020 from its question to the adopted guidelines, with simulated participants who vote at
//! its events. Everything of it that is a vote is simulated, and says so.

mod case;
mod documents;
mod evidence;
mod votes;

use std::sync::Arc;

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

use self::case::{Asked, Case};
use self::documents::{Made, ideas_by_key, insert_guidelines, insert_process};
use self::votes::Crowd;
use crate::domain::consultation::{Consultation, ResultsRule, State};
use crate::domain::idea::IdeaState;
use crate::domain::ids::MemberId;
use crate::domain::member::Place;
use crate::domain::snapshot::Snapshot;
use crate::domain::{Code, Error, Lang, Micros, Result, Texts};
use crate::live::Room;
use crate::service::bundle::{self, Bundle, NewIdea, NewVote, NewVoter};
use crate::service::settings::{self, Settings};
use crate::service::{Service, Viewer, now, times};
use crate::store;

/// The year of the case: the same seed gives the same votes.
const SEED: u64 = 2020;
/// Ideas that wait for the organiser, so that the queue has something in it.
const PENDING: usize = 4;
/// When the web work ended, and the second round.
const FIRST_ENDED: &str = "2020-02-28T16:00";
const SECOND_ENDED: &str = "2020-03-13T16:00";

/// Who has a part in the example.
#[derive(Clone, Debug)]
pub struct Members {
    pub secretary: MemberId,
    pub others: Vec<(MemberId, Place)>,
}

impl Service {
    /// Makes the example, or what lacks of it, and says its slug.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn make_example(&self, members: &Members) -> Result<String> {
        let (question, case) = case::read();
        let slug = question.slug.clone();
        let room = match self.room(&slug).await {
            Ok(room) => room,
            Err(error) if error.code == Code::NotFound => self.example_first(members).await?,
            Err(error) => return Err(error),
        };
        match self.room(&case.second_round.slug).await {
            Ok(_) => {}
            Err(error) if error.code == Code::NotFound => {
                let ended = times::parse("closes_at", FIRST_ENDED, &times::zone(&question.zone)?)?;
                let snapshot = self.freeze_at(&room, ended).await?;
                self.example_guidelines(members, &room, snapshot).await?;
            }
            Err(error) => return Err(error),
        }
        // Results by group are released when somebody asks: the first reader of the example should not wait for it.
        let viewer = Viewer::member(members.secretary.clone(), true);
        for question in self.questions_of_results(&room).await? {
            self.group_results(&viewer, &room, &question.key).await?;
        }
        Ok(slug)
    }

    /// The question with its ideas, events and votes, and what stands around it.
    async fn example_first(&self, members: &Members) -> Result<Arc<Room>> {
        let (question, case) = case::read();
        let settings = Settings {
            slug: Some(question.slug.clone()),
            question: Some(question.question.clone()),
            intro: Some(question.intro.clone()),
            state: Some(State::Open),
            // The work is done: whoever reads the guidelines sees what they rest on.
            results: Some(ResultsRule::Always),
            ..shared(&question)
        };
        let time = now();
        let new = Consultation { state: State::Open, ..settings::create(&settings, time)? };
        let members = members.clone();
        let id = new.id.clone();
        let made = tokio::task::spawn_blocking(move || first_bundle(&question, &case, time));
        let mut bundle = made.await.map_err(stopped)??;
        bundle.secretary = Some(members.secretary.clone());
        self.live
            .change(move |change| {
                bundle::insert(change, &new, &bundle)?;
                for (member, place) in &members.others {
                    store::roles::insert(change.conn(), &new.id, member, place, time)?;
                }
                let (question, case) = case::read();
                insert_process(change, &new.id, &question, &case, time)
            })
            .await?;
        self.live.room(&id).await
    }

    /// The guidelines as they were adopted, the second round that tested them, and what became of ideas.
    async fn example_guidelines(
        &self,
        members: &Members,
        room: &Arc<Room>,
        snapshot: Snapshot,
    ) -> Result<()> {
        let (question, case) = case::read();
        let time = now();
        let ended = times::parse("closes_at", SECOND_ENDED, &times::zone(&question.zone)?)?;
        let settings = Settings {
            slug: Some(case.second_round.slug.clone()),
            question: Some(case.second_round.question.clone()),
            ..shared(&question)
        };
        let second = Consultation {
            state: State::Closed,
            closes_at: Some(ended),
            ..settings::create(&settings, time)?
        };
        let made = tokio::task::spawn_blocking(move || second_bundle(&question, &case, time));
        let mut bundle = made.await.map_err(stopped)??;
        bundle.secretary = Some(members.secretary.clone());
        let by = members.secretary.clone();
        let first = room.id().clone();
        let second_id = second.id.clone();
        let ideas = ideas_by_key(room);
        self.live
            .change(move |change| {
                let tested = bundle::insert(change, &second, &bundle)?;
                let made = Made { ideas, tested, second: second.id, snapshot, time };
                insert_guidelines(change, &first, &by, &made)
            })
            .await?;
        let second = self.live.room(&second_id).await?;
        self.freeze_at(&second, ended).await?;
        Ok(())
    }
}

fn stopped(error: tokio::task::JoinError) -> Error {
    Error::new(Code::Internal, format!("the example could not be made: {error}"))
}

/// What both rounds have alike.
fn shared(question: &Asked) -> Settings {
    Settings {
        owner: Some(question.owner.clone()),
        languages: Some(question.languages.clone()),
        zone: Some(question.zone.clone()),
        simulated: Some(true),
        ..Settings::default()
    }
}

fn first_bundle(question: &Asked, case: &Case, time: Micros) -> Result<Bundle> {
    let rng = &mut StdRng::seed_from_u64(SEED);
    let pending = pending(question, case);
    // Those that wait come last, so that the places of the others are those of the votes.
    let (waiting, listed): (Vec<_>, Vec<_>) =
        question.ideas.iter().partition(|idea| pending.contains(&idea.key.as_str()));
    let items: Vec<votes::Item> = listed.iter().map(|idea| idea.item()).collect();
    let mut bundle = Bundle { questions: question.questions(), ..Bundle::default() };
    let (voters, cast) = at_events(&mut bundle, case, 1, &items, time, rng)?;
    let opens = bundle.events.iter().map(|event| event.starts_at).min().unwrap_or(time);
    for idea in listed {
        bundle.ideas.push(NewIdea {
            texts: idea.texts.clone(),
            state: IdeaState::Active,
            linked_to: None,
            voter: None,
            created_at: opens,
        });
    }
    for (at, idea) in waiting.into_iter().enumerate() {
        let voter = rng.random_range(0..voters.len());
        bundle.ideas.push(NewIdea {
            // A participant writes in one language; the organisers have not translated it yet.
            texts: first_of(&idea.texts, &question.languages, at),
            state: IdeaState::Pending,
            linked_to: None,
            voter: Some(voter),
            created_at: voters[voter].joined_at + 300_000_000,
        });
    }
    (bundle.voters, bundle.votes) = (voters, cast);
    Ok(bundle)
}

fn second_bundle(question: &Asked, case: &Case, time: Micros) -> Result<Bundle> {
    let rng = &mut StdRng::seed_from_u64(SEED + 1);
    let items: Vec<votes::Item> = case.guidelines.iter().map(case::CaseGuideline::item).collect();
    let mut bundle = Bundle { questions: question.questions(), ..Bundle::default() };
    (bundle.voters, bundle.votes) = at_events(&mut bundle, case, 2, &items, time, rng)?;
    let opens = bundle.events.iter().map(|event| event.starts_at).min().unwrap_or(time);
    bundle.ideas = case
        .guidelines
        .iter()
        .map(|one| NewIdea {
            texts: one.title.clone(),
            state: IdeaState::Active,
            linked_to: None,
            voter: None,
            created_at: opens,
        })
        .collect();
    Ok(bundle)
}

/// The events of a round with those who came through them.
fn at_events(
    bundle: &mut Bundle,
    case: &Case,
    round: u8,
    items: &[votes::Item],
    time: Micros,
    rng: &mut StdRng,
) -> Result<(Vec<NewVoter>, Vec<NewVote>)> {
    let of_round: Vec<&case::CaseEvent> = case.events.iter().filter(|event| event.round == round).collect();
    bundle.events = of_round.iter().map(|event| event.event(time)).collect::<Result<_>>()?;
    let crowds: Vec<Crowd> = of_round.iter().zip(&bundle.events).map(|(event, of)| event.crowd(of)).collect();
    Ok(votes::simulate(items, &crowds, rng))
}

/// Ideas that nothing later speaks of.
fn pending<'a>(question: &'a Asked, case: &Case) -> Vec<&'a str> {
    let is_named = |key: &str| {
        case.guidelines.iter().any(|one| one.names(key)) || case.decisions.iter().any(|one| one.idea == key)
    };
    let free = question.ideas.iter().rev().map(|idea| idea.key.as_str()).filter(|key| !is_named(key));
    free.take(PENDING).collect()
}

fn first_of(texts: &Texts, languages: &[Lang], at: usize) -> Texts {
    let lang = &languages[at % languages.len()];
    Texts::one(lang.clone(), texts.get(lang).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::domain::text::{IdeaText, same_key};

    #[test]
    fn ideas_are_there_in_three_languages_each_once_and_within_the_limit() {
        let (question, _) = case::read();
        assert_eq!(question.ideas.len(), 60);
        for lang in &question.languages {
            let texts: Vec<&str> = question.ideas.iter().map(|idea| idea.texts.get(lang).unwrap()).collect();
            for text in &texts {
                let parsed = IdeaText::parse(text).unwrap();
                assert_eq!(parsed.as_str(), *text, "trimmed and composed");
                assert!(text.chars().count() >= 20, "{text}");
            }
            assert_eq!(texts.iter().map(|t| same_key(t)).collect::<HashSet<_>>().len(), texts.len());
            assert!(question.question.get(lang).is_some() && question.intro.get(lang).is_some());
        }
    }

    #[test]
    fn the_simulation_is_the_same_each_time_and_every_idea_is_compared() {
        let (question, case) = case::read();
        let votes = || {
            let bundle = first_bundle(&question, &case, 0).unwrap();
            bundle.votes.iter().map(|v| (v.left, v.right, v.answer.outcome, v.time)).collect::<Vec<_>>()
        };
        assert_eq!(votes(), votes());
        let mut met = vec![0; question.ideas.len()];
        for (left, right, ..) in votes() {
            met[left] += 1;
            met[right] += 1;
        }
        assert_eq!(met.iter().filter(|count| **count > 0).count(), question.ideas.len() - PENDING);
        assert!(met.iter().filter(|count| **count > 0).all(|count| *count >= 40), "{met:?}");
    }

    #[test]
    fn people_come_to_their_events() {
        let (question, case) = case::read();
        let bundle = first_bundle(&question, &case, 0).unwrap();
        assert_eq!((bundle.events.len(), bundle.voters.len()), (5, 248));
        for voter in &bundle.voters {
            let event = &bundle.events[voter.event.unwrap()];
            assert!((event.starts_at..event.ends_at).contains(&voter.joined_at));
        }
        assert_eq!(second_bundle(&question, &case, 0).unwrap().voters.len(), 164);
    }
}
