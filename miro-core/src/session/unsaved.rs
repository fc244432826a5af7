use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::storage::Lease;
use crate::token::{AccessToken, State, UserKey};

/// The logins of all users that could not be stored yet. Each is the only copy of its pair, so it outlives its
/// session, and keeps the lease under which it was created. Without the lease, another process would use up the
/// refresh token first.
#[derive(Default)]
pub(super) struct Unsaved(Mutex<HashMap<UserKey, Entry>>);

struct Entry {
    login: UnsavedLogin,
    /// Kept here while no task has the right to store the login.
    lease: Option<Lease>,
    /// Whether a task stores it as soon as that is possible.
    has_writer: bool,
}

/// A login that could not be stored yet.
#[derive(Clone)]
pub(super) struct UnsavedLogin {
    pub(super) state: State,
    pub(super) replaces: Replaces,
}

/// The stored login that a login may replace.
#[derive(Clone)]
pub(super) enum Replaces {
    /// Anything, because the user has just logged in.
    Anything,
    /// The login with this access token, from which it was refreshed. Any other stored login is newer: the user
    /// has logged in again, or out.
    Refreshed(AccessToken),
}

impl UnsavedLogin {
    pub(super) fn is_new(&self) -> bool {
        matches!(self.replaces, Replaces::Anything)
    }

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
        self.lock().get(user).map(|entry| entry.login.clone())
    }

    pub(super) fn users(&self) -> Vec<UserKey> {
        self.lock().keys().cloned().collect()
    }

    /// Records a login before it is stored, so that the pair is not lost if the storage fails.
    pub(super) fn note(&self, user: &UserKey, login: UnsavedLogin) {
        let mut logins = self.lock();
        match logins.get_mut(user) {
            // The user has logged in while the previous login was refreshed.
            Some(entry) if entry.login.is_new() && !login.is_new() => {}
            Some(entry) => entry.login = login,
            None => {
                logins.insert(user.clone(), Entry { login, lease: None, has_writer: false });
            }
        }
    }

    /// Removes this login, because it is stored or must not be.
    pub(super) fn remove(&self, user: &UserKey, login: &UnsavedLogin) {
        let mut logins = self.lock();
        if logins.get(user).is_some_and(|entry| entry.login.state.access_token == login.state.access_token) {
            logins.remove(user);
        }
    }

    /// Removes any login of this user.
    pub(super) fn clear(&self, user: &UserKey) {
        self.lock().remove(user);
    }

    /// Takes the lease of an unsaved login.
    pub(super) fn take_lease(&self, user: &UserKey) -> Option<Lease> {
        self.lock().get_mut(user)?.lease.take()
    }

    /// Gives the lease to the unsaved login, or returns it if there is none.
    pub(super) fn give_lease(&self, user: &UserKey, lease: Lease) -> Option<Lease> {
        match self.lock().get_mut(user) {
            Some(entry) => {
                entry.lease = Some(lease);
                None
            }
            None => Some(lease),
        }
    }

    /// Whether the caller must store the login in the background: there is an unsaved login, and it has no writer.
    pub(super) fn begin_writer(&self, user: &UserKey) -> bool {
        match self.lock().get_mut(user) {
            Some(entry) if !entry.has_writer => {
                entry.has_writer = true;
                true
            }
            _ => false,
        }
    }

    pub(super) fn end_writer(&self, user: &UserKey) {
        if let Some(entry) = self.lock().get_mut(user) {
            entry.has_writer = false;
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<UserKey, Entry>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::Timestamp;

    fn refreshed(from: &str, to: &str) -> UnsavedLogin {
        let state = State::new(to).expiring("refresh", Timestamp::now());
        UnsavedLogin { state, replaces: Replaces::Refreshed(from.into()) }
    }

    fn logged_in(to: &str) -> UnsavedLogin {
        UnsavedLogin { state: State::new(to), replaces: Replaces::Anything }
    }

    fn token(unsaved: &Unsaved, user: &UserKey) -> Option<String> {
        unsaved.of(user).map(|login| login.state.access_token().expose_secret().to_owned())
    }

    #[test]
    fn a_new_login_is_not_replaced_by_a_refresh_of_the_one_before() {
        let (unsaved, user) = (Unsaved::default(), UserKey::new("anna"));
        unsaved.note(&user, refreshed("1", "2"));
        unsaved.note(&user, refreshed("2", "3"));
        assert_eq!(token(&unsaved, &user).as_deref(), Some("3"));
        for new in ["new", "newer"] {
            unsaved.note(&user, logged_in(new));
            unsaved.note(&user, refreshed("3", "4"));
            assert_eq!(token(&unsaved, &user).as_deref(), Some(new));
        }
        unsaved.remove(&user, &refreshed("3", "4"));
        assert_eq!(token(&unsaved, &user).as_deref(), Some("newer"));
        unsaved.remove(&user, &logged_in("newer"));
        assert_eq!(token(&unsaved, &user), None);
    }

    #[test]
    fn a_refreshed_login_replaces_only_its_source() {
        let login = refreshed("1", "2");
        assert!(!login.is_new() && logged_in("1").is_new());
        assert!(login.may_replace(Some(&State::new("1"))));
        assert!(!login.may_replace(Some(&State::new("2"))) && !login.may_replace(None));
        assert!(logged_in("1").may_replace(None) && logged_in("1").may_replace(Some(&State::new("2"))));
    }

    #[test]
    fn an_unsaved_login_keeps_its_lease() {
        let (unsaved, anna, ben) = (Unsaved::default(), UserKey::new("anna"), UserKey::new("ben"));
        assert!(unsaved.give_lease(&anna, Lease::guarded(())).is_some());
        unsaved.note(&anna, refreshed("1", "2"));
        assert!(unsaved.give_lease(&anna, Lease::guarded(())).is_none());
        unsaved.note(&anna, refreshed("2", "3"));
        assert!(unsaved.take_lease(&ben).is_none());
        assert!(unsaved.take_lease(&anna).is_some() && unsaved.take_lease(&anna).is_none());
        assert_eq!(unsaved.users(), std::slice::from_ref(&anna));
        unsaved.clear(&anna);
        assert!(unsaved.users().is_empty());
    }

    #[test]
    fn each_login_has_one_writer() {
        let (unsaved, user) = (Unsaved::default(), UserKey::new("anna"));
        assert!(!unsaved.begin_writer(&user), "there is nothing to store");
        unsaved.note(&user, logged_in("new"));
        assert!(unsaved.begin_writer(&user) && !unsaved.begin_writer(&user));
        unsaved.note(&user, logged_in("newer"));
        assert!(!unsaved.begin_writer(&user));
        unsaved.end_writer(&user);
        assert!(unsaved.begin_writer(&user));
    }
}
