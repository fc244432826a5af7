//! Boards, their members and their comments.

pub(crate) mod board;
pub(crate) mod comments;
mod copying;
pub(crate) mod members;
pub(crate) mod operations;
mod policy;
pub(crate) mod rights;
pub(crate) mod routes;
