//! The running service: its settings, the order of what every request passes, health and metrics, and a stop
//! that loses nothing. It knows no resource and no page by name.

mod app;
mod errors;
mod headers;
mod health;
mod metrics;
mod metrics_access;
mod settings;
mod sockets;
mod timing;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use actix_web::HttpServer;
use actix_web::dev::ServerHandle;
use actix_web::web::Data;
use tokio::task::JoinHandle;

use crate::http::Context;

pub use settings::{Settings, Switch};

/// How long a stop waits for requests that are under way; twice the time that one may take.
const STOP: Duration = Duration::from_mins(1);
/// Reading a request's head takes a moment; a connection that says nothing for longer is closed.
const HEAD: Duration = Duration::from_secs(10);
/// Longer than the usual proxy keeps an idle connection, so that it is never closed under a request.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
const BACKLOG: u32 = 4_096;
/// How often buckets and samples that nobody needs are let go.
const UPKEEP: Duration = Duration::from_secs(5);

/// A service that listens.
pub struct Running {
    addresses: Vec<SocketAddr>,
    context: Arc<Context>,
    handle: ServerHandle,
    serving: JoinHandle<std::io::Result<()>>,
    upkeep: JoinHandle<()>,
}

/// Listens and serves until it is stopped. Takes a Tokio runtime around it.
///
/// # Errors
/// One line that says what does not work: the address is in use, or not one of this machine.
pub fn start(settings: &Settings, context: Context) -> Result<Running, String> {
    let context = Arc::new(context);
    let data = Data::from(context.clone());
    let metrics = metrics::recorder();
    let limit = Duration::from_secs(settings.request_timeout);
    let token = metrics_access::MetricsToken(settings.metrics_token.clone());
    let server = HttpServer::new(move || app::build(data.clone(), metrics.clone(), token.clone(), limit))
        .disable_signals()
        .on_connect(sockets::watch)
        .client_request_timeout(HEAD)
        .keep_alive(KEEP_ALIVE)
        .backlog(BACKLOG)
        .shutdown_timeout(STOP.as_secs());
    let server = match settings.workers {
        Some(workers) => server.workers(workers.max(1)),
        None => server,
    };
    let server =
        server.bind(&*settings.listen).map_err(|error| sockets::explain(&settings.listen, &error))?;
    let addresses = server.addrs();
    let server = server.run();
    let handle = server.handle();
    let upkeep = tokio::spawn(keep_up(context.clone()));
    Ok(Running { addresses, context, handle, serving: tokio::spawn(server), upkeep })
}

async fn keep_up(context: Arc<Context>) {
    let metrics = metrics::recorder();
    loop {
        tokio::time::sleep(UPKEEP).await;
        metrics.run_upkeep();
        context.limits.forget();
        context.brake.forget();
    }
}

impl Running {
    /// Where it listens: with port 0 the system chose one.
    pub fn addresses(&self) -> &[SocketAddr] {
        &self.addresses
    }

    /// How many streams of live changes are open.
    pub fn open_streams(&self) -> usize {
        self.context.streams.count()
    }

    /// No new connections; streams end, requests under way are answered, and then connections close. The log's
    /// writer must live until then: whoever started it ends it afterwards.
    pub async fn stop(self) {
        self.context.streams.stop();
        self.handle.stop(true).await;
        // An error would be one of accepting connections, which is over.
        let _ = self.serving.await;
        self.upkeep.abort();
    }
}

/// Serves until the system or a person says stop (SIGTERM, SIGINT).
pub async fn until_told(running: Running) {
    sockets::told_to_stop().await;
    tracing::info!("stopping: requests under way are answered first");
    running.stop().await;
}
