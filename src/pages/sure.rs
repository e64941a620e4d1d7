//! How sure a ranking is, in headings and sentences: who may be first, what that hangs on, and what would settle it.

use crate::live::{Certainty, More};
use crate::pages::results::{Known, Ranked};
use crate::pages::text::{Text, args};

/// How sure the ranking is: headings and sentences.
pub fn sure(t: Text, known: &Known, ranked: &[&Ranked], front: usize) -> Vec<(String, String)> {
    let widths: Vec<f64> =
        ranked.iter().filter_map(|idea| idea.score).map(|(_, low, high)| (high - low) / 2.0).collect();
    let Some(width) = median(widths) else { return Vec::new() };
    let amount = median(ranked.iter().map(|idea| idea.votes).collect()).unwrap_or_default().round();
    let width = width.round().max(1.0);
    let place = if front == 1 {
        (t.say("results-sure-first-holds"), t.say("results-sure-first-holds-text"))
    } else {
        let count = front.max(2);
        (t.say("results-sure-first-open"), t.say1("results-sure-first-open-text", "count", count))
    };
    let turned = known.certainty.as_ref().and_then(|found| turned(t, found));
    let needed = known.certainty.as_ref().and_then(|found| needed(t, found, known.updated.is_some()));
    let rest = [
        (t.say1("results-sure-width", "width", width), t.say1("results-sure-width-text", "width", width)),
        (t.say1("results-sure-amount", "count", amount), t.say("results-sure-amount-text")),
    ];
    std::iter::once(place).chain(turned).chain(needed).chain(rest).collect()
}

/// How few choices another first place hangs on.
fn turned(t: Text, found: &Certainty) -> Option<(String, String)> {
    let votes = found.first.votes?;
    let text = args!["votes" => votes, "voters" => found.first.voters.unwrap_or_default()];
    Some((t.say1("results-sure-turned", "votes", votes), t.fill("results-sure-turned-text", &text)))
}

/// How many more choices would settle the best five, to two digits: it is a reckoning. After the end nobody can
/// give what is still needed.
fn needed(t: Text, found: &Certainty, open: bool) -> Option<(String, String)> {
    let More { votes, too_close } = found.needed.best_five?;
    if votes == 0.0 {
        return Some((t.say("results-sure-settled"), t.say("results-sure-settled-text")));
    }
    if too_close {
        return Some((t.say("results-sure-close"), t.say("results-sure-close-text")));
    }
    if !open {
        return None;
    }
    let scale = 10_f64.powf((votes.log10().floor() - 1.0).max(0.0));
    let votes = (votes / scale).round() * scale;
    Some((t.say1("results-sure-needed", "count", votes), t.say("results-sure-needed-text")))
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}
