//! What slows whoever joins again and again without an event's code, and what tells that people came from one
//! place. All of it is in memory: a network is kept as a keyed hash, with a random number drawn for it, and is
//! forgotten within a day.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, RandomState};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use crate::domain::ids::ConsultationId;
use crate::domain::{Code, Error, Result};
use crate::http::client_address::network;
use crate::live::Room;
use crate::service::proofs::{self, LEAST_BITS, MOST_BITS, Spent};
use crate::service::{Service, now};

/// So many come in from one network without more ado: a class, a family, an office …
const BURST: u64 = 100;
/// … and then one more each so many seconds, for whoever comes again later.
const REFILL: Duration = Duration::from_secs(5);
/// Who waits instead of working gets in at most so often from one network.
const WAITING: (u64, Duration) = (10, Duration::from_secs(5));
/// Codes that nobody has: a hall of people that mistype is let through, and trying out an event's six letters,
/// 86 million, takes centuries.
const TRIES: (u64, Duration) = (100, Duration::from_secs(5));
/// Networks that share a counter are rare; each list takes half a megabyte.
const COUNTERS: usize = 1 << 16;
/// Networks that are told apart at a time. Beyond it all are forgotten, and get new numbers.
const PLACES: usize = 200_000;
/// How long a network has the same number.
const DAY: Duration = Duration::from_hours(24);
/// Proofs that are remembered as used. Each cost whoever sent it some time.
const SPENT: usize = 500_000;
/// Numbers that a browser's script reads exactly.
const NUMBERS: u64 = 1 << 48;

/// Counters of what came from a network: so many at once, and one more each period. A counter is the moment
/// when all that was taken is given back (GCRA).
struct Counter {
    until: Box<[AtomicU64]>,
    since: Instant,
    burst: u64,
    period: u64,
    hasher: RandomState,
}

impl Counter {
    fn new((burst, period): (u64, Duration)) -> Self {
        let period = u64::try_from(period.as_millis()).unwrap_or(u64::MAX);
        let until = (0..COUNTERS).map(|_| AtomicU64::new(0)).collect();
        Self { until, since: Instant::now(), burst, period, hasher: RandomState::new() }
    }

    fn at(&self, of: impl std::hash::Hash) -> &AtomicU64 {
        let key = self.hasher.hash_one(of) % COUNTERS as u64;
        &self.until[usize::try_from(key).unwrap_or_default()]
    }

    fn now(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Seconds until there is one to take, if there is none.
    fn wait(&self, of: impl std::hash::Hash) -> Option<u32> {
        let (now, room) = (self.now(), self.burst * self.period);
        let wait = (self.at(of).load(Ordering::Relaxed).max(now) + self.period).saturating_sub(now + room);
        (wait > 0).then(|| u32::try_from(wait.div_ceil(1_000)).unwrap_or(u32::MAX))
    }

    /// Takes one even if there is none: who tries many at the same moment waits for all of them.
    fn charge(&self, of: impl std::hash::Hash) {
        let (now, most) = (self.now(), 10 * self.burst * self.period);
        let charged = |until: u64| Some((until.max(now) + self.period).min(now + most));
        let _ = self.at(of).fetch_update(Ordering::Relaxed, Ordering::Relaxed, charged);
    }

    /// Takes one; if there is none, the seconds until there is.
    fn take(&self, of: impl std::hash::Hash) -> std::result::Result<(), u32> {
        let (now, room) = (self.now(), self.burst * self.period);
        let taken = self.at(of).fetch_update(Ordering::Relaxed, Ordering::Relaxed, |until| {
            let after = until.max(now) + self.period;
            (after <= now + room).then_some(after)
        });
        taken.map(|_| ()).map_err(|until| {
            let wait = (until + self.period).saturating_sub(now + room);
            u32::try_from(wait.div_ceil(1_000)).unwrap_or(u32::MAX).max(1)
        })
    }

    /// Gives back what was taken.
    fn give_back(&self, of: impl std::hash::Hash) {
        let back = |until: u64| Some(until.saturating_sub(self.period));
        let _ = self.at(of).fetch_update(Ordering::Relaxed, Ordering::Relaxed, back);
    }
}

/// What is known of a network for a while.
struct Place {
    number: i64,
    drawn: Instant,
    /// Who came from there by the open link.
    joined: u64,
}

/// How somebody is let in by the open link.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'a> {
    pub proof: Option<&'a str>,
    pub ticket: Option<&'a str>,
}

pub struct Brake {
    rules: Option<Rules>,
    places: Mutex<HashMap<u64, Place>>,
    hasher: RandomState,
}

struct Rules {
    joins: Counter,
    waits: Counter,
    codes: Counter,
    spent: Mutex<Used>,
}

/// Used proofs of the last minutes, in two generations.
struct Used {
    recent: HashSet<Spent>,
    before: HashSet<Spent>,
    turned: Instant,
}

impl Brake {
    /// With limits of rate or, for tests and closed networks, without; places are told apart all the same.
    pub fn new(is_on: bool) -> Self {
        let rules = || Rules {
            joins: Counter::new((BURST, REFILL)),
            waits: Counter::new(WAITING),
            codes: Counter::new(TRIES),
            spent: Mutex::new(Used {
                recent: HashSet::new(),
                before: HashSet::new(),
                turned: Instant::now(),
            }),
        };
        Self { rules: is_on.then(rules), places: Mutex::default(), hasher: RandomState::new() }
    }

    /// Lets somebody in who comes by the open link, or says what they have to do first. Returns the number of
    /// where they come from.
    ///
    /// # Errors
    /// `proof_required` with the work; `busy`.
    pub fn admit(
        &self,
        service: &Service,
        room: &Room,
        address: IpAddr,
        shown: Shown<'_>,
    ) -> Result<Option<i64>> {
        match &self.rules {
            Some(rules) => rules.admit(self, service, room.id(), address, shown)?,
            // Without limits, who calls from the machine itself comes from no place that could tell them apart.
            None if address.is_loopback() => return Ok(None),
            None => {}
        }
        Ok(Some(self.place(room.id(), address)))
    }

    /// Looks a code up, or joins by one; one that nobody has is counted.
    ///
    /// # Errors
    /// `rate_limited` beyond what people mistype; what `tried` answers.
    pub async fn with_code<T>(&self, address: IpAddr, tried: impl Future<Output = Result<T>>) -> Result<T> {
        let Some(rules) = &self.rules else { return tried.await };
        let networks = networks(address);
        if let Some(seconds) = networks.iter().filter_map(|network| rules.codes.wait(network)).max() {
            let detail = format!("Too many codes were tried that nobody has; try again in {seconds} s.");
            return Err(Error::new(Code::RateLimited, detail).retry_after(seconds));
        }
        // A hall that comes at the same moment has nothing to wait for: only a wrong code is counted.
        let answer = tried.await;
        if matches!(&answer, Err(error) if error.code == Code::CodeUnknown) {
            networks.iter().for_each(|network| rules.codes.charge(network));
        }
        answer
    }

    /// The number of a network in a consultation, drawn when it is first seen; somebody more came from there.
    fn place(&self, consultation: &ConsultationId, address: IpAddr) -> i64 {
        let mut places = self.places.lock().expect("nothing panics while it holds the places");
        if places.len() >= PLACES {
            places.clear();
        }
        let mut number = 0;
        for network in networks(address) {
            let key = self.hasher.hash_one((consultation.as_str(), network));
            let place = places.entry(key).or_insert_with(Place::draw);
            if place.drawn.elapsed() >= DAY {
                *place = Place::draw();
            }
            place.joined += 1;
            number = place.number;
        }
        number
    }

    /// Zero bits that a proof from a network has to have: one more with each doubling.
    fn bits(&self, consultation: &ConsultationId, address: IpAddr) -> u8 {
        let places = self.places.lock().expect("nothing panics while it holds the places");
        let joined = |network: IpAddr| {
            let key = self.hasher.hash_one((consultation.as_str(), network));
            places.get(&key).map_or(0, |place| place.joined)
        };
        let most = networks(address).into_iter().map(joined).max().unwrap_or_default();
        let doublings = (most / BURST).checked_ilog2().unwrap_or_default();
        LEAST_BITS.saturating_add(u8::try_from(doublings).unwrap_or(u8::MAX)).min(MOST_BITS)
    }

    /// Forgets networks that nobody came from for a day. To be called now and then.
    pub fn forget(&self) {
        let mut places = self.places.lock().expect("nothing panics while it holds the places");
        places.retain(|_, place| place.drawn.elapsed() < DAY);
    }
}

impl Place {
    fn draw() -> Self {
        let number = i64::try_from(rand::random::<u64>() % NUMBERS).unwrap_or_default();
        Self { number, drawn: Instant::now(), joined: 0 }
    }
}

impl Rules {
    fn admit(
        &self,
        brake: &Brake,
        service: &Service,
        id: &ConsultationId,
        address: IpAddr,
        shown: Shown<'_>,
    ) -> Result<()> {
        let (signer, time) = (&service.signer, now());
        if let Some(proof) = shown.proof
            && let Some(spent) = proofs::check(signer, id, proof, brake.bits(id, address), time)
        {
            return self.spend(spent).unwrap_or_else(|| refused(brake, service, id, address, 1));
        }
        if let Some(ticket) = shown.ticket
            && let Some(Ok(spent)) = proofs::check_ticket(signer, id, ticket, time)
            && self.waits.take((id.as_str(), networks(address)[0])).is_ok()
        {
            return self.spend(spent).unwrap_or_else(|| refused(brake, service, id, address, 1));
        }
        let networks = networks(address);
        for (at, network) in networks.iter().enumerate() {
            if let Err(seconds) = self.joins.take((id.as_str(), network)) {
                networks[..at].iter().for_each(|network| self.joins.give_back((id.as_str(), network)));
                return refused(brake, service, id, address, seconds);
            }
        }
        Ok(())
    }

    /// Notes that a proof was used; none if it had been.
    fn spend(&self, spent: Spent) -> Option<Result<()>> {
        let life = Duration::from_micros(proofs::LIFE.unsigned_abs() * 2);
        let mut used = self.spent.lock().expect("nothing panics while it holds the used proofs");
        if used.turned.elapsed() >= life {
            used.before = std::mem::take(&mut used.recent);
            used.turned = Instant::now();
        }
        if used.before.contains(&spent) || used.recent.contains(&spent) {
            return None;
        }
        if used.recent.len() >= SPENT {
            let detail = "Too many are joining; try again in some minutes, or with an event's code.";
            return Some(Err(Error::new(Code::Busy, detail).retry_after(60)));
        }
        used.recent.insert(spent);
        Some(Ok(()))
    }
}

fn refused(brake: &Brake, service: &Service, id: &ConsultationId, address: IpAddr, wait: u32) -> Result<()> {
    Err(service.ask_for_proof(id, brake.bits(id, address), now(), wait))
}

/// What counts as one network: an IPv4 address; of IPv6 the /64 and the /48 that it is part of. The last one is
/// where somebody came from.
fn networks(address: IpAddr) -> Vec<IpAddr> {
    match network(address) {
        IpAddr::V4(address) => vec![IpAddr::V4(address)],
        IpAddr::V6(address) => {
            let [a, b, c, ..] = address.segments();
            vec![IpAddr::V6(address), IpAddr::V6(Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 1))]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_counter_gives_back_what_it_took() {
        let counter = Counter::new((3, Duration::from_mins(1)));
        assert!((0..3).all(|_| counter.take("here").is_ok()));
        let wait = counter.take("here").unwrap_err();
        assert!((59..=60).contains(&wait), "{wait}");
        counter.give_back("here");
        assert!(counter.take("here").is_ok() && counter.take("here").is_err());
        (0..3).for_each(|_| counter.charge("here"));
        assert!(counter.wait("here").is_some_and(|wait| wait > 230), "tried at once, waited for one by one");
        assert_eq!(counter.wait("nowhere"), None);
        assert!(counter.take("elsewhere").is_ok());
    }

    #[test]
    fn a_place_has_a_number_of_its_own_in_each_consultation() {
        let brake = Brake::new(false);
        let (one, other) = (ConsultationId::new(), ConsultationId::new());
        let place = |c: &ConsultationId, address: &str| brake.place(c, address.parse().unwrap());
        assert_eq!(place(&one, "192.0.2.1"), place(&one, "192.0.2.1"));
        assert_ne!(place(&one, "192.0.2.1"), place(&one, "192.0.2.2"));
        assert_ne!(place(&one, "192.0.2.1"), place(&other, "192.0.2.1"));
        assert_eq!(place(&one, "2001:db8:1:2::1"), place(&one, "2001:db8:1:3::1"), "one /48");
        assert_ne!(place(&one, "2001:db8:1::1"), place(&one, "2001:db8:2::1"));
    }

    #[test]
    fn who_comes_more_often_works_more() {
        let (brake, c) = (Brake::new(true), ConsultationId::new());
        let address = "192.0.2.1".parse().unwrap();
        let mut bits = Vec::new();
        for _ in 0..800 {
            bits.push(brake.bits(&c, address));
            brake.place(&c, address);
        }
        assert_eq!([bits[0], bits[100], bits[200], bits[400], bits[799]], [17, 17, 18, 19, 19]);
    }

    #[test]
    fn a_proof_is_used_once() {
        let brake = Brake::new(true);
        let rules = brake.rules.as_ref().unwrap();
        assert!(rules.spend([1; 8]).is_some_and(|spent| spent.is_ok()));
        assert!(rules.spend([1; 8]).is_none());
        assert!(rules.spend([2; 8]).is_some());
    }
}
