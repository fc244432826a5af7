use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio_util::task::TaskTracker;

use super::margin::RefreshMargin;
use super::{Common, Session, WeakSession};
use crate::oauth::OAuthApp;
use crate::storage::SharedStorage;
use crate::token::UserKey;

/// The sessions of all users of one app: one for each, so that a login is refreshed once for all who wait.
pub struct Sessions {
    common: Arc<Common>,
    /// Not owned: a session lives as long as somebody calls with it, or it refreshes.
    open: Mutex<HashMap<UserKey, WeakSession>>,
}

impl Sessions {
    /// The sessions of this app, with their logins in this storage.
    ///
    /// A token is refreshed before it is used once it is valid for no longer than `margin`, or up to a quarter more, by
    /// chance; one that lives for less than twice that time, after half of it.
    #[must_use]
    pub fn new(app: OAuthApp, storage: SharedStorage, margin: Duration) -> Self {
        let margin = RefreshMargin::new(margin);
        let common =
            Common { app, storage, margin, unsaved: Default::default(), tasks: TaskTracker::default() };
        Self { common: Arc::new(common), open: Mutex::default() }
    }

    /// The app.
    #[must_use]
    pub fn app(&self) -> &OAuthApp {
        &self.common.app
    }

    /// The session of this user; nothing is read yet.
    pub fn of(&self, user: &UserKey) -> Session {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(session) = open.get(user).and_then(WeakSession::upgrade) {
            return session;
        }
        // Only when the table would grow anyway, so that the sweep costs little for each user.
        if open.len() == open.capacity() {
            open.retain(|_, session| session.is_open());
        }
        let session = Session::new(user.clone(), self.common.clone());
        open.insert(user.clone(), session.downgrade());
        session
    }

    /// Waits until no login is being replaced or ended, whoever began it.
    pub async fn finish(&self) {
        self.common.tasks.close();
        self.common.tasks.wait().await;
        self.common.tasks.reopen();
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sessions").field("app", &self.common.app).finish_non_exhaustive()
    }
}
