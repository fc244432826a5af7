use std::sync::atomic::Ordering;
use std::time::Duration;

use http::StatusCode;

use super::{Middleware, Next, rate_limit, terminal, try_clone};
use crate::error::{Error, ErrorKind};
use crate::transport::{Body, BoxFuture};

/// How often, and how patiently, a failed call is tried again.
///
/// A call that may be made twice without harm (`GET`, `PUT`, `DELETE`) is tried again after 502, 503, 504, a time-out
/// and a broken connection; any call is tried again if it surely was not done: after a 429, and where no connection
/// could be made.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    tries: u32,
    shortest_wait: Duration,
    longest_wait: Duration,
}

impl RetryPolicy {
    /// No second try.
    #[must_use]
    pub const fn never() -> Self {
        Self { tries: 1, ..Self::standard() }
    }

    /// Four tries, waits from a quarter of a second, up to 90 seconds for the server's own hint.
    #[must_use]
    pub const fn standard() -> Self {
        Self { tries: 4, shortest_wait: Duration::from_millis(250), longest_wait: Duration::from_secs(90) }
    }

    /// This many tries in all; 1 means that nothing is tried again, and so does 0.
    #[must_use]
    pub const fn tries(mut self, tries: u32) -> Self {
        self.tries = tries;
        self
    }

    /// The bound of the first random wait; it doubles with each try. A quarter of a second if it is not set.
    #[must_use]
    pub const fn shortest_wait(mut self, wait: Duration) -> Self {
        self.shortest_wait = wait;
        self
    }

    /// The longest wait, for the server's hint too: where it asks for more, the error comes at once. 90 seconds if it is
    /// not set, one and a half windows of Miro's rate limit.
    #[must_use]
    pub const fn longest_wait(mut self, wait: Duration) -> Self {
        self.longest_wait = wait;
        self
    }

    /// A random wait up to the bound ('full jitter'), so that clients that failed together do not come back together.
    fn backoff(&self, attempt: u32) -> Duration {
        let doublings = attempt.saturating_sub(1).min(16);
        let bound = self.shortest_wait.saturating_mul(1 << doublings).min(self.longest_wait);
        bound.mul_f64(fastrand::f64())
    }
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}

#[derive(Debug)]
pub(super) struct Retry(RetryPolicy);

impl Retry {
    pub(super) fn new(policy: RetryPolicy) -> Self {
        Self(policy)
    }

    /// How long to wait before the next try; none if this result stands.
    fn wait(
        &self,
        result: &Result<http::Response<Body>, Error>,
        attempt: u32,
        idempotent: bool,
    ) -> Option<Duration> {
        if attempt >= self.0.tries {
            return None;
        }
        let may_repeat = match result {
            Ok(response) => match response.status() {
                StatusCode::TOO_MANY_REQUESTS => true,
                StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
                    idempotent
                }
                _ => false,
            },
            // Of another operation is the error of a token request, which had its own tries.
            Err(error) if error.operation().is_some() => false,
            Err(error) => match error.kind() {
                ErrorKind::Connection | ErrorKind::Timeout => idempotent || terminal::is_not_sent(error),
                _ => false,
            },
        };
        if !may_repeat {
            return None;
        }
        let response = result.as_ref().ok();
        let hint =
            response.and_then(|response| rate_limit::reset_hint(response.status(), response.headers()));
        match hint {
            // The hint names the earliest moment; a little on top keeps many clients from returning as one.
            Some(hint) => {
                (hint <= self.0.longest_wait).then(|| hint + self.0.shortest_wait.mul_f64(fastrand::f64()))
            }
            None => Some(self.0.backoff(attempt)),
        }
    }
}

impl Middleware for Retry {
    fn handle<'a>(
        &'a self,
        request: http::Request<Body>,
        next: Next<'a>,
    ) -> BoxFuture<'a, Result<http::Response<Body>, Error>> {
        Box::pin(async move {
            let context = next.context();
            let mut current = request;
            loop {
                let spare = try_clone(&current);
                let attempt = context.attempts.fetch_add(1, Ordering::Relaxed) + 1;
                let result = next.run(current).await;
                let (Some(wait), Some(spare)) = (self.wait(&result, attempt, context.idempotent), spare)
                else {
                    return result;
                };
                tracing::debug!(attempt, wait_ms = wait.as_millis(), "trying again");
                tokio::time::sleep(wait).await;
                current = spare;
            }
        })
    }
}
