//! A storage and a transport that record what happens, and logins for tests to start from.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use miro::prelude::*;
use miro::secrecy::ExposeSecret as _;
use miro::storage::{Lease, MemoryStorage, Storage, StorageError};
use miro::token::{State, UserKey};
use miro::transport::{Body, BoxFuture, ReqwestTransport, Transport, TransportError};
use miro::wire::Timestamp;
use miro_sandbox::{RecordedRequest, Sandbox};

use crate::login::{builder, log_in, token_requests};
use crate::random::Random;

/// The events, in order; clones share it.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal(Arc<Mutex<Vec<Entry>>>);

/// An access token was stored, or sent with a call.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Entry {
    Stored(String),
    Sent(String),
}

impl Journal {
    pub(super) fn entries(&self) -> Vec<Entry> {
        self.0.lock().unwrap().clone()
    }

    fn add(&self, entry: Entry) {
        self.0.lock().unwrap().push(entry);
    }
}

/// A storage in memory that can be slow and can fail.
#[derive(Clone, Default)]
pub(super) struct WatchedStorage {
    memory: MemoryStorage,
    journal: Journal,
    delay: Duration,
    failures: Arc<AtomicUsize>,
}

impl WatchedStorage {
    pub(super) fn new(journal: &Journal) -> Self {
        Self { journal: journal.clone(), ..Self::default() }
    }

    /// A storage that shares its logins with others.
    pub(super) fn over(memory: MemoryStorage) -> Self {
        Self { memory, ..Self::default() }
    }

    /// Makes writes take this long.
    pub(super) fn slow(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// Makes this many writes of a new pair fail from now on.
    pub(super) fn fail(&self, times: usize) {
        self.failures.store(times, Ordering::SeqCst);
    }
}

impl Storage for WatchedStorage {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.memory.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        tokio::time::sleep(self.delay).await;
        if is_note(&self.memory, user, state).await {
            return self.memory.set(user, state).await;
        }
        let fails = |left: usize| left.checked_sub(1);
        if self.failures.fetch_update(Ordering::SeqCst, Ordering::SeqCst, fails).is_ok() {
            return Err(StorageError::message("the disk is full"));
        }
        self.memory.set(user, state).await?;
        if let Some(state) = state {
            self.journal.add(Entry::Stored(state.access_token().expose_secret().to_owned()));
        }
        Ok(())
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.memory.lease(user).await
    }
}

/// Whether this is the stored login with a note that its refresh begins or has failed, without a new pair.
pub(super) async fn is_note(memory: &MemoryStorage, user: &UserKey, state: Option<&State>) -> bool {
    let stored = memory.get(user).await.unwrap();
    let is_same = |state: &State| stored.is_some_and(|stored| stored.access_token() == state.access_token());
    state.is_some_and(is_same)
}

/// A storage of which a quarter of all operations fail, once that is switched on.
#[derive(Clone)]
pub(super) struct Unreliable(MemoryStorage, Arc<AtomicUsize>, Arc<Mutex<Random>>);

impl Unreliable {
    pub(super) fn over(memory: MemoryStorage, seed: u64) -> Self {
        Self(memory, Arc::default(), Arc::new(Mutex::new(Random::new(seed))))
    }

    /// Sets how many of a hundred operations fail.
    pub(super) fn fail(&self, percent: usize) {
        self.1.store(percent, Ordering::SeqCst);
    }

    fn attempt(&self) -> Result<(), StorageError> {
        let fails = self.2.lock().unwrap().below(100) < self.1.load(Ordering::SeqCst);
        if fails { Err(StorageError::message("the connection was lost")) } else { Ok(()) }
    }
}

impl Storage for Unreliable {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.attempt()?;
        self.0.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        self.attempt()?;
        self.0.set(user, state).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.attempt()?;
        self.0.lease(user).await
    }
}

/// The default transport, recording the tokens that are sent.
#[derive(Debug)]
pub(super) struct WatchedTransport(ReqwestTransport, Journal);

impl WatchedTransport {
    pub(super) fn new(journal: &Journal) -> Self {
        Self(ReqwestTransport::new().unwrap(), journal.clone())
    }
}

impl Transport for WatchedTransport {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        let header = request.headers().get("authorization").and_then(|value| value.to_str().ok());
        if let Some(token) = header.and_then(|value| value.strip_prefix("Bearer ")) {
            self.1.add(Entry::Sent(token.to_owned()));
        }
        self.0.send(request)
    }
}

/// Returns an app whose user is logged in, and the storage of that login, with nothing recorded yet.
pub(super) async fn logged_in() -> (Sandbox, Miro, MemoryStorage) {
    let (sandbox, storage) = (Sandbox::start().await, MemoryStorage::new());
    let miro = builder(&sandbox).storage(storage.clone()).build().unwrap();
    log_in(&miro, &sandbox).await;
    sandbox.clear_requests();
    (sandbox, miro, storage)
}

/// Sets the expiry of the stored access token to this long from now.
pub(super) async fn expire_in(storage: &impl Storage, left: Duration) {
    let user = UserKey::default();
    let state = storage.get(&user).await.unwrap().unwrap();
    let mut json: serde_json::Value = serde_json::from_str(state.to_json().expose_secret()).unwrap();
    json["expires_at"] = serde_json::to_value(Timestamp::now().after(left)).unwrap();
    // A token that lives for less than twice the margin is refreshed later.
    json["issued_at"] = serde_json::Value::Null;
    let state = State::from_json(&json.to_string().into()).unwrap();
    storage.set(&user, Some(&state)).await.unwrap();
}

/// Returns the access token of the login.
pub(super) async fn token_of(miro: &Miro) -> String {
    miro.state().await.unwrap().unwrap().access_token().expose_secret().to_owned()
}

/// Returns the requests for a new pair.
pub(super) fn refreshes(sandbox: &Sandbox) -> Vec<RecordedRequest> {
    let is_refresh = |request: &RecordedRequest| {
        String::from_utf8_lossy(&request.body).contains("grant_type=refresh_token")
    };
    token_requests(sandbox).into_iter().filter(is_refresh).collect()
}

/// Makes a call of the user.
pub(super) async fn call(miro: &Miro) -> Result<(), Error> {
    miro.api().boards().list().await.map(drop)
}

/// Asserts that a call succeeds, as a user of an app expects.
pub(super) async fn assert_works(miro: &Miro) {
    call(miro).await.unwrap();
}
