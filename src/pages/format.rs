//! Numbers and times as each language writes them.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::domain::Micros;
use crate::pages::locale::Locale;

/// A whole number with its thousands apart: a comma in English, a space that does not break elsewhere.
pub fn number(value: f64, locale: Locale) -> String {
    let digits = format!("{:.0}", value.abs());
    let apart = if locale == Locale::En { ',' } else { '\u{a0}' };
    let mut out = String::new();
    if value <= -0.5 {
        out.push('\u{2212}');
    }
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(apart);
        }
        out.push(digit);
    }
    out
}

/// Day and minute in a zone (IANA name; an unknown one is UTC): `28.2.2020 klo 16.00`,
/// `28.2.2020 kl. 16.00`, `28 February 2020 at 16:00`.
pub fn moment(at: Micros, zone: &str, locale: Locale) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let Ok(stamp) = Timestamp::from_microsecond(at) else { return String::new() };
    let local = stamp.to_zoned_datetime(zone);
    // Parts of one moment don't fall apart at a line's end.
    let pattern = match locale {
        Locale::Fi => "%-d.%-m.%Y klo\u{a0}%-H.%M",
        Locale::Sv => "%-d.%-m.%Y kl.\u{a0}%-H.%M",
        Locale::En => "%-d\u{a0}%B %Y at\u{a0}%-H:%M",
    };
    local.strftime(pattern).to_string()
}

/// The day of a moment, or the days of a span, each written as shortly as can be: `14.1.2020`, `3.–28.2.2020`,
/// `14.1.–13.3.2020`; `3–28 February 2020`. An end at midnight is the day before.
pub fn days(from: Micros, to: Option<Micros>, zone: &str, locale: Locale) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let date = |at| Some(Timestamp::from_microsecond(at).ok()?.to_zoned_datetime(zone.clone()).date());
    let Some(first) = date(from) else { return String::new() };
    let last = to.and_then(|to| date((to - 1).max(from))).unwrap_or(first);
    let (whole, month, day) = match locale {
        Locale::Fi => ("%-d.%-m.%Y", "%-d.%-m.", "%-d."),
        Locale::Sv => ("%-d.%-m.%Y", "%-d.%-m", "%-d"),
        Locale::En => ("%-d\u{a0}%B\u{a0}%Y", "%-d\u{a0}%B", "%-d"),
    };
    let until = last.strftime(whole).to_string();
    if first == last {
        return until;
    }
    let (same_year, same_month) = (first.year() == last.year(), first.month() == last.month());
    let pattern = if same_year && same_month {
        day
    } else if same_year {
        month
    } else {
        whole
    };
    // Names of months hold spaces: then the dash has them too.
    let apart = if locale == Locale::En && pattern != day { "\u{a0}–\u{a0}" } else { "–" };
    format!("{}{apart}{until}", first.strftime(pattern))
}

/// When the day of a moment is over in a zone.
pub fn day_after(at: Micros, zone: &str) -> Micros {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    let over = Timestamp::from_microsecond(at).ok().and_then(|stamp| {
        let next = stamp.to_zoned_datetime(zone.clone()).date().tomorrow().ok()?;
        Some(next.at(0, 0, 0, 0).to_zoned_datetime(zone).ok()?.timestamp().as_microsecond())
    });
    over.unwrap_or(at)
}

/// The same moment for machines: `2020-02-28T16:00:00+02:00`.
pub fn machine(at: Micros, zone: &str) -> String {
    let zone = TimeZone::get(zone).unwrap_or(TimeZone::UTC);
    Timestamp::from_microsecond(at)
        .map(|stamp| stamp.to_zoned_datetime(zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2020-02-28T14:00:00Z.
    const CLOSING: Micros = 1_582_898_400_000_000;

    #[test]
    fn thousands_stand_apart() {
        for (value, written) in
            [(0.0, "0"), (999.0, "999"), (1000.0, "1,000"), (-12345.4, "\u{2212}12,345"), (-0.2, "0")]
        {
            assert_eq!(number(value, Locale::En), written);
        }
        assert_eq!(number(1e6, Locale::Sv), "1\u{a0}000\u{a0}000");
    }

    #[test]
    fn days_are_written_as_shortly_as_can_be() {
        let day = 24 * 3_600 * 1_000_000;
        let written = |from, to, locale| days(from, to, "Europe/Helsinki", locale).replace('\u{a0}', " ");
        let begins = CLOSING - 25 * day;
        for (locale, one, month, year, years) in [
            (Locale::Fi, "28.2.2020", "3.–28.2.2020", "14.1.–28.2.2020", "31.12.2019–28.2.2020"),
            (Locale::Sv, "28.2.2020", "3–28.2.2020", "14.1–28.2.2020", "31.12.2019–28.2.2020"),
            (
                Locale::En,
                "28 February 2020",
                "3–28 February 2020",
                "14 January – 28 February 2020",
                "31 December 2019 – 28 February 2020",
            ),
        ] {
            assert_eq!(written(CLOSING, None, locale), one);
            assert_eq!(written(begins, Some(CLOSING), locale), month);
            assert_eq!(written(CLOSING - 45 * day, Some(CLOSING), locale), year);
            assert_eq!(written(CLOSING - 59 * day, Some(CLOSING), locale), years);
            // Eight hours after its moment this day is over in Helsinki.
            assert_eq!(written(CLOSING, Some(CLOSING + 8 * 3_600 * 1_000_000), locale), one);
        }
    }

    #[test]
    fn a_moment_is_written_in_its_zone_and_language() {
        let written = |locale| moment(CLOSING, "Europe/Helsinki", locale).replace('\u{a0}', " ");
        assert_eq!(written(Locale::Fi), "28.2.2020 klo 16.00");
        assert_eq!(written(Locale::Sv), "28.2.2020 kl. 16.00");
        assert_eq!(written(Locale::En), "28 February 2020 at 16:00");
        assert_eq!(machine(CLOSING, "Europe/Helsinki"), "2020-02-28T16:00:00+02:00");
        assert_eq!(machine(CLOSING, "No/Where"), "2020-02-28T14:00:00+00:00");
    }
}
