//! What stands in place of results that are not shown: when they will be.

use crate::domain::consultation::{Consultation, ResultsRule};
use crate::pages::format;
use crate::pages::results::Shown;
use crate::pages::text::Text;

/// When results will be shown, in words; and that they are not, before at least five people have made choices.
pub fn withheld(t: Text, c: &Consultation, of_five: bool) -> Shown {
    let rule = match (c.results, c.closes_at) {
        (ResultsRule::Always, _) if !of_five => None,
        (ResultsRule::AfterRound | ResultsRule::Always, _) => Some(t.say("results-withheld-after-round")),
        (ResultsRule::Closed, Some(at)) => {
            Some(t.say1("results-withheld-closed-at", "time", format::moment(at, &c.zone, t.0)))
        }
        (ResultsRule::Closed, None) => Some(t.say("results-withheld-closed")),
        (ResultsRule::Members, _) => Some(t.say("results-withheld-members")),
    };
    let few = (!of_five && c.results != ResultsRule::Members).then(|| t.say("results-withheld-few"));
    Shown::Withheld(rule.into_iter().chain(few).collect::<Vec<_>>().join(" "))
}
