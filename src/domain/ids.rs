//! Typed ids: a prefix that says what it names, and a `UUIDv7` that grows with time, so that indexes on them
//! are appended to. An id of one kind can't stand where another is asked for.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            /// A new id, later in order than every one made before it on this machine.
            #[allow(clippy::new_without_default, reason = "an id of nothing is no default")]
            pub fn new() -> Self {
                Self(format!(concat!($prefix, "_{}"), Uuid::now_v7().simple()))
            }

            /// An id of this kind from its text, if that is what it is.
            pub fn parse(text: &str) -> Option<Self> {
                let rest = text.strip_prefix(concat!($prefix, "_"))?;
                let canonical = rest.len() == 32 && rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                canonical.then(|| Self(text.to_owned()))
            }

            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The UUID in it: what tokens carry.
            pub fn to_bytes(&self) -> [u8; 16] {
                Uuid::parse_str(&self.0[$prefix.len() + 1..]).map_or([0; 16], Uuid::into_bytes)
            }

            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(format!(concat!($prefix, "_{}"), Uuid::from_bytes(bytes).simple()))
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;
            fn try_from(text: String) -> Result<Self, String> {
                Self::parse(&text).ok_or_else(|| format!(concat!("not an id that begins with ", $prefix, "_")))
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }
    )*};
}

ids! {
    ConsultationId, "con";
    IdeaId, "idea";
    ParticipantId, "par";
    PairId, "pair";
    MemberId, "mem";
    KeyId, "key";
    InvitationId, "inv";
    EventId, "evt";
    SnapshotId, "snap";
    FeedbackId, "fb";
}

#[cfg(test)]
mod tests {
    use super::{IdeaId, PairId};

    #[test]
    fn an_id_is_read_back_and_no_other_kind_is() {
        let id = IdeaId::new();
        assert_eq!(IdeaId::parse(id.as_str()), Some(id.clone()));
        assert_eq!(PairId::parse(id.as_str()), None);
        assert_eq!(IdeaId::parse(&id.as_str().to_uppercase()), None);
        assert_eq!(IdeaId::parse("idea_"), None);
        assert_eq!(IdeaId::from_bytes(id.to_bytes()), id);
    }

    #[test]
    fn ids_grow_with_time() {
        let ids: Vec<_> = (0..1000).map(|_| IdeaId::new()).collect();
        assert!(ids.windows(2).all(|w| w[0] < w[1]));
    }
}
