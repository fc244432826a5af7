//! The people of the organisation.

use crate::state::clock::Clock;
use crate::state::store::Object;
use serde::{Deserialize, Serialize};

/// Someone with an account. What organisation members, team members and SCIM users show of a person is here
/// once; roles within a team or on a board are kept there.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct User {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
    /// The role in the organisation, such as `organization_internal_user`.
    pub(crate) role: String,
    /// The licence, such as `full`.
    pub(crate) license: String,
    /// Deactivated people stay in the organisation.
    pub(crate) active: bool,
    /// What only identity providers know, by SCIM's attributes: parts of the name, photos, employment.
    pub(crate) profile: Object,
    /// Empty for somebody who never signed in.
    pub(crate) last_activity_at: String,
    pub(crate) license_assigned_at: String,
    /// The parts of the administration that somebody has by name, such as `User Admin`.
    pub(crate) admin_roles: Vec<String>,
}

pub(crate) const COMPANY_ADMIN: &str = "organization_internal_admin";
pub(crate) const INTERNAL_USER: &str = "organization_internal_user";
pub(crate) const EXTERNAL_USER: &str = "organization_external_user";

impl User {
    /// Somebody with a full licence who was just seen.
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

    /// Whether this person ever signed in. Who was only provisioned or invited did not.
    pub(crate) fn has_signed_in(&self) -> bool {
        !self.last_activity_at.is_empty()
    }

    pub(crate) fn is_company_admin(&self) -> bool {
        self.role == COMPANY_ADMIN
    }

    pub(crate) fn is_active_admin(&self) -> bool {
        self.active && self.is_company_admin()
    }

    /// Whether this is a member of the organisation, and not a guest.
    pub(crate) fn is_internal(&self) -> bool {
        matches!(self.role.as_str(), COMPANY_ADMIN | INTERNAL_USER)
    }
}
