//! The only room that knows diesel and SQL: one file a table, SQLite and PostgreSQL through one set of
//! functions. Functions take a connection inside somebody's transaction and know no rule of the domain.
//!
//! One row by its key is asked for by `get_result`: `first` adds a bound LIMIT, for which SQLite prepares the
//! statement again each time.

mod db;
mod error;
mod migrations;
mod private_files;
mod schema;

pub mod cell_secrets;
pub mod codes;
pub mod comments;
pub mod consultations;
pub mod documents;
pub mod events;
pub mod feedback;
pub mod group_questions;
pub mod group_releases;
pub mod ideas;
pub mod keys;
pub mod log;
pub mod member_invitations;
pub mod members;
pub mod participants;
pub mod rewordings;
pub mod roles;
pub mod saved_tallies;
pub mod sessions;
pub mod set_asides;
pub mod signing_keys;
pub mod snapshots;

pub use db::{Conn, Db, OwnConnection, Url, savepoint};
pub use error::{Error, Result};
pub use migrations::migrate;

use serde::{Serialize, de::DeserializeOwned};

/// JSON columns are TEXT.
fn to_json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("domain values have string keys")
}

fn from_json<T: DeserializeOwned>(what: &str, text: &str) -> Result<T> {
    serde_json::from_str(text).map_err(|e| Error::Corrupt(format!("{what}: {e}")))
}

/// A word or an id of a column, parsed by its type.
fn parsed<T>(what: &str, text: &str, parse: impl FnOnce(&str) -> Option<T>) -> Result<T> {
    parse(text).ok_or_else(|| Error::Corrupt(format!("{what} holds {text:?}")))
}
