//! The process around a consultation: its background, its timeline, the evidence, and what became of ideas.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::document::Document;
use crate::domain::ids::IdeaId;
use crate::domain::{Lang, Micros, Texts};

/// Why the question is asked and by whom. Long texts are Markdown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Background {
    /// Who gave the task, when, and until when.
    pub mandate: Texts,
    pub goals: Texts,
    pub tasks: Texts,
    /// Words of the government programme, or of whatever else the task rests on.
    pub programme: Texts,
    pub organisation: Vec<Body>,
    pub related: Vec<Related>,
    pub contacts: Texts,
}

/// A group of the organisation: what it does, and who sits in it by role.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Body {
    pub name: Texts,
    pub does: Texts,
    pub members: Texts,
}

/// Work beside this one.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Related {
    pub title: Texts,
    /// What it is, in a sentence or two.
    pub text: Texts,
    pub url: Option<String>,
}

impl Document for Background {
    const KIND: &'static str = "background";
    const NAME: &'static str = "background";

    fn position(&self) -> i64 {
        0
    }
}

/// What an entry of the timeline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// Lasts a while.
    Phase,
    /// A day that matters.
    Milestone,
}

/// An entry of the timeline; events stand in it by themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimelineEntry {
    pub title: Texts,
    pub kind: EntryKind,
    pub starts_at: Micros,
    pub ends_at: Option<Micros>,
}

impl Document for TimelineEntry {
    const KIND: &'static str = "timeline";
    const NAME: &'static str = "entry";

    fn position(&self) -> i64 {
        self.starts_at
    }
}

/// A source with its figures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evidence {
    pub title: Texts,
    pub publisher: Texts,
    /// A day, a month or a year: `2019-05-03`, `2019-05`, `2019`.
    pub date: Option<String>,
    pub url: Option<String>,
    pub licence: String,
    pub summary: Texts,
    pub figures: Vec<KeyFigure>,
    /// A table in one language or several.
    pub tables: BTreeMap<Lang, DataTable>,
    /// Its figures are invented, and say so wherever they are shown.
    pub simulated: bool,
    /// Ideas that it speaks of, with the passage that matters.
    pub ideas: Vec<Attached>,
    pub added_at: Micros,
}

/// A number worth remembering.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct KeyFigure {
    pub label: Texts,
    /// As it is to be read, with its unit: `38 %`, `1,200 people`.
    pub value: Texts,
}

/// A table that was uploaded: heads and rows of text, all rows as long as the heads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataTable {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

/// Where a source speaks of an idea.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attached {
    pub idea: IdeaId,
    pub passage: Texts,
}

impl Document for Evidence {
    const KIND: &'static str = "evidence";
    const NAME: &'static str = "source";

    fn position(&self) -> i64 {
        self.added_at
    }
}

/// What became of an idea.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecisionOutcome {
    Taken,
    InPart,
    NotTaken,
}

/// What became of an idea, why, and in which guidelines. Its id in the store is the idea's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Decision {
    pub outcome: DecisionOutcome,
    pub reason: Texts,
    pub guidelines: Vec<String>,
}

impl Document for Decision {
    const KIND: &'static str = "decision";
    const NAME: &'static str = "decision";
    /// One for each idea.
    const MOST: i64 = i64::MAX;

    fn position(&self) -> i64 {
        0
    }
}

/// In a consultation whose ideas are guidelines of another: which, and which idea each became.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FirstRound {
    pub consultation: crate::domain::ids::ConsultationId,
    /// Id of the guideline and the idea that it became.
    pub guidelines: Vec<(String, IdeaId)>,
}

impl Document for FirstRound {
    const KIND: &'static str = "first_round";
    const NAME: &'static str = "first round";

    fn position(&self) -> i64 {
        0
    }
}
