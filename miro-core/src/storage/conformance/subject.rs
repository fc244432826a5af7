use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::marks;
use crate::storage::{Lease, Storage, StorageError};
use crate::token::{State, UserKey};

/// The time within which a dropped lease must be free again, shorter than the timeout of this crate's leases.
pub(super) const RELEASE: Duration = Duration::from_secs(8);

/// The storage under test: two views of it, and a record of its users.
pub(super) struct Subject<S> {
    pub(super) one: Arc<S>,
    pub(super) other: Arc<S>,
    notes: Notes,
}

/// The record that outlives the views.
#[derive(Clone)]
pub(super) struct Notes {
    /// Distinguishes the users of this run from those of others.
    run: Arc<str>,
    users: Arc<Mutex<Vec<UserKey>>>,
}

impl<S> Clone for Subject<S> {
    fn clone(&self) -> Self {
        Self { one: self.one.clone(), other: self.other.clone(), notes: self.notes.clone() }
    }
}

impl<S> Subject<S> {
    pub(super) fn new(one: S, other: S) -> Self {
        let run = format!("{:016x}", fastrand::u64(..)).into();
        let notes = Notes { run, users: Arc::default() };
        Self { one: Arc::new(one), other: Arc::new(other), notes }
    }

    /// Closes the views.
    pub(super) fn without_views(self) -> Notes {
        self.notes
    }

    /// Creates a user of this run.
    pub(super) fn user(&self, name: &str) -> UserKey {
        self.user_with_key(&format!("conformance-{}-{name}", self.notes.run))
    }

    /// Creates a user with exactly this key.
    pub(super) fn user_with_key(&self, key: &str) -> UserKey {
        let user = UserKey::new(key);
        self.notes.users.lock().unwrap_or_else(PoisonError::into_inner).push(user.clone());
        user
    }

    /// The text that distinguishes the users of this run from those of others.
    pub(super) fn run(&self) -> &str {
        &self.notes.run
    }

    /// Returns all users so far.
    pub(super) fn users(&self) -> Vec<UserKey> {
        self.notes.users.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Creates a login with its name in all fields.
    pub(super) fn state(&self, name: &str) -> State {
        let expires_at = "2031-02-03T04:05:06.789Z".parse().ok();
        State {
            access_token: marks::token("access", name).into(),
            refresh_token: Some(marks::token("refresh", name).into()),
            issued_at: "2031-02-03T03:05:06.789Z".parse().ok(),
            expires_at,
            scopes: vec!["boards:read".to_owned(), name.to_owned()],
            user_id: Some(format!("user-{name}")),
            team_id: Some(format!("team-{name}")),
            refresh_begun: None,
            earlier_refresh_token: None,
        }
    }
}

impl Notes {
    pub(super) fn with<S>(self, view: Arc<S>) -> Subject<S> {
        Subject { one: view.clone(), other: view, notes: self }
    }
}

pub(super) async fn get(view: &impl Storage, user: &UserKey) -> Result<Option<State>, String> {
    view.get(user).await.map_err(|error| format!("`get` failed: {}", shown(&error)))
}

pub(super) async fn set(view: &impl Storage, user: &UserKey, state: Option<&State>) -> Result<(), String> {
    view.set(user, state).await.map_err(|error| format!("`set` failed: {}", shown(&error)))
}

/// Takes a lease that is free.
pub(super) async fn lease(view: &impl Storage, user: &UserKey) -> Result<Lease, String> {
    match tokio::time::timeout(RELEASE, view.lease(user)).await {
        Ok(lease) => lease.map_err(|error| format!("`lease` failed: {}", shown(&error))),
        Err(_) => {
            Err(format!("`lease` still waits after {} seconds, although it is free", RELEASE.as_secs()))
        }
    }
}

/// Reads a login, and compares it with the expected one.
pub(super) async fn expect(
    view: &impl Storage,
    user: &UserKey,
    expected: Option<&State>,
    when: &str,
) -> Result<(), String> {
    match (expected, get(view, user).await?) {
        (None, None) => Ok(()),
        (None, Some(_)) => Err(format!("{when}: there is a login, but there must be none")),
        (Some(_), None) => Err(format!("{when}: the login is gone")),
        (Some(expected), Some(found)) if *expected == found => Ok(()),
        (Some(expected), Some(found)) => {
            Err(format!("{when}: the login is not what was set: {}", differences(expected, &found)))
        }
    }
}

/// Returns the names of the fields that differ.
fn differences(expected: &State, found: &State) -> String {
    [
        ("access token", expected.access_token == found.access_token),
        ("refresh token", expected.refresh_token == found.refresh_token),
        ("expiry", expected.expires_at == found.expires_at),
        ("scopes", expected.scopes == found.scopes),
        ("user id", expected.user_id == found.user_id),
        ("team id", expected.team_id == found.team_id),
    ]
    .iter()
    .filter(|(_, same)| !same)
    .map(|(field, _)| *field)
    .collect::<Vec<_>>()
    .join(", ")
}

/// Returns the text of an error, unless it shows a login.
pub(super) fn shown(error: &StorageError) -> String {
    let text = error.to_string();
    if marks::shows_token(&text) || marks::shows_token(&format!("{error:?}")) {
        return marks::ERROR_WITH_A_LOGIN.to_owned();
    }
    text
}

/// Runs all of these concurrently, each on a separate task.
pub(super) async fn concurrently<T: Send + 'static>(
    work: impl IntoIterator<Item = impl Future<Output = Result<T, String>> + Send + 'static>,
) -> Result<Vec<T>, String> {
    let tasks: Vec<_> = work.into_iter().map(tokio::spawn).collect();
    let mut results = Vec::with_capacity(tasks.len());
    for task in tasks {
        results.push(task.await.map_err(|_| "the storage panicked".to_owned())?);
    }
    results.into_iter().collect()
}
