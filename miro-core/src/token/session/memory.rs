use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures_util::future::Shared;
use tokio::time::Instant;

use crate::error::Error;
use crate::token::{AccessToken, RefreshToken, State, UserKey};
use crate::transport::BoxFuture;

/// What this process knows of one login.
#[derive(Default)]
pub(super) struct Memory {
    /// As it is stored.
    pub(super) state: Option<State>,
    /// The renewal that is under way.
    pub(super) renewal: Option<Shared<BoxFuture<'static, Result<State, Error>>>>,
    /// When a refresh failed last.
    pub(super) failed: Option<Instant>,
    /// The refresh token that Miro refused last.
    pub(super) refused: Option<Refused>,
}

/// While the token at hand is still valid, a refresh that failed is not tried again with every call.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

impl Memory {
    pub(super) fn failed_just_now(&self) -> bool {
        self.failed.is_some_and(|failed| failed.elapsed() < PAUSE_AFTER_FAILURE)
    }

    /// What Miro said when it refused this refresh token not long ago.
    pub(super) fn refusal(&self, refresh_token: &RefreshToken) -> Option<Error> {
        let refused = self.refused.as_ref()?;
        let is_this = refused.refresh_token == *refresh_token && refused.at.elapsed() < REFUSAL_STANDS;
        is_this.then(|| refused.error.clone())
    }
}

/// A refresh token that Miro refused: a login that has ended does not ask Miro again with every call.
pub(super) struct Refused {
    pub(super) refresh_token: RefreshToken,
    pub(super) at: Instant,
    pub(super) error: Error,
}

/// Not for ever: what was refused may have been the client secret.
const REFUSAL_STANDS: Duration = Duration::from_secs(60);

/// The logins that could not be stored yet, of all users. Each is the only copy of its pair, so it outlives the session
/// that it came to: the next call of its user stores it.
#[derive(Default)]
pub(super) struct Unsaved(Mutex<HashMap<UserKey, UnsavedLogin>>);

/// A login that could not be stored yet.
#[derive(Clone)]
pub(super) struct UnsavedLogin {
    pub(super) state: State,
    pub(super) replaces: Replaces,
}

/// What a login may be stored in place of.
#[derive(Clone)]
pub(super) enum Replaces {
    /// Anything: the user has just logged in.
    Anything,
    /// The login with this access token, which it was refreshed from. Anything else that is stored is newer: the user
    /// has logged in again, or out.
    Refreshed(AccessToken),
}

impl UnsavedLogin {
    pub(super) fn may_replace(&self, stored: Option<&State>) -> bool {
        match (&self.replaces, stored) {
            (Replaces::Anything, _) => true,
            (Replaces::Refreshed(from), Some(stored)) => stored.access_token() == from,
            (Replaces::Refreshed(_), None) => false,
        }
    }
}

impl Unsaved {
    pub(super) fn of(&self, user: &UserKey) -> Option<UnsavedLogin> {
        self.lock().get(user).cloned()
    }

    pub(super) fn note(&self, user: &UserKey, login: UnsavedLogin) {
        self.lock().insert(user.clone(), login);
    }

    pub(super) fn remove(&self, user: &UserKey) {
        self.lock().remove(user);
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, UnsavedLogin>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
