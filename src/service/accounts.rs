//! Members' accounts: signing in and out, keys for programs, and who stands behind a token.

use std::sync::Arc;

use tokio::sync::watch;

use crate::domain::ids::{KeyId, MemberId};
use crate::domain::member::{Member, Scope, parse_email};
use crate::domain::{Code, Error, Micros, Result};
use crate::service::passwords::{self, Hashing, Line};
use crate::service::secrets;
use crate::store::{self, Db};

pub use crate::store::keys::Key;

const HOUR: Micros = 3_600_000_000;
pub(super) const DAY: Micros = 24 * HOUR;
/// A session ends when nobody used it for so long.
pub const SESSION_IDLE: Micros = 12 * HOUR;
/// A session ends after so long however much it is used.
pub const SESSION_DAYS: i64 = 14;
/// Use is noted this often, so that reading does not write each time.
const NOTED: Micros = DAY / 288;
pub const KEY_DAYS_MAX: i64 = 366;
const KEYS_MAX: usize = 50;
const KEY_NAME_MAX: usize = 100;

/// Accounts of the installation. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Accounts {
    pub(super) db: Db,
    pub(super) hashing: Hashing,
    /// Moves whenever somebody may do less than before: whoever follows live changes is looked at again.
    ended: Arc<watch::Sender<()>>,
}

/// The member behind a token, and what it may be used for.
#[derive(Clone, Debug, PartialEq)]
pub struct Signed {
    pub member: Member,
    /// What the key may do; none for a session, which may do all that its member may.
    pub scopes: Option<Vec<Scope>>,
}

impl Signed {
    /// # Errors
    /// `scope_missing`.
    pub fn must_have(&self, scope: Scope) -> Result<()> {
        match &self.scopes {
            Some(scopes) if !scopes.contains(&scope) => {
                let detail = format!("The key lacks the scope `{}`.", scope.as_str());
                Err(Error::new(Code::ScopeMissing, detail))
            }
            _ => Ok(()),
        }
    }
}

/// A key to be made.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// What it is for, in its owner's words: 1 to 100 characters.
    pub name: String,
    /// At least one.
    pub scopes: Vec<Scope>,
    /// At most 366 days ahead.
    pub expires_at: Micros,
}

impl Accounts {
    pub fn new(db: Db) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        Self { db, hashing: Hashing::new(cores), ended: Arc::new(watch::Sender::new(())) }
    }

    /// Hears whenever a session, a key, a role or an account ends in this process.
    pub fn listen(&self) -> watch::Receiver<()> {
        self.ended.subscribe()
    }

    pub(super) fn tell(&self) {
        self.ended.send_replace(());
    }

    /// A new member who can sign in.
    ///
    /// # Errors
    /// `invalid_field` at `email`, `password_weak`, `email_taken`.
    pub async fn add_member(&self, email: &str, password: &str, admin: bool, now: Micros) -> Result<Member> {
        let email = parse_email(email)?;
        passwords::check(password, &email)?;
        let hash = self.hashing.hash(password).await?;
        let member = Member { id: MemberId::new(), email, admin, created_at: now };
        let stored = member.clone();
        let inserted = self.db.write(move |conn| store::members::insert(conn, &stored, &hash)).await;
        inserted.map_err(|error| match error {
            store::Error::Unique { .. } => {
                Error::field("email", Code::EmailTaken, "A member with this address is there already.")
            }
            other => other.into(),
        })?;
        Ok(member)
    }

    /// How many members there are: an installation without any says how to add one.
    pub async fn count(&self) -> Result<i64> {
        Ok(self.db.read(store::members::count).await?)
    }

    /// Opens a session; the token is told once.
    ///
    /// # Errors
    /// `wrong_credentials`, the same whether the address is unknown, disabled or known.
    pub async fn sign_in(&self, email: &str, password: &str, now: Micros) -> Result<(String, Member)> {
        self.sign_in_from(Line::Open, email, password, now).await
    }

    /// The same for somebody who waits in one of the lines.
    ///
    /// # Errors
    /// `wrong_credentials`; `busy` where the line is long.
    pub async fn sign_in_from(
        &self,
        line: Line,
        email: &str,
        password: &str,
        now: Micros,
    ) -> Result<(String, Member)> {
        let wrong = || Error::new(Code::WrongCredentials, "E-mail address or password is wrong.");
        let too_long = password.chars().count() > passwords::LENGTH_MAX;
        let found = match parse_email(email) {
            Ok(email) => self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?,
            Err(_) => None,
        };
        let (account, hash) = found.unzip();
        let password = if too_long { "" } else { password };
        if !self.hashing.verify(line, password, hash.clone()).await? {
            return Err(wrong());
        }
        let account = account.filter(|account| account.disabled_at.is_none()).ok_or_else(wrong)?;
        let (member, shown) = (account.member, hash.unwrap_or_default());
        let token = secrets::generate(secrets::SESSION, &mut rand::rng());
        let (hash, who) = (secrets::hash(&token), member.clone());
        self.db
            .write(move |conn| {
                // Checking took a while: the account is asked once more, so that nobody slips in beside its end.
                store::members::lock(conn)?;
                let still = store::members::find_by_email(conn, &who.email)?
                    .is_some_and(|(account, hash)| account.disabled_at.is_none() && hash == shown);
                if !still {
                    return Err(wrong().into());
                }
                store::sessions::delete_ended(conn, now, now - SESSION_IDLE)?;
                store::sessions::insert(conn, &hash, &who.id, now, now + SESSION_DAYS * DAY)
            })
            .await?;
        Ok((token, member))
    }

    /// Ends the session of a token, if it is one.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = secrets::hash(token);
        self.db.write(move |conn| store::sessions::delete(conn, &hash)).await?;
        self.tell();
        Ok(())
    }

    /// A new password; every key of the member ends, and every session but the one that asks.
    ///
    /// # Errors
    /// `wrong_credentials` if the old one is wrong, `password_weak`.
    pub async fn change_password(
        &self,
        member: &Member,
        session: Option<&str>,
        old: &str,
        new: &str,
        now: Micros,
    ) -> Result<()> {
        let email = member.email.clone();
        let found = self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?;
        if !self.hashing.verify(Line::Known, old, found.map(|(_, hash)| hash)).await? {
            return Err(Error::field("old_password", Code::WrongCredentials, "The old password is wrong."));
        }
        self.set_password(member, session, new, now).await
    }

    pub(super) async fn set_password(
        &self,
        member: &Member,
        session: Option<&str>,
        new: &str,
        now: Micros,
    ) -> Result<()> {
        passwords::check(new, &member.email)?;
        let (hash, id) = (self.hashing.hash(new).await?, member.id.clone());
        let kept = session.map(secrets::hash);
        self.db
            .write(move |conn| {
                store::members::lock(conn)?;
                store::members::update_password(conn, &id, &hash)?;
                store::keys::remove_of(conn, &id, now)?;
                store::sessions::delete_of(conn, &id, kept.as_ref().map(<[u8; 32]>::as_slice))
            })
            .await?;
        self.tell();
        Ok(())
    }

    /// Who stands behind a session's or a key's token.
    ///
    /// # Errors
    /// `token_invalid` if nobody does any more.
    pub async fn authenticate(&self, token: &str, now: Micros) -> Result<Signed> {
        let hash = secrets::hash(token);
        let signed = self.look(token, now).await?;
        if let Some(used_at) = signed.as_ref().and_then(|(_, used_at)| *used_at)
            && now - used_at > NOTED
        {
            self.db.write(move |conn| store::sessions::touch(conn, &hash, now)).await?;
        }
        signed
            .map(|(signed, _)| signed)
            .ok_or_else(|| Error::new(Code::TokenInvalid, "The token is not valid, or not any more."))
    }

    /// Who stands behind a token still. Asking is no use of it: an idle session ends all the same.
    ///
    /// # Errors
    /// What the store answers.
    pub async fn still(&self, token: &str, now: Micros) -> Result<Option<Signed>> {
        Ok(self.look(token, now).await?.map(|(signed, _)| signed))
    }

    /// The member behind a token, and when a session was used last.
    async fn look(&self, token: &str, now: Micros) -> Result<Option<(Signed, Option<Micros>)>> {
        let hash = secrets::hash(token);
        if token.starts_with(secrets::KEY) {
            let found = self.db.read(move |conn| store::keys::find(conn, &hash)).await?;
            let valid = found.filter(|(_, key)| now < key.expires_at);
            return Ok(valid.map(|(member, key)| (Signed { member, scopes: Some(key.scopes) }, None)));
        }
        if !token.starts_with(secrets::SESSION) {
            return Ok(None);
        }
        let found = self.db.read(move |conn| store::sessions::find(conn, &hash)).await?;
        let valid = found.filter(|s| now < s.expires_at && now - s.used_at < SESSION_IDLE);
        Ok(valid.map(|s| (Signed { member: s.member, scopes: None }, Some(s.used_at))))
    }

    /// A member's keys, newest first.
    pub async fn keys(&self, member: &MemberId) -> Result<Vec<Key>> {
        let member = member.clone();
        Ok(self.db.read(move |conn| store::keys::list(conn, &member)).await?)
    }

    /// Makes a key; its token is told once.
    ///
    /// # Errors
    /// `invalid_field` at `name`, `scopes` or `ends_at`; `state_conflict` beyond 50 keys.
    pub async fn create_key(&self, member: &MemberId, new: NewKey, now: Micros) -> Result<(String, Key)> {
        let key = checked(new, now)?;
        let token = secrets::generate(secrets::KEY, &mut rand::rng());
        let (hash, member, stored) = (secrets::hash(&token), member.clone(), key.clone());
        self.db
            .write(move |conn| {
                if store::keys::list(conn, &member)?.len() >= KEYS_MAX {
                    let detail = format!("A member has at most {KEYS_MAX} keys; remove one first.");
                    return Err(Error::new(Code::StateConflict, detail).into());
                }
                store::keys::insert(conn, &member, &stored, &hash)
            })
            .await?;
        Ok((token, key))
    }

    /// Ends a key.
    ///
    /// # Errors
    /// `not_found` if the member has no such key.
    pub async fn remove_key(&self, member: &MemberId, key: &KeyId, now: Micros) -> Result<()> {
        let (member, key) = (member.clone(), key.clone());
        let removed = self.db.write(move |conn| store::keys::remove(conn, &member, &key, now)).await?;
        self.tell();
        if removed { Ok(()) } else { Err(Error::not_found("key")) }
    }
}

fn checked(new: NewKey, now: Micros) -> Result<Key> {
    let name = crate::domain::text::parse_long("name", &new.name, KEY_NAME_MAX)?;
    if name.is_empty() {
        return Err(Error::field("name", Code::InvalidField, "The name says what the key is for."));
    }
    let mut scopes = new.scopes;
    scopes.sort_by_key(|scope| scope.as_str());
    scopes.dedup();
    if scopes.is_empty() {
        return Err(Error::field("scopes", Code::InvalidField, "A key has at least one scope: read, write."));
    }
    if new.expires_at <= now || new.expires_at > now + KEY_DAYS_MAX * DAY {
        let detail = format!("A key ends in the future, at most {KEY_DAYS_MAX} days from now.");
        return Err(Error::field("ends_at", Code::InvalidField, detail));
    }
    Ok(Key { id: KeyId::new(), name, scopes, created_at: now, expires_at: new.expires_at })
}
