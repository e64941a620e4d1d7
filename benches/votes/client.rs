//! A client that costs little: requests as bytes made beforehand, answers read by their length.

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A request as it goes over the line.
#[derive(Clone)]
pub struct Request(Vec<u8>);

impl Request {
    pub fn new(method: &str, host: &str, path: &str, token: &str, body: &str) -> Self {
        let bearer =
            if token.is_empty() { String::new() } else { format!("Authorization: Bearer {token}\r\n") };
        let length = body.len();
        Self(
            format!(
                "{method} {path} HTTP/1.1\r\nHost: {host}\r\n{bearer}Content-Type: application/json\r\n\
                 Content-Length: {length}\r\n\r\n{body}"
            )
            .into_bytes(),
        )
    }

    pub fn post(host: &str, path: &str, token: &str, body: &str) -> Self {
        Self::new("POST", host, path, token, body)
    }
}

/// One connection that is kept open.
pub struct Client {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Client {
    pub async fn connect(address: &str) -> Self {
        let stream = TcpStream::connect(address).await.expect("the server listens");
        stream.set_nodelay(true).expect("a TCP stream");
        Self { stream, buffer: Vec::with_capacity(16_384) }
    }

    /// Sends and waits for the answer, which must be a success; returns its body.
    pub async fn send(&mut self, request: &Request) -> &[u8] {
        self.stream.write_all(&request.0).await.expect("the server reads");
        self.buffer.clear();
        let (head, length) = loop {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert!(read > 0, "the server closed the connection");
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                let head = String::from_utf8_lossy(&self.buffer[..end]).to_ascii_lowercase();
                assert!(head.starts_with("http/1.1 2"), "{}", String::from_utf8_lossy(&self.buffer));
                let length = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
                break (end + 4, length.and_then(|n| n.trim().parse().ok()).unwrap_or(0));
            }
        };
        while self.buffer.len() < head + length {
            let read = self.stream.read_buf(&mut self.buffer).await.expect("the server answers");
            assert!(read > 0, "the server closed the connection");
        }
        &self.buffer[head..head + length]
    }

    pub async fn json(&mut self, request: &Request) -> serde_json::Value {
        serde_json::from_slice(self.send(request).await).expect("an answer in JSON")
    }
}
