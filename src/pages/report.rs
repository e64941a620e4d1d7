//! The report: everything about a consultation in one document, as a page to keep and to print or as a Word file. Its
//! figures are those of a snapshot, which it names; where there is none, those of the moment.

mod outcomes;

use actix_web::http::header;
use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::chain::hex;
use crate::domain::consultation::Consultation;
use crate::domain::figures::Figures;
use crate::domain::ids::SnapshotId;
use crate::domain::snapshot::FrozenItem;
use crate::domain::{Code, Error};
use crate::export::file_name::content_disposition;
use crate::export::report::{Block, Cell, Head, Report, Span, Table, write_docx};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::{self, Room, State};
use crate::pages::changed::{blocks as changed_words, withdrawn};
use crate::pages::figure::Interval;
use crate::pages::format;
use crate::pages::front::question;
use crate::pages::guidelines::{apart, counted, said, text};
use crate::pages::results::{Known, Ranked, ResultsPage, Shown, range, report};
use crate::pages::said::{Said, runs_from_right};
use crate::pages::text::{Text, args};
use crate::pages::visit::{Visit, query};
use crate::pages::withheld::withheld;
use crate::service::rewordings::WordsThen;
use crate::service::{Reported, Viewer, now};

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    report: Report,
}

#[derive(Deserialize)]
pub struct ReportPath {
    /// `html` or `docx`.
    form: String,
}

pub async fn get_report(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<ReportPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let c = caller.room.consultation();
    let wanted = query(&request, "snapshot").map(|id| SnapshotId::parse(&id));
    let wanted = match wanted {
        Some(None) => return Err(Error::not_found("snapshot").into()),
        other => other.flatten(),
    };
    let found = context.service.reported(&caller.viewer, &caller.room, wanted.as_ref()).await;
    let snapshot = match found {
        Ok(found) => found,
        Err(error) if error.code == Code::ResultsWithheld => {
            let frame = visit.frame("report-title");
            return visit.show_wrong(
                &error,
                &ResultsPage::new(
                    frame,
                    &c,
                    now(),
                    withheld(visit.t, &c, caller.room.with(State::is_of_five)),
                ),
            );
        }
        Err(error) => return Err(error.into()),
    };
    let then = context.service.words_at(&caller.room, snapshot.seq).await?;
    let (viewer, room) = (&caller.viewer, &caller.room);
    let report = Building { visit: &visit, c: &c, viewer, room, snapshot: &snapshot, then }.report().await?;
    let stem = format!("{}-{}", c.slug, visit.t.say("report-file"));
    let (media_type, bytes) = match path.form.as_str() {
        "html" => {
            let html = ReportPage { report }.render();
            ("text/html; charset=utf-8", html.map_err(|_| failed())?.into_bytes())
        }
        "docx" => (DOCX, write_docx(&report).map_err(|_| failed())?),
        _ => return Err(Error::not_found("page").into()),
    };
    Ok(HttpResponse::Ok()
        .content_type(media_type)
        .insert_header((header::CONTENT_DISPOSITION, content_disposition(&stem, &path.form)))
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .insert_header((header::VARY, "Accept-Language, Cookie"))
        .body(bytes))
}

fn failed() -> Error {
    Error::new(Code::Internal, "The report could not be written.")
}

/// What a report is made from.
struct Building<'a> {
    visit: &'a Visit<'a>,
    c: &'a Consultation,
    viewer: &'a Viewer,
    room: &'a std::sync::Arc<Room>,
    snapshot: &'a Reported,
    /// Ideas as their words were then.
    then: WordsThen,
}

impl Building<'_> {
    async fn report(&self) -> Result<Report> {
        let (t, c) = (self.visit.t, self.c);
        let date = format::days(self.snapshot.made_at, None, &c.zone, t.0);
        let message =
            if self.snapshot.snapshot.is_some() { "report-subtitle" } else { "report-subtitle-now" };
        let what = t.fill(message, &args!["date" => date, "seq" => self.snapshot.seq]);
        let owner = text(t, c, &c.owner).map(|said| format!("{}. ", said.text)).unwrap_or_default();
        let mut blocks = self.in_short().await;
        blocks.extend(self.how().await?);
        blocks.extend(self.ranked());
        blocks.extend(self.changed().await?);
        blocks.extend(self.groups().await?);
        let sources = self.visit.context.service.evidence(self.room).await?;
        blocks.extend(self.guidelines(&sources).await?);
        blocks.extend(self.decisions().await?);
        blocks.extend(self.sources(&sources));
        Ok(Report {
            lang: t.0.lang(),
            title: question(c, t).text,
            subtitle: format!("{owner}{what}"),
            simulated: c
                .simulated
                .then(|| format!("{} {}", t.say("simulated-votes"), t.say("simulated-why"))),
            blocks,
        })
    }

    async fn changed(&self) -> Result<Vec<Block>> {
        let service = &self.visit.context.service;
        let all = service.all_rewordings(self.room).await?;
        let replaced = service.replacements(self.room).await?;
        Ok(changed_words(self.visit.t, self.c, &all, &replaced))
    }

    fn idea(&self, item: &FrozenItem) -> Said {
        let (t, c) = (self.visit.t, self.c);
        let words = self.then.of(self.room, &item.id);
        let words = words.and_then(|words| Said::choose(&words, t.0, &c.languages));
        words.unwrap_or_else(|| Said::own(t.say("snapshot-erased")))
    }

    /// Of each idea its tier, told from its place: the snapshot may have been made when tiers were told otherwise.
    fn tiers(&self) -> Vec<Option<u32>> {
        let figures: Vec<Figures> = self.snapshot.ranking.items.iter().map(|item| item.figures).collect();
        live::tiers(&figures)
    }

    async fn in_short(&self) -> Vec<Block> {
        let (t, c) = (self.visit.t, self.c);
        let ideas = self.snapshot.ranking.items.iter().zip(self.tiers()).map(|(item, tier)| {
            let figures = &item.figures;
            Ranked {
                id: item.id.to_string(),
                said: self.idea(item),
                rank: figures.rank.unwrap_or_default(),
                place: figures.rank_low.zip(figures.rank_high),
                tier,
                score: figures
                    .score
                    .zip(figures.score_low)
                    .zip(figures.score_high)
                    .map(|((s, l), h)| (s, l, h)),
                win_rate: win_rate(item),
                votes: figures.votes(),
            }
        });
        let ideas: Vec<Ranked> = ideas.collect();
        let ranking = &self.snapshot.ranking;
        // How sure it is is known of the present votes only.
        let certainty = self.visit.context.service.certainty(self.viewer, self.room).await.ok();
        let known = Known {
            votes: ranking.votes,
            participants: ranking.participants,
            updated: None,
            certainty: certainty.filter(|found| found.seq == self.snapshot.seq),
        };
        let mut blocks = vec![Block::heading(1, t.say("report-short"))];
        if let Shown::Ranking(found) = report(t, c, &known, &ideas, 1) {
            blocks.push(Block::Paragraph(vec![Span::strong(found.finding.text)]));
            blocks.extend(found.lead.into_iter().map(Block::paragraph));
            blocks.extend(found.how_to_read.map(Block::paragraph));
            let sure = found.sure.into_iter();
            blocks.extend(sure.map(|(heading, says)| {
                Block::Paragraph(vec![Span::strong(format!("{heading}. ")), Span::plain(says)])
            }));
        }
        blocks
    }

    async fn how(&self) -> Result<Vec<Block>> {
        let (t, c, service) = (self.visit.t, self.c, &self.visit.context.service);
        let mut blocks = vec![Block::heading(1, t.say("report-how"))];
        if let Some(intro) = text(t, c, &c.intro) {
            blocks.extend(Block::markdown(&intro.text, intro.other.as_ref(), 2));
        }
        blocks.push(Block::paragraph(counted(t, &self.snapshot.ranking)));
        for (name, at) in [("about-opens", c.opens_at), ("about-closes", c.closes_at)] {
            let time = at.map(|at| format!("{}: {}.", t.say(name), format::moment(at, &c.zone, t.0)));
            blocks.extend(time.map(Block::paragraph));
        }
        let events = service.list_events(self.room).await?;
        if !events.is_empty() {
            let came = service.attendance(self.viewer, self.room).await?;
            let row = |event: &crate::domain::event::Event| {
                let people = came.get(&event.id).map_or(0, |of| of.rounded().participants);
                let when = format::days(event.starts_at, Some(event.ends_at), &event.zone, t.0);
                vec![
                    cell(&said(t, c, &event.name)),
                    cell(&text(t, c, &event.place).unwrap_or_else(|| Said::own("–".to_owned()))),
                    Cell::plain(when),
                    Cell::plain(format::number(people as f64, t.0)),
                ]
            };
            blocks.push(Block::Table(Table {
                caption: t.say("report-events"),
                heads: heads(
                    t,
                    &[
                        ("report-col-event", false, 40),
                        ("report-col-place", false, 20),
                        ("report-col-when", false, 25),
                        ("report-col-people", true, 15),
                    ],
                ),
                rows: events.iter().map(row).collect(),
            }));
        }
        blocks.extend([t.say("results-method-text"), t.say("results-method-rate")].map(Block::paragraph));
        let cap = c.voter_cap.map(|cap| t.say1("results-method-cap", "cap", cap));
        blocks.extend(cap.map(Block::paragraph));
        let computed = service.ranking(self.viewer, self.room).await?;
        blocks.extend(withdrawn(t, &computed).map(Block::paragraph));
        let asides = service.list_set_asides(self.viewer, self.room).await?;
        let aside: i64 = asides.iter().filter(|aside| aside.stands()).map(|aside| aside.votes.count()).sum();
        blocks.extend((aside > 0).then(|| Block::paragraph(t.say1("set-aside-count", "count", aside))));
        let what = if self.snapshot.snapshot.is_some() { "guideline-snapshot" } else { "report-now" };
        let snapshot = t.say1(what, "seq", self.snapshot.seq);
        let digest = format!("{}: {}", t.say("guideline-digest"), apart(&hex(&self.snapshot.hash)));
        let site = &self.visit.context.site;
        let address = self.snapshot.snapshot.as_ref().map(|id| {
            let page = site.address(self.visit.request, &format!("/c/{}/snapshots/{id}", c.slug));
            format!(" {page}")
        });
        blocks.push(Block::paragraph(format!("{snapshot}. {digest}.{}", address.unwrap_or_default())));
        Ok(blocks)
    }

    fn ranked(&self) -> Vec<Block> {
        let t = self.visit.t;
        let number = |value: Option<f64>| {
            value.map_or_else(|| "–".to_owned(), |value| format::number(value.round(), t.0))
        };
        let row = |(item, tier): (&FrozenItem, Option<u32>)| {
            let figures = &item.figures;
            let place = figures.rank_low.zip(figures.rank_high);
            let bounds = figures.score_low.zip(figures.score_high);
            let interval = bounds.zip(figures.score).map(|((low, high), score)| [low, score, high]);
            let between = bounds.map_or_else(
                || "–".to_owned(),
                |(low, high)| format!("{}–{}", number(Some(low)), number(Some(high))),
            );
            vec![
                Cell::plain(place.map_or_else(|| "–".to_owned(), |(low, high)| range(low, high))),
                cell(&self.idea(item)),
                Cell::plain(number(figures.score)),
                Cell { interval, ..Cell::plain(between) },
                Cell::plain(number(Some(win_rate(item)))),
                Cell::plain(number(Some(figures.votes()))),
                Cell::plain(tier.map_or_else(|| "–".to_owned(), |tier| tier.to_string())),
            ]
        };
        vec![
            Block::heading(1, t.say("results-order")),
            Block::Table(Table {
                caption: t.say("results-table-caption"),
                heads: heads(
                    t,
                    &[
                        ("results-col-place", true, 9),
                        ("results-col-idea", false, 37),
                        ("results-col-wins", true, 11),
                        ("results-col-between", true, 13),
                        ("results-col-rate", true, 12),
                        ("results-col-votes", true, 11),
                        ("report-col-tier", true, 7),
                    ],
                ),
                rows: self.snapshot.ranking.items.iter().zip(self.tiers()).map(row).collect(),
            }),
            Block::paragraph(t.say("report-tiers")),
        ]
    }
}

fn win_rate(item: &FrozenItem) -> f64 {
    let figures = &item.figures;
    100.0 * (figures.wins + 1.0) / (figures.wins + figures.losses + 2.0)
}

pub fn cell(said: &Said) -> Cell {
    Cell { lang: said.other.clone(), ..Cell::plain(&said.text) }
}

/// Heads by the names of their messages: whether a column holds numbers, and its width in hundredths.
pub fn heads(t: Text, of: &[(&str, bool, u8)]) -> Vec<Head> {
    of.iter().map(|&(name, is_number, width)| Head { text: t.say(name), is_number, width }).collect()
}

/// What the page draws of a cell.
fn figure(cell: &Cell) -> Option<Interval> {
    cell.interval.map(|[low, value, high]| Interval::new(low, value, high))
}

/// A block, or points that stand together in one list.
enum Part<'a> {
    Block(&'a Block),
    Points(Vec<&'a [Span]>),
}

fn parts(blocks: &[Block]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for block in blocks {
        match (block, parts.last_mut()) {
            (Block::Point(spans), Some(Part::Points(points))) => points.push(spans),
            (Block::Point(spans), _) => parts.push(Part::Points(vec![spans])),
            (block, _) => parts.push(Part::Block(block)),
        }
    }
    parts
}

/// Escaped, with its languages and what is strong.
fn inline(spans: &[Span]) -> String {
    let one = |span: &Span| {
        let words = Said::own(span.text.clone()).html().0.replace('\n', "<br>");
        let words = if span.strong { format!("<strong>{words}</strong>") } else { words };
        match &span.lang {
            Some(lang) => format!("<span dir=\"auto\" lang=\"{lang}\">{words}</span>"),
            None if runs_from_right(&span.text) => format!("<bdi>{words}</bdi>"),
            None => words,
        }
    };
    spans.iter().map(one).collect()
}
