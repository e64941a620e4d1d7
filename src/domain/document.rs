//! What members write around the votes. All of it is kept, read and changed alike: a body with a version.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::domain::Micros;
use crate::domain::ids::MemberId;

/// A kind of document.
pub trait Document: Serialize + DeserializeOwned + Clone + Send + 'static {
    /// The word in the store.
    const KIND: &'static str;
    /// What people call one, for errors.
    const NAME: &'static str;
    /// Whether every version is kept.
    const KEEPS_VERSIONS: bool = false;
    /// So many of them a consultation holds.
    const MOST: i64 = 200;

    /// Where it stands among its kind.
    fn position(&self) -> i64;
}

/// A document as it is stored.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored<T> {
    pub id: String,
    pub body: T,
    /// Grows with each change; what `If-Match` compares.
    pub version: i64,
    pub created_at: Micros,
    pub updated_at: Micros,
}

/// A version that was.
#[derive(Clone, Debug, PartialEq)]
pub struct Version<T> {
    pub version: i64,
    pub body: T,
    pub by: MemberId,
    pub made_at: Micros,
}
