//! Browsers from which somebody has signed in before. Their cookie says so by its signature; nothing of it is stored.
//! It opens nothing: who shows it still needs the password, but is not made to wait for what others guess.

use actix_web::HttpRequest;
use actix_web::cookie::Cookie;
use sha2::{Digest, Sha256};

use crate::http::{Context, cookies};
use crate::service::tokens::Signer;

const PURPOSE: &str = "device";
const DAYS: i64 = 180;

/// The cookie of a browser in which somebody has just signed in.
pub fn remember(context: &Context, request: &HttpRequest, email: &str) -> Cookie<'static> {
    let secure = context.site.is_secure(request.head());
    let token = known(context, request, email).unwrap_or_else(rand::random);
    cookies::set(cookies::device_name(secure), sign(&context.service.signer, email, token), DAYS, secure)
}

/// The device that calls, if it is known to the account.
pub fn known(context: &Context, request: &HttpRequest, email: &str) -> Option<[u8; 16]> {
    let secure = context.site.is_secure(request.head());
    read(&context.service.signer, email, &cookies::value(request, cookies::device_name(secure))?)
}

fn sign(signer: &Signer, email: &str, device: [u8; 16]) -> String {
    signer.sign(PURPOSE, &[device.as_slice(), &of(email)].concat())
}

fn read(signer: &Signer, email: &str, token: &str) -> Option<[u8; 16]> {
    let fields = signer.verify(PURPOSE, token)?;
    let (device, account) = fields.split_first_chunk::<16>()?;
    (account == of(email)).then_some(*device)
}

fn of(email: &str) -> [u8; 32] {
    Sha256::digest(email.trim().to_lowercase().as_bytes()).into()
}

#[cfg(test)]
mod tests {
    use super::{read, sign};
    use crate::service::tokens::Signer;

    #[test]
    fn a_device_is_known_to_its_own_account_only() {
        let signer = Signer::of_tests(1);
        let token = sign(&signer, "owner@a.fi", [7; 16]);
        assert_eq!(read(&signer, " Owner@A.fi", &token), Some([7; 16]));
        assert_eq!(read(&signer, "other@a.fi", &token), None);
        assert_eq!(read(&Signer::of_tests(2), "owner@a.fi", &token), None);
        assert_eq!(read(&signer, "owner@a.fi", "x"), None);
    }
}
