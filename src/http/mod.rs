//! What the API and the pages share of HTTP: who calls, from where, how errors, bodies, cookies and forms are
//! read and written. It knows no address (route), no JSON shape of a resource and no page.

pub mod body;
pub mod brake;
pub mod caller;
pub mod client_address;
pub mod context;
pub mod cookies;
pub mod csrf;
pub mod devices;
pub mod error_page;
pub mod etag;
mod guesses;
pub mod language;
pub mod limits;
pub mod problem;
pub mod qr;
pub mod site;
pub mod streams;
pub mod visiting;

pub use context::Context;
pub use problem::{Problem, Result};
