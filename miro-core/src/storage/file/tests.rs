use std::fs;
use std::path::PathBuf;

use super::*;
use crate::storage::conformance::{self, Level};

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
    storage.0.layout.file_of(user)
}

async fn error_of(storage: &FileStorage, user: &UserKey) -> String {
    storage.get(user).await.unwrap_err().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_keeps_the_contract() {
    let folder = folder();
    let (many, one) = (folder.path().join("many"), folder.path().join("one"));
    let many = conformance::run(Level::SharedByProcesses, async || Ok(FileStorage::directory(&many))).await;
    assert!(many.is_ok(), "{}", many.unwrap_err());
    let one = conformance::run(Level::SharedByProcesses, async || Ok(FileStorage::single(&one))).await;
    assert!(one.is_ok(), "{}", one.unwrap_err());
}

#[tokio::test]
async fn what_is_damaged_is_an_error_and_is_not_quoted() {
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
async fn a_damaged_file_of_one_user_is_replaced_by_the_next_login_and_one_of_all_is_not() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let [many, one] = both(&folder);
    for storage in [&many, &one] {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        fs::write(file_of(storage, &user), "damaged").unwrap();
    }
    many.set(&user, Some(&State::new("new"))).await.unwrap();
    assert_eq!(many.get(&user).await.unwrap(), Some(State::new("new")));
    one.set(&user, Some(&State::new("new"))).await.unwrap_err();
    assert_eq!(fs::read(file_of(&one, &user)).unwrap(), b"damaged");
}

#[tokio::test]
async fn a_file_that_was_copied_to_another_user_is_an_error() {
    let (folder, anna, ben) = (folder(), UserKey::new("anna"), UserKey::new("ben"));
    let [many, _] = both(&folder);
    many.set(&anna, Some(&State::new("anna's"))).await.unwrap();
    fs::copy(file_of(&many, &anna), file_of(&many, &ben)).unwrap();
    assert!(error_of(&many, &ben).await.contains("another user"));
}

#[tokio::test]
async fn a_crash_before_the_rename_leaves_the_login_from_before() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        // What a process leaves that was killed while it wrote.
        let temporary = replace::temporary(&file_of(&storage, &user));
        fs::write(&temporary, br#"{"version":1,"logins":{"anna":{"access_tok"#).unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
        storage.set(&user, Some(&State::new("new"))).await.unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("new")));
        assert!(!temporary.exists(), "what was left is gone");
    }
}

#[tokio::test]
async fn a_write_that_fails_leaves_the_login_from_before() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        // A directory in the place of the temporary file: it can be neither removed as a file nor created.
        fs::create_dir(replace::temporary(&file_of(&storage, &user))).unwrap();
        storage.set(&user, Some(&State::new("new"))).await.unwrap_err();
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
    }
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    use super::*;

    fn open_up(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[tokio::test]
    async fn files_and_directories_are_created_for_the_owner_alone() {
        let (folder, user) = (folder(), UserKey::new("anna"));
        for storage in both(&folder) {
            storage.set(&user, Some(&State::new("token"))).await.unwrap();
            drop(storage.lease(&user).await.unwrap());
        }
        let mut seen = 0;
        let mut directories = vec![folder.path().to_owned()];
        while let Some(directory) = directories.pop() {
            for entry in fs::read_dir(directory).unwrap() {
                let path = entry.unwrap().path();
                let metadata = fs::symlink_metadata(&path).unwrap();
                let right = if metadata.is_dir() { 0o700 } else { 0o600 };
                assert_eq!(metadata.mode() & 0o777, right, "{}", path.display());
                seen += 1;
                if metadata.is_dir() {
                    directories.push(path);
                }
            }
        }
        assert_eq!(seen, 9, "a directory with three files, a directory with a file and a directory with two");
    }

    #[tokio::test]
    async fn what_is_open_to_others_is_refused() {
        let (folder, user) = (folder(), UserKey::new("anna"));
        for storage in both(&folder) {
            storage.set(&user, Some(&State::new("token"))).await.unwrap();
            let file = file_of(&storage, &user);
            for mode in [0o640, 0o620, 0o604, 0o602, 0o644, 0o666] {
                open_up(&file, mode);
                let error = error_of(&storage, &user).await;
                assert!(error.contains(&format!("mode {mode:o}")) && error.contains("chmod 600"), "{error}");
                storage.set(&user, Some(&State::new("new"))).await.unwrap_err();
            }
            open_up(&file, 0o600);
            assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("token")));
        }
        let [many, one] = both(&folder);
        open_up(&folder.path().join("many"), 0o750);
        assert!(error_of(&many, &user).await.contains("chmod 700"));
        many.lease(&user).await.unwrap_err();
        open_up(&folder.path().join("one/logins.json.locks"), 0o770);
        one.lease(&user).await.unwrap_err();
    }

    #[tokio::test]
    async fn a_link_is_refused() {
        let (folder, user) = (folder(), UserKey::new("anna"));
        for storage in both(&folder) {
            storage.set(&user, Some(&State::new("token"))).await.unwrap();
            let (file, elsewhere) = (file_of(&storage, &user), folder.path().join("elsewhere"));
            fs::rename(&file, &elsewhere).unwrap();
            symlink(&elsewhere, &file).unwrap();
            assert!(error_of(&storage, &user).await.contains("symbolic link"));
            storage.set(&user, Some(&State::new("new"))).await.unwrap_err();
        }
        let many = FileStorage::directory(folder.path().join("linked"));
        drop(many.lease(&user).await.unwrap());
        let lock = folder.path().join("linked").join(format!("{}.lock", name_of(&user)));
        fs::remove_file(&lock).unwrap();
        symlink(folder.path().join("target"), &lock).unwrap();
        many.lease(&user).await.unwrap_err();
        assert!(!folder.path().join("target").exists(), "nothing is created through a link");
    }

    #[tokio::test]
    async fn what_belongs_to_somebody_else_is_refused() {
        let (folder, user) = (folder(), UserKey::new("anna"));
        for storage in both(&folder) {
            storage.set(&user, Some(&State::new("token"))).await.unwrap();
            // Only root can give a file away.
            if std::os::unix::fs::chown(file_of(&storage, &user), Some(12345), None).is_ok() {
                assert!(error_of(&storage, &user).await.contains("belongs to user 12345"));
            }
        }
    }

    #[tokio::test]
    async fn a_lock_file_that_was_removed_keeps_nobody_waiting_for_ever() {
        let (folder, user) = (folder(), UserKey::new("anna"));
        let storage = FileStorage::directory(folder.path().join("many"));
        let held = storage.lease(&user).await.unwrap();
        fs::remove_file(folder.path().join("many").join(format!("{}.lock", name_of(&user)))).unwrap();
        drop(storage.lease(&user).await.unwrap());
        drop(held);
    }
}
