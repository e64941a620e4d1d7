//! The log's writer: one thread that commits whatever has queued up as one transaction, and answers only
//! when that is durable.

use std::any::Any;
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, mpsc};
use std::thread::JoinHandle;

use crate::domain::ids::ConsultationId;
use crate::domain::log::Row;
use crate::domain::vote::Vote;
use crate::domain::{Code, Error, Result};
use crate::live::Rooms;
use crate::live::batch::{self, Recorded};
use crate::live::change::{Change, Logs};
use crate::live::memory::Memory;
use crate::live::replies::{Replies, Reply};
use crate::store::{self, Conn, Db, OwnConnection, savepoint};

/// Votes and changes in one transaction at most: it bounds how long the first of them waits.
const BATCH: usize = 2_000;

type Boxed = Box<dyn Any + Send>;
type Work = Box<dyn FnOnce(&mut Change<'_>) -> store::Result<Boxed> + Send>;
/// What is told to the caller once the transaction has ended, well or badly.
type Answer = Box<dyn FnOnce(Result<Boxed>) + Send>;

pub(super) enum Job {
    Votes { consultation: ConsultationId, votes: Vec<Vote>, reply: Reply },
    Change { work: Work, answer: Answer },
}

impl Job {
    pub fn change<R: Send + 'static>(
        work: impl FnOnce(&mut Change<'_>) -> store::Result<R> + Send + 'static,
        answer: impl FnOnce(Result<R>) + Send + 'static,
    ) -> Self {
        Job::Change {
            work: Box::new(move |change| Ok(Box::new(work(change)?) as Boxed)),
            answer: Box::new(move |result| {
                answer(result.map(|boxed| *boxed.downcast().expect("the work of this job made it")));
            }),
        }
    }

    fn size(&self) -> usize {
        match self {
            Job::Votes { votes, .. } => votes.len(),
            Job::Change { .. } => 1,
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
    let mut connection = db.own_connection();
    let mut memory = Memory::default();
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
        // A fault in one change must not end the writer: the batch is rolled back and its callers are told.
        let written = catch_unwind(AssertUnwindSafe(|| write(db, &mut connection, &mut memory, rooms, jobs)));
        if written.is_err() {
            memory.forget_all();
            tracing::error!("a batch of the log failed and was rolled back");
        }
        metrics::histogram!("parvis_log_commit_seconds").record(started.elapsed().as_secs_f64());
    }
}

/// One batch: a transaction, then its rows to the rooms, then the answers. Votes come first, by
/// consultation, so that each log is looked at once; then changes, in the order they came.
fn write(db: &Db, connection: &mut OwnConnection, memory: &mut Memory, rooms: &Rooms, jobs: Vec<Job>) {
    let (mut votes, mut works, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for job in jobs {
        match job {
            Job::Votes { consultation, votes: given, reply } => votes.push((consultation, given, reply)),
            Job::Change { work, answer } => {
                works.push(work);
                answers.push(answer);
            }
        }
    }
    votes.sort_by(|a, b| a.0.cmp(&b.0));
    let committed = connection.write(|conn| {
        let mut logs = Logs::new();
        let recorded = record_all(conn, memory, &mut logs, &votes)?;
        let mut changed = Vec::with_capacity(works.len());
        for work in works {
            // A change sees every row before it: what it erases or takes back may have come in this batch.
            insert_rows(conn, &mut logs)?;
            changed.push(perform(conn, &mut logs, work));
        }
        insert_rows(conn, &mut logs)?;
        Ok((logs, recorded, changed))
    });
    match committed {
        Ok((logs, recorded, changed)) => {
            feed(db, rooms, logs);
            let mut replies = Replies::default();
            for ((_, _, reply), recorded) in votes.into_iter().zip(recorded) {
                replies.push(reply, recorded);
            }
            replies.send();
            for (answer, changed) in answers.into_iter().zip(changed) {
                answer(changed);
            }
        }
        Err(error) => {
            memory.forget_all();
            let error = Error::from(error);
            let mut replies = Replies::default();
            votes.into_iter().for_each(|(_, _, reply)| replies.push(reply, Err(error.clone())));
            replies.send();
            for answer in answers {
                answer(Err(error.clone()));
            }
        }
    }
}

fn insert_rows(conn: &mut Conn, logs: &mut Logs) -> store::Result<()> {
    logs.iter_mut().try_for_each(|(id, log)| log.insert(conn, id))
}

/// A change in a savepoint of its own: if it fails, the rest of the batch stands.
fn perform(conn: &mut Conn, logs: &mut Logs, work: Work) -> Result<Boxed> {
    let before: Vec<_> = logs.iter().map(|(id, log)| (id.clone(), log.mark())).collect();
    savepoint(conn, |conn| work(&mut Change::new(conn, logs))).map_err(|error| {
        logs.retain(|id, _| before.iter().any(|(known, _)| known == id));
        for (id, mark) in before {
            logs.get_mut(&id).expect("it was there before and was kept").reset(mark);
        }
        Error::from(error)
    })
}

type VoteJob = (ConsultationId, Vec<Vote>, Reply);

/// The answers to jobs that are sorted by consultation, a job each.
fn record_all(
    conn: &mut Conn,
    memory: &mut Memory,
    logs: &mut Logs,
    jobs: &[VoteJob],
) -> store::Result<Vec<Result<Vec<Result<Recorded>>>>> {
    let mut answers = Vec::with_capacity(jobs.len());
    for group in jobs.chunk_by(|a, b| a.0 == b.0) {
        let votes = group.iter().map(|job| job.1.as_slice());
        answers.extend(record_group(conn, memory, logs, &group[0].0, votes)?);
    }
    Ok(answers)
}

/// The answers to some jobs of votes for one consultation, a job each.
fn record_group<'a>(
    conn: &mut Conn,
    memory: &mut Memory,
    logs: &mut Logs,
    id: &ConsultationId,
    jobs: impl Iterator<Item = &'a [Vote]>,
) -> store::Result<Vec<Result<Vec<Result<Recorded>>>>> {
    let jobs: Vec<&[Vote]> = jobs.collect();
    if !logs.contains_key(id) {
        let log = match memory.lock(conn, id) {
            Ok(log) => log,
            Err(store::Error::Refused(error)) => {
                return Ok(jobs.iter().map(|_| Err(error.clone())).collect());
            }
            Err(error) => return Err(error),
        };
        logs.insert(id.clone(), log);
    }
    let log = logs.get_mut(id).expect("it was put there");
    let all: Vec<&Vote> = jobs.iter().copied().flatten().collect();
    let mark = log.mark();
    let known = memory.present(conn, id, &all)?;
    let mut answers = batch::record(conn, id, log, &all, known)?;
    if log.insert_new(conn, id)? {
        known.reached(log.seq, log.hash);
    } else {
        // The table knows an answer that the memory does not: it is asked for all.
        log.reset(mark);
        memory.forget(id);
        *log = memory.lock(conn, id)?;
        let known = memory.present(conn, id, &all)?;
        answers = batch::record(conn, id, log, &all, known)?;
        log.insert(conn, id)?;
        known.reached(log.seq, log.hash);
    }
    let mut answers = answers.into_iter();
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
