//! Owns how moments are written in people's files. Knows no columns.

use ::time::OffsetDateTime;
use ::time::format_description::well_known::Rfc3339;

use crate::domain::Micros;

/// What to say of a text that is no moment.
pub const EXPECTED: &str = "no moment: write 2026-02-03T09:00:17Z or 2026-02-03 09:00:17 UTC";

/// A moment: RFC 3339 with its offset, or with a space between date and time, or with ` UTC` at the end. Without
/// any zone it is UTC, as every export that Parvis knows means it. `None` if it is none of these.
pub fn moment(text: &str) -> Option<Micros> {
    let text = text.trim();
    let mut form = text.strip_suffix(" UTC").map_or_else(|| text.to_owned(), |rest| format!("{rest}Z"));
    // The byte after the date may only be touched if it is one.
    if form.as_bytes().get(10) == Some(&b' ') {
        form.replace_range(10..11, "T");
    }
    let zoned = form.ends_with(['Z', 'z']) || form.get(19..).is_some_and(|rest| rest.contains(['+', '-']));
    if !zoned {
        form.push('Z');
    }
    let moment = OffsetDateTime::parse(&form, &Rfc3339).ok()?;
    i64::try_from(moment.unix_timestamp_nanos().div_euclid(1000)).ok()
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn moments_are_read_in_the_forms_that_exports_have() {
        let expected = 1_770_109_217_000_000;
        for text in [
            "2026-02-03T09:00:17Z",
            "2026-02-03 09:00:17 UTC",
            "2026-02-03T11:00:17+02:00",
            "2026-02-03 11:00:17+02:00",
            "2026-02-03T05:30:17-03:30",
            "2026-02-03 09:00:17",
            " 2026-02-03T09:00:17.000 ",
        ] {
            assert_eq!(moment(text), Some(expected), "{text}");
        }
        assert_eq!(moment("2026-02-03T09:00:17.25Z"), Some(expected + 250_000));
        assert_eq!(moment("1969-12-31T23:59:59.9999999Z"), Some(-1));
    }

    #[test]
    fn what_is_no_moment_is_not_guessed() {
        for text in [
            "",
            "NA",
            "03.02.2026 09:00",
            "2026-02-03",
            "2026-02-30 09:00:17 UTC",
            "1770109217",
            "ååååååååååååå",
        ] {
            assert_eq!(moment(text), None, "{text}");
        }
    }
}
