//! Whose address a call comes from. `X-Forwarded-For` is believed only from configured proxies and is read
//! from the right: what stands further left was written by whoever sent it.

use std::net::{IpAddr, Ipv6Addr, SocketAddr};

use ipnet::IpNet;

/// The address of the client: the first from the right that is no trusted proxy. An entry that is no address
/// ends the reading, and the peer stands.
pub fn client(peer: IpAddr, trusted: &[IpNet], forwarded: &[&str]) -> IpAddr {
    let peer = peer.to_canonical();
    if !is_trusted(peer, trusted) {
        return peer;
    }
    let mut nearest = peer;
    for entry in forwarded.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Some(address) = parse(entry) else { return peer };
        nearest = address;
        if !is_trusted(address, trusted) {
            break;
        }
    }
    nearest
}

pub fn is_trusted(address: IpAddr, trusted: &[IpNet]) -> bool {
    trusted.iter().any(|net| net.contains(&address))
}

/// `198.51.100.1`, `198.51.100.1:443`, `2001:db8::1`, `[2001:db8::1]` or `[2001:db8::1]:443`.
fn parse(entry: &str) -> Option<IpAddr> {
    let entry = entry.trim();
    let bare = entry.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(entry);
    let address = bare.parse::<IpAddr>().ok();
    address.or_else(|| Some(entry.parse::<SocketAddr>().ok()?.ip())).map(|address| address.to_canonical())
}

/// What is counted as one client: an IPv4 address, or the /64 that an IPv6 customer has to themselves.
pub fn network(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V4(address) => IpAddr::V4(address),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{client, network};
    use std::net::IpAddr;

    #[derive(serde::Deserialize)]
    struct Vector {
        peer: IpAddr,
        trusted: Vec<String>,
        x_forwarded_for: Option<String>,
        expected_client: IpAddr,
    }

    #[test]
    fn forwarded_headers_are_read_from_the_right_and_only_from_proxies() {
        let vectors: Vec<Vector> =
            serde_json::from_str(include_str!("../../tests/data/fieldcases/F68_forwarded_for.json")).unwrap();
        assert_eq!(vectors.len(), 9);
        for Vector { peer, trusted, x_forwarded_for, expected_client } in vectors {
            let trusted: Vec<_> = trusted.iter().map(|net| net.parse().unwrap()).collect();
            let lines: Vec<&str> = x_forwarded_for.as_deref().into_iter().collect();
            assert_eq!(client(peer, &trusted, &lines), expected_client, "{lines:?}");
        }
    }

    #[test]
    fn several_header_lines_read_as_one() {
        let trusted = ["10.0.0.0/8".parse().unwrap()];
        let client = |lines: &[&str]| client("10.0.0.2".parse().unwrap(), &trusted, lines).to_string();
        assert_eq!(client(&["6.6.6.6", "198.51.100.1, 10.0.0.3"]), "198.51.100.1");
        assert_eq!(client(&["10.1.1.1, 10.0.0.3"]), "10.1.1.1", "all are proxies: the furthest");
        assert_eq!(client(&["198.51.100.1:4711"]), "198.51.100.1");
        assert_eq!(client(&[""]), "10.0.0.2");
    }

    #[test]
    fn an_ipv6_customer_is_one_client() {
        let network = |text: &str| network(text.parse().unwrap());
        assert_eq!(network("2001:db8:1:2:3:4:5:6"), network("2001:db8:1:2:ffff::1"));
        assert_ne!(network("2001:db8:1:2::1"), network("2001:db8:1:3::1"));
        assert_eq!(network("::ffff:192.0.2.1"), network("192.0.2.1"));
    }
}
