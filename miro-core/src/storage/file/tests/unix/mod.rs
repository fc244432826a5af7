#[cfg(target_os = "linux")]
mod mounts;

use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

use super::*;

fn open_up(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
}

#[tokio::test]
async fn creates_files_and_directories_for_the_owner_only() {
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
    assert!(seen >= 9, "a directory with three files, a directory with a file and a directory with two");
}

#[tokio::test]
async fn rejects_files_that_others_can_access() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("token"))).await.unwrap();
        let file = file_of(&storage, &user);
        for mode in [0o640, 0o620, 0o604, 0o602, 0o644, 0o666] {
            open_up(&file, mode);
            let error = error_of(&storage, &user).await;
            assert!(error.contains(&format!("mode {mode:o}")) && error.contains("chmod 600"), "{error}");
            storage.lease(&user).await.unwrap_err();
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
async fn rejects_symbolic_links() {
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
async fn rejects_files_of_other_users() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("token"))).await.unwrap();
        // Only root can change the owner.
        if std::os::unix::fs::chown(file_of(&storage, &user), Some(12345), None).is_ok() {
            assert!(error_of(&storage, &user).await.contains("belongs to user 12345"));
        }
    }
}

fn lock_of(storage: &FileStorage, user: &UserKey) -> PathBuf {
    storage.leases.backend().path(user)
}

#[tokio::test]
async fn set_uses_the_space_that_the_lease_reserved() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        let (file, temporary) = (file_of(&storage, &user), storage.layout.temporary_of(&user));
        // A directory, so that the file cannot be created.
        fs::create_dir(&temporary).unwrap();
        let error = storage.lease(&user).await.unwrap_err().to_string();
        assert!(error.contains(file.to_str().unwrap()) && error.contains("no room"), "{error}");
        fs::remove_dir(&temporary).unwrap();
        // The failed lease is released.
        let held = storage.lease(&user).await.unwrap();
        let reserved = fs::metadata(&temporary).unwrap();
        assert!(reserved.len() >= 16 * 1024 + fs::metadata(&file).unwrap().len());
        assert_eq!(reserved.mode() & 0o777, 0o600);
        storage.set(&user, Some(&State::new("new"))).await.unwrap();
        assert_eq!(fs::metadata(&file).unwrap().ino(), reserved.ino(), "the reserved file took its place");
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("new")));
        held.release().await;
        storage.lease(&user).await.unwrap().release().await;
        assert!(!temporary.exists(), "unused space is freed");
    }
}

#[tokio::test]
async fn writes_a_login_longer_than_the_reserved_space() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let held = storage.lease(&user).await.unwrap();
        let long = State::new("long".repeat(20 * 1024));
        storage.set(&user, Some(&long)).await.unwrap();
        assert_eq!(storage.get(&user).await.unwrap(), Some(long));
        drop(held);
    }
}

#[tokio::test]
async fn removes_lock_files_of_removed_users() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let lock = lock_of(&storage, &user);
        // With a lease, as at a logout, and without.
        let held = storage.lease(&user).await.unwrap();
        storage.set(&user, Some(&State::new("token"))).await.unwrap();
        storage.set(&user, None).await.unwrap();
        assert!(lock.exists(), "the lease is still held");
        held.release().await;
        assert!(!lock.exists());
        storage.set(&user, Some(&State::new("token"))).await.unwrap();
        assert!(lock.exists());
        storage.set(&user, None).await.unwrap();
        assert!(!lock.exists());
        // A lease without a login leaves no lock file.
        storage.lease(&user).await.unwrap().release().await;
        assert!(!lock.exists());
    }
}

#[tokio::test]
async fn removes_orphaned_lock_files_after_a_day() {
    let (folder, anna, ben) = (folder(), UserKey::new("anna"), UserKey::new("ben"));
    for storage in both(&folder) {
        storage.set(&anna, Some(&State::new("token"))).await.unwrap();
        let left = lock_of(&storage, &ben);
        let other = left.with_file_name("other.lock");
        let swept = |age: u64| {
            let day = 24 * 60 * 60;
            let old = std::time::SystemTime::now() - Duration::from_secs(age * day);
            for path in [&left, &other, &lock_of(&storage, &anna)] {
                fs::OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(path)
                    .unwrap()
                    .set_modified(old)
                    .unwrap();
                open_up(path, 0o600);
            }
            fs::write(storage.leases.backend().writers(), "").unwrap();
        };
        swept(0);
        storage.set(&anna, Some(&State::new("token"))).await.unwrap();
        assert!(left.exists(), "it may be in use");
        swept(2);
        storage.set(&anna, Some(&State::new("token"))).await.unwrap();
        assert!(!left.exists() && other.exists() && lock_of(&storage, &anna).exists());
        // Not again on the same day.
        fs::write(&left, "").unwrap();
        open_up(&left, 0o600);
        storage.set(&anna, Some(&State::new("token"))).await.unwrap();
        assert!(left.exists());
    }
}

/// Takes a lease on a separate runtime, which is not driven afterwards.
fn stuck(storage: &FileStorage, user: &UserKey) -> (tokio::runtime::Runtime, Lease) {
    let (storage, user) = (storage.clone(), user.clone());
    let work = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let held = runtime.block_on(storage.lease(&user)).unwrap();
        (runtime, held)
    };
    std::thread::spawn(work).join().unwrap()
}

async fn within_half_a_minute<T>(work: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), work).await.expect("it hangs")
}

#[tokio::test]
async fn takes_over_a_stuck_lease_and_refuses_its_late_write() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let other = FileStorage {
            layout: storage.layout.clone(),
            leases: Leases::new(storage.leases.backend().clone()),
        };
        let (storage, other) =
            (storage.lease_time(Duration::from_millis(300)), other.lease_time(Duration::from_millis(300)));
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        for writes in [false, true] {
            let (runtime, held) = stuck(&storage, &user);
            // First by the same storage, which knows of the lease, then by another process.
            let waiting = if writes { &other } else { &storage };
            let second = within_half_a_minute(waiting.lease(&user)).await.unwrap();
            if writes {
                waiting.set(&user, Some(&State::new("newer"))).await.unwrap();
            }
            second.release().await;
            let late = storage.set(&user, Some(&State::new("late"))).await;
            assert_eq!(late.as_ref().err().map(StorageError::is_superseded), writes.then_some(true));
            std::thread::spawn(move || drop((held, runtime))).join().unwrap();
        }
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("newer")));
        storage.set(&user, Some(&State::new("next"))).await.unwrap();
    }
}

#[tokio::test]
async fn refuses_a_late_write_after_the_user_was_removed() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let storage = storage.lease_time(Duration::from_millis(300));
        let other = FileStorage {
            layout: storage.layout.clone(),
            leases: Leases::new(storage.leases.backend().clone()).with_time(Duration::from_millis(300)),
        };
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        let (runtime, held) = stuck(&storage, &user);
        let second = within_half_a_minute(other.lease(&user)).await.unwrap();
        other.set(&user, None).await.unwrap();
        second.release().await;
        assert!(!lock_of(&storage, &user).exists());
        assert!(storage.set(&user, Some(&State::new("late"))).await.unwrap_err().is_superseded());
        assert_eq!(storage.get(&user).await.unwrap(), None);
        std::thread::spawn(move || drop((held, runtime))).join().unwrap();
    }
}

#[tokio::test]
async fn a_held_lease_is_not_taken_over() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let other = FileStorage {
            layout: storage.layout.clone(),
            leases: Leases::new(storage.leases.backend().clone()),
        };
        let time = Duration::from_secs(2);
        let held = storage.lease_time(time).lease(&user).await.unwrap();
        let other = other.lease_time(time);
        assert!(tokio::time::timeout(time * 2, other.lease(&user)).await.is_err());
        drop(held);
        drop(within_half_a_minute(other.lease(&user)).await.unwrap());
    }
}

#[tokio::test]
async fn writes_without_a_lease_count_as_newest() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    for storage in both(&folder) {
        let other = FileStorage {
            layout: storage.layout.clone(),
            leases: Leases::new(storage.leases.backend().clone()),
        };
        for newest in [Some(State::new("of the program")), None] {
            let held = storage.lease(&user).await.unwrap();
            storage.set(&user, Some(&State::new("under the lease"))).await.unwrap();
            other.set(&user, newest.as_ref()).await.unwrap();
            assert!(storage.set(&user, Some(&State::new("older"))).await.unwrap_err().is_superseded());
            assert!(storage.set(&user, None).await.unwrap_err().is_superseded());
            assert_eq!(storage.get(&user).await.unwrap(), newest);
            drop(held);
            let held = storage.lease(&user).await.unwrap();
            storage.set(&user, Some(&State::new("next"))).await.unwrap();
            drop(held);
        }
    }
}

#[tokio::test(start_paused = true)]
async fn the_error_of_a_stuck_write_lock_names_its_process() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let storage = FileStorage::directory(folder.path().join("many"));
    storage.set(&user, Some(&State::new("old"))).await.unwrap();
    let path = storage.leases.backend().writers();
    let held = fs::OpenOptions::new().write(true).open(&path).unwrap();
    fs4::FileExt::lock(&held).unwrap();
    let error = storage.set(&user, Some(&State::new("new"))).await.unwrap_err().to_string();
    let process = format!("process {}", std::process::id());
    assert!(error.contains(path.to_str().unwrap()) && error.contains(&process), "{error}");
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")), "reading goes on");
    drop(held);
    storage.set(&user, Some(&State::new("new"))).await.unwrap();
}

#[tokio::test]
async fn a_deleted_lock_file_does_not_block_leases() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let storage = FileStorage::directory(folder.path().join("many"));
    let held = storage.lease(&user).await.unwrap();
    fs::remove_file(folder.path().join("many").join(format!("{}.lock", name_of(&user)))).unwrap();
    drop(storage.lease(&user).await.unwrap());
    drop(held);
}
