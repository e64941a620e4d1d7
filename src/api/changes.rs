//! Live changes as server-sent events: what changed is told by number, and whoever listens fetches again.

use std::time::Duration;

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use super::paging::InConsultation;
use crate::http::caller::ViewerCaller;
use crate::http::streams::Open;
use crate::http::{Context, Result};
use crate::live::News;

/// Shows both ends that the other is there; the usual proxy gives up after a minute of silence.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A hall votes many times a second; nobody needs to fetch again more often than this.
const PAUSE: Duration = Duration::from_millis(250);
/// What a browser waits before it connects again, in milliseconds.
const RETRY: &str = "retry: 3000\n\n";

/// What changed.
#[derive(Serialize, ToSchema)]
#[schema(as = Change)]
pub struct ChangeOut {
    /// The number that the log has come to.
    seq: i64,
    /// Participants with at least one answer.
    participants: i64,
}

/// One listener.
struct Listener {
    caller: ViewerCaller,
    context: Data<Context>,
    news: watch::Receiver<News>,
    open: Open,
    /// The settings under which the listener was last seen to be allowed.
    version: i64,
    greeted: bool,
}

impl Listener {
    /// The next piece for the listener; none ends the stream.
    async fn next(&mut self) -> Option<Bytes> {
        if !self.greeted {
            self.greeted = true;
            let news = *self.news.borrow_and_update();
            return Some(Bytes::from(format!("{RETRY}{}", event(news))));
        }
        tokio::select! {
            () = self.open.stopped() => None,
            changed = self.news.changed() => {
                changed.ok()?;
                tokio::time::sleep(PAUSE).await;
                self.still_allowed().await?;
                Some(Bytes::from(event(*self.news.borrow_and_update())))
            }
            () = tokio::time::sleep(HEARTBEAT) => Some(Bytes::from_static(b":\n\n")),
        }
    }

    /// Asks again who may see results when the consultation was changed.
    async fn still_allowed(&mut self) -> Option<()> {
        let version = self.caller.room.consultation().version;
        if version != self.version {
            self.context.service.must_see_results(&self.caller.viewer, &self.caller.room).await.ok()?;
            self.version = version;
        }
        Some(())
    }
}

fn event(news: News) -> String {
    let change = ChangeOut { seq: news.seq, participants: news.participants };
    format!("id: {}\ndata: {}\n\n", news.seq, serde_json::to_string(&change).unwrap_or_default())
}

/// Follows changes
///
/// Server-sent events: `{"seq", "participants"}` at once, then whenever the log has grown, at most four times a
/// second; a comment every 15 seconds shows that the stream is alive. Errors: `results_withheld`;
/// `too_many_streams`; `rate_limited` beyond 1,000 streams of one address.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "A stream of changes", body = ChangeOut, content_type = "text/event-stream")))]
#[get("/consultations/{c}/changes")]
pub async fn follow_changes(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    context.service.must_see_results(&caller.viewer, &caller.room).await?;
    let open = context.streams.open(context.site.client(&request))?;
    let (news, version) = (caller.room.listen(), caller.room.consultation().version);
    let listener = Listener { caller, context, news, open, version, greeted: false };
    let pieces = stream::unfold(listener, async |mut listener| {
        let piece = listener.next().await?;
        Some((Ok::<_, actix_web::Error>(piece), listener))
    });
    Ok(HttpResponse::Ok()
        .content_type("text/event-stream")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        // Compression and buffering proxies would keep events back.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .insert_header(("x-accel-buffering", "no"))
        .streaming(pieces))
}
