//! Owns the three forms in which `parvis rank` prints: the contract's JSON and CSV, and a table to read.

use super::{RankArgs, Report};
use crate::domain::defusing::defuse;
use crate::ranking::RankedItem;
use crate::reading::error::on_one_line;
use serde::{Serialize, Serializer};
use std::io::{self, Write};

/// Characters of an id that the table shows; JSON and CSV hold all of it.
const ID_LONGEST: usize = 80;

/// Columns of an item, the same in JSON and CSV.
const KEYS: [&str; 13] = [
    "id",
    "rank",
    "rank_low",
    "rank_high",
    "strength",
    "se",
    "score",
    "score_low",
    "score_high",
    "wins",
    "losses",
    "ties",
    "votes",
];

#[derive(Serialize)]
struct RankOut<'a> {
    model: ModelOut<'a>,
    votes: Count,
    voters: Option<u64>,
    components: usize,
    log_likelihood: f64,
    tie_parameter: Option<f64>,
    side_effect: Option<SideEffectOut>,
    iterations: u32,
    items: Vec<ItemOut<'a>>,
}

#[derive(Serialize)]
struct ModelOut<'a> {
    ties: String,
    prior: &'a str,
    side_effect: bool,
    voter_cap: Option<u32>,
    robust: bool,
    level: f64,
    intervals: String,
}

#[derive(Serialize)]
struct SideEffectOut {
    estimate: f64,
    se: f64,
}

#[derive(Serialize)]
struct ItemOut<'a> {
    id: &'a str,
    rank: Option<u32>,
    rank_low: Option<u32>,
    rank_high: Option<u32>,
    strength: f64,
    se: f64,
    score: Option<f64>,
    score_low: Option<f64>,
    score_high: Option<f64>,
    wins: Count,
    losses: Count,
    ties: Count,
    votes: Count,
}

/// A weighted count: whole numbers are written as such.
#[derive(Clone, Copy)]
struct Count(f64);

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0 <= EXACT {
            serializer.serialize_u64(self.0 as u64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

fn item<'a>(report: &'a Report, ranked: &RankedItem) -> ItemOut<'a> {
    let record = ranked.record;
    ItemOut {
        id: &report.items[ranked.item],
        rank: ranked.place.map(|place| place.rank),
        rank_low: ranked.place.map(|place| place.low),
        rank_high: ranked.place.map(|place| place.high),
        // Adding 0 turns −0 into 0.
        strength: ranked.strength + 0.0,
        se: ranked.se,
        score: ranked.score.map(|score| score.value),
        score_low: ranked.score.map(|score| score.low),
        score_high: ranked.score.map(|score| score.high),
        wins: Count(record.wins),
        losses: Count(record.losses),
        ties: Count(record.ties),
        votes: Count(record.votes()),
    }
}

fn items(report: &Report) -> impl Iterator<Item = ItemOut<'_>> {
    report.ranking.items.iter().map(|ranked| item(report, ranked))
}

pub(super) fn json(out: &mut Vec<u8>, args: &RankArgs, report: &Report) -> io::Result<()> {
    let fit = &report.fit;
    let side_effect = fit.side_effect().zip(report.ranking.side_effect_se);
    let rank = RankOut {
        model: ModelOut {
            ties: args.ties.to_string(),
            prior: &args.prior,
            side_effect: args.side_effect,
            voter_cap: args.voter_cap,
            robust: args.robust || args.voter_cap.is_some(),
            level: args.level,
            intervals: args.intervals.to_string(),
        },
        votes: Count(report.votes),
        voters: report.voters,
        components: fit.components(),
        log_likelihood: fit.log_likelihood() + 0.0,
        tie_parameter: fit.tie_parameter(),
        side_effect: side_effect.map(|(estimate, se)| SideEffectOut { estimate: estimate + 0.0, se }),
        iterations: fit.iterations(),
        items: items(report).collect(),
    };
    serde_json::to_writer(&mut *out, &rank)?;
    out.push(b'\n');
    Ok(())
}

pub(super) fn csv(out: &mut Vec<u8>, report: &Report) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(KEYS)?;
    for item in items(report) {
        let id = defuse(item.id);
        writer.serialize(ItemOut { id: &id, ..item })?;
    }
    writer.flush()
}

pub(super) fn table(out: &mut Vec<u8>, args: &RankArgs, report: &Report) -> io::Result<()> {
    let fit = &report.fit;
    write!(out, "{} votes", report.votes)?;
    if let Some(voters) = report.voters {
        write!(out, " by {voters} voters")?;
    }
    writeln!(out, ", {} items, ties {}, prior {}", report.items.len(), args.ties, args.prior)?;
    if let Some(parameter) = fit.tie_parameter().filter(|parameter| *parameter > 0.0) {
        writeln!(out, "tie parameter {parameter:.4}")?;
    }
    if let Some((estimate, se)) = fit.side_effect().zip(report.ranking.side_effect_se) {
        writeln!(out, "advantage of standing left {estimate:+.4} ± {se:.4}")?;
    }
    let percent = 100.0 * args.level;
    writeln!(out, "rank ranges and score intervals at {percent} % ({})\n", args.intervals)?;
    writeln!(
        out,
        "{:>6} {:>11} {:>6} {:>13} {:>9} {:>8} {:>9} {:>9} {:>9}  item",
        "rank", "range", "score", "interval", "strength", "error", "wins", "losses", "ties"
    )?;
    for item in items(report) {
        row(out, &item)?;
    }
    Ok(())
}

fn row(out: &mut Vec<u8>, item: &ItemOut<'_>) -> io::Result<()> {
    let rank = item.rank.map_or_else(|| "–".to_owned(), |rank| rank.to_string());
    let range = match (item.rank_low, item.rank_high) {
        (Some(low), Some(high)) => format!("{low}–{high}"),
        _ => "–".to_owned(),
    };
    let score = item.score.map_or_else(|| "–".to_owned(), |score| format!("{score:.1}"));
    let interval = match (item.score_low, item.score_high) {
        (Some(low), Some(high)) => format!("{low:.1}–{high:.1}"),
        _ => "–".to_owned(),
    };
    // Ids are opaque: a line end in one must not break the row, nor a long one the table.
    let id = on_one_line(item.id, ID_LONGEST);
    writeln!(
        out,
        "{rank:>6} {range:>11} {score:>6} {interval:>13} {:>+9.4} {:>8.4} {:>9} {:>9} {:>9}  {id}",
        item.strength,
        item.se,
        shortened(item.wins),
        shortened(item.losses),
        shortened(item.ties)
    )
}

/// A count in few characters.
fn shortened(count: Count) -> String {
    if count.0.fract() == 0.0 { format!("{}", count.0 + 0.0) } else { format!("{:.2}", count.0) }
}
