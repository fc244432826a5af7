//! The SCIM API (RFC 7643 and 7644, as far as Miro has it): people and teams for identity providers.
//!
//! A SCIM user is a member of the organisation, a SCIM group is a team. Guests are not shown.
//!
//! Where Miro and the standard leave a choice, the sandbox is strict: it refuses attributes that Miro does not
//! have, changes of users without a path, and whatever would leave the organisation without an admin. A
//! replacement clears what it does not name, except for name, licence, roles and activity. The e-mail address
//! follows the user name.

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

/// Whether a path lies within the SCIM API, which has its own media type and its own form of errors.
pub(crate) fn serves(path: &str) -> bool {
    path.starts_with(BASE)
}

/// Where a resource says that it is: on a host that only Miro's own servers can reach, as in Miro's answers.
fn location(host: &str, route: &str, id: &str) -> String {
    format!("http://{host}:9111{BASE}{route}/{id}")
}
