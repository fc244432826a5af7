//! The building blocks of models, which read Miro's actual responses rather than only those of its specification.
//!
//! - [`id!`](crate::id) declares an opaque identifier that reads strings and numbers;
//! - [`open_enum!`](crate::open_enum) declares an enum that keeps unknown values;
//! - [`Timestamp`] reads every spelling of a point in time that Miro uses;
//! - the functions of this module are for `#[serde(deserialize_with = "..")]`.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects))]

pub(crate) mod cursor;
mod id;
mod json;
mod list;
mod open_enum;
mod pasted;
mod received;
mod scalar;
mod timestamp;
mod unknown_value;
mod unsendable;

pub(crate) use json::Limited;
pub(crate) use list::each;
pub use list::list;
pub use pasted::Pasted;
pub use received::Received;
pub use scalar::{boolean, count, number, text};
pub use timestamp::{InvalidTimestamp, Timestamp};
pub use unknown_value::UnknownValue;

#[doc(hidden)]
pub use json::json;
#[doc(hidden)]
pub use pasted::report_pasted;
#[doc(hidden)]
pub use scalar::{deserialize_text, serialize_text};
#[doc(hidden)]
pub use unsendable::{serialized, watch};
