//! The keyring of this machine, if there is one: `MIRO_TEST_KEYRING=1` says so, as `.ci/run` does under GNOME
//! Keyring.

use miro::storage::{KeyringStorage, Storage};
use miro::token::{State, UserKey};

use super::conforms;

fn is_there() -> bool {
    std::env::var_os("MIRO_TEST_KEYRING").is_some()
}

fn service(name: &str) -> String {
    format!("miro-tests-{name}-{}", std::process::id())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_secret_service_conforms_to_the_contract() {
    if !is_there() {
        return;
    }
    let (folder, service) = (tempfile::tempdir().unwrap(), service("contract"));
    let locks = folder.path().join("locks");
    conforms(async || Ok(KeyringStorage::open(&service).await?.locked_in(&locks))).await;
}

#[tokio::test]
async fn services_separate_logins() {
    if !is_there() {
        return;
    }
    let (one, other) = (service("one"), service("other"));
    let (one, other) =
        (KeyringStorage::open(&one).await.unwrap(), KeyringStorage::open(&other).await.unwrap());
    let (user, state) = (UserKey::default(), State::new("token"));
    one.set(&user, Some(&state)).await.unwrap();
    assert_eq!(other.get(&user).await.unwrap(), None);
    assert_eq!(one.get(&user).await.unwrap(), Some(state));
    one.set(&user, None).await.unwrap();
}

#[tokio::test]
async fn reports_a_missing_keyring() {
    if is_there() {
        return;
    }
    // Tests usually run without a desktop; with one it opens.
    if let Err(error) = KeyringStorage::open("miro-tests").await {
        assert!(error.to_string().contains("no keyring that can be reached"), "{error}");
    }
}
