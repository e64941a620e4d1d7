//! Sockets and signals: connections whose other end vanished are given up, and a failure to listen is
//! explained in one line.

use std::any::Any;
use std::time::Duration;

use actix_web::dev::Extensions;
use actix_web::rt::net::TcpStream;
use socket2::{SockRef, TcpKeepalive};

use crate::http::site::ReachedAt;

/// An idle connection is asked after this long whether anybody is there …
const ASK: Duration = Duration::from_secs(30);
const ASK_AGAIN: Duration = Duration::from_secs(10);
/// … and one that takes no data for this long is closed: two heartbeats of a live stream.
const GIVE_UP: Duration = Duration::from_secs(30);

/// Keeps where the connection reached us, and sets how soon the system notices that a client has gone without a word.
pub fn watch(connection: &dyn Any, extensions: &mut Extensions) {
    let Some(stream) = connection.downcast_ref::<TcpStream>() else { return };
    if let Ok(at) = stream.local_addr() {
        extensions.insert(ReachedAt(at));
    }
    let socket = SockRef::from(stream);
    let keepalive = TcpKeepalive::new().with_time(ASK).with_interval(ASK_AGAIN);
    // Where a system lacks one of these, the connection is kept longer, and nothing else.
    let _ = socket.set_tcp_keepalive(&keepalive);
    #[cfg(target_os = "linux")]
    let _ = socket.set_tcp_user_timeout(Some(GIVE_UP));
}

/// Why an address can't be listened on, and what to do.
pub fn explain(address: &str, error: &std::io::Error) -> String {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::AddrInUse => {
            format!("{address} is in use by another program: stop it, or choose a port with --listen")
        }
        ErrorKind::PermissionDenied => {
            format!("{address} may not be listened on: choose a port from 1024 on with --listen")
        }
        ErrorKind::AddrNotAvailable => format!("{address} is no address of this machine: check --listen"),
        _ => format!("cannot listen on {address}: {error}; write --listen ADDRESS:PORT"),
    }
}

/// Waits for SIGTERM or SIGINT.
pub async fn told_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminate.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    // Without signals the service can only be killed, which loses nothing that was acknowledged.
    let _ = tokio::signal::ctrl_c().await;
}
