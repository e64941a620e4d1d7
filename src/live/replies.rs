//! Answers from the writer to the threads that wait for them. Each answer alone would wake its thread by a call
//! of the system; here a batch wakes a thread once, however many answers it has for it.

use std::cell::RefCell;

use tokio::runtime::{self, Handle};
use tokio::sync::{mpsc, oneshot};

use crate::domain::Result;
use crate::live::batch::Recorded;

type Answer = Result<Vec<Result<Recorded>>>;
type Batch = Vec<(oneshot::Sender<Answer>, Answer)>;

/// Where the answers for one thread come in.
#[derive(Clone)]
struct Mailbox {
    runtime: runtime::Id,
    sender: mpsc::UnboundedSender<Batch>,
}

thread_local! {
    static MINE: RefCell<Option<Mailbox>> = const { RefCell::new(None) };
}

impl Mailbox {
    /// The calling thread's; of a runtime that still runs.
    fn mine() -> Self {
        let runtime = Handle::current().id();
        MINE.with_borrow_mut(|mine| match mine {
            Some(mailbox) if mailbox.runtime == runtime && !mailbox.sender.is_closed() => mailbox.clone(),
            _ => mine.insert(Self::open(runtime)).clone(),
        })
    }

    fn open(runtime: runtime::Id) -> Self {
        let (sender, mut batches) = mpsc::unbounded_channel::<Batch>();
        tokio::spawn(async move {
            while let Some(batch) = batches.recv().await {
                deliver(batch);
            }
        });
        Self { runtime, sender }
    }
}

fn deliver(batch: Batch) {
    for (reply, answer) in batch {
        // Who no longer waits needs no answer.
        let _ = reply.send(answer);
    }
}

/// Where the answer to one job of votes goes.
pub(super) struct Reply {
    mailbox: Mailbox,
    sender: oneshot::Sender<Answer>,
}

impl Reply {
    /// A reply to the calling task, and what it waits for. To be called in a runtime.
    pub fn new() -> (Self, oneshot::Receiver<Answer>) {
        let (sender, answer) = oneshot::channel();
        (Self { mailbox: Mailbox::mine(), sender }, answer)
    }
}

/// Answers of one batch, until all of them can be sent.
#[derive(Default)]
pub(super) struct Replies(Vec<(Mailbox, Batch)>);

impl Replies {
    pub fn push(&mut self, reply: Reply, answer: Answer) {
        let Reply { mailbox, sender } = reply;
        // There are few threads.
        match self.0.iter_mut().find(|(known, _)| known.sender.same_channel(&mailbox.sender)) {
            Some((_, batch)) => batch.push((sender, answer)),
            None => self.0.push((mailbox, vec![(sender, answer)])),
        }
    }

    pub fn send(self) {
        for (mailbox, batch) in self.0 {
            if let Err(mpsc::error::SendError(batch)) = mailbox.sender.send(batch) {
                deliver(batch);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Replies, Reply};

    fn runtime() -> tokio::runtime::Runtime {
        tokio::runtime::Builder::new_current_thread().build().unwrap()
    }

    #[test]
    fn answers_of_a_batch_reach_their_tasks_on_whichever_thread() {
        let (to_writer, jobs) = std::sync::mpsc::channel();
        let threads: Vec<_> = (0..3)
            .map(|_| {
                let to_writer = to_writer.clone();
                std::thread::spawn(move || {
                    runtime().block_on(async {
                        let answers: Vec<_> = (0..10)
                            .map(|_| {
                                let (reply, answer) = Reply::new();
                                to_writer.send(reply).unwrap();
                                answer
                            })
                            .collect();
                        for answer in answers {
                            assert!(answer.await.unwrap().unwrap().is_empty());
                        }
                    });
                })
            })
            .collect();
        let mut replies = Replies::default();
        jobs.iter().take(30).for_each(|reply| replies.push(reply, Ok(Vec::new())));
        assert_eq!(replies.0.len(), 3, "a batch for each thread");
        replies.send();
        threads.into_iter().for_each(|thread| thread.join().unwrap());
    }

    #[test]
    fn a_runtime_that_ended_or_waits_takes_no_answers_of_the_next() {
        let first = runtime();
        let (early, waiting) = first.block_on(async { Reply::new() });
        // On the same thread, while the first one is there but does not run.
        runtime().block_on(async {
            let (reply, answer) = Reply::new();
            let mut replies = Replies::default();
            replies.push(reply, Ok(Vec::new()));
            replies.send();
            assert!(answer.await.unwrap().is_ok());
        });
        drop(first);
        let mut replies = Replies::default();
        replies.push(early, Ok(Vec::new()));
        replies.send();
        assert!(waiting.blocking_recv().unwrap().is_ok(), "its thread is gone: sent at once");
    }
}
