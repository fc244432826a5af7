//! A Redis that rejects commands: the error texts, that nothing is lost, and that it works again afterwards.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpListener;
use std::time::Duration;

use miro::storage::{RedisStorage, Storage};
use miro::token::{State, UserKey};
use miro_servers::{Durability, Kind, PASSWORD, Server, ask_redis};
use tokio::time::timeout;

/// Exceeded only by a hang.
const HANG: Duration = Duration::from_secs(60);

fn server() -> Option<Server> {
    Server::start(Kind::Redis, Durability::Unsynced).unwrap()
}

/// Returns the errors of reading, leasing and, without a lease, writing.
async fn errors(storage: &RedisStorage, user: &UserKey) -> [Option<String>; 3] {
    let shown = |error: miro::storage::StorageError| {
        assert!(!format!("{error} {error:?}").contains(PASSWORD), "{error}");
        error.to_string()
    };
    [
        timeout(HANG, storage.get(user)).await.unwrap().err().map(shown),
        timeout(HANG, storage.lease(user)).await.unwrap().err().map(shown),
        timeout(HANG, storage.set(user, Some(&State::new("new")))).await.unwrap().err().map(shown),
    ]
}

#[tokio::test]
async fn a_replica_is_reported_and_works_once_promoted() {
    let Some(server) = server() else { return };
    let (storage, user) = (RedisStorage::connect(&server.url()).await.unwrap(), UserKey::new("anna"));
    storage.set(&user, Some(&State::new("old"))).await.unwrap();
    // As after a failover, with an unreachable master.
    ask_redis(&server.url(), "REPLICAOF 127.0.0.1 1").unwrap();
    let [read, lease, write] = errors(&storage, &user).await;
    assert_eq!(read, None, "reads succeed");
    for error in [lease, write] {
        assert!(error.as_ref().is_some_and(|error| error.contains("connect to the master")), "{error:?}");
    }
    ask_redis(&server.url(), "REPLICAOF NO ONE").unwrap();
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("old")));
    assert_eq!(errors(&storage, &user).await, [None, None, None]);
}

#[tokio::test]
async fn reports_a_missing_password() {
    let Some(server) = server() else { return };
    let url = server.url().replace(&format!(":{PASSWORD}@"), "");
    // It accepts the connection, and rejects what follows.
    let storage = match RedisStorage::connect(&url).await {
        Ok(storage) => storage,
        Err(error) => {
            assert!(error.to_string().contains("name one in the URL"), "{error}");
            return;
        }
    };
    for error in errors(&storage, &UserKey::new("anna")).await {
        assert!(error.as_ref().is_some_and(|error| error.contains("name one in the URL")), "{error:?}");
    }
}

#[tokio::test]
async fn reports_and_keeps_a_foreign_key() {
    let Some(server) = server() else { return };
    let (storage, user) = (RedisStorage::connect(&server.url()).await.unwrap(), UserKey::new("anna"));
    ask_redis(&server.url(), "SET miro:login:anna text").unwrap();
    for error in errors(&storage, &user).await {
        assert!(error.as_ref().is_some_and(|error| error.contains("another prefix")), "{error:?}");
    }
    assert_eq!(ask_redis(&server.url(), "GET miro:login:anna").unwrap(), "$4\ntext");
    ask_redis(&server.url(), "DEL miro:login:anna").unwrap();
    assert_eq!(errors(&storage, &user).await, [None, None, None]);
}

#[tokio::test]
async fn a_full_redis_fails_leases_but_writes_held_ones() {
    let Some(server) = server() else { return };
    let url = server.url();
    let (storage, user) = (RedisStorage::connect(&url).await.unwrap(), UserKey::new("anna"));
    storage.set(&user, Some(&State::new("old"))).await.unwrap();
    let held = storage.lease(&user).await.unwrap();
    ask_redis(&url, "CONFIG SET maxmemory 1").unwrap();
    let new = State::new("new".repeat(4_000));
    storage.set(&user, Some(&new)).await.unwrap();
    drop(held);
    let error = timeout(HANG, storage.lease(&user)).await.unwrap().unwrap_err().to_string();
    assert!(error.contains("maxmemory"), "{error}");
    assert_eq!(storage.get(&user).await.unwrap(), Some(new));
    ask_redis(&url, "CONFIG SET maxmemory 0").unwrap();
    drop(storage.lease(&user).await.unwrap());
}

#[tokio::test]
async fn a_lease_releases_its_reserved_memory() {
    let Some(server) = server() else { return };
    let (storage, user) = (RedisStorage::connect(&server.url()).await.unwrap(), UserKey::new("anna"));
    let length = || ask_redis(&server.url(), "HSTRLEN miro:login:anna room").unwrap();
    let held = storage.lease(&user).await.unwrap();
    assert_eq!(length(), ":16384");
    drop(held);
    // The next lease is granted after the release.
    drop(storage.lease(&user).await.unwrap());
    let other = storage.lease(&UserKey::new("anna")).await.unwrap();
    storage.set(&user, Some(&State::new("token"))).await.unwrap();
    assert_eq!(length(), ":0");
    drop(other);
}

#[tokio::test]
async fn does_not_wait_out_a_clock_that_was_set_back() {
    let Some(server) = server() else { return };
    let url = server.url();
    let storage = RedisStorage::connect(&url).await.unwrap().lease_time(Duration::from_secs(1));
    let user = UserKey::new("anna");
    let seconds: u64 = ask_redis(&url, "TIME").unwrap().lines().nth(2).unwrap().parse().unwrap();
    // A lease of an earlier version, and one with its lease time.
    for time in ["", " time 1000"] {
        let until = (seconds + 3600) * 1000;
        ask_redis(&url, &format!("HSET miro:login:anna owner somebody until {until} fence 7{time}")).unwrap();
        let held = timeout(HANG, storage.lease(&user)).await.expect("an hour is waited out").unwrap();
        storage.set(&user, Some(&State::new("new"))).await.unwrap();
        drop(held);
    }
}

/// Responds to everything with this error, like a Redis that cannot serve.
fn refusing(error: &'static str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("redis://{}", listener.local_addr().unwrap());
    std::thread::spawn(move || {
        while let Ok((connection, _)) = listener.accept() {
            std::thread::spawn(move || {
                let (mut reader, mut writer) = (BufReader::new(&connection), &connection);
                let mut line = String::new();
                while reader.read_line(&mut line).is_ok_and(|length| length > 0) {
                    // An array of this many texts, each after its length.
                    let texts: usize =
                        line.trim_end().strip_prefix('*').map_or(0, |number| number.parse().unwrap());
                    for _ in 0..texts {
                        line.clear();
                        reader.read_line(&mut line).unwrap();
                        let length: usize = line.trim_end().strip_prefix('$').unwrap().parse().unwrap();
                        reader.read_exact(&mut vec![0; length + 2]).unwrap();
                    }
                    line.clear();
                    writer.write_all(format!("-{error}\r\n").as_bytes()).unwrap();
                }
            });
        }
    });
    url
}

#[tokio::test]
async fn redis_errors_say_what_to_do() {
    for (error, hint) in [
        ("LOADING Redis is loading the dataset in memory", "try again later"),
        (
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            "connect to the master",
        ),
        ("CLUSTERDOWN The cluster is down", "when it is complete"),
        ("MISCONF Errors writing to the AOF file: No space left on device", "full disk"),
        ("NOREPLICAS Not enough good replicas to write.", "min-replicas-to-write"),
    ] {
        let storage = RedisStorage::connect(&refusing(error)).await;
        let storage = storage.unwrap_or_else(|error| panic!("it is connected to: {error}"));
        for seen in errors(&storage, &UserKey::new("anna")).await {
            assert!(seen.as_ref().is_some_and(|seen| seen.contains(hint)), "{error}: {seen:?}");
        }
    }
}

#[test]
fn without_a_runtime_it_returns_an_error() {
    use futures_util::FutureExt;

    let Some(url) = Kind::Redis.shared_url() else { return };
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let (storage, user) = (runtime.block_on(RedisStorage::connect(url)).unwrap(), UserKey::new("anna"));
    for error in [
        storage.get(&user).now_or_never().unwrap().map(drop).unwrap_err(),
        storage.set(&user, None).now_or_never().unwrap().unwrap_err(),
        storage.lease(&user).now_or_never().unwrap().map(drop).unwrap_err(),
    ] {
        assert!(error.to_string().contains("no Tokio runtime"), "{error}");
    }
}
