//! Open streams of live changes: how many there are, whose share they are of, and their end when the service stops.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use crate::domain::ids::{ConsultationId, MemberId};
use crate::domain::{Code, Error, Result};
use crate::http::client_address::network;

/// Each holds a connection and some kilobytes. Those of members (a room's screen) are counted apart, so that no crowd
/// of readers takes them.
const PUBLIC_MAX: usize = 9_000;
const MEMBERS_MAX: usize = 1_000;
/// Screens and windows of one member.
const MEMBER_MAX: usize = 100;
/// So that one consultation's readers leave room for another's.
const CONSULTATION_MAX: usize = 8_000;
/// A hall that follows the results through one address.
const ADDRESS_MAX: usize = 1_000;
/// All networks of one IPv6 customer, or telephones of one operator.
const CUSTOMER_MAX: usize = 2_000;
/// From half of all on, an address that has so many already waits: some addresses can't take what is left.
const CROWDED: usize = PUBLIC_MAX / 2;
const ADDRESS_CROWDED: usize = 100;

/// Whose share a stream is of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Share {
    Public,
    Members,
    Member(MemberId),
    Consultation(ConsultationId),
    Network(IpAddr),
    Customer([u16; 3]),
}

/// Who listens.
#[derive(Debug)]
pub enum Listener<'a> {
    Member(&'a MemberId),
    /// Anybody, from an address.
    Reader(IpAddr),
}

#[derive(Debug)]
pub struct Streams {
    counts: Arc<Mutex<HashMap<Share, usize>>>,
    limited: bool,
    stopping: watch::Sender<bool>,
}

impl Streams {
    /// With limits on shares, or without: what is open in all has one either way.
    pub fn new(limited: bool) -> Self {
        Self { counts: Arc::default(), limited, stopping: watch::Sender::new(false) }
    }

    /// Counts one more stream until the guard is dropped.
    ///
    /// # Errors
    /// `too_many_streams` if all are taken, `rate_limited` if a share of them is.
    pub fn open(&self, listener: &Listener<'_>, consultation: &ConsultationId) -> Result<Open> {
        let mut counts = self.counts.lock().expect("nothing panics while it counts streams");
        let count = |share: &Share| counts.get(share).copied().unwrap_or_default();
        let (all, all_max) = match listener {
            Listener::Member(_) => (Share::Members, MEMBERS_MAX),
            Listener::Reader(_) => (Share::Public, PUBLIC_MAX),
        };
        let open = count(&all);
        if open >= all_max {
            let detail = "Too many live streams are open; ask for the ranking instead.";
            return Err(Error::new(Code::TooManyStreams, detail).retry_after(30));
        }
        let shares = shares(listener, consultation, open >= CROWDED);
        if self.limited && shares.iter().any(|(share, most)| count(share) >= *most) {
            let detail = "Too many live streams are open from here; ask for the ranking instead.";
            return Err(Error::new(Code::RateLimited, detail).retry_after(30));
        }
        let shares: Vec<Share> = shares.into_iter().map(|(share, _)| share).chain([all]).collect();
        for share in &shares {
            *counts.entry(share.clone()).or_default() += 1;
        }
        metrics::gauge!("parvis_open_streams").increment(1.0);
        Ok(Open { shares, counts: self.counts.clone(), stopping: self.stopping.subscribe() })
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        let counts = self.counts.lock().expect("nothing panics while it counts streams");
        [Share::Public, Share::Members].iter().filter_map(|share| counts.get(share)).sum()
    }

    /// Ends all streams, so that their connections can close.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }
}

/// The shares that a stream takes of, each with the most that it may hold.
fn shares(listener: &Listener<'_>, consultation: &ConsultationId, crowded: bool) -> Vec<(Share, usize)> {
    let address = match listener {
        Listener::Member(member) => return vec![(Share::Member((*member).clone()), MEMBER_MAX)],
        Listener::Reader(address) => *address,
    };
    let most = if crowded { ADDRESS_CROWDED } else { ADDRESS_MAX };
    let mut shares = vec![
        (Share::Network(network(address)), most),
        (Share::Consultation(consultation.clone()), CONSULTATION_MAX),
    ];
    if let IpAddr::V6(address) = address.to_canonical() {
        let [a, b, c, ..] = address.segments();
        shares.push((Share::Customer([a, b, c]), CUSTOMER_MAX));
    }
    shares
}

/// An open stream.
#[derive(Debug)]
pub struct Open {
    shares: Vec<Share>,
    counts: Arc<Mutex<HashMap<Share, usize>>>,
    stopping: watch::Receiver<bool>,
}

impl Open {
    /// Waits until the service stops.
    pub async fn stopped(&mut self) {
        // An error means that the counter itself is gone: the service has stopped.
        let _ = self.stopping.wait_for(|stopping| *stopping).await;
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        metrics::gauge!("parvis_open_streams").decrement(1.0);
        let mut counts = self.counts.lock().expect("nothing panics while it counts streams");
        for share in &self.shares {
            if let Some(count) = counts.get_mut(share) {
                *count -= 1;
                if *count == 0 {
                    counts.remove(share);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS_MAX, CONSULTATION_MAX, CUSTOMER_MAX, Listener, MEMBER_MAX, Open, Streams};
    use crate::domain::ids::{ConsultationId, MemberId};
    use crate::domain::{Code, Result};

    fn read(streams: &Streams, address: &str, consultation: &ConsultationId) -> Result<Open> {
        streams.open(&Listener::Reader(address.parse().unwrap()), consultation)
    }

    #[test]
    fn an_address_has_its_share_and_gets_it_back() {
        let (streams, c) = (Streams::new(true), ConsultationId::new());
        let open: Vec<_> = (0..ADDRESS_MAX).map(|_| read(&streams, "192.0.2.1", &c).unwrap()).collect();
        assert_eq!(read(&streams, "192.0.2.1", &c).unwrap_err().code, Code::RateLimited);
        assert!(read(&streams, "192.0.2.2", &c).is_ok());
        drop(open);
        assert!(read(&streams, "192.0.2.1", &c).is_ok());
        assert_eq!(streams.count(), 0, "all were dropped");
    }

    #[test]
    fn ten_addresses_leave_streams_for_others_and_for_the_rooms_screen() {
        let (streams, c, member) = (Streams::new(true), ConsultationId::new(), MemberId::new());
        let mut open = Vec::new();
        for network in 0..10 {
            open.extend(
                (0..ADDRESS_MAX).map_while(|_| read(&streams, &format!("192.0.2.{network}"), &c).ok()),
            );
        }
        assert!(open.len() > 4 * ADDRESS_MAX, "halls get theirs: {}", open.len());
        let eleventh = (0..200).map_while(|_| read(&streams, "198.51.100.1", &c).ok()).collect::<Vec<_>>();
        assert_eq!(eleventh.len(), 100, "enough for a room");
        let screens = || streams.open(&Listener::Member(&member), &c);
        let held: Vec<_> = (0..MEMBER_MAX).map(|_| screens().unwrap()).collect();
        assert_eq!(screens().unwrap_err().code, Code::RateLimited);
        drop(held);
    }

    #[test]
    fn many_networks_are_one_customer_and_many_readers_one_consultation() {
        let (streams, c) = (Streams::new(true), ConsultationId::new());
        let customer: Vec<_> =
            (0..3_000).map_while(|n| read(&streams, &format!("2001:db8:0:{n:x}::1"), &c).ok()).collect();
        assert_eq!(customer.len(), CUSTOMER_MAX);
        let address = |n: usize| format!("10.{}.{}.1", n / 256, n % 256);
        let crowd: Vec<_> = (0..9_000).map_while(|n| read(&streams, &address(n), &c).ok()).collect();
        assert_eq!(customer.len() + crowd.len(), CONSULTATION_MAX);
        assert!(read(&streams, "192.0.2.1", &ConsultationId::new()).is_ok(), "another's readers get in");
    }
}
