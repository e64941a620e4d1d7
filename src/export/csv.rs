//! CSV as RFC 4180 defines `text/csv`: CRLF ends a line (each spreadsheet and library reads it, and the media
//! type asks for it), quotes only where a field needs them, the header holds the columns' keys.
//!
//! Texts that a spreadsheet would run are defused (`domain::defusing`); numbers never are, so `-0.5` is a number.

use std::fmt::Write as _;
use std::io::Write;

use super::table::rfc3339;
use super::{Cell, Error, Row, Table};
use crate::domain::{Lang, defusing};

/// How a spreadsheet program in some country expects its fields.
#[derive(Clone, Copy)]
pub(super) struct Flavour {
    delimiter: u8,
    decimal_comma: bool,
    byte_order_mark: bool,
}

impl Flavour {
    pub fn plain() -> Self {
        Self { delimiter: b',', decimal_comma: false, byte_order_mark: false }
    }

    /// What Excel opens by double click where people speak `lang`.
    pub fn excel(lang: &Lang) -> Self {
        let nordic = matches!(lang.as_str().split('-').next(), Some("fi" | "sv"));
        Self { delimiter: if nordic { b';' } else { b',' }, decimal_comma: nordic, byte_order_mark: true }
    }
}

pub(super) struct Rows<W: Write> {
    csv: csv::Writer<W>,
    decimal_comma: bool,
    simulated: bool,
    /// One number's or moment's digits, kept so that a cell costs no allocation.
    digits: String,
}

impl<W: Write> Rows<W> {
    pub fn start(flavour: Flavour, table: &Table, mut out: W) -> Result<Self, Error> {
        if flavour.byte_order_mark {
            out.write_all("\u{feff}".as_bytes())?;
        }
        let mut csv = csv::WriterBuilder::new()
            .delimiter(flavour.delimiter)
            .terminator(csv::Terminator::CRLF)
            .from_writer(out);
        csv.write_record(table.columns.iter().map(|column| column.key.as_bytes()))?;
        Ok(Self {
            csv,
            decimal_comma: flavour.decimal_comma,
            simulated: table.simulated,
            digits: String::new(),
        })
    }

    pub fn row(&mut self, cells: Row<'_>) -> Result<(), Error> {
        for cell in &cells {
            self.field(cell)?;
        }
        self.csv.write_field(word(self.simulated))?;
        // An empty record ends the line, and fails if the row has not as many fields as the header.
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    fn field(&mut self, cell: &Cell<'_>) -> Result<(), Error> {
        self.digits.clear();
        match cell {
            Cell::Text(text) => return Ok(self.csv.write_field(defusing::defuse(text).as_bytes())?),
            Cell::Bool(value) => return Ok(self.csv.write_field(word(*value))?),
            Cell::Integer(number) => {
                let _ = write!(self.digits, "{number}");
            }
            Cell::Number(number) if number.is_finite() => self.number(*number),
            Cell::Instant(instant) => self.digits.extend(rfc3339(*instant)),
            Cell::Number(_) | Cell::Empty => {}
        }
        Ok(self.csv.write_field(&self.digits)?)
    }

    /// The fewest digits that read back as the same number, never with an exponent.
    fn number(&mut self, number: f64) {
        // Adding zero turns -0 into 0.
        let _ = write!(self.digits, "{}", number + 0.0);
        if self.decimal_comma {
            self.digits = self.digits.replace('.', ",");
        }
    }

    pub fn finish(self) -> Result<W, Error> {
        self.csv.into_inner().map_err(|error| Error::Io(error.into_error()))
    }
}

fn word(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}
