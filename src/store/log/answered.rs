//! What participants answered, in the few columns that say whether an answer is new.

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, IdeaId, PairId, ParticipantId};
use crate::domain::log::Kind;
use crate::store::schema::log;
use crate::store::{Conn, Result, parsed};

/// A row of a participant: an answer, or what took one back.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    pub participant: ParticipantId,
    pub seq: i64,
    pub pair: PairId,
    /// The two ideas of an answer; none of what took one back.
    pub ideas: Option<(IdeaId, IdeaId)>,
    /// The number of the answer that is taken back.
    pub supersedes: Option<i64>,
}

type Columns = (Option<String>, i64, String, Option<String>, Option<String>, Option<String>, Option<i64>);

/// All answers of these participants and what took some back, oldest first for each of them.
pub fn answered(conn: &mut Conn, consultation: &ConsultationId, ids: &[&str]) -> Result<Vec<Answered>> {
    let columns = (
        log::participant_id,
        log::seq,
        log::kind,
        log::pair_id,
        log::left_idea,
        log::right_idea,
        log::supersedes,
    );
    let rows: Vec<Columns> = match conn {
        Conn::Sqlite(c) => {
            let mut rows = Vec::new();
            for id in ids {
                let of_one = log::table
                    .filter(log::consultation_id.eq(consultation.as_str()))
                    .filter(log::participant_id.eq(*id))
                    .order(log::seq.asc())
                    .select(columns);
                rows.extend(of_one.load::<Columns>(c)?);
            }
            rows
        }
        Conn::Postgres(c) => log::table
            .filter(log::consultation_id.eq(consultation.as_str()))
            .filter(log::participant_id.eq_any(ids))
            .order(log::seq.asc())
            .select(columns)
            .load(c)?,
    };
    rows.into_iter().filter_map(|row| read(row).transpose()).collect()
}

/// None of a row of another kind: a proposal.
fn read(row: Columns) -> Result<Option<Answered>> {
    let (Some(participant), seq, kind, Some(pair), left, right, supersedes) = row else { return Ok(None) };
    let idea = |id: Option<String>| id.map(|id| parsed("log idea", &id, IdeaId::parse)).transpose();
    let ideas = match parsed("log.kind", &kind, Kind::parse)? {
        Kind::Vote => idea(left)?.zip(idea(right)?),
        Kind::Undo => None,
        Kind::Idea | Kind::Settings => return Ok(None),
    };
    Ok(Some(Answered {
        participant: parsed("log.participant_id", &participant, ParticipantId::parse)?,
        seq,
        pair: parsed("log.pair_id", &pair, PairId::parse)?,
        ideas,
        supersedes,
    }))
}
