//! The operations of this area.

use super::{authorize, context, revoke, token};
use crate::access::rate_limit::Level;
use crate::access::{ANY, OPEN};
use crate::operation::Operation;

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("authorize", "GET", "/oauth/authorize", OPEN, Level::Free, authorize::show),
    Operation::new("decide", "POST", "/oauth/authorize", OPEN, Level::Free, authorize::decide),
    Operation::new(token::OPERATION, "POST", "/v1/oauth/token", OPEN, Level::Free, token::exchange),
    Operation::new("revoke-token", "POST", "/v1/oauth/revoke", OPEN, Level::Free, revoke::by_query),
    Operation::new("token-info", "GET", "/v1/oauth-token", ANY, Level::Free, context::get),
    Operation::new("revoke-token-v2", "POST", "/v2/oauth/revoke", OPEN, Level::Free, revoke::by_body),
];
