//! `/assets/{name}` and `/admin`: sends what the build made, in the form that the browser takes.
//! Knows nothing of what is in the files.

use actix_web::http::header::{
    AcceptEncoding, CacheControl, CacheDirective, ContentEncoding, ETag, Encoding, EntityTag, Header as _,
    IfNoneMatch, VARY,
};
use actix_web::{HttpRequest, HttpResponse, web};

use crate::assets::{APPLICATION, Asset, lookup};

/// Browsers ask for a name with a hash once a year at most.
const YEAR_IN_SECONDS: u32 = 365 * 24 * 60 * 60;

pub fn configure(config: &mut web::ServiceConfig) {
    config
        .service(
            web::resource("/assets/{name}").route(web::get().to(get_asset)).route(web::head().to(get_asset)),
        )
        .service(
            web::resource(["/admin", "/admin/{tail:.*}"])
                .route(web::get().to(get_application))
                .route(web::head().to(get_application)),
        );
}

async fn get_asset(request: HttpRequest, name: web::Path<String>) -> HttpResponse {
    lookup(&name).map_or_else(|| HttpResponse::NotFound().finish(), |asset| send(&request, asset))
}

/// One page for every address under `/admin`: the application itself finds its way.
async fn get_application(request: HttpRequest) -> HttpResponse {
    lookup(APPLICATION).map_or_else(|| HttpResponse::NotFound().finish(), |asset| send(&request, asset))
}

fn send(request: &HttpRequest, asset: Asset) -> HttpResponse {
    let Asset { bytes, brotli, gzip, etag, mime, immutable } = asset;
    let (bytes, encoding) = match (preferred(request), brotli, gzip) {
        (Some(ContentEncoding::Brotli), Some(brotli), _) => (brotli, ContentEncoding::Brotli),
        (Some(ContentEncoding::Brotli | ContentEncoding::Gzip), _, Some(gzip)) => {
            (gzip, ContentEncoding::Gzip)
        }
        _ => (bytes, ContentEncoding::Identity),
    };
    // Each form is a representation of its own, and a strong tag belongs to one of them.
    let tag = EntityTag::new_strong(match encoding {
        ContentEncoding::Identity => etag,
        encoding => format!("{etag}-{}", encoding.as_str()),
    });
    let fresh = match IfNoneMatch::parse(request) {
        Ok(IfNoneMatch::Any) => true,
        Ok(IfNoneMatch::Items(known)) => known.iter().any(|known| known.weak_eq(&tag)),
        Err(_) => false,
    };

    let mut response = if fresh { HttpResponse::NotModified() } else { HttpResponse::Ok() };
    response
        .insert_header(ETag(tag))
        .insert_header((VARY, "Accept-Encoding"))
        .insert_header(lifetime(immutable));
    if fresh {
        return response.finish();
    }
    // Named even if plain: a compressing middleware then leaves the answer alone.
    response.insert_header(encoding).content_type(mime).body(bytes)
}

fn lifetime(immutable: bool) -> CacheControl {
    CacheControl(if immutable {
        vec![
            CacheDirective::Public,
            CacheDirective::MaxAge(YEAR_IN_SECONDS),
            CacheDirective::Extension("immutable".into(), None),
        ]
    } else {
        vec![CacheDirective::NoCache]
    })
}

/// The best of the two that the build makes; actix ranks Brotli before gzip among equals.
fn preferred(request: &HttpRequest) -> Option<ContentEncoding> {
    let supported = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
    match AcceptEncoding::parse(request).ok()?.negotiate(supported.iter())? {
        Encoding::Known(encoding) => Some(encoding),
        Encoding::Unknown(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use actix_web::App;
    use actix_web::body::to_bytes;
    use actix_web::dev::{Service, ServiceResponse};
    use actix_web::http::StatusCode;
    use actix_web::test::{TestRequest, init_service};

    use super::*;
    use crate::assets::entry;

    async fn ask(request: TestRequest) -> ServiceResponse {
        let app = init_service(App::new().configure(configure)).await;
        app.call(request.to_request()).await.expect("the handlers give no errors")
    }

    fn header<'a>(response: &'a ServiceResponse, name: &str) -> &'a str {
        response.headers().get(name).map_or("", |value| value.to_str().expect("ASCII"))
    }

    #[actix_web::test]
    async fn an_asset_comes_compressed_and_may_be_kept() {
        // A debug build without npm has no entries.
        let Some(entry) = entry("participant") else { return };
        let uri = format!("/assets/{}", entry.css[0]);
        let plain = ask(TestRequest::get().uri(&uri)).await;
        assert_eq!(header(&plain, "content-encoding"), "identity");
        for (accepted, sent) in
            [("gzip, deflate, br, zstd", "br"), ("br;q=0.1, gzip", "gzip"), ("deflate", "identity")]
        {
            let response =
                ask(TestRequest::get().uri(&uri).insert_header(("accept-encoding", accepted))).await;
            assert_eq!(response.status(), StatusCode::OK);
            assert_eq!(header(&response, "content-encoding"), sent);
            assert_eq!(header(&response, "content-type"), "text/css; charset=utf-8");
            assert_eq!(header(&response, "cache-control"), "public, max-age=31536000, immutable");
            assert_eq!(header(&response, "vary"), "Accept-Encoding");
            let same_form = header(&response, "etag") == header(&plain, "etag");
            assert_eq!(same_form, sent == "identity");
            let body = to_bytes(response.into_body()).await.expect("a body in memory");
            assert!(!body.is_empty());
        }
    }

    #[actix_web::test]
    async fn the_application_answers_under_every_address_and_says_when_nothing_changed() {
        let first = ask(TestRequest::get().uri("/admin")).await;
        assert_eq!(header(&first, "cache-control"), "no-cache");
        let again = TestRequest::get()
            .uri("/admin/consultations/x/ideas?state=pending")
            .insert_header(("if-none-match", format!("\"other\", {}", header(&first, "etag"))));
        let again = ask(again).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
        assert!(to_bytes(again.into_body()).await.expect("a body in memory").is_empty());
    }

    #[actix_web::test]
    async fn what_is_not_there_or_not_asked_for_properly_is_refused() {
        let uri = "/assets/..%2fCargo.toml";
        assert_eq!(ask(TestRequest::get().uri(uri)).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(ask(TestRequest::get().uri("/assets/x.js")).await.status(), StatusCode::NOT_FOUND);
        assert_eq!(ask(TestRequest::post().uri("/admin")).await.status(), StatusCode::METHOD_NOT_ALLOWED);
    }
}
