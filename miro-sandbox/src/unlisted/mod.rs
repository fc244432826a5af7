//! What Miro serves and its specification does not have: comments, diagrams and tables, as they were seen in the summer of
//! 2026. Groups of SCIM, which can be created and deleted since, are with the others of SCIM.

mod comments;
mod items;
pub(crate) mod operations;
