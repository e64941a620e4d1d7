//! The spreadsheet: typed cells, a frozen header with filters, and a second sheet that explains the columns.
//!
//! Texts are always string cells, never formulas, and stand unchanged; those that would run if somebody edited
//! them carry Excel's own quote mark. A text longer than a cell holds is cut between characters, marked, and the
//! second sheet says so.

use std::io::Write;

use rust_xlsxwriter::{DocProperties, Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use unicode_normalization::char::is_combining_mark;

use super::table::rfc3339;
use super::{Cell, Error, Kind, Row, Table};
use crate::domain::{Micros, defusing};

/// What Excel takes in one cell, in UTF-16 units.
const CELL_UNITS: usize = 32_767;
/// And in lines: 253 line feeds.
const CELL_LINE_FEEDS: usize = 253;
/// What ends a text that was cut.
const CUT_MARK: &str = " […]";
/// The header is one of a sheet's 1,048,576 rows.
const MOST_ROWS: u32 = 1_048_575;
/// A double holds every integer up to here; a greater one is written as text, whole.
const EXACT_INTEGER: i64 = 1 << 53;
const A4: u8 = 9;
/// How many marks a letter may carry and still be kept whole at a cut.
const MOST_MARKS: usize = 16;

pub(super) struct Rows<W: Write> {
    workbook: Workbook,
    table: Table,
    formats: Vec<Format>,
    /// For a text that would run if it were typed.
    quoted: Format,
    written: u32,
    cut: bool,
    out: W,
}

impl<W: Write + Send> Rows<W> {
    pub fn start(table: &Table, out: W) -> Result<Self, Error> {
        let mut workbook = Workbook::new();
        workbook.set_properties(&properties(table));
        let sheet = workbook.add_worksheet_with_low_memory()?;
        sheet.set_name(&table.heading)?;
        set_page(sheet)?;
        if table.simulated {
            sheet.set_header(format!("&C{}", table.words.simulated));
        }
        let header = header_format();
        for (at, column) in (0..).zip(&table.columns) {
            sheet.set_column_width(at, width(column.kind))?;
            sheet.write_string_with_format(0, at, &column.title, &header)?;
        }
        let formats = table.columns.iter().map(|column| cell_format(column.kind)).collect();
        let quoted = cell_format(Kind::Text).set_quote_prefix();
        Ok(Self { workbook, table: table.clone(), formats, quoted, written: 0, cut: false, out })
    }

    pub fn row(&mut self, mut cells: Row<'_>) -> Result<(), Error> {
        if self.written == MOST_ROWS {
            return Err(Error::TooManyRows { most: MOST_ROWS });
        }
        self.written += 1;
        cells.push(Cell::Bool(self.table.simulated));
        debug_assert_eq!(cells.len(), self.formats.len(), "a cell a column");
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (at, (cell, format)) in (0..).zip(cells.iter().zip(&self.formats)) {
            let row = self.written;
            match cell {
                Cell::Text(text) => {
                    let format = if defusing::is_dangerous(text) { &self.quoted } else { format };
                    let (text, cut) = fit(text);
                    self.cut |= cut;
                    sheet.write_string_with_format(row, at, text, format)?;
                }
                Cell::Integer(number) if number.abs() > EXACT_INTEGER => {
                    sheet.write_string(row, at, number.to_string())?;
                }
                Cell::Integer(number) => {
                    sheet.write_number_with_format(row, at, *number as f64, format)?;
                }
                Cell::Number(number) if number.is_finite() => {
                    sheet.write_number_with_format(row, at, *number + 0.0, format)?;
                }
                Cell::Bool(value) => {
                    sheet.write_boolean_with_format(row, at, *value, format)?;
                }
                Cell::Instant(instant) => write_instant(sheet, row, at, *instant, format)?,
                Cell::Number(_) | Cell::Empty => {}
            }
        }
        Ok(())
    }

    pub fn finish(mut self) -> Result<W, Error> {
        let last_column = u16::try_from(self.formats.len().saturating_sub(1)).unwrap_or(u16::MAX);
        self.workbook.worksheet_from_index(0)?.autofilter(0, 0, self.written, last_column)?;
        explain(self.workbook.add_worksheet(), &self.table, self.cut)?;
        self.workbook.save_to_writer(&mut self.out)?;
        Ok(self.out)
    }
}

fn properties(table: &Table) -> DocProperties {
    let properties = DocProperties::new()
        .set_title(table.title())
        .set_author("Parvis")
        .set_custom_property("Language", table.lang.as_str())
        .set_custom_property("Simulated", table.simulated);
    if table.simulated { properties.set_comment(&table.words.simulated) } else { properties }
}

fn set_page(sheet: &mut Worksheet) -> Result<(), Error> {
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    Ok(())
}

/// The second sheet: the title, what must be known, and each column with its key and its meaning.
fn explain(sheet: &mut Worksheet, table: &Table, cut: bool) -> Result<(), Error> {
    sheet.set_name(&table.words.sheet)?;
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    let wrap = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let strong = Format::new().set_bold();
    for (at, width) in [(0, 26), (1, 16), (2, 90)] {
        sheet.set_column_width(at, width)?;
    }
    let mut row = 0;
    let notes = [(table.simulated, &table.words.simulated), (cut, &table.words.cut)];
    for (_, note) in notes.iter().filter(|(holds, _)| *holds) {
        sheet.write_string_with_format(row, 0, *note, &strong)?;
        row += 1;
    }
    sheet.write_string_with_format(row, 0, fit(&table.title()).0, &strong)?;
    row += 2;
    let words = &table.words;
    for (at, word) in (0..).zip([&words.column, &words.key, &words.explanation]) {
        sheet.write_string_with_format(row, at, word, &header_format())?;
    }
    for column in &table.columns {
        row += 1;
        for (at, text) in (0..).zip([&column.title, &*column.key, &column.explanation]) {
            sheet.write_string_with_format(row, at, text, &wrap)?;
        }
    }
    Ok(())
}

fn header_format() -> Format {
    Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top).set_border_bottom(FormatBorder::Thin)
}

fn cell_format(kind: Kind) -> Format {
    let format = Format::new().set_align(FormatAlign::Top);
    match kind {
        Kind::Text => format.set_text_wrap(),
        Kind::Integer | Kind::Number { decimals: 0 } => format.set_num_format("0"),
        Kind::Number { decimals } => format.set_num_format(format!("0.{}", "0".repeat(decimals.into()))),
        Kind::Instant => format.set_num_format("yyyy-mm-dd hh:mm:ss"),
        Kind::Id | Kind::Word | Kind::Count | Kind::Bool => format,
    }
}

/// In characters of the usual font. An id is 41 characters at most; its beginning is enough on a screen.
fn width(kind: Kind) -> f64 {
    match kind {
        Kind::Text => 60.0,
        Kind::Id => 24.0,
        Kind::Instant => 20.0,
        Kind::Word => 14.0,
        Kind::Integer | Kind::Count | Kind::Number { .. } | Kind::Bool => 12.0,
    }
}

/// A moment as a date cell, in UTC. What lies before 1900, where Excel's days begin, is written as text.
fn write_instant(
    sheet: &mut Worksheet,
    row: u32,
    at: u16,
    instant: Micros,
    format: &Format,
) -> Result<(), Error> {
    const DAY: f64 = 86_400_000_000.0;
    /// The number of the day 1970-01-01.
    const EPOCH: f64 = 25_569.0;
    /// 1900-03-01: before it Excel counts a day that never was.
    const FIRST: f64 = 61.0;
    /// 10000-01-01.
    const END: f64 = 2_958_466.0;
    let serial = instant as f64 / DAY + EPOCH;
    if (FIRST..END).contains(&serial) {
        sheet.write_number_with_format(row, at, serial, format)?;
    } else if let Some(text) = rfc3339(instant) {
        sheet.write_string(row, at, text)?;
    }
    Ok(())
}

/// The text as a cell holds it, and whether it was cut.
fn fit(text: &str) -> (String, bool) {
    // A text of so few bytes has neither too many units nor, for each is a byte, too many line feeds.
    if text.len() <= CELL_LINE_FEEDS {
        return (text.to_owned(), false);
    }
    let fits = text.encode_utf16().count() <= CELL_UNITS
        && text.bytes().filter(|&byte| byte == b'\n').count() <= CELL_LINE_FEEDS;
    if fits {
        return (text.to_owned(), false);
    }
    let room = CELL_UNITS - CUT_MARK.encode_utf16().count();
    let (mut units, mut feeds) = (0, 0);
    let mut end = text
        .char_indices()
        .find(|(_, c)| {
            units += c.len_utf16();
            feeds += usize::from(*c == '\n');
            units > room || feeds > CELL_LINE_FEEDS
        })
        .map_or(text.len(), |(at, _)| at);
    // What a reader sees as one letter stays whole: no cut before a mark that belongs to the letter before it.
    // A letter has few marks; a text that is nothing but marks is cut where it must be.
    let starts_with_mark = |at: usize| text[at..].chars().next().is_some_and(is_combining_mark);
    let back = text[..end].char_indices().rev().take(MOST_MARKS).map(|(at, _)| at);
    if starts_with_mark(end) {
        end = back.into_iter().find(|&at| !starts_with_mark(at)).unwrap_or(end);
    }
    (format!("{}{CUT_MARK}", &text[..end]), true)
}

#[cfg(test)]
mod tests {
    use super::{CELL_UNITS, CUT_MARK, fit};

    fn units(text: &str) -> usize {
        text.encode_utf16().count()
    }

    #[test]
    fn what_fits_stays() {
        for text in [String::new(), "a".repeat(32_767), "😀".repeat(16_383), "\n".repeat(253)] {
            assert_eq!(fit(&text), (text.clone(), false));
        }
    }

    /// Field case F42.
    #[test]
    fn what_is_too_long_is_cut_between_characters_and_marked() {
        for text in [
            "å".repeat(32_768),
            "😀".repeat(16_384),
            "a\u{30a}".repeat(16_384),
            "\u{30a}".repeat(40_000),
            "\n".repeat(254),
        ] {
            let (cell, cut) = fit(&text);
            assert!(cut && units(&cell) <= CELL_UNITS);
            let kept = cell.strip_suffix(CUT_MARK).unwrap();
            assert!(text.starts_with(kept), "nothing but the end is lost");
            assert!(kept.matches('\n').count() <= 253);
        }
        let (cell, _) = fit(&"a\u{30a}".repeat(16_384));
        assert!(cell.strip_suffix(CUT_MARK).unwrap().ends_with("a\u{30a}"), "a letter keeps its ring");
        let (cell, _) = fit(&"å".repeat(32_768));
        assert_eq!(units(&cell), CELL_UNITS, "no more is cut than must be");
    }
}
