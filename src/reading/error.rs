//! Owns how a fault in a file is named: file, line and column. Knows no file format.

use std::fmt;

/// A fault in a file, at its place.
///
/// `line` is the physical line where the record begins (the first line of the file is 1), `column` the
/// number of the field (from 1) with its name in the header. Both are absent where the whole file is meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    pub file: String,
    pub line: Option<u64>,
    pub column: Option<Column>,
    /// One sentence in English that says what is wrong.
    pub problem: String,
}

/// A field's place in its record: number from 1, and the header's name where there is one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    pub number: usize,
    pub name: Option<String>,
}

impl ReadError {
    /// A fault of the whole file.
    pub fn file(file: &str, problem: impl Into<String>) -> Self {
        Self { file: file.to_owned(), line: None, column: None, problem: problem.into() }
    }

    /// A fault of the record that begins at `line`.
    pub fn line(file: &str, line: u64, problem: impl Into<String>) -> Self {
        Self { line: Some(line), ..Self::file(file, problem) }
    }

    /// A fault of one field; `index` counts from 0.
    pub fn field(
        file: &str,
        line: u64,
        index: usize,
        name: Option<&str>,
        problem: impl Into<String>,
    ) -> Self {
        let column = Column { number: index + 1, name: name.map(str::to_owned) };
        Self { column: Some(column), ..Self::line(file, line, problem) }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(": ")?;
        if let Some(Column { number, name }) = &self.column {
            match name {
                Some(name) => write!(f, "column {number} ({name}): ")?,
                None => write!(f, "column {number}: ")?,
            }
        }
        f.write_str(&self.problem)
    }
}

impl std::error::Error for ReadError {}

/// A value as it may stand in a message: quoted, shortened, without control characters.
pub fn shown(value: &str) -> String {
    const LONGEST: usize = 60;
    format!("“{}”", on_one_line(value, LONGEST))
}

/// A value on one line of a terminal: at most `longest` characters of it, line ends and other controls escaped, and what
/// would turn the line around or is not seen.
pub fn on_one_line(value: &str, longest: usize) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    for c in characters.by_ref().take(longest) {
        match c {
            c if c.is_control() || c == '\\' => text.extend(c.escape_default()),
            '\u{AD}' | '\u{200B}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}' => {
                text.extend(c.escape_default());
            }
            c => text.push(c),
        }
    }
    if characters.next().is_some() {
        text.push('…');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_file_line_and_column() {
        let error = ReadError::field("v.csv", 4, 2, Some("outcome"), "empty");
        assert_eq!(error.to_string(), "v.csv:4: column 3 (outcome): empty");
        assert_eq!(ReadError::file("v.csv", "no header").to_string(), "v.csv: no header");
    }

    #[test]
    fn shows_long_and_odd_values_shortened() {
        assert_eq!(shown("a\nb"), "“a\\nb”");
        assert!(shown(&"x".repeat(100)).ends_with("x…”"));
        assert_eq!(
            on_one_line("a\r\tb\u{202e}c\\n 👩\u{200d}🚒\0", 80),
            "a\\r\\tb\\u{202e}c\\\\n 👩\u{200d}🚒\\u{0}"
        );
        assert_eq!(on_one_line("åäö", 3), "åäö");
    }
}
