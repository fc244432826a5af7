//! When a stream continues after an error.

use std::time::Duration;

use crate::error::Error;

/// The wait after a first error without a requested wait; it doubles with each further error.
const INITIAL_BACKOFF: Duration = Duration::from_secs(1);
const MAX_BACKOFF: Duration = Duration::from_secs(60);

/// The longest wait that a response may request. None of Miro's windows is this long.
const MAX_RETRY_AFTER: Duration = Duration::from_secs(3_600);

/// The maximum number of errors in a row without a page between them: a longer failure does not pass by waiting.
const MAX_IN_A_ROW: u32 = 10;

/// The errors since the last page.
#[derive(Debug, Default)]
pub(super) struct Resumption {
    in_a_row: u32,
    wait: Option<Duration>,
}

impl Resumption {
    pub(super) fn page(&mut self) {
        *self = Self::default();
    }

    pub(super) fn failed(&mut self, error: &Error) {
        let doubled = INITIAL_BACKOFF.saturating_mul(2_u32.saturating_pow(self.in_a_row)).min(MAX_BACKOFF);
        self.in_a_row = self.in_a_row.saturating_add(1);
        let wait = error.retry_after().unwrap_or_default().max(doubled);
        let is_temporary = error.is_retryable() && self.in_a_row < MAX_IN_A_ROW && wait <= MAX_RETRY_AFTER;
        self.wait = is_temporary.then_some(wait);
    }

    /// Records that the failed page is fetched again.
    pub(super) fn reopened(&mut self) {
        self.wait = None;
    }

    /// Returns the wait before the failed page is fetched again; `None` if waiting does not help.
    pub(super) fn wait(&self) -> Option<Duration> {
        self.wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    fn server() -> Error {
        Error::new(ErrorKind::Server, "")
    }

    #[test]
    fn waits_double_up_to_a_minute_and_then_stop() {
        let mut resumption = Resumption::default();
        assert_eq!(resumption.wait(), None, "nothing has failed");
        let waits: Vec<_> = (0..MAX_IN_A_ROW)
            .map(|_| {
                resumption.failed(&server());
                resumption.wait().map(|wait| wait.as_secs())
            })
            .collect();
        let expected = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(waits, expected.into_iter().chain([None]).collect::<Vec<_>>());
        resumption.page();
        resumption.failed(&server());
        assert_eq!(resumption.wait(), Some(INITIAL_BACKOFF), "a page came between");
    }

    #[test]
    fn a_response_may_request_up_to_an_hour() {
        for (requested, wait) in [(0, Some(1)), (90, Some(90)), (3_600, Some(3_600)), (3_601, None)] {
            let mut resumption = Resumption::default();
            resumption.failed(&server().with_retry_after(Some(Duration::from_secs(requested))));
            assert_eq!(resumption.wait(), wait.map(Duration::from_secs), "{requested}");
        }
    }

    #[test]
    fn permanent_errors_are_not_resumed() {
        let mut resumption = Resumption::default();
        resumption.failed(&Error::new(ErrorKind::Forbidden, ""));
        assert_eq!(resumption.wait(), None);
    }
}
