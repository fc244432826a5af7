use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::Instant;

use super::error;
use super::pool::Pool;
use crate::transport::TransportError;

/// One request that waits for its response. If it is dropped while it waits, the request was abandoned.
pub(super) struct Wait {
    pool: Arc<Pool>,
    since: Option<Instant>,
}

impl Wait {
    pub(super) fn new(pool: Arc<Pool>) -> Self {
        Self { pool, since: Some(Instant::now()) }
    }

    /// Records that data has arrived.
    pub(super) fn heard(&mut self) {
        self.pool.heard();
        self.since = None;
    }

    /// A failure means that data arrived or the connection ended, except for reqwest's own timeout, which abandons
    /// the request.
    pub(super) fn failed(&mut self, error: &reqwest::Error) {
        if !error::is_timeout(error) {
            self.since = None;
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(since) = self.since {
            self.pool.abandoned(since);
        }
    }
}

/// The body of a response. It waits while it is read, not while it is kept.
pub(super) struct Watched {
    body: reqwest::Body,
    wait: Wait,
}

impl Watched {
    pub(super) fn new(body: reqwest::Body, wait: Wait) -> Self {
        Self { body, wait }
    }
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let Poll::Ready(frame) = Pin::new(&mut self.body).poll_frame(context) else {
            self.wait.since.get_or_insert_with(Instant::now);
            return Poll::Pending;
        };
        if let Some(Err(error)) = &frame {
            self.wait.failed(error);
        } else {
            self.wait.heard();
        }
        Poll::Ready(frame.map(|frame| frame.map_err(error::of_body)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;
    use std::time::Duration;

    use futures_util::{FutureExt as _, StreamExt as _, stream};
    use http_body_util::BodyExt as _;
    use tokio::time::{advance, sleep};

    use super::*;
    use crate::transport::reqwest::settings;

    /// Longer than the silence of a dead connection.
    const LONG: Duration = Duration::from_secs(2);

    /// Returns a body of two pieces; each piece and the end take long.
    fn body() -> (Arc<Pool>, Watched) {
        let client = settings::build(settings::defaults().tls_certs_only([])).unwrap();
        let pool = Arc::new(Pool::new(client));
        let late = |piece| async move {
            sleep(LONG).await;
            piece
        };
        let pieces = stream::iter([Some("a"), Some("b"), None]).then(late);
        let pieces = pieces.filter_map(async |piece| piece.map(Ok::<_, Infallible>)).boxed();
        let mut wait = Wait::new(Arc::clone(&pool));
        wait.heard();
        (pool, Watched::new(reqwest::Body::wrap_stream(pieces), wait))
    }

    #[tokio::test(start_paused = true)]
    async fn a_slow_body_read_to_its_end_is_not_abandoned() {
        let (pool, body) = body();
        assert_eq!(body.collect().await.unwrap().to_bytes(), "ab");
        assert!(!pool.is_silent());
    }

    #[tokio::test(start_paused = true)]
    async fn a_body_dropped_while_awaited_is_abandoned() {
        let (pool, mut body) = body();
        body.frame().await.unwrap().unwrap();
        assert!(body.frame().now_or_never().is_none());
        advance(Duration::from_millis(999)).await;
        assert!(body.frame().now_or_never().is_none());
        advance(Duration::from_millis(1)).await;
        drop(body);
        assert!(pool.is_silent());
    }

    #[tokio::test(start_paused = true)]
    async fn an_unread_body_does_not_wait() {
        let (pool, mut body) = body();
        body.frame().await.unwrap().unwrap();
        advance(LONG).await;
        drop(body);
        assert!(!pool.is_silent());
    }

    #[tokio::test(start_paused = true)]
    async fn a_missing_response_counts_from_the_request() {
        let (pool, _) = body();
        let wait = Wait::new(Arc::clone(&pool));
        advance(LONG).await;
        drop(wait);
        assert!(pool.is_silent());
    }
}
