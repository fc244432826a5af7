use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use futures_util::future::join_all;
use tokio::time::{sleep, timeout};

use super::limits::runtime;
use super::margin::RefreshMargin;
use super::{Common, Session, WeakSession};
use crate::error::{Error, ErrorKind};
use crate::oauth::OAuthApp;
use crate::runtime::Tracker;
use crate::storage::SharedStorage;
use crate::token::UserKey;

/// The sessions of all users of an app: one per user, so that a login is refreshed once for all waiting calls.
pub struct Sessions {
    common: Arc<Common>,
    /// Not owned: a session lives as long as calls use it, or it refreshes.
    open: Mutex<HashMap<UserKey, WeakSession>>,
}

impl Sessions {
    /// Creates the sessions of this app, with their logins in this storage.
    ///
    /// A token is refreshed before use if it expires within `margin`, plus a random part of up to a quarter of it.
    /// If the token's lifetime is less than twice that, it is refreshed after half of its lifetime.
    #[must_use]
    pub fn new(app: OAuthApp, storage: SharedStorage, margin: Duration) -> Self {
        let common = Common {
            app,
            storage,
            margin: RefreshMargin::new(margin),
            unsaved: Default::default(),
            refused_tokens: Default::default(),
            failures: Default::default(),
            tasks: Tracker::default(),
            id: new_id(),
        };
        Self { common: Arc::new(common), open: Mutex::default() }
    }

    /// Returns the app.
    #[must_use]
    pub fn app(&self) -> &OAuthApp {
        &self.common.app
    }

    /// Returns the session of this user, without reading the login.
    pub fn of(&self, user: &UserKey) -> Session {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = open.get(user).and_then(WeakSession::upgrade) {
            return session;
        }
        // Only when the table would grow anyway, so that the sweep costs little per user.
        if open.len() == open.capacity() {
            open.retain(|_, session| session.is_open());
        }
        let session = Session::new(user.clone(), self.common.clone());
        open.insert(user.clone(), session.downgrade());
        session
    }

    /// Waits until no login is being replaced or ended, their leases are released, and logins that could not be
    /// stored are stored, for at most `limit`.
    ///
    /// # Errors
    /// [`ErrorKind::Timeout`] if a refresh, login or logout is still in progress, [`ErrorKind::Storage`] if a
    /// login is not stored. It is lost when the process ends.
    pub async fn finish(&self, limit: Duration) -> Result<(), Error> {
        if self.common.tasks.count() == 0 && self.common.unsaved.users().is_empty() {
            return Ok(());
        }
        runtime()?;
        let mut failure = None;
        let finished = timeout(limit, async {
            self.common.tasks.idle().await;
            while let Err(error) = self.save_all().await {
                failure = Some(error);
                sleep(PAUSE).await;
            }
            failure = None;
            self.common.tasks.idle().await;
        });
        if finished.await.is_ok() {
            return Ok(());
        }
        let error = self.unfinished(failure);
        tracing::error!(%error, "not all logins are finished");
        Err(error)
    }

    /// Stores all unsaved logins.
    async fn save_all(&self) -> Result<(), Error> {
        let users = self.common.unsaved.users();
        let saved = join_all(users.into_iter().map(|user| async move {
            let inner = self.of(&user).0;
            // On a task, because this future may never be polled again while it holds the turn.
            inner
                .on_a_task(async move |inner: Arc<super::Inner>, pulse| {
                    let saved = inner.save(&pulse).await;
                    (saved, None)
                })
                .await
        }));
        saved.await.into_iter().collect()
    }

    #[cfg(test)]
    pub(super) fn open_count(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).len()
    }

    fn unfinished(&self, failure: Option<Error>) -> Error {
        let (tasks, logins) = (self.common.tasks.count(), self.common.unsaved.users().len());
        let kind = if logins > 0 { ErrorKind::Storage } else { ErrorKind::Timeout };
        let detail = format!(
            "if the process ends now, these may be lost: refreshes, logins and logouts that are under way ({tasks}), and logins that \
             are not stored yet ({logins})"
        );
        match failure {
            Some(failure) => Error::new(kind, format!("{detail}: {failure}")).with_source(failure),
            None => Error::new(kind, detail),
        }
    }
}

/// The pause between two attempts to store logins at the end of a program.
const PAUSE: Duration = Duration::from_millis(250);

/// Returns a number that differs between processes: the standard library seeds each `RandomState` from the
/// system's random numbers.
fn new_id() -> String {
    format!("{:016x}", RandomState::new().hash_one(std::process::id()))
}

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sessions").field("app", &self.common.app).finish_non_exhaustive()
    }
}
