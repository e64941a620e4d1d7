//! An event: a room or a channel through which participants come.

use crate::domain::ids::EventId;
use crate::domain::{Code, Error, Lang, Micros, Result, Texts};

/// The key by which results by event are asked for, beside the questions about groups.
pub const EVENT_KEY: &str = "event";
/// Letters and digits of a join code.
pub const CODE_LENGTH: usize = 6;
/// People come early: the doors open so long before an event begins.
const DOORS: Micros = 2 * 3_600 * 1_000_000;
/// Characters of a name or a place in one language.
pub const NAME_MAX: usize = 160;

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: EventId,
    pub name: Texts,
    pub place: Texts,
    pub starts_at: Micros,
    pub ends_at: Micros,
    /// IANA name of the zone in which people are told its times.
    pub zone: String,
    /// In the order in which the room's screen shows them.
    pub languages: Vec<Lang>,
    /// What people type to come in through it.
    pub code: String,
    /// The room's screen shows the ranking; the host decides when.
    pub revealed: bool,
    pub version: i64,
    pub created_at: Micros,
}

impl Event {
    /// Whether people come in through it now.
    ///
    /// # Errors
    /// `event_not_begun`, `event_over`.
    pub fn must_be_on(&self, now: Micros) -> Result<()> {
        if now >= self.ends_at {
            let detail = "This event is over: its code lets nobody in any more.";
            return Err(Error::field("code", Code::EventOver, detail));
        }
        if now < self.starts_at - DOORS {
            let detail = "This event has not begun: its code works from two hours before on.";
            return Err(Error::field("code", Code::EventNotBegun, detail));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_come_in_from_two_hours_before_until_the_end() {
        let hour = 3_600 * 1_000_000;
        let event = Event {
            id: EventId::new(),
            name: Texts::default(),
            place: Texts::default(),
            starts_at: 10 * hour,
            ends_at: 12 * hour,
            zone: "Europe/Helsinki".into(),
            languages: Vec::new(),
            code: "CDFGHJ".into(),
            revealed: false,
            version: 1,
            created_at: 0,
        };
        let code = |now: Micros| event.must_be_on(now).err().map(|error| error.code);
        assert_eq!(code(8 * hour - 1), Some(Code::EventNotBegun));
        assert_eq!(code(8 * hour), None);
        assert_eq!(code(12 * hour - 1), None);
        assert_eq!(code(12 * hour), Some(Code::EventOver));
    }
}
