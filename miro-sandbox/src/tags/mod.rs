//! Tags, and what they are attached to.

mod attachments;
pub(crate) mod operations;
mod routes;
mod tag;

pub(crate) use tag::Tag;
