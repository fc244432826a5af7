//! Reads JSON within bounds of memory: in one pass if every value fits, and a second time, with positions, if not.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

mod again;
pub mod memory;
mod mended;

pub(crate) use again::from_slice;
#[doc(hidden)]
pub use again::{is_first_reading, is_read_again};
pub(crate) use mended::mended;

/// Reads a page in one pass. Its error has no position.
pub(crate) fn fast<T: serde::de::DeserializeOwned>(json: &[u8]) -> serde_json::Result<T> {
    let _within = memory::within(json);
    again::first(json)
}
