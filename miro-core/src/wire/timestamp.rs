use std::fmt;
use std::str::FromStr;

use jiff::tz::TimeZone;
use serde::de::{Deserialize, Deserializer, Error};
use serde::ser::{Serialize, Serializer};

/// A point in time in Miro's objects.
///
/// Reads RFC 3339 with and without fractions, offsets without a colon (`+0000`, as in audit logs) and times
/// without any offset, which are UTC. Writes UTC with milliseconds and `Z`, the one form that all of Miro's
/// filters accept.
///
/// ```
/// use miro_core::wire::Timestamp;
///
/// let created: Timestamp = "2023-09-01T09:30:10.840+0000".parse()?;
/// assert_eq!(created.to_string(), "2023-09-01T09:30:10.840Z");
/// # Ok::<(), miro_core::wire::InvalidTimestamp>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(jiff::Timestamp);

impl Timestamp {
    /// Returns the current time of the machine's clock.
    #[must_use]
    pub fn now() -> Self {
        Self(jiff::Timestamp::now())
    }

    /// Returns the time this many seconds after 1970-01-01T00:00:00Z, limited to the years -9999 to 9999.
    #[must_use]
    pub fn from_unix_seconds(seconds: i64) -> Self {
        Self(jiff::Timestamp::from_second(seconds).unwrap_or(if seconds < 0 {
            jiff::Timestamp::MIN
        } else {
            jiff::Timestamp::MAX
        }))
    }

    /// Returns the whole seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix_seconds(self) -> i64 {
        self.0.as_second()
    }

    /// Truncates to milliseconds, like [`Display`](fmt::Display).
    #[cfg(feature = "oauth")]
    pub(crate) fn to_milliseconds(self) -> Self {
        Self(jiff::Timestamp::from_millisecond(self.0.as_millisecond()).unwrap_or(self.0))
    }

    /// Returns the duration from an earlier time to this one; zero if the other is not earlier.
    #[cfg(feature = "oauth")]
    pub(crate) fn since(self, earlier: Self) -> std::time::Duration {
        self.0.duration_since(earlier.0).try_into().unwrap_or_default()
    }

    /// Returns the duration from now to this time; zero if it is past.
    #[must_use]
    pub fn from_now(self) -> std::time::Duration {
        self.0.duration_since(jiff::Timestamp::now()).try_into().unwrap_or_default()
    }

    /// Returns the time this much later, at most the end of the year 9999.
    #[must_use]
    pub fn after(self, duration: std::time::Duration) -> Self {
        Self(self.0.checked_add(duration).unwrap_or(jiff::Timestamp::MAX))
    }
}

impl From<jiff::Timestamp> for Timestamp {
    fn from(timestamp: jiff::Timestamp) -> Self {
        Self(timestamp)
    }
}

impl From<Timestamp> for std::time::SystemTime {
    fn from(timestamp: Timestamp) -> Self {
        timestamp.0.into()
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.3}", self.0)
    }
}

/// The error of a text that is not a point in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidTimestamp(String);

impl fmt::Display for InvalidTimestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:?} is not an ISO 8601 date and time", self.0)
    }
}

impl std::error::Error for InvalidTimestamp {}

impl FromStr for Timestamp {
    type Err = InvalidTimestamp;

    fn from_str(text: &str) -> Result<Self, InvalidTimestamp> {
        if let Ok(timestamp) = text.parse::<jiff::Timestamp>() {
            return Ok(Self(timestamp));
        }
        text.parse::<jiff::civil::DateTime>()
            .and_then(|local| local.to_zoned(TimeZone::UTC))
            .map(|zoned| Self(zoned.timestamp()))
            .map_err(|_| InvalidTimestamp(text.to_owned()))
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        super::deserialize_text(deserializer)?.parse().map_err(D::Error::custom)
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_on_the_wire_is_the_same_moment() {
        for text in [
            "2023-09-01T09:30:10.840Z",
            "2023-09-01T09:30:10.840+0000",
            "2023-09-01T09:30:10.84+00:00",
            "2023-09-01T11:30:10.840+0200",
            "2023-09-01T09:30:10.840",
        ] {
            let timestamp: Timestamp = text.parse().unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(timestamp.to_string(), "2023-09-01T09:30:10.840Z", "{text}");
        }
        let seconds: Timestamp = "2023-09-01T09:30:10Z".parse().unwrap();
        assert_eq!(seconds.to_string(), "2023-09-01T09:30:10.000Z");
    }

    #[test]
    fn an_invalid_text_is_quoted_in_the_error() {
        let error = "yesterday".parse::<Timestamp>().unwrap_err();
        assert_eq!(error.to_string(), r#""yesterday" is not an ISO 8601 date and time"#);
    }

    #[test]
    fn extreme_timestamps_do_not_panic() {
        let last = Timestamp::from_unix_seconds(i64::MAX);
        assert_eq!(last.after(std::time::Duration::MAX), last);
        assert!(Timestamp::from_unix_seconds(i64::MIN) < Timestamp::now());
        assert_eq!(Timestamp::from_unix_seconds(0).from_now(), std::time::Duration::ZERO);
    }
}
