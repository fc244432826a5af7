//! When a stream continues after an error.

use std::time::Duration;

use crate::error::Error;

/// The wait after a first error without a requested wait; it doubles with each further error.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// The longest wait that a response may request. None of Miro's windows is this long.
const LONGEST_ASKED: Duration = Duration::from_secs(3_600);

/// The maximum number of errors in a row without a page between them: a longer failure does not pass by waiting.
const MOST_IN_A_ROW: u32 = 10;

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
        let doubled = FIRST_WAIT.saturating_mul(2_u32.saturating_pow(self.in_a_row)).min(LONGEST_WAIT);
        self.in_a_row = self.in_a_row.saturating_add(1);
        let wait = error.retry_after().unwrap_or_default().max(doubled);
        let may_pass = error.is_retryable() && self.in_a_row < MOST_IN_A_ROW && wait <= LONGEST_ASKED;
        self.wait = may_pass.then_some(wait);
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
    fn waits_double_up_to_a_minute_and_end() {
        let mut resumption = Resumption::default();
        assert_eq!(resumption.wait(), None, "nothing has failed");
        let waits: Vec<_> = (0..MOST_IN_A_ROW)
            .map(|_| {
                resumption.failed(&server());
                resumption.wait().map(|wait| wait.as_secs())
            })
            .collect();
        let expected = [1, 2, 4, 8, 16, 32, 60, 60, 60].map(Some);
        assert_eq!(waits, expected.into_iter().chain([None]).collect::<Vec<_>>());
        resumption.page();
        resumption.failed(&server());
        assert_eq!(resumption.wait(), Some(FIRST_WAIT), "a page came between");
    }

    #[test]
    fn a_response_may_ask_for_more_up_to_an_hour() {
        for (asked, wait) in [(0, Some(1)), (90, Some(90)), (3_600, Some(3_600)), (3_601, None)] {
            let mut resumption = Resumption::default();
            resumption.failed(&server().with_retry_after(Some(Duration::from_secs(asked))));
            assert_eq!(resumption.wait(), wait.map(Duration::from_secs), "{asked}");
        }
    }

    #[test]
    fn what_does_not_pass_is_not_waited_for() {
        let mut resumption = Resumption::default();
        resumption.failed(&Error::new(ErrorKind::Forbidden, ""));
        assert_eq!(resumption.wait(), None);
    }
}
