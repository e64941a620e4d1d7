//! A consultation: one open question, its settings, and what its state and times allow.

use serde::{Deserialize, Serialize};

use crate::domain::ids::ConsultationId;
use crate::domain::vote::Strategy;
use crate::domain::{Code, Error, Lang, Micros, Result, Texts};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Draft,
    Open,
    Closed,
    Archived,
}

impl State {
    pub fn as_str(self) -> &'static str {
        match self {
            State::Draft => "draft",
            State::Open => "open",
            State::Closed => "closed",
            State::Archived => "archived",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [State::Draft, State::Open, State::Closed, State::Archived].into_iter().find(|s| s.as_str() == word)
    }

    /// `draft → open → closed → archived`; a closed consultation may be opened again, an archived one read.
    pub fn may_become(self, next: State) -> bool {
        matches!(
            (self, next),
            (State::Draft | State::Closed, State::Open)
                | (State::Open | State::Archived, State::Closed)
                | (State::Closed, State::Archived)
        ) || self == next
    }
}

/// Who sees results when. One rule for page, API, export and live changes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResultsRule {
    /// Everybody, at once.
    Always,
    /// A participant after their own round; everybody after closing.
    #[default]
    AfterRound,
    /// Everybody after closing.
    Closed,
    /// The consultation's members only.
    Members,
}

impl ResultsRule {
    pub fn as_str(self) -> &'static str {
        match self {
            ResultsRule::Always => "always",
            ResultsRule::AfterRound => "after_round",
            ResultsRule::Closed => "closed",
            ResultsRule::Members => "members",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Self::Always, Self::AfterRound, Self::Closed, Self::Members].into_iter().find(|r| r.as_str() == word)
    }
}

/// How people come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Entry {
    /// Whoever has the address.
    #[default]
    Open,
    /// With a code that works once.
    Codes,
}

impl Entry {
    pub fn as_str(self) -> &'static str {
        match self {
            Entry::Open => "open",
            Entry::Codes => "codes",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Entry::Open, Entry::Codes].into_iter().find(|e| e.as_str() == word)
    }
}

/// What may happen at a moment: the state that organisers set, with opening and closing times applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    Draft,
    /// Open by its state, but its opening time is to come.
    Scheduled,
    Open,
    Closed,
    Archived,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Consultation {
    pub id: ConsultationId,
    pub slug: String,
    pub state: State,
    pub question: Texts,
    /// A few sentences for the front page: who asks, why, and what will be done with the result.
    pub intro: Texts,
    /// Who asks: the name that stands in the page's head.
    pub owner: Texts,
    /// In order of preference; the first is the fallback.
    pub languages: Vec<Lang>,
    pub results: ResultsRule,
    pub strategy: Strategy,
    pub entry: Entry,
    pub opens_at: Option<Micros>,
    pub closes_at: Option<Micros>,
    /// IANA name of the zone in which its times are shown and entered.
    pub zone: String,
    /// Pairs in a round.
    pub round_pairs: i32,
    /// Comparisons under which an idea has no rank yet.
    pub minimum_comparisons: i32,
    /// Days after closing until the participants' private parts are erased; none: kept until asked.
    pub retention_days: Option<i32>,
    /// The most that the votes of one participant weigh together.
    pub voter_cap: Option<i32>,
    pub simulated: bool,
    /// Grows with each change; what `If-Match` compares.
    pub version: i64,
    pub created_at: Micros,
    pub updated_at: Micros,
}

/// Pairs in a round unless set otherwise.
pub const ROUND_PAIRS: i32 = 15;
/// Comparisons under which an idea has no rank, unless set otherwise.
pub const MINIMUM_COMPARISONS: i32 = 6;

impl Consultation {
    pub fn phase(&self, now: Micros) -> Phase {
        match self.state {
            State::Draft => Phase::Draft,
            State::Archived => Phase::Archived,
            State::Closed => Phase::Closed,
            State::Open if self.closes_at.is_some_and(|at| now >= at) => Phase::Closed,
            State::Open if self.opens_at.is_some_and(|at| now < at) => Phase::Scheduled,
            State::Open => Phase::Open,
        }
    }

    /// Whether votes and ideas are taken now.
    ///
    /// # Errors
    /// `not_open`, `not_open_yet`, `closed`.
    pub fn must_be_open(&self, now: Micros) -> Result<()> {
        match self.phase(now) {
            Phase::Open => Ok(()),
            Phase::Draft => Err(Error::new(Code::NotOpen, "The consultation is not open.")),
            Phase::Scheduled => Err(Error::new(Code::NotOpenYet, "The consultation has not opened yet.")),
            Phase::Closed | Phase::Archived => Err(Error::new(
                Code::Closed,
                "The consultation is closed: no votes or ideas are taken any more.",
            )),
        }
    }

    pub fn has_ended(&self, now: Micros) -> bool {
        matches!(self.phase(now), Phase::Closed | Phase::Archived)
    }

    /// The language that stands in for one that a text lacks.
    pub fn first_language(&self) -> Lang {
        self.languages.first().cloned().unwrap_or_else(Lang::undetermined)
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::{Consultation, Entry, Phase, ResultsRule, State};
    use crate::domain::ids::ConsultationId;
    use crate::domain::vote::Strategy;
    use crate::domain::{Lang, Texts};

    pub(crate) fn example() -> Consultation {
        let fi = Lang::parse("fi").unwrap();
        Consultation {
            id: ConsultationId::new(),
            slug: "example".into(),
            state: State::Open,
            question: Texts::one(fi.clone(), "Mitä?"),
            intro: Texts::default(),
            owner: Texts::default(),
            languages: vec![fi],
            results: ResultsRule::AfterRound,
            strategy: Strategy::Balanced,
            entry: Entry::Open,
            opens_at: None,
            closes_at: None,
            zone: "Europe/Helsinki".into(),
            round_pairs: 15,
            minimum_comparisons: 6,
            retention_days: None,
            voter_cap: None,
            simulated: false,
            version: 1,
            created_at: 0,
            updated_at: 0,
        }
    }

    #[test]
    fn times_decide_what_an_open_consultation_is() {
        let mut c = example();
        (c.opens_at, c.closes_at) = (Some(10), Some(20));
        assert_eq!(c.phase(9), Phase::Scheduled);
        assert_eq!(c.phase(10), Phase::Open);
        assert_eq!(c.phase(19), Phase::Open);
        assert_eq!(c.phase(20), Phase::Closed, "the closing instant is closed");
        c.state = State::Draft;
        assert_eq!(c.phase(15), Phase::Draft);
    }

    #[test]
    fn states_go_one_way_but_for_opening_again() {
        assert!(State::Draft.may_become(State::Open));
        assert!(State::Closed.may_become(State::Open));
        assert!(!State::Open.may_become(State::Draft));
        assert!(!State::Draft.may_become(State::Archived));
        assert!(!State::Archived.may_become(State::Open));
    }
}
