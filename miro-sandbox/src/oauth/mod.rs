//! Miro's OAuth 2.0: authorization codes, rotating refresh tokens, revocation.

pub(crate) mod authorize;
pub(crate) mod browser;
pub(crate) mod context;
pub(crate) mod grants;
pub(crate) mod operations;
pub(crate) mod page;
pub(crate) mod revoke;
pub(crate) mod token;
