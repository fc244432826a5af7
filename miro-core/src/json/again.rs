//! Reading a second time: what is fast gives up at the first value that does not fit, and cannot always tell where that was.

use std::cell::Cell;

use serde::de::DeserializeOwned;

use super::memory;

#[derive(Clone, Copy, Debug, PartialEq)]
enum Reading {
    /// The only one.
    Once,
    /// There is another one for what this one cannot read.
    First,
    Again,
}

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static READING: Cell<Reading> = const { Cell::new(Reading::Once) };
}

/// Reads JSON, and what cannot be read once more: the error is that of the second time.
pub(crate) fn from_slice<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let mark = memory::mark();
    first(json).or_else(|_| {
        mark.reset();
        let _restored = Restore::after(Reading::Again);
        serde_json::from_slice(json)
    })
}

/// Reads JSON of which every value fits. Somebody has to read again what does not.
pub(super) fn first<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let _restored = Restore::after(Reading::First);
    serde_json::from_slice(json)
}

/// Whether this is the second time. A type that reads an object in a way that loses positions has another one for that.
#[doc(hidden)]
#[must_use]
pub fn is_read_again() -> bool {
    READING.get() == Reading::Again
}

/// Whether what cannot be read will be read again, so that nothing need be put aside for that.
#[doc(hidden)]
#[must_use]
pub fn is_first_reading() -> bool {
    READING.get() == Reading::First
}

/// Puts back what was there before, even if a decoder panics.
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

    /// Fails, and says how often it was read.
    #[derive(Debug)]
    struct Never;

    impl<'de> Deserialize<'de> for Never {
        fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
            Err(D::Error::custom(format_args!("{:?}", READING.get())))
        }
    }

    #[test]
    fn what_fails_is_read_again_and_nothing_else() {
        assert_eq!(from_slice::<Never>(b"1").unwrap_err().to_string(), "Again");
        assert!(!is_read_again() && !is_first_reading());
        assert_eq!(from_slice::<u8>(b"1").unwrap(), 1);
        assert_eq!(first::<Never>(b"1").unwrap_err().to_string(), "First");
        assert_eq!(serde_json::from_slice::<Never>(b"1").unwrap_err().to_string(), "Once");
    }
}
