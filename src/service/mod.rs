//! Use cases: one file each. They own the transactions and the rules of who may do what; they know no HTTP.

pub mod accounts;
pub mod passwords;
pub mod secrets;
