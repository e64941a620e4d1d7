//! What a room knows of its consultation at a number of the log: settings, ideas, tallies.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::aside::Moved;
use crate::domain::consultation::Consultation;
use crate::domain::disclosure::LEAST;
use crate::domain::idea::{Idea, IdeaState};
use crate::domain::ids::{IdeaId, ParticipantId, SetAsideId};
use crate::domain::log::{Entry, Row};
use crate::domain::vote::Outcome;
use crate::domain::{Micros, Texts};
use crate::live::blocks::Blocks;
use crate::live::saved::Saved;
use crate::ranking::{self, Ballots, Tally};
use crate::store::{Error, Result};

/// An idea as the rooms hold it; its place in the list is its index in the tallies.
#[derive(Clone, Debug)]
pub struct IdeaEntry {
    pub id: IdeaId,
    pub state: IdeaState,
    pub texts: Arc<Texts>,
    pub linked_to: Option<IdeaId>,
    /// The idea with a new meaning that took its place.
    pub replaced_by: Option<IdeaId>,
    /// Counted votes that stand in the log, skips among them.
    pub appearances: u32,
    /// How often it was served: what `balanced` evens out.
    pub shown: u32,
}

/// All of it at one number of the log.
#[derive(Clone, Debug)]
pub struct State {
    pub consultation: Arc<Consultation>,
    /// Number of the last row that is in.
    pub seq: i64,
    /// How often something of the log had been erased when it was read.
    pub erasures: i64,
    pub ideas: Vec<IdeaEntry>,
    index: HashMap<IdeaId, usize>,
    /// Counts over the ideas as they were voted on: links are applied when ranking.
    pub tally: Tally,
    pub ballots: Ballots,
    voters: HashMap<ParticipantId, usize>,
    /// Votes that are set aside, by their numbers, with the decision: in the log and in no count.
    aside: HashMap<i64, SetAsideId>,
    blocks: Blocks,
}

/// Rows before the one that is applied, which it speaks of: a vote undone, votes set aside or put back.
pub(super) type Earlier<'a> = HashMap<i64, &'a Row>;

impl State {
    pub fn new(consultation: Consultation, ideas: Vec<Idea>) -> Self {
        let mut state = Self {
            consultation: Arc::new(consultation),
            seq: 0,
            erasures: 0,
            ideas: Vec::with_capacity(ideas.len()),
            index: HashMap::new(),
            tally: Tally::new(0),
            ballots: Ballots::new(),
            voters: HashMap::new(),
            aside: HashMap::new(),
            blocks: Blocks::default(),
        };
        for idea in ideas {
            state.put_idea(idea);
        }
        state
    }

    /// What is written down of it.
    pub(super) fn saved(self) -> Saved {
        let ideas = self.ideas.into_iter().map(|idea| (idea.id, idea.appearances, idea.shown)).collect();
        let mut voters: Vec<_> = self.voters.into_iter().collect();
        voters.sort_by_key(|(_, at)| *at);
        let voters = voters.into_iter().map(|(id, _)| id).collect();
        let mut aside: Vec<_> = self.aside.into_iter().collect();
        aside.sort_unstable();
        Saved::new(ideas, voters, self.tally, self.ballots, aside, self.blocks)
    }

    /// Takes what was written down at a number, before any row. False, and nothing is taken, if it speaks of
    /// ideas that are not there.
    pub(super) fn restore(&mut self, seq: i64, saved: Saved) -> bool {
        let places: Vec<Option<usize>> = saved.ideas.iter().map(|(id, ..)| self.index_of(id)).collect();
        if places.iter().any(Option::is_none) || saved.tally.items() > places.len() {
            return false;
        }
        for (place, (_, appearances, shown)) in places.iter().flatten().zip(&saved.ideas) {
            (self.ideas[*place].appearances, self.ideas[*place].shown) = (*appearances, *shown);
        }
        self.tally = saved.tally.mapped(&places, self.ideas.len());
        self.ballots = saved.ballots.mapped(&places);
        self.aside = saved.aside.into_iter().collect();
        self.blocks = saved.blocks;
        self.voters = saved.voters.into_iter().enumerate().map(|(at, id)| (id, at)).collect();
        self.seq = seq;
        true
    }

    /// Takes an idea as it is now in the store.
    pub fn put_idea(&mut self, idea: Idea) {
        if let Some(&at) = self.index.get(&idea.id) {
            let entry = &mut self.ideas[at];
            (entry.state, entry.linked_to) = (idea.state, idea.linked_to);
            entry.replaced_by = idea.replaced_by;
            entry.texts = Arc::new(idea.texts);
            return;
        }
        self.index.insert(idea.id.clone(), self.ideas.len());
        self.ideas.push(IdeaEntry {
            id: idea.id,
            state: idea.state,
            texts: Arc::new(idea.texts),
            linked_to: idea.linked_to,
            replaced_by: idea.replaced_by,
            appearances: 0,
            shown: 0,
        });
        self.tally.grow(self.ideas.len());
    }

    /// Place of an idea in the list.
    pub fn index_of(&self, id: &IdeaId) -> Option<usize> {
        self.index.get(id).copied()
    }

    pub fn idea(&self, id: &IdeaId) -> Option<&IdeaEntry> {
        self.index_of(id).map(|at| &self.ideas[at])
    }

    /// The words of an idea for everybody: none of one that waits to be read, was refused or taken out. Those of one
    /// whose place another took stay to be read as long as that one's do: its votes were given to them.
    pub fn words_of(&self, id: &IdeaId) -> Option<Arc<Texts>> {
        let idea = self.idea(id)?;
        let mut last = idea;
        // A chain of replacements has no circle; if it had one, it would end here all the same.
        for _ in 0..self.ideas.len() {
            match &last.replaced_by {
                Some(next) if !last.state.is_listed() => last = self.idea(next)?,
                _ => break,
            }
        }
        last.state.is_listed().then(|| idea.texts.clone())
    }

    /// Places of the ideas that are served in pairs.
    pub fn active(&self) -> Vec<usize> {
        (0..self.ideas.len()).filter(|&at| self.ideas[at].state == IdeaState::Active).collect()
    }

    /// Participants with an answer in the log.
    pub fn participants(&self) -> i64 {
        self.voters.len() as i64
    }

    /// Participants with an answer in the log, with their places in the ballots.
    pub fn voters(&self) -> &HashMap<ParticipantId, usize> {
        &self.voters
    }

    /// For each idea the one that its votes count for: itself, or what it is linked to.
    pub fn targets(&self) -> Vec<usize> {
        (0..self.ideas.len()).map(|at| self.target(at)).collect()
    }

    fn target(&self, mut at: usize) -> usize {
        // A chain of links is short; a circle, which moderation refuses, would end here all the same.
        for _ in 0..self.ideas.len() {
            let entry = &self.ideas[at];
            match entry.linked_to.as_ref().and_then(|id| self.index_of(id)) {
                Some(next) if entry.state == IdeaState::Linked => at = next,
                _ => break,
            }
        }
        at
    }

    /// Takes the next row. `shown` tells that the pair was not counted as shown when it was served here.
    pub(super) fn apply(&mut self, row: &Row, earlier: &Earlier<'_>, shown: bool) -> Result<()> {
        debug_assert_eq!(row.public.seq, self.seq + 1, "rows are applied in order");
        match row.public.entry() {
            Some(Entry::Vote { .. }) => self.count(row, true, shown)?,
            Some(Entry::Undo { supersedes }) => {
                // What was set aside counts no more as it is.
                if self.aside.remove(&supersedes).is_none() {
                    self.count(spoken_of(row, supersedes, earlier)?, false, false)?;
                }
            }
            // The store has the idea and the settings as they are now; the room reads them there.
            Some(Entry::Idea { .. }) => {}
            Some(Entry::Settings(_)) => {
                if let Some(moved) = row.moved() {
                    self.take_moved(row, &moved, earlier)?;
                }
            }
            None => return Err(Error::Corrupt(format!("row {} lacks what its kind needs", row.public.seq))),
        }
        self.seq = row.public.seq;
        self.blocks.take(row);
        Ok(())
    }

    /// Whether the choices of at least five people are counted: of fewer nothing is shown in common. A vote that
    /// never had a participant's name is one person's.
    pub fn is_of_five(&self) -> bool {
        let least = LEAST as usize;
        self.ballots.voting().take(least).count() == least || self.ballots.voters() >= f64::from(LEAST)
    }

    /// Number of the last row of the log that is public at a moment.
    pub fn public_until(&self, now: Micros) -> i64 {
        if self.consultation.has_ended(now) { self.blocks.at_end(self.seq) } else { self.blocks.shown() }
    }

    /// Takes votes out of the counts, or puts them back; those that were undone meanwhile stay out.
    fn take_moved(&mut self, row: &Row, moved: &Moved, earlier: &Earlier<'_>) -> Result<()> {
        for vote in moved.votes().iter() {
            match moved {
                Moved::Aside(id, _) => {
                    if self.aside.insert(vote, id.clone()).is_none() {
                        self.count(spoken_of(row, vote, earlier)?, false, false)?;
                    }
                }
                Moved::Back(id, _) if self.aside.get(&vote) == Some(id) => {
                    self.aside.remove(&vote);
                    self.count(spoken_of(row, vote, earlier)?, true, false)?;
                }
                Moved::Back(..) => {}
            }
        }
        Ok(())
    }

    /// Numbers of the votes that are set aside.
    pub fn aside(&self) -> impl Iterator<Item = i64> {
        self.aside.keys().copied()
    }

    /// Counts votes that are set aside as if they were not. `rows` are those votes.
    pub fn count_aside(&mut self, rows: &[Row]) -> Result<()> {
        for row in rows {
            if self.aside.remove(&row.public.seq).is_some() {
                self.count(row, true, false)?;
            }
        }
        Ok(())
    }

    fn count(&mut self, row: &Row, add: bool, shown: bool) -> Result<()> {
        let Some(Entry::Vote { left, right, outcome, counted, weight }) = row.public.entry() else {
            return Err(Error::Corrupt(format!("row {} is no vote", row.public.seq)));
        };
        let place = |id: &IdeaId| {
            self.index_of(id).ok_or_else(|| {
                Error::Corrupt(format!("row {} names an idea that is not there", row.public.seq))
            })
        };
        let (left, right) = (place(&left)?, place(&right)?);
        let participant = row.private.as_ref().and_then(|(private, _)| private.participant.clone());
        let next = self.voters.len();
        let voter = participant.map(|id| *self.voters.entry(id).or_insert(next));
        for at in [left, right] {
            let entry = &mut self.ideas[at];
            entry.shown += u32::from(shown);
            if counted {
                entry.appearances =
                    if add { entry.appearances + 1 } else { entry.appearances.saturating_sub(1) };
            }
        }
        if let (true, Some(outcome)) = (counted, preference(outcome)) {
            self.weigh(left, right, outcome, weight, voter, add);
        }
        Ok(())
    }

    fn weigh(
        &mut self,
        left: usize,
        right: usize,
        outcome: ranking::Outcome,
        w: f64,
        voter: Option<usize>,
        add: bool,
    ) {
        match (add, voter) {
            (true, Some(voter)) => self.ballots.add(voter, left, right, outcome, w),
            (true, None) => self.ballots.add_loose(left, right, outcome, w, 1.0),
            (false, Some(voter)) => {
                self.ballots.subtract(voter, left, right, outcome, w);
            }
            (false, None) => self.ballots.subtract_loose(left, right, outcome, w),
        }
        if add {
            self.tally.add(left, right, outcome, w);
        } else {
            self.tally.subtract(left, right, outcome, w);
        }
    }
}

fn spoken_of<'a>(row: &Row, seq: i64, earlier: &Earlier<'a>) -> Result<&'a Row> {
    earlier.get(&seq).copied().ok_or_else(|| {
        Error::Corrupt(format!("row {} speaks of row {seq}, which is not there", row.public.seq))
    })
}

/// What an outcome says of preference; a skip says nothing.
pub fn preference(outcome: Outcome) -> Option<ranking::Outcome> {
    match outcome {
        Outcome::Left => Some(ranking::Outcome::Left),
        Outcome::Right => Some(ranking::Outcome::Right),
        Outcome::Tie => Some(ranking::Outcome::Tie),
        Outcome::Skip => None,
    }
}
