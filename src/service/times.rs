//! Times that people enter: a local time in a zone, or an instant; stored as an instant.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::domain::{Code, Error, Micros, Result};

/// The zone by its IANA name.
///
/// # Errors
/// `invalid_field` at `zone`.
pub fn zone(name: &str) -> Result<TimeZone> {
    TimeZone::get(name).map_err(|_| {
        Error::field(
            "zone",
            Code::InvalidField,
            "This is no time zone's name; write Europe/Helsinki, for instance.",
        )
    })
}

/// An instant from RFC 3339 (`2026-03-28T18:00:00Z`), or from a local time in the zone (`2026-03-28T20:00`).
/// A local time that stands twice, when the clocks go back, is the first of the two.
///
/// # Errors
/// `invalid_field` at `field`: not a time, or one that the zone's clocks skip.
pub fn parse(field: &str, text: &str, zone: &TimeZone) -> Result<Micros> {
    if let Ok(instant) = text.parse::<Timestamp>() {
        return Ok(instant.as_microsecond());
    }
    let local: DateTime = text.parse().map_err(|_| {
        let detail = "This is no time; write 2026-03-28T20:00 for local time, or 2026-03-28T18:00:00Z.";
        Error::field(field, Code::InvalidField, detail)
    })?;
    let ambiguous = zone.to_ambiguous_zoned_datetime(local);
    if matches!(ambiguous.offset(), AmbiguousOffset::Gap { .. }) {
        let detail = "There is no such local time: the clocks go forward over it. Choose another.";
        return Err(Error::field(field, Code::InvalidField, detail));
    }
    let zoned = ambiguous
        .earlier()
        .map_err(|_| Error::field(field, Code::InvalidField, "This time is out of range."))?;
    Ok(zoned.timestamp().as_microsecond())
}

/// RFC 3339 in UTC.
pub fn rfc3339(instant: Micros) -> String {
    Timestamp::from_microsecond(instant).map_or_else(|_| String::new(), |t| t.to_string())
}

/// Local time in a zone with its offset, to show: `2026-10-25 03:30 +03:00`.
pub fn local(instant: Micros, zone: &TimeZone) -> String {
    Timestamp::from_microsecond(instant).map_or_else(
        |_| String::new(),
        |t| t.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%d %H:%M %:z").to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::{local, parse, rfc3339, zone};

    #[test]
    fn local_times_around_the_change_of_clocks() {
        let helsinki = zone("Europe/Helsinki").unwrap();
        for (written, utc) in [
            ("2026-03-28T20:00", Some("2026-03-28T18:00:00Z")),
            ("2026-03-29T02:59", Some("2026-03-29T00:59:00Z")),
            ("2026-03-29T03:30", None),
            ("2026-03-29T04:00", Some("2026-03-29T01:00:00Z")),
            ("2026-10-24T20:00", Some("2026-10-24T17:00:00Z")),
            ("2026-10-25T03:30", Some("2026-10-25T00:30:00Z")),
            ("2026-10-25T20:00", Some("2026-10-25T18:00:00Z")),
            ("2026-12-31T23:59", Some("2026-12-31T21:59:00Z")),
            ("2026-03-28T18:00:00Z", Some("2026-03-28T18:00:00Z")),
            ("2026-03-28T20:00:00+02:00", Some("2026-03-28T18:00:00Z")),
            ("tomorrow", None),
        ] {
            let parsed = parse("closes_at", written, &helsinki).ok();
            assert_eq!(parsed.map(rfc3339).as_deref(), utc, "{written}");
        }
        let doubled = parse("closes_at", "2026-10-25T03:30", &helsinki).unwrap();
        assert_eq!(local(doubled, &helsinki), "2026-10-25 03:30 +03:00");
    }

    #[test]
    fn a_zone_is_named_as_iana_names_it() {
        assert!(zone("Europe/Helsinki").is_ok());
        assert!(zone("Helsinki").is_err());
    }
}
