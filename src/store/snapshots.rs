//! Rankings frozen at a number of the log.

use diesel::prelude::*;

use crate::domain::ids::{ConsultationId, SnapshotId};
use crate::domain::snapshot::Snapshot;
use crate::store::schema::snapshots;
use crate::store::{Conn, Error, Result, from_json, parsed, to_json};

const COLUMNS: (snapshots::id, snapshots::seq, snapshots::hash, snapshots::body, snapshots::made_at) =
    (snapshots::id, snapshots::seq, snapshots::hash, snapshots::body, snapshots::made_at);

type Row = (String, i64, Vec<u8>, String, i64);

/// # Errors
/// `Unique` if there is one at that number.
pub fn insert(conn: &mut Conn, consultation: &ConsultationId, snapshot: &Snapshot) -> Result<()> {
    let row = (
        snapshots::consultation_id.eq(consultation.as_str()),
        snapshots::id.eq(snapshot.id.as_str()),
        snapshots::seq.eq(snapshot.seq),
        snapshots::hash.eq(snapshot.hash.to_vec()),
        snapshots::body.eq(to_json(&snapshot.ranking)),
        snapshots::made_at.eq(snapshot.made_at),
    );
    diesel::insert_into(snapshots::table).values(row).execute(conn)?;
    Ok(())
}

/// All of a consultation, the newest first.
pub fn list(conn: &mut Conn, consultation: &ConsultationId) -> Result<Vec<Snapshot>> {
    let rows: Vec<Row> = snapshots::table
        .filter(snapshots::consultation_id.eq(consultation.as_str()))
        .order(snapshots::seq.desc())
        .select(COLUMNS)
        .load(conn)?;
    rows.into_iter().map(read).collect()
}

pub fn find(conn: &mut Conn, consultation: &ConsultationId, id: &SnapshotId) -> Result<Option<Snapshot>> {
    let row: Option<Row> = snapshots::table
        .filter(snapshots::consultation_id.eq(consultation.as_str()))
        .filter(snapshots::id.eq(id.as_str()))
        .select(COLUMNS)
        .get_result(conn)
        .optional()?;
    row.map(read).transpose()
}

/// The one at a number of the log.
pub fn find_at(conn: &mut Conn, consultation: &ConsultationId, seq: i64) -> Result<Option<Snapshot>> {
    let row: Option<Row> = snapshots::table
        .filter(snapshots::consultation_id.eq(consultation.as_str()))
        .filter(snapshots::seq.eq(seq))
        .select(COLUMNS)
        .get_result(conn)
        .optional()?;
    row.map(read).transpose()
}

fn read((id, seq, hash, body, made_at): Row) -> Result<Snapshot> {
    Ok(Snapshot {
        id: parsed("snapshots.id", &id, SnapshotId::parse)?,
        seq,
        hash: hash.try_into().map_err(|_| Error::Corrupt("snapshots.hash is not 32 bytes".to_owned()))?,
        ranking: from_json("snapshots.body", &body)?,
        made_at,
    })
}
