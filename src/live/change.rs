//! A change of one consultation or more inside the writer's transaction: whatever must stand together with
//! rows of the log.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::domain::chain::{self, Hash};
use crate::domain::consultation::Consultation;
use crate::domain::ids::ConsultationId;
use crate::domain::log::{Entry, Private, Public, Row};
use crate::store::log::Head;
use crate::store::{self, Conn, Result};

/// The log of one consultation while a transaction appends to it.
#[derive(Clone, Debug)]
pub(super) struct Appending {
    pub seq: i64,
    pub hash: Hash,
    /// As it was when its head was locked.
    pub consultation: Arc<Consultation>,
    /// Rows of this transaction, oldest first.
    pub rows: Vec<Row>,
    /// How many of them were inserted; the rest is before the next change, or before the transaction ends.
    inserted: usize,
}

impl Appending {
    /// Nothing appended yet.
    pub fn at(head: Head, consultation: Arc<Consultation>) -> Self {
        let Head { seq, hash, .. } = head;
        Self { seq, hash, consultation, rows: Vec::new(), inserted: 0 }
    }

    /// Inserts the rows that are not yet in the table.
    pub fn insert(&mut self, conn: &mut Conn, id: &ConsultationId) -> Result<()> {
        store::log::append(conn, id, &self.rows[self.inserted..])?;
        self.inserted = self.rows.len();
        Ok(())
    }

    /// The same; false, and nothing was inserted, if a pair of theirs has been answered before.
    pub fn insert_new(&mut self, conn: &mut Conn, id: &ConsultationId) -> Result<bool> {
        let all = store::log::append_new(conn, id, &self.rows[self.inserted..])?;
        if all {
            self.inserted = self.rows.len();
        }
        Ok(all)
    }

    /// The next row.
    pub fn push(&mut self, entry: &Entry, private: Private) -> (i64, Hash) {
        let salt: [u8; 16] = rand::random();
        let public = Public::new(self.seq + 1, entry, chain::commitment(&salt, &private));
        self.seq += 1;
        self.hash = chain::link(&self.hash, &public);
        self.rows.push(Row { public, hash: self.hash, private: Some((private, salt.to_vec())) });
        (self.seq, self.hash)
    }
}

/// Where a log stood: what a failed change goes back to.
pub(super) struct Mark {
    seq: i64,
    hash: Hash,
    rows: usize,
    consultation: Arc<Consultation>,
}

impl Appending {
    pub fn mark(&self) -> Mark {
        Mark {
            seq: self.seq,
            hash: self.hash,
            rows: self.rows.len(),
            consultation: self.consultation.clone(),
        }
    }

    pub fn reset(&mut self, mark: Mark) {
        (self.seq, self.hash, self.consultation) = (mark.seq, mark.hash, mark.consultation);
        self.rows.truncate(mark.rows);
    }
}

/// Logs by consultation, in the order of their ids: every process locks them in the same order.
pub(super) type Logs = BTreeMap<ConsultationId, Appending>;

/// What a change works with.
pub struct Change<'a> {
    conn: &'a mut Conn,
    logs: &'a mut Logs,
}

impl<'a> Change<'a> {
    pub(super) fn new(conn: &'a mut Conn, logs: &'a mut Logs) -> Self {
        Self { conn, logs }
    }

    /// The transaction's connection, for the store's functions.
    pub fn conn(&mut self) -> &mut Conn {
        self.conn
    }

    /// Locks a consultation's log until the transaction ends; returns the consultation as it is now.
    pub fn lock(&mut self, id: &ConsultationId) -> Result<Consultation> {
        Ok(Consultation::clone(&self.log(id)?.consultation))
    }

    fn log(&mut self, id: &ConsultationId) -> Result<&mut Appending> {
        if !self.logs.contains_key(id) {
            let head = store::log::lock_head(self.conn, id)?;
            let consultation = store::consultations::get(self.conn, id)?;
            self.logs.insert(id.clone(), Appending::at(head, Arc::new(consultation)));
        }
        Ok(self.logs.get_mut(id).expect("it was put there"))
    }

    /// Appends a row to a consultation's log; returns its number and the running hash.
    pub fn append(&mut self, id: &ConsultationId, entry: &Entry, private: Private) -> Result<(i64, Hash)> {
        Ok(self.log(id)?.push(entry, private))
    }

    /// Says how the consultation is now, after its fields were written: later jobs of the batch see it.
    pub fn set_consultation(&mut self, changed: &Consultation) -> Result<()> {
        self.log(&changed.id)?.consultation = Arc::new(changed.clone());
        Ok(())
    }
}
