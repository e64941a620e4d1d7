//! Passwords: which are good enough, and how they are kept (argon2id, with the parameters that OWASP's
//! password storage page names). Each hashing takes 19 MiB, so few run at once, on the blocking pool.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::Semaphore;
use unicode_normalization::UnicodeNormalization;

use crate::domain::{Code, Error, Result};

pub const LENGTH_MIN: usize = 12;
/// More than anybody types; a longer one would only cost time.
pub const LENGTH_MAX: usize = 256;

const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;
/// How long a sign-in waits for its turn before it is told to come back.
const WAIT: Duration = Duration::from_secs(5);

/// Passwords of the allowed length that guessers try first, without what only repeats or counts: that is
/// seen by itself. Small letters.
const COMMON: &[&str] = &[
    "password1234",
    "password12345",
    "password123456",
    "passwordpassword",
    "changemechangeme",
    "administrator",
    "administrator1",
    "letmeinletmein",
    "welcomewelcome",
    "iloveyouiloveyou",
    "correcthorsebatterystaple",
    "qwertyuiop12",
    "qwertyuiop123",
    "qwertyuiopasdf",
    "qwertyuiopasdfghjkl",
    "1qaz2wsx3edc",
    "1q2w3e4r5t6y",
    "zaq12wsxcde3",
    "salasana1234",
    "salasana12345",
    "salasanasalasana",
    "lösenord1234",
    "lösenord12345",
    "losenord1234",
    "lösenordlösenord",
    "sommar202020",
    "parvisparvis",
];

/// Counts to three, so that rules of the kind `abcabcabcabc` are seen.
const DISTINCT_MIN: usize = 5;

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
    let small = password.to_lowercase();
    let distinct: std::collections::BTreeSet<char> = small.chars().collect();
    let name = email.split('@').next().unwrap_or(email);
    let of_email = small == email || (name.len() >= 4 && small.replace(name, "").chars().count() < 6);
    if distinct.len() < DISTINCT_MIN || is_run(&small) || COMMON.contains(&&*small) {
        return weak("The password is one of those that are guessed first; choose another.".to_owned());
    }
    if of_email {
        return weak("The password is made of the e-mail address; choose another.".to_owned());
    }
    Ok(())
}

/// Characters that only count up or down, such as `123456789012`.
fn is_run(text: &str) -> bool {
    let steps: Vec<i64> = text.chars().map(|c| i64::from(c as u32)).collect();
    let counts = steps.windows(2).filter(|pair| (pair[1] - pair[0]).abs() == 1).count();
    counts + 3 >= steps.len()
}

/// Hashes and checks, a few at a time. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Hashing(Arc<Semaphore>);

impl Hashing {
    pub fn new(at_once: usize) -> Self {
        Self(Arc::new(Semaphore::new(at_once.max(1))))
    }

    /// The form that is stored.
    ///
    /// # Errors
    /// `busy` if too many wait.
    pub async fn hash(&self, password: &str) -> Result<String> {
        let password = password.to_owned();
        self.run(move || hash_now(&password)).await?
    }

    /// Whether this is the password. Without a hash to compare with (nobody has that address) it takes as
    /// long and says no.
    ///
    /// # Errors
    /// `busy` if too many wait.
    pub async fn verify(&self, password: &str, hash: Option<String>) -> Result<bool> {
        let password = password.to_owned();
        self.run(move || {
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

    async fn run<R: Send + 'static>(&self, work: impl FnOnce() -> R + Send + 'static) -> Result<R> {
        let busy = || Error::new(Code::Busy, "Too many sign-ins at once; try again.").retry_after(2);
        let turn = self.0.clone().acquire_owned();
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
    use super::{Hashing, check};
    use std::time::Instant;

    #[test]
    fn what_is_guessed_first_is_refused() {
        for weak in [
            "short",
            "elevenchars",
            "123456789012",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "Password1234",
            "secretary@example.fi",
            "secretary123",
            &"x1y2z3".repeat(50),
        ] {
            assert!(check(weak, "secretary@example.fi").is_err(), "{weak}");
        }
        for good in ["tuoli-lamppu-meri", "åäö ÅÄÖ 12 x y", "Kolme sanaa riittää"] {
            assert!(check(good, "secretary@example.fi").is_ok(), "{good}");
        }
    }

    #[tokio::test]
    async fn a_password_is_known_again_in_either_unicode_form() {
        let hashing = Hashing::new(2);
        let hash = hashing.hash("tuoli lämppu").await.unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert!(hashing.verify("tuoli la\u{308}mppu", Some(hash.clone())).await.unwrap());
        assert!(!hashing.verify("tuoli lamppu", Some(hash)).await.unwrap());
        assert!(!hashing.verify("nobody has this one", None).await.unwrap());
    }

    #[tokio::test]
    async fn an_unknown_address_takes_as_long() {
        let hashing = Hashing::new(1);
        let hash = hashing.hash("tuoli lamppu").await.unwrap();
        let _warm = hashing.verify("wrong", None).await;
        let (mut known, mut unknown) = (Vec::new(), Vec::new());
        for _ in 0..7 {
            for (times, hash) in [(&mut known, Some(hash.clone())), (&mut unknown, None)] {
                let began = Instant::now();
                assert!(!hashing.verify("wrong", hash).await.unwrap());
                times.push(began.elapsed());
            }
        }
        known.sort();
        unknown.sort();
        let ratio = known[0].as_secs_f64() / unknown[0].as_secs_f64();
        assert!((0.5..2.0).contains(&ratio), "{known:?} {unknown:?}");
    }
}
