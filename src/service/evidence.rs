//! Evidence: sources with their figures and tables.

use std::collections::BTreeMap;

use crate::domain::access::Draft;
use crate::domain::document::Stored;
use crate::domain::guideline::Guideline;
use crate::domain::ids::EvidenceId;
use crate::domain::process::{DataTable, Evidence, KeyFigure};
use crate::domain::text::parse_long;
use crate::domain::{Code, Error, Lang, Result};
use crate::live::Room;
use crate::reading;
use crate::service::documents::Put;
use crate::service::process::{LINE_MAX, LONG_MAX, checked_url, few, invalid, must_be_idea, needed};
use crate::service::settings::checked_texts;
use crate::service::{Permit, Service, now};
use crate::store;

const CELL_MAX: usize = 200;
const ROWS_MAX: usize = 500;
const COLUMNS_MAX: usize = 20;

impl Service {
    /// All sources, oldest first.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn evidence(&self, room: &Room) -> Result<Vec<Stored<Evidence>>> {
        self.documents(room).await
    }

    /// # Errors
    /// `not_found`.
    pub async fn source(&self, room: &Room, id: &str) -> Result<Stored<Evidence>> {
        self.document(room, id).await
    }

    /// Adds a source, or changes the one of that id; its tables stay.
    ///
    /// # Errors
    /// `invalid_field`, `precondition_failed`.
    pub async fn set_source(
        &self,
        by: &Permit<Draft>,
        room: &Room,
        id: Option<String>,
        source: Evidence,
        version: Option<i64>,
    ) -> Result<Stored<Evidence>> {
        let source = checked_evidence(source)?;
        for (at, attached) in source.ideas.iter().enumerate() {
            must_be_idea(room, &attached.idea, &format!("ideas.{at}.id"))?;
        }
        let id = id.unwrap_or_else(|| EvidenceId::new().to_string());
        let put = Put { by: by.member.clone(), id, version };
        self.put_document(room, put, move |_, _, before: Option<Evidence>| {
            let (added_at, tables) =
                before.map_or_else(|| (now(), BTreeMap::new()), |before| (before.added_at, before.tables));
            Ok(Evidence { tables, added_at, ..source })
        })
        .await
    }

    /// Puts a table of a language into a source, from the bytes of a file with a header; none takes it away.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` at `table`: what is wrong, by line and column.
    pub async fn set_table(
        &self,
        by: &Permit<Draft>,
        room: &Room,
        id: &str,
        lang: Lang,
        file: Option<&[u8]>,
    ) -> Result<Stored<Evidence>> {
        let table = file.map(read_table).transpose()?;
        let put = Put { by: by.member.clone(), id: id.to_owned(), version: None };
        self.put_document(room, put, move |_, _, before: Option<Evidence>| {
            let mut source = before.ok_or_else(|| Error::not_found("source"))?;
            match table {
                Some(table) => source.tables.insert(lang, table),
                None => source.tables.remove(&lang),
            };
            Ok(source)
        })
        .await
    }

    /// # Errors
    /// `not_found`; `in_use` with where it is used.
    pub async fn remove_source(&self, _by: &Permit<Draft>, room: &Room, id: &str) -> Result<()> {
        let of = id.to_owned();
        self.remove_document::<Evidence>(room, id, move |work, consultation, _| {
            let users: Vec<String> = store::documents::list::<Guideline>(work.conn(), consultation)?
                .into_iter()
                .filter(|guideline| guideline.body.evidence.iter().any(|cited| cited.source == of))
                .map(|guideline| guideline.body.number.to_string())
                .collect();
            if users.is_empty() {
                return Ok(());
            }
            let detail = format!("Guidelines rest on this source: {}.", users.join(", "));
            Err(Error::new(Code::InUse, detail).into())
        })
        .await
    }
}

fn checked_evidence(given: Evidence) -> Result<Evidence> {
    few("figures", given.figures.len())?;
    few("ideas", given.ideas.len())?;
    let date = given.date.map(|date| date.trim().to_owned()).filter(|date| !date.is_empty());
    if date.as_deref().is_some_and(|date| !is_date(date)) {
        return Err(invalid("date", "Write a day, a month or a year: 2019-05-03, 2019-05 or 2019."));
    }
    let figure = |(at, figure): (usize, KeyFigure)| {
        let value = needed(&format!("figures.{at}.value"), &figure.value, CELL_MAX)?;
        Ok(KeyFigure { label: needed(&format!("figures.{at}.label"), &figure.label, LINE_MAX)?, value })
    };
    let mut ideas = given.ideas;
    for (at, attached) in ideas.iter_mut().enumerate() {
        attached.passage = checked_texts(&format!("ideas.{at}.passage"), &attached.passage, LONG_MAX)?;
    }
    Ok(Evidence {
        title: needed("title", &given.title, LINE_MAX)?,
        publisher: checked_texts("publisher", &given.publisher, LINE_MAX)?,
        date,
        url: checked_url("url", given.url)?,
        licence: parse_long("licence", &given.licence, LINE_MAX)?,
        summary: checked_texts("summary", &given.summary, LONG_MAX)?,
        figures: given.figures.into_iter().enumerate().map(figure).collect::<Result<_>>()?,
        ideas,
        tables: given.tables,
        simulated: given.simulated,
        added_at: given.added_at,
    })
}

fn is_date(date: &str) -> bool {
    let whole = format!("{date}{}", &"2000-01-01"[date.len().min(10)..]);
    matches!(date.len(), 4 | 7 | 10) && whole.parse::<jiff::civil::Date>().is_ok()
}

/// A table from a file as people's tools write them.
fn read_table(bytes: &[u8]) -> Result<DataTable> {
    let wrong = |detail: String| Error::field("table", Code::InvalidField, detail);
    let table = reading::Table::read("the table", bytes, &[]).map_err(|e| wrong(e.to_string()))?;
    let columns: Vec<String> = table.header().names.clone();
    if columns.is_empty() || columns.len() > COLUMNS_MAX {
        return Err(wrong(format!("A table has 1 to {COLUMNS_MAX} columns.")));
    }
    let mut rows = Vec::new();
    let read = table.each_row(|row| {
        let cells: Vec<String> = (0..columns.len()).map(|at| row.text(at).to_owned()).collect();
        if let Some(at) = cells.iter().position(|cell| cell.chars().count() > CELL_MAX) {
            return Err(row.error(at, format!("a cell has more than {CELL_MAX} characters")));
        }
        rows.push(cells);
        Ok(())
    });
    read.map_err(|e| wrong(e.to_string()))?;
    if rows.is_empty() || rows.len() > ROWS_MAX {
        return Err(wrong(format!("A table has 1 to {ROWS_MAX} rows below its heads.")));
    }
    Ok(DataTable { columns, rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_a_day_a_month_or_a_year() {
        for (date, good) in [
            ("2019", true),
            ("2019-05", true),
            ("2019-05-03", true),
            ("2019-13", false),
            ("2019-02-30", false),
            ("spring", false),
            ("19", false),
            ("2019-05-03T10", false),
        ] {
            assert_eq!(is_date(date), good, "{date}");
        }
    }

    #[test]
    fn a_table_is_read_as_people_write_them() {
        let table =
            read_table("\u{feff}Kunta;Matka (min)\r\nVaasa;12,5\r\nUtsjoki;190\r\n".as_bytes()).unwrap();
        assert_eq!(table.columns, ["Kunta", "Matka (min)"]);
        assert_eq!(table.rows[1], ["Utsjoki", "190"]);
        let broken = read_table(b"a,b\n1,2,3\n").unwrap_err();
        assert_eq!(broken.fields[0].field, "table");
        assert!(broken.detail.starts_with("the table:2: "), "{}", broken.detail);
        assert!(read_table(&[0xff, 0xfe, 0x00]).is_err() && read_table(b"a,b\n").is_err());
        assert!(read_table(b"\xe4,b\n1,2\n").is_err(), "bytes that are no valid text");
    }

    #[test]
    fn an_address_is_one_of_the_web() {
        assert_eq!(
            checked_url("url", Some(" https://vm.fi ".into())).unwrap().as_deref(),
            Some("https://vm.fi")
        );
        for wrong in ["javascript:alert(1)", "vm.fi", "https://a b"] {
            assert!(checked_url("url", Some(wrong.into())).is_err(), "{wrong}");
        }
        assert_eq!(checked_url("url", Some("  ".into())).unwrap(), None);
    }
}
