//! The organisation: its members, teams, projects and user groups.

pub(crate) mod operations;
mod teams;
