//! Reading a second time, for the complaint: what is fast cannot always tell where it failed.

use std::cell::Cell;

use serde::de::DeserializeOwned;

thread_local! {
    /// Decoding never waits, so it stays on its thread.
    static AGAIN: Cell<bool> = const { Cell::new(false) };
}

/// Reads JSON, and what cannot be read once more: the error is that of the second time.
pub(crate) fn from_slice<T: DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    serde_json::from_slice(json).or_else(|_| {
        let _restored = Restore(AGAIN.replace(true));
        serde_json::from_slice(json)
    })
}

/// Whether this is the second time. A type that reads an object in a way that loses positions has another one for that.
#[doc(hidden)]
#[must_use]
pub fn is_read_again() -> bool {
    AGAIN.get()
}

/// Puts back what was there before, even if a decoder panics.
struct Restore(bool);

impl Drop for Restore {
    fn drop(&mut self) {
        AGAIN.set(self.0);
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
            Err(D::Error::custom(if is_read_again() { "second" } else { "first" }))
        }
    }

    #[test]
    fn what_fails_is_read_again_and_nothing_else() {
        assert_eq!(from_slice::<Never>(b"1").unwrap_err().to_string(), "second");
        assert!(!is_read_again());
        assert_eq!(from_slice::<u8>(b"1").unwrap(), 1);
        assert_eq!(serde_json::from_slice::<Never>(b"1").unwrap_err().to_string(), "first");
    }
}
