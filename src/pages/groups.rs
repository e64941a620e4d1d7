//! Results by group: what differs, what all hold high, and the scores side by side.

use std::collections::HashMap;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::consultation::Consultation;
use crate::domain::groups::GroupItem;
use crate::domain::ids::IdeaId;
use crate::domain::{Code, Texts};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::live::{Computed, Ranked, State};
use crate::pages::figure::Strip;
use crate::pages::format;
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::results::{Pager, ResultsPage, page_asked, paged};
use crate::pages::said::Said;
use crate::pages::text::{Text, args};
use crate::pages::visit::Visit;
use crate::pages::withheld::withheld;
use crate::service::group_results::GroupResults;
use crate::service::now;

/// Sentences of a kind at most.
const SENTENCES: usize = 8;
/// A gap between scores of groups that is worth a sentence.
const DIVIDED: f64 = 10.0;

#[derive(Template)]
#[template(path = "results-groups.html")]
pub struct GroupsPage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub asked: Said,
    pub simulated: bool,
    /// Groups shown, with how many took part.
    pub groups: Vec<(Said, String)>,
    /// Groups that are not shown.
    pub held_back: Vec<Said>,
    pub differs: Vec<Line>,
    pub shared: Vec<Line>,
    pub divided: Vec<Line>,
    /// A page of the ideas, in the common order.
    pub rows: Vec<Row>,
    pub pager: Option<Pager>,
}

/// A sentence about an idea, with its scores drawn.
pub struct Line {
    pub idea: Said,
    pub says: String,
    pub figure: Strip,
}

pub struct Row {
    pub idea: Said,
    pub common: String,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub score: String,
    /// It is more, or less, than the others' by more than chance.
    pub sign: Option<(&'static str, String)>,
}

#[derive(Deserialize)]
pub struct GroupPath {
    question: String,
}

pub async fn get_groups(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<GroupPath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let frame = visit.frame("groups-title");
    let results = match context.service.group_results(&caller.viewer, &caller.room, &path.question).await {
        Ok(results) => results,
        Err(error) if error.code == Code::ResultsWithheld => {
            return visit.show_wrong(
                &error,
                &ResultsPage::new(frame, &c, now(), withheld(t, &c, caller.room.with(State::is_of_five))),
            );
        }
        Err(error) => return Err(error.into()),
    };
    let computed = context.service.ranking(&caller.viewer, &caller.room).await?;
    visit.show(&GroupsPage::new(frame, &c, &results, &computed, page_asked(&request)))
}

/// Where groups differ about some ideas by more than chance would give, the clearest first; none until groups are
/// shown.
pub fn differences(
    t: Text,
    c: &Consultation,
    results: &GroupResults,
    computed: &Computed,
    about: &[IdeaId],
) -> Option<Vec<Line>> {
    let seen = Seen::of(t, c, results, computed);
    (!seen.groups.is_empty()).then(|| seen.differs(|id| about.contains(id)))
}

/// What the sentences and the table are made of.
struct Seen<'a> {
    t: Text,
    c: &'a Consultation,
    results: &'a GroupResults,
    /// Keys and labels of the groups shown, in the order of the choices.
    groups: Vec<(&'a str, Said)>,
    items: HashMap<(&'a str, &'a IdeaId), &'a GroupItem>,
    ideas: HashMap<&'a IdeaId, &'a Ranked>,
}

impl GroupsPage {
    pub fn new(
        frame: Frame,
        c: &Consultation,
        results: &GroupResults,
        computed: &Computed,
        page: usize,
    ) -> Self {
        let t = frame.t;
        let seen = Seen::of(t, c, results, computed);
        let said = |texts: &Texts, key: &str| {
            Said::choose(texts, t.0, &c.languages).unwrap_or_else(|| Said::own(key.to_owned()))
        };
        let shown = |key: &str| results.released.as_ref().and_then(|of| of.shown.groups.get(key));
        let choices = &results.question.choices;
        let held_back = choices.iter().filter(|choice| shown(&choice.key).is_none());
        let groups = choices.iter().filter_map(|choice| {
            let count = shown(&choice.key)?.people();
            Some((said(&choice.label, &choice.key), t.say1("groups-people", "count", count)))
        });
        let address = format!("/c/{}/results/{}", c.slug, results.question.key);
        let (shown, pager) = paged(t, &address, "table", computed.ideas.len(), page);
        Self {
            address: format!("/c/{}", c.slug),
            question: question(c, t),
            asked: said(&results.question.question, &results.question.key),
            simulated: c.simulated,
            groups: groups.collect(),
            held_back: held_back.map(|choice| said(&choice.label, &choice.key)).collect(),
            differs: seen.differs(|_| true),
            shared: seen.shared(),
            divided: seen.divided(),
            rows: seen.rows(&computed.ideas[shown]),
            pager,
            frame,
        }
    }
}

impl GroupsPage {
    fn has_figures(&self) -> bool {
        [&self.differs, &self.shared, &self.divided].iter().any(|lines| !lines.is_empty())
    }
}

impl<'a> Seen<'a> {
    fn of(t: Text, c: &'a Consultation, results: &'a GroupResults, computed: &'a Computed) -> Self {
        let mut items = HashMap::new();
        let mut groups = Vec::new();
        if let Some(released) = &results.released {
            for choice in &results.question.choices {
                let Some(ranking) = released.shown.groups.get(&choice.key) else { continue };
                let label = Said::choose(&choice.label, t.0, &c.languages);
                groups.push((choice.key.as_str(), label.unwrap_or_else(|| Said::own(choice.key.clone()))));
                items.extend(ranking.items.iter().map(|item| ((choice.key.as_str(), &item.id), item)));
            }
        }
        let ideas = computed.ideas.iter().map(|idea| (&idea.id, idea)).collect();
        Self { t, c, results, groups, items, ideas }
    }

    /// None for an idea that is listed no more.
    fn idea(&self, id: &IdeaId) -> Option<Said> {
        Said::choose(&self.ideas.get(id)?.texts, self.t.0, &self.c.languages)
    }

    fn score(&self, group: &str, id: &IdeaId) -> Option<f64> {
        self.items.get(&(group, id))?.figures.score
    }

    /// The scores of an idea in all groups, with those that its sentence speaks of marked.
    fn figure(&self, id: &IdeaId, marked: &[&str]) -> Strip {
        let common = self.ideas.get(id).and_then(|idea| idea.score).map(|score| score.value);
        let mut strip = Strip::of(common);
        let said = |name: &str, score: f64| format!("{name} {}", format::number(score.round(), self.t.0));
        let mut says: Vec<String> =
            common.iter().map(|&all| said(&self.t.say("groups-col-all"), all)).collect();
        for (key, label) in &self.groups {
            let Some(figures) = self.items.get(&(*key, id)).map(|item| &item.figures) else { continue };
            let Some(score) = figures.score else { continue };
            let interval = figures.score_low.zip(figures.score_high);
            strip.add(score, interval.filter(|_| marked.contains(key)), marked.contains(key));
            says.push(said(&label.text, score));
        }
        strip.says = self.t.fill("groups-figure-says", &args!["scores" => says.join("; ")]);
        strip
    }

    fn is_different(&self, group: &str, id: &IdeaId) -> bool {
        self.results.differs.get(&(group.to_owned(), id.clone())) == Some(&true)
    }

    /// The clearest differences first, about ideas of interest.
    fn differs(&self, is_asked: impl Fn(&IdeaId) -> bool) -> Vec<Line> {
        let mut found: Vec<(f64, Line)> = Vec::new();
        for ((group, id), item) in self.items.iter().filter(|((_, id), _)| is_asked(id)) {
            let (Some(difference), true) = (item.difference, self.is_different(group, id)) else { continue };
            let (Some(idea), Some(score)) = (self.idea(id), item.figures.score) else { continue };
            let Some((_, label)) = self.groups.iter().find(|(key, _)| key == group) else { continue };
            let name = if difference.strength > 0.0 { "groups-more" } else { "groups-less" };
            let says = self.t.fill(name, &args!["group" => label.text.clone(), "score" => score.round()]);
            let figure = self.figure(id, &[*group]);
            found.push(((difference.strength / difference.se).abs(), Line { idea, says, figure }));
        }
        found.sort_by(|one, other| other.0.total_cmp(&one.0).then_with(|| one.1.says.cmp(&other.1.says)));
        found.into_iter().map(|(_, line)| line).take(SENTENCES).collect()
    }

    fn shared(&self) -> Vec<Line> {
        let high = self.results.bridging().into_iter().filter(|(_, lowest)| *lowest > 50.0);
        high.filter_map(|(id, lowest)| {
            let says = self.t.say1("groups-shared-says", "score", lowest.floor());
            let is_lowest = |key: &&str| self.score(key, &id).is_some_and(|score| score <= lowest);
            let marked: Vec<&str> = self.groups.iter().map(|(key, _)| *key).filter(is_lowest).collect();
            Some(Line { idea: self.idea(&id)?, says, figure: self.figure(&id, &marked) })
        })
        .take(5)
        .collect()
    }

    fn divided(&self) -> Vec<Line> {
        let line = |(id, _): (IdeaId, f64)| {
            let mut scores: Vec<(f64, &(&str, Said))> =
                self.groups.iter().filter_map(|group| Some((self.score(group.0, &id)?, group))).collect();
            scores.sort_by(|one, other| one.0.total_cmp(&other.0));
            let (least, most) = (scores.first()?, scores.last()?);
            let says = args!["least" => least.0.round(), "low" => least.1.1.text.clone(),
                "most" => most.0.round(), "high" => most.1.1.text.clone()];
            let figure = self.figure(&id, &[least.1.0, most.1.0]);
            let worth_saying = most.0 - least.0 >= DIVIDED;
            let idea = self.idea(&id).filter(|_| worth_saying)?;
            Some(Line { idea, says: self.t.fill("groups-divided-says", &says), figure })
        };
        self.results.divisive().into_iter().filter_map(line).take(5).collect()
    }

    fn rows(&self, ideas: &[Ranked]) -> Vec<Row> {
        let t = self.t;
        let number = |score: Option<f64>| {
            score.map_or_else(|| "–".to_owned(), |score| format::number(score.round(), t.0))
        };
        let row = |ranked: &Ranked| {
            let cell = |(key, _): &(&str, Said)| {
                let item = self.items.get(&(*key, &ranked.id));
                let up = item.and_then(|item| item.difference).is_some_and(|d| d.strength > 0.0);
                let sign = self
                    .is_different(key, &ranked.id)
                    .then(|| if up { ("▲", t.say("groups-above")) } else { ("▼", t.say("groups-below")) });
                Cell { score: number(item.and_then(|item| item.figures.score)), sign }
            };
            Some(Row {
                idea: self.idea(&ranked.id)?,
                common: number(ranked.score.map(|score| score.value)),
                cells: self.groups.iter().map(cell).collect(),
            })
        };
        ideas.iter().filter_map(row).collect()
    }
}
