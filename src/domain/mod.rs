//! The words of Parvis and their rules: what a consultation, an idea, a pair, a vote and a row of the log
//! are, and the catalogue of error codes. No input or output: nothing here knows a database or HTTP.

pub mod access;
pub mod aside;
pub mod chain;
pub mod code;
pub mod collation;
pub mod consultation;
pub mod defusing;
pub mod disclosure;
pub mod document;
pub mod error;
pub mod event;
pub mod figures;
pub mod groups;
pub mod guideline;
pub mod idea;
pub mod ids;
pub mod lang;
pub mod log;
pub mod member;
pub mod participant;
pub mod process;
pub mod rewording;
pub mod slug;
pub mod snapshot;
pub mod text;
pub mod vote;

pub use code::Code;
pub use error::{Error, FieldError, Result};
pub use lang::{Lang, Texts};

/// A moment: microseconds since 1970-01-01T00:00:00Z.
pub type Micros = i64;
