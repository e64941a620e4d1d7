//! What members say of a guideline, in threads that get resolved.

use crate::domain::access::{Comment as MayComment, Read};
use crate::domain::guideline::Guideline;
use crate::domain::ids::CommentId;
use crate::domain::text::parse_long;
use crate::domain::{Error, Result};
use crate::live::Room;
use crate::service::process::invalid;
use crate::service::{Permit, Service, now};
use crate::store;

pub use crate::store::comments::Comment;

const COMMENT_MAX: usize = 5_000;

impl Service {
    /// What members say of a guideline, oldest first.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn comments(&self, _by: &Permit<Read>, room: &Room, guideline: &str) -> Result<Vec<Comment>> {
        self.document::<Guideline>(room, guideline).await?;
        let (consultation, id) = (room.id().clone(), guideline.to_owned());
        Ok(self.db.read(move |conn| store::comments::list(conn, &consultation, &id)).await?)
    }

    /// Says something of a guideline, or answers in a thread; an answer opens a resolved thread again.
    ///
    /// # Errors
    /// `not_found`; `invalid_field` at `text` or `thread`.
    pub async fn comment(
        &self,
        by: &Permit<MayComment>,
        room: &Room,
        guideline: &str,
        thread: Option<CommentId>,
        text: &str,
    ) -> Result<Vec<Comment>> {
        let text = parse_long("text", text, COMMENT_MAX)?;
        if text.is_empty() {
            return Err(invalid("text", "Write what you have to say."));
        }
        self.document::<Guideline>(room, guideline).await?;
        let (consultation, document) = (room.id().clone(), guideline.to_owned());
        let new = Comment {
            id: CommentId::new(),
            thread,
            by: by.member.clone(),
            email: String::new(),
            text,
            made_at: now(),
            resolved_at: None,
        };
        let list = self.live.change(move |work| {
            let there = store::comments::list(work.conn(), &consultation, &document)?;
            if let Some(thread) = &new.thread {
                if !there.iter().any(|one| one.id == *thread && one.thread.is_none()) {
                    return Err(invalid("thread", "There is no such thread.").into());
                }
                store::comments::set_resolved(work.conn(), &consultation, thread, None)?;
            }
            store::comments::insert(work.conn(), &consultation, &document, &new)?;
            store::comments::list(work.conn(), &consultation, &document)
        });
        list.await
    }

    /// Resolves a thread, or opens it again.
    ///
    /// # Errors
    /// `not_found`.
    pub async fn resolve(
        &self,
        _by: &Permit<MayComment>,
        room: &Room,
        guideline: &str,
        thread: &CommentId,
        resolved: bool,
    ) -> Result<Vec<Comment>> {
        let (consultation, document, thread) = (room.id().clone(), guideline.to_owned(), thread.clone());
        let list = self.live.change(move |work| {
            let there = store::comments::list(work.conn(), &consultation, &document)?;
            if !there.iter().any(|one| one.id == thread && one.thread.is_none()) {
                return Err(Error::not_found("thread").into());
            }
            store::comments::set_resolved(work.conn(), &consultation, &thread, resolved.then(now))?;
            store::comments::list(work.conn(), &consultation, &document)
        });
        list.await
    }
}
