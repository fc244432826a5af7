use std::collections::HashMap;
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
    unsaved: Arc<Unsaved>,
    memory: Mutex<Memory>,
    /// Held by whoever replaces the login: in this process also where the storage's lease keeps nobody out.
    turn: tokio::sync::Mutex<()>,
}

/// The logins that could not be stored yet, of all users. Each is the only copy of its pair, so it outlives the session
/// that it came to: the next call of its user stores it.
#[derive(Default)]
pub(super) struct Unsaved(Mutex<HashMap<UserKey, State>>);

/// What this process knows of the login.
#[derive(Default)]
struct Memory {
    /// As it is stored.
    state: Option<State>,
    /// The renewal that is under way.
    renewal: Option<Shared<BoxFuture<'static, Result<State, Error>>>>,
    /// When a refresh failed last.
    failed: Option<Instant>,
}

/// While the token at hand is still valid, a refresh that failed is not tried again with every call.
const PAUSE_AFTER_FAILURE: Duration = Duration::from_secs(5);

impl Session {
    pub(super) fn new(
        user: UserKey,
        app: OAuthApp,
        storage: SharedStorage,
        margin: Duration,
        unsaved: Arc<Unsaved>,
    ) -> Self {
        Self(Arc::new(Inner {
            user,
            app,
            storage,
            margin,
            unsaved,
            memory: Mutex::default(),
            turn: tokio::sync::Mutex::default(),
        }))
    }

    /// A session that does not keep itself open.
    pub(super) fn downgrade(&self) -> WeakSession {
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
            Some(state) => Ok(Some(state)),
            None => self.0.storage.get(&self.0.user).await,
        }
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
            session.keep(&state).await
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
        self.0.unsaved.lock().remove(&self.0.user);
        self.0.memory().state = None;
        Ok(())
    }
}

impl Unsaved {
    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, State>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unsaved(&self) -> Option<State> {
        self.unsaved.lock().get(&self.user).cloned()
    }

    fn failed_just_now(&self) -> bool {
        self.memory().failed.is_some_and(|failed| failed.elapsed() < PAUSE_AFTER_FAILURE)
    }

    /// Stores a login; only then it may be used.
    async fn keep(&self, state: &State) -> Result<(), Error> {
        // Noted before it is tried: whatever the storage does, the pair is not lost.
        self.unsaved.lock().insert(self.user.clone(), state.clone());
        self.storage.set(&self.user, Some(state)).await?;
        self.memory().state = Some(state.clone());
        self.unsaved.lock().remove(&self.user);
        Ok(())
    }

    /// The login as far as this process knows it, stored.
    async fn current(self: &Arc<Self>) -> Result<State, Error> {
        if self.unsaved().is_some() {
            return self.clone().renewed(None).await;
        }
        if let Some(state) = self.memory().state.clone() {
            return Ok(state);
        }
        let state = self.storage.get(&self.user).await?.ok_or_else(Self::not_authorized)?;
        self.memory().state = Some(state.clone());
        Ok(state)
    }

    fn not_authorized() -> Error {
        Error::new(ErrorKind::AuthorizationRequired, "there is no login for this user")
    }

    /// The login, stored, with another access token than the stale one if there is one: of the renewal that is under way,
    /// or of a new one.
    async fn renewed(self: Arc<Self>, stale: Option<AccessToken>) -> Result<State, Error> {
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
                    let renewal = on_a_task(async move {
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
        let _lease = self.storage.lease(&self.user).await?;
        // A pair that could not be stored exists only here; what the storage has is used up.
        if let Some(unsaved) = self.unsaved() {
            self.keep(&unsaved).await?;
        }
        let Some(stored) = self.storage.get(&self.user).await? else {
            self.memory().state = None;
            return Err(Self::not_authorized());
        };
        // Nothing is stale, or another process was here before us.
        if stale.is_none_or(|stale| stored.access_token != stale && stored.is_valid_for(Duration::ZERO)) {
            self.memory().state = Some(stored.clone());
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
        self.keep(&state).await?;
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
            match self.0.clone().renewed(Some(state.access_token.clone())).await {
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

/// Runs to its end, whether or not somebody waits for it.
async fn on_a_task<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    tokio::spawn(work).await.unwrap_or_else(|error| {
        Err(Error::new(ErrorKind::Connection, "the task that fetched a token has ended").with_source(error))
    })
}
