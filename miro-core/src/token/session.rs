use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use futures_util::FutureExt;
use futures_util::future::Shared;
use tokio::time::Instant;

use super::{AccessToken, State, TokenProvider, UserKey};
use crate::error::{Error, ErrorKind};
use crate::oauth::{AuthorizationCode, OAuthApp};
use crate::storage::SharedStorage;
use crate::transport::BoxFuture;

/// The login of one user: read from the storage, refreshed ahead of its expiry, never twice at a time.
///
/// A refresh runs on a task of its own. Miro's refresh tokens are used up when they are used, so a caller that gives up
/// must not take the answer with it: the task stores the new pair before anybody uses it.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

/// A session that lives as long as somebody calls with it, or it refreshes.
pub(super) struct WeakSession(Weak<Inner>);

impl WeakSession {
    pub(super) fn upgrade(&self) -> Option<Session> {
        self.0.upgrade().map(Session)
    }

    pub(super) fn is_open(&self) -> bool {
        self.0.strong_count() > 0
    }
}

struct Inner {
    user: UserKey,
    app: OAuthApp,
    storage: SharedStorage,
    margin: Duration,
    memory: Mutex<Memory>,
    /// Held by whoever replaces the login: in this process also where the storage's lease keeps nobody out.
    turn: tokio::sync::Mutex<()>,
}

/// What this process knows of the login.
#[derive(Default)]
struct Memory {
    state: Option<State>,
    /// Whether `state` could not be stored yet: it is then the only copy of the pair.
    unsaved: bool,
    refresh: Option<Shared<BoxFuture<'static, Result<State, Error>>>>,
    /// When a refresh failed last.
    failed: Option<Instant>,
}

/// While the token at hand is still valid, a refresh that failed is not tried again with every call.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

impl Session {
    pub(super) fn new(user: UserKey, app: OAuthApp, storage: SharedStorage, margin: Duration) -> Self {
        Self(Arc::new(Inner {
            user,
            app,
            storage,
            margin,
            memory: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }))
    }

    /// A session that does not keep itself open.
    pub(super) fn downgrade(&self) -> WeakSession {
        WeakSession(Arc::downgrade(&self.0))
    }

    /// Whether there is a login in the storage. It may have ended at Miro's side: only a call can tell.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn is_authorized(&self) -> Result<bool, Error> {
        Ok(self.state().await?.is_some())
    }

    /// The login as it is stored.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn state(&self) -> Result<Option<State>, Error> {
        self.0.storage.get(&self.0.user).await
    }

    /// Exchanges a code for a login and stores it; on return it is there.
    ///
    /// # Errors
    /// See [`OAuthApp::exchange`]; [`ErrorKind::Storage`] if the storage fails.
    pub async fn exchange(&self, code: AuthorizationCode) -> Result<(), Error> {
        // A code is good once: a caller that gives up while it is exchanged must not lose the login.
        let session = self.0.clone();
        on_a_task(async move {
            let state = session.app.exchange(&session.user, &code).await?;
            // A refresh of the login before it must not come after, and replace the new one.
            let _turn = session.turn.lock().await;
            let _lease = session.storage.lease(&session.user).await;
            session.keep(state).await
        })
        .await
    }

    /// Forgets the login, here and in the storage.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn forget(&self) -> Result<(), Error> {
        let _turn = self.0.turn.lock().await;
        let _lease = self.0.storage.lease(&self.0.user).await?;
        self.0.storage.set(&self.0.user, None).await?;
        *self.0.memory() = Memory::default();
        Ok(())
    }
}

impl Inner {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn failed_just_now(&self) -> bool {
        self.memory().failed.is_some_and(|failed| failed.elapsed() < PAUSE_AFTER_FAILURE)
    }

    fn remember(&self, state: &State, unsaved: bool) {
        let mut memory = self.memory();
        memory.state = Some(state.clone());
        memory.unsaved = unsaved;
    }

    /// Stores a login; only then it may be used.
    async fn keep(&self, state: State) -> Result<(), Error> {
        let stored = self.storage.set(&self.user, Some(&state)).await;
        self.remember(&state, stored.is_err());
        stored
    }

    /// The login as far as this process knows it, stored.
    async fn current(&self) -> Result<State, Error> {
        let (state, unsaved) = {
            let memory = self.memory();
            (memory.state.clone(), memory.unsaved)
        };
        match state {
            Some(state) if !unsaved => Ok(state),
            Some(state) => {
                self.keep(state.clone()).await?;
                Ok(state)
            }
            None => {
                let state = self.storage.get(&self.user).await?;
                let state = state.ok_or_else(|| self.not_authorized())?;
                self.remember(&state, false);
                Ok(state)
            }
        }
    }

    fn not_authorized(&self) -> Error {
        Error::new(
            ErrorKind::AuthorizationRequired,
            format!("there is no login for the user {:?}", self.user.as_str()),
        )
    }

    /// A login with another access token than this one: of the refresh that is under way, or of a new one.
    async fn refreshed(self: Arc<Self>, stale: AccessToken) -> Result<State, Error> {
        let refresh = {
            let mut memory = self.memory();
            match &memory.refresh {
                Some(refresh) if refresh.peek().is_none() => refresh.clone(),
                _ => {
                    // A refresh that ended between the caller's look and this lock has done the work already.
                    if let Some(state) = &memory.state
                        && state.access_token != stale
                        && !memory.unsaved
                    {
                        return Ok(state.clone());
                    }
                    let refresh = on_a_task(self.clone().refresh(stale)).boxed().shared();
                    memory.refresh = Some(refresh.clone());
                    refresh
                }
            }
        };
        refresh.await
    }

    async fn refresh(self: Arc<Self>, stale: AccessToken) -> Result<State, Error> {
        let _turn = self.turn.lock().await;
        // A pair that could not be stored exists only here; what the storage has is used up.
        if self.memory().unsaved {
            self.current().await?;
        }
        let _lease = self.storage.lease(&self.user).await?;
        let stored = self.storage.get(&self.user).await?;
        let Some(stored) = stored else {
            *self.memory() = Memory::default();
            return Err(self.not_authorized());
        };
        // Another process was here before us.
        if stored.access_token != stale && stored.is_valid_for(Duration::ZERO) {
            self.remember(&stored, false);
            return Ok(stored);
        }
        let Some(refresh_token) = &stored.refresh_token else {
            return Err(Error::new(
                ErrorKind::AuthorizationRequired,
                "the access token has ended and cannot be refreshed",
            ));
        };
        let state = self.app.refresh(&self.user, &stored, refresh_token).await;
        self.memory().failed = state.is_err().then(Instant::now);
        let state = state?;
        self.keep(state.clone()).await?;
        Ok(state)
    }
}

impl TokenProvider for Session {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async move {
            let state = self.0.current().await?;
            if state.is_valid_for(self.0.margin) || state.refresh_token.is_none() {
                return Ok(state.access_token);
            }
            let is_valid = state.is_valid_for(Duration::ZERO);
            if is_valid && self.0.failed_just_now() {
                return Ok(state.access_token);
            }
            match self.0.clone().refreshed(state.access_token.clone()).await {
                Ok(state) => Ok(state.access_token),
                // The pair was replaced, but could not be stored: the token from before is worth nothing any more.
                Err(error) if error.kind() == ErrorKind::Storage => Err(error),
                // Ahead of expiry there is still a token. Should Miro have replaced it, the answer to the call says so.
                Err(_) if is_valid => Ok(state.access_token),
                Err(error) => Err(error),
            }
        })
    }

    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        Box::pin(async move {
            let state = self.0.clone().refreshed(refused.clone()).await?;
            Ok(Some(state.access_token))
        })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Session({:?})", self.0.user.as_str())
    }
}

/// Runs to its end, whether or not somebody waits for it.
async fn on_a_task<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        Err(Error::new(ErrorKind::Connection, "the task that fetched a token has ended").with_source(error))
    })
}
