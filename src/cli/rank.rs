//! Owns `parvis rank`: files of votes in, a ranking on standard output.
//! Exit codes: 0 ranked, 1 no finite estimate, 2 bad input or options.

mod messages;
mod output;

use crate::ranking::{
    Ballots, Cell, Covariance, Fit, FitError, Intervals, Model, Outcome, Prior, Ranking, Tally, TieModel,
    fit, ranking,
};
use crate::reading::gather::{Gathered, Keep, PairCounts, Source, gather};
use crate::reading::votes::Choice;
use clap::{Args, ValueEnum};
use std::fs::File;
use std::io::{self, Write};
use std::process::ExitCode;

const NO_ESTIMATE: u8 = 1;
const BAD_INPUT: u8 = 2;

/// Rank the items of files of votes, with errors, rank ranges and scores.
///
/// A file is CSV with a header: `left,right,outcome[,voter][,weight][,time]`, one vote a row, with outcome
/// left, right, tie or skip; or `left,right,left_wins,right_wins[,ties]`, counts. Columns may stand in any
/// order, others are passed over; comma, semicolon and tab are told apart by the header.
#[derive(Debug, Clone, Args)]
pub struct RankArgs {
    /// Files of votes; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<String>,
    /// How to print the ranking.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
    /// How ties count: davidson, rao-kupper, half (half a win each) or ignore.
    #[arg(long, default_value = "davidson", value_name = "MODEL")]
    ties: TieModel,
    /// What is believed of strengths beforehand: none, gaussian:VARIANCE or phantom:GAMES (with --ties half).
    #[arg(long, default_value = "gaussian:1", value_name = "PRIOR")]
    prior: String,
    /// Estimate the advantage of standing left.
    #[arg(long)]
    side_effect: bool,
    /// Weigh each vote by min(1, N ÷ the votes of its voter), with errors robust to clustering by voter.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    voter_cap: Option<u32>,
    /// Errors robust to clustering by voter, without a cap.
    #[arg(long)]
    robust: bool,
    /// Two-sided level of intervals and rank ranges.
    #[arg(long, default_value_t = 0.95)]
    level: f64,
    /// Rank ranges at the level for each pair (pairwise) or for all pairs at once (bonferroni).
    #[arg(long, default_value = "pairwise", value_name = "KIND")]
    intervals: Intervals,
    /// Above 3,000 items: errors by an approximation that is stated (auto), or exact whatever it takes.
    #[arg(long, value_enum, default_value_t = Errors::Auto)]
    errors: Errors,
}

/// How errors of estimate are found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Errors {
    Auto,
    Exact,
}

/// How a ranking is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Table,
    Csv,
    Json,
}

/// Why nothing was printed.
struct Failure {
    code: u8,
    message: String,
}

impl Failure {
    fn input(message: impl ToString) -> Self {
        Self { code: BAD_INPUT, message: message.to_string() }
    }

    fn fit(error: &FitError, items: &[String]) -> Self {
        let is_input = matches!(error, FitError::Model(_) | FitError::TooManyVotes { .. });
        let code = if is_input { BAD_INPUT } else { NO_ESTIMATE };
        Self { code, message: messages::no_fit(error, items) }
    }
}

/// What a ranking prints beside its items.
struct Report {
    items: Vec<String>,
    votes: f64,
    voters: Option<u64>,
    fit: Fit,
    ranking: Ranking,
}

/// Runs the command; messages go to standard error, and nothing to standard output unless all went well.
pub fn run(args: &RankArgs) -> ExitCode {
    match report(args).and_then(|report| print(args, &report)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("parvis rank: {}", failure.message);
            ExitCode::from(failure.code)
        }
    }
}

fn report(args: &RankArgs) -> Result<Report, Failure> {
    let model = model(args)?;
    let robust = args.robust || args.voter_cap.is_some();
    let keep = Keep { ballots: robust, needs_voter: args.voter_cap.is_some() };
    let mut gathered = gather(sources(&args.files)?, keep).map_err(Failure::input)?;
    for warning in messages::about_names(&gathered.items) {
        eprintln!("warning: {warning}");
    }
    let counts = tally(&mut gathered);
    let ballots = robust.then(|| ballots(&gathered, args.voter_cap));
    let voters = gathered.voters;
    let items = gathered.items;
    let fitted = match &ballots {
        Some(ballots) if args.voter_cap.is_some() => fit(&ballots.tally(items.len()), &model, None),
        _ => fit(&counts, &model, None),
    };
    let found = fitted.and_then(|fitted| Ok((covariance(&fitted, ballots.as_ref(), args.errors)?, fitted)));
    let (covariance, fit) = found.map_err(|error| Failure::fit(&error, &items))?;
    let ranking = ranking(&fit, &covariance, &counts, None).map_err(|error| Failure::fit(&error, &items))?;
    for warning in messages::about_ranking(&ranking.warnings, &items) {
        eprintln!("warning: {warning}");
    }
    if let Some(note) = messages::about_accuracy(covariance.accuracy()) {
        eprintln!("note: {note}");
    }
    if let (Some(_), Some(ballots)) = (covariance.degrees(), &ballots) {
        eprintln!("warning: {}", messages::few_voters(ballots.voters()));
    }
    Ok(Report { votes: counts.votes(), voters, items, fit, ranking })
}

fn model(args: &RankArgs) -> Result<Model, Failure> {
    let prior: Prior = args.prior.parse().map_err(|error| Failure::input(format!("--prior: {error}")))?;
    let model = Model {
        ties: args.ties,
        prior,
        side_effect: args.side_effect,
        level: args.level,
        intervals: args.intervals,
    };
    model.check().map_err(Failure::input)?;
    Ok(model)
}

fn sources(files: &[String]) -> Result<Vec<Source>, Failure> {
    if files.iter().filter(|file| *file == "-").count() > 1 {
        return Err(Failure::input("standard input can be read only once, and - stands twice"));
    }
    let open = |name: &String| -> Result<Source, Failure> {
        if name == "-" {
            return Ok(Source { name: "standard input".to_owned(), reader: Box::new(io::stdin()) });
        }
        let file =
            File::open(name).map_err(|error| Failure::input(format!("{name}: cannot be read: {error}")))?;
        Ok(Source { name: name.clone(), reader: Box::new(file) })
    };
    files.iter().map(open).collect()
}

fn outcome(choice: Choice) -> Option<Outcome> {
    match choice {
        Choice::Left => Some(Outcome::Left),
        Choice::Right => Some(Outcome::Right),
        Choice::Tie => Some(Outcome::Tie),
        Choice::Skip => None,
    }
}

/// The counts, moved: the list of a million pairs is not held twice.
fn tally(gathered: &mut Gathered) -> Tally {
    let cell = |(left, right, left_wins, right_wins, ties): PairCounts| Cell {
        left,
        right,
        left_wins,
        right_wins,
        ties,
    };
    let mut tally = Tally::from_cells(
        gathered.items.len(),
        std::mem::take(&mut gathered.pairs).into_iter().map(cell).collect(),
    );
    for fraction in &gathered.fractions {
        if let Some(outcome) = outcome(fraction.choice) {
            tally.add(fraction.left as usize, fraction.right as usize, outcome, fraction.weight);
        }
    }
    tally
}

fn ballots(gathered: &Gathered, cap: Option<u32>) -> Ballots {
    let mut ballots = Ballots::new();
    for given in &gathered.ballots {
        let Some(outcome) = outcome(given.choice) else { continue };
        let (left, right) = (given.left as usize, given.right as usize);
        match given.voter {
            Some(voter) => ballots.add(voter as usize, left, right, outcome, given.weight),
            None => ballots.add_loose(left, right, outcome, given.weight, given.count),
        }
    }
    cap.map_or(ballots.clone(), |cap| ballots.capped(f64::from(cap)))
}

fn covariance(fit: &Fit, ballots: Option<&Ballots>, errors: Errors) -> Result<Covariance, FitError> {
    match (ballots, errors) {
        (Some(ballots), Errors::Auto) => fit.robust_covariance(ballots),
        (Some(ballots), Errors::Exact) => fit.exact_robust_covariance(ballots),
        (None, Errors::Auto) => fit.covariance(),
        (None, Errors::Exact) => fit.exact_covariance(),
    }
}

fn print(args: &RankArgs, report: &Report) -> Result<(), Failure> {
    let mut bytes = Vec::new();
    match args.format {
        Format::Table => output::table(&mut bytes, args, report),
        Format::Csv => output::csv(&mut bytes, report),
        Format::Json => output::json(&mut bytes, args, report),
    }
    .map_err(|error| Failure::input(format!("cannot be written: {error}")))?;
    match io::stdout().lock().write_all(&bytes) {
        // Whoever reads has seen enough.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        Err(error) => Err(Failure::input(format!("standard output cannot be written: {error}"))),
        Ok(()) => Ok(()),
    }
}
