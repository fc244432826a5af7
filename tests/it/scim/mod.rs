//! Users and groups over SCIM.

mod answers;
mod changes;
mod filters;
