//! How far a log is shown in public: up to the end of a block in which at least five people voted. Blocks follow
//! from the rows alone, in their order, so that every process cuts them alike and nothing that was shown is
//! hidden again.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::domain::Micros;
use crate::domain::disclosure::LEAST;
use crate::domain::ids::ParticipantId;
use crate::domain::log::{Entry, Row};
use crate::domain::vote::Outcome;

/// Where the last whole block ends, and who voted after it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Blocks {
    /// Number of the last row of the last whole block; 0 before the first.
    shown: i64,
    /// Who voted since; fewer than five.
    people: Vec<ParticipantId>,
    /// Votes since that never had a participant's name, as those of a file without a column for voters.
    unnamed: u32,
    /// A vote since is an erased person's of whom nothing stands in: no more than one for all that is known.
    nobody: bool,
    closes_at: Option<Micros>,
}

impl Blocks {
    /// Number of the last row that is shown in public while people still vote …
    pub fn shown(&self) -> i64 {
        self.shown
    }

    /// … and of the last row at the end: a last block of fewer than five joins the one before. Where fewer than five
    /// voted in all nothing is shown.
    pub fn at_end(&self, seq: i64) -> i64 {
        if self.shown > 0 { seq } else { 0 }
    }

    /// Takes the next row.
    pub fn take(&mut self, row: &Row) {
        let seq = row.public.seq;
        match row.public.entry() {
            Some(Entry::Vote { outcome, counted: true, .. }) if outcome != Outcome::Skip => {
                self.meet(row);
                let known = self.people.len() + usize::from(self.nobody);
                if known + self.unnamed as usize >= LEAST as usize {
                    self.end(seq);
                }
            }
            Some(Entry::Settings(settings)) => self.settle(row, &settings, seq),
            _ => {}
        }
    }

    fn meet(&mut self, row: &Row) {
        match row.private.as_ref().map(|(private, _)| &private.participant) {
            Some(Some(who)) if self.people.contains(who) => {}
            Some(Some(who)) => self.people.push(who.clone()),
            Some(None) => self.unnamed += 1,
            None => self.nobody = true,
        }
    }

    /// What was shown at an end stays shown when it is opened again.
    fn settle(&mut self, row: &Row, settings: &Value, seq: i64) {
        // Rows of settings that say nothing of the state set votes aside, or put them back.
        let Some(state) = settings.get("state").and_then(Value::as_str) else { return };
        let time = row.private.as_ref().and_then(|(private, _)| private.time);
        if self.closes_at.zip(time).is_some_and(|(at, time)| time >= at) {
            self.end(self.at_end(seq - 1));
        }
        if matches!(state, "closed" | "archived") {
            self.end(self.at_end(seq));
        }
        self.closes_at = settings.get("closes_at").and_then(Value::as_i64);
    }

    fn end(&mut self, seq: i64) {
        if seq > self.shown {
            (self.shown, self.unnamed, self.nobody) = (seq, 0, false);
            self.people.clear();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Blocks;
    use crate::domain::ids::{IdeaId, ParticipantId};
    use crate::domain::log::{Entry, Private, Public, Row};
    use crate::domain::vote::Outcome;
    use serde_json::{Value, json};

    struct Log(Blocks, i64);

    impl Log {
        fn row(&mut self, entry: &Entry, private: Option<Private>) -> i64 {
            self.1 += 1;
            let public = Public::new(self.1, entry, String::new());
            self.0.take(&Row {
                public,
                hash: [0; 32],
                private: private.map(|private| (private, Vec::new())),
            });
            self.0.shown()
        }

        fn vote(&mut self, who: Option<&ParticipantId>, outcome: Outcome) -> i64 {
            let (left, right) = (IdeaId::new(), IdeaId::new());
            let entry = Entry::Vote { left, right, outcome, counted: true, weight: 1.0 };
            self.row(&entry, Some(Private { participant: who.cloned(), ..Private::default() }))
        }

        fn settings(&mut self, settings: Value, time: i64) -> i64 {
            self.row(&Entry::Settings(settings), Some(Private { time: Some(time), ..Private::default() }))
        }
    }

    #[test]
    fn a_block_ends_with_the_fifth_person_who_says_something() {
        let people: Vec<ParticipantId> = (0..6).map(|_| ParticipantId::new()).collect();
        let mut log = Log(Blocks::default(), 0);
        assert_eq!(log.settings(json!({"state": "open"}), 1), 0);
        for who in &people[..4] {
            assert_eq!((log.vote(Some(who), Outcome::Left), log.vote(Some(who), Outcome::Tie)), (0, 0));
        }
        assert_eq!(log.vote(Some(&people[4]), Outcome::Skip), 0, "who can't say tells nothing");
        assert_eq!(log.vote(Some(&people[4]), Outcome::Right), 11);
        for who in &people[..4] {
            assert_eq!(log.vote(Some(who), Outcome::Left), 11);
        }
        assert_eq!(log.settings(json!({"set_aside": {}}), 2), 11, "no state: no end");
        assert_eq!(log.0.at_end(log.1), 16);
        assert_eq!(
            log.settings(json!({"state": "closed"}), 3),
            17,
            "a last block of four joins the one before"
        );
        assert_eq!(log.settings(json!({"state": "open"}), 4), 17);
        assert_eq!(log.vote(Some(&people[5]), Outcome::Left), 17);
    }

    #[test]
    fn of_fewer_than_five_nothing_is_shown_at_the_end_either() {
        let one = ParticipantId::new();
        let mut log = Log(Blocks::default(), 0);
        log.settings(json!({"state": "open"}), 1);
        log.vote(Some(&one), Outcome::Left);
        assert_eq!((log.settings(json!({"state": "closed"}), 2), log.0.at_end(3)), (0, 0));
    }

    #[test]
    fn a_closing_time_that_passed_is_an_end_though_it_was_put_off_later() {
        let mut log = Log(Blocks::default(), 0);
        log.settings(json!({"state": "open", "closes_at": 100}), 1);
        for _ in 0..5 {
            log.vote(None, Outcome::Left);
        }
        assert_eq!(log.vote(None, Outcome::Left), 6);
        assert_eq!(log.settings(json!({"state": "open", "closes_at": 200}), 150), 7);
    }

    #[test]
    fn a_stand_in_changes_no_block() {
        let people: Vec<ParticipantId> = (0..5).map(|_| ParticipantId::new()).collect();
        let ends = |people: &[ParticipantId]| {
            let mut log = Log(Blocks::default(), 0);
            people.iter().cycle().take(40).map(|who| log.vote(Some(who), Outcome::Left)).collect::<Vec<_>>()
        };
        let before = ends(&people);
        let mut after = people.clone();
        after[2] = crate::domain::participant::stand_in();
        assert_eq!(ends(&after), before);
    }
}
