//! Many simulations at once.

use std::ops::Range;
use std::sync::Mutex;
use std::thread;

use crate::ranking::FitError;

/// One result a seed, in the order of the seeds whichever core was quicker: the same question has the same bits.
/// On as many threads as the machine has cores.
///
/// # Errors
/// The first error of one of them.
pub fn of_seeds<T: Send>(
    seeds: Range<u64>,
    one: impl Fn(u64) -> Result<T, FitError> + Sync,
) -> Result<Vec<T>, FitError> {
    let next = Mutex::new(seeds);
    let found = Mutex::new(Vec::new());
    let work = || -> Result<(), FitError> {
        loop {
            let Some(seed) = next.lock().expect("nothing panics while it counts").next() else {
                return Ok(());
            };
            let done = one(seed)?;
            found.lock().expect("nothing panics while it adds").push((seed, done));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        workers.into_iter().try_for_each(|worker| worker.join().expect("a simulation does not panic"))
    })?;
    let mut found = found.into_inner().expect("nobody else has it");
    found.sort_by_key(|(seed, _)| *seed);
    Ok(found.into_iter().map(|(_, done)| done).collect())
}
