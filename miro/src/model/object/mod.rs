//! What Miro sends: structs that read every object it could mean.
//!
//! [`object!`] declares them by a table, the twin of [`body!`](super::body). Its decoders are not generic: a table
//! asks a [`Reader`] for its values, and only the one implementation of that knows the deserializer. So a type costs
//! one plain function, in this crate. `derive(Deserialize)` with `#[serde(flatten)]`, which keeping unknown fields
//! would need, costs a dozen generic ones: these models took more than twice as long to compile with it, and were
//! read no faster.

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
