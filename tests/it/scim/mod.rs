//! Users and groups over SCIM.

mod answers;
mod filters;
