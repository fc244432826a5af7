//! Users in responses.

use serde_json::{Value, json};

use super::attributes::LICENSES;
use super::roles;
use crate::scim::schema::CORE_USER;
use crate::state::user::User;

/// Returns the `location` of a user.
pub(crate) fn location(id: &str) -> String {
    crate::scim::location("api-hailey", "Users", id)
}

/// Converts a user with these teams to a response.
pub(crate) fn shown(user: &User, teams: Vec<Value>) -> Value {
    let mut resource = json!({
        "schemas": [CORE_USER.id],
        "id": user.id,
        "meta": {"resourceType": "User", "location": location(&user.id)},
        "userName": user.email,
        "name": name(user),
        "displayName": user.name,
        "userType": user_type(&user.license),
        "active": user.active,
        "emails": [{"value": user.email, "type": "work", "primary": true}],
        "groups": teams,
        "roles": roles::shown(user),
    });
    for (name, value) in user.profile.iter().filter(|(name, _)| *name != "name") {
        resource[name] = value.clone();
    }
    resource
}

/// Returns the full name and its parts: stored ones, or else the parts before and after the last space.
fn name(user: &User) -> Value {
    let mut name = user.profile.get("name").cloned().unwrap_or_else(|| match user.name.rsplit_once(' ') {
        Some((given, family)) => json!({"givenName": given, "familyName": family}),
        None => json!({"givenName": user.name}),
    });
    name["formatted"] = user.name.as_str().into();
    name
}

/// Returns SCIM's name of a license, or Miro's if SCIM has none.
fn user_type(license: &str) -> &str {
    LICENSES.iter().find(|(_, known)| *known == license).map_or(license, |(name, _)| name)
}
