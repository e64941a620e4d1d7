//! `parvis import`: consultations from files, each in one transaction.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::cli::data::DataArgs;
use crate::cli::{Failure, progress};
use crate::domain::Lang;
use crate::reading::{items, voters, wiki_survey};
use crate::service::imports::{ImportAs, Imported, PlainFiles, slug_of};

#[derive(Debug, Subcommand)]
pub enum Import {
    /// A wiki survey, from the three files that All Our Ideas exports
    ///
    /// Votes that are not valid are kept in the log and left out of every ranking. Bounces and stops are counted, not
    /// imported. Address hashes and user agents are not stored.
    Allourideas(WikiSurveyArgs),
    /// Plain files of items and votes
    ///
    /// Items have the columns id (or item) and text; votes are as `parvis rank` reads them; voters have the column
    /// voter and one column a group question.
    Votes(VotesArgs),
}

#[derive(Debug, Args)]
pub struct WikiSurveyArgs {
    /// The export's file of ideas
    #[arg(long, value_name = "FILE")]
    ideas: PathBuf,
    /// The export's file of votes
    #[arg(long, value_name = "FILE")]
    votes: PathBuf,
    /// The export's file of non-votes
    #[arg(long, value_name = "FILE")]
    nonvotes: PathBuf,
    #[command(flatten)]
    called: CalledArgs,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Debug, Args)]
pub struct VotesArgs {
    /// CSV of items: id (or item), text
    #[arg(long, value_name = "FILE")]
    items: PathBuf,
    /// CSV of votes: left, right, outcome …
    #[arg(long, value_name = "FILE")]
    votes: PathBuf,
    /// CSV of voters: voter, and one column a group question
    #[arg(long, value_name = "FILE")]
    voters: Option<PathBuf>,
    #[command(flatten)]
    called: CalledArgs,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Debug, Args)]
struct CalledArgs {
    /// Its address, /c/SLUG; made of the votes' file name unless given
    #[arg(long)]
    slug: Option<String>,
    /// Its question; the votes' file name unless given
    #[arg(long)]
    question: Option<String>,
    /// The language of question and ideas
    #[arg(long, default_value = "und", value_parser = lang)]
    lang: Lang,
}

fn lang(tag: &str) -> Result<Lang, String> {
    Lang::parse(tag).ok_or_else(|| "write a language tag such as fi, sv or en".to_owned())
}

impl CalledArgs {
    fn called(&self, votes: &Path) -> ImportAs {
        let stem = votes.file_stem().map_or_else(|| "import".into(), |stem| stem.to_string_lossy());
        let slug = self.slug.clone().unwrap_or_else(|| slug_of(&stem, 60));
        let question = self.question.clone().unwrap_or_else(|| stem.into_owned());
        ImportAs { slug, question, lang: self.lang.clone() }
    }
}

pub fn run(import: &Import) -> Result<(), Failure> {
    match import {
        Import::Allourideas(args) => allourideas(args),
        Import::Votes(args) => votes(args),
    }
}

fn read(path: &Path) -> Result<(String, Vec<u8>), Failure> {
    let name = path.display().to_string();
    let bytes = std::fs::read(path).map_err(|e| Failure::input(format!("{name}: {e}")))?;
    Ok((name, bytes))
}

fn allourideas(args: &WikiSurveyArgs) -> Result<(), Failure> {
    let (ideas, votes, nonvotes) = (read(&args.ideas)?, read(&args.votes)?, read(&args.nonvotes)?);
    fn file(of: &(String, Vec<u8>)) -> wiki_survey::File<'_> {
        wiki_survey::File { name: &of.0, bytes: &of.1 }
    }
    let survey = wiki_survey::read(file(&ideas), file(&votes), file(&nonvotes)).map_err(Failure::input)?;
    let called = args.called.called(&args.votes);
    let service = args.data.service()?;
    let bar = progress::spinner("importing");
    let imported = service.import_wiki_survey(&survey, &called)?;
    bar.finish_and_clear();
    let s = &survey.summary;
    eprintln!("{} ideas, {} of them over 280 characters", imported.ideas, s.long_ideas);
    eprintln!(
        "{} valid votes; {} not valid, kept in the log and in no ranking",
        s.valid_votes, s.invalid_votes
    );
    eprintln!("{} ties and {} skips; not valid: {} and {}", s.ties, s.skips, s.invalid_ties, s.invalid_skips);
    eprintln!("{} bounces and {} stops, counted and not imported", s.bounces, s.stops);
    eprintln!("{} participants", imported.voters);
    if s.other_counts > 0 {
        eprintln!(
            "{} ideas have other counts of wins and losses in the export than in its votes",
            s.other_counts
        );
    }
    println!("{}", called.slug);
    Ok(())
}

fn votes(args: &VotesArgs) -> Result<(), Failure> {
    let (items_name, items_bytes) = read(&args.items)?;
    let (votes_name, votes_bytes) = read(&args.votes)?;
    let called = args.called.called(&args.votes);
    let items = items::read(&items_name, &items_bytes, &called.lang).map_err(Failure::input)?;
    let voters = args.voters.as_deref().map(read).transpose()?;
    let voters =
        voters.map(|(name, bytes)| voters::read(&name, &bytes)).transpose().map_err(Failure::input)?;
    let bar = progress::spinner("importing");
    let files = PlainFiles::read(items, voters, (&votes_name, &votes_bytes)).map_err(Failure::input)?;
    let service = args.data.service()?;
    let Imported { ideas, long_ideas, votes, voters } = service.import_votes(files, &called)?;
    bar.finish_and_clear();
    eprintln!("{ideas} ideas, {long_ideas} of them over 280 characters");
    eprintln!("{votes} votes of {voters} participants");
    println!("{}", called.slug);
    Ok(())
}
