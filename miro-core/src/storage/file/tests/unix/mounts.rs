use std::process::Command;

use super::*;

/// A mount that is removed on drop.
struct Mount(PathBuf);

impl Mount {
    /// Returns `None` if tests may not mount.
    fn new(arguments: &[&str], at: &Path) -> Option<Self> {
        let mounted = Command::new("mount").args(arguments).arg(at).output();
        if mounted.is_ok_and(|output| output.status.success()) {
            return Some(Self(at.to_owned()));
        }
        eprintln!("SKIPPED: this account may not mount");
        None
    }

    fn read_only(&self, read_only: bool) {
        let option = if read_only { "remount,ro" } else { "remount,rw" };
        let done = Command::new("mount").args(["-o", option]).arg(&self.0).status().unwrap();
        assert!(done.success());
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0).status();
    }
}

fn fill(path: &Path) {
    let mut file = fs::File::create(path).unwrap();
    while std::io::Write::write_all(&mut file, &[7; 1024]).is_ok() {}
}

#[tokio::test]
async fn a_full_disk_fails_new_leases_but_not_leased_writes() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs"], &disk) else {
        return;
    };
    let many = FileStorage::directory(disk.join("many"));
    let one = FileStorage::single(disk.join("one/logins.json"));
    for storage in [many, one] {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        let filler = disk.join("filler");
        let held = storage.lease(&user).await.unwrap();
        fill(&filler);
        let new = State::new("new".repeat(4 * 1024));
        storage.set(&user, Some(&new)).await.unwrap();
        held.release().await;
        fill(&disk.join("rest"));
        let error = storage.lease(&user).await.unwrap_err().to_string();
        assert!(error.contains("no room"), "{error}");
        assert_eq!(storage.get(&user).await.unwrap(), Some(new));
        fs::remove_file(&filler).unwrap();
        storage.lease(&user).await.unwrap().release().await;
        fs::remove_file(disk.join("rest")).unwrap();
    }
}

#[tokio::test]
async fn a_lease_reserves_space_for_two_writes() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(_mount) = Mount::new(&["-t", "tmpfs", "-o", "size=256k,mode=700", "tmpfs"], &disk) else {
        return;
    };
    let many = FileStorage::directory(disk.join("many"));
    let one = FileStorage::single(disk.join("one/logins.json"));
    for storage in [many, one] {
        let old = State::new("old");
        storage.set(&user, Some(&old)).await.unwrap();
        let held = storage.lease(&user).await.unwrap();
        storage.set(&user, Some(&old.with_refresh_begun("this process"))).await.unwrap();
        fill(&disk.join("filler"));
        let new = State::new("new".repeat(4 * 1024));
        storage.set(&user, Some(&new)).await.unwrap();
        held.release().await;
        assert_eq!(storage.get(&user).await.unwrap(), Some(new));
        fs::remove_file(disk.join("filler")).unwrap();
    }
    let left: Vec<_> =
        fs::read_dir(disk.join("many")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(left.iter().all(|name| !name.to_string_lossy().contains("spare")), "{left:?}");
}

#[tokio::test]
async fn a_read_only_disk_fails_leases_but_not_reads() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).unwrap();
    let Some(mount) = Mount::new(&["-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs"], &disk) else {
        return;
    };
    let many = FileStorage::directory(disk.join("many"));
    let one = FileStorage::single(disk.join("one/logins.json"));
    for storage in [many, one] {
        storage.set(&user, Some(&State::new("old"))).await.unwrap();
        mount.read_only(true);
        let error = storage.lease(&user).await.unwrap_err().to_string();
        assert!(error.contains("Read-only"), "{error}");
        assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
        mount.read_only(false);
        storage.lease(&user).await.unwrap().release().await;
    }
}

#[tokio::test]
async fn a_mount_point_fails_the_lease() {
    let (folder, user) = (folder(), UserKey::new("anna"));
    let elsewhere = FileStorage::single(folder.path().join("elsewhere.json"));
    elsewhere.set(&user, Some(&State::new("old"))).await.unwrap();
    let (from, at) = (folder.path().join("elsewhere.json"), folder.path().join("logins.json"));
    fs::write(&at, "").unwrap();
    open_up(&at, 0o600);
    let Some(_mount) = Mount::new(&["--bind", from.to_str().unwrap()], &at) else { return };
    let storage = FileStorage::single(&at);
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
    for error in [
        storage.lease(&user).await.unwrap_err(),
        storage.set(&user, Some(&State::new("new"))).await.unwrap_err(),
    ] {
        let error = error.to_string();
        assert!(error.contains("mount the directory") && error.contains("logins.json"), "{error}");
    }
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
}
