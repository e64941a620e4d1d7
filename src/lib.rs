//! Parvis turns many people's choices between two ideas into one ranking that can be trusted.
//!
//! `ARCHITECTURE.md` draws the house: which room may call which.

pub mod api;
pub mod assets;
pub mod cli;
pub mod domain;
pub mod export;
pub mod http;
pub mod live;
pub mod pages;
pub mod pairing;
pub mod ranking;
pub mod reading;
pub mod server;
pub mod service;
pub mod store;
