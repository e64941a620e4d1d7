//! What a report says after the ranking: groups, guidelines, what became of ideas, sources.

use crate::domain::Texts;
use crate::domain::consultation::Consultation;
use crate::domain::document::Stored;
use crate::domain::groups::GroupRanking;
use crate::domain::guideline::{Guideline, GuidelineState};
use crate::domain::process::Evidence;
use crate::export::report::{Block, Cell, Head, Span, Table};
use crate::http::Result;
use crate::pages::decisions::{Decided, decided};
use crate::pages::format;
use crate::pages::groups::differences;
use crate::pages::guidelines::{said, text};
use crate::pages::report::{Building, cell, heads};
use crate::pages::results::said_place;
use crate::pages::said::Said;
use crate::pages::text::Text;

/// Ideas in a table of groups: those that stand first.
const GROUP_IDEAS: usize = 10;

impl Building<'_> {
    pub(super) async fn groups(&self) -> Result<Vec<Block>> {
        let (t, c, service) = (self.visit.t, self.c, &self.visit.context.service);
        let mut blocks = Vec::new();
        let computed = service.ranking(self.viewer, self.room).await?;
        let ids: Vec<_> = computed.ideas.iter().map(|idea| idea.id.clone()).collect();
        for of in service.questions_of_results(self.room).await? {
            let results = service.group_results(self.viewer, self.room, &of.key).await?;
            let Some(released) = &results.released else { continue };
            let shown: Vec<_> = of
                .choices
                .iter()
                .filter_map(|choice| {
                    Some((said(t, c, &choice.label), released.shown.groups.get(&choice.key)?))
                })
                .collect();
            if shown.is_empty() {
                continue;
            }
            blocks.push(Block::heading(2, said(t, c, &of.question).text));
            for (label, group) in &shown {
                let people = t.say1("groups-people", "count", group.people());
                blocks
                    .push(Block::Point(vec![Span::strong(&label.text), Span::plain(format!(": {people}"))]));
            }
            let differs = differences(t, c, &results, &computed, &ids).unwrap_or_default();
            if differs.is_empty() {
                blocks.push(Block::paragraph(t.say("groups-differs-none")));
            }
            for line in differs {
                let idea = Span { lang: line.idea.other, ..Span::strong(line.idea.text) };
                blocks.push(Block::Point(vec![idea, Span::plain(format!(" {}", line.says))]));
            }
            let width = 66 / u8::try_from(shown.len() + 1).unwrap_or(60).max(1);
            let mut columns = heads(t, &[("results-col-idea", false, 34), ("groups-col-all", true, width)]);
            columns.extend(shown.iter().map(|(label, _)| Head {
                text: label.text.clone(),
                is_number: true,
                width,
            }));
            let score = |score: Option<f64>| {
                Cell::plain(score.map_or_else(|| "–".to_owned(), |score| format::number(score.round(), t.0)))
            };
            let row = |idea: &crate::live::Ranked| {
                let first = [cell(&said(t, c, &idea.texts)), score(idea.score.map(|score| score.value))];
                let of_group = |(_, group): &(Said, &GroupRanking)| {
                    score(
                        group
                            .items
                            .iter()
                            .find(|item| item.id == idea.id)
                            .and_then(|item| item.figures.score),
                    )
                };
                first.into_iter().chain(shown.iter().map(of_group)).collect()
            };
            blocks.push(Block::Table(Table {
                caption: format!("{} {}", said(t, c, &of.question).text, t.say("results-table-caption")),
                heads: columns,
                rows: computed.ideas.iter().take(GROUP_IDEAS).map(row).collect(),
            }));
        }
        if !blocks.is_empty() {
            blocks.insert(0, Block::heading(1, t.say("groups-title")));
            blocks.extend(
                [t.say("groups-rounded"), t.say("groups-method"), t.say("groups-privacy")]
                    .map(Block::paragraph),
            );
        }
        Ok(blocks)
    }

    /// The adopted guidelines, each with what it rests on.
    pub(super) async fn guidelines(&self, sources: &[Stored<Evidence>]) -> Result<Vec<Block>> {
        let (t, c, service) = (self.visit.t, self.c, &self.visit.context.service);
        let mut list = service.guidelines(self.viewer, self.room).await?;
        list.retain(|one| one.body.state == GuidelineState::Adopted);
        if list.is_empty() {
            return Ok(Vec::new());
        }
        let mut blocks = vec![Block::heading(1, t.say("guidelines-title"))];
        for one in &list {
            blocks.extend(self.guideline(t, c, &one.body, sources));
        }
        Ok(blocks)
    }

    fn guideline(
        &self,
        t: Text,
        c: &Consultation,
        one: &Guideline,
        sources: &[Stored<Evidence>],
    ) -> Vec<Block> {
        let title = said(t, c, &one.title);
        let heading = Span { lang: title.other, ..Span::plain(format!("{}. {}", one.number, title.text)) };
        let mut blocks = vec![Block::Heading { level: 2, text: heading }];
        let mut part = |heading: Option<&str>, texts: &Texts| {
            let Some(said) = text(t, c, texts) else { return };
            blocks.extend(heading.map(|name| Block::heading(3, t.say(name))));
            blocks.extend(Block::markdown(&said.text, said.other.as_ref(), 3));
        };
        part(None, &one.text);
        part(Some("guideline-why"), &one.reasons);
        part(Some("guideline-left-aside"), &one.left_aside);
        if !one.ideas.is_empty() {
            blocks.push(Block::heading(3, t.say1("guideline-ideas", "count", one.ideas.len())));
        }
        for idea in &one.ideas {
            let texts = self.room.with(|state| state.words_of(&idea.id));
            let words = said(t, c, &texts.unwrap_or_default());
            let place = idea.rank_low.zip(idea.rank_high).map(|place| said_place(t, place));
            let place = place.map(|place| format!(" ({place})")).unwrap_or_default();
            let words = Span { lang: words.other, ..Span::plain(words.text) };
            blocks.push(Block::Point(vec![words, Span::plain(place)]));
        }
        let cited: Vec<_> = one
            .evidence
            .iter()
            .filter_map(|cited| Some((sources.iter().find(|source| source.id == cited.source)?, cited)))
            .collect();
        if !cited.is_empty() {
            blocks.push(Block::heading(3, t.say("guideline-evidence")));
        }
        for (source, cited) in cited {
            let mut spans = vec![Span::plain(said(t, c, &source.body.title).text)];
            spans
                .extend(text(t, c, &cited.passage).map(|passage| Span::plain(format!(": {}", passage.text))));
            blocks.push(Block::Point(spans));
        }
        blocks
    }

    pub(super) async fn decisions(&self) -> Result<Vec<Block>> {
        let (t, service) = (self.visit.t, &self.visit.context.service);
        let list = decided(service, t, self.viewer, self.room).await?;
        if list.is_empty() {
            return Ok(Vec::new());
        }
        let row = |one: Decided| vec![cell(&one.idea), Cell::plain(one.outcome), cell(&one.reason)];
        Ok(vec![
            Block::heading(1, t.say("decisions-title")),
            Block::Table(Table {
                caption: t.say("decisions-lead"),
                heads: heads(
                    t,
                    &[
                        ("results-col-idea", false, 40),
                        ("report-col-outcome", false, 18),
                        ("report-col-reason", false, 42),
                    ],
                ),
                rows: list.into_iter().map(row).collect(),
            }),
        ])
    }

    pub(super) fn sources(&self, all: &[Stored<Evidence>]) -> Vec<Block> {
        let (t, c) = (self.visit.t, self.c);
        if all.is_empty() {
            return Vec::new();
        }
        let point = |source: &Stored<Evidence>| {
            let of = &source.body;
            let title = said(t, c, &of.title);
            let publisher = text(t, c, &of.publisher).map(|said| said.text);
            let rest: Vec<String> = [publisher, of.date.clone(), Some(of.licence.clone()), of.url.clone()]
                .into_iter()
                .flatten()
                .filter(|part| !part.is_empty())
                .collect();
            let invented =
                if of.simulated { format!(" {}", t.say("evidence-simulated")) } else { String::new() };
            let title = Span { lang: title.other, ..Span::strong(title.text) };
            Block::Point(vec![title, Span::plain(format!(". {}.{invented}", rest.join(", ")))])
        };
        std::iter::once(Block::heading(1, t.say("evidence-title"))).chain(all.iter().map(point)).collect()
    }
}
