use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::UserKey;
use super::session::{Session, Unsaved, WeakSession};
use crate::oauth::OAuthApp;
use crate::storage::SharedStorage;

/// The sessions of all users of one app: one for each, so that a login is refreshed once for all who wait.
pub struct Sessions {
    app: OAuthApp,
    storage: SharedStorage,
    margin: Duration,
    unsaved: Arc<Unsaved>,
    /// Not owned: a session lives as long as somebody calls with it, or it refreshes.
    open: Mutex<HashMap<UserKey, WeakSession>>,
}

impl Sessions {
    /// The sessions of this app, with their logins in this storage.
    ///
    /// A token that is valid for no longer than `margin` is refreshed before it is used.
    #[must_use]
    pub fn new(app: OAuthApp, storage: SharedStorage, margin: Duration) -> Self {
        Self { app, storage, margin, unsaved: Arc::default(), open: Mutex::default() }
    }

    /// The app.
    #[must_use]
    pub fn app(&self) -> &OAuthApp {
        &self.app
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
        let (app, storage) = (self.app.clone(), self.storage.clone());
        let session = Session::new(user.clone(), app, storage, self.margin, self.unsaved.clone());
        open.insert(user.clone(), session.downgrade());
        session
    }
}

impl fmt::Debug for Sessions {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Sessions").field("app", &self.app).finish_non_exhaustive()
    }
}
