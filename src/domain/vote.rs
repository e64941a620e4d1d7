//! The answer to a pair.

use serde::{Deserialize, Serialize};

use crate::domain::ids::{EventId, IdeaId, PairId, ParticipantId};
use crate::domain::{Code, Error, Micros, Result};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    Left,
    Right,
    Tie,
    Skip,
}

impl Outcome {
    pub fn as_str(self) -> &'static str {
        match self {
            Outcome::Left => "left",
            Outcome::Right => "right",
            Outcome::Tie => "tie",
            Outcome::Skip => "skip",
        }
    }

    /// The same choice where the two ideas stand on each other's side.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Outcome::Left => Outcome::Right,
            Outcome::Right => Outcome::Left,
            other => other,
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        [Outcome::Left, Outcome::Right, Outcome::Tie, Outcome::Skip].into_iter().find(|o| o.as_str() == word)
    }
}

/// Why somebody did not prefer one idea to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    BothGood,
    BothBad,
    Same,
    DontKnow,
    Other,
}

impl Reason {
    const ALL: [Reason; 5] =
        [Reason::BothGood, Reason::BothBad, Reason::Same, Reason::DontKnow, Reason::Other];

    pub fn as_str(self) -> &'static str {
        match self {
            Reason::BothGood => "both_good",
            Reason::BothBad => "both_bad",
            Reason::Same => "same",
            Reason::DontKnow => "dont_know",
            Reason::Other => "other",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Reason::ALL.into_iter().find(|r| r.as_str() == word)
    }
}

/// An outcome with a reason that fits it: `tie` takes `both_good`, `both_bad` or `same`; `skip` takes
/// `dont_know` or `other`; a choice takes none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    pub outcome: Outcome,
    pub reason: Option<Reason>,
}

impl Answer {
    /// # Errors
    /// `outcome_invalid` with what would be allowed.
    pub fn parse(outcome: &str, reason: Option<&str>) -> Result<Self> {
        let invalid = |detail: &str| Error::new(Code::OutcomeInvalid, detail);
        let outcome = Outcome::parse(outcome)
            .ok_or_else(|| invalid("`outcome` is one of left, right, tie and skip."))?;
        let reason = match reason {
            None => None,
            Some(word) => Some(Reason::parse(word).ok_or_else(|| {
                invalid("`reason` is one of both_good, both_bad, same (tie), dont_know, other (skip).")
            })?),
        };
        let fits = match (outcome, reason) {
            (_, None) => true,
            (Outcome::Tie, Some(r)) => matches!(r, Reason::BothGood | Reason::BothBad | Reason::Same),
            (Outcome::Skip, Some(r)) => matches!(r, Reason::DontKnow | Reason::Other),
            (Outcome::Left | Outcome::Right, Some(_)) => false,
        };
        if !fits {
            return Err(invalid("This `reason` does not go with this `outcome`."));
        }
        Ok(Self { outcome, reason })
    }
}

/// How the two ideas of a pair were chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Strategy {
    /// Every pair that the participant has not met is equally likely.
    Uniform,
    /// The idea shown least, against one near it in strength.
    #[default]
    Balanced,
    /// What tells most on who is among the best ten; one in four by `balanced`.
    Top,
    /// What tells most on the whole order; one in four by `balanced`.
    Informative,
}

impl Strategy {
    pub const ALL: [Strategy; 4] =
        [Strategy::Uniform, Strategy::Balanced, Strategy::Top, Strategy::Informative];

    pub fn as_str(self) -> &'static str {
        match self {
            Strategy::Uniform => "uniform",
            Strategy::Balanced => "balanced",
            Strategy::Top => "top",
            Strategy::Informative => "informative",
        }
    }

    pub fn parse(word: &str) -> Option<Self> {
        Strategy::ALL.into_iter().find(|s| s.as_str() == word)
    }
}

/// Two ideas served to one participant. What a pair's token says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    pub id: PairId,
    pub left: IdeaId,
    pub right: IdeaId,
    pub strategy: Strategy,
    pub served_at: Micros,
}

/// A vote before it has a number: what the log's writer is handed.
#[derive(Clone, Debug, PartialEq)]
pub struct Vote {
    pub pair: Pair,
    pub participant: Option<ParticipantId>,
    pub event: Option<EventId>,
    pub answer: Answer,
    /// Votes that count for no ranking are kept all the same (an import's invalid ones).
    pub counted: bool,
    pub weight: f64,
    pub response_ms: Option<i64>,
    pub time: Micros,
}

#[cfg(test)]
mod tests {
    use super::Answer;

    #[test]
    fn a_reason_goes_with_its_outcome() {
        for (outcome, reason) in
            [("left", None), ("tie", None), ("tie", Some("same")), ("skip", Some("dont_know"))]
        {
            assert!(Answer::parse(outcome, reason).is_ok(), "{outcome} {reason:?}");
        }
        for (outcome, reason) in [
            ("lefft", None),
            ("", None),
            ("left", Some("same")),
            ("tie", Some("dont_know")),
            ("skip", Some("both_bad")),
        ] {
            assert!(Answer::parse(outcome, reason).is_err(), "{outcome} {reason:?}");
        }
    }
}
