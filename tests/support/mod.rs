//! What the test binaries share: databases, the running service, a client. It knows the public parts of
//! Parvis and nothing of any one test.
#![allow(dead_code, reason = "each test binary uses the part that it needs")]

pub mod client;
pub mod databases;
pub mod postgres;
pub mod process;
pub mod server;
pub mod tree;
