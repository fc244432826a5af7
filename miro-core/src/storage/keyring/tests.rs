use keyring_core::api::CredentialApi;
use keyring_core::mock;

use super::*;
use crate::storage::conformance::{self, Processes};

fn long() -> State {
    State::new("0123456789".repeat(1000))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passes_the_conformance_suite() {
    let store = mock::Store::new().unwrap();
    let storage = KeyringStorage::with_store("test", store.clone());
    let one_process = conformance::run(Processes::Several, async || Ok(storage.clone())).await;
    assert!(one_process.is_ok(), "{}", one_process.unwrap_err());

    let folder = tempfile::tempdir().unwrap();
    let locks = folder.path().join("locks");
    let open = async || Ok(KeyringStorage::with_store("test", store.clone()).locked_in(&locks));
    let several = conformance::run(Processes::Several, open).await;
    assert!(several.is_ok(), "{}", several.unwrap_err());
}

#[tokio::test]
async fn a_locked_keyring_fails_the_lease_until_it_is_unlocked() {
    let (store, user) = (mock::Store::new().unwrap(), UserKey::new("anna"));
    let folder = tempfile::tempdir().unwrap();
    let plain = KeyringStorage::with_store("test", store.clone());
    let locked_in = KeyringStorage::with_store("test", store.clone()).locked_in(folder.path().join("locks"));
    for storage in [plain, locked_in] {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        drop(storage.lease(&user).await.unwrap());
        // Every entry fails, including the one that only the lease writes.
        for entry in store.inner.lock().unwrap().borrow().iter() {
            let error = keyring_core::Error::NoStorageAccess("locked".into());
            entry.inner.lock().unwrap().borrow_mut().error = Some(error);
        }
        let error = storage.lease(&user).await.unwrap_err().to_string();
        assert!(error.contains("unlock it"), "{error}");
        for entry in store.inner.lock().unwrap().borrow().iter() {
            entry.inner.lock().unwrap().borrow_mut().error = None;
        }
        let held = storage.lease(&user).await.unwrap();
        storage.set(&user, Some(&State::new("new"))).await.unwrap();
        drop(held);
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("new")));
    }
}

#[tokio::test]
async fn removes_test_entries_and_unused_lock_files() {
    let (store, user) = (mock::Store::new().unwrap(), UserKey::new("anna"));
    let folder = tempfile::tempdir().unwrap();
    let locks = folder.path().join("locks");
    let storage = KeyringStorage::with_store("test", store.clone()).locked_in(&locks);
    let files = || std::fs::read_dir(&locks).unwrap().count();
    let held = storage.lease(&user).await.unwrap();
    assert_eq!(entries(&store).0, 0);
    storage.set(&user, Some(&State::new("token"))).await.unwrap();
    storage.set(&user, None).await.unwrap();
    assert_eq!(files(), 2, "the lease, and the lock of writers");
    held.release().await;
    assert_eq!(files(), 1);
    storage.set(&user, Some(&State::new("token"))).await.unwrap();
    storage.lease(&user).await.unwrap().release().await;
    assert_eq!(files(), 2);
    storage.set(&user, None).await.unwrap();
    assert_eq!(files(), 1);
}

/// Returns the number of entries with content, and the length of the longest.
fn entries(store: &mock::Store) -> (usize, usize) {
    let length = |entry: &Arc<mock::Cred>| entry.get_secret().ok().map(|secret| secret.len());
    let inner = store.inner.lock().unwrap();
    let entries = inner.borrow();
    let lengths = entries.iter().filter_map(length);
    lengths.fold((0, 0), |(number, longest), length| (number + 1, longest.max(length)))
}

#[tokio::test]
async fn splits_a_long_login_and_removes_old_parts() {
    let (store, user) = (mock::Store::new().unwrap(), UserKey::new("anna"));
    let storage = KeyringStorage::with_store("test", store.clone());
    for _ in 0..2 {
        storage.set(&user, Some(&long())).await.unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(long()));
        assert_eq!(entries(&store), (6, 2500), "five parts, and the entry that names them");
    }
    storage.set(&user, Some(&State::new("short"))).await.unwrap();
    assert_eq!(entries(&store).0, 1);
    storage.set(&user, Some(&long())).await.unwrap();
    storage.set(&user, None).await.unwrap();
    assert_eq!(entries(&store).0, 0);
}

#[tokio::test]
async fn a_missing_part_is_an_error() {
    let (store, user) = (mock::Store::new().unwrap(), UserKey::new("anna"));
    let storage = KeyringStorage::with_store("test", store.clone());
    storage.set(&user, Some(&long())).await.unwrap();
    for entry in store.inner.lock().unwrap().borrow().iter() {
        if entry.specifiers.1.ends_with(".3") {
            entry.inner.lock().unwrap().borrow_mut().secret = None;
        }
    }
    assert!(storage.get(&user).await.unwrap_err().to_string().contains("damaged"));
    storage.set(&user, Some(&State::new("new"))).await.unwrap();
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("new")));
}

#[tokio::test]
async fn errors_do_not_show_entries() {
    use keyring_core::Error;
    let (store, user) = (mock::Store::new().unwrap(), UserKey::new("anna"));
    let storage = KeyringStorage::with_store("test", store.clone());
    storage.set(&user, Some(&State::new("access-secret"))).await.unwrap();
    let secret = b"access-secret".to_vec();
    let locked = || Error::NoStorageAccess("locked".into());
    for error in [
        Error::BadEncoding(secret.clone()),
        Error::BadDataFormat(secret, "access-secret".into()),
        Error::Ambiguous(Vec::new()),
        locked(),
    ] {
        for entry in store.inner.lock().unwrap().borrow().iter() {
            entry.inner.lock().unwrap().borrow_mut().error = Some(match &error {
                Error::BadEncoding(bytes) => Error::BadEncoding(bytes.clone()),
                Error::BadDataFormat(bytes, _) => Error::BadDataFormat(bytes.clone(), "access-secret".into()),
                Error::Ambiguous(_) => Error::Ambiguous(Vec::new()),
                _ => locked(),
            });
        }
        let error = storage.get(&user).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("access-secret")));
}
