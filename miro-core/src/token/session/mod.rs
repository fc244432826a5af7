mod margin;
mod memory;
mod renewal;
mod sessions;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use tokio_util::task::TaskTracker;

pub use self::sessions::Sessions;

use self::margin::RefreshMargin;
use self::memory::{Memory, Unsaved, UnsavedLogin};
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

/// What ends a login at Miro, by its access token.
pub type Revoke = dyn Fn(AccessToken) -> BoxFuture<'static, Result<(), Error>> + Send + Sync;

/// A session that lives as long as somebody calls with it, or it refreshes.
struct WeakSession(Weak<Inner>);

impl WeakSession {
    fn upgrade(&self) -> Option<Session> {
        self.0.upgrade().map(Session)
    }

    fn is_open(&self) -> bool {
        self.0.strong_count() > 0
    }
}

/// What the sessions of an app have in common.
struct Common {
    app: OAuthApp,
    storage: SharedStorage,
    margin: RefreshMargin,
    unsaved: Unsaved,
    /// Where logins are replaced, whether or not somebody waits for it.
    tasks: TaskTracker,
}

struct Inner {
    user: UserKey,
    common: Arc<Common>,
    memory: Mutex<Memory>,
    /// Held by whoever replaces the login: in this process also where the storage's lease keeps nobody out.
    turn: tokio::sync::Mutex<()>,
}

impl Session {
    fn new(user: UserKey, common: Arc<Common>) -> Self {
        Self(Arc::new(Inner { user, common, memory: Mutex::default(), turn: tokio::sync::Mutex::default() }))
    }

    /// A session that does not keep itself open.
    fn downgrade(&self) -> WeakSession {
        WeakSession(Arc::downgrade(&self.0))
    }

    /// Whether there is a login. It may have ended at Miro's side: only a call can tell.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn is_authorized(&self) -> Result<bool, Error> {
        Ok(self.state().await?.is_some())
    }

    /// The login as it is stored, or waits to be stored after the storage failed.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn state(&self) -> Result<Option<State>, Error> {
        match self.0.unsaved() {
            Some(login) => Ok(Some(login.state)),
            None => self.0.common.storage.get(&self.0.user).await,
        }
    }

    /// Exchanges a code for a login and stores it; on return it is there.
    ///
    /// # Errors
    /// See [`OAuthApp::exchange`]; [`ErrorKind::Storage`] if the storage fails.
    pub async fn exchange(&self, code: AuthorizationCode) -> Result<(), Error> {
        // A code is good once: a caller that gives up while it is exchanged must not lose the login.
        let session = self.0.clone();
        self.0.on_a_task(async move { session.exchange(&code).await }).await
    }

    /// Ends the login: at Miro by `revoke`, which is given an access token that is valid, then in the storage.
    ///
    /// No refresh of the login happens meanwhile, in any process, so that no token of it is left behind. Without a login
    /// there is nothing to do.
    ///
    /// # Errors
    /// Those of `revoke` and of a refresh, if one is due: then the login stays, so that it can be tried again.
    pub async fn end(&self, revoke: Box<Revoke>) -> Result<(), Error> {
        let session = self.0.clone();
        self.0.on_a_task(async move { session.end(&revoke).await }).await
    }

    /// Forgets the login, here and in the storage; at Miro it goes on.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn forget(&self) -> Result<(), Error> {
        let session = self.0.clone();
        self.0.on_a_task(async move { session.forget().await }).await
    }
}

impl Inner {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unsaved(&self) -> Option<UnsavedLogin> {
        self.common.unsaved.of(&self.user)
    }

    /// The login as far as this process knows it, stored.
    async fn current(self: &Arc<Self>) -> Result<State, Error> {
        if self.unsaved().is_some() {
            return self.clone().renewed(None).await;
        }
        if let Some(state) = self.memory().state.clone() {
            return Ok(state);
        }
        let state = self.common.storage.get(&self.user).await?.ok_or_else(Self::not_authorized)?;
        self.memory().state = Some(state.clone());
        Ok(state)
    }

    fn not_authorized() -> Error {
        Error::new(ErrorKind::AuthorizationRequired, "there is no login for this user")
    }

    /// Runs to its end, whether or not somebody waits for it.
    fn on_a_task<T: Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> impl Future<Output = Result<T, Error>> + Send + 'static {
        let tasks = self.common.tasks.clone();
        // Begins when it is awaited, like every other call.
        async move {
            tasks.spawn(work).await.unwrap_or_else(|error| {
                Err(Error::new(ErrorKind::Connection, "the task that fetched a token has ended")
                    .with_source(error))
            })
        }
    }
}

impl TokenProvider for Session {
    fn access_token(&self) -> BoxFuture<'_, Result<AccessToken, Error>> {
        Box::pin(async move {
            let state = self.0.current().await?;
            if state.refresh_token.is_none() || state.is_valid_for(self.0.common.margin.of(&state)) {
                return Ok(state.access_token);
            }
            let is_valid = state.is_valid_for(Duration::ZERO);
            if is_valid && self.0.memory().failed_just_now() {
                return Ok(state.access_token);
            }
            match self.0.clone().renewed(Some(state.access_token.clone())).await {
                Ok(state) => Ok(state.access_token),
                // The pair was replaced, but could not be stored: the token from before is worth nothing any more.
                Err(error) if self.0.unsaved().is_some() => Err(error),
                // Ahead of expiry there is still a token. Should Miro have replaced it, the answer to the call says so.
                Err(_) if is_valid => Ok(state.access_token),
                Err(error) => Err(error),
            }
        })
    }

    fn replace<'a>(&'a self, refused: &'a AccessToken) -> BoxFuture<'a, Result<Option<AccessToken>, Error>> {
        Box::pin(async move {
            let state = self.0.clone().renewed(Some(refused.clone())).await?;
            Ok(Some(state.access_token))
        })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Session({:?})", self.0.user.as_str())
    }
}
