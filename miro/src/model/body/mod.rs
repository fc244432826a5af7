//! Request bodies: fluent values that send what the caller set, and nothing else.
//!
//! A body is a table: [`body!`] turns each row into a setter that writes one field of the JSON object. Creating and
//! changing an object take the same fields, so one table declares both types. Ranges are part of the row; a value
//! outside is remembered and refused when the call is made, before anything is sent.

mod fields;
mod like;
mod table;
#[cfg(feature = "boards")]
#[cfg(test)]
mod tests;

pub(crate) use fields::Fields;
pub(crate) use like::{FILE_GEOMETRY, POSITION, Row, Rule, body_like, body_rule, body_shared, to_new};
pub(crate) use table::{
    body, body_argument, body_clear, body_if_like, body_range, body_rows, body_type, body_write,
    file_geometry, placement, position,
};
