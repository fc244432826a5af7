//! Users and groups over SCIM.

mod responses;
mod changes;
mod filters;
