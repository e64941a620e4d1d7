//! What people write about accessibility, kept for whoever runs the installation.

use crate::domain::ids::FeedbackId;
use crate::domain::member::parse_email;
use crate::domain::text::parse_long;
use crate::domain::{Code, Error, Result};
use crate::service::consultations::Page;
use crate::service::viewer::SignedIn;
use crate::service::{Service, now};
use crate::store;

pub use crate::store::feedback::Feedback;

const TEXT_MAX: usize = 5_000;
const PAGE_MAX: usize = 500;

impl Service {
    /// Keeps a message; an address for the answer is optional.
    ///
    /// # Errors
    /// `invalid_field` at `text`, `page` or `reply_to`.
    pub async fn leave_feedback(&self, page: &str, text: &str, reply_to: Option<&str>) -> Result<FeedbackId> {
        let text = parse_long("text", text, TEXT_MAX)?;
        if text.is_empty() {
            return Err(Error::field("text", Code::InvalidField, "Write what did not work."));
        }
        let reply_to = match reply_to.map(str::trim).filter(|address| !address.is_empty()) {
            Some(address) => Some(
                parse_email(address).map_err(|e| Error::field("reply_to", Code::InvalidField, e.detail))?,
            ),
            None => None,
        };
        let page = parse_long("page", page, PAGE_MAX)?;
        let new = Feedback { id: FeedbackId::new(), page, text, reply_to, created_at: now() };
        let id = new.id.clone();
        self.live.change(move |change| store::feedback::insert(change.conn(), &new)).await?;
        Ok(id)
    }

    /// Messages, newest first, for admins.
    ///
    /// # Errors
    /// `forbidden`.
    pub async fn list_feedback(
        &self,
        by: &SignedIn,
        cursor: Option<String>,
        limit: i64,
    ) -> Result<Page<Feedback>> {
        if !by.admin {
            return Err(Error::new(
                Code::Forbidden,
                "Only an administrator of the installation reads feedback.",
            ));
        }
        let mut items =
            self.db.read(move |conn| store::feedback::list(conn, cursor.as_deref(), limit + 1)).await?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(0));
        let next = items.last().filter(|_| more).map(|last| last.id.to_string());
        Ok(Page { items, next })
    }
}
