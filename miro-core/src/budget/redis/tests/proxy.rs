use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::sleep;

/// A slow connection to Redis that can be stopped.
pub(super) struct Proxy {
    url: String,
    is_stopped: Arc<AtomicBool>,
}

impl Proxy {
    /// Starts a proxy that delays each direction by `way`.
    pub(super) async fn start(url: &str, way: Duration) -> Self {
        let (login, address) = url.split_once('@').unwrap();
        let address = address.trim_end_matches('/').to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("{login}@{}/", listener.local_addr().unwrap());
        let is_stopped = Arc::new(AtomicBool::new(false));
        let stopped = is_stopped.clone();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let (from_client, to_client) = client.into_split();
                let (from_redis, to_redis) = TcpStream::connect(&address).await.unwrap().into_split();
                tokio::spawn(copy(from_client, to_redis, way, stopped.clone()));
                tokio::spawn(copy(from_redis, to_client, way, stopped.clone()));
            }
        });
        Self { url, is_stopped }
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) fn stop(&self, is_stopped: bool) {
        self.is_stopped.store(is_stopped, Ordering::Relaxed);
    }
}

async fn copy(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, way: Duration, is_stopped: Arc<AtomicBool>) {
    let mut bytes = [0; 16_384];
    while let Ok(count) = from.read(&mut bytes).await
        && count > 0
    {
        sleep(way).await;
        while is_stopped.load(Ordering::Relaxed) {
            sleep(Duration::from_millis(5)).await;
        }
        if to.write_all(&bytes[..count]).await.is_err() {
            return;
        }
    }
}
