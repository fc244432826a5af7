use std::fmt;
use std::time::Duration;

use super::AccessToken;
use crate::error::Error;
use crate::transport::BoxFuture;

/// Where the access token of a call comes from.
///
/// # Contract
///
/// - Both methods are called often and at the same time: share one refresh among the callers that wait for it.
/// - A token that was handed out must be safe to use: keep it before you hand it out.
/// - A call that gives up drops these futures at any point: what must not be lost belongs on a task.
pub trait TokenProvider: Send + Sync + fmt::Debug {
    /// A token that is valid as far as is known.
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>>;

    /// A token for a call that waits this long at most. A provider that refreshes a token ahead of its expiry should return the valid
    /// one before that. By default it is [`access_token`](Self::access_token).
    fn access_token_within(&self, limit: Duration) -> BoxFuture<'_, Result<AccessToken, Error>> {
        let _ = limit;
        self.access_token()
    }

    /// Another token after Miro refused this one with 401; none if there is no other.
    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        let _ = refused;
        Box::pin(async { Ok(None) })
    }

    /// What callers of the other methods wait for at this moment, for the error of a call that has waited for too long, such
    /// as "the lease of this login". Never with a secret.
    fn awaits(&self) -> Option<String> {
        None
    }

    /// Notes that Miro refused with 401 a token that [`replace`](Self::replace) had just returned.
    ///
    /// The operation refuses good tokens then. A provider that refreshes can remember it, so that the next call of that
    /// operation does not cause the next refresh.
    fn refused_again(&self, replacement: &AccessToken) {
        let _ = replacement;
    }
}

/// One token that never changes: of a non-expiring app, of the developer portal, of SCIM.
#[derive(Clone, Debug)]
pub struct StaticToken(AccessToken);

impl StaticToken {
    /// Always this token.
    pub fn new(token: impl Into<AccessToken>) -> Self {
        Self(token.into())
    }
}

impl TokenProvider for StaticToken {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async { Ok(self.0.clone()) })
    }
}
