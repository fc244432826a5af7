//! Boards, their members and their comments.

pub(crate) mod board;
pub(crate) mod comments;
mod copying;
pub(crate) mod members;
mod policy;
pub(crate) mod routes;
