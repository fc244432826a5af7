use miro::storage::{Encrypted, EncryptionKey, FileStorage, Storage};
use miro::token::{State, UserKey};

use super::process::{Place, a_killed_process_releases_its_lease, no_change_is_lost};
use super::{conforms, redis};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conforms_to_the_contract_in_files() {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::new("encrypted-directory", folder.path().join("logins").display());
    conforms(async || Ok(place.open().await)).await;
    no_change_is_lost(&place).await;
    a_killed_process_releases_its_lease(&place).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conforms_to_the_contract_in_redis() {
    let Some(place) = redis::place("encrypted-redis", "encrypted") else { return };
    conforms(async || Ok(place.open().await)).await;
    no_change_is_lost(&place).await;
}

#[tokio::test]
async fn passes_on_superseded_errors_of_redis() {
    let Some(place) = redis::place("encrypted-redis", "encrypted-fence") else { return };
    let (one, other, user) = (place.open().await, place.open().await, UserKey::new("anna"));
    let _held = one.lease(&user).await.unwrap();
    other.set(&user, Some(&State::new("newest"))).await.unwrap();
    assert!(one.set(&user, Some(&State::new("older"))).await.unwrap_err().is_superseded());
}

#[tokio::test]
async fn files_have_no_plain_tokens() {
    let folder = tempfile::tempdir().unwrap();
    let files = FileStorage::directory(folder.path().join("logins"));
    let storage = Encrypted::new(files, EncryptionKey::generate().unwrap());
    let expires_at = "2031-02-03T04:05:06Z".parse().unwrap();
    let state = State::new("access-secret").expiring("refresh-secret", expires_at);
    storage.set(&UserKey::new("anna"), Some(&state)).await.unwrap();
    for entry in std::fs::read_dir(folder.path().join("logins")).unwrap() {
        let text = std::fs::read_to_string(entry.unwrap().path()).unwrap();
        assert!(!text.contains("-secret") && !text.contains("2031"), "{text}");
    }
}
