//! `parvis healthcheck` and `parvis openapi`: what scripts and containers ask.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use clap::Args;

use crate::cli::Failure;

/// Ask a running service whether it is ready; for containers
#[derive(Debug, Args)]
pub struct HealthcheckArgs {
    /// Address and port of the service
    #[arg(long, env = "PARVIS_LISTEN", value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: String,
}

const TIME: Duration = Duration::from_secs(5);

pub fn healthcheck(args: &HealthcheckArgs) -> Result<(), Failure> {
    // What listens on every address is asked on this machine's own.
    let listen = args.listen.replace("0.0.0.0:", "127.0.0.1:").replace("[::]:", "[::1]:");
    let status = ask(&listen).map_err(|e| Failure::new(format!("{listen} does not answer: {e}")))?;
    if status == 200 {
        println!("ready");
        return Ok(());
    }
    Err(Failure::new(format!("{listen} is not ready (status {status})")))
}

fn ask(listen: &str) -> std::io::Result<u16> {
    let other = |what: &str| std::io::Error::other(what.to_owned());
    let address = listen.to_socket_addrs()?.next().ok_or_else(|| other("no such address"))?;
    let mut stream = TcpStream::connect_timeout(&address, TIME)?;
    stream.set_read_timeout(Some(TIME))?;
    stream.set_write_timeout(Some(TIME))?;
    write!(stream, "GET /readyz HTTP/1.1\r\nHost: {listen}\r\nConnection: close\r\n\r\n")?;
    let mut head = [0; 12];
    stream.read_exact(&mut head)?;
    let status = std::str::from_utf8(&head).ok().and_then(|head| head.strip_prefix("HTTP/1.1 "));
    status.and_then(|code| code.parse().ok()).ok_or_else(|| other("not an HTTP answer"))
}

pub fn openapi() {
    print!("{}", crate::api::openapi_json());
}
