//! The API over HTTP on both databases, told as stories: who calls, what comes back, and every way of being
//! refused.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/case.rs"]
mod case;
#[path = "support/mod.rs"]
mod support;

#[path = "api/access.rs"]
mod access;
#[path = "api/accounts.rs"]
mod accounts;
#[path = "api/events.rs"]
mod events;
#[path = "api/first.rs"]
mod first;
#[path = "api/framework.rs"]
mod framework;
#[path = "api/groups.rs"]
mod groups;
#[path = "api/guidelines.rs"]
mod guidelines;
#[path = "api/ideas.rs"]
mod ideas;
#[path = "api/kept.rs"]
mod kept;
#[path = "api/limits.rs"]
mod limits;
#[path = "api/log.rs"]
mod log;
#[path = "api/members.rs"]
mod members;
#[path = "api/organising.rs"]
mod organising;
#[path = "api/pages.rs"]
mod pages;
#[path = "api/reports.rs"]
mod reports;
#[path = "api/results.rs"]
mod results;
#[path = "api/rewording.rs"]
mod rewording;
#[path = "api/set_asides.rs"]
mod set_asides;
#[path = "api/snapshots.rs"]
mod snapshots;
#[path = "api/streams.rs"]
mod streams;
#[path = "api/voting.rs"]
mod voting;

use case::{C, Case, EMAIL, IDEAS, PASSWORD, first_pair, member, story, vote};
