//! The sandbox's clock, and timestamps in the formats of Miro and HTTP.

use std::time::Duration;

use jiff::fmt::friendly::{Designator, Direction, SpanPrinter};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// Maximum offset of a clock in either direction: a century.
pub(crate) const MAX_OFFSET: SignedDuration = SignedDuration::from_hours(100 * 365 * 24);

/// The clock of a sandbox: for codes and tokens, windows of credits, timestamps and the `Date` of responses. Tests
/// can move it to avoid waiting, and set it wrong, like real clocks.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(crate) struct Clock {
    offset: SignedDuration,
}

impl Clock {
    /// Creates a clock with this offset from the machine's.
    pub(crate) fn with_offset(offset: SignedDuration) -> Self {
        Self { offset: offset.clamp(-MAX_OFFSET, MAX_OFFSET) }
    }

    /// Returns the offset from the machine's clock, positive if fast.
    pub(crate) fn offset(&self) -> SignedDuration {
        self.offset
    }

    /// Sets the offset from the machine's clock, positive or negative.
    pub(crate) fn set_offset(&mut self, offset: SignedDuration) {
        *self = Self::with_offset(offset);
    }

    /// Moves the clock forward or backward.
    pub(crate) fn advance(&mut self, by: SignedDuration) {
        self.set_offset(self.offset.saturating_add(by));
    }

    pub(crate) fn now(&self) -> Timestamp {
        Timestamp::now().saturating_add(self.offset).expect("no units of the calendar are involved")
    }

    /// Returns the current time in ISO 8601 with milliseconds and `Z`.
    pub(crate) fn timestamp(&self) -> String {
        format(self.now())
    }
}

/// Adds a duration to a timestamp, saturating at the maximum.
pub(crate) fn later(timestamp: Timestamp, by: Duration) -> Timestamp {
    timestamp.saturating_add(by).expect("no units of the calendar are involved")
}

/// Rounds a timestamp up to a second of the UNIX epoch, so that a client that waits until then is never too early.
pub(crate) fn second(timestamp: Timestamp) -> i64 {
    timestamp.as_second() + i64::from(timestamp.subsec_nanosecond() > 0)
}

/// Formats a duration so that it can be parsed, such as `-1h 30m`.
pub(crate) fn duration(duration: SignedDuration) -> String {
    let printer = SpanPrinter::new().designator(Designator::Compact).direction(Direction::Sign);
    printer.duration_to_string(&duration)
}

/// Converts any timestamp of a client to Miro's format.
pub(crate) fn normalized(text: &str) -> Option<String> {
    text.parse().ok().map(format)
}

/// Formats a timestamp without a fraction, as some logs do.
pub(crate) fn format_seconds(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// Formats a timestamp as most of Miro's responses do.
pub(crate) fn format(timestamp: Timestamp) -> String {
    timestamp.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Formats a timestamp for HTTP headers (RFC 9110), if it is in range.
pub(crate) fn http_date(timestamp: Timestamp) -> Option<String> {
    DateTimePrinter::new().timestamp_to_rfc9110_string(&timestamp).ok()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::{SignedDuration, Timestamp};

    use super::{Clock, MAX_OFFSET, duration, http_date, later, normalized, second};

    #[test]
    fn offsets_are_converted_to_utc() {
        assert_eq!(normalized("2023-10-12T22:00:55+02:00").as_deref(), Some("2023-10-12T20:00:55.000Z"));
        assert_eq!(normalized("2023-10-12T22:00:55.5Z").as_deref(), Some("2023-10-12T22:00:55.500Z"));
        assert_eq!(normalized("2023-10-12"), None);
    }

    #[test]
    fn a_clock_can_be_moved() {
        let mut clock = Clock::with_offset(SignedDuration::from_hours(1));
        let right = Clock::default();
        clock.advance(SignedDuration::from_mins(-61));
        let difference = right.now().duration_since(clock.now());
        assert!(
            difference >= SignedDuration::from_secs(59) && difference < SignedDuration::from_secs(90),
            "{difference}"
        );
    }

    #[test]
    fn offset_is_limited_to_a_century() {
        let mut clock = Clock::default();
        clock.advance(SignedDuration::MAX);
        assert_eq!(clock.offset(), MAX_OFFSET);
        clock.advance(SignedDuration::MIN);
        assert_eq!(clock.offset(), -MAX_OFFSET);
        assert_eq!(later(clock.now(), Duration::MAX), Timestamp::MAX);
    }

    #[test]
    fn http_dates_and_seconds() {
        let timestamp = Timestamp::from_millisecond(784_111_777_500).unwrap();
        assert_eq!(http_date(timestamp).as_deref(), Some("Sun, 06 Nov 1994 08:49:37 GMT"));
        assert_eq!(second(timestamp), 784_111_778);
        assert_eq!(second(Timestamp::from_second(5).unwrap()), 5);
    }

    #[test]
    fn durations_survive_a_round_trip() {
        for (seconds, text) in [(0, "0s"), (90, "1m 30s"), (-3_600, "-1h")] {
            let written = SignedDuration::from_secs(seconds);
            assert_eq!(duration(written), text);
            assert_eq!(text.parse::<SignedDuration>().unwrap(), written);
        }
    }
}
