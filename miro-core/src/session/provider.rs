//! The session as a token provider: the token of a call, and how long the call waits for it.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;

use super::limits::runtime;
use super::{Inner, Session};
use crate::error::{Error, ErrorKind};
use crate::token::{AccessToken, State, TokenProvider};
use crate::transport::BoxFuture;

/// How long a call with a token that is still valid waits for a refresh, at most half of its own timeout.
const EARLY_REFRESH_WAIT: Duration = Duration::from_secs(5);

impl TokenProvider for Session {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        self.access_token_within(Duration::MAX)
    }

    fn access_token_within(&self, limit: Duration) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async move {
            let state = self.0.current().await?;
            if state.refresh_token.is_none() || state.is_valid_for(self.0.common.margin.of(&state)) {
                return Ok(state.access_token);
            }
            if !state.is_valid_for(Duration::ZERO) {
                return Ok(self.0.renewed(Some(state.access_token)).await?.access_token);
            }
            self.0.refreshed_early(state, EARLY_REFRESH_WAIT.min(limit / 2)).await
        })
    }

    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        Box::pin(async move {
            self.0.note_refusal(refused, false);
            if self.0.unsaved().is_none() && self.0.common.refused_tokens.contains(&self.0.user, refused) {
                // Unless another login was stored in the meantime.
                let state = self.0.reread().await?;
                return Ok(Some(state.access_token).filter(|token| token != refused));
            }
            let state = self.0.renewed(Some(refused.clone())).await?;
            if state.access_token == *refused {
                // Miro returned the same token, so the next refresh would not help either.
                self.0.note_refusal(refused, true);
            }
            Ok(Some(state.access_token))
        })
    }

    fn awaits(&self) -> Option<String> {
        self.0.memory().awaits.first().map(|step| step.awaited().to_owned())
    }

    fn refused_again(&self, replacement: &AccessToken) {
        let is_own = self.0.memory().fetched.as_ref() == Some(replacement);
        self.0.note_refusal(replacement, is_own);
    }
}

impl Inner {
    /// Records that Miro refused this token, if it is the newest.
    fn note_refusal(&self, refused: &AccessToken, is_own: bool) {
        let state = self.memory().state.clone();
        if let Some(state) = state.filter(|state| state.access_token == *refused) {
            self.common.refused_tokens.note(&self.user, &state, is_own);
        }
    }

    /// Returns the next token, or the current one, which expires soon, if a new one is not available in time.
    async fn refreshed_early(self: &Arc<Self>, state: State, limit: Duration) -> Result<AccessToken, Error> {
        if self.common.failures.is_recent(&self.user) {
            return Ok(state.access_token);
        }
        runtime()?;
        let renewed = self.renewed(Some(state.access_token.clone()));
        let Ok(renewed) = timeout(limit, renewed).await else {
            self.common.failures.note(&self.user, true);
            return Ok(state.access_token);
        };
        match renewed {
            Ok(state) => Ok(state.access_token),
            // The pair was replaced, but could not be stored: the previous token is no longer valid.
            Err(error) if self.unsaved().is_some() => Err(error),
            // The user has logged out elsewhere.
            Err(error)
                if error.kind() == ErrorKind::AuthorizationRequired && self.memory().state.is_none() =>
            {
                Err(error)
            }
            // The token is still valid. If Miro has replaced it, the call gets a 401.
            Err(_) => Ok(state.access_token),
        }
    }
}
