//! Consultations from files: a wiki survey's three exports, or plain files of items and votes. One
//! transaction: all of it, or nothing.

use std::collections::{BTreeMap, HashMap};

use crate::domain::consultation::{ResultsRule, State};
use crate::domain::idea::IdeaState;
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::vote::{Answer, Outcome};
use crate::domain::{Lang, Micros, Result, Texts};
use crate::reading::error::{ReadError, shown};
use crate::reading::items::Items;
use crate::reading::time::moment;
use crate::reading::voters::Voters;
use crate::reading::votes::{Choice, Given, VoteRow, read_votes};
use crate::reading::wiki_survey::WikiSurvey;
use crate::service::bundle::{self, Bundle, NewIdea, NewVote, NewVoter};
use crate::service::settings::{self, Settings};
use crate::service::{Service, now};

/// How the new consultation is called.
#[derive(Clone, Debug)]
pub struct ImportAs {
    pub slug: String,
    pub question: String,
    pub lang: Lang,
}

/// What an import brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    pub ideas: usize,
    /// Ideas over 280 characters.
    pub long_ideas: usize,
    pub votes: usize,
    pub voters: usize,
}

impl Service {
    /// Makes a closed consultation of a wiki survey, its results visible to all. Blocks.
    ///
    /// # Errors
    /// `slug_taken`, `invalid_field`, what the store answers.
    pub fn import_wiki_survey(&self, survey: &WikiSurvey, called: &ImportAs) -> Result<Imported> {
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut voters: Vec<NewVoter> = Vec::new();
        let votes: Vec<NewVote> = survey
            .votes
            .iter()
            .map(|vote| {
                let voter = *places.entry(&vote.voter).or_insert_with(|| {
                    voters.push(NewVoter { joined_at: vote.time, ..NewVoter::default() });
                    voters.len() - 1
                });
                NewVote {
                    left: vote.left,
                    right: vote.right,
                    answer: vote.answer,
                    voter: Some(voter),
                    weight: 1.0,
                    counted: vote.valid,
                    strategy: None,
                    response_ms: vote.response_ms,
                    time: Some(vote.time),
                }
            })
            .collect();
        let mut voted_on = vec![false; survey.ideas.len()];
        for vote in &survey.votes {
            (voted_on[vote.left], voted_on[vote.right]) = (true, true);
        }
        let ideas = survey.ideas.iter().zip(voted_on).map(|(idea, voted_on)| NewIdea {
            texts: Texts::one(called.lang.clone(), idea.text.as_str()),
            state: match (idea.active, voted_on) {
                (true, _) => IdeaState::Active,
                (false, true) => IdeaState::Withdrawn,
                (false, false) => IdeaState::Rejected,
            },
            linked_to: None,
            voter: None,
            created_at: idea.created_at,
        });
        let bundle = Bundle { ideas: ideas.collect(), voters, votes, ..Bundle::default() };
        self.import(bundle, called, survey.summary.long_ideas)
    }

    /// Makes a closed consultation of items, votes and, if given, voters. Blocks.
    ///
    /// # Errors
    /// As [`Service::import_wiki_survey`].
    pub fn import_votes(&self, files: PlainFiles, called: &ImportAs) -> Result<Imported> {
        let long = files.items.long;
        self.import(files.bundle, called, long)
    }

    fn import(&self, bundle: Bundle, called: &ImportAs, long_ideas: usize) -> Result<Imported> {
        let settings = Settings {
            slug: Some(called.slug.clone()),
            question: Some(Texts::one(called.lang.clone(), &*called.question)),
            languages: Some(vec![called.lang.clone()]),
            results: Some(ResultsRule::Always),
            ..Settings::default()
        };
        let mut new = settings::create(&settings, now())?;
        new.state = State::Closed;
        let imported = Imported {
            ideas: bundle.ideas.len(),
            long_ideas,
            votes: bundle.votes.len(),
            voters: bundle.voters.len(),
        };
        self.live.change_now(move |change| bundle::insert(change, &new, &bundle))?;
        Ok(imported)
    }
}

/// Files that fit together.
pub struct PlainFiles {
    items: Items,
    bundle: Bundle,
}

impl PlainFiles {
    /// Reads a file of votes over items, with what voters said of themselves.
    ///
    /// # Errors
    /// By file, line and column: what can't be read, and a vote on an item that is not there.
    pub fn read(
        items: Items,
        voters: Option<Voters>,
        votes: (&str, &[u8]),
    ) -> std::result::Result<Self, ReadError> {
        let time = now();
        let ideas_by_id: HashMap<&str, usize> =
            items.items.iter().enumerate().map(|(at, item)| (item.id.as_str(), at)).collect();
        let ideas = items.items.iter().map(|item| NewIdea {
            texts: item.texts.clone(),
            state: item.state,
            linked_to: item.linked_to.as_deref().and_then(|id| ideas_by_id.get(id).copied()),
            voter: None,
            created_at: time,
        });
        let mut bundle = Bundle { ideas: ideas.collect(), ..Bundle::default() };
        let mut voters_by_id: HashMap<String, usize> = HashMap::new();
        if let Some(voters) = voters {
            bundle.questions = questions(&voters);
            for voter in voters.voters {
                let groups = groups(&bundle.questions, &voter.answers);
                voters_by_id.insert(voter.id, bundle.voters.len());
                bundle.voters.push(NewVoter { groups, joined_at: time, ..NewVoter::default() });
            }
        }
        let file = votes.0;
        let mut read = Vec::new();
        read_votes(file, votes.1, |row| {
            let place = |index: usize, id: &str| {
                ideas_by_id.get(id).copied().ok_or_else(|| {
                    let name = if index == 0 { "left" } else { "right" };
                    let problem = format!("{name}: {} is not among the items", shown(id));
                    ReadError::line(file, row.line, problem)
                })
            };
            let (left, right) = (place(0, row.left)?, place(1, row.right)?);
            let time = row.time.filter(|text| !text.trim().is_empty()).map(|text| {
                moment(text).ok_or_else(|| {
                    ReadError::line(file, row.line, format!("time: {} is no time", shown(text)))
                })
            });
            let time = time.transpose()?;
            let voter = row.voter.map(|id| voter_place(&mut voters_by_id, &mut bundle.voters, id, time));
            push_votes(&mut read, &row, (left, right), voter, time);
            Ok(())
        })?;
        // The log is in order of time where times are given; a stable sort keeps the file's order else.
        read.sort_by_key(|vote| vote.time);
        bundle.votes = read;
        Ok(Self { items, bundle })
    }
}

fn voter_place(
    places: &mut HashMap<String, usize>,
    voters: &mut Vec<NewVoter>,
    id: &str,
    time: Option<Micros>,
) -> usize {
    if let Some(&place) = places.get(id) {
        return place;
    }
    voters.push(NewVoter { joined_at: time.unwrap_or_else(now), ..NewVoter::default() });
    places.insert(id.to_owned(), voters.len() - 1);
    voters.len() - 1
}

/// A vote, or for a row of counts one weighted vote an outcome.
fn push_votes(
    votes: &mut Vec<NewVote>,
    row: &VoteRow<'_>,
    (left, right): (usize, usize),
    voter: Option<usize>,
    time: Option<Micros>,
) {
    let mut push = |outcome: Outcome, weight: f64| {
        votes.push(NewVote {
            left,
            right,
            answer: Answer { outcome, reason: None },
            voter,
            weight,
            counted: true,
            strategy: None,
            response_ms: None,
            time,
        });
    };
    match row.given {
        Given::Vote { choice, weight } => push(outcome_of(choice), weight),
        Given::Counts { left_wins, right_wins, ties } => {
            for (outcome, count) in
                [(Outcome::Left, left_wins), (Outcome::Right, right_wins), (Outcome::Tie, ties)]
            {
                if count > 0.0 {
                    push(outcome, count);
                }
            }
        }
    }
}

fn outcome_of(choice: Choice) -> Outcome {
    match choice {
        Choice::Left => Outcome::Left,
        Choice::Right => Outcome::Right,
        Choice::Tie => Outcome::Tie,
        Choice::Skip => Outcome::Skip,
    }
}

/// Group questions with the choices that stand in the file.
fn questions(voters: &Voters) -> Vec<GroupQuestion> {
    let und = Lang::undetermined();
    let mut keys = Keys::default();
    voters
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| {
            let mut answers: Vec<&String> =
                voters.voters.iter().filter_map(|voter| voter.answers[at].as_ref()).collect();
            answers.sort();
            answers.dedup();
            let mut choice_keys = Keys::default();
            let choices = answers
                .into_iter()
                .map(|answer| GroupChoice {
                    key: choice_keys.of(answer),
                    label: Texts::one(und.clone(), answer.as_str()),
                })
                .collect();
            GroupQuestion {
                key: keys.of(question),
                question: Texts::one(und.clone(), question.as_str()),
                choices,
            }
        })
        .collect()
}

fn groups(questions: &[GroupQuestion], answers: &[Option<String>]) -> BTreeMap<String, String> {
    let chosen = |question: &GroupQuestion, answer: &String| {
        let label = |choice: &&GroupChoice| choice.label.0.values().next() == Some(answer);
        question.choices.iter().find(label).map(|choice| (question.key.clone(), choice.key.clone()))
    };
    questions.iter().zip(answers).filter_map(|(q, answer)| chosen(q, answer.as_ref()?)).collect()
}

/// Short words made of labels, each once.
#[derive(Default)]
struct Keys(Vec<String>);

impl Keys {
    fn of(&mut self, label: &str) -> String {
        let word = slug_of(label, 40);
        let base = if word.is_empty() { "x".to_owned() } else { word };
        let mut key = base.clone();
        let mut number = 2;
        while self.0.contains(&key) {
            key = format!("{base}-{number}");
            number += 1;
        }
        self.0.push(key.clone());
        key
    }
}

/// A word for an address from any text: letters without their marks, hyphens for the rest. Empty where
/// nothing is left.
pub fn slug_of(text: &str, max: usize) -> String {
    use unicode_normalization::UnicodeNormalization;
    let mut slug = String::new();
    for c in text.nfkd().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !matches!(c, '\u{300}'..='\u{36F}') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.truncate(max);
    slug.trim_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{Keys, slug_of};

    #[test]
    fn a_word_for_an_address() {
        assert_eq!(slug_of("Mitä – ja missä? Åbo 2020", 40), "mita-ja-missa-abo-2020");
        assert_eq!(slug_of("???", 40), "");
        let mut keys = Keys::default();
        assert_eq!([keys.of("18-29"), keys.of("18–29"), keys.of("!")], ["18-29", "18-29-2", "x"]);
    }
}
