//! What an attacker tries, over HTTP on both databases. Each story failed once; it holds the promise that it
//! broke.
#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

#[path = "support/case.rs"]
mod case;
#[path = "support/mod.rs"]
mod support;

#[path = "attacks/order.rs"]
mod order;
#[path = "attacks/repeated.rs"]
mod repeated;
