//! Live changes as server-sent events: what changed is told by number, and whoever listens fetches again.

use std::time::{Duration, Instant};

use actix_web::http::header;
use actix_web::web::{Bytes, Data};
use actix_web::{HttpRequest, HttpResponse, get};
use futures_util::stream;
use serde::Serialize;
use tokio::sync::watch;
use utoipa::ToSchema;

use super::paging::InConsultation;
use crate::http::caller::ViewerCaller;
use crate::http::streams::{Listener as Whose, Open};
use crate::http::{Context, Result};
use crate::live::News;

/// Shows both ends that the other is there; the usual proxy gives up after a minute of silence.
const HEARTBEAT: Duration = Duration::from_secs(15);
/// A hall votes many times a second; nobody needs to fetch again more often than this.
const PAUSE: Duration = Duration::from_millis(250);
/// How often a member is looked up again: what ends in this process is heard at once, this is for what ends elsewhere.
const MEMBER_AGAIN: Duration = Duration::from_secs(5);
/// A participant who is erased sees no more of results that are shown after one's own round.
const PARTICIPANT_AGAIN: Duration = Duration::from_secs(30);
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
    /// Sessions, keys, roles and accounts that end.
    ended: watch::Receiver<()>,
    open: Open,
    /// When the listener was last seen to be allowed.
    seen: Instant,
    /// When the other end last heard anything.
    told: Instant,
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
        loop {
            let (asked, heard) = (self.until_asked(), HEARTBEAT.saturating_sub(self.told.elapsed()));
            let told = tokio::select! {
                () = self.open.stopped() => return None,
                changed = self.news.changed() => {
                    changed.ok()?;
                    tokio::time::sleep(PAUSE).await;
                    self.still_allowed().await?;
                    event(*self.news.borrow_and_update())
                }
                () = ended(&mut self.ended), if self.caller.viewer.member.is_some() => {
                    self.ask_again().await?;
                    continue;
                }
                () = tokio::time::sleep(asked) => {
                    self.ask_again().await?;
                    continue;
                }
                () = tokio::time::sleep(heard) => ":\n\n".to_owned(),
            };
            self.told = Instant::now();
            return Some(Bytes::from(told));
        }
    }

    /// How long the listener is believed to be who they were.
    fn until_asked(&self) -> Duration {
        let again = match &self.caller.viewer {
            viewer if viewer.member.is_some() => MEMBER_AGAIN,
            viewer if viewer.participant.is_some() => PARTICIPANT_AGAIN,
            // Nobody in particular: what they may see hangs on the settings alone.
            _ => Duration::from_hours(24),
        };
        again.saturating_sub(self.seen.elapsed())
    }

    /// Asks again who may see results when the consultation was changed, and of people after a while.
    async fn still_allowed(&mut self) -> Option<()> {
        let moved = self.caller.room.consultation().version != self.version;
        if moved || self.until_asked().is_zero() {
            self.ask_again().await?;
        }
        Some(())
    }

    async fn ask_again(&mut self) -> Option<()> {
        self.version = self.caller.room.consultation().version;
        if !self.caller.renew(&self.context).await.ok()? {
            return None;
        }
        self.context.service.must_see_results(&self.caller.viewer, &self.caller.room).await.ok()?;
        self.seen = Instant::now();
        Some(())
    }
}

/// Waits until something ends; for ever where nothing can any more.
async fn ended(ended: &mut watch::Receiver<()>) {
    if ended.changed().await.is_err() {
        std::future::pending::<()>().await;
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
/// `too_many_streams`; `rate_limited` beyond 1,000 streams of one address, 100 while many are open, or 100 of one member.
/// The stream ends when the session, key, role or account ends that it was opened with.
#[utoipa::path(tag = "Results", params(InConsultation),
    responses((status = 200, description = "A stream of changes", body = ChangeOut, content_type = "text/event-stream")))]
#[get("/consultations/{c}/changes")]
pub async fn follow_changes(
    caller: ViewerCaller,
    context: Data<Context>,
    request: HttpRequest,
) -> Result<HttpResponse> {
    context.service.must_see_results(&caller.viewer, &caller.room).await?;
    let whose = match &caller.viewer.member {
        Some(member) => Whose::Member(&member.id),
        None => Whose::Reader(context.site.client(&request)),
    };
    let open = context.streams.open(&whose, caller.room.id())?;
    let (news, version) = (caller.room.listen(), caller.room.consultation().version);
    let (ended, seen) = (context.accounts.listen(), Instant::now());
    let listener = Listener { caller, context, news, ended, open, seen, told: seen, version, greeted: false };
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
