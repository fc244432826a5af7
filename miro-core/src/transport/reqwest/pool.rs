use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::time::Instant;

/// The total wait of abandoned requests, sequential or concurrent, after which their connections count as dead.
const SILENCE: Duration = Duration::from_secs(1);

/// The connections to one origin: one with HTTP/2, one for each request in flight or idle with HTTP/1.1.
///
/// reqwest gives no access to a connection, nor to data on it other than responses. So dead ones are detected by
/// requests that were abandoned while nothing at all arrived from the origin.
pub(super) struct Pool {
    client: reqwest::Client,
    start: Instant,
    /// The time of the last arrival, in milliseconds after the start.
    heard: AtomicU64,
    /// The total wait of the requests that were abandoned since then, in milliseconds.
    silence: AtomicU64,
}

impl Pool {
    pub(super) fn new(client: reqwest::Client) -> Self {
        Self { client, start: Instant::now(), heard: AtomicU64::new(0), silence: AtomicU64::new(0) }
    }

    pub(super) fn client(&self) -> &reqwest::Client {
        &self.client
    }

    /// Whether requests would wait here in vain.
    pub(super) fn is_silent(&self) -> bool {
        Duration::from_millis(self.silence.load(Ordering::Relaxed)) >= SILENCE
    }

    /// Records that data has arrived.
    pub(super) fn heard(&self) {
        self.heard.store(milliseconds(self.start.elapsed()), Ordering::Relaxed);
        self.silence.store(0, Ordering::Relaxed);
    }

    /// Records that a request was abandoned that has been waiting since then.
    pub(super) fn abandoned(&self, since: Instant) {
        let began = milliseconds(since.saturating_duration_since(self.start));
        if self.heard.load(Ordering::Relaxed) <= began {
            self.silence.fetch_add(milliseconds(since.elapsed()), Ordering::Relaxed);
        }
    }
}

fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use tokio::time::advance;

    use super::*;
    use crate::transport::reqwest::settings;

    fn pool() -> Pool {
        Pool::new(settings::build(settings::defaults().tls_certs_only([])).unwrap())
    }

    async fn pass(milliseconds: u64) {
        advance(Duration::from_millis(milliseconds)).await;
    }

    #[tokio::test(start_paused = true)]
    async fn abandoned_requests_in_silence_add_up_to_a_dead_connection() {
        let pool = pool();
        for waited in [400, 599] {
            let since = Instant::now();
            pass(waited).await;
            pool.abandoned(since);
            assert!(!pool.is_silent());
            pass(60_000).await;
        }
        let since = Instant::now();
        pass(1).await;
        pool.abandoned(since);
        assert!(pool.is_silent());
    }

    #[tokio::test(start_paused = true)]
    async fn a_connection_with_traffic_is_alive() {
        let pool = pool();
        pass(10).await;
        let since = Instant::now();
        pass(5_000).await;
        pool.heard();
        pass(5_000).await;
        pool.abandoned(since);
        assert!(!pool.is_silent(), "data arrived while the request waited");
        let since = Instant::now();
        pass(900).await;
        pool.abandoned(since);
        pool.heard();
        let since = Instant::now();
        pass(900).await;
        pool.abandoned(since);
        assert!(!pool.is_silent(), "data arrived between the two");
        pass(1).await;
        let since = Instant::now();
        pass(100).await;
        pool.abandoned(since);
        assert!(pool.is_silent(), "no data arrived since then");
    }
}
