//! The votes as a list, in the columns that `parvis rank` reads. Pseudonyms only.

use super::table::{Spec, Translate};
use super::{About, Cell, Kind, Row, Table};
use crate::domain::Micros;
use crate::domain::vote::{Outcome, Reason, Strategy};

/// One vote that counts. What a participant has erased is `None` and an empty field.
#[derive(Clone, Copy, Debug)]
pub struct ListedVote<'a> {
    /// The idea on the left; for a linked one, the idea that it points at.
    pub left: &'a str,
    pub right: &'a str,
    pub outcome: Outcome,
    /// The participant's pseudonym.
    pub voter: Option<&'a str>,
    pub weight: f64,
    pub time: Option<Micros>,
    /// The vote's number in the log.
    pub seq: i64,
    pub event: Option<&'a str>,
    pub reason: Option<Reason>,
    pub response_ms: Option<i64>,
    pub strategy: Option<Strategy>,
}

const COLUMNS: [Spec; 11] = [
    Spec::new("left", "export-column-left", "export-column-left-about", Kind::Id),
    Spec::new("right", "export-column-right", "export-column-right-about", Kind::Id),
    Spec::new("outcome", "export-column-outcome", "export-column-outcome-about", Kind::Word),
    Spec::new("voter", "export-column-voter", "export-column-voter-about", Kind::Id),
    Spec::new("weight", "export-column-weight", "export-column-weight-about", Kind::Count),
    Spec::new("time", "export-column-time", "export-column-time-about", Kind::Instant),
    Spec::new("seq", "export-column-vote-seq", "export-column-vote-seq-about", Kind::Integer),
    Spec::new("event", "export-column-event", "export-column-event-about", Kind::Id),
    Spec::new("reason", "export-column-reason", "export-column-reason-about", Kind::Word),
    Spec::new("response_ms", "export-column-response-ms", "export-column-response-ms-about", Kind::Integer),
    Spec::new("strategy", "export-column-strategy", "export-column-strategy-about", Kind::Word),
];

pub fn table(about: &About, t: Translate) -> Table {
    let columns = COLUMNS.iter().map(|spec| spec.column(t)).collect();
    Table::new("votes", t("export-votes-heading"), about, columns, t)
}

pub fn row<'a>(vote: &ListedVote<'a>) -> Row<'a> {
    vec![
        vote.left.into(),
        vote.right.into(),
        vote.outcome.as_str().into(),
        vote.voter.into(),
        vote.weight.into(),
        vote.time.map_or(Cell::Empty, Cell::Instant),
        Cell::Integer(vote.seq),
        vote.event.into(),
        vote.reason.map(Reason::as_str).into(),
        vote.response_ms.into(),
        vote.strategy.map(Strategy::as_str).into(),
    ]
}
