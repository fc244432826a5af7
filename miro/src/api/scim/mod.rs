//! SCIM: the users and groups of an organization, as identity providers see them, on the Enterprise plan.
//!
//! It starts at [`Scim`](crate::Scim): `api.scim(token).users().list()`.

modules! {
    users groups discovery
}
