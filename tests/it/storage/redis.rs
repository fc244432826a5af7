use miro::storage::{RedisStorage, Storage};
use miro::token::{State, UserKey};
use miro_servers::{Durability, Kind, PASSWORD, Server};

use super::conforms;
use super::process::{
    LEASE_TIME, Place, a_killed_process_releases_its_lease, a_suspended_process_overwrites_nothing_newer,
    a_suspended_process_writes_an_unchanged_login, no_change_is_lost,
};

/// Keys used only by this test in the Redis that all tests share; `None` if Redis is not installed.
pub(super) fn place(what: &str, name: &str) -> Option<Place> {
    // Two runs may share a Redis that the environment names.
    let process = std::process::id();
    Some(Place::new(what, format_args!("{name}:{process}: {}", Kind::Redis.shared_url()?)))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn conforms_to_the_contract() {
    let Some(place) = place("redis", "contract") else { return };
    conforms(async || Ok(place.open().await)).await;
}

#[tokio::test]
async fn processes_lose_no_changes() {
    let Some(place) = place("redis", "processes") else { return };
    no_change_is_lost(&place).await;
}

#[tokio::test]
async fn a_lease_ends_after_its_process_was_killed() {
    let Some(place) = place("redis", "killed") else { return };
    a_killed_process_releases_its_lease(&place).await;
}

#[tokio::test]
async fn a_lease_lasts_as_long_as_it_is_held() {
    let Some(place) = place("redis", "long") else { return };
    let (one, other, user) = (place.open().await, place.open().await, UserKey::new("anna"));
    let held = one.lease(&user).await.unwrap();
    assert!(tokio::time::timeout(LEASE_TIME * 2, other.lease(&user)).await.is_err(), "it is extended");
    drop(held);
    drop(other.lease(&user).await.unwrap());
}

#[tokio::test]
async fn a_process_suspended_too_long_does_not_overwrite_a_newer_login() {
    let Some(place) = place("redis", "stopped") else { return };
    a_suspended_process_overwrites_nothing_newer(&place).await;
}

#[tokio::test]
async fn a_timed_out_lease_still_writes_an_unchanged_login() {
    let Some(place) = place("redis", "alone") else { return };
    a_suspended_process_writes_an_unchanged_login(&place).await;
}

#[tokio::test]
async fn writes_without_a_lease_count_as_newest() {
    let Some(place) = place("redis", "newest") else { return };
    let (one, other, user) = (place.open().await, place.open().await, UserKey::new("anna"));
    for newest in [Some(State::new("of the program")), None] {
        let held = one.lease(&user).await.unwrap();
        one.set(&user, Some(&State::new("under the lease"))).await.unwrap();
        other.set(&user, newest.as_ref()).await.unwrap();
        assert!(one.set(&user, Some(&State::new("older"))).await.unwrap_err().is_superseded());
        assert!(one.set(&user, None).await.unwrap_err().is_superseded());
        assert_eq!(one.get(&user).await.unwrap(), newest);
        drop(held);
        // The next lease is newer again.
        let held = one.lease(&user).await.unwrap();
        one.set(&user, Some(&State::new("next"))).await.unwrap();
        drop(held);
    }
}

#[tokio::test]
async fn prefixes_separate_logins() {
    let Some(url) = Kind::Redis.shared_url() else { return };
    let prefix = |name: &str| format!("apart:{}:{name}:", std::process::id());
    let storage = RedisStorage::connect(url).await.unwrap();
    let (one, other) = (storage.clone().key_prefix(prefix("one")), storage.key_prefix(prefix("other")));
    one.set(&"anna".into(), Some(&State::new("token"))).await.unwrap();
    assert_eq!(other.get(&"anna".into()).await.unwrap(), None);
}

#[tokio::test]
async fn recovers_after_a_redis_outage_without_losing_logins() {
    let Some(mut server) = Server::start(Kind::Redis, Durability::Durable).unwrap() else { return };
    let storage = RedisStorage::connect(&server.url()).await.unwrap();
    let (user, state) = (UserKey::new("anna"), State::new("token"));
    storage.set(&user, Some(&state)).await.unwrap();

    server.crash().unwrap();
    for error in [
        storage.get(&user).await.err(),
        storage.set(&user, None).await.err(),
        storage.lease(&user).await.err(),
    ] {
        let error = error.expect("Redis is away");
        assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
        assert!(error.to_string().contains("Redis at 127.0.0.1"), "{error}");
    }
    server.start_again().unwrap();
    assert_eq!(storage.get(&user).await.unwrap(), Some(state), "a confirmed `set` is on disk");

    // No request since: the first one must not fail.
    server.stop().unwrap();
    server.start_again().unwrap();
    drop(storage.lease(&user).await.unwrap());
    storage.get(&user).await.unwrap();
}

#[tokio::test]
async fn the_password_is_never_shown() {
    for url in [
        format!("http://anna:{PASSWORD}@127.0.0.1"),
        format!("redis://anna:{PASSWORD}@127.0.0.1:not-a-port"),
        format!("redis://anna:{PASSWORD}@127.0.0.1/{PASSWORD}"),
        format!("redis://anna:{PASSWORD}@127.0.0.1:1"),
        PASSWORD.to_owned(),
    ] {
        let error = RedisStorage::connect(&url).await.unwrap_err();
        assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
    }
    let Some(url) = Kind::Redis.shared_url() else { return };
    let storage = RedisStorage::connect(url).await.unwrap();
    assert!(!format!("{storage:?} {storage:#?}").contains(PASSWORD));
    let error = RedisStorage::connect(&url.replace(PASSWORD, "wrong-password")).await.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("wrong-password"), "{error}");
}
