//! Operations that are missing in Miro's specification: comments, diagrams and tables, as seen in summer 2026.
//! Creation and deletion of SCIM groups, which are missing too, are in the module for SCIM.

mod comments;
mod items;
pub(crate) mod operations;
