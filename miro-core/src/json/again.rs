//! Reads JSON a second time: the fast reader stops at the first value that does not fit, and cannot always locate
//! it.

use std::cell::Cell;

use serde::de::DeserializeOwned;

use super::memory;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Reading {
    /// The only reading.
    Once,
    /// A second reading follows if this one fails.
    First,
    Again,
}

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static READING: Cell<Reading> = const { Cell::new(Reading::Once) };
}

/// Reads JSON, and reads it again if that fails: the error is that of the second reading.
pub(crate) fn from_slice<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let mark = memory::mark();
    first(json).or_else(|_| {
        mark.reset();
        let _restored = Restore::after(Reading::Again);
        serde_json::from_slice(json)
    })
}

/// Reads JSON in which every value fits. The caller has to read the rest again.
pub(super) fn first<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let _restored = Restore::after(Reading::First);
    serde_json::from_slice(json)
}

/// Whether this is the second reading. A type whose fast way to read an object loses positions uses another one
/// then.
#[doc(hidden)]
#[must_use]
pub fn is_read_again() -> bool {
    READING.get() == Reading::Again
}

/// Whether a failed value will be read again, so that nothing needs to be kept for that.
#[doc(hidden)]
#[must_use]
pub fn is_first_reading() -> bool {
    READING.get() == Reading::First
}

/// Restores the previous state on drop, even if a decoder panics.
struct Restore(Reading);

impl Restore {
    fn after(reading: Reading) -> Self {
        Self(READING.replace(reading))
    }
}

impl Drop for Restore {
    fn drop(&mut self) {
        READING.set(self.0);
    }
}

#[cfg(test)]
mod tests {
    use serde::de::{Deserialize, Deserializer, Error};

    use super::*;

    /// Always fails, with the current reading as the message.
    #[derive(Debug)]
    struct Never;

    impl<'de> Deserialize<'de> for Never {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(D::Error::custom(format_args!("{:?}", READING.get())))
        }
    }

    #[test]
    fn only_failed_json_is_read_again() {
        assert_eq!(from_slice::<Never>(b"1").unwrap_err().to_string(), "Again");
        assert!(!is_read_again() && !is_first_reading());
        assert_eq!(from_slice::<u8>(b"1").unwrap(), 1);
        assert_eq!(first::<Never>(b"1").unwrap_err().to_string(), "First");
        assert_eq!(serde_json::from_slice::<Never>(b"1").unwrap_err().to_string(), "Once");
    }
}
