//! Where the service stands: the address that people use, and the proxies before it.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Once;

use actix_web::HttpRequest;
use actix_web::dev::RequestHead;
use ipnet::IpNet;

use crate::domain::{Code, Error, Result};
use crate::http::client_address;

/// This machine's end of a connection: where its client reached us, by the system's own word.
#[derive(Clone, Copy, Debug)]
pub struct ReachedAt(pub SocketAddr);

#[derive(Clone, Debug, Default)]
pub struct Site {
    /// Such as `https://parvis.example.org`, without a slash at its end; none where nobody said.
    pub public_url: Option<String>,
    /// Networks whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed.
    pub trusted_proxies: Vec<IpNet>,
}

impl Site {
    /// The address of who calls. It is never stored nor logged.
    pub fn client(&self, request: &HttpRequest) -> IpAddr {
        let peer = request.peer_addr().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip());
        let lines = request.headers().get_all("x-forwarded-for");
        let lines: Vec<&str> = lines.map(|line| line.to_str().unwrap_or("?")).collect();
        if !lines.is_empty() {
            self.warn_of_unknown_proxy(peer);
        }
        client_address::client(peer, &self.trusted_proxies, &lines)
    }

    /// Whether this is a proxy that stands before the service.
    pub fn is_proxy(&self, address: IpAddr) -> bool {
        client_address::is_trusted(address, &self.trusted_proxies)
    }

    /// Behind a proxy that nobody named, everybody seems to come from one network, and is slowed as one. Told
    /// once, without the address.
    fn warn_of_unknown_proxy(&self, peer: IpAddr) {
        static TOLD: Once = Once::new();
        if is_near(peer.to_canonical())
            && !client_address::is_trusted(peer.to_canonical(), &self.trusted_proxies)
        {
            TOLD.call_once(|| {
                tracing::warn!(
                    "a proxy sends X-Forwarded-For and is not believed, so all people seem to come from one \
                     network; name it with --trusted-proxies"
                );
            });
        }
    }

    /// Whether people's browsers reach it by HTTPS: then cookies are `Secure`.
    pub fn is_secure(&self, request: &RequestHead) -> bool {
        if let Some(url) = &self.public_url {
            return url.starts_with("https://");
        }
        let from_proxy = request
            .peer_addr
            .is_some_and(|peer| client_address::is_trusted(peer.ip().to_canonical(), &self.trusted_proxies));
        let proto = request.headers().get("x-forwarded-proto").and_then(|value| value.to_str().ok());
        from_proxy && proto.and_then(|list| list.rsplit(',').next()).is_some_and(|p| p.trim() == "https")
    }

    /// The address of a path for people elsewhere (a link to send). Where the installation does not know its own it is
    /// the path alone, which holds wherever this answer was got from.
    pub fn address(&self, request: &HttpRequest, path: &str) -> String {
        self.whole_address(request, path).unwrap_or_else(|_| path.to_owned())
    }

    /// The whole address of a path, for what leaves the page (a QR code). What a caller says in `Host` is never
    /// believed: it is the public URL, or else where the connection reached this machine, if no proxy stands between.
    ///
    /// # Errors
    /// `public_url_missing`.
    pub fn whole_address(&self, request: &HttpRequest, path: &str) -> Result<String> {
        if let Some(url) = &self.public_url {
            return Ok(format!("{url}{path}"));
        }
        if let (true, Some(ReachedAt(at))) = (self.trusted_proxies.is_empty(), request.conn_data()) {
            let at = SocketAddr::new(at.ip().to_canonical(), at.port());
            return Ok(format!("http://{at}{path}"));
        }
        let detail = "The service does not know the address that people use: start it with --public-url.";
        Err(Error::new(Code::PublicUrlMissing, detail))
    }
}

/// Of this machine or a network of one's own, where proxies stand.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback() || address.is_private(),
        IpAddr::V6(address) => address.is_loopback() || address.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use super::Site;
    use crate::domain::Code;
    use actix_web::test::TestRequest;

    #[test]
    fn https_is_believed_from_the_setting_or_a_proxy() {
        let proto = |peer: &str, value: &'static str| {
            let request = TestRequest::get().peer_addr(peer.parse().unwrap());
            request.insert_header(("x-forwarded-proto", value)).to_http_request()
        };
        let site = Site { public_url: None, trusted_proxies: vec!["10.0.0.0/8".parse().unwrap()] };
        let secure = |request: &actix_web::HttpRequest| site.is_secure(request.head());
        assert!(secure(&proto("10.0.0.2:1", "https")));
        assert!(!secure(&proto("10.0.0.2:1", "https, http")), "the last proxy's word counts");
        assert!(!secure(&proto("192.0.2.1:1", "https")), "anybody can send the header");
        let named = Site { public_url: Some("https://a.fi".into()), ..Site::default() };
        let request = proto("192.0.2.1:1", "http");
        assert!(named.is_secure(request.head()));
        assert_eq!(named.address(&request, "/c/x"), "https://a.fi/c/x");
    }

    #[test]
    fn host_is_never_believed() {
        let request = TestRequest::get().insert_header(("host", "evil.example")).to_http_request();
        let site = Site::default();
        assert_eq!(site.address(&request, "/c/x"), "/c/x");
        assert_eq!(site.whole_address(&request, "/c/x").unwrap_err().code, Code::PublicUrlMissing);
    }
}
