//! Passwords: which are good enough, and how they are kept (argon2id, with the parameters that OWASP's
//! password storage page names). Each hashing takes 19 MiB, so few run at once, on the blocking pool.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::domain::{Code, Error, Result};
use crate::service::guessing;

pub const LENGTH_MIN: usize = 12;
/// More than anybody types; a longer one would only cost time.
pub const LENGTH_MAX: usize = 256;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How long a sign-in waits for its turn before it is told to come back.
const WAIT: Duration = Duration::from_secs(5);

/// Whether a member may have this password.
///
/// # Errors
/// `password_weak` at `password`.
pub fn check(password: &str, email: &str) -> Result<()> {
    let weak = |detail: String| Err(Error::field("password", Code::PasswordWeak, detail));
    let length = password.chars().count();
    if length < LENGTH_MIN {
        return weak(format!("The password has {length} characters; it takes at least {LENGTH_MIN}."));
    }
    if length > LENGTH_MAX {
        return weak(format!("The password has {length} characters; it takes at most {LENGTH_MAX}."));
    }
    if guessing::is_guessed_soon(password, email) {
        let detail = "The password is one that is guessed soon: a common word, a name, a year or a row of keys, \
                      whatever is put after it. Choose another, three or four words that have nothing to do with \
                      one another for instance.";
        return weak(detail.to_owned());
    }
    Ok(())
}

/// Where somebody waits whose password is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// For everybody.
    Open,
    /// For those who have signed in before from where they are: no crowd of guessers stands before them.
    Known,
}

/// Hashes and checks, a few at a time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Hashing {
    open: Arc<Semaphore>,
    known: Arc<Semaphore>,
}

impl Hashing {
    pub fn new(at_once: usize) -> Self {
        Self { open: Arc::new(Semaphore::new(at_once.max(1))), known: Arc::new(Semaphore::new(1)) }
    }

    /// The form that is stored.
    ///
    /// # Errors
    /// `busy` if too many wait.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(Line::Known, move || hash_now(&password)).await?
    }

    /// Whether this is the password. Without a hash to compare with (nobody has that address) it takes as
    /// long and says no.
    ///
    /// # Errors
    /// `busy` if too many wait.
    pub async fn verify(&self, line: Line, password: &str, hash: Option<String>) -> Result<bool> {
        let password = password.to_owned();
        self.run(line, move || {
            let known = hash.is_some();
            let hash = hash.unwrap_or_else(|| NOBODY.clone());
            let parsed = PasswordHash::new(&hash);
            let fits = parsed.is_ok_and(|parsed| {
                argon2().is_ok_and(|argon2| argon2.verify_password(&bytes(&password), &parsed).is_ok())
            });
            known && fits
        })
        .await
    }

    async fn run<R: Send + 'static>(
        &self,
        line: Line,
        work: impl FnOnce() -> R + Send + 'static,
    ) -> Result<R> {
        let busy = || Error::new(Code::Busy, "Too many sign-ins at once; try again.").retry_after(2);
        let waiting = match line {
            Line::Open => &self.open,
            Line::Known => &self.known,
        };
        let turn = waiting.clone().acquire_owned();
        let turn = tokio::time::timeout(WAIT, turn).await.map_err(|_| busy())?.map_err(|_| busy())?;
        let done = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.map_err(|_| busy())
    }
}

/// A password that nobody has, hashed as all are.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash_now("nobody has this one").unwrap_or_default());

fn hash_now(password: &str) -> Result<String> {
    let hash = argon2()?.hash_password(&bytes(password)).map_err(|_| fault())?;
    Ok(hash.to_string())
}

fn argon2() -> Result<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(|_| fault())?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn fault() -> Error {
    Error::new(Code::Internal, "The password could not be hashed.")
}

/// The same letters, however the keyboard composes them.
fn bytes(password: &str) -> Vec<u8> {
    password.nfc().collect::<String>().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::{Hashing, Line, check};
    use std::time::Instant;

    #[test]
    fn a_password_is_neither_short_nor_endless_nor_guessed_soon() {
        for weak in ["short", "elevenchars", "Password1234", "secretary@example.fi", &"x1y2z3".repeat(50)] {
            assert!(check(weak, "secretary@example.fi").is_err(), "{weak}");
        }
        assert!(check("tuoli-lamppu-meri", "secretary@example.fi").is_ok());
    }

    #[tokio::test]
    async fn a_password_is_known_again_in_either_unicode_form() {
        let hashing = Hashing::new(2);
        let hash = hashing.hash("tuoli lämppu").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hashing.verify(Line::Open, "tuoli la\u{308}mppu", Some(hash.clone())).await.unwrap());
        assert!(!hashing.verify(Line::Open, "tuoli lamppu", Some(hash)).await.unwrap());
        assert!(!hashing.verify(Line::Open, "nobody has this one", None).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_address_takes_as_long() {
        let hashing = Hashing::new(1);
        let hash = hashing.hash("tuoli lamppu").await.unwrap();
        let _warm = hashing.verify(Line::Open, "wrong", None).await;
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for _ in 0..7 {
            for (times, hash) in [(&mut known, Some(hash.clone())), (&mut unknown, None)] {
                let began = Instant::now();
                assert!(!hashing.verify(Line::Open, "wrong", hash).await.unwrap());
                times.push(began.elapsed());
            }
        }
        known.sort();
        unknown.sort();
        let ratio = known[0].as_secs_f64() / unknown[0].as_secs_f64();
        assert!((0.5..2.0).contains(&ratio), "{known:?} {unknown:?}");
    }
}
