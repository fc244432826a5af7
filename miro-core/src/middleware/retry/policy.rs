use std::time::Duration;

use http::StatusCode;

/// How often, and how fast, a failed call is retried.
///
/// An idempotent call (`GET`, `PUT`, `DELETE`) is retried after 500, 502, 503, 504, a timeout and a broken connection. Any
/// call is retried if it certainly was not processed: after a 429, and if no connection could be made.
///
/// While most calls of a user fail, that user's calls are retried less: each user has an allowance of 20 retries.
/// Every retry takes one from it, and every five successful calls add one. It is full again ten minutes after the
/// last failed call. Retries after a 429 are not counted, because Miro itself reports when they succeed. Users do
/// not affect each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    deadline: Option<Duration>,
    statuses: &'static [u16],
}

/// Statuses of temporary failures. Miro was seen to respond with 500 every other time for an evening.
const STATUSES: &[u16] = &[500, 502, 503, 504];

impl RetryPolicy {
    /// Returns a policy without retries.
    #[must_use]
    pub const fn never() -> Self {
        Self { max_attempts: 1, ..Self::standard() }
    }

    /// Returns the default policy: four attempts, backoff from a quarter of a second, and up to 90 seconds if the
    /// server requests them.
    #[must_use]
    pub const fn standard() -> Self {
        Self {
            max_attempts: 4,
            initial_backoff: Duration::from_millis(250),
            max_backoff: Duration::from_secs(90),
            deadline: None,
            statuses: STATUSES,
        }
    }

    /// Sets the statuses after which an idempotent call is retried. The default is 500, 502, 503 and 504.
    ///
    /// A 429 is always retried, for any call; statuses below 400 never are.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    pub(super) fn repeats(&self, status: StatusCode) -> bool {
        status.as_u16() >= 400 && self.statuses.contains(&status.as_u16())
    }

    /// Sets the number of attempts, the first included. With 0 or 1 nothing is retried.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// Sets the bound of the first random wait, which doubles with each attempt. The default is a quarter of a second.
    #[must_use]
    pub const fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait;
        self
    }

    /// Sets the longest wait. The default is 90 seconds, one and a half windows of Miro's rate limit.
    ///
    /// If the server requests a longer wait, the call fails at once.
    #[must_use]
    pub const fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// Sets the time limit of the whole call: its attempts, the waits between them, and waits for credits. There
    /// is no limit by default.
    ///
    /// After that the call fails at once, with [`Timeout`](crate::ErrorKind::Timeout) if an attempt is
    /// interrupted.
    #[must_use]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// The time limit of the whole call.
    pub(super) fn time_limit(&self) -> Option<Duration> {
        self.deadline
    }

    /// Returns the wait after an attempt, given the server's hint; `None` after the last attempt, or if the hint
    /// is too long.
    pub(super) fn wait(&self, attempt: u32, hint: Option<Duration>) -> Option<Duration> {
        if attempt >= self.max_attempts {
            return None;
        }
        match hint {
            // The hint is the earliest moment; a random addition keeps clients from returning all at once.
            Some(hint) => {
                (hint <= self.max_backoff).then(|| hint.saturating_add(up_to(self.initial_backoff)))
            }
            None => Some(self.backoff(attempt)),
        }
    }

    /// Returns a random wait up to the bound ("full jitter"), so that clients that failed together do not return
    /// together.
    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        up_to(self.initial_backoff.saturating_mul(doubled).min(self.max_backoff))
    }
}

/// Returns a random duration up to this bound.
fn up_to(bound: Duration) -> Duration {
    // `Duration::mul_f64` panics if rounding exceeds the longest duration.
    Duration::try_from_secs_f64(bound.as_secs_f64() * fastrand::f64()).unwrap_or(bound)
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}
