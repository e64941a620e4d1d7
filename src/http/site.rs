//! Where the service stands: the address that people use, and the proxies before it.

use std::net::{IpAddr, Ipv4Addr};

use actix_web::HttpRequest;
use actix_web::dev::RequestHead;
use actix_web::http::header;
use ipnet::IpNet;

use crate::http::client_address;

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
        client_address::client(peer, &self.trusted_proxies, &lines)
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

    /// The address of a path for people elsewhere (a link to send, a QR code).
    pub fn address(&self, request: &HttpRequest, path: &str) -> String {
        if let Some(url) = &self.public_url {
            return format!("{url}{path}");
        }
        let scheme = if self.is_secure(request.head()) { "https" } else { "http" };
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        format!("{scheme}://{}{path}", host.unwrap_or("localhost"))
    }
}

#[cfg(test)]
mod tests {
    use super::Site;
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
}
