//! HTML for people: thin handlers over the services. Knows HTTP, no SQL and no ranking.

pub mod assets;
pub mod errors;
pub mod figure;
pub mod format;
pub mod frame;
pub mod front;
pub mod installation;
pub mod locale;
pub mod mine;
pub mod propose;
pub mod results;
pub mod said;
pub mod text;
pub mod vote;
pub mod wrong;

#[cfg(test)]
mod catalogue_tests;
#[cfg(test)]
mod render_tests;
