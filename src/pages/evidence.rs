//! Evidence for its readers: the sources, and one with its figures and its table. A chart of the table is drawn where
//! scripts run (`frontend/src/participant/chart.ts`); the table says the same.

use std::collections::BTreeMap;

use actix_web::web::{self, Data};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Deserialize;

use crate::domain::Lang;
use crate::domain::consultation::Consultation;
use crate::domain::document::Stored;
use crate::domain::guideline::GuidelineState;
use crate::domain::process::{DataTable, Evidence};
use crate::http::caller::ViewerCaller;
use crate::http::{Context, Result};
use crate::pages::frame::Frame;
use crate::pages::front::question;
use crate::pages::guidelines::{said, text};
use crate::pages::said::Said;
use crate::pages::text::Text;
use crate::pages::visit::Visit;

#[derive(Template)]
#[template(path = "evidence.html")]
pub struct EvidencePage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub sources: Vec<Source>,
}

#[derive(Template)]
#[template(path = "source.html")]
pub struct SourcePage {
    pub frame: Frame,
    pub address: String,
    pub question: Said,
    pub source: Source,
    /// Label and value.
    pub figures: Vec<(Said, Said)>,
    pub table: Option<Table>,
    /// Ideas that it speaks of, with the passage.
    pub ideas: Vec<(String, Said, Option<Said>)>,
    /// Adopted guidelines that rest on it: number and title.
    pub guidelines: Vec<(i64, Said)>,
}

pub struct Source {
    pub id: String,
    pub title: Said,
    /// Publisher, date and licence, as far as they are known.
    pub meta: Vec<String>,
    pub summary: Option<Said>,
    pub url: Option<String>,
    pub simulated: bool,
}

/// A table with what a reader sees of it at a glance.
pub struct Table {
    /// The language of its words, if that is not the page's.
    pub lang: Option<Lang>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<String>>,
    /// Some column holds numbers, so that there is something to draw.
    pub has_chart: bool,
}

pub struct Column {
    pub name: String,
    pub is_number: bool,
}

#[derive(Deserialize)]
pub struct SourcePath {
    id: String,
}

pub async fn get_evidence(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let c = caller.room.consultation();
    let all = context.service.evidence(&caller.room).await?;
    visit.show(&EvidencePage {
        address: format!("/c/{}", c.slug),
        question: question(&c, visit.t),
        sources: all.into_iter().map(|one| Source::of(visit.t, &c, one)).collect(),
        frame: visit.frame("evidence-title"),
    })
}

pub async fn get_source(
    caller: ViewerCaller,
    context: Data<Context>,
    path: web::Path<SourcePath>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    let visit = Visit::to(&request, &context, &caller.room);
    let (c, t) = (caller.room.consultation(), visit.t);
    let mut found = context.service.source(&caller.room, &path.id).await?;
    let guidelines = context.service.guidelines(&caller.viewer, &caller.room).await?;
    let rest = guidelines
        .iter()
        .filter(|one| one.body.state == GuidelineState::Adopted)
        .filter(|one| one.body.evidence.iter().any(|cited| cited.source == found.id));
    let ideas = found.body.ideas.iter().filter_map(|of| {
        let texts = caller.room.with(|state| state.words_of(&of.idea))?;
        Some((of.idea.to_string(), said(t, &c, &texts), text(t, &c, &of.passage)))
    });
    let title = said(t, &c, &found.body.title);
    visit.show(&SourcePage {
        address: format!("/c/{}", c.slug),
        question: question(&c, t),
        figures: found
            .body
            .figures
            .iter()
            .map(|of| (said(t, &c, &of.label), said(t, &c, &of.value)))
            .collect(),
        ideas: ideas.collect(),
        guidelines: rest.map(|one| (one.body.number, said(t, &c, &one.body.title))).collect(),
        table: table(t, &c, std::mem::take(&mut found.body.tables)),
        source: Source::of(t, &c, found),
        frame: visit.titled(title.text),
    })
}

impl Source {
    fn of(t: Text, c: &Consultation, of: Stored<Evidence>) -> Self {
        let Evidence { title, publisher, date, url, licence, summary, simulated, .. } = of.body;
        let licence =
            if licence.is_empty() { licence } else { t.say1("evidence-licence", "licence", licence) };
        let publisher = text(t, c, &publisher).map(|said| said.text).unwrap_or_default();
        let meta = [publisher, date.unwrap_or_default(), licence];
        Self {
            id: of.id,
            title: said(t, c, &title),
            meta: meta.into_iter().filter(|part| !part.is_empty()).collect(),
            summary: text(t, c, &summary),
            url,
            simulated,
        }
    }
}

/// The table in the reader's language, else in the first of the consultation's that is there.
fn table(t: Text, c: &Consultation, mut tables: BTreeMap<Lang, DataTable>) -> Option<Table> {
    let own = t.0.lang();
    let order = std::iter::once(&own).chain(&c.languages);
    let lang = order.into_iter().find(|lang| tables.contains_key(lang)).or(tables.keys().next()).cloned()?;
    let table = Table::of(tables.remove(&lang)?);
    Some(Table { lang: (lang != own).then_some(lang), ..table })
}

impl Table {
    fn of(table: DataTable) -> Self {
        let is_number = |at: usize| at > 0 && table.rows.iter().all(|row| number(&row[at]).is_some());
        let columns: Vec<Column> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, name)| Column { name: name.clone(), is_number: is_number(at) })
            .collect();
        Self {
            lang: None,
            has_chart: columns.iter().any(|column| column.is_number),
            columns,
            rows: table.rows,
        }
    }
}

/// A number as people write it: `12,5`, `1 200`, `38 %`.
fn number(cell: &str) -> Option<f64> {
    let plain: String = cell
        .trim()
        .trim_end_matches('%')
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '.',
            '\u{2212}' => '-',
            c => c,
        })
        .collect();
    plain.parse().ok().filter(|value: &f64| value.is_finite())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_numbers_are_found() {
        let table = |rows: &[[&str; 3]]| {
            let rows = rows.iter().map(|row| row.map(str::to_owned).to_vec()).collect();
            Table::of(DataTable { columns: ["Kunta", "Matka", "Huom."].map(str::to_owned).to_vec(), rows })
        };
        let shown = table(&[["Vaasa", "12,5", "–"], ["Utsjoki", "1\u{a0}190", ""]]);
        let numbers: Vec<bool> = shown.columns.iter().map(|column| column.is_number).collect();
        assert_eq!((numbers, shown.has_chart), (vec![false, true, false], true));
        assert!(!table(&[["Vaasa", "near", "x"]]).has_chart);
        assert_eq!(
            (number("38 %"), number("\u{2212}3"), number("NaN"), number("")),
            (Some(38.0), Some(-3.0), None, None)
        );
    }
}
