//! Open streams of live changes: how many there are, in all and by address, and their end when the service
//! stops.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use crate::domain::{Code, Error, Result};
use crate::http::client_address::network;

/// Each holds a connection and some kilobytes.
const ALL_MAX: usize = 10_000;
/// A hall that follows the results through one address.
const ADDRESS_MAX: usize = 1_000;

#[derive(Debug)]
pub struct Streams {
    by_network: Arc<Mutex<HashMap<IpAddr, usize>>>,
    limit_address: bool,
    stopping: watch::Sender<bool>,
}

impl Streams {
    pub fn new(limit_address: bool) -> Self {
        Self { by_network: Arc::default(), limit_address, stopping: watch::Sender::new(false) }
    }

    /// Counts one more stream until the guard is dropped.
    ///
    /// # Errors
    /// `too_many_streams` if all are taken, `rate_limited` if those of the address are.
    pub fn open(&self, address: IpAddr) -> Result<Open> {
        let network = network(address);
        let mut streams = self.by_network.lock().expect("nothing panics while it counts streams");
        if streams.values().sum::<usize>() >= ALL_MAX {
            let detail = "Too many live streams are open; ask for the ranking instead.";
            return Err(Error::new(Code::TooManyStreams, detail).retry_after(30));
        }
        let mine = streams.entry(network).or_default();
        if self.limit_address && *mine >= ADDRESS_MAX {
            let detail = "Too many live streams are open from this address.";
            return Err(Error::new(Code::RateLimited, detail).retry_after(30));
        }
        *mine += 1;
        metrics::gauge!("parvis_open_streams").increment(1.0);
        Ok(Open { network, streams: self.by_network.clone(), stopping: self.stopping.subscribe() })
    }

    /// How many are open.
    pub fn count(&self) -> usize {
        self.by_network.lock().expect("nothing panics while it counts streams").values().sum()
    }

    /// Ends all streams, so that their connections can close.
    pub fn stop(&self) {
        self.stopping.send_replace(true);
    }
}

/// An open stream.
#[derive(Debug)]
pub struct Open {
    network: IpAddr,
    streams: Arc<Mutex<HashMap<IpAddr, usize>>>,
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
        let mut streams = self.streams.lock().expect("nothing panics while it counts streams");
        if let Some(count) = streams.get_mut(&self.network) {
            *count -= 1;
            if *count == 0 {
                streams.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ADDRESS_MAX, Streams};
    use crate::domain::Code;

    #[test]
    fn an_address_has_its_share_and_gets_it_back() {
        let streams = Streams::new(true);
        let address = "192.0.2.1".parse().unwrap();
        let open: Vec<_> = (0..ADDRESS_MAX).map(|_| streams.open(address).unwrap()).collect();
        assert_eq!(streams.open(address).unwrap_err().code, Code::RateLimited);
        assert!(streams.open("192.0.2.2".parse().unwrap()).is_ok());
        drop(open);
        assert!(streams.open(address).is_ok());
    }
}
