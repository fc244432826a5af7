//! Tokens, their providers, and the users that they belong to.

mod access_token;
mod provider;
#[cfg(feature = "oauth")]
mod state;
mod user;

use subtle::ConstantTimeEq;

pub use access_token::{AccessToken, RefreshToken};
pub use provider::{StaticToken, TokenProvider};
#[cfg(feature = "oauth")]
pub use state::{InvalidState, State};
pub use user::UserKey;

/// Compares two secrets in a time that does not depend on where they differ.
pub(crate) fn equal_in_constant_time(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}
