//! SCIM: users and groups of an organization for identity providers, on the Enterprise plan.
//!
//! The entry point is [`Scim`](crate::Scim): `api.scim(token).users().list()`.

modules! {
    users groups discovery
}
