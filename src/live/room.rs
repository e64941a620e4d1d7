//! A consultation in use: its state, fed by the log, and whoever waits for news of it.

use std::slice;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, RwLock};

use tokio::sync::watch;

use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, IdeaId};
use crate::domain::log::{Entry, Row};
use crate::live::certainty::Last;
use crate::live::computed::Cache;
use crate::live::saved::Saved;
use crate::live::state::{Earlier, State};
use crate::live::with_aside::WithAside;
use crate::store::log::Reach;
use crate::store::{self, Db, Result};

/// Rows read at a time when a log is read through.
const PAGE: i64 = 5_000;

/// What changed, by number: whoever listens fetches again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct News {
    pub seq: i64,
    pub participants: i64,
}

pub struct Room {
    id: ConsultationId,
    state: RwLock<State>,
    /// Held while rows are applied, so that they are applied in order whoever brings them.
    feeding: Mutex<()>,
    news: watch::Sender<News>,
    pub(super) cache: Cache,
    pub(super) certainty: Last,
    pub(super) with_aside: WithAside,
    /// The number of the last row when the tallies were last saved or restored.
    saved_at: AtomicI64,
}

impl Room {
    /// Reads a consultation from the store: its tallies as they were saved, and its log after that.
    pub fn load(db: &Db, id: &ConsultationId) -> Result<Self> {
        let state = db.read_now(|conn| {
            let mut state =
                State::new(store::consultations::get(conn, id)?, store::ideas::list_all(conn, id)?);
            // Before anything that an erasure changes is read: what follows is at least as new.
            state.erasures = store::log::reaches(conn, slice::from_ref(id))?.first().map_or(0, |r| r.1.erasures);
            if let Some((seq, body)) = store::saved_tallies::find(conn, id)?
                && !Saved::read(&body).is_some_and(|saved| state.restore(seq, saved))
            {
                tracing::info!(consultation = %id, "the saved tallies are of another program; the whole log is read");
            }
            Ok(state)
        })?;
        let room = Self {
            id: id.clone(),
            saved_at: state.seq.into(),
            state: RwLock::new(state),
            feeding: Mutex::new(()),
            news: watch::Sender::new(News::default()),
            cache: Cache::default(),
            certainty: Last::default(),
            with_aside: WithAside::default(),
        };
        room.catch_up(db)?;
        Ok(room)
    }

    /// Writes the tallies down if more rows than `rows` came since that was last done.
    pub(super) fn save(&self, db: &Db, rows: i64) -> Result<()> {
        if self.seq() - self.saved_at.load(Ordering::Relaxed) < rows {
            return Ok(());
        }
        let state = self.with(State::clone);
        let (seq, erasures) = (state.seq, state.erasures);
        let body = state.saved().write();
        let saved = db.write_now(|conn| {
            // Whoever erases holds the head too: nothing from before an erasure is saved after it.
            if store::log::lock_head(conn, &self.id)?.erasures != erasures {
                return Ok(false);
            }
            let Some(row) = store::log::find(conn, &self.id, seq)? else { return Ok(false) };
            store::saved_tallies::put(conn, &self.id, seq, &row.hash, &body)?;
            Ok(true)
        })?;
        if saved {
            self.saved_at.store(seq, Ordering::Relaxed);
        }
        Ok(())
    }

    pub fn id(&self) -> &ConsultationId {
        &self.id
    }

    pub fn seq(&self) -> i64 {
        self.with(|state| state.seq)
    }

    /// Brings the room up to where the log is. Whatever was erased meanwhile, here or by another process, is
    /// in no memory afterwards.
    pub(super) fn follow(&self, db: &Db, reach: Reach) -> Result<()> {
        let (seq, erasures) = self.with(|state| (state.seq, state.erasures));
        if reach.erasures > erasures {
            self.reload(db)
        } else if reach.seq > seq {
            self.catch_up(db)
        } else {
            Ok(())
        }
    }

    pub fn consultation(&self) -> Arc<Consultation> {
        self.with(|state| state.consultation.clone())
    }

    /// Looks at the state; nothing is applied meanwhile, so it should be short.
    pub fn with<R>(&self, look: impl FnOnce(&State) -> R) -> R {
        look(&self.state.read().expect("nothing panics while it writes the state"))
    }

    /// Counts ideas as shown, before their pairs are answered: concurrent requests see it.
    pub fn mark_shown(&self, ideas: impl Iterator<Item = IdeaId>) {
        let mut state = self.state.write().expect("nothing panics while it writes the state");
        for id in ideas {
            if let Some(at) = state.index_of(&id) {
                state.ideas[at].shown += 1;
            }
        }
    }

    /// News from now on; the present state is there at once.
    pub fn listen(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }

    /// Applies rows that this process wrote. Rows of other processes that lie before them are read first.
    pub(super) fn feed(&self, db: &Db, rows: &[Row]) -> Result<()> {
        let _turn = self.feeding.lock().expect("nothing panics while it feeds a room");
        let next = self.seq() + 1;
        let rows: Vec<&Row> = rows.iter().filter(|row| row.public.seq >= next).collect();
        match rows.first() {
            None => Ok(()),
            Some(first) if first.public.seq == next => self.apply(db, &rows, false),
            Some(_) => self.read_on(db),
        }
    }

    /// Reads and applies whatever the log has that this room has not.
    pub fn catch_up(&self, db: &Db) -> Result<()> {
        let _turn = self.feeding.lock().expect("nothing panics while it feeds a room");
        self.read_on(db)
    }

    /// Reads everything anew: after erasure, which changes rows without a new one. Who listens goes on
    /// listening.
    pub(super) fn reload(&self, db: &Db) -> Result<()> {
        let _turn = self.feeding.lock().expect("nothing panics while it feeds a room");
        let fresh = Self::load(db, &self.id)?;
        self.saved_at.store(fresh.saved_at.load(Ordering::Relaxed), Ordering::Relaxed);
        let state = fresh.state.into_inner().expect("nobody else has it");
        let news = News { seq: state.seq, participants: state.participants() };
        *self.state.write().expect("nothing panics while it writes the state") = state;
        self.cache.forget();
        self.news.send_replace(news);
        Ok(())
    }

    fn read_on(&self, db: &Db) -> Result<()> {
        loop {
            let after = self.seq();
            let rows = db.read_now(|conn| store::log::list_after(conn, &self.id, after, PAGE))?;
            if rows.is_empty() {
                return Ok(());
            }
            self.apply(db, &rows.iter().collect::<Vec<_>>(), true)?;
        }
    }

    /// `shown`: pairs of these rows were not counted as shown here.
    fn apply(&self, db: &Db, rows: &[&Row], shown: bool) -> Result<()> {
        let around = Around::read(db, &self.id, rows)?;
        let news = {
            let mut state = self.state.write().expect("nothing panics while it writes the state");
            if let Some(consultation) = around.consultation {
                state.consultation = Arc::new(consultation);
            }
            for idea in around.ideas {
                state.put_idea(idea);
            }
            let here = rows.iter().copied().filter(|_| around.speaks_of_votes);
            let earlier: Earlier<'_> =
                around.votes.iter().chain(here).map(|row| (row.public.seq, row)).collect();
            for row in rows {
                state.apply(row, &earlier, shown)?;
            }
            News { seq: state.seq, participants: state.participants() }
        };
        self.news.send_replace(news);
        Ok(())
    }
}

/// What rows refer to and the store has: settings and ideas as they are now, and votes before them that were
/// undone, set aside or put back.
#[derive(Default)]
struct Around {
    consultation: Option<Consultation>,
    ideas: Vec<crate::domain::idea::Idea>,
    votes: Vec<Row>,
    /// Some of the rows speak of votes, among them perhaps of those beside them.
    speaks_of_votes: bool,
}

impl Around {
    fn read(db: &Db, id: &ConsultationId, rows: &[&Row]) -> Result<Self> {
        let mut around = Self::default();
        let plain = rows.iter().all(|row| row.public.kind == crate::domain::log::Kind::Vote);
        if plain {
            return Ok(around);
        }
        let first = rows.first().map_or(0, |row| row.public.seq);
        db.read_now(|conn| {
            let mut ideas: Vec<IdeaId> = Vec::new();
            for row in rows {
                match row.public.entry() {
                    Some(Entry::Settings(_)) => {
                        if around.consultation.is_none() {
                            around.consultation = Some(store::consultations::get(conn, id)?);
                        }
                        if let Some(moved) = row.moved() {
                            around.speaks_of_votes = true;
                            around.votes.extend(store::log::list_numbered(conn, id, moved.votes())?);
                        }
                    }
                    Some(Entry::Idea { idea, .. }) => ideas.push(idea),
                    Some(Entry::Undo { supersedes }) => {
                        around.speaks_of_votes = true;
                        if supersedes < first {
                            around.votes.extend(store::log::find(conn, id, supersedes)?);
                        }
                    }
                    _ => {}
                }
            }
            if ideas.len() > 100 {
                around.ideas = store::ideas::list_all(conn, id)?;
            } else {
                ideas.sort();
                ideas.dedup();
                for idea in ideas {
                    around.ideas.extend(store::ideas::find(conn, id, &idea)?);
                }
            }
            Ok(())
        })?;
        Ok(around)
    }
}
