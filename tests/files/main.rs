//! Files out and files in: what Parvis writes for people and programs, and what it reads of theirs.

mod exported;
mod plain;
mod round_trip;
mod spreadsheet;
mod support;
mod wiki_survey;
