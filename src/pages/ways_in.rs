//! How people came in, in a sentence of the results: whoever reads them should know who could take part how.

use crate::domain::participant::Ways;
use crate::pages::text::Text;

/// None where nobody came.
pub fn said(t: Text, ways: Ways) -> Option<String> {
    let way = |(people, many, few)| match people {
        0 => None,
        // Of a few people nothing is told.
        1..=4 => Some(t.say(few)),
        people => Some(t.say1(many, "count", (people + 2) / 5 * 5)),
    };
    let all = [
        (ways.open, "ways-open", "ways-open-few"),
        (ways.codes, "ways-codes", "ways-codes-few"),
        (ways.events, "ways-events", "ways-events-few"),
    ];
    let all: Vec<String> = all.into_iter().filter_map(way).collect();
    (!all.is_empty()).then(|| t.say1("ways-in", "ways", all.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pages::locale::Locale;

    #[test]
    fn ways_are_rounded_and_few_people_are_not_counted() {
        let said = |open, codes, events| said(Text(Locale::En), Ways { open, codes, events });
        assert_eq!(said(0, 0, 0), None);
        assert_eq!(
            said(122, 3, 60).unwrap(),
            "How people came in: about 120 by the open link, fewer than five with a code, about 60 through events."
        );
    }
}
