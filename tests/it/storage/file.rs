use super::conforms;
use super::process::{
    Place, a_killed_process_leaves_a_complete_login, a_killed_process_releases_its_lease,
    a_suspended_process_overwrites_nothing_newer, a_suspended_process_writes_an_unchanged_login,
    no_change_is_lost,
};

/// One file for each user, and one for all.
fn places(folder: &tempfile::TempDir) -> [Place; 2] {
    let path = |name: &str| folder.path().join(name).display().to_string();
    [Place::new("directory", path("many")), Place::new("single", path("one/logins.json"))]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conforms_to_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        conforms(async || Ok(place.open().await)).await;
    }
}

#[tokio::test]
async fn processes_lose_no_changes() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        no_change_is_lost(&place).await;
    }
}

#[tokio::test]
async fn a_lease_ends_with_its_process() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_killed_process_releases_its_lease(&place).await;
    }
}

#[tokio::test]
async fn a_crash_leaves_a_complete_login() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_killed_process_leaves_a_complete_login(&place).await;
    }
}

#[tokio::test]
async fn a_suspended_process_neither_blocks_nor_overwrites_a_newer_login() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_suspended_process_overwrites_nothing_newer(&place).await;
    }
}

#[tokio::test]
async fn a_suspended_process_still_writes_an_unchanged_login() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_suspended_process_writes_an_unchanged_login(&place).await;
    }
}
