//! The log's rows and its head. Rows are appended, and changed only by erasure.

use diesel::prelude::*;

use crate::domain::chain::{self, Hash};
use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, EventId, IdeaId, MemberId, PairId, ParticipantId};
use crate::domain::log::{Entry, Kind, Private, Public, Row as LogRow};
use crate::domain::vote::{Outcome, Reason, Strategy};
use crate::store::schema::{log, log_heads};
use crate::store::{Conn, Error, Result, consultations, from_json, parsed, saved_tallies};

#[derive(Queryable, Selectable, Insertable)]
// Without this each set of empty columns would be a statement of its own, parsed for every row.
#[diesel(table_name = log, treat_none_as_default_value = false)]
struct Row {
    consultation_id: String,
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

fn text<T: ToString>(value: Option<&T>) -> Option<String> {
    value.map(ToString::to_string)
}

impl Row {
    fn of(consultation: &ConsultationId, row: &LogRow) -> Result<Self> {
        let public = &row.public;
        let (private, salt) = match &row.private {
            Some((private, salt)) => (private.clone(), Some(salt.clone())),
            None => (Private::default(), None),
        };
        let body = match public.entry() {
            Some(Entry::Idea { idea, texts_digest, state, linked_to }) => {
                Some(super::to_json(&IdeaBody { idea, texts_digest, state, linked_to }))
            }
            Some(Entry::Settings(settings)) => Some(settings.to_string()),
            _ => None,
        };
        let commitment = chain::unhex(&public.commitment)
            .ok_or_else(|| Error::Corrupt("a commitment is not hexadecimal".into()))?;
        Ok(Self {
            consultation_id: consultation.to_string(),
            seq: public.seq,
            kind: public.kind.as_str().into(),
            left_idea: text(public.left.as_ref()),
            right_idea: text(public.right.as_ref()),
            outcome: public.outcome.map(|o| o.as_str().into()),
            counted: public.counted,
            weight: public.weight,
            supersedes: public.supersedes,
            body,
            commitment,
            hash: row.hash.to_vec(),
            pair_id: text(private.pair_id.as_ref()),
            participant_id: text(private.participant.as_ref()),
            member_id: text(private.member.as_ref()),
            event_id: text(private.event.as_ref()),
            strategy: private.strategy.map(|s| s.as_str().into()),
            reason: private.reason.map(|r| r.as_str().into()),
            response_ms: private.response_ms,
            time: private.time,
            salt,
        })
    }

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
            Kind::Settings => Entry::Settings(from_json("log.body", body()?)?),
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
        })
    }

    fn read(self) -> Result<LogRow> {
        let entry = self.entry()?;
        let private = self.private()?;
        let public = Public::new(self.seq, &entry, chain::hex(&self.commitment));
        let hash = bytes32("log.hash", &self.hash)?;
        Ok(LogRow { public, hash, private: self.salt.map(|salt| (private, salt)) })
    }
}

/// Number of the last row and the running hash, with the consultation as it is now.
#[derive(Clone, Debug)]
pub struct Head {
    pub seq: i64,
    pub hash: Hash,
    /// How often something of this log was erased.
    pub erasures: i64,
    pub consultation: Consultation,
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
    let query = log_heads::table
        .filter(log_heads::consultation_id.eq(id.as_str()))
        .select((log_heads::seq, log_heads::hash, log_heads::erasures));
    let head: Option<(i64, Vec<u8>, i64)> = match conn {
        // The transaction began as the one writer: nothing more to lock.
        Conn::Sqlite(c) => query.first(c).optional()?,
        Conn::Postgres(c) => query.for_update().first(c).optional()?,
    };
    let (seq, hash, erasures) =
        head.ok_or_else(|| Error::Refused(crate::domain::Error::not_found("consultation")))?;
    let consultation = consultations::get(conn, id)?;
    Ok(Head { seq, hash: bytes32("log_heads.hash", &hash)?, erasures, consultation })
}

/// Number and hash of the last row, without locking.
pub fn read_head(conn: &mut Conn, id: &ConsultationId) -> Result<Option<(i64, Hash)>> {
    let head: Option<(i64, Vec<u8>)> = log_heads::table
        .filter(log_heads::consultation_id.eq(id.as_str()))
        .select((log_heads::seq, log_heads::hash))
        .first(conn)
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

/// Appends rows that follow the locked head, and moves the head to the last of them.
pub fn append(conn: &mut Conn, consultation: &ConsultationId, rows: &[LogRow]) -> Result<()> {
    let Some(last) = rows.last() else { return Ok(()) };
    match conn {
        // One prepared statement many times is what SQLite is fastest at.
        Conn::Sqlite(c) => {
            for row in rows {
                diesel::insert_into(log::table).values(Row::of(consultation, row)?).execute(c)?;
            }
        }
        // PostgreSQL takes 65,535 parameters in a statement; a row has 21.
        Conn::Postgres(c) => {
            for chunk in rows.chunks(1_000) {
                let rows: Vec<Row> =
                    chunk.iter().map(|row| Row::of(consultation, row)).collect::<Result<_>>()?;
                diesel::insert_into(log::table).values(&rows).execute(c)?;
            }
        }
    }
    let head = log_heads::table.filter(log_heads::consultation_id.eq(consultation.as_str()));
    diesel::update(head)
        .set((log_heads::seq.eq(last.public.seq), log_heads::hash.eq(last.hash.to_vec())))
        .execute(conn)?;
    Ok(())
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

/// One row by its number.
pub fn find(conn: &mut Conn, consultation: &ConsultationId, seq: i64) -> Result<Option<LogRow>> {
    let row: Option<Row> = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::seq.eq(seq))
        .select(Row::as_select())
        .first(conn)
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

/// Clears the private parts of a participant's rows, salts too; the chain still verifies.
pub fn erase_participant(
    conn: &mut Conn,
    consultation: &ConsultationId,
    participant: &ParticipantId,
) -> Result<usize> {
    let target = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::participant_id.eq(participant.as_str()));
    let rows = diesel::update(target).set(nothing_private()).execute(conn)?;
    forget_before_erasure(conn, consultation)?;
    Ok(rows)
}

/// What was saved before an erasure goes, and processes that hold something from before it are told.
fn forget_before_erasure(conn: &mut Conn, consultation: &ConsultationId) -> Result<()> {
    saved_tallies::delete(conn, consultation)?;
    diesel::update(log_heads::table.filter(log_heads::consultation_id.eq(consultation.as_str())))
        .set(log_heads::erasures.eq(log_heads::erasures + 1))
        .execute(conn)?;
    Ok(())
}

/// Clears the private parts of all participants' rows of a consultation.
pub fn erase_all_participants(conn: &mut Conn, consultation: &ConsultationId) -> Result<usize> {
    let target = log::table
        .filter(log::consultation_id.eq(consultation.as_str()))
        .filter(log::participant_id.is_not_null());
    let rows = diesel::update(target).set(nothing_private()).execute(conn)?;
    forget_before_erasure(conn, consultation)?;
    Ok(rows)
}

#[derive(AsChangeset)]
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

fn nothing_private() -> Erased {
    Erased {
        pair_id: None,
        participant_id: None,
        member_id: None,
        event_id: None,
        strategy: None,
        reason: None,
        response_ms: None,
        time: None,
        salt: None,
    }
}
