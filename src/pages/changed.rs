//! What changed after people had compared: words of ideas, the question, ideas that were withdrawn. Told beside the
//! results, with dates and both texts, so that nobody has to find out.

use crate::domain::consultation::Consultation;
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::IdeaId;
use crate::domain::rewording::{EditKind, Rewording};
use crate::domain::{Lang, Micros, Texts};
use crate::export::report::{Block, Cell, Table};
use crate::live::Computed;
use crate::pages::format;
use crate::pages::guidelines::said;
use crate::pages::report::{cell, heads};
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::service::rewordings::{Replacement, WordStory};

/// A part of changed characters from which it is said how much changed.
const MUCH: f64 = 0.25;

/// A change, in words, with both texts in each language that changed.
pub struct Changed {
    pub says: String,
    pub texts: Vec<BothTexts>,
    /// Stands where the texts had to be erased.
    pub erased: Option<String>,
}

pub struct BothTexts {
    pub before: Said,
    pub after: Said,
}

/// A sentence about other ideas, and their words with the addresses of their pages, where they have one.
pub struct Others {
    pub says: String,
    pub ideas: Vec<(Option<String>, Said)>,
}

/// All that is told of an idea's words beside them.
#[derive(Default)]
pub struct Story {
    pub changes: Vec<Changed>,
    pub others: Vec<Others>,
}

impl Story {
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty() && self.others.is_empty()
    }

    pub fn of(t: Text, c: &Consultation, story: &WordStory) -> Self {
        let link =
            |idea: &Idea| (Some(format!("/c/{}/results/idea/{}", c.slug, idea.id)), said(t, c, &idea.texts));
        let mut others = Vec::new();
        if let Some(Replacement { old, new, comparisons }) = &story.replaces {
            let args = args!["date" => day(t, c, new.created_at), "count" => *comparisons];
            others.push(Others { says: t.fill("words-replaces", &args), ideas: vec![link(old)] });
        }
        // One that was made active again stands beside the other.
        if let Some(Replacement { new, .. }) =
            story.replaced.as_ref().filter(|pair| pair.old.state != IdeaState::Active)
        {
            let says = t.say1("words-replaced", "date", day(t, c, new.created_at));
            others.push(Others { says, ideas: vec![link(new)] });
        }
        if !story.linked.is_empty() {
            let ideas = story.linked.iter().map(|texts| (None, said(t, c, texts))).collect();
            others.push(Others { says: t.say("words-linked"), ideas });
        }
        let changes = story.corrections.iter().map(|of| changed(t, c, of, "words-corrected")).collect();
        Self { changes, others }
    }
}

/// How the question changed, as it is told beside the results.
pub fn question_changes(t: Text, c: &Consultation, all: &[Rewording]) -> Vec<Changed> {
    let one = |of: &Rewording| {
        let says = match of.kind {
            EditKind::Correction => "words-question-corrected",
            EditKind::NewMeaning => "words-question-changed",
        };
        changed(t, c, of, says)
    };
    all.iter().map(one).collect()
}

fn changed(t: Text, c: &Consultation, of: &Rewording, says: &str) -> Changed {
    let mut says = t.fill(says, &args!["date" => day(t, c, of.at), "count" => of.comparisons]);
    if of.changed >= MUCH {
        says.push(' ');
        says.push_str(&t.say1("words-much", "percent", (100.0 * of.changed).round()));
    }
    let texts: Vec<BothTexts> = both(t, &of.before, &of.after).collect();
    Changed { says, erased: texts.is_empty().then(|| t.say("words-erased")), texts }
}

/// Both texts in each language in which they differ.
fn both<'a>(t: Text, before: &'a Texts, after: &'a Texts) -> impl Iterator<Item = BothTexts> + 'a {
    let added = after.0.keys().filter(|lang| before.get(lang).is_none());
    let differ = before.0.keys().chain(added).filter(|lang| before.get(lang) != after.get(lang));
    let one = move |text: Option<&str>, lang: &Lang| match text {
        Some(text) => Said::new(text, lang, t.0),
        None => Said::own(t.say("words-none")),
    };
    differ
        .map(move |lang| BothTexts { before: one(before.get(lang), lang), after: one(after.get(lang), lang) })
}

fn day(t: Text, c: &Consultation, at: Micros) -> String {
    format::days(at, None, &c.zone, t.0)
}

/// That ideas withdrawn after they had been compared are among the opponents of a score.
pub fn withdrawn(t: Text, computed: &Computed) -> Option<String> {
    (computed.withdrawn > 0).then(|| t.say1("results-method-withdrawn", "count", computed.withdrawn))
}

/// All of it for a report.
pub fn blocks(
    t: Text,
    c: &Consultation,
    all: &[(Option<IdeaId>, Rewording)],
    replaced: &[Replacement],
) -> Vec<Block> {
    let kind = |of_question: bool, kind: EditKind| {
        let kind = t.say(match kind {
            EditKind::Correction => "words-kind-correction",
            EditKind::NewMeaning => "words-kind-new-meaning",
        });
        if of_question { t.say1("words-kind-question", "kind", kind) } else { kind }
    };
    let mut rows: Vec<(Micros, Vec<Vec<Cell>>)> = Vec::new();
    let mut put = |at: Micros, what: &str, before: &Texts, after: &Texts| {
        let row = |texts: BothTexts| {
            vec![Cell::plain(day(t, c, at)), Cell::plain(what), cell(&texts.before), cell(&texts.after)]
        };
        let mut of_one: Vec<_> = both(t, before, after).map(row).collect();
        if of_one.is_empty() {
            let erased = || Cell::plain(t.say("words-erased"));
            of_one.push(vec![Cell::plain(day(t, c, at)), Cell::plain(what), erased(), erased()]);
        }
        rows.push((at, of_one));
    };
    for (idea, of) in all {
        put(of.at, &kind(idea.is_none(), of.kind), &of.before, &of.after);
    }
    for Replacement { old, new, .. } in replaced {
        put(new.created_at, &kind(false, EditKind::NewMeaning), &old.texts, &new.texts);
    }
    if rows.is_empty() {
        return Vec::new();
    }
    rows.sort_by_key(|(at, _)| *at);
    vec![
        Block::heading(1, t.say("words-title")),
        Block::paragraph(t.say("words-report-lead")),
        Block::Table(Table {
            caption: t.say("words-title"),
            heads: heads(
                t,
                &[
                    ("words-col-when", false, 14),
                    ("words-col-what", false, 16),
                    ("words-col-before", false, 35),
                    ("words-col-after", false, 35),
                ],
            ),
            rows: rows.into_iter().flat_map(|(_, rows)| rows).collect(),
        }),
    ]
}
