//! A login that is replaced: by a refresh, by a new one, by none.
//!
//! Whoever replaces it holds the turn, which is this process's, and the storage's lease, which is everybody's, and reads
//! the storage again before anything else: another process may have been first.

use std::sync::Arc;
use std::time::Duration;

use futures_util::FutureExt;
use tokio::time::{Instant, sleep};

use super::memory::{Refused, Replaces, UnsavedLogin};
use super::{Inner, Revoke};
use crate::error::{Error, ErrorKind};
use crate::oauth::AuthorizationCode;
use crate::storage::Kept;
use crate::token::{AccessToken, RefreshToken, State};

/// How often a login is replaced anew, after somebody else came in between because a lease had ended too early.
const TRIES: usize = 4;

/// When to look for the pair of another process after Miro refused a refresh token: at once, and while that process may
/// still be storing what it got.
const LOOKS: [Duration; 4] =
    [Duration::ZERO, Duration::from_millis(50), Duration::from_millis(100), Duration::from_millis(200)];

impl Inner {
    /// The login, stored, with another access token than the stale one if there is one: of the renewal that is under way,
    /// or of a new one.
    pub(super) async fn renewed(self: Arc<Self>, stale: Option<AccessToken>) -> Result<State, Error> {
        let renewal = {
            let mut memory = self.memory();
            match &memory.renewal {
                Some(renewal) if renewal.peek().is_none() => renewal.clone(),
                _ => {
                    // A renewal that ended between the caller's look and this lock has done the work already.
                    if let (Some(state), Some(stale)) = (&memory.state, &stale)
                        && state.access_token != *stale
                        && self.unsaved().is_none()
                    {
                        return Ok(state.clone());
                    }
                    let session = self.clone();
                    let renewal = self.on_a_task(async move {
                        let renewed = session.renew(stale).await;
                        // Not left to those who wait: if all have gone, the next caller would get this old answer.
                        session.memory().renewal = None;
                        renewed
                    });
                    let renewal = renewal.boxed().shared();
                    memory.renewal = Some(renewal.clone());
                    renewal
                }
            }
        };
        renewal.await
    }

    /// Stores what is not stored yet, and refreshes the login if its access token is the stale one.
    async fn renew(&self, stale: Option<AccessToken>) -> Result<State, Error> {
        let _turn = self.turn.lock().await;
        let _lease = self.common.storage.lease(&self.user).await?;
        let Some(stored) = self.stored().await? else {
            return Err(Self::not_authorized());
        };
        // Nothing is stale, or another process was here before us.
        if stale.is_none_or(|stale| stored.access_token != stale && stored.is_valid_for(Duration::ZERO)) {
            return Ok(stored);
        }
        self.refresh(stored).await?.ok_or_else(Self::not_authorized)
    }

    /// The login that is stored, after what waited to be stored. Only in turn.
    async fn stored(&self) -> Result<Option<State>, Error> {
        let mut stored = self.common.storage.get(&self.user).await?;
        if let Some(unsaved) = self.unsaved() {
            if unsaved.may_replace(stored.as_ref()) {
                return self.keep(unsaved).await;
            }
            self.common.unsaved.remove(&self.user);
            stored = self.common.storage.get(&self.user).await?;
        }
        self.memory().state.clone_from(&stored);
        Ok(stored)
    }

    /// Replaces this login, which is the stored one, by the next. Only in turn.
    async fn refresh(&self, stored: State) -> Result<Option<State>, Error> {
        let Some(refresh_token) = &stored.refresh_token else {
            return Err(Error::new(
                ErrorKind::AuthorizationRequired,
                "the access token has ended and cannot be refreshed",
            ));
        };
        if let Some(refusal) = self.memory().refusal(refresh_token) {
            return Err(refusal);
        }
        let refreshed = self.common.app.refresh(&self.user, &stored, refresh_token).await;
        self.memory().failed = refreshed.is_err().then(Instant::now);
        match refreshed {
            Ok(state) => {
                let replaces = Replaces::Refreshed(stored.access_token.clone());
                self.keep(UnsavedLogin { state, replaces }).await
            }
            Err(error) if error.kind() == ErrorKind::AuthorizationRequired => {
                self.after_refusal(refresh_token, error).await.map(Some)
            }
            Err(error) => Err(error),
        }
    }

    /// The login after Miro refused its refresh token: where a storage has no lease, or it ended too early, another
    /// process may have used that up and stored the next one.
    async fn after_refusal(&self, refused: &RefreshToken, error: Error) -> Result<State, Error> {
        for pause in LOOKS {
            sleep(pause).await;
            let stored = self.common.storage.get(&self.user).await?;
            if let Some(stored) = stored.filter(|stored| stored.refresh_token.as_ref() != Some(refused)) {
                self.memory().state = Some(stored.clone());
                return Ok(stored);
            }
        }
        let refused = Refused { refresh_token: refused.clone(), at: Instant::now(), error: error.clone() };
        self.memory().refused = Some(refused);
        Err(error)
    }

    /// Stores a login; only then it may be used. Where a newer one is stored already, that is the login; where there is
    /// none any more, somebody has logged out.
    async fn keep(&self, login: UnsavedLogin) -> Result<Option<State>, Error> {
        let kept = self.store(&login).await?;
        let stored = match kept {
            Kept::Stored => Some(login.state),
            Kept::Superseded => self.common.storage.get(&self.user).await?,
        };
        self.memory().state.clone_from(&stored);
        Ok(stored)
    }

    async fn store(&self, login: &UnsavedLogin) -> Result<Kept, Error> {
        // Noted before it is tried: whatever the storage does, the pair is not lost.
        self.common.unsaved.note(&self.user, login.clone());
        let kept = self.common.storage.set(&self.user, Some(&login.state)).await?;
        self.common.unsaved.remove(&self.user);
        Ok(kept)
    }

    /// Exchanges a code for a login, and stores it in place of any other.
    pub(super) async fn exchange(&self, code: &AuthorizationCode) -> Result<(), Error> {
        let state = self.common.app.exchange(&self.user, code).await?;
        // A refresh of the login before it must not come after, and replace the new one.
        let _turn = self.turn.lock().await;
        let login = UnsavedLogin { state, replaces: Replaces::Anything };
        for _ in 0..TRIES {
            // Without a lease as well: a code is good once.
            let _lease = self.common.storage.lease(&self.user).await;
            if matches!(self.store(&login).await?, Kept::Stored) {
                self.memory().state = Some(login.state);
                return Ok(());
            }
        }
        self.common.unsaved.note(&self.user, login);
        Err(in_the_way())
    }

    /// Ends the login at Miro by `revoke`, unless there is none, and here.
    pub(super) async fn end(&self, revoke: &Revoke) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        for _ in 0..TRIES {
            let _lease = self.common.storage.lease(&self.user).await?;
            let Some(stored) = self.stored().await? else {
                return Ok(());
            };
            self.end_at_miro(stored, revoke).await?;
            if matches!(self.remove().await?, Kept::Stored) {
                return Ok(());
            }
        }
        Err(in_the_way())
    }

    /// Removes the login here, and leaves it as it is at Miro.
    pub(super) async fn forget(&self) -> Result<(), Error> {
        let _turn = self.turn.lock().await;
        for _ in 0..TRIES {
            let _lease = self.common.storage.lease(&self.user).await?;
            if matches!(self.remove().await?, Kept::Stored) {
                return Ok(());
            }
        }
        Err(in_the_way())
    }

    async fn remove(&self) -> Result<Kept, Error> {
        let kept = self.common.storage.set(&self.user, None).await?;
        if matches!(kept, Kept::Stored) {
            self.common.unsaved.remove(&self.user);
            self.memory().state = None;
        }
        Ok(kept)
    }

    /// Miro revokes a login by its access token, and takes only one that is valid.
    async fn end_at_miro(&self, stored: State, revoke: &Revoke) -> Result<(), Error> {
        let has_ended =
            |error: &Error| matches!(error.kind(), ErrorKind::NotFound | ErrorKind::AuthorizationRequired);
        let ended = if stored.is_valid_for(Duration::ZERO) {
            match revoke(stored.access_token.clone()).await {
                // It has expired by Miro's clock, so its refresh token is as good as ever; or the login has ended.
                Err(error) if error.kind() == ErrorKind::NotFound && stored.refresh_token.is_some() => None,
                ended => Some(ended),
            }
        } else {
            None
        };
        let ended = match ended {
            Some(ended) => ended,
            None => match self.refresh(stored).await {
                Ok(Some(state)) => revoke(state.access_token).await,
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

fn in_the_way() -> Error {
    Error::new(
        ErrorKind::Storage,
        "other processes kept replacing this login in the storage: its leases end before their holders are done",
    )
}
