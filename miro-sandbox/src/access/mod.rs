//! Access rights and rate limits.

pub(crate) mod authorization;
pub(crate) mod rate_limit;
pub(crate) mod scim_limits;

/// What an operation requires of the request's token.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Access {
    /// No token is needed.
    Open,
    /// A user's token with these scopes.
    User(&'static [&'static str]),
    /// A company admin's token with these scopes.
    CompanyAdmin(&'static [&'static str]),
    /// The SCIM API's token.
    Scim,
    /// The token that developers manage their apps with.
    AppManagement,
}

/// No token is needed.
pub(crate) const OPEN: Access = Access::Open;
/// Any user token.
pub(crate) const ANY: Access = Access::User(&[]);
/// Reads boards.
pub(crate) const READ: Access = Access::User(&["boards:read"]);
/// Changes boards.
pub(crate) const WRITE: Access = Access::User(&["boards:write"]);
