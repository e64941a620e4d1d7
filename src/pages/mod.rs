//! HTML for people: thin handlers over the services. Knows HTTP, no SQL and no ranking.

pub mod about;
pub mod assets;
pub mod changed;
pub mod comparisons;
pub mod decisions;
pub mod errors;
pub mod evidence;
pub mod figure;
pub mod format;
pub mod frame;
pub mod front;
pub mod groups;
pub mod guidelines;
pub mod installation;
pub mod joining;
pub mod locale;
pub mod markdown;
pub mod mine;
pub mod propose;
pub mod report;
pub mod results;
pub mod said;
pub mod set_asides;
pub mod snapshot;
pub mod stands;
mod sure;
pub mod text;
pub mod timeline;
pub mod visit;
pub mod vote;
pub mod voting;
pub mod ways_in;
mod withheld;
pub mod wrong;

#[cfg(test)]
mod catalogue_tests;
#[cfg(test)]
mod render_samples;
#[cfg(test)]
mod render_tests;

use actix_web::guard;
use actix_web::web::{self, Data, post};

use crate::http::error_page::ErrorPage;

/// Every address for people, and the page that shows errors.
pub fn configure(config: &mut web::ServiceConfig) {
    let error_page: ErrorPage = errors::show;
    config
        .app_data(Data::new(error_page))
        .configure(assets::configure)
        .service(page("/mark.svg").route(read().to(installation::get_mark)))
        // The installation
        .service(page("/").route(read().to(installation::get_home)))
        .service(
            page("/join").route(read().to(installation::get_join)).route(post().to(installation::post_join)),
        )
        .service(page("/privacy").route(read().to(installation::get_privacy)))
        .service(
            page("/accessibility")
                .route(read().to(installation::get_accessibility))
                .route(post().to(installation::post_accessibility)),
        )
        // A consultation: readers
        .service(page("/c/{slug}").route(read().to(front::get_front)))
        .service(page("/c/{slug}/about").route(read().to(about::get_about)))
        .service(page("/c/{slug}/results").route(read().to(results::get_results)))
        .service(page("/c/{slug}/set-aside").route(read().to(set_asides::get_set_asides)))
        .service(page("/c/{slug}/results/idea/{id}").route(read().to(comparisons::get_idea)))
        .service(page("/c/{slug}/results/{question}").route(read().to(groups::get_groups)))
        // From ideas to guidelines
        .service(page("/c/{slug}/guidelines").route(read().to(guidelines::get_guidelines)))
        .service(page("/c/{slug}/guidelines/{number}").route(read().to(guidelines::get_guideline)))
        .service(page("/c/{slug}/decisions").route(read().to(decisions::get_decisions)))
        .service(page("/c/{slug}/evidence").route(read().to(evidence::get_evidence)))
        .service(page("/c/{slug}/evidence/{id}").route(read().to(evidence::get_source)))
        .service(page("/c/{slug}/report.{form}").route(read().to(report::get_report)))
        .service(page("/c/{slug}/snapshots/{id}").route(read().to(snapshot::get_snapshot)))
        // A consultation: participants
        .service(page("/c/{slug}/join").route(post().to(joining::post_join)))
        .service(
            page("/c/{slug}/vote").route(read().to(voting::get_vote)).route(post().to(voting::post_vote)),
        )
        .service(page("/c/{slug}/thanks").route(read().to(voting::get_thanks)))
        .service(
            page("/c/{slug}/propose")
                .route(read().to(propose::get_propose))
                .route(post().to(propose::post_propose)),
        )
        .service(page("/c/{slug}/mine").route(read().to(mine::get_mine)).route(post().to(mine::post_mine)));
}

/// What only reads answers `HEAD` too: checkers of links ask so.
fn read() -> actix_web::Route {
    web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
}

/// A resource answers other methods by 405, where a lone route would say that nothing is there.
fn page(address: &str) -> actix_web::Resource {
    web::resource(address)
}
