//! What every handler can reach: the services and what guards the way to them.

use crate::http::brake::Brake;
use crate::http::limits::Limits;
use crate::http::site::Site;
use crate::http::streams::Streams;
use crate::service::Service;
use crate::service::accounts::Accounts;

pub struct Context {
    pub service: Service,
    pub accounts: Accounts,
    pub limits: Limits,
    pub brake: Brake,
    pub site: Site,
    pub streams: Streams,
}
