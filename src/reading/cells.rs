//! Owns how long a cell and a row may be, and names the first that is too long. Files are read in blocks of whole
//! rows, so without a limit a quote that is never closed would bring all that follows into memory.

use super::error::ReadError;
use super::records::{Delimiter, Records, end_of_quotes};
use super::table::Header;

/// Bytes of a cell: ids and texts are far shorter, and a whole page of text is a hundredth of it.
pub const CELL_MAX: usize = 1 << 20;
/// Bytes of a row with its line ends, the columns that are passed over among them.
pub const ROW_MAX: usize = 4 << 20;

/// Whether a text may hold a cell that is too long: looked for only then.
pub fn may_be_long(text: &[u8]) -> bool {
    text.len() > CELL_MAX
}

/// Refuses a cell of the present record that is too long.
pub fn must_be_short(file: &str, header: &Header, records: &Records<'_>) -> Result<(), ReadError> {
    match (0..records.len()).find(|&index| records.field(index).len() > CELL_MAX) {
        Some(index) => Err(header.fault(file, records.line(), index, too_long(false))),
        None => Ok(()),
    }
}

/// Refuses a row of which `begun` is as much as was read: its cell that is too long already, or all of it together.
pub fn must_end(file: &str, header: Option<&Header>, begun: &[u8], line: u64) -> Result<(), ReadError> {
    let delimiter = header.map_or(Delimiter::Comma, |header| header.delimiter);
    if let Some((index, in_quotes)) = long_cell(begun, delimiter) {
        let name = header.and_then(|header| header.names.get(index)).map(String::as_str);
        return Err(ReadError::field(file, line, index, name, too_long(in_quotes)));
    }
    if begun.len() > ROW_MAX {
        return Err(ReadError::line(file, line, format!("the row is longer than {ROW_MAX} bytes")));
    }
    Ok(())
}

/// The first cell that is too long of the row with which `bytes` begin, and whether its quotes are not closed in them.
fn long_cell(bytes: &[u8], delimiter: Delimiter) -> Option<(usize, bool)> {
    let (mut index, mut start) = (0, 0);
    while may_be_long(&bytes[start..]) {
        let mut from = start;
        if bytes[start] == b'"' {
            match end_of_quotes(bytes, start + 1) {
                Some(closed) => from = closed,
                None => return Some((index, true)),
            }
        }
        let end = memchr::memchr2(delimiter.byte(), b'\n', &bytes[from..]).map(|found| from + found);
        if end.unwrap_or(bytes.len()) - start > CELL_MAX {
            return Some((index, false));
        }
        start = end.filter(|&end| bytes[end] != b'\n')? + 1;
        index += 1;
    }
    None
}

fn too_long(in_quotes: bool) -> String {
    let hint = if in_quotes { "; is the quote that opens it ever closed?" } else { "" };
    format!("the cell is longer than {CELL_MAX} bytes{hint}")
}

#[cfg(test)]
mod tests {
    use super::super::blocks::Blocks;
    use super::*;
    use std::io::{Cursor, Read};

    /// A file that would take all memory if it were read to its end.
    fn endless(beginning: &str, then: u8) -> Box<dyn Read + Send> {
        let endless = std::io::repeat(then).take(1 << 40);
        Box::new(Cursor::new(beginning.as_bytes().to_vec()).chain(endless))
    }

    fn refused(beginning: &str, then: u8) -> String {
        let read = || {
            let (mut blocks, _) = Blocks::open("v.csv", endless(beginning, then), &["left", "right"])?;
            let mut block = Vec::new();
            while blocks.next(&mut block)?.is_some() {}
            Ok::<(), ReadError>(())
        };
        read().unwrap_err().to_string()
    }

    #[test]
    fn a_cell_without_an_end_is_named_and_never_held() {
        let head = "left,right,outcome\na,b,left\n";
        let found = refused(&format!("{head}c,"), b'x');
        assert!(found.starts_with("v.csv:3: column 2 (right): the cell is longer"), "{found}");
        let found = refused(&format!("{head}\"c\nd\",\""), b'\n');
        assert!(found.starts_with("v.csv:3: column 2 (right): the cell is longer"), "{found}");
        assert!(found.contains("closed?"), "{found}");
        assert!(refused("", b'x').starts_with("v.csv:1: column 1: the cell is longer"));
        assert!(refused(head, b',').starts_with("v.csv:3: the row is longer"), "{found}");
        assert!(refused("left,right\r\"a", b'\r').contains("v.csv:2: column 1 (left): the cell"), "CR alone");
    }
}
