//! What figures about logins share: the storages with their places, and the user whose login it is about.

pub mod backend;
pub mod user;
