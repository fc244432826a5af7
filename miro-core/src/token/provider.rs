use std::fmt;

use super::AccessToken;
use crate::error::Error;
use crate::transport::BoxFuture;

/// Where the access token of a call comes from.
///
/// # Contract
///
/// - Both methods are called often and at the same time: share one refresh among the callers that wait for it.
/// - A token that was handed out must be safe to use: keep it before you hand it out.
pub trait TokenProvider: Send + Sync + fmt::Debug {
    /// A token that is valid as far as is known.
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>>;

    /// Another token after Miro refused this one with 401; none if there is no other.
    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        let _ = refused;
        Box::pin(async { Ok(None) })
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
