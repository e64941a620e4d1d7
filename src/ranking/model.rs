//! Owns what is to be computed: how ties are modelled, the prior, the side effect, intervals.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// How a tie enters the likelihood. u is the strength of left plus δ, v that of right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TieModel {
    /// Davidson (1970): left : right : tie = eᵘ : eᵛ : ν·e^((u+v)/2).
    #[default]
    Davidson,
    /// Rao and Kupper (1967): P(left) = eᵘ/(eᵘ+κeᵛ), P(right) = eᵛ/(eᵛ+κeᵘ), κ ≥ 1.
    RaoKupper,
    /// A tie is half a win for each in the plain Bradley-Terry likelihood.
    Half,
    /// Ties are dropped.
    Ignore,
}

/// What is believed of strengths before the votes.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Prior {
    /// Maximum likelihood.
    None,
    /// θᵢ ~ N(0, V), independently; V > 0.
    Gaussian(f64),
    /// G > 0 virtual comparisons of each item, half won and half lost, against a phantom of strength 0.
    /// Only with [`TieModel::Half`].
    Phantom(f64),
}

impl Default for Prior {
    fn default() -> Self {
        Self::Gaussian(1.0)
    }
}

/// The level of rank ranges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Intervals {
    /// Each pair at the level: what is said of one item.
    #[default]
    Pairwise,
    /// All pairs at once: α divided by n(n−1)/2, for what is said of the whole order.
    Bonferroni,
}

/// All choices that decide a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Model {
    pub ties: TieModel,
    pub prior: Prior,
    /// Whether δ, the advantage of standing left, is estimated; else it is 0.
    pub side_effect: bool,
    /// Two-sided level of intervals and rank ranges, between 0 and 1.
    pub level: f64,
    pub intervals: Intervals,
}

impl Default for Model {
    fn default() -> Self {
        Self {
            ties: TieModel::default(),
            prior: Prior::default(),
            side_effect: false,
            level: 0.95,
            intervals: Intervals::default(),
        }
    }
}

/// A model that can't be.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum ModelError {
    #[error("{0:?} is no way to treat ties: use davidson, rao-kupper, half or ignore")]
    Ties(String),
    #[error("{0:?} is no prior: use none, gaussian:VARIANCE or phantom:GAMES with a number above 0")]
    Prior(String),
    #[error("{0:?} is no kind of interval: use pairwise or bonferroni")]
    Intervals(String),
    #[error("the level is {0}, and must lie between 0 and 1")]
    Level(f64),
    #[error("phantom games can only be counted with ties as half wins: use --ties half, or a gaussian prior")]
    PhantomTies,
}

impl Model {
    /// Whether the choices go together.
    ///
    /// # Errors
    /// A level outside (0, 1), a prior without a positive finite size, phantom games with another tie
    /// model than half.
    pub fn check(&self) -> Result<(), ModelError> {
        // A level that is not told apart from 0 is none either.
        let miss = 1.0 - self.level;
        if !(miss > 0.0 && miss < 1.0) {
            return Err(ModelError::Level(self.level));
        }
        match self.prior {
            Prior::Gaussian(size) | Prior::Phantom(size) if !(size > 0.0 && size.is_finite()) => {
                Err(ModelError::Prior(self.prior.to_string()))
            }
            Prior::Phantom(_) if self.ties != TieModel::Half => Err(ModelError::PhantomTies),
            _ => Ok(()),
        }
    }
}

impl FromStr for TieModel {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        match text {
            "davidson" => Ok(Self::Davidson),
            "rao-kupper" => Ok(Self::RaoKupper),
            "half" => Ok(Self::Half),
            "ignore" => Ok(Self::Ignore),
            _ => Err(ModelError::Ties(text.to_owned())),
        }
    }
}

impl fmt::Display for TieModel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Davidson => "davidson",
            Self::RaoKupper => "rao-kupper",
            Self::Half => "half",
            Self::Ignore => "ignore",
        })
    }
}

impl FromStr for Prior {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        let wrong = || ModelError::Prior(text.to_owned());
        let size = |number: &str| {
            number.parse::<f64>().ok().filter(|size| *size > 0.0 && size.is_finite()).ok_or_else(wrong)
        };
        match text.split_once(':') {
            None if text == "none" => Ok(Self::None),
            Some(("gaussian", variance)) => size(variance).map(Self::Gaussian),
            Some(("phantom", games)) => size(games).map(Self::Phantom),
            _ => Err(wrong()),
        }
    }
}

impl fmt::Display for Prior {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Gaussian(variance) => write!(f, "gaussian:{variance}"),
            Self::Phantom(games) => write!(f, "phantom:{games}"),
        }
    }
}

impl TryFrom<String> for Prior {
    type Error = ModelError;

    fn try_from(text: String) -> Result<Self, ModelError> {
        text.parse()
    }
}

impl From<Prior> for String {
    fn from(prior: Prior) -> Self {
        prior.to_string()
    }
}

impl FromStr for Intervals {
    type Err = ModelError;

    fn from_str(text: &str) -> Result<Self, ModelError> {
        match text {
            "pairwise" => Ok(Self::Pairwise),
            "bonferroni" => Ok(Self::Bonferroni),
            _ => Err(ModelError::Intervals(text.to_owned())),
        }
    }
}

impl fmt::Display for Intervals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Pairwise => "pairwise",
            Self::Bonferroni => "bonferroni",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for prior in ["none", "gaussian:1", "gaussian:0.25", "phantom:2"] {
            assert_eq!(prior.parse::<Prior>().unwrap().to_string(), prior);
        }
        for ties in ["davidson", "rao-kupper", "half", "ignore"] {
            assert_eq!(ties.parse::<TieModel>().unwrap().to_string(), ties);
        }
        let model = Model::default();
        let text = serde_json::to_string(&model).unwrap();
        assert_eq!(serde_json::from_str::<Model>(&text).unwrap(), model);
        assert!(text.contains("\"gaussian:1\""), "{text}");
    }

    #[test]
    fn refuses_what_cannot_be() {
        for prior in
            ["gaussian", "gaussian:0", "gaussian:-1", "gaussian:x", "gaussian:inf", "phantom:", "foo"]
        {
            assert!(prior.parse::<Prior>().is_err(), "{prior}");
        }
        let phantom = Model { prior: Prior::Phantom(1.0), ..Model::default() };
        assert_eq!(phantom.check(), Err(ModelError::PhantomTies));
        for level in [0.0, 1.0, -0.5, 1e-17, f64::MIN_POSITIVE] {
            assert!(Model { level, ..Model::default() }.check().is_err(), "{level}");
        }
        assert!(Model { level: f64::NAN, ..Model::default() }.check().is_err());
    }
}
