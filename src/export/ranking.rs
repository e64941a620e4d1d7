//! The ranking as a list: best first, as the caller gives it.

use super::table::{Spec, Translate};
use super::{About, Cell, Kind, Row, Table};

/// One idea of a ranking. What is not known (a rank under the minimum of comparisons, a strength under Elo) is
/// `None` and an empty field.
#[derive(Clone, Copy, Debug, Default)]
pub struct RankedIdea<'a> {
    pub id: &'a str,
    /// In the language of the file if the idea has it, else in another.
    pub text: &'a str,
    /// The language that `text` is in.
    pub text_lang: &'a str,
    pub rank: Option<u32>,
    pub rank_low: Option<u32>,
    pub rank_high: Option<u32>,
    /// From 1, best first.
    pub tier: Option<u32>,
    /// Natural logarithm of the Bradley-Terry worth, mean 0 over the ideas.
    pub strength: Option<f64>,
    pub se: Option<f64>,
    /// Percentage of comparisons that it would win against another idea drawn at random; under another method
    /// the Elo number or the win rate.
    pub score: Option<f64>,
    pub score_low: Option<f64>,
    pub score_high: Option<f64>,
    pub wins: f64,
    pub losses: f64,
    pub ties: f64,
    pub votes: f64,
    /// 100 (wins + 1) / (wins + losses + 2).
    pub win_rate: f64,
}

const COLUMNS: [Spec; 19] = [
    Spec::new("rank", "export-column-rank", "export-column-rank-about", Kind::Integer),
    Spec::new("rank_low", "export-column-rank-low", "export-column-rank-low-about", Kind::Integer),
    Spec::new("rank_high", "export-column-rank-high", "export-column-rank-high-about", Kind::Integer),
    Spec::new("text", "export-column-text", "export-column-text-about", Kind::Text),
    Spec::new("lang", "export-column-lang", "export-column-lang-about", Kind::Word),
    Spec::new("score", "export-column-score", "export-column-score-about", Kind::Number { decimals: 1 }),
    Spec::new(
        "score_low",
        "export-column-score-low",
        "export-column-score-low-about",
        Kind::Number { decimals: 1 },
    ),
    Spec::new(
        "score_high",
        "export-column-score-high",
        "export-column-score-high-about",
        Kind::Number { decimals: 1 },
    ),
    Spec::new(
        "strength",
        "export-column-strength",
        "export-column-strength-about",
        Kind::Number { decimals: 3 },
    ),
    Spec::new("se", "export-column-se", "export-column-se-about", Kind::Number { decimals: 3 }),
    Spec::new("wins", "export-column-wins", "export-column-wins-about", Kind::Count),
    Spec::new("losses", "export-column-losses", "export-column-losses-about", Kind::Count),
    Spec::new("ties", "export-column-ties", "export-column-ties-about", Kind::Count),
    Spec::new("votes", "export-column-votes", "export-column-votes-about", Kind::Count),
    Spec::new(
        "win_rate",
        "export-column-win-rate",
        "export-column-win-rate-about",
        Kind::Number { decimals: 1 },
    ),
    Spec::new("id", "export-column-id", "export-column-id-about", Kind::Id),
    Spec::new("seq", "export-column-ranking-seq", "export-column-ranking-seq-about", Kind::Integer),
    Spec::new("model", "export-column-model", "export-column-model-about", Kind::Word),
    Spec::new("tier", "export-column-tier", "export-column-tier-about", Kind::Integer),
];

pub fn table(about: &About, t: Translate) -> Table {
    let columns = COLUMNS.iter().map(|spec| spec.column(t)).collect();
    Table::new("ranking", t("export-ranking-heading"), about, columns, t)
}

/// `seq` is the number of the last vote that the ranking knows; `model` says how it was computed, in the words
/// of `parvis rank`.
pub fn row<'a>(idea: &RankedIdea<'a>, seq: i64, model: &'a str) -> Row<'a> {
    vec![
        idea.rank.into(),
        idea.rank_low.into(),
        idea.rank_high.into(),
        idea.text.into(),
        idea.text_lang.into(),
        idea.score.into(),
        idea.score_low.into(),
        idea.score_high.into(),
        idea.strength.into(),
        idea.se.into(),
        idea.wins.into(),
        idea.losses.into(),
        idea.ties.into(),
        idea.votes.into(),
        idea.win_rate.into(),
        idea.id.into(),
        Cell::Integer(seq),
        model.into(),
        idea.tier.into(),
    ]
}
