//! JSON for programs and for our own interface: one table of routes, one file a resource. It knows HTTP and
//! the services, no SQL and no ranking.
#![allow(unused_qualifications, reason = "utoipa's macro repeats the types of a handler's signature")]

mod accounts;
mod background;
mod certainty;
mod changes;
mod comments;
mod comparisons;
mod consultations;
mod decisions;
mod docs;
mod events;
mod evidence;
mod exports;
mod feedback;
mod groups;
mod guidelines;
mod ideas;
mod invitations;
mod keys;
mod log;
mod members;
mod membership;
mod paging;
mod pairs;
mod participants;
mod plan;
mod ranking;
mod rejections;
mod rewordings;
mod routes;
mod second_round;
mod sessions;
mod set_asides;
mod signs;
mod snapshots;
mod timeline;
mod votes;
mod words;

pub use docs::{configure, openapi_json};
