//! Figures for operators at `/metrics`, in Prometheus's text form: requests by route and status, their times,
//! and whatever other rooms count. No address, no token and no id of anybody is a label.

use std::sync::OnceLock;
use std::time::Instant;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceRequest, ServiceResponse};
use actix_web::http::header;
use actix_web::middleware::Next;
use actix_web::web::Data;
use actix_web::{Error, HttpRequest, HttpResponse};
use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};

use crate::http::{self, Context};
use crate::server::metrics_access::{self, MetricsToken};

const REQUESTS: &str = "http_requests_total";
const SECONDS: &str = "http_request_seconds";
/// From an answer out of memory to the limit of a request.
const BUCKETS: [f64; 11] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];

/// The process's one recorder; several servers in one process (tests) share it.
pub fn recorder() -> PrometheusHandle {
    static HANDLE: OnceLock<PrometheusHandle> = OnceLock::new();
    HANDLE
        .get_or_init(|| {
            let builder = PrometheusBuilder::new();
            let recorder = builder.set_buckets(&BUCKETS).unwrap_or_default().build_recorder();
            let handle = recorder.handle();
            if metrics::set_global_recorder(recorder).is_err() {
                tracing::warn!("another recorder of metrics is in place; /metrics stays empty");
            }
            describe();
            handle
        })
        .clone()
}

fn describe() {
    metrics::describe_counter!(REQUESTS, "Requests answered, by method, route and status");
    metrics::describe_histogram!(SECONDS, metrics::Unit::Seconds, "Time until an answer began, by route");
    metrics::describe_gauge!("parvis_open_streams", "Open streams of live changes");
    metrics::gauge!("parvis_open_streams").set(0.0);
}

pub async fn count<B: MessageBody>(
    request: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<B>, Error> {
    let (began, method) = (Instant::now(), request.method().as_str().to_owned());
    let answer = next.call(request).await;
    let (route, status) = match &answer {
        Ok(response) => (response.request().match_pattern(), response.status()),
        Err(error) => (None, error.as_response_error().status_code()),
    };
    // Addresses that lead nowhere share one label: nobody can make the table grow.
    let route = route.unwrap_or_else(|| "none".to_owned());
    metrics::histogram!(SECONDS, "route" => route.clone()).record(began.elapsed().as_secs_f64());
    let status = status.as_str().to_owned();
    metrics::counter!(REQUESTS, "method" => method, "route" => route, "status" => status).increment(1);
    answer
}

pub async fn get_metrics(
    handle: Data<PrometheusHandle>,
    token: Data<MetricsToken>,
    context: Data<Context>,
    request: HttpRequest,
) -> http::Result<HttpResponse> {
    metrics_access::check(&request, &token, &context.site)?;
    let figures = handle.render();
    Ok(HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .body(figures))
}
