//! Tags and their attachments.

mod attachments;
pub(crate) mod operations;
mod routes;
mod tag;

pub(crate) use tag::Tag;
