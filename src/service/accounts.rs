//! Members' accounts: signing in and out, keys for programs, and who stands behind a token.

use crate::domain::ids::{KeyId, MemberId};
use crate::domain::member::{Member, Scope, parse_email};
use crate::domain::{Code, Error, Micros, Result};
use crate::service::passwords::{self, Hashing};
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
        Self { db, hashing: Hashing::new(cores) }
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
    /// `wrong_credentials`, the same whether the address is known or not.
    pub async fn sign_in(&self, email: &str, password: &str, now: Micros) -> Result<(String, Member)> {
        let wrong = || Error::new(Code::WrongCredentials, "E-mail address or password is wrong.");
        let too_long = password.chars().count() > passwords::LENGTH_MAX;
        let found = match parse_email(email) {
            Ok(email) => self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?,
            Err(_) => None,
        };
        let (member, hash) = found.unzip();
        let password = if too_long { "" } else { password };
        if !self.hashing.verify(password, hash).await? {
            return Err(wrong());
        }
        let member = member.ok_or_else(wrong)?;
        let token = secrets::generate(secrets::SESSION, &mut rand::rng());
        let (hash, id) = (secrets::hash(&token), member.id.clone());
        self.db
            .write(move |conn| {
                store::sessions::delete_ended(conn, now, now - SESSION_IDLE)?;
                store::sessions::insert(conn, &hash, &id, now, now + SESSION_DAYS * DAY)
            })
            .await?;
        Ok((token, member))
    }

    /// Ends the session of a token, if it is one.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let hash = secrets::hash(token);
        self.db.write(move |conn| store::sessions::delete(conn, &hash)).await?;
        Ok(())
    }

    /// A new password; every session of the member ends.
    ///
    /// # Errors
    /// `wrong_credentials` if the old one is wrong, `password_weak`.
    pub async fn change_password(&self, member: &Member, old: &str, new: &str) -> Result<()> {
        let email = member.email.clone();
        let found = self.db.read(move |conn| store::members::find_by_email(conn, &email)).await?;
        if !self.hashing.verify(old, found.map(|(_, hash)| hash)).await? {
            return Err(Error::field("old_password", Code::WrongCredentials, "The old password is wrong."));
        }
        self.set_password(member, new).await
    }

    async fn set_password(&self, member: &Member, new: &str) -> Result<()> {
        passwords::check(new, &member.email)?;
        let (hash, id) = (self.hashing.hash(new).await?, member.id.clone());
        self.db
            .write(move |conn| {
                store::members::update_password(conn, &id, &hash)?;
                store::sessions::delete_of(conn, &id)
            })
            .await?;
        Ok(())
    }

    /// Who stands behind a session's or a key's token.
    ///
    /// # Errors
    /// `token_invalid` if nobody does any more.
    pub async fn authenticate(&self, token: &str, now: Micros) -> Result<Signed> {
        let hash = secrets::hash(token);
        let signed = if token.starts_with(secrets::KEY) {
            self.by_key(hash, now).await?
        } else if token.starts_with(secrets::SESSION) {
            self.by_session(hash, now).await?
        } else {
            None
        };
        signed.ok_or_else(|| Error::new(Code::TokenInvalid, "The token is not valid, or not any more."))
    }

    async fn by_key(&self, hash: [u8; 32], now: Micros) -> Result<Option<Signed>> {
        let found = self.db.read(move |conn| store::keys::find(conn, &hash)).await?;
        let valid = found.filter(|(_, key)| now < key.expires_at);
        Ok(valid.map(|(member, key)| Signed { member, scopes: Some(key.scopes) }))
    }

    async fn by_session(&self, hash: [u8; 32], now: Micros) -> Result<Option<Signed>> {
        let found = self.db.read(move |conn| store::sessions::find(conn, &hash)).await?;
        let Some(session) = found.filter(|s| now < s.expires_at && now - s.used_at < SESSION_IDLE) else {
            return Ok(None);
        };
        if now - session.used_at > NOTED {
            self.db.write(move |conn| store::sessions::touch(conn, &hash, now)).await?;
        }
        Ok(Some(Signed { member: session.member, scopes: None }))
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
