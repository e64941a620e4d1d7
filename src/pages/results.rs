//! The results page: first a sentence, then figures beside their sentences, then a table, then how sure it
//! is. It never shows a place without its range, and nothing at all where the rule withholds it.

use std::ops::Range;

use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;

use crate::domain::consultation::Consultation;
use crate::domain::{Code, Micros};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::{self, Certainty, State};
use crate::pages::changed::{Changed, question_changes, withdrawn};
use crate::pages::figure::Interval;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::said::Said;
use crate::pages::sure::sure;
use crate::pages::text::{Text, args};
use crate::pages::visit::{Visit, query};
use crate::pages::withheld::withheld;
use crate::service::now;

/// Ideas on one page of the results.
pub const IDEAS_A_PAGE: usize = 50;
/// Code points up to which the first idea stands in the heading itself.
const HEADING_IDEA: usize = 90;

/// More ideas than this don't share a front: the choices tell them apart too little for that.
const FRONT_MAX: usize = 5;

/// An idea of the ranking, as the page needs it. Best first; those without a place last.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub id: String,
    pub said: Said,
    /// 0 where there is no place.
    pub rank: u32,
    /// Best and worst place that the votes leave possible.
    pub place: Option<(u32, u32)>,
    /// From 1; None where there is no place.
    pub tier: Option<u32>,
    /// Score with its interval, 0 to 100.
    pub score: Option<(f64, f64, f64)>,
    pub win_rate: f64,
    pub votes: f64,
}

/// What is known of a ranking besides its ideas.
#[derive(Clone, Debug)]
pub struct Known {
    pub votes: f64,
    pub participants: i64,
    pub updated: Option<Micros>,
    pub certainty: Option<Certainty>,
}

pub enum Shown {
    Withheld(String),
    Ranking(Box<Report>),
}

pub struct Report {
    pub finding: Said,
    pub lead: Vec<String>,
    pub meta: Vec<String>,
    pub how_to_read: Option<String>,
    pub tiers: Vec<Tier>,
    pub pager: Option<Pager>,
    /// Heading and sentence.
    pub sure: Vec<(String, String)>,
}

impl Report {
    pub fn has_ideas(&self) -> bool {
        !self.tiers.is_empty()
    }
}

/// Ideas on one sheet.
pub struct Tier {
    pub heading: String,
    pub why: String,
    pub has_figures: bool,
    pub ideas: Vec<Row>,
}

pub struct Row {
    pub id: String,
    pub said: Said,
    pub place: String,
    pub figure: Option<Interval>,
    /// With its number in bold where there is a figure: numbers and the catalogue's words only.
    pub says: String,
    pub rate: String,
    pub cells: Cells,
}

/// The row of the table.
pub struct Cells {
    pub place: String,
    pub wins: String,
    pub between: String,
    pub rate: String,
    pub votes: String,
}

pub struct Pager {
    pub shown: String,
    /// Address and words.
    pub previous: Option<(String, String)>,
    pub next: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "results.html")]
pub struct ResultsPage {
    pub frame: Frame,
    pub address: String,
    pub exports: String,
    pub question: Said,
    pub simulated: bool,
    /// Choices are still taken.
    pub open: bool,
    pub shown: Shown,
    /// What is said of the most that one person's choices weigh.
    pub cap: Option<String>,
    /// Results by group: address and question.
    pub by_group: Vec<(String, Said)>,
    /// How many comparisons are set aside, where some are; and how people came in.
    pub set_aside: Option<String>,
    pub came: Option<String>,
    /// That ideas withdrawn since are among those that a score counts, where there are some.
    pub withdrawn: Option<String>,
    /// How the question changed while people were answering.
    pub changes: Vec<Changed>,
}

impl ResultsPage {
    pub fn new(frame: Frame, c: &Consultation, now: Micros, shown: Shown) -> Self {
        Self {
            address: format!("/c/{}", c.slug),
            exports: format!("/api/v1/consultations/{}/exports", c.slug),
            question: question(c, frame.t),
            simulated: c.simulated,
            open: c.must_be_open(now).is_ok(),
            shown,
            cap: c.voter_cap.map(|cap| frame.t.say1("results-method-cap", "cap", cap)),
            by_group: Vec::new(),
            set_aside: None,
            came: None,
            withdrawn: None,
            changes: Vec::new(),
            frame,
        }
    }
}

/// The report over a ranking: its page of [`IDEAS_A_PAGE`] ideas, counted from 1.
pub fn report(t: Text, c: &Consultation, known: &Known, ideas: &[Ranked], page: usize) -> Shown {
    let ranked: Vec<&Ranked> = ideas.iter().filter(|idea| idea.place.is_some()).collect();
    // Who may be first: their tier, and nothing else.
    let front = ranked.iter().filter(|idea| idea.tier == Some(1)).count();
    let ideas = by_tier(ideas);
    let (shown, pager) = paged(t, &format!("/c/{}/results", c.slug), "rank", ideas.len(), page);
    let (finding, lead) = finding(t, ideas.len(), known, &ranked, front);
    let top = ranked.first().and_then(|idea| idea.score);
    Shown::Ranking(Box::new(Report {
        finding,
        lead,
        meta: meta(t, c, known, ideas.len()),
        how_to_read: top.map(|score| t.fill("results-how-to-read", &score_args(score))),
        tiers: tiers(t, c, &ideas, shown, front),
        pager,
        sure: sure(t, known, &ranked, front),
    }))
}

fn meta(t: Text, c: &Consultation, known: &Known, ideas: usize) -> Vec<String> {
    let updated =
        known.updated.map(|at| t.say1("results-meta-updated", "time", format::moment(at, &c.zone, t.0)));
    let counts = [
        t.say1("results-meta-participants", "count", known.participants),
        t.say1("results-meta-votes", "count", known.votes.round()),
        t.say1("results-meta-ideas", "count", ideas),
    ];
    counts.into_iter().chain(updated).collect()
}

fn score_args((score, low, high): (f64, f64, f64)) -> fluent_bundle::FluentArgs<'static> {
    args!["score" => score.round(), "low" => low.round(), "high" => high.round()]
}

/// The sentence that heads the page, and what follows from it.
fn finding(t: Text, ideas: usize, known: &Known, ranked: &[&Ranked], front: usize) -> (Said, Vec<String>) {
    let plain = |id: &str| (Said::own(t.say(id)), Vec::new());
    let Some(first) = ranked.first() else {
        return plain(match ideas {
            0 => "results-finding-empty",
            1 => "results-finding-single",
            _ if known.votes < 1.0 => "results-finding-none",
            _ => "results-finding-unranked",
        });
    };
    let Some(score) = first.score else { return plain("results-finding-single") };
    if front == 1 {
        let short = first.said.length() <= HEADING_IDEA && first.said.other.is_none();
        let heading = if short {
            let idea = first.said.within().trim_end_matches('.').to_owned();
            t.say1("results-finding-one", "idea", idea)
        } else {
            t.say("results-finding-one-long")
        };
        let mut args = score_args(score);
        args.set("idea", first.said.within());
        return (Said::own(heading), vec![t.fill("results-lead-top", &args)]);
    }
    if (2..=FRONT_MAX).contains(&front) && front < ranked.len() {
        let heading = t.say1("results-finding-few", "count", front);
        return (Said::own(heading), vec![t.say("results-lead-few")]);
    }
    let alike = front == ranked.len();
    let (heading, _) = plain(if alike { "results-finding-open" } else { "results-finding-open-front" });
    (heading, vec![t.say1("results-lead-open", "count", front.max(2))])
}

/// Ideas of one tier together, best first; those without a place last.
fn by_tier(ideas: &[Ranked]) -> Vec<&Ranked> {
    let mut ideas: Vec<&Ranked> = ideas.iter().collect();
    ideas.sort_by_key(|idea| idea.tier.unwrap_or(u32::MAX));
    ideas
}

/// The sheets of one page of `all`: a tier each, and those without a place.
fn tiers(t: Text, c: &Consultation, all: &[&Ranked], shown: Range<usize>, front: usize) -> Vec<Tier> {
    let ranked = all.iter().filter(|idea| idea.place.is_some()).count();
    let sheet = |ideas: &[&Ranked]| {
        let (heading, why) = match ideas[0].tier {
            Some(1) if front == ranked && ranked > 1 => {
                (t.say("results-tier-all"), t.say("results-tier-all-why"))
            }
            Some(1) => (
                t.say1("results-tier-front", "count", front),
                t.say1("results-tier-front-why", "count", front),
            ),
            Some(tier) => {
                // The tier may have begun on the page before.
                let first = all.iter().find(|idea| idea.tier == ideas[0].tier);
                let place = first.map_or(0, |first| first.rank);
                (t.say1("results-tier", "tier", tier), t.say1("results-tier-why", "place", place))
            }
            None => (
                t.say("results-under-minimum"),
                t.say1("results-under-minimum-why", "minimum", c.minimum_comparisons),
            ),
        };
        let ideas: Vec<Row> = ideas.iter().map(|idea| row(t, idea)).collect();
        Tier { heading, why, has_figures: ideas.iter().any(|row| row.figure.is_some()), ideas }
    };
    all[shown].chunk_by(|one, next| one.tier == next.tier).map(sheet).collect()
}

fn row(t: Text, idea: &Ranked) -> Row {
    let compared = t.say1("results-compared", "count", idea.votes.round());
    let number = |value: f64| format::number(value.round(), t.0);
    let (place, score) = (idea.place, idea.score.filter(|_| idea.place.is_some()));
    let dash = || "–".to_owned();
    Row {
        id: idea.id.clone(),
        said: idea.said.clone(),
        place: place.map_or_else(|| t.say("results-no-place"), |place| said_place(t, place)),
        figure: score.map(|(value, low, high)| Interval::new(low, value, high)),
        says: score.map_or(compared, |score| t.fill("results-wins", &score_args(score))),
        rate: t.say1("results-win-rate", "rate", idea.win_rate.round()),
        cells: Cells {
            place: place.map_or_else(dash, |(low, high)| range(low, high)),
            wins: score.map_or_else(dash, |(value, ..)| number(value)),
            between: score.map_or_else(dash, |(_, low, high)| format!("{}–{}", number(low), number(high))),
            rate: if score.is_some() { number(idea.win_rate) } else { dash() },
            votes: number(idea.votes),
        },
    }
}

pub fn said_place(t: Text, (low, high): (u32, u32)) -> String {
    let kind = if low == high { "single" } else { "range" };
    t.fill("results-place", &args!["range" => kind, "low" => low, "high" => high])
}

pub fn range(low: u32, high: u32) -> String {
    if low == high { low.to_string() } else { format!("{low}–{high}") }
}

/// Which of `all` ideas stand on a page (counted from 1; the nearest one that is there), and the way to others, if
/// there are some: at `address`, with the part named `part`.
pub fn paged(t: Text, address: &str, part: &str, all: usize, page: usize) -> (Range<usize>, Option<Pager>) {
    let last = all.div_ceil(IDEAS_A_PAGE).max(1);
    let page = page.clamp(1, last);
    let (from, to) = ((page - 1) * IDEAS_A_PAGE, all.min(page * IDEAS_A_PAGE));
    let link = |to: usize, id: &str, count: usize| {
        (format!("{address}?page={to}#{part}"), t.say1(id, "count", count))
    };
    let pager = || Pager {
        shown: t.fill("results-page-shown", &args!["from" => from + 1, "to" => to, "all" => all]),
        previous: (page > 1).then(|| link(page - 1, "results-previous", IDEAS_A_PAGE)),
        next: (page < last).then(|| link(page + 1, "results-next", (all - to).min(IDEAS_A_PAGE))),
    };
    (from..to, (last > 1).then(pager))
}

/// The page of ideas that a reader asks for, counted from 1.
pub fn page_asked(request: &HttpRequest) -> usize {
    query(request, "page").and_then(|page| page.parse().ok()).unwrap_or(1)
}

pub async fn get_results(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, time, t, frame) = (caller.room.consultation(), now(), visit.t, visit.frame("results-title"));
    let computed = match context.service.ranking(&caller.viewer, &caller.room).await {
        Ok(computed) => computed,
        Err(error) if error.code == Code::ResultsWithheld => {
            return visit.show_wrong(
                &error,
                &ResultsPage::new(frame, &c, time, withheld(t, &c, caller.room.with(State::is_of_five))),
            );
        }
        Err(error) => return Err(error.into()),
    };
    let ideas: Vec<Ranked> = computed.ideas.iter().map(|idea| ranked(t, &c, idea)).collect();
    let known = Known {
        votes: computed.votes,
        participants: computed.participants,
        updated: (!c.has_ended(time)).then_some(time),
        // The page stands without it.
        certainty: context.service.certainty(&caller.viewer, &caller.room).await.ok(),
    };
    let mut page = ResultsPage::new(frame, &c, time, report(t, &c, &known, &ideas, page_asked(&request)));
    page.by_group = context
        .service
        .questions_of_results(&caller.room)
        .await?
        .iter()
        .filter_map(|of| {
            let said = Said::choose(&of.question, t.0, &c.languages)?;
            Some((format!("/c/{}/results/{}", c.slug, of.key), said))
        })
        .collect();
    let asides = context.service.list_set_asides(&caller.viewer, &caller.room).await?;
    let aside: i64 = asides.iter().filter(|a| a.stands()).map(|a| a.votes.count()).sum();
    page.came = crate::pages::ways_in::said(t, context.service.ways_in(&caller.viewer, &caller.room).await?);
    page.set_aside = (aside > 0).then(|| t.say1("set-aside-count", "count", aside));
    page.withdrawn = withdrawn(t, &computed);
    page.changes = question_changes(t, &c, &context.service.question_rewordings(&caller.room).await?);
    visit.show(&page)
}

fn ranked(t: Text, c: &Consultation, idea: &live::Ranked) -> Ranked {
    let none = || Said::own("–".to_owned());
    Ranked {
        id: idea.id.to_string(),
        said: Said::choose(&idea.texts, t.0, &c.languages).unwrap_or_else(none),
        rank: idea.place.map_or(0, |place| place.rank),
        place: idea.place.map(|place| (place.low, place.high)),
        tier: idea.tier,
        score: idea.score.map(|score| (score.value, score.low, score.high)),
        win_rate: idea.record.win_rate(),
        votes: idea.record.votes(),
    }
}
