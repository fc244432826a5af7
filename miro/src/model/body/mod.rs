//! Request bodies: fluent builders that send only the values that the caller set.
//!
//! A body is a table: [`body!`] turns each row into a setter that writes one field of the JSON object. Creating and
//! changing an object use the same fields, so one table declares both types. Ranges are part of the row; a value
//! outside is recorded and fails the call before anything is sent.

mod fields;
mod frame;
mod like;
mod paths;
mod row;
mod shared;
mod table;
#[cfg(feature = "boards")]
#[cfg(test)]
mod tests;

pub(crate) use fields::Fields;
#[cfg(feature = "boards")]
pub(crate) use frame::FrameSize;
pub(crate) use like::{FILE_GEOMETRY, POSITION, Row, Rule, body_like, body_rule, body_shared, to_new};
pub(crate) use row::{body_argument, body_clear, body_range, body_write};
pub(crate) use shared::{file_geometry, placement, position};
pub(crate) use table::{body, body_if_like, body_rows, body_type};
