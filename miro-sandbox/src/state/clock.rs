//! The sandbox's own time, and timestamps as Miro and HTTP write them.

use std::time::Duration;

use jiff::fmt::friendly::{Designator, Direction, SpanPrinter};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// How wrong a clock may be, in either direction: a century.
pub(crate) const FURTHEST: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// The clock that all of a sandbox goes by: codes and tokens, windows of credits, timestamps and the `Date` of
/// answers. It can be moved, so that tests need not wait, and be wrong, as clocks are.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    offset: SignedDuration,
}

impl Clock {
    /// A clock that differs so much from the machine's.
    pub(crate) fn with_offset(offset: SignedDuration) -> Self {
        Self { offset: offset.clamp(-FURTHEST, FURTHEST) }
    }

    /// How far it is ahead of the machine's clock.
    pub(crate) fn offset(&self) -> SignedDuration {
        self.offset
    }

    /// Sets how far it is ahead of the machine's clock, or behind it.
    pub(crate) fn set_offset(&mut self, offset: SignedDuration) {
        *self = Self::with_offset(offset);
    }

    /// Moves the clock, forwards or backwards.
    pub(crate) fn advance(&mut self, by: SignedDuration) {
        self.set_offset(self.offset.saturating_add(by));
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

/// The first full second of the UNIX epoch that is not before this moment: who waits until then never comes too
/// early.
pub(crate) fn second(timestamp: Timestamp) -> i64 {
    timestamp.as_second() + i64::from(timestamp.subsec_nanosecond() > 0)
}

/// A duration as it can be read again, such as `-1h 30m`.
pub(crate) fn duration(duration: SignedDuration) -> String {
    let printer = SpanPrinter::new().designator(Designator::Compact).direction(Direction::Sign);
    printer.duration_to_string(&duration)
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

/// A moment as HTTP headers write it (RFC 9110), if HTTP can write it at all.
pub(crate) fn http_date(timestamp: Timestamp) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::{Clock, FURTHEST, duration, http_date, later, normalized, second};

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

    #[test]
    fn no_clock_leaves_its_century() {
        let mut clock = Clock::default();
        clock.advance(SignedDuration::MAX);
        assert_eq!(clock.offset(), FURTHEST);
        clock.advance(SignedDuration::MIN);
        assert_eq!(clock.offset(), -FURTHEST);
        assert_eq!(later(clock.now(), Duration::MAX), Timestamp::MAX);
    }

    #[test]
    fn http_has_dates_and_seconds_of_its_own() {
        let timestamp = Timestamp::from_millisecond(784_111_777_500).unwrap();
        assert_eq!(http_date(timestamp).as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(second(timestamp), 784_111_778);
        assert_eq!(second(Timestamp::from_second(5).unwrap()), 5);
    }

    #[test]
    fn durations_are_read_as_they_are_written() {
        for (seconds, text) in [(0, "0s"), (90, "1m 30s"), (-3_600, "-1h")] {
            let written = SignedDuration::from_secs(seconds);
            assert_eq!(duration(written), text);
            assert_eq!(text.parse::<SignedDuration>().unwrap(), written);
        }
    }
}
