//! The purpose of storages: several processes with one login, one of which refreshes it.

use futures_util::future::join_all;
use miro_sandbox::Sandbox;

use super::process::Place;
use super::redis;
use crate::login::{builder, log_in, token_requests};

/// Apps that know each other only through the storage, as processes do.
async fn refreshed_once(place: &Place) {
    let sandbox = Sandbox::start().await;
    let open = async || builder(&sandbox).storage(place.open().await).build().unwrap();
    let apps = join_all((0..6).map(|_| open())).await;
    log_in(&apps[0], &sandbox).await;
    for round in 0..3 {
        sandbox.expire_access_tokens();
        sandbox.clear_requests();
        let calls = apps.iter().map(|app| async { app.api().boards().list().await.map(drop) });
        for result in join_all(calls).await {
            result.unwrap_or_else(|error| panic!("round {round}: {error}"));
        }
        assert_eq!(token_requests(&sandbox).len(), 1, "one of them refreshes, the others read");
    }
}

#[tokio::test]
async fn refreshes_once_with_files() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    refreshed_once(&Place::new("directory", path("many"))).await;
    refreshed_once(&Place::new("single", path("one.json"))).await;
    refreshed_once(&Place::new("encrypted-directory", path("encrypted"))).await;
}

#[tokio::test]
async fn refreshes_once_with_redis() {
    for what in ["redis", "encrypted-redis"] {
        let Some(place) = redis::place(what, &format!("refresh-{what}")) else { return };
        refreshed_once(&place).await;
    }
}
