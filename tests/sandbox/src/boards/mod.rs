//! Boards, their members and their comments.

pub(crate) mod board;
pub(crate) mod comments;
#[cfg(test)]
mod consistency;
mod content;
mod copying;
pub(crate) mod members;
pub(crate) mod operations;
mod placement;
mod policy;
pub(crate) mod rights;
pub(crate) mod routes;
