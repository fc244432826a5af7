use super::conforms;
use super::process::{
    Place, a_killed_process_gives_its_lease_back, a_killed_process_leaves_a_whole_login,
    a_stopped_process_overwrites_nothing_newer, a_stopped_process_still_writes_where_nobody_else_has,
    no_change_is_lost,
};

/// One file for each user, and one for all.
fn places(folder: &tempfile::TempDir) -> [Place; 2] {
    let path = |name: &str| folder.path().join(name).display().to_string();
    [Place::new("directory", path("many")), Place::new("single", path("one/logins.json"))]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn it_keeps_the_contract() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        conforms(async || Ok(place.open().await)).await;
    }
}

#[tokio::test]
async fn processes_lose_no_change_of_each_other() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        no_change_is_lost(&place).await;
    }
}

#[tokio::test]
async fn a_lease_ends_with_its_process() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_killed_process_gives_its_lease_back(&place).await;
    }
}

#[tokio::test]
async fn a_crash_leaves_a_whole_login() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_killed_process_leaves_a_whole_login(&place).await;
    }
}

#[tokio::test]
async fn who_was_stopped_keeps_nobody_waiting_and_does_not_overwrite_a_newer_login() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_stopped_process_overwrites_nothing_newer(&place).await;
    }
}

#[tokio::test]
async fn who_was_stopped_still_writes_where_nobody_else_has() {
    let folder = tempfile::tempdir().unwrap();
    for place in places(&folder) {
        a_stopped_process_still_writes_where_nobody_else_has(&place).await;
    }
}
