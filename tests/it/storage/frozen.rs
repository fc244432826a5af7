//! Servers that stop responding: each operation fails after its limit, says so, and works again when the server does.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use miro::storage::{MySqlStorage, PostgresStorage, RedisStorage, Storage};
use miro::token::{State, UserKey};
use miro_servers::Kind;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};

/// Exceeded only by a hang: the longest limit of an operation is 60 seconds.
const HANG: Duration = Duration::from_secs(100);

/// A connection to a server that can be blocked: what is sent meanwhile arrives later.
struct Way {
    port: u16,
    is_blocked: Arc<AtomicBool>,
}

impl Way {
    async fn to(address: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (port, is_blocked) = (listener.local_addr().unwrap().port(), Arc::<AtomicBool>::default());
        let blocked = is_blocked.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&address).await.unwrap();
                let ((from_client, to_client), (from_server, to_server)) =
                    (client.into_split(), server.into_split());
                tokio::spawn(forward(from_client, to_server, blocked.clone()));
                tokio::spawn(forward(from_server, to_client, blocked.clone()));
            }
        });
        Self { port, is_blocked }
    }
}

async fn forward(
    mut from: tokio::net::tcp::OwnedReadHalf,
    mut to: tokio::net::tcp::OwnedWriteHalf,
    is_blocked: Arc<AtomicBool>,
) {
    let mut bytes = vec![0; 64 * 1024];
    while let Ok(length @ 1..) = from.read(&mut bytes).await {
        while is_blocked.load(Ordering::SeqCst) {
            sleep(Duration::from_millis(10)).await;
        }
        if to.write_all(&bytes[..length]).await.is_err() {
            break;
        }
    }
}

/// Returns the proxy to the address in this URL, and the URL with its port.
async fn through(url: &str) -> (Way, String) {
    let (login, address) = url.rsplit_once('@').unwrap();
    let (address, path) = address.split_once('/').unwrap();
    let way = Way::to(address.to_owned()).await;
    let url = format!("{login}@127.0.0.1:{}/{path}", way.port);
    (way, url)
}

async fn is_limited(storage: impl Storage, way: Way, name: &str) {
    let user = UserKey::new(name);
    storage.set(&user, Some(&State::new("old"))).await.unwrap();
    way.is_blocked.store(true, Ordering::SeqCst);
    let new = State::new("new");
    let (read, lease, write) = tokio::join!(
        timeout(HANG, storage.get(&user)),
        timeout(HANG, storage.lease(&user)),
        timeout(HANG, storage.set(&user, Some(&new))),
    );
    for error in [
        read.expect("`get` hangs").unwrap_err(),
        lease.expect("`lease` hangs").unwrap_err(),
        write.expect("`set` hangs").unwrap_err(),
    ] {
        let error = error.to_string();
        assert!(
            ["respond", "timed out", "no connection"].iter().any(|word| error.contains(word)),
            "{name}: {error}"
        );
    }
    way.is_blocked.store(false, Ordering::SeqCst);
    // What was in flight arrives first.
    sleep(Duration::from_secs(1)).await;
    let held = timeout(HANG, storage.lease(&user)).await.expect("it stays away");
    drop(held.unwrap_or_else(|error| panic!("{name}: {error}")));
    storage.set(&user, Some(&State::new("after"))).await.unwrap();
    assert_eq!(storage.get(&user).await.unwrap(), Some(State::new("after")));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_an_unresponsive_redis_is_limited() {
    let Some(url) = Kind::Redis.shared_url() else { return };
    let (way, url) = through(url).await;
    is_limited(RedisStorage::connect(&url).await.unwrap().key_prefix("frozen:"), way, "redis").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_an_unresponsive_postgres_is_limited() {
    let Some(url) = Kind::Postgres.shared_url() else { return };
    let (way, url) = through(url).await;
    let opening = PostgresStorage::connect(&url).table_prefix(format!("frozen_{}_", std::process::id()));
    is_limited(opening.await.unwrap(), way, "postgres").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn waiting_for_an_unresponsive_mariadb_is_limited() {
    let Some(url) = Kind::MariaDb.shared_url() else { return };
    let (way, url) = through(url).await;
    let opening = MySqlStorage::connect(&url).table_prefix(format!("frozen_{}_", std::process::id()));
    is_limited(opening.await.unwrap(), way, "mariadb").await;
}
