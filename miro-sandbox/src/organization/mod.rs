//! The organization: its members, teams, projects and user groups, and the classification of its boards.
//!
//! Rules where the reference is silent: the creator of a team becomes its admin, the creator of a project its
//! owner, and one of each must remain. Leaving a team means leaving its projects. Deleting a team deletes its
//! boards. The classification of a board without a label is a 404; new boards get the default label of their team,
//! copies that of their source. A bulk edit of a user group removes all named people or none.

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
