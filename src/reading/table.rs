//! Owns files with a header: which delimiter they use, which column is where, rows named by line.
//! Knows no particular columns.

use super::cells;
use super::error::{ReadError, shown};
use super::records::{Delimiter, Records, delimiters_in_first_record};
use crate::domain::defusing;

/// So many columns of a header are named in an error.
const NAMED: usize = 20;

/// The first record of a file and how it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    pub delimiter: Delimiter,
    /// Names as they stand, without spaces around.
    pub names: Vec<String>,
    /// Physical line of the header: 1, or later below empty lines or a line `sep=;`.
    pub line: u64,
    /// Where the first row begins: its line, and its byte in the text.
    pub body_line: u64,
    pub body: usize,
}

impl Header {
    /// Reads the header of `text`, which has no byte order mark.
    ///
    /// The delimiter is the one under which most of the names in `known` are found, then the one that
    /// stands most often; a first line `sep=;` (or `,`, or a tab) decides it.
    ///
    /// # Errors
    /// No header, an unclosed quote, a delimiter that is not read, a name of `known` that stands twice.
    pub fn read(file: &str, text: &str, known: &[&str]) -> Result<Self, ReadError> {
        let (forced, body, line) = separator_line(file, text)?;
        let header = match forced {
            Some(delimiter) => Self::with(file, text, body, line, delimiter)?,
            None => Self::guessed(file, text, body, line, known)?,
        };
        for name in known {
            let mut places = (0..header.names.len()).filter(|&index| header.names[index] == *name);
            if let (Some(_), Some(second)) = (places.next(), places.next()) {
                let problem = format!("the header names {} twice", shown(name));
                return Err(ReadError::field(file, header.line, second, Some(name), problem));
            }
        }
        Ok(header)
    }

    fn guessed(file: &str, text: &str, body: usize, line: u64, known: &[&str]) -> Result<Self, ReadError> {
        let counts = delimiters_in_first_record(text[body..].trim_start_matches(['\r', '\n']));
        let mut best: Option<((usize, usize), Self)> = None;
        for (delimiter, count) in Delimiter::ALL.into_iter().zip(counts) {
            let header = Self::with(file, text, body, line, delimiter)?;
            let found = header.names.iter().filter(|name| known.contains(&name.as_str())).count();
            if best.as_ref().is_none_or(|(merit, _)| (found, count) > *merit) {
                best = Some(((found, count), header));
            }
        }
        best.map(|(_, header)| header).ok_or_else(|| ReadError::line(file, line, "no header"))
    }

    fn with(file: &str, text: &str, body: usize, line: u64, delimiter: Delimiter) -> Result<Self, ReadError> {
        let mut records = Records::new(&text[body..], delimiter, line);
        match records.advance() {
            Ok(true) => Ok(Self {
                delimiter,
                names: (0..records.len()).map(|index| records.field(index).trim().to_owned()).collect(),
                line: records.line(),
                body_line: records.next_line(),
                body: body + records.position(),
            }),
            Ok(false) => Err(ReadError::line(file, line, "no header: the file is empty")),
            Err(open) => Err(unclosed(file, open.line, open.field, None)),
        }
    }

    /// Index of the column called `name`.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Index of the column called `name`, which must be there.
    pub fn require(&self, file: &str, name: &str) -> Result<usize, ReadError> {
        self.find(name).ok_or_else(|| self.missing(file, name))
    }

    /// The error for a column that is not there.
    pub fn missing(&self, file: &str, name: &str) -> ReadError {
        let mut found: Vec<String> = self.names.iter().take(NAMED).map(|name| shown(name)).collect();
        if self.names.len() > NAMED {
            found.push(format!("and {} more", self.names.len() - NAMED));
        }
        let problem = format!(
            "the column {} is missing; the header, read with the {} as delimiter, has {}",
            shown(name),
            self.delimiter.name(),
            found.join(", ")
        );
        ReadError::line(file, self.line, problem)
    }

    /// The error for a record with another number of fields than the header.
    pub fn ragged(&self, file: &str, line: u64, fields: usize) -> ReadError {
        let expected = self.names.len();
        if let Some(lacking) = self.names.get(fields) {
            let problem = format!("{fields} fields where the header has {expected}: {lacking} is missing");
            return ReadError::field(file, line, fields, Some(lacking), problem);
        }
        let problem = format!("{fields} fields where the header has {expected}");
        ReadError::field(file, line, expected, None, problem)
    }

    /// The error for one field of a record.
    pub fn fault(&self, file: &str, line: u64, index: usize, problem: impl Into<String>) -> ReadError {
        ReadError::field(file, line, index, self.names.get(index).map(String::as_str), problem)
    }
}

/// The error for a quote that is never closed.
pub fn unclosed(file: &str, line: u64, field: usize, name: Option<&str>) -> ReadError {
    ReadError::field(file, line, field, name, "unclosed quote: it is opened here and never closed")
}

/// A first line `sep=;`, which spreadsheets write: delimiter, where the rest begins, and its line.
fn separator_line(file: &str, text: &str) -> Result<(Option<Delimiter>, usize, u64), ReadError> {
    let end = text.find('\n').map_or(text.len(), |found| found + 1);
    let line = text[..end].trim_end_matches(['\r', '\n']).trim_matches('"');
    let Some(value) = line.get(..4).filter(|word| word.eq_ignore_ascii_case("sep=")).map(|_| &line[4..])
    else {
        return Ok((None, 0, 1));
    };
    match Delimiter::ALL.into_iter().find(|delimiter| value.as_bytes() == [delimiter.byte()]) {
        Some(delimiter) => Ok((Some(delimiter), end, 2)),
        None => Err(ReadError::line(
            file,
            1,
            format!("sep={} is not read: use comma, semicolon or tab", shown(value)),
        )),
    }
}

/// A whole file in memory, for the files that people write: items, voters, wiki surveys.
#[derive(Debug)]
pub struct Table {
    file: String,
    text: String,
    header: Header,
    /// Whether Parvis wrote it, which defuses texts.
    defused: bool,
}

impl Table {
    /// Decodes `bytes` (UTF-8 or UTF-16, by their mark) and reads the header; `known` are the columns that
    /// the caller looks for, which helps to tell the delimiter.
    pub fn read(file: &str, bytes: &[u8], known: &[&str]) -> Result<Self, ReadError> {
        let text = super::text::decode(file, bytes)?;
        let header = Header::read(file, &text, known)?;
        let defused = header.find(defusing::MARKER).is_some();
        Ok(Self { file: file.to_owned(), text, header, defused })
    }

    pub fn file(&self) -> &str {
        &self.file
    }

    pub fn header(&self) -> &Header {
        &self.header
    }

    /// Index of the column called `name`.
    pub fn find(&self, name: &str) -> Option<usize> {
        self.header.find(name)
    }

    /// Index of the column called `name`.
    ///
    /// # Errors
    /// The column is missing: names it and the header that was found.
    pub fn require(&self, name: &str) -> Result<usize, ReadError> {
        self.header.require(&self.file, name)
    }

    /// Gives each row to `each`, in order; stops at the first error.
    ///
    /// # Errors
    /// An unclosed quote, a row with another number of fields than the header, or what `each` returns.
    pub fn each_row(&self, mut each: impl FnMut(Row<'_>) -> Result<(), ReadError>) -> Result<(), ReadError> {
        let header = &self.header;
        let mut records = Records::new(&self.text[header.body..], header.delimiter, header.body_line);
        loop {
            match records.advance() {
                Ok(true) if records.len() == header.names.len() => {
                    cells::must_be_short(&self.file, header, &records)?;
                    each(Row { table: self, records: &records })?;
                }
                Ok(true) => return Err(header.ragged(&self.file, records.line(), records.len())),
                Ok(false) => return Ok(()),
                Err(open) => {
                    let name = header.names.get(open.field).map(String::as_str);
                    return Err(unclosed(&self.file, open.line, open.field, name));
                }
            }
        }
    }
}

/// One row of a [`Table`], with as many fields as the header.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    table: &'a Table,
    records: &'a Records<'a>,
}

impl<'a> Row<'a> {
    /// Field `index`, as [`Table::find`] gives it.
    pub fn get(self, index: usize) -> &'a str {
        self.records.field(index)
    }

    /// Field `index` as the text that it stands for: in a file that Parvis wrote, without the apostrophe that
    /// kept a spreadsheet from running it; in any other file, byte for byte.
    pub fn text(self, index: usize) -> &'a str {
        let field = self.get(index);
        if self.table.defused { defusing::undo(field) } else { field }
    }

    /// Physical line where the row begins.
    pub fn line(self) -> u64 {
        self.records.line()
    }

    /// An error at field `index` of this row.
    pub fn error(self, index: usize, problem: impl Into<String>) -> ReadError {
        self.table.header.fault(&self.table.file, self.line(), index, problem)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(bytes: &[u8]) -> Result<Vec<Vec<String>>, ReadError> {
        let table = Table::read("f.csv", bytes, &["left", "right"])?;
        let mut out = Vec::new();
        table.each_row(|row| {
            out.push((0..table.header().names.len()).map(|index| row.get(index).to_owned()).collect());
            Ok(())
        })?;
        Ok(out)
    }

    #[test]
    fn finds_the_delimiter_from_the_header() {
        for text in
            ["left,right\na,b\n", "left;right\na;b\n", "left\tright\na\tb\n", "sep=;\nleft;right\na;b\n"]
        {
            assert_eq!(rows(text.as_bytes()).unwrap(), [["a", "b"]], "{text}");
        }
        let many_commas = "left;right;notes, remarks, and, so, on\na;b;c\n";
        assert_eq!(rows(many_commas.as_bytes()).unwrap(), [["a", "b", "c"]]);
    }

    #[test]
    fn names_ragged_rows() {
        let error = rows(b"left,right,outcome\na,b,left\na,b\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "f.csv:3: column 3 (outcome): 2 fields where the header has 3: outcome is missing"
        );
        let error = rows(b"left,right\na,b,c\n").unwrap_err();
        assert_eq!(error.to_string(), "f.csv:2: column 3: 3 fields where the header has 2");
    }

    #[test]
    fn names_what_is_missing() {
        let table = Table::read("f.csv", b"left,rigth\n", &["left", "right"]).unwrap();
        let message = table.require("right").unwrap_err().to_string();
        assert!(
            message.starts_with("f.csv:1: ") && message.contains("“right”") && message.contains("“rigth”")
        );
        assert_eq!(rows(b"").unwrap_err().to_string(), "f.csv:1: no header: the file is empty");
        assert!(rows(b"left,left\n").unwrap_err().to_string().contains("twice"));
        assert!(rows(b"sep=|\nleft|right\n").is_err());
    }

    #[test]
    fn counts_lines_below_a_separator_line() {
        let error = rows(b"sep=;\r\nleft;right\r\na\r\n").unwrap_err();
        assert_eq!(error.line, Some(3));
    }
}
