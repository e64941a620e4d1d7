//! Typed ids: a prefix that says what it names, and a `UUIDv7` that grows with time, so that indexes on them
//! are appended to. An id of one kind can't stand where another is asked for. Held as text of a fixed length:
//! a vote on its way copies ten of them, and none of that asks for memory.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// Digits of a UUID.
const UUID: usize = 32;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; concat!($prefix, "_").len() + UUID]);

        impl $name {
            pub const PREFIX: &'static str = $prefix;

            /// A new id, later in order than every one made before it on this machine.
            #[allow(clippy::new_without_default, reason = "an id of nothing is no default")]
            pub fn new() -> Self {
                Self::of(Uuid::now_v7())
            }

            fn of(uuid: Uuid) -> Self {
                let mut text = [0; concat!($prefix, "_").len() + UUID];
                let (prefix, rest) = text.split_at_mut(concat!($prefix, "_").len());
                prefix.copy_from_slice(concat!($prefix, "_").as_bytes());
                uuid.simple().encode_lower(rest);
                Self(text)
            }

            /// An id of this kind from its text, if that is what it is.
            pub fn parse(text: &str) -> Option<Self> {
                let rest = text.strip_prefix(concat!($prefix, "_"))?;
                let canonical = rest.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
                canonical.then(|| text.as_bytes().try_into().ok().map(Self)).flatten()
            }

            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).expect("a prefix and hexadecimal digits")
            }

            /// The UUID in it: what tokens carry.
            pub fn to_bytes(&self) -> [u8; 16] {
                let uuid = Uuid::try_parse_ascii(&self.0[concat!($prefix, "_").len()..]);
                uuid.map_or([0; 16], Uuid::into_bytes)
            }

            pub fn from_bytes(bytes: [u8; 16]) -> Self {
                Self::of(Uuid::from_bytes(bytes))
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| {
                    serde::de::Error::custom(concat!("not an id that begins with ", $prefix, "_"))
                })
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
    /// An invitation to become a member of a consultation.
    MemberInvitationId, "minv";
    KeyId, "key";
    InvitationId, "inv";
    EventId, "evt";
    SnapshotId, "snap";
    /// Votes that were set aside together.
    SetAsideId, "aside";
    FeedbackId, "fb";
    TimelineId, "time";
    EvidenceId, "evi";
    GuidelineId, "gui";
    CommentId, "com";
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
