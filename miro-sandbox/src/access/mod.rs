//! Who may do what, and how often.

pub(crate) mod authorization;
pub(crate) mod rate_limit;
pub(crate) mod scim_limits;

/// What an operation asks of the token that comes with a request.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Access {
    /// No token is needed.
    Open,
    /// A user's token with these scopes.
    User(&'static [&'static str]),
    /// A company admin's token with these scopes.
    CompanyAdmin(&'static [&'static str]),
    /// The token of the SCIM API.
    Scim,
    /// The token with which developers manage their apps.
    AppManagement,
}

/// No token is needed.
pub(crate) const OPEN: Access = Access::Open;
/// Every token of a user will do.
pub(crate) const ANY: Access = Access::User(&[]);
/// Reading boards.
pub(crate) const READ: Access = Access::User(&["boards:read"]);
/// Changing boards.
pub(crate) const WRITE: Access = Access::User(&["boards:write"]);
