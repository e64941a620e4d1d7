//! The order of what every request passes, and the table of rooms behind it.

use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::web::{self, Data};
use actix_web::{App, Error};
use metrics_exporter_prometheus::PrometheusHandle;

use crate::http::{Context, body, visiting};
use crate::server::metrics_access::MetricsToken;
use crate::server::timing::TimeLimit;
use crate::server::{errors, headers, health, metrics, timing};
use crate::{api, pages};

pub fn build(
    context: Data<Context>,
    recorder: PrometheusHandle,
    token: MetricsToken,
    limit: Duration,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    // The last one is the first that a request passes.
    App::new()
        .app_data(context)
        .app_data(Data::new(recorder))
        .app_data(Data::new(token))
        .app_data(Data::new(TimeLimit(limit)))
        .configure(body::extractor_config)
        .service(web::resource("/healthz").route(web::get().to(health::get_healthz)))
        .service(web::resource("/readyz").route(web::get().to(health::get_readyz)))
        .service(web::resource("/metrics").route(web::get().to(metrics::get_metrics)))
        .configure(api::configure)
        .configure(pages::configure)
        .wrap(from_fn(visiting::read))
        .wrap(from_fn(timing::limit))
        .wrap(from_fn(errors::show))
        .wrap(Compress::default())
        .wrap(from_fn(headers::add))
        .wrap(from_fn(metrics::count))
}
