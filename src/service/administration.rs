//! Members of the installation, for whoever runs it: who they are, and taking away or giving back the way in.

use crate::domain::ids::MemberId;
use crate::domain::member::{Member, parse_email};
use crate::domain::{Code, Error, Micros, Result};
use crate::service::accounts::Accounts;
use crate::service::consultations::Page;
use crate::store::{self, Conn};

pub use crate::store::members::Account;

/// What changes of an account; what is left out stays.
#[derive(Clone, Copy, Debug, Default)]
pub struct AccountChange {
    pub admin: Option<bool>,
    pub disabled: Option<bool>,
}

impl Accounts {
    /// Members in the order in which they came.
    ///
    /// # Errors
    /// `forbidden`.
    pub async fn list_accounts(
        &self,
        by: &Member,
        cursor: Option<String>,
        limit: i64,
    ) -> Result<Page<Account>> {
        must_administer(by)?;
        let mut items =
            self.db.read(move |conn| store::members::list(conn, cursor.as_deref(), limit + 1)).await?;
        let more = items.len() as i64 > limit;
        items.truncate(usize::try_from(limit).unwrap_or(0));
        let next = items.last().filter(|_| more).map(|last| last.member.id.to_string());
        Ok(Page { items, next })
    }

    /// # Errors
    /// `forbidden`, `not_found`.
    pub async fn read_account(&self, by: &Member, id: &MemberId) -> Result<Account> {
        must_administer(by)?;
        let id = id.clone();
        let found = self.db.read(move |conn| store::members::find(conn, &id)).await?;
        found.ok_or_else(|| Error::not_found("member"))
    }

    /// Whether somebody runs the installation, and whether they can sign in. Who is disabled loses every session and
    /// key at once, and gets none of them back.
    ///
    /// # Errors
    /// `forbidden`, `not_found`; `last_administrator` where nobody would be left who can run the installation.
    pub async fn change_account(
        &self,
        by: &Member,
        id: &MemberId,
        change: AccountChange,
        now: Micros,
    ) -> Result<Account> {
        must_administer(by)?;
        let id = id.clone();
        self.changed(change, now, move |conn| store::members::find(conn, &id)).await
    }

    /// Gives somebody a new password; every session and key of theirs ends.
    ///
    /// # Errors
    /// `forbidden`, `not_found`, `password_weak`; `own_password` for one's own, which takes the old one.
    pub async fn give_password(&self, by: &Member, id: &MemberId, new: &str, now: Micros) -> Result<()> {
        let account = self.read_account(by, id).await?;
        if account.member.id == by.id {
            let detail = "Change your own password with the old one, at `members/me/password`.";
            return Err(Error::new(Code::OwnPassword, detail));
        }
        self.set_password(&account.member, None, new, now).await
    }

    /// All members, for the command line.
    pub async fn all_accounts(&self) -> Result<Vec<Account>> {
        Ok(self.db.read(|conn| store::members::list(conn, None, i64::MAX)).await?)
    }

    /// The same as [`Accounts::change_account`], for the command line.
    ///
    /// # Errors
    /// `not_found`, `last_administrator`.
    pub async fn change_account_of(
        &self,
        email: &str,
        change: AccountChange,
        now: Micros,
    ) -> Result<Account> {
        let email = parse_email(email)?;
        let find = move |conn: &mut Conn| {
            Ok(store::members::find_by_email(conn, &email)?.map(|(account, _)| account))
        };
        self.changed(change, now, find).await
    }

    /// The same as [`Accounts::give_password`], for the command line.
    ///
    /// # Errors
    /// `not_found`, `password_weak`.
    pub async fn give_password_to(&self, email: &str, new: &str, now: Micros) -> Result<Member> {
        let email = parse_email(email)?;
        let found = self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?;
        let member = found.ok_or_else(|| Error::not_found("member"))?.0.member;
        self.set_password(&member, None, new, now).await?;
        Ok(member)
    }

    async fn changed(
        &self,
        change: AccountChange,
        now: Micros,
        find: impl FnOnce(&mut Conn) -> store::Result<Option<Account>> + Send + 'static,
    ) -> Result<Account> {
        let changed = self.db.write(move |conn| {
            store::members::lock(conn)?;
            let before = find(conn)?.ok_or_else(|| Error::not_found("member"))?;
            let mut after = before.clone();
            after.member.admin = change.admin.unwrap_or(before.member.admin);
            after.disabled_at = match change.disabled {
                Some(true) => before.disabled_at.or(Some(now)),
                Some(false) => None,
                None => before.disabled_at,
            };
            if runs(&before) && !runs(&after) && store::members::count_admins(conn)? == 1 {
                return Err(last_administrator().into());
            }
            let id = &after.member.id;
            store::members::update(conn, id, after.member.admin, after.disabled_at)?;
            if after.disabled_at.is_some() {
                store::sessions::delete_of(conn, id, None)?;
                store::keys::remove_of(conn, id, now)?;
            }
            Ok(after)
        });
        let changed = changed.await?;
        self.tell();
        Ok(changed)
    }
}

/// Whether this is somebody who can run the installation.
fn runs(account: &Account) -> bool {
    account.member.admin && account.disabled_at.is_none()
}

fn last_administrator() -> Error {
    let detail = "This is the last administrator who can sign in: make somebody else administrator first.";
    Error::new(Code::LastAdministrator, detail)
}

fn must_administer(by: &Member) -> Result<()> {
    if by.admin {
        return Ok(());
    }
    Err(Error::new(Code::Forbidden, "Only an administrator of the installation may do this."))
}
