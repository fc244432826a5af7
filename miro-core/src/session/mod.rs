//! Logins of users: read from a storage, refreshed before they expire, by one task at a time.

mod changes;
mod failures;
mod limits;
mod margin;
mod memory;
mod provider;
mod pulse;
mod refused_tokens;
mod renewal;
mod right;
mod sessions;
#[cfg(test)]
mod tests;
mod turn;
mod unsaved;

use std::fmt;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};

use futures_util::FutureExt;
use tokio::sync::oneshot;

pub use self::sessions::Sessions;

use self::failures::Failures;
use self::limits::{Step, runtime};
use self::margin::RefreshMargin;
use self::memory::Memory;
use self::pulse::Pulse;
use self::refused_tokens::RefusedTokens;
use self::right::Right;
use self::turn::Turns;
use self::unsaved::{Unsaved, UnsavedLogin};
use crate::error::{Error, ErrorKind};
use crate::oauth::{AuthorizationCode, OAuthApp};
use crate::runtime::Tracker;
use crate::storage::SharedStorage;
use crate::task;
use crate::token::{AccessToken, State, UserKey};
use crate::transport::BoxFuture;

/// The login of one user: read from the storage, refreshed before it expires, by one task at a time.
///
/// A refresh runs on a separate task. Miro accepts a refresh token only once, so a caller that gives up must not
/// lose the response: the task stores the new pair before it is used.
///
/// Every wait has a limit: 10 seconds for one operation of the storage, 20 for its lease, 300 for Miro with all
/// attempts. Then the future of the storage is dropped, and the error names the step that took too long. The next
/// call starts anew. If the runtime of a refresh is no longer driven, the next call on another runtime takes over
/// after about 6 seconds.
#[derive(Clone)]
pub struct Session(Arc<Inner>);

/// Ends a login at Miro by its access token.
pub type Revoke = dyn Fn(AccessToken) -> BoxFuture<'static, Result<(), Error>> + Send + Sync;

/// A session that lives as long as calls use it, or it refreshes.
struct WeakSession(Weak<Inner>);

impl WeakSession {
    fn upgrade(&self) -> Option<Session> {
        self.0.upgrade().map(Session)
    }

    fn is_open(&self) -> bool {
        self.0.strong_count() > 0
    }
}

/// The shared state of an app's sessions.
struct Common {
    app: OAuthApp,
    storage: SharedStorage,
    margin: RefreshMargin,
    unsaved: Unsaved,
    refused_tokens: RefusedTokens,
    failures: Failures,
    tasks: Tracker,
    /// Distinguishes this process from others that share the storage.
    id: String,
}

/// A task that was started.
struct Begun<T> {
    /// The result of the task; an error if it is dropped with its runtime.
    result: oneshot::Receiver<Result<T, Error>>,
    pulse: Arc<Pulse>,
}

struct Inner {
    user: UserKey,
    common: Arc<Common>,
    memory: Mutex<Memory>,
    /// The turns of the tasks that replace the login. They exclude each other in this process even if the
    /// storage's lease does not.
    turns: Arc<Turns>,
}

impl Session {
    fn new(user: UserKey, common: Arc<Common>) -> Self {
        Self(Arc::new(Inner { user, common, memory: Mutex::default(), turns: Arc::default() }))
    }

    /// Returns a reference that does not keep the session open.
    fn downgrade(&self) -> WeakSession {
        WeakSession(Arc::downgrade(&self.0))
    }

    /// Whether there is a login. It may have ended at Miro, which only a call can find out.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn is_authorized(&self) -> Result<bool, Error> {
        Ok(self.state().await?.is_some())
    }

    /// Returns the login as it is stored, or as it waits to be stored after the storage failed.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn state(&self) -> Result<Option<State>, Error> {
        match self.0.unsaved() {
            Some(login) => Ok(Some(login.state)),
            None => self.0.step(Step::Read, self.0.common.storage.get(&self.0.user)).await,
        }
    }

    /// Exchanges a code for a login and stores it before it returns.
    ///
    /// # Errors
    /// See [`OAuthApp::exchange`]; [`ErrorKind::Storage`] if the storage fails.
    pub async fn exchange(&self, code: AuthorizationCode) -> Result<(), Error> {
        // On a task, because a code can be used once: a caller that gives up must not lose the login.
        self.0.on_a_task(|inner, pulse| inner.exchange(pulse, code)).await
    }

    /// Ends the login: first at Miro by `revoke`, which gets a valid access token, then in the storage.
    ///
    /// Meanwhile no process refreshes the login, so that no token of it remains. Does nothing without a login.
    ///
    /// # Errors
    /// Those of `revoke` and of a refresh, if one is due. The login is kept then, so that the call can be retried.
    pub async fn end(&self, revoke: Box<Revoke>) -> Result<(), Error> {
        let ended =
            async move |inner: Arc<Inner>, pulse: Arc<Pulse>| match Right::take_to_remove(&inner, &pulse)
                .await
            {
                Ok(mut right) => (right.revoke(&revoke).await, Some(right)),
                Err(error) => (Err(error), None),
            };
        self.0.on_a_task(ended).await
    }

    /// Removes the login here and in the storage, without revoking it at Miro.
    ///
    /// # Errors
    /// [`ErrorKind::Storage`] if the storage fails.
    pub async fn forget(&self) -> Result<(), Error> {
        let forgotten =
            async move |inner: Arc<Inner>, pulse: Arc<Pulse>| match Right::take_to_remove(&inner, &pulse)
                .await
            {
                Ok(mut right) => (right.forget().await, Some(right)),
                Err(error) => (Err(error), None),
            };
        self.0.on_a_task(forgotten).await
    }
}

impl Inner {
    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn unsaved(&self) -> Option<UnsavedLogin> {
        self.common.unsaved.of(&self.user)
    }

    /// Returns the login that this process knows, after it is stored.
    async fn current(self: &Arc<Self>) -> Result<State, Error> {
        if self.unsaved().is_some() {
            return self.renewed(None).await;
        }
        if let Some(state) = self.memory().state.clone() {
            return Ok(state);
        }
        self.reread().await
    }

    /// Reads the login from the storage, whatever this process knows.
    async fn reread(&self) -> Result<State, Error> {
        let state = self.step(Step::Read, self.common.storage.get(&self.user)).await?;
        self.memory().state.clone_from(&state);
        state.ok_or_else(Self::not_authorized)
    }

    fn not_authorized() -> Error {
        Error::new(ErrorKind::AuthorizationRequired, "there is no login for this user")
    }

    /// Starts a task, which runs to its end even if nobody waits for it: first its result is sent, then the right
    /// is released.
    fn begin<T: Send + 'static, W>(
        self: &Arc<Self>,
        work: impl FnOnce(Arc<Self>, Arc<Pulse>) -> W,
    ) -> Result<Begun<T>, Error>
    where
        W: Future<Output = (Result<T, Error>, Option<Right>)> + Send + 'static,
    {
        let (sender, result) = oneshot::channel();
        let pulse = Arc::new(Pulse::new());
        let (work, beating) = (work(self.clone(), pulse.clone()), pulse.clone());
        self.common.tasks.spawn(&runtime()?, async move {
            let work = async {
                let caught = AssertUnwindSafe(work).catch_unwind().await;
                let (result, right) = caught.unwrap_or_else(|payload| (Err(task::of_panic(&*payload)), None));
                let _ = sender.send(result);
                if let Some(right) = right {
                    right.end().await;
                }
            };
            beating.beating(work).await;
        });
        Ok(Begun { result, pulse })
    }

    /// Runs work on a task, and waits for its result.
    async fn on_a_task<T: Send + 'static, W>(
        self: &Arc<Self>,
        work: impl FnOnce(Arc<Self>, Arc<Pulse>) -> W,
    ) -> Result<T, Error>
    where
        W: Future<Output = (Result<T, Error>, Option<Right>)> + Send + 'static,
    {
        self.begin(work)?.result.await.unwrap_or_else(|_| {
            Err(Error::new(
                ErrorKind::Connection,
                "the runtime was shut down while a login was exchanged or ended",
            ))
        })
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Session({:?})", self.0.user.as_str())
    }
}
