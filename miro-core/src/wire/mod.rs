//! The building blocks of models: they read what Miro sends, not only what its specification says.
//!
//! - [`id!`](crate::id) declares an opaque identifier that reads strings and numbers;
//! - [`open_enum!`](crate::open_enum) declares an enum that keeps values it does not know;
//! - [`Timestamp`] reads every spelling of a point in time that Miro uses;
//! - the functions of this module are for `#[serde(deserialize_with = "..")]`.

mod id;
mod open_enum;
mod scalar;
mod timestamp;

pub use scalar::{boolean, count, list, number, text};
pub use timestamp::{InvalidTimestamp, Timestamp};

#[doc(hidden)]
pub use scalar::{deserialize_text, serialize_text};
