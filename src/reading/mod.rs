//! Owns the way from bytes to rows: files of votes, items and voters as people's tools write them.
//! Must not know what is done with the rows: no store, no HTTP, no ranking.

pub mod blocks;
mod counting;
pub mod error;
pub mod gather;
pub mod records;
pub mod table;
pub mod text;
pub mod votes;

pub use error::ReadError;
pub use table::{Row, Table};
