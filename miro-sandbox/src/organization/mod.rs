//! The organisation: its members, teams, projects and user groups, and the classification of its boards.
//!
//! Where the reference is silent: whoever creates a team becomes its admin, whoever creates a project its
//! owner, and one of each must remain. Those who leave a team leave its projects. The boards of a team go with
//! it. A board without a label has no classification, which is a 404; new boards get the default label of their
//! team, copies that of their source. In a bulk edit of a user group, people are removed all or not at all.

pub(crate) mod classification;
pub(crate) mod founding;
mod groups;
mod members;
pub(crate) mod operations;
mod people;
pub(crate) mod projects;
mod sessions;
pub(crate) mod team_members;
mod team_settings;
mod teams;
