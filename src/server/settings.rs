//! The settings of `parvis serve` that are about HTTP, each by flag or by variable.

use ipnet::IpNet;

use crate::http::site::Site;

const TOKEN_MIN: usize = 16;

#[derive(Clone, Debug, clap::Args)]
pub struct Settings {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(
        long,
        env = "PARVIS_LISTEN",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:8080",
        overrides_with = "listen"
    )]
    pub listen: String,

    /// The address that people use, such as <https://parvis.example.org>; with https cookies are marked
    /// Secure. Links and QR codes name it; without it they name the address of this machine that was called
    #[arg(long, env = "PARVIS_PUBLIC_URL", value_name = "URL", value_parser = public_url)]
    pub public_url: Option<String>,

    /// Addresses or networks of proxies whose X-Forwarded-For and X-Forwarded-Proto are believed
    #[arg(long, env = "PARVIS_TRUSTED_PROXIES", value_name = "NETWORK,…", value_delimiter = ',', value_parser = network)]
    pub trusted_proxies: Vec<IpNet>,

    /// Whether callers are slowed who call too often; off is for tests and closed networks
    #[arg(long, env = "PARVIS_RATE_LIMIT", value_enum, default_value_t = Switch::On)]
    pub rate_limit: Switch,

    /// Token that whoever reads /metrics shows as `Authorization: Bearer`; without one, figures are told on this machine
    /// only, and never through a proxy
    #[arg(long, env = "PARVIS_METRICS_TOKEN", value_name = "TOKEN", hide_env_values = true, value_parser = token)]
    pub metrics_token: Option<String>,

    /// Seconds that an answer may take before the caller is told to try again
    #[arg(long, env = "PARVIS_REQUEST_TIMEOUT", value_name = "SECONDS", default_value_t = 30, hide = true)]
    pub request_timeout: u64,

    /// Threads that serve requests; one for each core unless set
    #[arg(long, env = "PARVIS_WORKERS", value_name = "NUMBER", hide = true)]
    pub workers: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum Switch {
    On,
    Off,
}

impl Settings {
    pub fn site(&self) -> Site {
        Site { public_url: self.public_url.clone(), trusted_proxies: self.trusted_proxies.clone() }
    }
}

/// An origin: scheme and host, perhaps a port, and nothing after it.
fn public_url(text: &str) -> Result<String, String> {
    let url = text.trim_end_matches('/');
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => Ok(url.to_owned()),
        _ => Err("write it as https://HOST, without a path".to_owned()),
    }
}

/// Long enough that nobody guesses it.
fn token(text: &str) -> Result<String, String> {
    if text.len() >= TOKEN_MIN && text.chars().all(|c| c.is_ascii_graphic()) {
        return Ok(text.to_owned());
    }
    Err(format!("write at least {TOKEN_MIN} letters, digits or signs, without spaces"))
}

/// `10.0.0.0/8`, or one address.
fn network(text: &str) -> Result<IpNet, String> {
    let text = text.trim();
    let one = text.parse::<std::net::IpAddr>().ok().map(IpNet::from);
    one.or_else(|| text.parse().ok())
        .ok_or_else(|| "write an address or a network such as 10.0.0.0/8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::{network, public_url, token};

    #[test]
    fn addresses_are_read_as_people_write_them() {
        assert_eq!(public_url("https://a.fi/").unwrap(), "https://a.fi");
        for bad in ["a.fi", "https://", "https://a.fi/x", "ftp://a.fi", "https://a@b.fi"] {
            assert!(public_url(bad).is_err(), "{bad}");
        }
        assert_eq!(network(" 10.1.2.3").unwrap().to_string(), "10.1.2.3/32");
        assert_eq!(network("fd00::/8").unwrap().to_string(), "fd00::/8");
        assert!(network("proxy").is_err());
        assert!(token("0123456789abcdef").is_ok());
        assert!(token("short").is_err() && token("0123456789 abcdef").is_err());
    }
}
