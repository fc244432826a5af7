//! The SCIM API (RFC 7643 and 7644, as far as Miro implements it): people and teams for identity providers.
//!
//! A SCIM user is a member of the organization, a SCIM group is a team. Guests are omitted.
//!
//! If Miro and the standard leave a choice, the sandbox is strict: it rejects attributes that Miro does not have,
//! changes of users without a path, and anything that would leave the organization without an admin. A replacement
//! clears missing attributes, except name, license, roles and activity. The e-mail address follows the user name.

mod discovery;
pub(crate) mod error;
mod filter;
mod groups;
mod listing;
mod media;
mod memberships;
pub(crate) mod operations;
mod patch;
mod projection;
mod schema;
mod users;

const BASE: &str = "/api/v1/scim/";

/// Whether a path belongs to the SCIM API, which has another media type and form of errors.
pub(crate) fn serves(path: &str) -> bool {
    path.starts_with(BASE)
}

/// Returns the `location` of a resource: on a host that only Miro's servers can reach, as in Miro's responses.
fn location(host: &str, route: &str, id: &str) -> String {
    format!("http://{host}:9111{BASE}{route}/{id}")
}
