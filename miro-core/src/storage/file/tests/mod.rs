use std::fs;
use std::path::PathBuf;

use super::*;
use crate::storage::conformance::{self, Processes};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn both(folder: &tempfile::TempDir) -> [FileStorage; 2] {
    [
        FileStorage::directory(folder.path().join("many")),
        FileStorage::single(folder.path().join("one/logins.json")),
    ]
}

fn file_of(storage: &FileStorage, user: &UserKey) -> PathBuf {
    storage.layout.file_of(user)
}

async fn error_of(storage: &FileStorage, user: &UserKey) -> String {
    storage.get(user).await.unwrap_err().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passes_the_conformance_suite() {
    let folder = folder();
    let (many, one) = (folder.path().join("many"), folder.path().join("one"));
    let many = conformance::run(Processes::Several, async || Ok(FileStorage::directory(&many))).await;
    assert!(many.is_ok(), "{}", many.unwrap_err());
    let one = conformance::run(Processes::Several, async || Ok(FileStorage::single(&one))).await;
    assert!(one.is_ok(), "{}", one.unwrap_err());
}

#[tokio::test]
async fn errors_do_not_quote_damaged_files() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("access-secret"))).await.unwrap();
        let file = file_of(&storage, &user);
        let whole = fs::read(&file).unwrap();
        let half = &whole[..whole.len() - 9];
        let login = br#"{"version":1,"logins":{"anna":{"access_token":["access-secret"]}}}"#;
        for damaged in [b"", half, b"null", b"\xff\xfe", br#"{"access_token":"access-secret"}"#, login] {
            fs::write(&file, damaged).unwrap();
            let error = error_of(&storage, &user).await;
            assert!(error.contains(file.to_str().unwrap()) && !error.contains("secret"), "{error}");
        }
        fs::write(&file, br#"{"version":2}"#).unwrap();
        assert!(error_of(&storage, &user).await.contains("version 2"));
    }
}

#[tokio::test]
async fn ignores_and_keeps_fields_of_newer_versions() {
    let (folder, anna, ben) = (folder(), UserKey::new("anna"), UserKey::new("ben"));
    for storage in both(&folder) {
        storage.set(&anna, Some(&State::new("old"))).await.unwrap();
        let file = file_of(&storage, &anna);
        let newer =
            r#"{"version":1,"added":7,"logins":{"anna":{"access_token":"token","added":{"later":[1]}}}}"#;
        fs::write(&file, newer).unwrap();
        assert_eq!(storage.get(&anna).await.unwrap(), Some(State::new("token")));
        storage.set(&ben, Some(&State::new("ben"))).await.unwrap();
        assert!(fs::read_to_string(&file).unwrap().contains(r#""added":{"later":[1]}"#));
    }
}

#[tokio::test]
async fn replaces_only_single_user_files_if_damaged() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let [many, one] = both(&folder);
    for storage in [&many, &one] {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        fs::write(file_of(storage, &user), "damaged").unwrap();
    }
    many.lease(&user).await.unwrap().release().await;
    many.set(&user, Some(&State::new("new"))).await.unwrap();
    assert_eq!(many.get(&user).await.unwrap(), Some(State::new("new")));
    one.lease(&user).await.unwrap_err();
    one.set(&user, Some(&State::new("new"))).await.unwrap_err();
    assert_eq!(fs::read(file_of(&one, &user)).unwrap(), b"damaged");
}

#[tokio::test]
async fn rejects_a_file_copied_to_another_user() {
    let (folder, anna, ben) = (folder(), UserKey::new("anna"), UserKey::new("ben"));
    let [many, _] = both(&folder);
    many.set(&anna, Some(&State::new("anna's"))).await.unwrap();
    fs::copy(file_of(&many, &anna), file_of(&many, &ben)).unwrap();
    assert!(error_of(&many, &ben).await.contains("another user"));
}

#[tokio::test]
async fn a_crash_before_the_rename_keeps_the_previous_login() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        // The rest of a write whose process was killed.
        let temporary = storage.layout.temporary_of(&user);
        fs::write(&temporary, br#"{"version":1,"logins":{"anna":{"access_tok"#).unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
        storage.set(&user, Some(&State::new("new"))).await.unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("new")));
        assert!(!temporary.exists(), "the rest is removed");
    }
}

#[tokio::test]
async fn a_failed_write_keeps_the_previous_login() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        // A directory in place of the temporary file can neither be removed as a file nor created.
        fs::create_dir(storage.layout.temporary_of(&user)).unwrap();
        storage.set(&user, Some(&State::new("new"))).await.unwrap_err();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
    }
}

#[cfg(unix)]
mod unix;

#[tokio::test]
async fn rejects_an_empty_path() {
    let user = UserKey::new("anna");
    for storage in [FileStorage::directory(""), FileStorage::single("")] {
        let errors = [
            storage.get(&user).await.map(drop).unwrap_err(),
            storage.set(&user, Some(&State::new("token"))).await.unwrap_err(),
            storage.lease(&user).await.map(drop).unwrap_err(),
        ];
        for error in errors {
            assert!(error.to_string().contains("the path of the logins is empty"), "{error}");
        }
    }
}
