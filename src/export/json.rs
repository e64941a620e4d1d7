//! JSON: one document that explains itself, or one object a line. Keys are the columns'; texts stand as they are.

use std::io::Write;

use serde_json::json;

use super::table::rfc3339;
use super::{Cell, Error, Row, Table};

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Document,
    Lines,
}

pub(super) struct Rows<W: Write> {
    out: W,
    shape: Shape,
    /// Each column's key, quoted, with its colon.
    keys: Vec<Vec<u8>>,
    simulated: bool,
    first: bool,
}

impl<W: Write> Rows<W> {
    pub fn start(shape: Shape, table: &Table, mut out: W) -> Result<Self, Error> {
        if shape == Shape::Document {
            let columns: Vec<_> = table
                .columns
                .iter()
                .map(|c| json!({ "key": c.key, "title": c.title, "explanation": c.explanation }))
                .collect();
            let head = [
                ("name", json!(table.name)),
                ("title", json!(table.title())),
                ("lang", json!(table.lang.as_str())),
                ("simulated", json!(table.simulated)),
                ("columns", json!(columns)),
            ];
            for (i, (key, value)) in head.iter().enumerate() {
                write!(out, "{}\"{key}\": {value}", if i == 0 { "{" } else { ",\n " })?;
            }
            out.write_all(b",\n \"items\": [")?;
        }
        let keys = table
            .columns
            .iter()
            .map(|column| serde_json::to_vec(&column.key).map(|key| [key.as_slice(), b":"].concat()))
            .collect::<Result<_, _>>()?;
        Ok(Self { out, shape, keys, simulated: table.simulated, first: true })
    }

    pub fn row(&mut self, mut cells: Row<'_>) -> Result<(), Error> {
        cells.push(Cell::Bool(self.simulated));
        debug_assert_eq!(cells.len(), self.keys.len(), "a cell a column");
        if self.shape == Shape::Document {
            self.out.write_all(if self.first { b"\n  " } else { b",\n  " })?;
        }
        self.first = false;
        for (i, (key, cell)) in self.keys.iter().zip(&cells).enumerate() {
            self.out.write_all(if i == 0 { b"{" } else { b"," })?;
            self.out.write_all(key)?;
            value(&mut self.out, cell)?;
        }
        self.out.write_all(b"}")?;
        if self.shape == Shape::Lines {
            self.out.write_all(b"\n")?;
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, Error> {
        if self.shape == Shape::Document {
            self.out.write_all(if self.first { b"]}\n" } else { b"\n ]}\n" })?;
        }
        self.out.flush()?;
        Ok(self.out)
    }
}

fn value(out: &mut impl Write, cell: &Cell<'_>) -> Result<(), Error> {
    match cell {
        Cell::Text(text) => serde_json::to_writer(out, text)?,
        Cell::Integer(number) => serde_json::to_writer(out, number)?,
        // serde_json writes what is not finite as null. Adding zero turns -0 into 0.
        Cell::Number(number) => serde_json::to_writer(out, &(number + 0.0))?,
        Cell::Bool(value) => serde_json::to_writer(out, value)?,
        Cell::Instant(instant) => serde_json::to_writer(out, &rfc3339(*instant))?,
        Cell::Empty => out.write_all(b"null")?,
    }
    Ok(())
}
