use std::time::Duration;

use http::StatusCode;

/// How often, and how patiently, a failed call is tried again.
///
/// A call that may be made twice without harm (`GET`, `PUT`, `DELETE`) is tried again after 500, 502, 503, 504, a time-out
/// and a broken connection; any call is tried again if it surely was not done: after a 429, and where no connection
/// could be made.
///
/// While most calls of a user fail, that user's calls are retried less: each user has an allowance of 20 retries, from which
/// every retry takes one, and to which every five successful calls add one. It is full again ten minutes after the last failed
/// call. Retries after a 429 are not counted, because Miro itself says when they succeed. Users do not affect each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryPolicy {
    max_attempts: u32,
    initial_backoff: Duration,
    max_backoff: Duration,
    deadline: Option<Duration>,
    statuses: &'static [u16],
}

/// What passes by itself. Miro was seen to answer 500 every other time for an evening, with success in between.
const STATUSES: &[u16] = &[500, 502, 503, 504];

impl RetryPolicy {
    /// No second try.
    #[must_use]
    pub const fn never() -> Self {
        Self { max_attempts: 1, ..Self::standard() }
    }

    /// Four tries, waits from a quarter of a second, up to 90 seconds for the server's own hint.
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

    /// The statuses after which a call that may be made twice is tried again: 500, 502, 503 and 504 if they are not set. A 429
    /// is among them in any case, for any call; those below 400 are no failures, and never are.
    #[must_use]
    pub const fn statuses(mut self, statuses: &'static [u16]) -> Self {
        self.statuses = statuses;
        self
    }

    pub(super) fn repeats(&self, status: StatusCode) -> bool {
        status.as_u16() >= 400 && self.statuses.contains(&status.as_u16())
    }

    /// This many tries in all; 1 means that nothing is tried again, and so does 0.
    #[must_use]
    pub const fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts;
        self
    }

    /// The bound of the first random wait; it doubles with each try. A quarter of a second if it is not set.
    #[must_use]
    pub const fn initial_backoff(mut self, wait: Duration) -> Self {
        self.initial_backoff = wait;
        self
    }

    /// The longest wait, for the server's hint too: where it asks for more, the error comes at once. 90 seconds if it is
    /// not set, one and a half windows of Miro's rate limit.
    #[must_use]
    pub const fn max_backoff(mut self, wait: Duration) -> Self {
        self.max_backoff = wait;
        self
    }

    /// How long a call may take in all: its tries, the waits between them, and waits for credits. When it is over the error
    /// comes at once, of kind [`Timeout`](crate::ErrorKind::Timeout) if it interrupts a try. No limit if it is not set.
    #[must_use]
    pub const fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = Some(deadline);
        self
    }

    /// How long the call may take in all.
    pub(super) fn time_limit(&self) -> Option<Duration> {
        self.deadline
    }

    /// How long to wait after a try that may be repeated, the server having asked for this; none if it was the last.
    pub(super) fn wait(&self, attempt: u32, hint: Option<Duration>) -> Option<Duration> {
        if attempt >= self.max_attempts {
            return None;
        }
        match hint {
            // The hint names the earliest moment; a little on top keeps many clients from returning as one.
            Some(hint) => {
                (hint <= self.max_backoff).then(|| hint.saturating_add(up_to(self.initial_backoff)))
            }
            None => Some(self.backoff(attempt)),
        }
    }

    /// A random wait up to the bound ('full jitter'), so that clients that failed together do not come back together.
    fn backoff(&self, attempt: u32) -> Duration {
        let doubled = 2_u32.saturating_pow(attempt.saturating_sub(1));
        up_to(self.initial_backoff.saturating_mul(doubled).min(self.max_backoff))
    }
}

/// A random duration up to this one.
fn up_to(bound: Duration) -> Duration {
    // `Duration::mul_f64` panics if rounding leads beyond the longest duration.
    Duration::try_from_secs_f64(bound.as_secs_f64() * fastrand::f64()).unwrap_or(bound)
}

impl Default for RetryPolicy {
    fn default() -> Self {
        Self::standard()
    }
}
