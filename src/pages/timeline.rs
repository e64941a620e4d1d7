//! What happens when: phases, milestones and events of a consultation in one line of time.

use crate::domain::Micros;
use crate::domain::consultation::Consultation;
use crate::domain::event::Event;
use crate::domain::process::TimelineEntry;
use crate::pages::format;
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::service::process::Process;

const DAY: Micros = 24 * 3_600 * 1_000_000;

/// A step of the timeline.
#[derive(Debug)]
pub struct Step {
    pub time: Time,
    /// For machines: when it begins.
    pub machine: String,
    pub when: String,
    pub what: Said,
    pub place: Option<Said>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Time {
    Past,
    Now,
    ToCome,
}

impl Time {
    /// A day without an end lasts until the day after.
    fn of(starts: Micros, ends: Micros, now: Micros) -> Self {
        if now >= ends {
            Time::Past
        } else if now >= starts {
            Time::Now
        } else {
            Time::ToCome
        }
    }

    pub fn class(self) -> &'static str {
        match self {
            Time::Past => "past",
            Time::Now => "now",
            Time::ToCome => "to-come",
        }
    }

    pub fn is_now(self) -> bool {
        self == Time::Now
    }
}

/// All steps, by when they begin.
pub fn steps(t: Text, c: &Consultation, process: &Process, now: Micros) -> Vec<Step> {
    let entry = |of: &TimelineEntry| {
        let ends = of.ends_at.unwrap_or_else(|| format::day_after(of.starts_at, &c.zone));
        let step = Step {
            time: Time::of(of.starts_at, ends, now),
            machine: format::machine(of.starts_at, &c.zone),
            when: format::days(of.starts_at, of.ends_at, &c.zone, t.0),
            what: Said::choose(&of.title, t.0, &c.languages)?,
            place: None,
        };
        Some((of.starts_at, step))
    };
    let event = |of: &Event| {
        let what = Said::choose(&of.name, t.0, &c.languages)?;
        let step = Step {
            time: Time::of(of.starts_at, of.ends_at, now),
            machine: format::machine(of.starts_at, &of.zone),
            // One that lasts for days is a channel, and nobody asks at what minute it begins.
            when: if of.ends_at - of.starts_at > DAY {
                format::days(of.starts_at, Some(of.ends_at), &of.zone, t.0)
            } else {
                format::moment(of.starts_at, &of.zone, t.0)
            },
            place: Said::choose(&of.place, t.0, &c.languages)
                .filter(|place| !place.text.is_empty() && !what.text.contains(&place.text)),
            what,
        };
        Some((of.starts_at, step))
    };
    let entries = process.timeline.iter().filter_map(entry);
    let mut steps: Vec<(Micros, Step)> = entries.chain(process.events.iter().filter_map(event)).collect();
    steps.sort_by_key(|(at, _)| *at);
    steps.into_iter().map(|(_, step)| step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_over_now_or_to_come() {
        assert_eq!(Time::of(10, 20, 9), Time::ToCome);
        assert_eq!(Time::of(10, 20, 10), Time::Now);
        assert_eq!(Time::of(10, 20, 20), Time::Past);
    }
}
