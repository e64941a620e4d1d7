//! The ranking: published and recomputed results, cases from the field, laws.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "ranking/coverage.rs"]
mod coverage;
#[path = "ranking/fieldcases.rs"]
mod fieldcases;
#[path = "ranking/forms.rs"]
mod forms;
#[path = "ranking/laws.rs"]
mod laws;
#[path = "ranking/real_votes.rs"]
mod real_votes;
#[path = "ranking/references.rs"]
mod references;
#[path = "ranking/signs.rs"]
mod signs;
#[path = "ranking/support.rs"]
mod support;
