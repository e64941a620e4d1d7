//! Lists to files: one table model, and a writer of rows for each form that people and programs ask for.
//!
//! Knows the domain's words and nothing of where rows come from: no database, no HTTP, no Fluent. Texts for
//! people come through a [`Translate`] that the caller hands in.
//!
//! # Example
//! ```
//! use parvis::domain::Lang;
//! use parvis::export::{self, About, Format, Writer, ranking::{self, RankedIdea}};
//!
//! let about = About { question: "Where?".into(), lang: Lang::undetermined(), simulated: false };
//! let table = ranking::table(&about, &|id| id.to_owned());
//! let ideas = [RankedIdea { id: "idea_1", text: "By train", ..RankedIdea::default() }];
//! let mut writer = Writer::start(Format::Csv, &table, Vec::new())?;
//! for idea in &ideas {
//!     writer.row(ranking::row(idea, 12, "davidson"))?;
//! }
//! assert!(writer.finish()?.starts_with(b"rank,"));
//! # Ok::<(), export::Error>(())
//! ```

mod csv;
pub mod file_name;
pub mod ideas;
mod json;
pub mod ranking;
pub mod report;
pub mod rewordings;
mod table;
pub mod votes;
mod xlsx;

use std::io::Write;

pub use table::{About, Cell, Column, Kind, Row, Table, Translate};

/// What a file is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// CSV for programs, and for Parvis itself: UTF-8 without a mark, commas, decimal points.
    Csv,
    /// CSV that Excel opens by double click in the table's language: a byte order mark, and for Finnish and
    /// Swedish semicolons and decimal commas. Parvis reads it back as well.
    ExcelCsv,
    Xlsx,
    /// One object that holds the table's title, its columns and its rows as `items`.
    Json,
    /// One object a row and line.
    Ndjson,
}

impl Format {
    /// The form that a file name's ending asks for.
    pub fn from_extension(extension: &str) -> Option<Self> {
        [Self::Csv, Self::Xlsx, Self::Json, Self::Ndjson].into_iter().find(|f| f.extension() == extension)
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// The media type for `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv | Self::ExcelCsv => "text/csv; charset=utf-8; header=present",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
        }
    }
}

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("The file could not be written: {0}")]
    Io(#[from] std::io::Error),
    #[error("The CSV file could not be written: {0}")]
    Csv(#[from] ::csv::Error),
    #[error("The JSON file could not be written: {0}")]
    Json(#[from] serde_json::Error),
    #[error("The spreadsheet could not be written: {0}")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    #[error("A spreadsheet holds at most {most} rows; the CSV file holds them all.")]
    TooManyRows { most: u32 },
}

/// Writes a table row by row, so that a file of millions of votes never stands in memory as a whole. (A
/// spreadsheet's rows wait in an unnamed temporary file until [`Writer::finish`].)
pub struct Writer<W: Write + Send>(Form<W>);

enum Form<W: Write + Send> {
    Csv(Box<csv::Rows<W>>),
    Json(json::Rows<W>),
    Xlsx(Box<xlsx::Rows<W>>),
}

impl<W: Write + Send> Writer<W> {
    /// Writes what stands before the first row.
    pub fn start(format: Format, table: &Table, out: W) -> Result<Self, Error> {
        Ok(Self(match format {
            Format::Csv => Form::Csv(Box::new(csv::Rows::start(csv::Flavour::plain(), table, out)?)),
            Format::ExcelCsv => {
                Form::Csv(Box::new(csv::Rows::start(csv::Flavour::excel(&table.lang), table, out)?))
            }
            Format::Json => Form::Json(json::Rows::start(json::Shape::Document, table, out)?),
            Format::Ndjson => Form::Json(json::Rows::start(json::Shape::Lines, table, out)?),
            Format::Xlsx => Form::Xlsx(Box::new(xlsx::Rows::start(table, out)?)),
        }))
    }

    /// Writes one row: a cell a column, without the last column `simulated`, which every row gets by itself.
    pub fn row(&mut self, cells: Row<'_>) -> Result<(), Error> {
        match &mut self.0 {
            Form::Csv(rows) => rows.row(cells),
            Form::Json(rows) => rows.row(cells),
            Form::Xlsx(rows) => rows.row(cells),
        }
    }

    /// Writes what stands after the last row, and gives back what was written to.
    pub fn finish(self) -> Result<W, Error> {
        match self.0 {
            Form::Csv(rows) => rows.finish(),
            Form::Json(rows) => rows.finish(),
            Form::Xlsx(rows) => rows.finish(),
        }
    }
}

/// Writes a whole table from its rows, which are asked for one at a time.
pub fn write<'a, W: Write + Send>(
    format: Format,
    table: &Table,
    rows: impl IntoIterator<Item = Row<'a>>,
    out: W,
) -> Result<W, Error> {
    let mut writer = Writer::start(format, table, out)?;
    for row in rows {
        writer.row(row)?;
    }
    writer.finish()
}
