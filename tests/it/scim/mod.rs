//! Users and groups over SCIM.

mod changes;
mod filters;
mod responses;
