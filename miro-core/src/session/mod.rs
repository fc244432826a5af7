//! Logins of users: read from a storage, refreshed ahead of their expiry, never twice at a time.

mod changes;
mod failures;
mod limits;
mod margin;
mod memory;
mod provider;
mod pulse;
mod renewal;
mod right;
mod sessions;
#[cfg(test)]
mod tests;
mod turn;
mod undeserved;
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
use self::right::Right;
use self::turn::Turns;
use self::undeserved::Undeserved;
use self::unsaved::{Unsaved, UnsavedLogin};
use crate::error::{Error, ErrorKind};
use crate::oauth::{AuthorizationCode, OAuthApp};
use crate::runtime::Tracker;
use crate::storage::SharedStorage;
use crate::task;
use crate::token::{AccessToken, State, UserKey};
use crate::transport::BoxFuture;

/// The login of one user: read from the storage, refreshed ahead of its expiry, never twice at a time.
///
/// A refresh runs on a task of its own. Miro's refresh tokens are used up when they are used, so a caller that gives up
/// must not take the answer with it: the task stores the new pair before anybody uses it.
///
/// Nothing is waited for without a limit: 10 seconds for one operation of the storage, 20 for its lease, 300 for Miro with
/// all attempts. The storage's future is dropped then. The error names what took too long, and the next call begins anew. A
/// refresh whose runtime is not driven any more is taken over by the next call on another one after about 6 seconds.
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
    undeserved: Undeserved,
    failures: Failures,
    tasks: Tracker,
    /// Distinguishes this process from others that share the storage.
    id: String,
}

/// A task that has begun.
struct Begun<T> {
    /// What it comes to; an error if it is dropped with its runtime.
    result: oneshot::Receiver<Result<T, Error>>,
    pulse: Arc<Pulse>,
}

struct Inner {
    user: UserKey,
    common: Arc<Common>,
    memory: Mutex<Memory>,
    /// Of those who replace the login: in this process also where the storage's lease keeps nobody out.
    turns: Arc<Turns>,
}

impl Session {
    fn new(user: UserKey, common: Arc<Common>) -> Self {
        Self(Arc::new(Inner { user, common, memory: Mutex::default(), turns: Arc::default() }))
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
            None => self.0.step(Step::Read, self.0.common.storage.get(&self.0.user)).await,
        }
    }

    /// Exchanges a code for a login and stores it; on return it is there.
    ///
    /// # Errors
    /// See [`OAuthApp::exchange`]; [`ErrorKind::Storage`] if the storage fails.
    pub async fn exchange(&self, code: AuthorizationCode) -> Result<(), Error> {
        // A code is good once: a caller that gives up while it is exchanged must not lose the login.
        self.0.on_a_task(|inner, pulse| inner.exchange(pulse, code)).await
    }

    /// Ends the login: at Miro by `revoke`, which is given an access token that is valid, then in the storage.
    ///
    /// No refresh of the login happens meanwhile, in any process, so that no token of it is left behind. Without a login
    /// there is nothing to do.
    ///
    /// # Errors
    /// Those of `revoke` and of a refresh, if one is due: then the login stays, so that it can be tried again.
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

    /// Forgets the login, here and in the storage; at Miro it goes on.
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

    /// The login as far as this process knows it, stored.
    async fn current(self: &Arc<Self>) -> Result<State, Error> {
        if self.unsaved().is_some() {
            return self.renewed(None).await;
        }
        if let Some(state) = self.memory().state.clone() {
            return Ok(state);
        }
        self.reread().await
    }

    /// The login as it is stored, whatever this process knows of it.
    async fn reread(&self) -> Result<State, Error> {
        let state = self.step(Step::Read, self.common.storage.get(&self.user)).await?;
        self.memory().state.clone_from(&state);
        state.ok_or_else(Self::not_authorized)
    }

    fn not_authorized() -> Error {
        Error::new(ErrorKind::AuthorizationRequired, "there is no login for this user")
    }

    /// Begins a task, which runs to its end whether or not somebody waits for it: what it comes to, then what is left to do.
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

    /// What a task comes to.
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
