//! Owns the export of a wiki survey (All Our Ideas): three files of ideas, votes and what was no vote.
//!
//! Address hashes, user agents and referrers are passed over while reading; nothing here holds them.

use std::collections::HashMap;

use super::error::{ReadError, shown};
use super::idea_text::{idea_text, is_long};
use super::table::{Row, Table};
use super::time;
use crate::domain::Micros;
use crate::domain::text::IdeaText;
use crate::domain::vote::{Answer, Outcome, Reason};

/// One of the files: its name for messages, and its bytes.
#[derive(Debug, Clone, Copy)]
pub struct File<'a> {
    pub name: &'a str,
    pub bytes: &'a [u8],
}

/// A wiki survey as its three files tell it.
#[derive(Debug)]
pub struct WikiSurvey {
    /// In the order of the file.
    pub ideas: Vec<SurveyIdea>,
    /// Votes, ties and skips, by time; those of one moment as they stand in the files, votes first.
    pub votes: Vec<SurveyVote>,
    pub summary: Summary,
}

#[derive(Debug)]
pub struct SurveyIdea {
    pub id: String,
    /// HTML in it is text like any other.
    pub text: IdeaText,
    pub created_at: Micros,
    /// Whether a participant proposed it.
    pub user_submitted: bool,
    /// Whether it could be voted on when the survey was exported.
    pub active: bool,
}

#[derive(Debug, Clone, PartialEq)]
pub struct SurveyVote {
    /// Index in [`WikiSurvey::ideas`].
    pub left: usize,
    pub right: usize,
    pub answer: Answer,
    /// The session's number: a pseudonym that says nothing outside the survey.
    pub voter: String,
    pub time: Micros,
    pub response_ms: Option<i64>,
    /// An invalid vote is kept in the log and counts for no ranking.
    pub valid: bool,
}

/// What an import says of a survey when it is done.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    pub ideas: usize,
    /// Ideas of more than 280 code points, which is what people may propose.
    pub long_ideas: usize,
    pub valid_votes: usize,
    pub invalid_votes: usize,
    pub ties: usize,
    pub invalid_ties: usize,
    pub skips: usize,
    pub invalid_skips: usize,
    /// Visits without a vote: counted, not imported.
    pub bounces: usize,
    /// Last pairs that were seen and not answered: counted, not imported.
    pub stops: usize,
    pub voters: usize,
    /// Ideas whose wins and losses over the valid votes are not those that the export says.
    pub other_counts: usize,
}

/// Reads the three files.
///
/// # Errors
/// By file, line and column: a missing column; an idea that stands twice or whose text no import keeps; a vote on
/// an idea that is not in the file of ideas, or on itself; a winner that stood on neither side; a record type or
/// reason that is not known; a time or a number that is none.
pub fn read(ideas: File<'_>, votes: File<'_>, nonvotes: File<'_>) -> Result<WikiSurvey, ReadError> {
    let mut survey = Survey::default();
    survey.read_ideas(ideas)?;
    survey.read_votes(votes)?;
    survey.read_nonvotes(nonvotes)?;
    Ok(survey.finish())
}

#[derive(Default)]
struct Survey {
    ideas: Vec<SurveyIdea>,
    /// Index and line of each idea.
    known: HashMap<String, (usize, u64)>,
    /// Wins and losses as the export says them, where it does.
    said: Vec<Option<[u64; 2]>>,
    votes: Vec<SurveyVote>,
    summary: Summary,
}

impl Survey {
    fn read_ideas(&mut self, file: File<'_>) -> Result<(), ReadError> {
        let table = Table::read(file.name, file.bytes, &["Idea ID", "Idea Text"])?;
        let (id, text) = (table.require("Idea ID")?, table.require("Idea Text")?);
        let created = table.require("Created at")?;
        let (by, active) = (table.find("User Submitted"), table.find("Active"));
        let counts = (table.find("Wins"), table.find("Losses"));
        table.each_row(|row| {
            self.know(row, id)?;
            let text = idea_text(row, text)?;
            self.summary.long_ideas += usize::from(is_long(text.as_str()));
            self.said.push(said(row, counts));
            self.ideas.push(SurveyIdea {
                id: row.text(id).to_owned(),
                text,
                created_at: moment(row, created)?,
                user_submitted: by.map_or(Ok(false), |by| truth(row, by))?,
                active: active.map_or(Ok(true), |active| truth(row, active))?,
            });
            Ok(())
        })
    }

    fn know(&mut self, row: Row<'_>, id: usize) -> Result<(), ReadError> {
        let name = row.text(id);
        if name.is_empty() {
            return Err(row.error(id, "the id is empty"));
        }
        match self.known.insert(name.to_owned(), (self.known.len(), row.line())) {
            Some((_, first)) => {
                Err(row.error(id, format!("the idea {} stands in line {first} already", shown(name))))
            }
            None => Ok(()),
        }
    }

    fn read_votes(&mut self, file: File<'_>) -> Result<(), ReadError> {
        let table = Table::read(file.name, file.bytes, &["Winner ID", "Loser ID", "Left Choice ID"])?;
        let sides = Sides::find(&table)?;
        let (winner, loser) = (table.require("Winner ID")?, table.require("Loser ID")?);
        table.each_row(|row| {
            let (left, right) = sides.ideas(row, &self.known)?;
            let (won, lost) = (idea(row, winner, &self.known)?, idea(row, loser, &self.known)?);
            let outcome = if won == left { Outcome::Left } else { Outcome::Right };
            if won != left && won != right {
                return Err(row.error(winner, "the winner stood on neither side"));
            }
            if won == lost || (lost != left && lost != right) {
                return Err(row.error(loser, "the loser is not the other idea of the pair"));
            }
            self.votes.push(sides.vote(row, left, right, Answer { outcome, reason: None })?);
            Ok(())
        })
    }

    fn read_nonvotes(&mut self, file: File<'_>) -> Result<(), ReadError> {
        let table = Table::read(file.name, file.bytes, &["Record Type", "Reason", "Left Choice ID"])?;
        let sides = Sides::find(&table)?;
        let (kind, reason) = (table.require("Record Type")?, table.require("Reason")?);
        table.each_row(|row| {
            match row.get(kind) {
                "Bounce" => self.summary.bounces += 1,
                "Stopped_Voting_Or_Skipping" => self.summary.stops += 1,
                "Skip" => {
                    let (left, right) = sides.ideas(row, &self.known)?;
                    self.votes.push(sides.vote(row, left, right, undecided(row, reason)?)?);
                }
                other => {
                    let problem = format!(
                        "the record type {} is not known: Skip, Bounce or Stopped_Voting_Or_Skipping",
                        shown(other)
                    );
                    return Err(row.error(kind, problem));
                }
            }
            Ok(())
        })
    }

    fn finish(mut self) -> WikiSurvey {
        self.votes.sort_by_key(|vote| vote.time);
        let mut counts = vec![[0_u64; 2]; self.ideas.len()];
        let mut voters = std::collections::HashSet::new();
        let summary = &mut self.summary;
        for vote in &self.votes {
            voters.insert(vote.voter.as_str());
            let (valid, invalid) = match vote.answer.outcome {
                Outcome::Left | Outcome::Right => (&mut summary.valid_votes, &mut summary.invalid_votes),
                Outcome::Tie => (&mut summary.ties, &mut summary.invalid_ties),
                Outcome::Skip => (&mut summary.skips, &mut summary.invalid_skips),
            };
            *(if vote.valid { valid } else { invalid }) += 1;
            if let (true, Some((winner, loser))) = (vote.valid, vote.winner_and_loser()) {
                counts[winner][0] += 1;
                counts[loser][1] += 1;
            }
        }
        summary.ideas = self.ideas.len();
        summary.voters = voters.len();
        summary.other_counts = self
            .said
            .iter()
            .zip(&counts)
            .filter(|(said, ours)| said.is_some_and(|said| said != **ours))
            .count();
        WikiSurvey { ideas: self.ideas, votes: self.votes, summary: self.summary }
    }
}

impl SurveyVote {
    /// The ideas by who won, if one did.
    fn winner_and_loser(&self) -> Option<(usize, usize)> {
        match self.answer.outcome {
            Outcome::Left => Some((self.left, self.right)),
            Outcome::Right => Some((self.right, self.left)),
            Outcome::Tie | Outcome::Skip => None,
        }
    }
}

/// The columns that votes and nonvotes share.
struct Sides {
    left: usize,
    right: usize,
    session: usize,
    created: usize,
    response: usize,
    valid: usize,
}

impl Sides {
    fn find(table: &Table) -> Result<Self, ReadError> {
        Ok(Self {
            left: table.require("Left Choice ID")?,
            right: table.require("Right Choice ID")?,
            session: table.require("Session ID")?,
            created: table.require("Created at")?,
            response: table.require("Response Time (s)")?,
            valid: table.require("Valid")?,
        })
    }

    fn ideas(
        &self,
        row: Row<'_>,
        known: &HashMap<String, (usize, u64)>,
    ) -> Result<(usize, usize), ReadError> {
        let (left, right) = (idea(row, self.left, known)?, idea(row, self.right, known)?);
        if left == right {
            let problem = format!("the idea {} stands against itself", shown(row.text(self.right)));
            return Err(row.error(self.right, problem));
        }
        Ok((left, right))
    }

    fn vote(&self, row: Row<'_>, left: usize, right: usize, answer: Answer) -> Result<SurveyVote, ReadError> {
        let voter = row.text(self.session);
        if voter.is_empty() {
            return Err(row.error(self.session, "the session is empty"));
        }
        Ok(SurveyVote {
            left,
            right,
            answer,
            voter: voter.to_owned(),
            time: moment(row, self.created)?,
            response_ms: milliseconds(row, self.response)?,
            valid: truth(row, self.valid)?,
        })
    }
}

fn idea(row: Row<'_>, index: usize, known: &HashMap<String, (usize, u64)>) -> Result<usize, ReadError> {
    let id = row.text(index);
    let problem = || format!("the idea {} is not in the file of ideas", shown(id));
    known.get(id).map(|(at, _)| *at).ok_or_else(|| row.error(index, problem()))
}

/// What a reason to skip means in Parvis's words. One that was not asked for is a skip without a reason.
fn undecided(row: Row<'_>, index: usize) -> Result<Answer, ReadError> {
    let (outcome, reason) = match row.get(index) {
        "like_both" => (Outcome::Tie, Some(Reason::BothGood)),
        "dislike_both" => (Outcome::Tie, Some(Reason::BothBad)),
        "both_same" => (Outcome::Tie, Some(Reason::Same)),
        "dont_know_left" | "dont_know_right" | "dont_know_both" => (Outcome::Skip, Some(Reason::DontKnow)),
        "other" => (Outcome::Skip, Some(Reason::Other)),
        "NA" | "" => (Outcome::Skip, None),
        unknown => return Err(row.error(index, format!("the reason {} is not known", shown(unknown)))),
    };
    Ok(Answer { outcome, reason })
}

fn moment(row: Row<'_>, index: usize) -> Result<Micros, ReadError> {
    let text = row.get(index);
    time::moment(text).ok_or_else(|| row.error(index, format!("{} is {}", shown(text), time::EXPECTED)))
}

/// Spreadsheets write TRUE and FALSE, other programs true and false.
fn truth(row: Row<'_>, index: usize) -> Result<bool, ReadError> {
    let word = row.get(index);
    if word.eq_ignore_ascii_case("true") {
        Ok(true)
    } else if word.eq_ignore_ascii_case("false") {
        Ok(false)
    } else {
        Err(row.error(index, format!("{} is neither TRUE nor FALSE", shown(word))))
    }
}

/// Seconds as whole milliseconds; a missing time, and one that a wrong clock made negative, is none.
fn milliseconds(row: Row<'_>, index: usize) -> Result<Option<i64>, ReadError> {
    let text = row.get(index);
    if matches!(text, "" | "NA") {
        return Ok(None);
    }
    match text.replace(',', ".").parse::<f64>() {
        Ok(seconds) if seconds.is_finite() => {
            Ok(Some((seconds * 1000.0).round() as i64).filter(|ms| *ms >= 0))
        }
        _ => Err(row.error(index, format!("{} is no number of seconds", shown(text)))),
    }
}

fn said(row: Row<'_>, (wins, losses): (Option<usize>, Option<usize>)) -> Option<[u64; 2]> {
    Some([row.get(wins?).parse().ok()?, row.get(losses?).parse().ok()?])
}

#[cfg(test)]
mod tests;
