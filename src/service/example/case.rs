//! The case as its files tell it, and as documents of a consultation.

use std::collections::{BTreeMap, HashMap};

use serde::Deserialize;

use crate::domain::event::Event;
use crate::domain::guideline::{Cited, DrawnFrom, Guideline, GuidelineState};
use crate::domain::ids::{EventId, IdeaId};
use crate::domain::participant::{GroupChoice, GroupQuestion};
use crate::domain::process::{Background, Body, DecisionOutcome, EntryKind, Related, TimelineEntry};
use crate::domain::{Lang, Micros, Result, Texts};
use crate::service::example::evidence::CaseSource;
use crate::service::example::votes::{Crowd, Item};
use crate::service::times;

const CONSULTATION: &str = include_str!("consultation.json");
const CASE: &str = include_str!("case.json");

/// The question, its groups and its ideas.
#[derive(Deserialize)]
pub(super) struct Asked {
    pub slug: String,
    pub question: Texts,
    pub intro: Texts,
    pub owner: Texts,
    pub languages: Vec<Lang>,
    pub zone: String,
    pub groups: Vec<Group>,
    pub ideas: Vec<CaseIdea>,
}

#[derive(Deserialize)]
pub(super) struct Group {
    pub key: String,
    pub question: Texts,
    pub choices: Vec<GroupChoice>,
}

#[derive(Deserialize)]
pub(super) struct CaseIdea {
    pub key: String,
    pub texts: Texts,
    pub appeal: f64,
    #[serde(default)]
    pub tastes: HashMap<String, f64>,
}

/// What stands around it, from the mandate to the adopted guidelines.
#[derive(Deserialize)]
pub(super) struct Case {
    pub notice: Texts,
    background: CaseBackground,
    timeline: Vec<CaseEntry>,
    pub events: Vec<CaseEvent>,
    pub evidence: Vec<CaseSource>,
    pub guidelines: Vec<CaseGuideline>,
    adopted_at: String,
    pub second_round: SecondRound,
    pub decisions: Vec<CaseDecision>,
}

#[derive(Deserialize)]
struct CaseBackground {
    mandate: Named,
    goals: Vec<Texts>,
    tasks: Vec<Texts>,
    programme: Named,
    related: Vec<Named>,
    organisation: Vec<Named>,
    contacts: Vec<Named>,
}

#[derive(Deserialize)]
struct Named {
    #[serde(default)]
    title: Texts,
    #[serde(default)]
    name: Texts,
    #[serde(default)]
    text: Texts,
    #[serde(default)]
    does: Texts,
    #[serde(default)]
    members: Texts,
    url: Option<String>,
    email: Option<String>,
}

#[derive(Deserialize)]
struct CaseEntry {
    kind: String,
    starts_at: String,
    ends_at: Option<String>,
    event: Option<String>,
    title: Texts,
}

#[derive(Deserialize)]
pub(super) struct CaseEvent {
    pub key: String,
    name: Texts,
    place: Texts,
    starts_at: String,
    ends_at: String,
    zone: String,
    languages: Vec<Lang>,
    join_code: String,
    pub round: u8,
    simulated_participants: usize,
    mix: BTreeMap<String, BTreeMap<String, f64>>,
}

#[derive(Deserialize)]
pub(super) struct CaseGuideline {
    pub number: i64,
    pub state: GuidelineState,
    pub title: Texts,
    text: Texts,
    reasons: Texts,
    pub ideas: Vec<String>,
    evidence: Vec<String>,
    left_aside: Vec<CaseAside>,
    dropped_because: Option<Texts>,
    appeal: f64,
    tastes: HashMap<String, f64>,
}

#[derive(Deserialize)]
struct CaseAside {
    ideas: Vec<String>,
    why: Texts,
}

#[derive(Deserialize)]
pub(super) struct SecondRound {
    pub slug: String,
    pub question: Texts,
}

#[derive(Deserialize)]
pub(super) struct CaseDecision {
    pub idea: String,
    pub outcome: DecisionOutcome,
    pub guidelines: Vec<i64>,
    pub reason: Texts,
}

/// Both files; they are tested.
pub(super) fn read() -> (Asked, Case) {
    let question = serde_json::from_str(CONSULTATION).expect("the example's question is tested");
    (question, serde_json::from_str(CASE).expect("the example's case is tested"))
}

impl Asked {
    pub fn questions(&self) -> Vec<GroupQuestion> {
        let of = |group: &Group| GroupQuestion {
            key: group.key.clone(),
            question: group.question.clone(),
            choices: group.choices.clone(),
        };
        self.groups.iter().map(of).collect()
    }
}

impl CaseIdea {
    pub fn item(&self) -> Item {
        Item { appeal: self.appeal, tastes: self.tastes.clone() }
    }
}

impl CaseGuideline {
    pub fn item(&self) -> Item {
        Item { appeal: self.appeal, tastes: self.tastes.clone() }
    }

    /// Whether it speaks of an idea.
    pub fn names(&self, key: &str) -> bool {
        let aside = self.left_aside.iter().flat_map(|aside| &aside.ideas);
        self.ideas.iter().chain(aside).any(|idea| idea == key)
    }

    /// The guideline as a draft; `ideas` and `sources` are there by key, `words` are those of the ideas.
    pub fn draft(
        &self,
        ideas: &HashMap<String, IdeaId>,
        sources: &HashMap<&str, String>,
        words: &HashMap<&str, &Texts>,
    ) -> Guideline {
        let cited = |key: &String| {
            let source = sources.get(key.as_str())?.clone();
            Some(Cited { source, passage: Texts::default() })
        };
        let drawn = |key: &String| Some(DrawnFrom::new(ideas.get(key)?.clone()));
        Guideline {
            number: self.number,
            state: GuidelineState::Draft,
            title: self.title.clone(),
            text: self.text.clone(),
            reasons: self.reasons.clone(),
            left_aside: self.left_aside(words),
            ideas: self.ideas.iter().filter_map(drawn).collect(),
            evidence: self.evidence.iter().filter_map(cited).collect(),
            snapshot: None,
            second_round: None,
            adopted_at: None,
        }
    }

    /// What was left aside and why: each idea in its own words, then the reason; why it was dropped, if it was.
    fn left_aside(&self, words: &HashMap<&str, &Texts>) -> Texts {
        let mut parts: Vec<Texts> = Vec::new();
        for aside in &self.left_aside {
            let quoted: Vec<&Texts> =
                aside.ideas.iter().filter_map(|key| words.get(key.as_str()).copied()).collect();
            parts.push(by_language(&aside.why, |lang, why| {
                let quote = |texts: &&Texts| {
                    format!("> {}\n", texts.get(lang).unwrap_or_default().replace('\n', " "))
                };
                let quotes: Vec<String> = quoted.iter().map(quote).collect();
                format!("{}\n{why}", quotes.join(">\n"))
            }));
        }
        parts.extend(self.dropped_because.clone());
        joined(&parts, "\n\n")
    }
}

/// Texts made anew, language by language.
pub(super) fn by_language(texts: &Texts, make: impl Fn(&Lang, &str) -> String) -> Texts {
    Texts(texts.0.iter().map(|(lang, text)| (lang.clone(), make(lang, text))).collect())
}

/// Texts one after another, in each language of the first.
fn joined(parts: &[Texts], between: &str) -> Texts {
    let Some(first) = parts.first() else { return Texts::default() };
    by_language(first, |lang, _| {
        let words: Vec<&str> = parts.iter().filter_map(|part| part.get(lang)).collect();
        words.join(between)
    })
}

fn list(items: &[Texts]) -> Texts {
    let lines: Vec<Texts> =
        items.iter().map(|item| by_language(item, |_, text| format!("- {text}"))).collect();
    joined(&lines, "\n")
}

impl Case {
    pub fn background(&self) -> Background {
        let of = &self.background;
        let titled = |of: &Named| {
            by_language(&of.title, |lang, title| {
                format!("# {title}\n\n{}", of.text.get(lang).unwrap_or_default())
            })
        };
        let contact = |of: &Named| {
            by_language(&of.name, |lang, name| {
                let mail = of.email.as_ref().map(|mail| format!("\n<{mail}>")).unwrap_or_default();
                format!("**{name}**\n{}{mail}", of.text.get(lang).unwrap_or_default())
            })
        };
        let contacts: Vec<Texts> = of.contacts.iter().map(contact).collect();
        let body =
            |of: &Named| Body { name: of.name.clone(), does: of.does.clone(), members: of.members.clone() };
        let related =
            |of: &Named| Related { title: of.title.clone(), text: of.text.clone(), url: of.url.clone() };
        Background {
            mandate: joined(&[of.mandate.text.clone(), self.notice.clone()], "\n\n"),
            goals: list(&of.goals),
            tasks: list(&of.tasks),
            programme: titled(&of.programme),
            organisation: of.organisation.iter().map(body).collect(),
            related: of.related.iter().map(related).collect(),
            contacts: joined(&contacts, "\n\n"),
        }
    }

    /// The timeline without the events of the first round, which stand in it by themselves.
    ///
    /// # Errors
    /// `invalid_field`: a time that is none.
    pub fn timeline(&self, zone: &str) -> Result<Vec<TimelineEntry>> {
        let zone = times::zone(zone)?;
        let own = |key: &String| self.events.iter().any(|event| event.key == *key && event.round == 1);
        let entries = self.timeline.iter().filter(|entry| !entry.event.as_ref().is_some_and(own));
        let entry = |of: &CaseEntry| {
            let at =
                |field: &str, day: &str, time: &str| times::parse(field, &format!("{day}T{time}"), &zone);
            let ends = of.ends_at.as_ref().filter(|_| of.kind == "phase");
            Ok(TimelineEntry {
                title: of.title.clone(),
                kind: if of.kind == "phase" { EntryKind::Phase } else { EntryKind::Milestone },
                starts_at: at("starts_at", &of.starts_at, "00:00")?,
                ends_at: ends.map(|day| at("ends_at", day, "23:59")).transpose()?,
            })
        };
        entries.map(entry).collect()
    }

    /// When the guidelines were adopted.
    ///
    /// # Errors
    /// `invalid_field`: a time that is none.
    pub fn adopted_at(&self, zone: &str) -> Result<Micros> {
        times::parse("adopted_at", &format!("{}T14:00", self.adopted_at), &times::zone(zone)?)
    }
}

impl CaseEvent {
    /// # Errors
    /// `invalid_field`: a time that is none.
    pub fn event(&self, created_at: Micros) -> Result<Event> {
        let zone = times::zone(&self.zone)?;
        Ok(Event {
            id: EventId::new(),
            name: self.name.clone(),
            place: self.place.clone(),
            starts_at: times::parse("starts_at", &self.starts_at, &zone)?,
            ends_at: times::parse("ends_at", &self.ends_at, &zone)?,
            zone: self.zone.clone(),
            languages: self.languages.clone(),
            code: self.join_code.clone(),
            revealed: true,
            version: 1,
            created_at,
        })
    }

    pub fn crowd(&self, event: &Event) -> Crowd {
        Crowd {
            starts_at: event.starts_at,
            ends_at: event.ends_at,
            participants: self.simulated_participants,
            mix: self.mix.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_named_is_there_in_three_languages() {
        let (question, case) = read();
        let is_whole = |texts: &Texts| question.languages.iter().all(|lang| texts.get(lang).is_some());
        let idea = |key: &String| question.ideas.iter().any(|idea| idea.key == *key);
        let source = |key: &String| case.evidence.iter().any(|source| source.key == *key);
        for one in &case.guidelines {
            assert!(one.ideas.iter().all(idea) && one.evidence.iter().all(source), "{}", one.number);
            assert!([&one.title, &one.text, &one.reasons].into_iter().all(is_whole), "{}", one.number);
        }
        for one in &case.decisions {
            assert!(idea(&one.idea) && is_whole(&one.reason), "{}", one.idea);
            assert!(
                one.guidelines.iter().all(|number| case.guidelines.iter().any(|of| of.number == *number))
            );
        }
        let background = case.background();
        for texts in [&background.mandate, &background.goals, &background.tasks, &background.programme] {
            assert!(is_whole(texts));
        }
        for source in case.sources(0) {
            assert!(source.tables.len() == 3 && is_whole(&source.title) && source.simulated);
            assert!(
                source
                    .tables
                    .values()
                    .all(|table| { table.rows.iter().all(|row| row.len() == table.columns.len()) })
            );
        }
        assert!(case.timeline(&question.zone).is_ok() && case.adopted_at(&question.zone).is_ok());
    }
}
