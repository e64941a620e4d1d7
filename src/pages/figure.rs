//! Numbers of the figures: SVG with percentages for x and width, so that they follow the page without a
//! script and without a `style` attribute. What they show also stands beside them as a sentence.

/// One dash of the progress through a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tick {
    /// A class of its own: ` done`, ` now` or nothing.
    pub state: &'static str,
    pub x: String,
    pub width: String,
    pub y: u8,
    pub height: u8,
}

/// More dashes than this can't be told apart on a phone: they join.
const DASHES_MAX: i64 = 30;

/// The dashes of a round of `total` pairs while the `now`th is shown. The browser draws the same
/// (`frontend/src/participant/progress.ts`).
pub fn ticks(now: i64, total: i64) -> Vec<Tick> {
    let count = total.clamp(1, DASHES_MAX);
    let at = if total > DASHES_MAX { (now - 1) * DASHES_MAX / total + 1 } else { now };
    let step = 100.0 / count as f64;
    (1..=count)
        .map(|i| {
            let (state, y, height) = match i.cmp(&at) {
                std::cmp::Ordering::Less => (" done", 3, 4),
                std::cmp::Ordering::Equal => (" now", 1, 8),
                std::cmp::Ordering::Greater => ("", 3, 4),
            };
            let x = format!("{:.2}", step * ((i - 1) as f64 + 0.08));
            Tick { state, x, width: format!("{:.2}", step * 0.84), y, height }
        })
        .collect()
}

/// A dot with its interval on the scale from 0 to 100.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Interval {
    pub low: String,
    pub width: String,
    pub dot: String,
}

impl Interval {
    pub fn new(low: f64, dot: f64, high: f64) -> Self {
        let [low, high] = [low, high].map(|value| value.clamp(0.0, 100.0));
        Self { low: percent(low), width: percent(high - low), dot: percent(dot) }
    }
}

/// The scores of one idea in several groups on the scale from 0 to 100: a stroke for all, a ring for each group,
/// filled and with its interval for those that are spoken of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strip {
    pub all: Option<String>,
    pub rings: Vec<String>,
    pub marked: Vec<Interval>,
    /// The same numbers in words, for who can't see them.
    pub says: String,
}

impl Strip {
    pub fn of(all: Option<f64>) -> Self {
        Self { all: all.map(percent), ..Self::default() }
    }

    pub fn add(&mut self, score: f64, interval: Option<(f64, f64)>, is_marked: bool) {
        if is_marked {
            let (low, high) = interval.unwrap_or((score, score));
            self.marked.push(Interval::new(low, score, high));
        } else {
            self.rings.push(percent(score));
        }
    }
}

fn percent(value: f64) -> String {
    format!("{:.2}", value.clamp(0.0, 100.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_say_what_is_done_and_where_one_is() {
        let ticks = ticks(4, 15);
        let states: Vec<&str> = ticks.iter().map(|tick| tick.state.trim()).collect();
        assert_eq!(states[..5], ["done", "done", "done", "now", ""]);
        assert_eq!((ticks.len(), ticks[0].x.as_str(), ticks[0].width.as_str()), (15, "0.53", "5.60"));
        assert_eq!(super::ticks(1, 1).len(), 1);
        let many = super::ticks(200, 200);
        assert_eq!((many.len(), many[29].state), (30, " now"));
    }

    #[test]
    fn an_interval_stays_on_its_scale() {
        let interval = Interval::new(-3.0, 50.0, 104.0);
        assert_eq!((interval.low.as_str(), interval.width.as_str()), ("0.00", "100.00"));
    }

    #[test]
    fn a_strip_marks_what_is_spoken_of() {
        let mut strip = Strip::of(Some(52.0));
        strip.add(70.0, None, false);
        strip.add(31.0, Some((20.0, 44.0)), true);
        assert_eq!((strip.all.as_deref(), &strip.rings[..]), (Some("52.00"), &["70.00".to_owned()][..]));
        assert_eq!(strip.marked, [Interval::new(20.0, 31.0, 44.0)]);
    }
}
