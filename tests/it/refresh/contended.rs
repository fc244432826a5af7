//! Several clients of one login that nothing keeps apart, or not for long enough.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures_util::future::join_all;
use miro::prelude::*;
use miro::storage::{Lease, MemoryStorage, Storage, StorageError};
use miro::token::{State, UserKey};
use miro_sandbox::Fault;

use super::support::{Unreliable, assert_works, call, is_note, logged_in, refreshes, token_of};
use crate::login::{builder, log_in};

/// A storage that several clients share without leases, as many users write it.
#[derive(Clone, Default)]
struct Unleased(MemoryStorage);

impl Storage for Unleased {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.0.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        // Long enough for another client to be refused in between.
        tokio::time::sleep(Duration::from_millis(20)).await;
        self.0.set(user, state).await
    }
}

/// A storage whose next leases end before their holder is done: another client writes this first.
#[derive(Clone, Default)]
struct Superseded {
    memory: MemoryStorage,
    by: Arc<Mutex<Vec<Option<State>>>>,
}

impl Storage for Superseded {
    async fn get(&self, user: &UserKey) -> Result<Option<State>, StorageError> {
        self.memory.get(user).await
    }

    async fn set(&self, user: &UserKey, state: Option<&State>) -> Result<(), StorageError> {
        let is_note = is_note(&self.memory, user, state).await;
        let by = self.by.lock().unwrap().pop_if(|_| !is_note);
        if let Some(by) = by {
            self.memory.set(user, by.as_ref()).await?;
            return Err(StorageError::superseded());
        }
        self.memory.set(user, state).await
    }

    async fn lease(&self, user: &UserKey) -> Result<Lease, StorageError> {
        self.memory.lease(user).await
    }
}

#[tokio::test]
async fn clients_without_leases_adopt_the_first_new_pair() {
    let (sandbox, _, memory) = logged_in().await;
    let storage = Unleased(memory);
    let clients: Vec<_> =
        (0..4).map(|_| builder(&sandbox).storage(storage.clone()).build().unwrap()).collect();
    for _ in 0..3 {
        sandbox.expire_access_tokens();
        for result in join_all(clients.iter().map(call)).await {
            result.unwrap();
        }
    }
    let refused = refreshes(&sandbox).into_iter().filter(|request| request.status != 200).count();
    assert!(refused > 0, "the clients were kept apart: this test shows nothing");
}

#[tokio::test]
async fn a_superseded_refresh_yields_to_the_stored_login() {
    let (sandbox, first, memory) = logged_in().await;
    let elsewhere = State::new(sandbox.token().as_str());
    let storage = Superseded { memory, by: Arc::new(Mutex::new(vec![Some(elsewhere.clone())])) };
    let miro = builder(&sandbox).storage(storage).build().unwrap();
    let state = first.state().await.unwrap().unwrap();
    assert_ne!(state, elsewhere);
    sandbox.next_on("GET", "/v2/boards", Fault::status(401));
    assert_works(&miro).await;
    assert_eq!(miro.state().await.unwrap(), Some(elsewhere));
}

#[tokio::test]
async fn a_refresh_superseded_by_a_logout_stays_logged_out() {
    let (sandbox, _, memory) = logged_in().await;
    let storage = Superseded { memory, by: Arc::new(Mutex::new(vec![None])) };
    let miro = builder(&sandbox).storage(storage).build().unwrap();
    sandbox.expire_access_tokens();
    let error = call(&miro).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AuthorizationRequired, "{error}");
    assert!(!miro.is_authorized().await.unwrap());
}

#[tokio::test]
async fn a_new_login_replaces_a_superseding_write() {
    let (sandbox, _, memory) = logged_in().await;
    let old = State::new("from before");
    let storage = Superseded { memory, by: Arc::new(Mutex::new(vec![Some(old), None])) };
    let miro = builder(&sandbox).storage(storage).build().unwrap();
    log_in(&miro, &sandbox).await;
    assert_works(&miro).await;
}

#[tokio::test]
async fn a_new_login_waits_for_an_unstored_pair_and_replaces_it() {
    let (sandbox, _, memory) = logged_in().await;
    let storage = super::support::WatchedStorage::over(memory.clone());
    let first = builder(&sandbox).storage(storage.clone()).build().unwrap();
    let second = builder(&sandbox).storage(memory).build().unwrap();
    sandbox.expire_access_tokens();
    storage.fail(1);
    assert_eq!(call(&first).await.unwrap_err().kind(), ErrorKind::Storage);
    log_in(&second, &sandbox).await;
    let newer = token_of(&second).await;
    assert_works(&first).await;
    first.finish_refreshes().await;
    assert_eq!(token_of(&second).await, newer);
    // And a logout.
    let api = first.api();
    api.boards().list().await.unwrap();
    second.revoke().await.unwrap();
    sandbox.expire_access_tokens();
    assert_eq!(api.boards().list().await.unwrap_err().kind(), ErrorKind::AuthorizationRequired);
    assert!(!second.is_authorized().await.unwrap());
}

#[tokio::test]
async fn no_login_is_lost_if_a_quarter_of_storage_operations_fail() {
    let (sandbox, _, memory) = logged_in().await;
    let storages = [Unreliable::over(memory.clone(), 1), Unreliable::over(memory, 2)];
    let clients: Vec<_> =
        storages.iter().map(|storage| builder(&sandbox).storage(storage.clone()).build().unwrap()).collect();
    storages.iter().for_each(|storage| storage.fail(25));
    let mut failed = 0;
    for round in 0..50 {
        sandbox.expire_access_tokens();
        for result in join_all(clients.iter().chain(&clients).map(call)).await {
            if let Err(error) = result {
                failed += 1;
                // An access token that the other client has replaced meanwhile is refused once more.
                let kinds = [ErrorKind::Storage, ErrorKind::Unauthorized];
                assert!(kinds.contains(&error.kind()), "round {round}: {error}");
            }
        }
    }
    assert!(failed > 0, "the storage has not failed: this test shows nothing");
    storages.iter().for_each(|storage| storage.fail(0));
    for client in &clients {
        client.finish_refreshes().await;
    }
    let refreshes = refreshes(&sandbox);
    assert!(refreshes.len() > 25 && refreshes.iter().all(|request| request.status == 200), "{refreshes:?}");
    sandbox.expire_access_tokens();
    assert_works(&builder(&sandbox).storage(storages[0].clone()).build().unwrap()).await;
}
