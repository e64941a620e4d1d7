//! HTML for people: thin handlers over the services. Knows HTTP, no SQL and no ranking.

pub mod assets;
