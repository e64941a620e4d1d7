//! The log's writer: one thread that commits whatever has queued up as one transaction, and answers only
//! when that is durable.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use crate::domain::ids::ConsultationId;
use crate::domain::log::Row;
use crate::domain::vote::Vote;
use crate::domain::{Code, Error, Result};
use crate::live::batch::{self, Recorded};
use crate::live::change::{Appending, Change, Logs};
use crate::live::Rooms;
use crate::store::{self, Conn, Db, savepoint};

/// Votes and changes in one transaction at most: it bounds how long the first of them waits.
const BATCH: usize = 2_000;

/// What is answered once the transaction has ended, well or badly.
type Finish = Box<dyn FnOnce(Result<()>) + Send>;
/// The work of a change; its answer waits in what it returns.
type Work = Box<dyn FnOnce(&mut Conn, &mut Logs) -> Finish + Send>;

pub(super) enum Job {
    Votes { consultation: ConsultationId, votes: Vec<Vote>, reply: oneshot::Sender<Result<Vec<Result<Recorded>>>> },
    Change(Work),
}

impl Job {
    /// A change in a savepoint of its own: if it fails, the rest of the batch stands.
    pub fn change<R: Send + 'static>(
        work: impl FnOnce(&mut Change<'_>) -> store::Result<R> + Send + 'static,
        answer: impl FnOnce(Result<R>) + Send + 'static,
    ) -> Self {
        Job::Change(Box::new(move |conn, logs| {
            let before = logs.clone();
            match savepoint(conn, |conn| work(&mut Change::new(conn, logs))) {
                Ok(result) => Box::new(move |committed| answer(committed.map(|()| result))),
                Err(error) => {
                    *logs = before;
                    Box::new(move |_| answer(Err(error.into())))
                }
            }
        }))
    }

    fn size(&self) -> usize {
        match self {
            Job::Votes { votes, .. } => votes.len(),
            Job::Change(_) => 1,
        }
    }
}

pub(super) struct Writer {
    queue: Mutex<Option<mpsc::SyncSender<Job>>>,
    waiting: Arc<AtomicUsize>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub fn start(db: Db, rooms: Rooms, capacity: usize) -> Self {
        let (sender, receiver) = mpsc::sync_channel(capacity);
        let waiting = Arc::new(AtomicUsize::new(0));
        let counter = waiting.clone();
        let thread = std::thread::Builder::new()
            .name("log-writer".into())
            .spawn(move || run(&db, &rooms, &receiver, &counter))
            .expect("a thread can be started when the program starts");
        Self { queue: Mutex::new(Some(sender)), waiting, thread: Mutex::new(Some(thread)) }
    }

    pub fn send(&self, job: Job) -> Result<()> {
        let busy = |detail: &str| Error::new(Code::Busy, detail).retry_after(2);
        let queue = self.queue.lock().expect("nothing panics while it holds the queue").clone();
        let Some(queue) = queue else { return Err(busy("The service is stopping; nothing was recorded.")) };
        self.waiting.fetch_add(1, Ordering::Relaxed);
        queue.try_send(job).map_err(|_| {
            self.waiting.fetch_sub(1, Ordering::Relaxed);
            busy("Too many votes wait to be written; nothing was recorded. Try again.")
        })
    }

    pub fn queued(&self) -> usize {
        self.waiting.load(Ordering::Relaxed)
    }

    /// Lets the thread write what waits, and waits for it.
    pub fn stop(&self) {
        self.queue.lock().expect("nothing panics while it holds the queue").take();
        if let Some(thread) = self.thread.lock().expect("nothing panics while it holds the thread").take() {
            let _ = thread.join();
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.stop();
    }
}

fn run(db: &Db, rooms: &Rooms, queue: &mpsc::Receiver<Job>, waiting: &AtomicUsize) {
    while let Ok(first) = queue.recv() {
        let mut size = first.size();
        let mut jobs = vec![first];
        while size < BATCH {
            let Ok(job) = queue.try_recv() else { break };
            size += job.size();
            jobs.push(job);
        }
        waiting.fetch_sub(jobs.len(), Ordering::Relaxed);
        metrics::histogram!("parvis_log_batch_size").record(size as f64);
        let started = std::time::Instant::now();
        write(db, rooms, jobs);
        metrics::histogram!("parvis_log_commit_seconds").record(started.elapsed().as_secs_f64());
    }
}

/// One batch: a transaction, then its rows to the rooms, then the answers.
fn write(db: &Db, rooms: &Rooms, jobs: Vec<Job>) {
    // If the transaction can't begin or panics, the senders are dropped with it and the callers are told.
    let mut finishes: Vec<Finish> = Vec::with_capacity(jobs.len());
    let committed = db.write_now(|conn| {
        let mut logs = Logs::new();
        finishes = perform(conn, &mut logs, jobs)?;
        for (id, log) in &logs {
            store::log::append(conn, id, &log.rows)?;
        }
        Ok(logs)
    });
    let outcome = match committed {
        Ok(logs) => {
            feed(db, rooms, logs);
            Ok(())
        }
        Err(error) => Err(Error::from(error)),
    };
    for finish in finishes {
        finish(outcome.clone());
    }
}

/// Votes first, by consultation, so that each log is looked at once; then changes, in the order they came.
fn perform(conn: &mut Conn, logs: &mut Logs, jobs: Vec<Job>) -> store::Result<Vec<Finish>> {
    let mut finishes: Vec<Finish> = Vec::with_capacity(jobs.len());
    let mut votes = Vec::new();
    let mut changes = Vec::new();
    for job in jobs {
        match job {
            Job::Votes { consultation, votes: given, reply } => votes.push((consultation, given, reply)),
            Job::Change(work) => changes.push(work),
        }
    }
    votes.sort_by(|a, b| a.0.cmp(&b.0));
    let mut answers: Vec<_> = Vec::with_capacity(votes.len());
    let mut rest = votes.as_slice();
    while let Some((id, _, _)) = rest.first() {
        let count = rest.iter().take_while(|job| job.0 == *id).count();
        let (group, later) = rest.split_at(count);
        answers.extend(record_group(conn, logs, id, group.iter().map(|(_, votes, _)| votes.as_slice()))?);
        rest = later;
    }
    for ((_, _, reply), answer) in votes.into_iter().zip(answers) {
        finishes.push(Box::new(move |committed| {
            let _ = reply.send(committed.map(|()| answer).and_then(|answer| answer));
        }));
    }
    for work in changes {
        finishes.push(work(conn, logs));
    }
    Ok(finishes)
}

/// The answers to some jobs of votes for one consultation, a job each.
fn record_group<'a>(
    conn: &mut Conn,
    logs: &mut Logs,
    id: &ConsultationId,
    jobs: impl Iterator<Item = &'a [Vote]>,
) -> store::Result<Vec<Result<Vec<Result<Recorded>>>>> {
    let jobs: Vec<&[Vote]> = jobs.collect();
    if !logs.contains_key(id) {
        let head = match store::log::lock_head(conn, id) {
            Ok(head) => head,
            Err(store::Error::Refused(error)) => return Ok(jobs.iter().map(|_| Err(error.clone())).collect()),
            Err(error) => return Err(error),
        };
        let log = Appending { seq: head.seq, hash: head.hash, consultation: head.consultation, rows: Vec::new() };
        logs.insert(id.clone(), log);
    }
    let log = logs.get_mut(id).expect("it was put there");
    let all: Vec<Vote> = jobs.iter().copied().flatten().cloned().collect();
    let mut answers = batch::record(conn, id, log, &all)?.into_iter();
    Ok(jobs.iter().map(|votes| Ok(answers.by_ref().take(votes.len()).collect())).collect())
}

/// Gives the rooms in use what was committed.
fn feed(db: &Db, rooms: &Rooms, logs: Logs) {
    let in_use: HashMap<_, _> = {
        let rooms = rooms.read().expect("nothing panics while it holds the rooms");
        logs.keys().filter_map(|id| Some((id.clone(), rooms.get(id)?.clone()))).collect()
    };
    for (id, log) in logs {
        let rows: Vec<Row> = log.rows;
        let Some(room) = in_use.get(&id) else { continue };
        if let Err(error) = room.feed(db, &rows) {
            // The votes are durable; the follower brings the room up to them.
            tracing::error!(%error, "a room could not take what was committed");
        }
    }
}

