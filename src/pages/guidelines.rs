//! Guidelines for their readers: the list, and one with why it is so: the ideas that it joins with their figures, where
//! groups differ, the evidence, the second round, and how all of it can be checked.

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::chain::hex;
use crate::domain::consultation::Consultation;
use crate::domain::document::Stored;
use crate::domain::guideline::{DrawnFrom, Guideline, GuidelineState};
use crate::domain::ids::IdeaId;
use crate::domain::snapshot::Frozen;
use crate::domain::{Code, Error, Texts};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::Room;
use crate::pages::figure::Interval;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::groups::{Line, differences};
use crate::pages::results::said_place;
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::Visit;
use crate::service::Service;
use crate::service::rewordings::WordsThen;

/// Hexadecimal digits of a hash that stand together.
const HASH_PART: usize = 4;

#[derive(Template)]
#[template(path = "guidelines.html")]
pub struct GuidelinesPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    pub guidelines: Vec<Entry>,
    /// What became of ideas is told.
    pub decided: bool,
}

/// A guideline in the list.
pub struct Entry {
    pub number: i64,
    pub title: Said,
    pub text: Option<Said>,
    /// Where it is not adopted: what it is, since members alone see it.
    pub state: Option<String>,
}

#[derive(Template)]
#[template(path = "guideline.html")]
pub struct GuidelinePage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub simulated: bool,
    /// Which one it is, and since when it is adopted.
    pub nr: String,
    pub state: Option<String>,
    pub title: Said,
    pub text: Option<Said>,
    pub reasons: Option<Said>,
    pub left_aside: Option<Said>,
    pub ideas: Vec<IdeaRow>,
    pub ideas_lead: Option<String>,
    /// Where groups differ about its ideas; none until groups are shown.
    pub differs: Option<Vec<Line>>,
    pub sources: Vec<SourceRow>,
    pub second: Option<SecondRow>,
    pub check: Check,
    pub decided: bool,
    pub previous: Option<(i64, Said)>,
    pub next: Option<(i64, Said)>,
}

/// An idea that a guideline joins.
pub struct IdeaRow {
    pub id: String,
    pub said: Said,
    pub place: Option<String>,
    pub figure: Option<Interval>,
    /// The catalogue's words and numbers only.
    pub says: Option<String>,
}

pub struct SourceRow {
    pub id: String,
    pub title: Said,
    pub passage: Option<Said>,
    pub simulated: bool,
}

/// How a second round tested it.
pub struct SecondRow {
    pub href: String,
    pub question: Said,
    pub says: String,
    pub result: Option<IdeaRow>,
}

/// How a reader checks what is said.
pub struct Check {
    /// Id, and what it is.
    pub snapshot: Option<(String, String)>,
    pub digest: Option<String>,
    pub version: i64,
    pub permanent: String,
}

#[derive(Deserialize)]
pub struct NumberPath {
    number: String,
}

pub async fn get_guidelines(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let list = context.service.guidelines(&caller.viewer, &caller.room).await?;
    let decided = context.service.has_decisions(&caller.room).await?;
    let entry = |one: &Stored<Guideline>| Entry {
        number: one.body.number,
        title: said(t, &c, &one.body.title),
        text: text(t, &c, &one.body.text),
        state: state(t, one.body.state),
    };
    let shown = list.iter().filter(|one| one.body.state != GuidelineState::Dropped);
    visit.show(&GuidelinesPage {
        address: format!("/c/{}", c.slug),
        question: question(&c, t),
        simulated: c.simulated,
        guidelines: shown.map(entry).collect(),
        decided,
        frame: visit.frame("guidelines-title"),
    })
}

pub async fn get_guideline(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<NumberPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t, service) = (caller.room.consultation(), visit.t, &context.service);
    let list = service.guidelines(&caller.viewer, &caller.room).await?;
    let number: Option<i64> = path.number.parse().ok();
    let at = list.iter().position(|one| Some(one.body.number) == number);
    let at = at.ok_or_else(|| Error::not_found("guideline"))?;
    let one = &list[at].body;
    let adopted = list.iter().filter(|one| one.body.state == GuidelineState::Adopted).count();
    let snapshot = match &one.snapshot {
        Some(id) => shown(service.get_snapshot(&caller.viewer, &caller.room, id).await)?,
        None => None,
    };
    // What was drawn from an idea was drawn from its words of that time.
    let then = match &snapshot {
        Some(snapshot) => service.words_at(&caller.room, snapshot.seq).await?,
        None => WordsThen::default(),
    };
    let ids: Vec<IdeaId> = one.ideas.iter().map(|idea| idea.id.clone()).collect();
    let idea = |idea: &DrawnFrom| {
        let texts = then.of(&caller.room, &idea.id);
        IdeaRow::of(t, idea, said(t, &c, &texts.unwrap_or_default()))
    };
    let neighbour = |to: Option<usize>| {
        let other = &list.get(to?)?.body;
        Some((other.number, said(t, &c, &other.title)))
    };
    let title = said(t, &c, &one.title);
    let page = GuidelinePage {
        address: format!("/c/{}", c.slug),
        question: question(&c, t),
        simulated: c.simulated,
        nr: nr(t, &c, one, adopted),
        state: state(t, one.state),
        text: text(t, &c, &one.text),
        reasons: text(t, &c, &one.reasons),
        left_aside: text(t, &c, &one.left_aside),
        ideas: one.ideas.iter().map(idea).collect(),
        ideas_lead: snapshot.as_ref().map(|of| counted(t, &of.ranking)),
        differs: differing(&visit, &caller, &ids).await?,
        sources: sources(service, t, &caller.room, one).await?,
        second: second(service, t, &caller, one).await?,
        check: Check {
            snapshot: snapshot
                .as_ref()
                .map(|of| (of.id.to_string(), t.say1("guideline-snapshot", "seq", of.seq))),
            digest: snapshot.as_ref().map(|of| apart(&hex(&of.hash))),
            version: list[at].version,
            permanent: context.site.address(&request, &format!("/c/{}/guidelines/{}", c.slug, one.number)),
        },
        decided: service.has_decisions(&caller.room).await?,
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
        frame: visit.titled(title.text.clone()),
        title,
    };
    visit.show(&page)
}

/// None where results are withheld from the reader.
fn shown<T>(found: std::result::Result<T, Error>) -> std::result::Result<Option<T>, Error> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.code, Code::ResultsWithheld | Code::RankingUnavailable) => Ok(None),
        Err(error) => Err(error),
    }
}

pub fn said(t: Text, c: &Consultation, texts: &Texts) -> Said {
    Said::choose(texts, t.0, &c.languages).unwrap_or_else(|| Said::own("–".to_owned()))
}

/// A long text, if there is any.
pub fn text(t: Text, c: &Consultation, texts: &Texts) -> Option<Said> {
    Said::choose(texts, t.0, &c.languages).filter(|said| !said.text.trim().is_empty())
}

/// What a guideline is that is not adopted: members alone see it.
fn state(t: Text, state: GuidelineState) -> Option<String> {
    let name = match state {
        GuidelineState::Draft => "guideline-draft",
        GuidelineState::Proposed => "guideline-proposed",
        GuidelineState::Dropped => "guideline-dropped",
        GuidelineState::Adopted => return None,
    };
    Some(t.say(name))
}

fn nr(t: Text, c: &Consultation, one: &Guideline, adopted: usize) -> String {
    match one.adopted_at {
        Some(at) => {
            let date = format::days(at, None, &c.zone, t.0);
            t.fill("guideline-nr-adopted", &args!["number" => one.number, "count" => adopted, "date" => date])
        }
        None => t.say1("guideline-nr", "number", one.number),
    }
}

pub fn counted(t: Text, ranking: &Frozen) -> String {
    let args = args!["people" => ranking.participants, "votes" => ranking.votes.round(),
        "ideas" => ranking.items.len()];
    t.fill("guideline-ideas-lead", &args)
}

/// A hash in parts that eyes can compare.
pub fn apart(hash: &str) -> String {
    let digits: Vec<char> = hash.chars().collect();
    let parts: Vec<String> = digits.chunks(HASH_PART).map(|part| part.iter().collect()).collect();
    parts.join(" ")
}

impl IdeaRow {
    fn of(t: Text, idea: &DrawnFrom, said: Said) -> Self {
        let score = idea.score.zip(idea.score_low).zip(idea.score_high);
        let score = score.map(|((value, low), high)| (value, low, high));
        Self {
            id: idea.id.to_string(),
            said,
            place: idea.rank_low.zip(idea.rank_high).map(|place| said_place(t, place)),
            figure: score.map(|(value, low, high)| Interval::new(low, value, high)),
            says: score.map(|(value, low, high)| {
                let args = args!["score" => value.round(), "low" => low.round(), "high" => high.round()];
                t.fill("results-wins", &args)
            }),
        }
    }
}

/// Where groups differ about a guideline's ideas.
async fn differing(visit: &Visit<'_>, caller: &ViewerCaller, about: &[IdeaId]) -> Result<Option<Vec<Line>>> {
    let service = &visit.context.service;
    let c = caller.room.consultation();
    if about.is_empty() {
        return Ok(None);
    }
    let Some(computed) = shown(service.ranking(&caller.viewer, &caller.room).await)? else { return Ok(None) };
    let mut all: Option<Vec<Line>> = None;
    for question in service.questions_of_results(&caller.room).await? {
        let results = service.group_results(&caller.viewer, &caller.room, &question.key).await;
        let Some(results) = shown(results)? else { continue };
        if let Some(lines) = differences(visit.t, &c, &results, &computed, about) {
            all.get_or_insert_default().extend(lines);
        }
    }
    Ok(all)
}

/// The sources that a guideline rests on, those of its ideas after its own.
async fn sources(service: &Service, t: Text, room: &Room, one: &Guideline) -> Result<Vec<SourceRow>> {
    let c = room.consultation();
    let all = service.evidence(room).await?;
    let mut rows = Vec::new();
    for cited in &one.evidence {
        let Some(source) = all.iter().find(|source| source.id == cited.source) else { continue };
        rows.push(SourceRow {
            id: source.id.clone(),
            title: said(t, &c, &source.body.title),
            passage: text(t, &c, &cited.passage).or_else(|| text(t, &c, &source.body.summary)),
            simulated: source.body.simulated,
        });
    }
    for source in all.iter().filter(|source| !one.evidence.iter().any(|cited| cited.source == source.id)) {
        let of = source.body.ideas.iter().find(|of| one.ideas.iter().any(|idea| idea.id == of.idea));
        let Some(of) = of else { continue };
        rows.push(SourceRow {
            id: source.id.clone(),
            title: said(t, &c, &source.body.title),
            passage: text(t, &c, &of.passage),
            simulated: source.body.simulated,
        });
    }
    Ok(rows)
}

/// How the second round went, as far as the reader may see it.
async fn second(
    service: &Service,
    t: Text,
    caller: &ViewerCaller,
    one: &Guideline,
) -> Result<Option<SecondRow>> {
    let Some(link) = &one.second_round else { return Ok(None) };
    let Some(room) = service.seen_room(&caller.viewer, &link.consultation).await? else { return Ok(None) };
    let other = room.consultation();
    let viewer = crate::service::Viewer { participant: None, ..caller.viewer.clone() };
    let computed = shown(service.ranking(&viewer, &room).await)?;
    let result = computed.as_ref().and_then(|computed| {
        let ranked = computed.ideas.iter().find(|idea| idea.id == link.idea)?;
        let (place, score) = (ranked.place?, ranked.score?);
        let drawn = DrawnFrom {
            rank_low: Some(place.low),
            rank_high: Some(place.high),
            score: Some(score.value),
            score_low: Some(score.low),
            score_high: Some(score.high),
            ..DrawnFrom::new(link.idea.clone())
        };
        Some(IdeaRow::of(t, &drawn, said(t, &other, &ranked.texts)))
    });
    let says = match &computed {
        Some(computed) => {
            let args = args!["people" => computed.participants, "votes" => computed.votes.round(),
                "ideas" => computed.ideas.len()];
            t.fill("guideline-second-says", &args)
        }
        None => t.say("guideline-second-withheld"),
    };
    Ok(Some(SecondRow { href: format!("/c/{}", other.slug), question: question(&other, t), says, result }))
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_hash_is_read_in_parts() {
        assert_eq!(super::apart("9f2c41d8b0"), "9f2c 41d8 b0");
    }
}
