//! Uploads and downloads of files.

pub(crate) mod bulk;
pub(crate) mod downloads;
pub(crate) mod file;
pub(crate) mod operations;
mod placeholder;
mod resources;
mod routes;
mod size;
