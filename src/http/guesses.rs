//! Wrong passwords: how many may be tried, from where and by whom. Only wrong ones count, so that a right one gets in
//! unless the same device or network has just been guessing. In memory only, as keyed hashes; no address is stored.
//!
//! What is tried at one account from everywhere together has no limit: whoever set it off would keep its owner out.
//! Checking takes time (argon2), passwords that are guessed soon are refused when they are chosen, and who signed in
//! before from the same browser has a count and a waiting line of their own.

use std::collections::HashMap;
use std::hash::{BuildHasher, Hash, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::time::{Duration, Instant};

use parking_lot::Mutex;

use crate::domain::{Code, Error, Result};
use crate::http::client_address::network;

/// As many as other limits have; two of a few thousand callers rarely share one.
const BUCKETS: u64 = 1 << 18;

/// So many at once, and one more each period; what turns out right is given back.
struct Tries {
    burst: u32,
    period: Duration,
    hasher: RandomState,
    /// When a caller has the whole allowance again.
    full_at: Mutex<HashMap<u32, Instant>>,
}

impl Tries {
    fn new(burst: u32, period: Duration) -> Self {
        Self { burst, period, hasher: RandomState::new(), full_at: Mutex::default() }
    }

    /// Counts a try; says how long to wait where there were too many.
    fn take(&self, caller: impl Hash, now: Instant) -> std::result::Result<Taken<'_>, Duration> {
        let key = (self.hasher.hash_one(caller) % BUCKETS) as u32;
        let mut full_at = self.full_at.lock();
        let full = full_at.get(&key).copied().unwrap_or(now).max(now) + self.period;
        let most = now + self.period * self.burst;
        if full > most {
            return Err(full - most);
        }
        full_at.insert(key, full);
        Ok(Taken { tries: self, key })
    }

    fn forget(&self, now: Instant) {
        self.full_at.lock().retain(|_, full| *full > now);
    }
}

/// A try that was counted.
struct Taken<'a> {
    tries: &'a Tries,
    key: u32,
}

impl Taken<'_> {
    fn give_back(&self) {
        if let Some(full) = self.tries.full_at.lock().get_mut(&self.key) {
            *full = full.checked_sub(self.tries.period).unwrap_or(*full);
        }
    }
}

/// A password that is being checked: it counts as wrong until it is found right.
pub struct Attempt<'a>(Vec<Taken<'a>>);

impl Attempt<'_> {
    /// One that is not counted.
    pub fn uncounted() -> Self {
        Self(Vec::new())
    }

    pub fn was_right(self) {
        self.0.iter().for_each(Taken::give_back);
    }
}

/// The limits on wrong passwords.
pub struct Guesses {
    /// At one account from one network (an IPv4 address, an IPv6 /64).
    here: Tries,
    /// From one network at all accounts.
    network: Tries,
    /// At one account from one IPv6 /48: what one customer may have …
    customer: Tries,
    /// … and where that is used up, from a /64 in it that has not guessed yet.
    aside: Tries,
    /// By a browser that has signed in before.
    device: Tries,
    /// By a session that asks for a new password.
    session: Tries,
}

impl Guesses {
    pub fn new() -> Self {
        let seconds = Duration::from_secs;
        Self {
            here: Tries::new(5, seconds(20)),
            network: Tries::new(60, seconds(2)),
            customer: Tries::new(30, seconds(5)),
            aside: Tries::new(2, seconds(20 * 60)),
            device: Tries::new(10, seconds(20)),
            session: Tries::new(5, seconds(60)),
        }
    }

    /// A sign-in, whether or not the account exists; from a device that is known to it, or from an address.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn sign_in(
        &self,
        address: IpAddr,
        email: &str,
        device: Option<[u8; 16]>,
        now: Instant,
    ) -> Result<Attempt<'_>> {
        if let Some(device) = device {
            return self.device.take(device, now).map(|taken| Attempt(vec![taken])).map_err(refused);
        }
        let (network, email) = (network(address), email.trim().to_lowercase());
        let mut taken = vec![self.here.take((network, &email), now).map_err(refused)?];
        let mut more = |tried: std::result::Result<_, Duration>| match tried {
            Ok(one) => {
                taken.push(one);
                Ok(())
            }
            Err(wait) => {
                // What was counted of a call that goes no further is none of its caller's guesses.
                taken.iter().for_each(Taken::give_back);
                Err(refused(wait))
            }
        };
        more(self.network.take(network, now))?;
        if let Some(customer) = customer(address) {
            let tried = self.customer.take((customer, &email), now);
            more(tried.or_else(|_| self.aside.take((network, &email), now)))?;
        }
        Ok(Attempt(taken))
    }

    /// The old password of a session that asks for a new one.
    ///
    /// # Errors
    /// `rate_limited`.
    pub fn old_password(&self, session: &str, now: Instant) -> Result<Attempt<'_>> {
        self.session.take(session, now).map(|taken| Attempt(vec![taken])).map_err(refused)
    }

    /// Forgets whoever has their whole allowance again.
    pub fn forget(&self, now: Instant) {
        let all = [&self.here, &self.network, &self.customer, &self.aside, &self.device, &self.session];
        all.into_iter().for_each(|tries| tries.forget(now));
    }
}

/// The /48 of an IPv6 address.
fn customer(address: IpAddr) -> Option<Ipv6Addr> {
    match address.to_canonical() {
        IpAddr::V4(_) => None,
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            Some(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

fn refused(wait: Duration) -> Error {
    let seconds = u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX).max(1);
    let detail = format!("There were too many wrong passwords; try again in {seconds} s.");
    Error::new(Code::RateLimited, detail).retry_after(seconds)
}

#[cfg(test)]
mod tests {
    use super::Guesses;
    use std::time::{Duration, Instant};

    const OWNER: &str = "owner@example.fi";

    /// How many of `count` wrong passwords from an address are looked at.
    fn looked_at(guesses: &Guesses, address: &str, count: usize, now: Instant) -> usize {
        let address = address.parse().unwrap();
        (0..count).filter(|_| guesses.sign_in(address, OWNER, None, now).is_ok()).count()
    }

    #[test]
    fn who_guesses_is_slowed_and_nobody_else() {
        let (guesses, now) = (Guesses::new(), Instant::now());
        assert_eq!(looked_at(&guesses, "2001:db8::1", 10, now), 5);
        assert_eq!(looked_at(&guesses, "2001:db8::2", 1, now), 0, "the same /64");
        let elsewhere = "2001:db8:0:1::1".parse().unwrap();
        assert!(guesses.sign_in(elsewhere, " Owner@example.fi", None, now).is_ok());
        assert_eq!(looked_at(&guesses, "2001:db8::1", 10, now + Duration::from_secs(45)), 2, "it wears off");
    }

    #[test]
    fn however_many_networks_guess_the_owner_gets_in_from_another() {
        let (guesses, now) = (Guesses::new(), Instant::now());
        for second in 0..600 {
            for network in 0..64 {
                let address = format!("2001:db8:0:{network:x}::1");
                looked_at(&guesses, &address, 1, now + Duration::from_secs(second));
            }
        }
        let later = now + Duration::from_mins(10);
        for owner in ["192.0.2.7", "2001:db8:1::1", "2001:db8:0:ff::1"] {
            let attempt = guesses.sign_in(owner.parse().unwrap(), OWNER, None, later);
            attempt.unwrap_or_else(|_| panic!("{owner}")).was_right();
        }
        let known = guesses.sign_in("2001:db8:0:1::1".parse().unwrap(), OWNER, Some([1; 16]), later);
        assert!(known.is_ok(), "from a device that is known, whatever its network did");
    }

    #[test]
    fn a_customer_with_many_networks_guesses_little() {
        let (guesses, now) = (Guesses::new(), Instant::now());
        let address = |n: usize| format!("2001:db8:0:{:x}::1", n % 64);
        let looked: usize = (0..6_400).map(|n| looked_at(&guesses, &address(n), 1, now)).sum();
        assert!(looked <= 30 + 2 * 64, "{looked}");
    }

    #[test]
    fn right_passwords_use_nothing_up() {
        let (guesses, now) = (Guesses::new(), Instant::now());
        for _ in 0..100 {
            guesses.sign_in("192.0.2.1".parse().unwrap(), OWNER, None, now).unwrap().was_right();
            guesses.old_password("pvt_x", now).unwrap().was_right();
        }
        assert_eq!((0..10).filter(|_| guesses.old_password("pvt_x", now).is_ok()).count(), 5);
        assert!(guesses.old_password("pvt_y", now).is_ok());
        guesses.forget(now + Duration::from_hours(1));
        assert_eq!((0..10).filter(|_| guesses.old_password("pvt_x", now).is_ok()).count(), 5);
    }
}
