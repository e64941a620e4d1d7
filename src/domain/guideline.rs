//! A guideline: a statement of direction, drafted from ideas and evidence, tested, adopted, published.

use serde::{Deserialize, Serialize};

use crate::domain::document::Document;
use crate::domain::ids::{ConsultationId, IdeaId, SnapshotId};
use crate::domain::{Code, Error, FieldError, Lang, Micros, Result, Texts};

/// Code points of a title in one language: it may become an idea of a second round.
pub const TITLE_MAX: usize = 280;
/// Of its text, its reasons and what was left aside.
pub const TEXT_MAX: usize = 10_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuidelineState {
    Draft,
    /// Ready to be tested and adopted: its figures are those of a snapshot.
    Proposed,
    Adopted,
    Dropped,
}

impl GuidelineState {
    pub fn as_str(self) -> &'static str {
        match self {
            GuidelineState::Draft => "draft",
            GuidelineState::Proposed => "proposed",
            GuidelineState::Adopted => "adopted",
            GuidelineState::Dropped => "dropped",
        }
    }
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Guideline {
    pub number: i64,
    pub state: GuidelineState,
    pub title: Texts,
    pub text: Texts,
    /// Why this.
    pub reasons: Texts,
    /// What was left aside, and why.
    pub left_aside: Texts,
    pub ideas: Vec<DrawnFrom>,
    pub evidence: Vec<Cited>,
    /// Made when it was proposed.
    pub snapshot: Option<SnapshotId>,
    pub second_round: Option<SecondRound>,
    pub adopted_at: Option<Micros>,
}

/// An idea that a guideline is drawn from, with its figures at a snapshot.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DrawnFrom {
    pub id: IdeaId,
    pub snapshot: Option<SnapshotId>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    pub score: Option<f64>,
    pub score_low: Option<f64>,
    pub score_high: Option<f64>,
}

impl DrawnFrom {
    pub fn new(id: IdeaId) -> Self {
        Self {
            id,
            snapshot: None,
            rank_low: None,
            rank_high: None,
            score: None,
            score_low: None,
            score_high: None,
        }
    }
}

/// A source that a guideline rests on, with the passage that matters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Cited {
    /// Its id.
    pub source: String,
    pub passage: Texts,
}

/// Where a guideline is tested in pairs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SecondRound {
    pub consultation: ConsultationId,
    pub idea: IdeaId,
}

impl Document for Guideline {
    const KIND: &'static str = "guideline";
    const NAME: &'static str = "guideline";
    const KEEPS_VERSIONS: bool = true;

    fn position(&self) -> i64 {
        self.number
    }
}

impl Guideline {
    /// What lacks before it can be adopted in a consultation of these languages.
    ///
    /// # Errors
    /// `state_conflict` if it is not proposed; `not_ready` with everything that lacks.
    pub fn must_be_adoptable(&self, languages: &[Lang]) -> Result<()> {
        if self.state != GuidelineState::Proposed {
            let detail = format!("It is {}: only a proposed guideline can be adopted.", self.state.as_str());
            return Err(Error::new(Code::StateConflict, detail));
        }
        let mut lacking = Vec::new();
        let mut lacks = |field: String, detail: &str| {
            lacking.push(FieldError { field, code: Code::NotReady, detail: detail.to_owned() });
        };
        if self.snapshot.is_none() {
            lacks("snapshot".into(), "It has no snapshot: propose it anew.");
        }
        if self.reasons.is_empty() {
            lacks("reasons".into(), "It has no reasons.");
        }
        for lang in languages {
            for (field, texts) in [("title", &self.title), ("text", &self.text), ("reasons", &self.reasons)] {
                if !texts.is_empty() && texts.get(lang).is_none() {
                    lacks(format!("{field}.{lang}"), "It lacks this language.");
                }
            }
        }
        if self.text.is_empty() {
            lacks("text".into(), "It has no text.");
        }
        if lacking.is_empty() {
            return Ok(());
        }
        let names: Vec<&str> = lacking.iter().map(|lack| lack.field.as_str()).collect();
        let detail = format!("It can't be adopted yet; what lacks: {}.", names.join(", "));
        Err(Error { fields: lacking, ..Error::new(Code::NotReady, detail) })
    }
}
