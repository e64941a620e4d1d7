//! A consultation in use: its state, fed by the log, and whoever waits for news of it.

use std::sync::{Arc, Mutex, RwLock};

use tokio::sync::watch;

use crate::domain::consultation::Consultation;
use crate::domain::ids::{ConsultationId, IdeaId};
use crate::domain::log::{Entry, Row};
use crate::live::computed::Cache;
use crate::live::state::State;
use crate::store::{self, Db, Error, Result};

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
}

impl Room {
    /// Reads a consultation and its log from the store.
    pub fn load(db: &Db, id: &ConsultationId) -> Result<Self> {
        let (consultation, ideas) = db
            .read_now(|conn| Ok((store::consultations::get(conn, id)?, store::ideas::list_all(conn, id)?)))?;
        let room = Self {
            id: id.clone(),
            state: RwLock::new(State::new(consultation, ideas)),
            feeding: Mutex::new(()),
            news: watch::Sender::new(News::default()),
            cache: Cache::default(),
        };
        room.catch_up(db)?;
        Ok(room)
    }

    pub fn id(&self) -> &ConsultationId {
        &self.id
    }

    pub fn seq(&self) -> i64 {
        self.with(|state| state.seq)
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
            for row in rows {
                let undone = match row.public.supersedes {
                    Some(seq) => {
                        around.undone.iter().chain(rows.iter().copied()).find(|r| r.public.seq == seq)
                    }
                    None => None,
                };
                state.apply(row, undone, shown)?;
            }
            News { seq: state.seq, participants: state.participants() }
        };
        self.news.send_replace(news);
        Ok(())
    }
}

/// What rows refer to and the store has: settings and ideas as they are now, and votes that were undone.
struct Around {
    consultation: Option<Consultation>,
    ideas: Vec<crate::domain::idea::Idea>,
    undone: Vec<Row>,
}

impl Around {
    fn read(db: &Db, id: &ConsultationId, rows: &[&Row]) -> Result<Self> {
        let mut around = Self { consultation: None, ideas: Vec::new(), undone: Vec::new() };
        let plain = rows.iter().all(|row| row.public.kind == crate::domain::log::Kind::Vote);
        if plain {
            return Ok(around);
        }
        let first = rows.first().map_or(0, |row| row.public.seq);
        db.read_now(|conn| {
            let mut ideas: Vec<IdeaId> = Vec::new();
            for row in rows {
                match row.public.entry() {
                    Some(Entry::Settings(_)) if around.consultation.is_none() => {
                        around.consultation = Some(store::consultations::get(conn, id)?);
                    }
                    Some(Entry::Idea { idea, .. }) => ideas.push(idea),
                    Some(Entry::Undo { supersedes }) if supersedes < first => {
                        let row = store::log::find(conn, id, supersedes)?;
                        around.undone.push(row.ok_or_else(|| {
                            Error::Corrupt(format!("row {supersedes} was undone and is not there"))
                        })?);
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
