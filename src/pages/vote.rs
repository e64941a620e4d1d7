//! The voting page: a question, a pair, four other answers. It works as a plain form; the browser's module
//! takes over where it can.

use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::participant::Progress;
use crate::pages::figure::{Tick, ticks};
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::stands::Stands;
use crate::pages::text::{Text, args};
use crate::pages::wrong::Wrong;

/// Code points from which either idea makes the pair's type smaller, for both.
const LONG_IDEA: usize = 140;
/// Code points from which a question is set small, so that the pair stays in view.
const LENGTHY_QUESTION: usize = 160;

/// A pair on its way into the page.
#[derive(Debug)]
pub struct PairView {
    pub token: String,
    /// The ids of the two ideas: what the pair is called when its token changes.
    pub key: String,
    pub left: Said,
    pub right: Said,
    pub long: bool,
}

impl PairView {
    pub fn new(token: String, key: String, left: Said, right: Said) -> Self {
        let long = left.length() > LONG_IDEA || right.length() > LONG_IDEA;
        Self { token, key, left, right, long }
    }
}

/// Where somebody is in their round: the pair's number and how many there are.
pub fn position(progress: &Progress) -> (i64, i64) {
    let round = progress.round.max(1);
    let within = progress.answered.rem_euclid(round);
    let total = round.min(within + progress.remaining.max(1));
    (within + 1, total)
}

/// The pair before which an idea of one's own is offered: the first of the second half.
pub fn is_half_way(progress: &Progress) -> bool {
    let (now, total) = position(progress);
    total >= 4 && now == (total + 1) / 2 + 1
}

#[derive(Template)]
#[template(path = "vote.html")]
pub struct VotePage {
    pub frame: Frame,
    pub address: String,
    pub api: String,
    pub consultation: String,
    pub csrf: String,
    pub question: Said,
    pub lengthy: bool,
    pub wrong: Option<Wrong>,
    pub notice: Option<String>,
    pub stands: Option<Stands>,
    /// The token of who keeps no cookie, for the browser's module.
    pub visit: Option<String>,
    pub far: String,
    /// The same as it is spoken: a stroke between numbers would be read as a fraction.
    pub far_aloud: String,
    pub ticks: Vec<Tick>,
    pub pair: PairView,
    pub half: bool,
    pub can_undo: bool,
    pub answered: i64,
    pub round: i64,
    pub remaining: i64,
    /// Patterns for the browser's module, which fills in what stands in braces.
    pub shown_pattern: String,
    pub aloud_pattern: String,
    pub only_in: String,
}

/// What surrounds the pair.
#[derive(Debug, Default)]
pub struct Around {
    pub csrf: String,
    /// There is a choice to take back.
    pub can_undo: bool,
    pub notice: Option<String>,
    pub stands: Option<Stands>,
    pub visit: Option<String>,
    pub wrong: Option<Wrong>,
}

impl VotePage {
    pub fn new(frame: Frame, c: &Consultation, progress: &Progress, pair: PairView, around: Around) -> Self {
        let t = frame.t;
        let question = question(c, t);
        let (now, total) = position(progress);
        Self {
            address: format!("/c/{}", c.slug),
            api: format!("/api/v1/consultations/{}", c.id),
            consultation: c.id.to_string(),
            csrf: around.csrf,
            lengthy: question.length() > LENGTHY_QUESTION,
            question,
            wrong: around.wrong,
            notice: around.notice,
            stands: around.stands,
            visit: around.visit,
            far: far(t, now, total),
            far_aloud: t.fill("vote-aloud", &args!["n" => now, "total" => total]),
            ticks: ticks(now, total),
            pair,
            half: is_half_way(progress),
            can_undo: around.can_undo,
            answered: progress.answered,
            round: progress.round.max(1),
            remaining: progress.remaining,
            shown_pattern: t.fill("vote-title", &args!["n" => "{n}", "total" => "{total}"]),
            aloud_pattern: t.fill("vote-aloud", &args!["n" => "{n}", "total" => "{total}"]),
            only_in: only_in(c, t),
            frame,
        }
    }
}

/// “Pair 4 of 15”.
pub fn far(t: Text, now: i64, total: i64) -> String {
    t.fill("vote-title", &args!["n" => now, "total" => total])
}

/// The note on an idea that lacks the reader's language, for each language that the consultation has:
/// `sv=Only in Swedish so far|fi=…`. The browser's module picks by the idea's language.
fn only_in(c: &Consultation, t: Text) -> String {
    if !c.languages.contains(&t.0.lang()) {
        return String::new();
    }
    let tags =
        c.languages.iter().map(crate::domain::Lang::as_str).filter(|tag| *tag != t.0.tag() && *tag != "und");
    let notes = tags.chain(["*"]).map(|tag| format!("{tag}={}", t.say1("only-in", "lang", tag)));
    notes.collect::<Vec<_>>().join("|")
}

/// The end of a round, or of all pairs.
#[derive(Template)]
#[template(path = "thanks.html")]
pub struct ThanksPage {
    pub frame: Frame,
    pub address: String,
    pub csrf: String,
    pub heading: String,
    pub lead: String,
    pub simulated: bool,
    pub results: bool,
    pub more: Option<String>,
    pub form: Option<crate::pages::propose::ProposeForm>,
    pub now_when: String,
    pub now_what: String,
    pub results_when: String,
    pub can_undo: bool,
    pub stands: Option<Stands>,
}

/// What the end of a round tells.
#[derive(Debug, Default)]
pub struct Ending {
    pub csrf: String,
    pub sees_results: bool,
    pub can_undo: bool,
    /// Participants that have voted, this one among them, if they may be told.
    pub participants: i64,
    pub ideas: i64,
    pub stands: Option<Stands>,
}

impl ThanksPage {
    pub fn new(frame: Frame, c: &Consultation, progress: &Progress, ending: Ending) -> Self {
        use crate::domain::consultation::ResultsRule;
        let t = frame.t;
        let (heading, lead) = words(t, progress, &ending);
        let until = |at| t.say1("thanks-until", "time", format::moment(at, &c.zone, t.0));
        let more = progress.remaining.min(progress.round);
        Self {
            address: format!("/c/{}", c.slug),
            heading,
            lead,
            simulated: c.simulated,
            results: ending.sees_results,
            more: (more > 0).then(|| t.say1("thanks-more", "pairs", more)),
            form: Some(crate::pages::propose::ProposeForm::quiet(c, t)),
            now_when: c.closes_at.map_or_else(|| t.say("thanks-voting"), until),
            now_what: if c.closes_at.is_some() {
                t.say("thanks-voting")
            } else {
                t.say("thanks-voting-open")
            },
            results_when: match c.results {
                ResultsRule::Always | ResultsRule::AfterRound
                    if !ending.sees_results
                        && (progress.round_complete || c.results == ResultsRule::Always) =>
                {
                    t.say("thanks-results-few")
                }
                ResultsRule::Always => t.say("thanks-results-always"),
                ResultsRule::AfterRound if ending.sees_results => t.say("thanks-results-after-round"),
                ResultsRule::AfterRound => t.say("thanks-results-more-choices"),
                ResultsRule::Closed => t.say("thanks-results-closed"),
                ResultsRule::Members => t.say("thanks-results-members"),
            },
            can_undo: ending.can_undo,
            stands: ending.stands,
            csrf: ending.csrf,
            frame,
        }
    }
}

fn words(t: Text, progress: &Progress, ending: &Ending) -> (String, String) {
    if progress.remaining <= 0 && progress.answered <= 0 {
        return (t.say("thanks-few"), t.say("thanks-few-lead"));
    }
    let others = ending.participants - 1;
    let lead = if others > 0 {
        t.fill("thanks-lead-others", &args!["others" => others, "ideas" => ending.ideas])
    } else {
        t.say("thanks-lead")
    };
    if progress.remaining <= 0 {
        return (t.say("thanks-none-left"), t.say("thanks-none-left-lead"));
    }
    (t.say1("thanks-all", "pairs", progress.round), lead)
}
