//! How often who may call: token buckets in memory only. A caller is kept as a keyed hash into a fixed number
//! of buckets, so that no address is stored and no flood of callers makes the memory grow.

use std::hash::{BuildHasher, Hash, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::domain::ids::ParticipantId;
use crate::domain::{Code, Error, Result};
use crate::http::client_address::network;
use crate::http::guesses::{Attempt, Guesses};

/// Two of a few thousand callers rarely share a bucket; all buckets together take some megabytes.
const BUCKETS: u64 = 1 << 18;

/// A rule: so many at once, and one more each period.
struct Bucket {
    limiter: DefaultKeyedRateLimiter<u32>,
    burst: u32,
    hasher: RandomState,
}

impl Bucket {
    fn new(burst: u32, period: Duration) -> Self {
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(period).unwrap_or_else(|| Quota::per_second(burst)).allow_burst(burst);
        Self { limiter: RateLimiter::keyed(quota), burst: burst.get(), hasher: RandomState::new() }
    }

    fn take(&self, caller: impl Hash, count: usize) -> Result<()> {
        let key = (self.hasher.hash_one(caller) % BUCKETS) as u32;
        let count = u32::try_from(count).unwrap_or(u32::MAX).clamp(1, self.burst);
        let count = NonZeroU32::new(count).unwrap_or(NonZeroU32::MIN);
        match self.limiter.check_key_n(&key, count) {
            Ok(Ok(())) | Err(_) => Ok(()),
            Ok(Err(refused)) => {
                let wait = refused.wait_time_from(DefaultClock::default().now());
                let seconds = u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1);
                Err(Error::new(
                    Code::RateLimited,
                    format!("There were too many calls; try again in {seconds} s."),
                )
                .retry_after(seconds))
            }
        }
    }
}

/// All limits of the process; `None` inside when they are off.
pub struct Limits(Option<Box<Rules>>);

struct Rules {
    votes: Bucket,
    proposals: Bucket,
    joins: Bucket,
    guesses: Guesses,
    feedback: Bucket,
    calls: Bucket,
}

impl Limits {
    pub fn off() -> Self {
        Self(None)
    }

    pub fn on() -> Self {
        let every = Duration::from_millis;
        Self(Some(Box::new(Rules {
            // Votes given offline come together, ten a batch; nobody reads four pairs a second for long.
            votes: Bucket::new(120, every(250)),
            proposals: Bucket::new(10, every(20_000)),
            // A hall of 1,200 comes through one address within a minute.
            joins: Bucket::new(1_200, every(50)),
            guesses: Guesses::new(),
            feedback: Bucket::new(5, every(60_000)),
            // A hall behind one address reads results at the same moment.
            calls: Bucket::new(6_000, every(10)),
        })))
    }

    fn rules(&self) -> Option<&Rules> {
        self.0.as_deref()
    }

    /// Votes, undoing and asking for pairs: by participant only, never by address.
    pub fn votes(&self, participant: &ParticipantId, count: usize) -> Result<()> {
        self.rules().map_or(Ok(()), |rules| rules.votes.take(participant, count))
    }

    pub fn proposal(&self, participant: &ParticipantId) -> Result<()> {
        self.rules().map_or(Ok(()), |rules| rules.proposals.take(participant, 1))
    }

    pub fn join(&self, address: IpAddr) -> Result<()> {
        self.rules().map_or(Ok(()), |rules| rules.joins.take(network(address), 1))
    }

    pub fn feedback(&self, address: IpAddr) -> Result<()> {
        self.rules().map_or(Ok(()), |rules| rules.feedback.take(network(address), 1))
    }

    /// A sign-in, whether or not the account exists; from a device that is known to it, or from an address.
    pub fn sign_in(&self, address: IpAddr, email: &str, device: Option<[u8; 16]>) -> Result<Attempt<'_>> {
        let uncounted = || Ok(Attempt::uncounted());
        self.rules().map_or_else(uncounted, |r| r.guesses.sign_in(address, email, device, Instant::now()))
    }

    /// The old password of a session that asks for a new one.
    pub fn old_password(&self, session: &str) -> Result<Attempt<'_>> {
        let uncounted = || Ok(Attempt::uncounted());
        self.rules().map_or_else(uncounted, |rules| rules.guesses.old_password(session, Instant::now()))
    }

    /// Any call that no participant's token vouches for.
    pub fn call(&self, address: IpAddr) -> Result<()> {
        self.rules().map_or(Ok(()), |rules| rules.calls.take(network(address), 1))
    }

    /// Forgets whoever has their whole allowance again. To be called now and then.
    pub fn forget(&self) {
        let Some(rules) = self.rules() else { return };
        let all = [&rules.votes, &rules.proposals, &rules.joins, &rules.feedback, &rules.calls];
        for bucket in all {
            bucket.limiter.retain_recent();
        }
        rules.guesses.forget(Instant::now());
    }
}

#[cfg(test)]
mod tests {
    use super::Limits;
    use crate::domain::Code;
    use crate::domain::ids::ParticipantId;

    #[test]
    fn a_hall_can_join_but_not_twice_in_a_minute() {
        let limits = Limits::on();
        let hall = "192.0.2.1".parse().unwrap();
        assert!((0..1_200).all(|_| limits.join(hall).is_ok()));
        let refused = (0..200).find_map(|_| limits.join(hall).err()).expect("a limit");
        assert_eq!(refused.code, Code::RateLimited);
        assert!(refused.retry_after.is_some_and(|s| s >= 1));
        assert!(limits.join("192.0.2.2".parse().unwrap()).is_ok(), "others are not slowed");
    }

    #[test]
    fn a_batch_counts_its_votes() {
        let (limits, voter) = (Limits::on(), ParticipantId::new());
        let batches = (0..20).filter(|_| limits.votes(&voter, 10).is_ok()).count();
        assert_eq!(batches, 12);
        assert!(limits.votes(&ParticipantId::new(), 10).is_ok());
        assert!((0..1000).all(|_| Limits::off().votes(&voter, 10).is_ok()));
    }
}
