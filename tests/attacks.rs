//! What an attacker tries, over HTTP on both databases. Each story failed once; it holds the promise that it
//! broke.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/case.rs"]
mod case;
#[path = "support/mod.rs"]
mod support;

#[path = "attacks/accounts.rs"]
mod accounts;
#[path = "attacks/answers.rs"]
mod answers;
#[path = "attacks/erasure.rs"]
mod erasure;
#[path = "attacks/flood.rs"]
mod flood;
#[path = "attacks/keys.rs"]
mod keys;
#[path = "attacks/logs.rs"]
mod logs;
#[path = "attacks/network.rs"]
mod network;
#[path = "attacks/order.rs"]
mod order;
#[path = "attacks/repeated.rs"]
mod repeated;
#[path = "attacks/sign_in.rs"]
mod sign_in;
#[path = "attacks/streams.rs"]
mod streams;
#[path = "attacks/stuffing.rs"]
mod stuffing;
#[path = "attacks/subtraction.rs"]
mod subtraction;
