use std::fmt;
use std::time::Duration;

use super::AccessToken;
use crate::error::Error;
use crate::transport::BoxFuture;

/// Provides the access token of a call.
///
/// # Contract
///
/// - The methods are called often and concurrently: share one refresh among the callers that wait for it.
/// - A returned token must be safe to use: store it before you return it.
/// - A call that gives up drops these futures at any point: run work that must not be lost on a task.
pub trait TokenProvider: Send + Sync + fmt::Debug {
    /// Returns a token that is valid as far as is known.
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>>;

    /// Returns a token for a call that waits at most this long. A provider that refreshes a token before it
    /// expires should return the valid one within this time. The default is [`access_token`](Self::access_token).
    fn access_token_within(&self, limit: Duration) -> BoxFuture<'_, Result<AccessToken, Error>> {
        let _ = limit;
        self.access_token()
    }

    /// Returns another token after Miro refused this one with 401; `None` if there is no other.
    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        let _ = refused;
        Box::pin(async { Ok(None) })
    }

    /// Describes what callers of the other methods currently wait for, such as "the lease of this login", for the
    /// error of a call that has waited for too long. Never contains a secret.
    fn awaits(&self) -> Option<String> {
        None
    }

    /// Records that Miro refused with 401 a token that [`replace`](Self::replace) had just returned.
    ///
    /// This means that the operation refuses valid tokens. A provider that refreshes can remember it, so that the
    /// next call of that operation does not cause another refresh.
    fn refused_again(&self, replacement: &AccessToken) {
        let _ = replacement;
    }
}

/// One token that never changes: of a non-expiring app, of the developer portal, or of SCIM.
#[derive(Clone, Debug)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// Creates a provider that always returns this token.
    pub fn new(token: impl Into<AccessToken>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}
