use std::sync::{Arc, Mutex};
use std::time::Duration;

use http::{HeaderMap, HeaderValue, StatusCode};
use tokio::time::Instant;

/// A server that counts. Windows begin with their first request, as in the sandbox, and their end is reported in
/// whole seconds, rounded up.
pub(in crate::budget) struct Server {
    start: Instant,
    pub(super) limit: u64,
    length: Duration,
    windows: Mutex<Vec<Counted>>,
}

/// The counts of a window.
#[derive(Clone, Copy)]
pub(super) struct Counted {
    begin: Duration,
    pub(super) spent: u64,
    /// Number of our calls that were refused.
    pub(super) refused: usize,
}

/// The start of the server in seconds since 1970.
const EPOCH: u64 = 1_800_000_000;

impl Server {
    pub(in crate::budget) fn new(limit: u64, length: Duration) -> Arc<Self> {
        // Not at the start of a second of the server's clock.
        let start = Instant::now() - Duration::from_millis(370);
        Arc::new(Self { start, limit, length, windows: Mutex::default() })
    }

    /// Counts a call of ours. Returns the head of the response.
    pub(in crate::budget) fn spend(&self, credits: u64) -> http::response::Parts {
        let (is_enough, counted) = self.take(credits, true);
        let end = counted.begin + self.length;
        let reset = EPOCH + end.as_secs() + u64::from(end.subsec_nanos() > 0);
        let date = std::time::UNIX_EPOCH + Duration::from_secs(EPOCH + self.start.elapsed().as_secs());
        let mut headers = HeaderMap::new();
        for (name, value) in [
            ("x-ratelimit-limit", self.limit.to_string()),
            ("x-ratelimit-remaining", (self.limit - counted.spent).to_string()),
            ("x-ratelimit-reset", reset.to_string()),
            ("date", httpdate::fmt_http_date(date)),
        ] {
            headers.insert(name, HeaderValue::from_str(&value).unwrap());
        }
        let (mut parts, ()) = http::Response::new(()).into_parts();
        parts.headers = headers;
        parts.status = if is_enough { StatusCode::OK } else { StatusCode::TOO_MANY_REQUESTS };
        parts
    }

    /// Counts a call of another program.
    pub(super) fn spend_foreign(&self, credits: u64) {
        let _ = self.take(credits, false);
    }

    fn take(&self, credits: u64, is_own: bool) -> (bool, Counted) {
        let now = self.start.elapsed();
        let mut windows = self.windows.lock().unwrap();
        if windows.last().is_none_or(|last| now >= last.begin + self.length) {
            windows.push(Counted { begin: now, spent: 0, refused: 0 });
        }
        let counted = windows.last_mut().unwrap();
        let is_enough = counted.spent + credits <= self.limit;
        counted.spent += if is_enough { credits } else { 0 };
        counted.refused += usize::from(is_own && !is_enough);
        (is_enough, *counted)
    }

    /// Returns the number of the current window and its age.
    pub(super) fn window(&self) -> Option<(usize, Duration)> {
        let windows = self.windows.lock().unwrap();
        let age = self.start.elapsed() - windows.last()?.begin;
        (age < self.length).then_some((windows.len(), age))
    }

    /// Returns all windows except the last.
    pub(super) fn full(&self) -> Vec<Counted> {
        let mut windows = self.windows.lock().unwrap().clone();
        windows.pop();
        windows
    }

    /// Number of our calls that were refused.
    pub(in crate::budget) fn refused(&self) -> usize {
        self.windows.lock().unwrap().iter().map(|window| window.refused).sum()
    }
}
