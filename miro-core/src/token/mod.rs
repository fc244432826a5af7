//! Tokens: what they are, where they come from, and how they stay valid.

mod access_token;
mod provider;
mod session;
mod sessions;
mod state;
mod user;

pub use access_token::{AccessToken, RefreshToken};
pub use provider::{StaticToken, TokenProvider};
pub use session::Session;
pub use sessions::Sessions;
pub use state::{InvalidState, State};
pub use user::UserKey;
