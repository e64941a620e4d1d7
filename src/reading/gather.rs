//! Owns the adding up of large files of votes, on all cores: names and counts, in an order that does not
//! depend on that of the rows. Knows nothing of models.

use super::blocks::Blocks;
use super::counting::Counter;
pub use super::counting::PairCounts;
use super::error::ReadError;
use super::merging;
use super::names::Names;
use super::table::Header;
use super::text::{no_text, not_utf8};
use super::votes::{COLUMNS, Choice, Given, VoteColumns, VoteRow, each_row};
use std::io::Read;
use std::sync::{Mutex, PoisonError};

/// A file to read: how it is named in messages, and its bytes.
pub struct Source {
    pub name: String,
    pub reader: Box<dyn Read + Send>,
}

/// What to keep beside the counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Keep {
    /// Votes by voter.
    pub ballots: bool,
    /// A file without a column `voter` is an error.
    pub needs_voter: bool,
}

/// All that files of votes say.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gathered {
    /// Ids in order of their bytes; items that were only skipped, or have weight 0 alone, are there too.
    pub items: Vec<String>,
    /// Whole weights of each ordered pair, both orders one after the other.
    pub pairs: Vec<PairCounts>,
    /// Fractional weights, each as it stood, sorted.
    pub fractions: Vec<Fraction>,
    /// Votes by voter, where they were asked for; sorted.
    pub ballots: Vec<GivenBallot>,
    /// Distinct voters with a preference, each vote without one counting as one; none without the column.
    pub voters: Option<u64>,
}

/// A weight that is not whole.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fraction {
    pub left: u32,
    pub right: u32,
    pub choice: Choice,
    pub weight: f64,
}

/// Votes that say the same: `count` of them, each of `weight`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GivenBallot {
    /// Index of the voter, in order of their names; none for a vote that is a voter of its own.
    pub voter: Option<u32>,
    pub left: u32,
    pub right: u32,
    pub choice: Choice,
    pub weight: f64,
    pub count: f64,
}

/// Reads all of `sources`, in order.
///
/// # Errors
/// The first fault, in the order of files and rows.
pub fn gather(sources: Vec<Source>, keep: Keep) -> Result<Gathered, ReadError> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    let mut parts: Vec<Part> = vec![Part::default()];
    for source in sources {
        let (blocks, header) = Blocks::open(&source.name, source.reader, &COLUMNS)?;
        let columns = VoteColumns::find(&source.name, &header)?;
        if keep.needs_voter && !columns.has_voter() {
            return Err(header.missing(&source.name, "voter"));
        }
        let file = File { name: source.name, header, columns, keep };
        if blocks.is_last() {
            file.read_alone(blocks, &mut parts[0])?;
        } else {
            parts.resize_with(cores.max(parts.len()), Part::default);
            file.read_together(blocks, &mut parts)?;
        }
    }
    Ok(merge(parts))
}

struct File {
    name: String,
    header: Header,
    columns: VoteColumns,
    keep: Keep,
}

/// What workers share while they read a file.
struct Shared {
    blocks: Blocks,
    given: u64,
    /// The earliest block with a fault.
    fault: Option<(u64, ReadError)>,
}

impl File {
    fn read_alone(&self, mut blocks: Blocks, part: &mut Part) -> Result<(), ReadError> {
        let mut block = Vec::new();
        while let Some(line) = blocks.next(&mut block)? {
            self.read_block(&block, line, part)?;
        }
        Ok(())
    }

    fn read_together(&self, blocks: Blocks, parts: &mut [Part]) -> Result<(), ReadError> {
        let shared = Mutex::new(Shared { blocks, given: 0, fault: None });
        std::thread::scope(|scope| {
            for part in parts.iter_mut() {
                scope.spawn(|| self.work(&shared, part));
            }
        });
        match shared.into_inner().unwrap_or_else(PoisonError::into_inner).fault {
            None => Ok(()),
            Some((_, fault)) => Err(fault),
        }
    }

    /// Takes blocks in turn until the end or a fault. Blocks before a fault are always read to their end by
    /// whoever has them, so the earliest fault is the one that is kept.
    fn work(&self, shared: &Mutex<Shared>, part: &mut Part) {
        let mut block = Vec::new();
        loop {
            let mut turn = shared.lock().unwrap_or_else(PoisonError::into_inner);
            if turn.fault.is_some() {
                return;
            }
            let number = turn.given;
            turn.given += 1;
            let read = turn.blocks.next(&mut block);
            drop(turn);
            let result = match read {
                Ok(Some(line)) => self.read_block(&block, line, part),
                Ok(None) => return,
                Err(fault) => Err(fault),
            };
            if let Err(fault) = result {
                let mut turn = shared.lock().unwrap_or_else(PoisonError::into_inner);
                if turn.fault.as_ref().is_none_or(|(earlier, _)| number < *earlier) {
                    turn.fault = Some((number, fault));
                }
                return;
            }
        }
    }

    fn read_block(&self, block: &[u8], line: u64, part: &mut Part) -> Result<(), ReadError> {
        match std::str::from_utf8(block) {
            Ok(text) => self.read_text(text, line, part),
            Err(error) => {
                let (valid, rest) = block.split_at(error.valid_up_to());
                let valid = std::str::from_utf8(valid).unwrap_or_default();
                // An earlier row may be at fault in another way.
                let whole = valid.rfind('\n').map_or(0, |end| end + 1);
                self.read_text(&valid[..whole], line, part)?;
                Err(no_text(&self.name, valid, self.header.delimiter, line, &not_utf8(rest)))
            }
        }
    }

    fn read_text(&self, text: &str, line: u64, part: &mut Part) -> Result<(), ReadError> {
        part.has_voter |= self.columns.has_voter();
        each_row(&self.name, &self.header, &self.columns, text, line, |row| {
            part.add(&row, self.keep);
            Ok(())
        })
    }
}

/// What one worker has read.
#[derive(Default)]
struct Part {
    items: Names,
    voters: Names,
    has_voter: bool,
    /// Votes without a voter, in files that have the column and in files that don't.
    unnamed: u64,
    counter: Counter,
    fractions: Vec<Fraction>,
    ballots: Vec<GivenBallot>,
}

impl Part {
    #[inline]
    fn add(&mut self, row: &VoteRow<'_>, keep: Keep) {
        let (left, right) = (self.items.of(row.left), self.items.of(row.right));
        match row.given {
            Given::Vote { choice: Choice::Skip, .. } => {}
            Given::Vote { choice, weight } => {
                let voter = row.voter.map(|name| self.voters.of(name));
                self.unnamed += u64::from(voter.is_none());
                self.count(left, right, choice, weight);
                if keep.ballots {
                    self.ballots.push(GivenBallot { voter, left, right, choice, weight, count: 1.0 });
                }
            }
            Given::Counts { left_wins, right_wins, ties } => {
                for (choice, count) in
                    [(Choice::Left, left_wins), (Choice::Right, right_wins), (Choice::Tie, ties)]
                {
                    self.unnamed += count.ceil() as u64;
                    self.count(left, right, choice, count);
                    if keep.ballots && count > 0.0 {
                        self.ballots.push(GivenBallot {
                            voter: None,
                            left,
                            right,
                            choice,
                            weight: 1.0,
                            count,
                        });
                    }
                }
            }
        }
    }

    #[inline]
    fn count(&mut self, left: u32, right: u32, choice: Choice, weight: f64) {
        if weight == 1.0 {
            self.counter.add_one(left, right, choice);
        } else if weight.fract() == 0.0 {
            self.counter.add(left, right, choice, weight);
        } else {
            self.fractions.push(Fraction { left, right, choice, weight });
        }
    }
}

fn merge(parts: Vec<Part>) -> Gathered {
    let items = sorted_names(parts.iter().map(|part| &part.items));
    let voters = sorted_names(parts.iter().map(|part| &part.voters));
    let places: Vec<Vec<u32>> = parts.iter().map(|part| places(&part.items, &items)).collect();
    let mut gathered = Gathered::default();
    if parts.iter().any(|part| part.has_voter) {
        gathered.voters = Some(voters.len() as u64 + parts.iter().map(|part| part.unnamed).sum::<u64>());
    }
    let mut counters = Vec::with_capacity(parts.len());
    for (part, place) in parts.into_iter().zip(&places) {
        let item = |local: u32| place[local as usize];
        gathered.fractions.extend(part.fractions.iter().map(|fraction| Fraction {
            left: item(fraction.left),
            right: item(fraction.right),
            ..*fraction
        }));
        let voter_place = self::places(&part.voters, &voters);
        gathered.ballots.extend(part.ballots.iter().map(|ballot| GivenBallot {
            voter: ballot.voter.map(|local| voter_place[local as usize]),
            left: item(ballot.left),
            right: item(ballot.right),
            ..*ballot
        }));
        counters.push(part.counter);
    }
    gathered.pairs = merging::merge(&counters, &places, items.len());
    gathered.fractions.sort_unstable_by_key(|f| (f.left, f.right, f.choice, f.weight.to_bits()));
    gathered.ballots.sort_unstable_by_key(|b| {
        (b.voter, b.left, b.right, b.choice, b.weight.to_bits(), b.count.to_bits())
    });
    gathered.items = items;
    gathered
}

/// All names, each once, in order of their bytes.
fn sorted_names<'a>(parts: impl Iterator<Item = &'a Names>) -> Vec<String> {
    let mut names: Vec<String> = parts.flat_map(Names::iter).map(|(name, _)| name.into_owned()).collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// For each of a part's own indices, the place in `sorted`.
fn places(own: &Names, sorted: &[String]) -> Vec<u32> {
    let mut places = vec![0; own.len()];
    for (name, local) in own.iter() {
        let place = sorted
            .binary_search_by(|other| other.as_str().cmp(&name))
            .expect("every name of a part is among all names");
        places[local as usize] = place as u32;
    }
    places
}
