//! Owns files of voters: who voted, and what they said of themselves.

use std::collections::{HashMap, HashSet};

use super::error::{ReadError, shown};
use super::table::{Row, Table};
use crate::domain::text::QUESTION_MAX;

/// A question has fixed choices: the municipalities of a country, at most. A column with more different answers
/// holds names or addresses, which Parvis doesn't keep.
const MOST_CHOICES: usize = 500;
/// In code points.
const LONGEST_CHOICE: usize = 200;
const MOST_QUESTIONS: usize = 50;

/// What a file of voters holds.
#[derive(Debug, PartialEq)]
pub struct Voters {
    /// The group questions, as the header says them.
    pub questions: Vec<String>,
    /// In the order of the file.
    pub voters: Vec<Voter>,
}

#[derive(Debug, PartialEq)]
pub struct Voter {
    /// As in the file of votes, byte for byte.
    pub id: String,
    /// One a question; `None` where the field is empty.
    pub answers: Vec<Option<String>>,
}

/// Reads a file with the column `voter`; each other column is a group question.
///
/// # Errors
/// By file, line and column: a voter that is missing or stands twice, a question without words, more questions,
/// choices or characters than can be meant.
pub fn read(file: &str, bytes: &[u8]) -> Result<Voters, ReadError> {
    let table = Table::read(file, bytes, &["voter"])?;
    let voter = table.require("voter")?;
    let columns = questions(&table, voter)?;
    let mut choices = vec![HashSet::new(); columns.len()];
    let mut lines = HashMap::new();
    let mut voters = Vec::new();
    table.each_row(|row| {
        let id = row.text(voter);
        if id.is_empty() {
            return Err(row.error(voter, "the voter is empty"));
        }
        if let Some(first) = lines.insert(id.to_owned(), row.line()) {
            let problem = format!("the voter {} stands in line {first} already", shown(id));
            return Err(row.error(voter, problem));
        }
        let answers =
            columns.iter().zip(&mut choices).map(|((index, _), choices)| answer(row, *index, choices));
        voters.push(Voter { id: id.to_owned(), answers: answers.collect::<Result<_, _>>()? });
        Ok(())
    })?;
    Ok(Voters { questions: columns.into_iter().map(|(_, question)| question).collect(), voters })
}

/// The columns that are questions, and what they ask.
fn questions(table: &Table, voter: usize) -> Result<Vec<(usize, String)>, ReadError> {
    let header = table.header();
    let names = header.names.iter().cloned().enumerate();
    let columns: Vec<_> = names.filter(|(index, _)| *index != voter).collect();
    let fault = |index, problem| Err(header.fault(table.file(), header.line, index, problem));
    for (index, question) in &columns {
        if question.is_empty() {
            return fault(*index, "the question has no words".to_owned());
        }
        if question.chars().count() > QUESTION_MAX {
            return fault(*index, format!("the question has more than {QUESTION_MAX} characters"));
        }
    }
    match columns.get(MOST_QUESTIONS) {
        Some((index, _)) => fault(*index, format!("more than {MOST_QUESTIONS} questions")),
        None => Ok(columns),
    }
}

fn answer(row: Row<'_>, index: usize, choices: &mut HashSet<String>) -> Result<Option<String>, ReadError> {
    let answer = row.text(index).trim();
    if answer.is_empty() {
        return Ok(None);
    }
    if answer.chars().count() > LONGEST_CHOICE {
        return Err(row.error(index, format!("the answer has more than {LONGEST_CHOICE} characters")));
    }
    if let Some(control) = answer.chars().find(|c| c.is_control()) {
        let problem = format!("the answer holds the control character U+{:04X}", u32::from(control));
        return Err(row.error(index, problem));
    }
    if !choices.contains(answer) && choices.len() == MOST_CHOICES {
        let problem = format!(
            "more than {MOST_CHOICES} different answers: this is no question with fixed choices; take the column out"
        );
        return Err(row.error(index, problem));
    }
    choices.insert(answer.to_owned());
    Ok(Some(answer.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::read;

    fn refused(text: &str) -> String {
        read("w.csv", text.as_bytes()).unwrap_err().to_string()
    }

    #[test]
    fn each_other_column_is_a_question() {
        let voters = read("w.csv", "Age?,voter,Where?\n18–29,v1, Vasa \n,NA,\n".as_bytes()).unwrap();
        assert_eq!(voters.questions, ["Age?", "Where?"]);
        assert_eq!(voters.voters[0].id, "v1");
        assert_eq!(voters.voters[0].answers, [Some("18–29".to_owned()), Some("Vasa".to_owned())]);
        assert_eq!((voters.voters[1].id.as_str(), &voters.voters[1].answers[..]), ("NA", &[None, None][..]));
    }

    #[test]
    fn faults_are_named_by_their_place() {
        for (text, message) in [
            ("voter,a\nv,x\nv,y\n", "w.csv:3: column 1 (voter): the voter “v” stands in line 2 already"),
            ("a,voter\nx,\n", "w.csv:2: column 2 (voter): the voter is empty"),
            ("voter,a,\nv,x,y\n", "w.csv:1: column 3 (): the question has no words"),
            ("voter,a\nv,\"x\ny\"\n", "w.csv:2: column 2 (a): the answer holds the control character U+000A"),
        ] {
            assert_eq!(refused(text), message);
        }
        assert!(refused("voters,a\n").contains("“voter” is missing"));
    }

    #[test]
    fn a_column_of_names_is_no_question() {
        let rows: Vec<String> = (0..501).map(|n| format!("v{n},n{n}@example.org\n")).collect();
        let message = refused(&format!("voter,mail\n{}", rows.concat()));
        assert!(
            message.starts_with("w.csv:502: column 2 (mail): more than 500 different answers"),
            "{message}"
        );
    }

    #[test]
    fn there_are_limits() {
        assert!(refused(&format!("voter,a\nv,{}\n", "x".repeat(201))).contains("more than 200 characters"));
        let header: Vec<String> = (0..51).map(|n| format!(",q{n}")).collect();
        assert!(refused(&format!("voter{}\n", header.concat())).contains("more than 50 questions"));
    }
}
