use std::time::Duration;

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
    deadline: Option<Duration>,
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
        Self {
            tries: 4,
            shortest_wait: Duration::from_millis(250),
            longest_wait: Duration::from_secs(90),
            deadline: None,
        }
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
        if attempt >= self.tries {
            return None;
        }
        match hint {
            // The hint names the earliest moment; a little on top keeps many clients from returning as one.
            Some(hint) => {
                (hint <= self.longest_wait).then(|| hint + self.shortest_wait.mul_f64(fastrand::f64()))
            }
            None => Some(self.backoff(attempt)),
        }
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
