//! Responses: structs that read every JSON object they could stand for.
//!
//! [`object!`] declares them by a table, like [`body!`](super::body) does for bodies. Its decoders are not generic: a
//! table requests its values from a [`Reader`], and only the implementation of that trait knows the deserializer. So
//! a type costs one plain function, in this crate. `derive(Deserialize)` with `#[serde(flatten)]`, which is needed to
//! keep unknown fields, costs a dozen generic ones: with it, the models took more than twice as long to compile and
//! were read no faster.

mod reader;
mod source;
mod table;
#[cfg(test)]
mod tests;
mod visitor;

pub(crate) use reader::{Failed, FromText, Object, Parsed, Read, Reader, Required, read_list};
pub(crate) use source::{deserialize, read_field};
pub(crate) use table::{
    object, object_blank, object_read, object_require, object_requires, object_type, object_write,
};
