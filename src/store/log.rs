//! The log's rows and its head. Rows are appended, and changed only by erasure.

mod answered;
mod answers;
mod append;

use diesel::prelude::*;

use crate::domain::aside::{self, Numbers};
use crate::domain::chain::{self, Hash};
use crate::domain::ids::{ConsultationId, EventId, IdeaId, MemberId, PairId, ParticipantId};
use crate::domain::log::{Entry, Kind, Private, Public, Row as LogRow};
use crate::domain::vote::{Outcome, Reason, Strategy};
use crate::store::schema::{log, log_heads};
use crate::store::{Conn, Error, Result, from_json, parsed, saved_tallies};

pub use answered::{Answered, answered};
pub use answers::{Answered as Answer, each_answer};
pub use append::{append, append_new};

/// Rows read at a time where many are looked through.
const PAGE: i64 = 5_000;

#[derive(Queryable, Selectable)]
#[diesel(table_name = log)]
struct Row {
    seq: i64,
    kind: String,
    left_idea: Option<String>,
    right_idea: Option<String>,
    outcome: Option<String>,
    counted: Option<bool>,
    weight: Option<f64>,
    supersedes: Option<i64>,
    body: Option<String>,
    commitment: Vec<u8>,
    hash: Vec<u8>,
    pair_id: Option<String>,
    participant_id: Option<String>,
    member_id: Option<String>,
    event_id: Option<String>,
    strategy: Option<String>,
    reason: Option<String>,
    response_ms: Option<i64>,
    time: Option<i64>,
    salt: Option<Vec<u8>>,
}

/// What stands in `body` of an idea's row.
#[derive(serde::Serialize, serde::Deserialize)]
struct IdeaBody {
    idea: IdeaId,
    texts_digest: String,
    state: crate::domain::idea::IdeaState,
    linked_to: Option<IdeaId>,
}

fn bytes32(what: &str, bytes: &[u8]) -> Result<Hash> {
    bytes.try_into().map_err(|_| Error::Corrupt(format!("{what} has {} bytes", bytes.len())))
}

impl Row {
    fn entry(&self) -> Result<Entry> {
        let missing = || Error::Corrupt(format!("row {} of the log lacks what its kind needs", self.seq));
        let idea = |id: &Option<String>| -> Result<IdeaId> {
            parsed("log idea", id.as_deref().ok_or_else(missing)?, IdeaId::parse)
        };
        let body = || self.body.as_deref().ok_or_else(missing);
        Ok(match parsed("log.kind", &self.kind, Kind::parse)? {
            Kind::Vote => Entry::Vote {
                left: idea(&self.left_idea)?,
                right: idea(&self.right_idea)?,
                outcome: parsed("log.outcome", self.outcome.as_deref().ok_or_else(missing)?, Outcome::parse)?,
                counted: self.counted.ok_or_else(missing)?,
                weight: self.weight.ok_or_else(missing)?,
            },
            Kind::Undo => Entry::Undo { supersedes: self.supersedes.ok_or_else(missing)? },
            Kind::Idea => {
                let IdeaBody { idea, texts_digest, state, linked_to } = from_json("log.body", body()?)?;
                Entry::Idea { idea, texts_digest, state, linked_to }
            }
            Kind::Settings => Entry::Settings(aside::parted(from_json("log.body", body()?)?).0),
        })
    }

    fn private(&self) -> Result<Private> {
        Ok(Private {
            pair_id: self.pair_id.as_deref().map(|t| parsed("log.pair_id", t, PairId::parse)).transpose()?,
            participant: self
                .participant_id
                .as_deref()
                .map(|t| parsed("log.participant_id", t, ParticipantId::parse))
                .transpose()?,
            member: self
                .member_id
                .as_deref()
                .map(|t| parsed("log.member_id", t, MemberId::parse))
                .transpose()?,
            event: self.event_id.as_deref().map(|t| parsed("log.event_id", t, EventId::parse)).transpose()?,
            strategy: self
                .strategy
                .as_deref()
                .map(|t| parsed("log.strategy", t, Strategy::parse))
                .transpose()?,
            reason: self.reason.as_deref().map(|t| parsed("log.reason", t, Reason::parse)).transpose()?,
            response_ms: self.response_ms,
            time: self.time,
            votes: self.private_votes()?,
        })
    }

    fn private_votes(&self) -> Result<Option<Numbers>> {
        match &self.body {
            Some(body) if self.kind == Kind::Settings.as_str() => {
                Ok(aside::parted(from_json("log.body", body)?).1)
            }
            _ => Ok(None),
        }
    }

    fn read(self) -> Result<LogRow> {
        let entry = self.entry()?;
        let private = self.private()?;
        let public = Public::new(self.seq, &entry, chain::hex(&self.commitment));
        let hash = bytes32("log.hash", &self.hash)?;
        // Erased rows have no salt, and those that are votes a stand-in.
        let kept = self.salt.is_some() || private.participant.is_some();
        let salt = self.salt.unwrap_or_default();
        Ok(LogRow { public, hash, private: kept.then_some((private, salt)) })
    }
}

/// Number of the last row and the running hash.
#[derive(Clone, Copy, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: Hash,
    /// How often something of this log was erased.
    pub erasures: i64,
}

/// Starts the log of a new consultation.
pub fn insert_head(conn: &mut Conn, consultation: &ConsultationId) -> Result<()> {
    let row = (
        log_heads::consultation_id.eq(consultation.as_str()),
        log_heads::seq.eq(0_i64),
        log_heads::hash.eq(chain::genesis(consultation).to_vec()),
    );
    diesel::insert_into(log_heads::table).values(row).execute(conn)?;
    Ok(())
}

/// The head, locked until the transaction ends: whoever appends holds it, so numbers have no gaps.
pub fn lock_head(conn: &mut Conn, id: &ConsultationId) -> Result<Head> {
    let query = log_heads::table.filter(log_heads::consultation_id.eq(id.as_str())).select((
        log_heads::seq,
        log_heads::hash,
        log_heads::erasures,
    ));
    let head: Option<(i64, Vec<u8>, i64)> = match conn {
        // The transaction began as the one writer: nothing more to lock.
        Conn::Sqlite(c) => query.get_result(c).optional()?,
        Conn::Postgres(c) => query.for_update().get_result(c).optional()?,
    };
    let (seq, hash, erasures) =
        head.ok_or_else(|| Error::Refused(crate::domain::Error::not_found("consultation")))?;
    Ok(Head { seq, hash: bytes32("log_heads.hash", &hash)?, erasures })
}

/// Number and hash of the last row, without locking.
pub fn read_head(conn: &mut Conn, id: &ConsultationId) -> Result<Option<(i64, Hash)>> {
    let head: Option<(i64, Vec<u8>)> = log_heads::table
        .filter(log_heads::consultation_id.eq(id.as_str()))
        .select((log_heads::seq, log_heads::hash))
        .get_result(conn)
        .optional()?;
    head.map(|(seq, hash)| Ok((seq, bytes32("log_heads.hash", &hash)?))).transpose()
}

/// How far a log goes, and how often something of it was erased.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    pub seq: i64,
    pub erasures: i64,
}

/// How far some logs go.
pub fn reaches(conn: &mut Conn, ids: &[ConsultationId]) -> Result<Vec<(ConsultationId, Reach)>> {
    let ids: Vec<&str> = ids.iter().map(ConsultationId::as_str).collect();
    let rows: Vec<(String, i64, i64)> = log_heads::table
        .filter(log_heads::consultation_id.eq_any(ids))
        .select((log_heads::consultation_id, log_heads::seq, log_heads::erasures))
        .load(conn)?;
    rows.into_iter()
        .map(|(id, seq, erasures)| {
            let id = parsed("log_heads.consultation_id", &id, ConsultationId::parse)?;
            Ok((id, Reach { seq, erasures }))
        })
        .collect()
}

/// Rows after a number, oldest first.
pub fn list_after(
    conn: &mut Conn,
    consultation: &ConsultationId,
    after: i64,
    limit: i64,
) -> Result<Vec<LogRow>> {
    let rows: Vec<Row> = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::seq.gt(after))
        .order(log::seq.asc())
        .limit(limit)
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Rows with these numbers, oldest first.
pub fn list_numbered(conn: &mut Conn, id: &ConsultationId, numbers: &Numbers) -> Result<Vec<LogRow>> {
    let Some((first, last)) = numbers.span() else { return Ok(Vec::new()) };
    let (mut rows, mut at) = (Vec::new(), first - 1);
    while at < last {
        let page = list_after(conn, id, at, PAGE.min(last - at))?;
        let Some(end) = page.last() else { break };
        at = end.public.seq;
        rows.extend(page.into_iter().filter(|row| numbers.has(row.public.seq)));
    }
    Ok(rows)
}

/// One row by its number.
pub fn find(conn: &mut Conn, consultation: &ConsultationId, seq: i64) -> Result<Option<LogRow>> {
    let row: Option<Row> = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::seq.eq(seq))
        .select(Row::as_select())
        .get_result(conn)
        .optional()?;
    row.map(Row::read).transpose()
}

/// The rows about some pairs: their votes and what took them back.
pub fn list_by_pairs(conn: &mut Conn, consultation: &ConsultationId, pairs: &[&str]) -> Result<Vec<LogRow>> {
    let rows: Vec<Row> = match conn {
        Conn::Sqlite(c) => {
            let mut rows = Vec::new();
            for pair in pairs {
                let of_pair = log::table
                    .filter(log::consultation_id.eq(consultation.as_str()))
                    .filter(log::pair_id.eq(*pair))
                    .select(Row::as_select());
                rows.extend(of_pair.load::<Row>(c)?);
            }
            rows
        }
        Conn::Postgres(c) => log::table
            .filter(log::consultation_id.eq(consultation.as_str()))
            .filter(log::pair_id.eq_any(pairs))
            .select(Row::as_select())
            .load(c)?,
    };
    rows.into_iter().map(Row::read).collect()
}

/// A participant's rows, oldest first: votes, undos, proposals.
pub fn list_of_participant(
    conn: &mut Conn,
    consultation: &ConsultationId,
    participant: &ParticipantId,
) -> Result<Vec<LogRow>> {
    let rows: Vec<Row> = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::participant_id.eq(participant.as_str()))
        .order(log::seq.asc())
        .select(Row::as_select())
        .load(conn)?;
    rows.into_iter().map(Row::read).collect()
}

/// Counted votes after a number in which one of some ideas stood; of no ideas: all.
pub fn count_votes_after(
    conn: &mut Conn,
    consultation: &ConsultationId,
    after: i64,
    ideas: &[&str],
) -> Result<i64> {
    let mut query = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::seq.gt(after))
        .filter(log::kind.eq(Kind::Vote.as_str()))
        .filter(log::counted.eq(true))
        .into_boxed();
    if !ideas.is_empty() {
        query = query.filter(log::left_idea.eq_any(ideas).or(log::right_idea.eq_any(ideas)));
    }
    Ok(query.count().get_result(conn)?)
}

/// Clears the private parts of participants' rows, salts too; the chain still verifies. Votes keep together what
/// one person gave under the stand-in beside them.
pub fn erase_participants(
    conn: &mut Conn,
    consultation: &ConsultationId,
    participants: &[(ParticipantId, ParticipantId)],
) -> Result<()> {
    for (participant, stand_in) in participants {
        let own = log::table
            .filter(log::consultation_id.eq(consultation.as_str()))
            .filter(log::participant_id.eq(participant.as_str()));
        let kept = Erased { participant_id: Some(stand_in.to_string()), ..Erased::default() };
        diesel::update(own.filter(log::kind.eq(Kind::Vote.as_str()))).set(kept).execute(conn)?;
        diesel::update(own).set(Erased::default()).execute(conn)?;
    }
    forget_before_erasure(conn, consultation)
}

/// What was saved before an erasure goes, and processes that hold something from before it are told.
fn forget_before_erasure(conn: &mut Conn, consultation: &ConsultationId) -> Result<()> {
    saved_tallies::delete(conn, consultation)?;
    diesel::update(log_heads::table.filter(log_heads::consultation_id.eq(consultation.as_str())))
        .set(log_heads::erasures.eq(log_heads::erasures + 1))
        .execute(conn)?;
    Ok(())
}

/// What is left of a row's private part: nothing, or a stand-in.
#[derive(AsChangeset, Default)]
#[diesel(table_name = log, treat_none_as_null = true)]
struct Erased {
    pair_id: Option<String>,
    participant_id: Option<String>,
    member_id: Option<String>,
    event_id: Option<String>,
    strategy: Option<String>,
    reason: Option<String>,
    response_ms: Option<i64>,
    time: Option<i64>,
    salt: Option<Vec<u8>>,
}
