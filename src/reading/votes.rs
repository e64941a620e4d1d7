//! Owns files of votes: which columns they have, and what each row says.
//! Knows nothing of what the votes add up to.

use super::cells;
use super::error::{ReadError, shown};
use super::records::{Delimiter, Records};
use super::table::{Header, unclosed};
use crate::domain::defusing;

/// Names of the columns that are read; others are passed over.
pub const COLUMNS: [&str; 9] =
    ["left", "right", "outcome", "voter", "weight", "time", "left_wins", "right_wins", "ties"];

/// Counts are exact as floating-point numbers up to here: 2⁵³.
const LARGEST: f64 = 9_007_199_254_740_992.0;

/// What a vote says; a skip says nothing about preference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Choice {
    Left,
    Right,
    Tie,
    Skip,
}

/// One row of a file of votes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct VoteRow<'a> {
    /// Physical line where the row begins.
    pub line: u64,
    /// Ids, opaque text; never empty, never the same.
    pub left: &'a str,
    pub right: &'a str,
    pub given: Given,
    /// None without the column and where the field is empty.
    pub voter: Option<&'a str>,
    pub time: Option<&'a str>,
}

/// A vote, or counts of votes without skips.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Given {
    /// `weight` is finite and ≥ 0, 1 without the column.
    Vote { choice: Choice, weight: f64 },
    /// Finite and ≥ 0 each.
    Counts { left_wins: f64, right_wins: f64, ties: f64 },
}

/// Where the columns of a file of votes are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VoteColumns {
    left: usize,
    right: usize,
    form: Form,
    voter: Option<usize>,
    time: Option<usize>,
    /// Whether Parvis wrote the file, and put an apostrophe before an id that a spreadsheet could run.
    defused: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Votes { outcome: usize, weight: Option<usize> },
    Counts { left_wins: usize, right_wins: usize, ties: Option<usize> },
}

impl VoteColumns {
    /// Finds the columns: `left`, `right` and `outcome`, or `left`, `right`, `left_wins` and `right_wins`.
    ///
    /// # Errors
    /// A column that must be there is missing.
    pub fn find(file: &str, header: &Header) -> Result<Self, ReadError> {
        let left = header.require(file, "left")?;
        let right = header.require(file, "right")?;
        let form = match (header.find("outcome"), header.find("left_wins"), header.find("right_wins")) {
            (Some(outcome), _, _) => Form::Votes { outcome, weight: header.find("weight") },
            (None, Some(left_wins), Some(right_wins)) => {
                Form::Counts { left_wins, right_wins, ties: header.find("ties") }
            }
            (_, None, Some(_)) => return Err(header.missing(file, "left_wins")),
            (_, Some(_), None) => return Err(header.missing(file, "right_wins")),
            (_, None, None) => return Err(header.missing(file, "outcome")),
        };
        let voter = matches!(form, Form::Votes { .. }).then(|| header.find("voter")).flatten();
        let defused = header.find(defusing::MARKER).is_some();
        Ok(Self { left, right, form, voter, time: header.find("time"), defused })
    }

    /// Whether rows say who voted.
    pub fn has_voter(&self) -> bool {
        self.voter.is_some()
    }

    /// What the present record says.
    ///
    /// # Errors
    /// Another number of fields than the header; an empty id, an item against itself, an outcome or a number
    /// that can't be read.
    #[inline]
    pub fn row<'a>(
        &self,
        file: &str,
        header: &Header,
        records: &'a Records<'_>,
    ) -> Result<VoteRow<'a>, ReadError> {
        let line = records.line();
        if records.len() != header.names.len() {
            return Err(header.ragged(file, line, records.len()));
        }
        let id = |at: usize| {
            let field = records.field(at);
            if self.defused { defusing::undo(field) } else { field }
        };
        let (left, right) = (id(self.left), id(self.right));
        // Ids that differ mostly differ in their last byte: to compare them whole takes longer.
        let alike = left.len() == right.len() && left.as_bytes().last() == right.as_bytes().last();
        if left.is_empty() || right.is_empty() || (alike && left == right) {
            return Err(self.bad_pair(file, header, line, left, right));
        }
        let number = |column: usize| {
            let text = records.field(column);
            number(text, header.delimiter).map_err(|problem| header.fault(file, line, column, problem))
        };
        let given = match self.form {
            Form::Votes { outcome, weight } => {
                let text = records.field(outcome);
                let choice = choice(text).ok_or_else(|| {
                    let problem =
                        format!("the outcome is {}, and must be left, right, tie or skip", shown(text));
                    header.fault(file, line, outcome, problem)
                })?;
                Given::Vote { choice, weight: weight.map_or(Ok(1.0), number)? }
            }
            Form::Counts { left_wins, right_wins, ties } => {
                let count = |column: usize| {
                    if records.field(column).trim().is_empty() { Ok(0.0) } else { number(column) }
                };
                Given::Counts {
                    left_wins: count(left_wins)?,
                    right_wins: count(right_wins)?,
                    ties: ties.map_or(Ok(0.0), count)?,
                }
            }
        };
        let present = |column: Option<usize>| column.map(id).filter(|text| !text.is_empty());
        Ok(VoteRow { line, left, right, given, voter: present(self.voter), time: present(self.time) })
    }

    #[cold]
    fn bad_pair(&self, file: &str, header: &Header, line: u64, left: &str, right: &str) -> ReadError {
        let (column, problem) = if left.is_empty() {
            (self.left, "the id of the item is empty".to_owned())
        } else if right.is_empty() {
            (self.right, "the id of the item is empty".to_owned())
        } else {
            (self.right, format!("an item against itself: {}", shown(left)))
        };
        header.fault(file, line, column, problem)
    }
}

#[inline]
fn choice(text: &str) -> Option<Choice> {
    match text {
        "left" => Some(Choice::Left),
        "right" => Some(Choice::Right),
        "tie" => Some(Choice::Tie),
        "skip" => Some(Choice::Skip),
        _ => None,
    }
}

/// A weight or a count.
#[inline]
fn number(text: &str, delimiter: Delimiter) -> Result<f64, String> {
    if text == "1" {
        return Ok(1.0);
    }
    let text = text.trim();
    let parsed = if delimiter.allows_decimal_comma() && text.contains(',') {
        text.replacen(',', ".", 1).parse::<f64>()
    } else {
        text.parse::<f64>()
    };
    match parsed {
        Ok(value) if value.is_nan() || value.is_infinite() => {
            Err(format!("{} is not a finite number", shown(text)))
        }
        Ok(value) if value < 0.0 => Err(format!("{} is negative", shown(text))),
        Ok(value) if value > LARGEST => {
            Err(format!("{} is larger than can be counted exactly (2^53)", shown(text)))
        }
        Ok(value) => Ok(value),
        Err(_) => Err(format!("{} is not a number", shown(text))),
    }
}

/// Gives each row of `text`, which begins at `first_line` after the header, to `each`.
///
/// # Errors
/// What can't be read, at its place, or what `each` returns.
pub fn each_row(
    file: &str,
    header: &Header,
    columns: &VoteColumns,
    text: &str,
    first_line: u64,
    mut each: impl FnMut(VoteRow<'_>) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut records = Records::new(text, header.delimiter, first_line);
    let may_be_long = cells::may_be_long(text.as_bytes());
    loop {
        match records.advance() {
            Ok(true) => {
                if may_be_long {
                    cells::must_be_short(file, header, &records)?;
                }
                each(columns.row(file, header, &records)?)?;
            }
            Ok(false) => return Ok(()),
            Err(open) => {
                let name = header.names.get(open.field).map(String::as_str);
                return Err(unclosed(file, open.line, open.field, name));
            }
        }
    }
}

/// Reads a whole file of votes in memory and gives its rows to `each`, in order.
///
/// # Errors
/// As [`each_row`], and a file without the columns that must be there.
pub fn read_votes(
    file: &str,
    bytes: &[u8],
    each: impl FnMut(VoteRow<'_>) -> Result<(), ReadError>,
) -> Result<VoteColumns, ReadError> {
    let text = super::text::decode(file, bytes)?;
    let header = Header::read(file, &text, &COLUMNS)?;
    let columns = VoteColumns::find(file, &header)?;
    each_row(file, &header, &columns, &text[header.body..], header.body_line, each)?;
    Ok(columns)
}

#[cfg(test)]
mod tests {
    use super::*;

    type Owned = (u64, String, String, Given, Option<String>);

    fn rows(text: &str) -> Result<Vec<Owned>, String> {
        let mut out = Vec::new();
        read_votes("v.csv", text.as_bytes(), |row| {
            let voter = row.voter.map(str::to_owned);
            out.push((row.line, row.left.to_owned(), row.right.to_owned(), row.given, voter));
            Ok(())
        })
        .map_err(|error| error.to_string())?;
        Ok(out)
    }

    #[test]
    fn reads_votes_in_any_order_of_columns() {
        let found = rows("weight,voter,outcome,right,more,left\n0.5,v,tie,b,x,a\n2,,skip,a,x,b\n").unwrap();
        let expected = [
            (2, "a".into(), "b".into(), Given::Vote { choice: Choice::Tie, weight: 0.5 }, Some("v".into())),
            (3, "b".into(), "a".into(), Given::Vote { choice: Choice::Skip, weight: 2.0 }, None),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn reads_counts_with_decimal_commas() {
        let found = rows("left;right;left_wins;right_wins;ties\na;b;1,5;2;\n").unwrap();
        assert_eq!(found[0].3, Given::Counts { left_wins: 1.5, right_wins: 2.0, ties: 0.0 });
    }

    #[test]
    fn names_each_fault() {
        let head = "left,right,outcome,weight\n";
        for (row, place) in [
            ("a,b,lefft,1", "v.csv:2: column 3 (outcome): the outcome is “lefft”"),
            ("a,b,,1", "v.csv:2: column 3 (outcome): the outcome is “”"),
            (",b,left,1", "v.csv:2: column 1 (left): the id of the item is empty"),
            ("a,a,left,1", "v.csv:2: column 2 (right): an item against itself: “a”"),
            ("a,b,left,-2", "v.csv:2: column 4 (weight): “-2” is negative"),
            ("a,b,left,NaN", "v.csv:2: column 4 (weight): “NaN” is not a finite number"),
            ("a,b,left,inf", "v.csv:2: column 4 (weight): “inf” is not a finite number"),
            ("a,b,left,\"0,5\"", "v.csv:2: column 4 (weight): “0,5” is not a number"),
            ("a,b,left,", "v.csv:2: column 4 (weight): “” is not a number"),
            ("a,b,left,1e300", "v.csv:2: column 4 (weight): “1e300” is larger"),
        ] {
            let error = rows(&format!("{head}{row}\n")).unwrap_err();
            assert!(error.starts_with(place), "{error}");
        }
    }
}
