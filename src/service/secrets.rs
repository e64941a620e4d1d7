//! Secrets that somebody keeps and we only recognise: sessions and API keys. A prefix says which it is, so
//! that one that got out is known for what it is; only its hash is stored.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::CryptoRng;
use sha2::{Digest, Sha256};

pub const SESSION: &str = "pvt_";
pub const KEY: &str = "pvs_";
/// In the link by which somebody becomes a member.
pub const INVITATION: &str = "pvi_";

/// A new token: the prefix and 256 random bits.
pub fn generate(prefix: &str, random: &mut impl CryptoRng) -> String {
    let mut bytes = [0; 32];
    random.fill_bytes(&mut bytes);
    format!("{prefix}{}", URL_SAFE_NO_PAD.encode(bytes))
}

/// What stands for it in the database. It is random and long: a fast hash is enough.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::{KEY, generate, hash};

    #[test]
    fn tokens_are_long_and_never_twice_the_same() {
        let (one, other) = (generate(KEY, &mut rand::rng()), generate(KEY, &mut rand::rng()));
        assert_eq!(one.len(), KEY.len() + 43);
        assert_ne!(one, other);
        assert_ne!(hash(&one), hash(&other));
    }
}
