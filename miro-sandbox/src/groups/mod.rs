//! Groups of items, which are moved and deleted together.

mod group;
pub(crate) mod operations;
mod routes;

pub(crate) use group::Group;
