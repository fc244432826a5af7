//! Users of the organization.

use crate::state::clock::Clock;
use crate::state::store::Object;
use serde::{Deserialize, Serialize};

/// A user with an account: the common data of organization members, team members and SCIM users. Roles in a team
/// or on a board are stored there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    /// The role in the organization, such as `organization_internal_user`.
    pub(crate) role: String,
    /// The license, such as `full`.
    pub(crate) license: String,
    /// Whether the user is active. Deactivated users stay in the organization.
    pub(crate) active: bool,
    /// SCIM attributes that only identity providers know: parts of the name, photos, employment.
    pub(crate) profile: Object,
    /// The last activity; empty if the user never signed in.
    pub(crate) last_activity_at: String,
    pub(crate) license_assigned_at: String,
    /// Admin roles by name, such as `User Admin`.
    pub(crate) admin_roles: Vec<String>,
}

pub(crate) const COMPANY_ADMIN: &str = "organization_internal_admin";
pub(crate) const INTERNAL_USER: &str = "organization_internal_user";
pub(crate) const EXTERNAL_USER: &str = "organization_external_user";

impl User {
    /// Creates a user with a full license who is active now.
    pub(crate) fn new(id: &str, name: &str, email: &str, role: &str, clock: &Clock) -> Self {
        let now = clock.timestamp();
        Self {
            id: id.to_owned(),
            name: name.to_owned(),
            email: email.to_owned(),
            role: role.to_owned(),
            license: "full".to_owned(),
            active: true,
            profile: Object::new(),
            last_activity_at: now.clone(),
            license_assigned_at: now,
            admin_roles: Vec::new(),
        }
    }

    /// Whether the user ever signed in, and was not only provisioned or invited.
    pub(crate) fn has_signed_in(&self) -> bool {
        !self.last_activity_at.is_empty()
    }

    pub(crate) fn is_company_admin(&self) -> bool {
        self.role == COMPANY_ADMIN
    }

    pub(crate) fn is_active_admin(&self) -> bool {
        self.active && self.is_company_admin()
    }

    /// Whether the user is a member of the organization and not a guest.
    pub(crate) fn is_internal(&self) -> bool {
        matches!(self.role.as_str(), COMPANY_ADMIN | INTERNAL_USER)
    }
}
