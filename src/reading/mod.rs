//! Owns the way from bytes to rows: files of votes, items and voters as people's tools write them.
//! Must not know what is done with the rows: no store, no HTTP, no ranking.

pub mod blocks;
pub mod cells;
mod counting;
pub mod error;
pub mod gather;
mod idea_text;
pub mod items;
mod merging;
mod names;
pub mod records;
pub mod table;
pub mod text;
pub mod time;
pub mod voters;
pub mod votes;
pub mod wiki_survey;

pub use error::ReadError;
pub use table::{Row, Table};
