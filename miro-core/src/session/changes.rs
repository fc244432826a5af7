//! The operations that replace or remove a login.

use std::sync::Arc;
use std::time::Duration;

use super::limits::Step;
use super::pulse::Pulse;
use super::renewal::{ATTEMPTS, lease_conflict};
use super::right::Right;
use super::unsaved::{Replaces, UnsavedLogin};
use super::{Inner, Revoke};
use crate::error::{Error, ErrorKind, Outcome};
use crate::oauth::AuthorizationCode;
use crate::storage::Kept;
use crate::token::State;

impl Inner {
    /// Exchanges a code for a login, and stores it in place of any other.
    pub(super) async fn exchange(
        self: Arc<Self>,
        pulse: Arc<Pulse>,
        code: AuthorizationCode,
    ) -> (Result<(), Error>, Option<Right>) {
        // The lease first: it promises that the login can be stored, and a code can be used only once.
        let mut right = match Right::take(&self, &pulse).await {
            Ok(right) => right,
            Err(error) => return (Err(error.with_hint(UNUSED)), None),
        };
        let state = match self.step(Step::Request, self.common.app.exchange(&self.user, &code)).await {
            Ok(state) => state,
            Err(error) => return (Err(error), Some(right)),
        };
        // From here on the login is stored, by this task or another.
        self.common.unsaved.note(&self.user, UnsavedLogin { state, replaces: Replaces::Anything });
        let stored = right.stored().await.map(drop);
        (stored.map_err(|error| error.with_hint(USED).with_outcome(Outcome::Done)), Some(right))
    }
}

const UNUSED: &str = "the code has not been used: exchange it again when the storage works";
const USED: &str = "the code has been used, and its login is kept in memory and stored as soon as the storage works: do not \
                    exchange the code again";

impl Right {
    /// Ends the login at Miro by `revoke`, if there is one, and then removes it.
    pub(super) async fn revoke(&mut self, revoke: &Revoke) -> Result<(), Error> {
        for _ in 0..ATTEMPTS {
            let Some(stored) = self.stored().await? else {
                return Ok(());
            };
            self.end_at_miro(stored, revoke).await?;
            if self.remove().await? {
                return Ok(());
            }
        }
        Err(lease_conflict())
    }

    /// Removes the stored login without revoking it at Miro.
    pub(super) async fn forget(&mut self) -> Result<(), Error> {
        for _ in 0..ATTEMPTS {
            if self.remove().await? {
                return Ok(());
            }
        }
        Err(lease_conflict())
    }

    /// Removes the stored login. If another process has stored a newer one in the meantime, takes a new lease and
    /// returns `false`.
    async fn remove(&mut self) -> Result<bool, Error> {
        match self.set(None).await? {
            Kept::Stored => {
                self.before = None;
                self.inner.common.unsaved.clear(&self.inner.user);
                self.inner.memory().state = None;
                Ok(true)
            }
            Kept::Superseded => self.take_lease().await.map(|()| false),
        }
    }

    /// Revokes the login at Miro, which requires a valid access token.
    async fn end_at_miro(&mut self, stored: State, revoke: &Revoke) -> Result<(), Error> {
        let inner = self.inner.clone();
        let has_ended =
            |error: &Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AuthorizationRequired);
        let ended = if stored.is_valid_for(Duration::ZERO) {
            match inner.step(Step::Request, revoke(stored.access_token.clone())).await {
                // Either it has expired by Miro's clock and its refresh token is still valid, or the login has
                // ended.
                Err(error) if error.kind() == ErrorKind::NotFound && stored.refresh_token.is_some() => None,
                ended => Some(ended),
            }
        } else {
            None
        };
        let ended = match ended {
            Some(ended) => ended,
            None => match self.refresh(stored).await {
                Ok(Some(state)) => inner.step(Step::Request, revoke(state.access_token)).await,
                Ok(None) => Ok(()),
                Err(error) => Err(error),
            },
        };
        match ended {
            Err(error) if !has_ended(&error) => Err(error),
            _ => Ok(()),
        }
    }
}
