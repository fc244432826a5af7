//! Shared by the figures about logins: the storages with their places, and the user.

pub mod backend;
pub mod user;
