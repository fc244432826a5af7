//! Tokens: what they are, where they come from, and how they stay valid.

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

/// Compares two secrets without telling by its duration where they differ.
pub(crate) fn equal_in_constant_time(left: &str, right: &str) -> bool {
    left.as_bytes().ct_eq(right.as_bytes()).into()
}
