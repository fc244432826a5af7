//! Boards and their members.

pub(crate) mod board;
#[cfg(test)]
mod consistency;
mod content;
mod copying;
pub(crate) mod members;
pub(crate) mod operations;
#[cfg(feature = "page")]
pub(crate) mod picture;
mod placement;
mod policy;
pub(crate) mod rights;
pub(crate) mod routes;
