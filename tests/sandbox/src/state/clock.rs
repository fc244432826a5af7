//! The sandbox's own time, and timestamps as Miro writes them.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// The clock that all of a sandbox goes by: codes and tokens, windows of credits, timestamps and the `Date` of
/// answers. It can be moved, so that tests need not wait, and be wrong, as clocks are.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    offset: SignedDuration,
}

impl Clock {
    /// A clock that differs so much from the machine's.
    pub(crate) fn with_offset(offset: SignedDuration) -> Self {
        Self { offset }
    }

    /// Moves the clock, forwards or backwards.
    pub(crate) fn advance(&mut self, by: SignedDuration) {
        self.offset = self.offset.saturating_add(by);
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now().saturating_add(self.offset).expect("no units of the calendar are involved")
    }

    /// Now, in ISO 8601 with milliseconds and `Z`.
    pub(crate) fn timestamp(&self) -> String {
        format(self.now())
    }
}

/// The moment so long after another; the end of time at the latest.
pub(crate) fn later(timestamp: Timestamp, by: Duration) -> Timestamp {
    timestamp.saturating_add(by).expect("no units of the calendar are involved")
}

/// Any instant that a client may write, in Miro's own form.
pub(crate) fn normalized(text: &str) -> Option<String> {
    text.parse().ok().map(format)
}

/// A moment without a fraction, as some logs write it.
pub(crate) fn format_seconds(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A moment as most of Miro's answers write it.
pub(crate) fn format(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::{Clock, normalized};

    #[test]
    fn offsets_become_utc() {
        assert_eq!(normalized("2023-10-12T22:00:55+02:00").as_deref(), Some("2023-10-12T20:00:55.000Z"));
        assert_eq!(normalized("2023-10-12T22:00:55.5Z").as_deref(), Some("2023-10-12T22:00:55.500Z"));
        assert_eq!(normalized("2023-10-12"), None);
    }

    #[test]
    fn a_clock_can_be_moved() {
        let mut clock = Clock::with_offset(SignedDuration::from_hours(1));
        let right = Clock::default();
        clock.advance(SignedDuration::from_mins(-61));
        let behind = right.now().duration_since(clock.now());
        assert!(
            behind >= SignedDuration::from_secs(59) && behind < SignedDuration::from_secs(90),
            "{behind}"
        );
    }
}
