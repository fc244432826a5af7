//! Items: everything on a board except connectors and tags.

pub(crate) mod bulk;
pub(crate) mod draft;
mod geometry;
pub(crate) mod item;
pub(crate) mod kinds;
pub(crate) mod list;
pub(crate) mod operations;
pub(crate) mod routes;
pub(crate) mod vocabulary;

pub(crate) use item::Item;
