//! The case's sources, with figures and tables as each language writes them.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::domain::process::{DataTable, Evidence, KeyFigure};
use crate::domain::{Lang, Micros, Texts};
use crate::service::example::case::{Case, by_language};

#[derive(Deserialize)]
pub(super) struct CaseSource {
    pub key: String,
    title: Texts,
    publisher: Texts,
    date: Option<String>,
    url: Option<String>,
    licence: Option<String>,
    summary: Texts,
    figures: Vec<CaseFigure>,
    table: Option<CaseTable>,
    simulated: bool,
}

#[derive(Deserialize)]
struct CaseFigure {
    label: Texts,
    value: f64,
    unit: Option<Texts>,
}

#[derive(Deserialize)]
struct CaseTable {
    row_heading: Texts,
    columns: Vec<CaseColumn>,
    rows: Vec<CaseRow>,
}

#[derive(Deserialize)]
struct CaseColumn {
    label: Texts,
    unit: Option<Texts>,
}

#[derive(Deserialize)]
struct CaseRow {
    label: Texts,
    values: Vec<f64>,
}

impl Case {
    pub fn sources(&self, time: Micros) -> Vec<Evidence> {
        let source = |(at, of): (i64, &CaseSource)| Evidence {
            title: of.title.clone(),
            publisher: of.publisher.clone(),
            date: of.date.clone(),
            url: of.url.clone(),
            licence: of.licence.clone().unwrap_or_default(),
            summary: of.summary.clone(),
            figures: of.figures.iter().map(CaseFigure::read).collect(),
            tables: of.table.as_ref().map(CaseTable::read).unwrap_or_default(),
            simulated: of.simulated,
            ideas: Vec::new(),
            added_at: time + at,
        };
        (0..).zip(&self.evidence).map(source).collect()
    }
}

impl CaseFigure {
    fn read(&self) -> KeyFigure {
        let value = by_language(&self.label, |lang, _| {
            written(self.value, self.unit.as_ref().and_then(|unit| unit.get(lang)), lang)
        });
        KeyFigure { label: self.label.clone(), value }
    }
}

impl CaseTable {
    fn read(&self) -> BTreeMap<Lang, DataTable> {
        let table = |lang: &Lang| {
            let column = |of: &CaseColumn| {
                let label = of.label.get(lang).unwrap_or_default();
                match of.unit.as_ref().and_then(|unit| unit.get(lang)) {
                    Some(unit) => format!("{label} ({unit})"),
                    None => label.to_owned(),
                }
            };
            let heading = self.row_heading.get(lang).unwrap_or_default().to_owned();
            let row = |of: &CaseRow| {
                let label = of.label.get(lang).unwrap_or_default().to_owned();
                let values = of.values.iter().map(|value| written(*value, None, lang));
                std::iter::once(label).chain(values).collect()
            };
            DataTable {
                columns: std::iter::once(heading).chain(self.columns.iter().map(column)).collect(),
                rows: self.rows.iter().map(row).collect(),
            }
        };
        self.row_heading.0.keys().map(|lang| (lang.clone(), table(lang))).collect()
    }
}

/// A number as its language writes it, with a unit.
fn written(value: f64, unit: Option<&str>, lang: &Lang) -> String {
    let english = lang.as_str() == "en";
    let plain = format!("{:.*}", usize::from(value.fract() != 0.0), value.abs());
    let (whole, rest) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut out = String::from(if value < 0.0 { "\u{2212}" } else { "" });
    for (at, digit) in whole.chars().enumerate() {
        // Numbers of four digits may be years, which are written together.
        if at > 0 && whole.len() > 4 && (whole.len() - at).is_multiple_of(3) {
            out.push(if english { ',' } else { '\u{a0}' });
        }
        out.push(digit);
    }
    if !rest.is_empty() {
        out.push(if english { '.' } else { ',' });
        out.push_str(rest);
    }
    match unit {
        Some("%") if english => format!("{out}%"),
        Some(unit) => format!("{out}\u{a0}{unit}"),
        None => out,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_language_writes_them() {
        let lang = |tag| Lang::parse(tag).unwrap();
        assert_eq!(written(-16.3, Some("%"), &lang("en")), "\u{2212}16.3%");
        assert_eq!(written(-16.3, Some("%"), &lang("fi")), "\u{2212}16,3\u{a0}%");
        assert_eq!(written(36_200.0, None, &lang("sv")), "36\u{a0}200");
        assert_eq!(written(2_020.0, None, &lang("en")), "2020");
    }
}
