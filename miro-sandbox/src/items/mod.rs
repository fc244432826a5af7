//! Items: everything on a board except connectors, groups and tags. Code widgets and mind map nodes are also
//! items, but have routes of their kind only.

mod bounds;
pub(crate) mod bulk;
mod completion;
mod docs;
pub(crate) mod draft;
pub(crate) mod form;
pub(crate) mod geometry;
pub(crate) mod item;
pub(crate) mod kinds;
pub(crate) mod list;
pub(crate) mod lock;
pub(crate) mod operations;
pub(crate) mod routes;
mod shapes;
pub(crate) mod source;
pub(crate) mod vocabulary;

pub(crate) use item::Item;
