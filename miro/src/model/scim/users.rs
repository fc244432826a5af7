use miro_core::open_enum;
use serde_json::json;

use super::patch::patch;
use super::{Filter, GroupId, PatchOperation, SchemaUri};
use crate::model::UserId;
use crate::model::object::object;

/// The name of the enterprise extension of a user, and the prefix of the paths of its attributes.
pub(super) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

object! {
    /// A member of the organization.
    pub User {
        /// Identifies the user.
        id => "id": UserId, required;
        /// The schemas of the user.
        schemas => "schemas": [SchemaUri];
        /// The login name: an e-mail address.
        user_name => "userName": text;
        /// The parts of the user's name.
        name => "name": PersonName;
        /// The display name.
        display_name => "displayName": text;
        /// The user's license.
        user_type => "userType": UserType;
        /// Whether the user is active rather than deactivated.
        active => "active": flag;
        /// The user's e-mail addresses.
        emails => "emails": [Email];
        /// The user's pictures.
        photos => "photos": [Photo];
        /// The groups that the user belongs to.
        groups => "groups": [MemberOf];
        /// The user's roles in the organization.
        roles => "roles": [Role];
        /// The user's language, such as `en_US`.
        preferred_language => "preferredLanguage": text;
        /// The enterprise attributes of the user.
        enterprise => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": EnterpriseUser;
        /// The resource type and address, which SCIM returns for every object.
        meta => "meta": Meta;
    }

    /// The parts of a user's name.
    #[derive(Default)]
    pub PersonName {
        /// The complete name.
        formatted => "formatted": text;
        /// The last name.
        family_name => "familyName": text;
        /// The first name.
        given_name => "givenName": text;
    }

    /// An e-mail address of a user.
    #[derive(Default)]
    pub Email {
        /// The address.
        value => "value": text;
        /// The display text.
        display => "display": text;
        /// The kind of address, such as `work`.
        kind => "type": text;
        /// Whether it is the primary address.
        primary => "primary": flag;
    }

    /// A picture of a user.
    #[derive(Default)]
    pub Photo {
        /// The address of the picture.
        value => "value": text;
        /// `photo`.
        kind => "type": text;
    }

    /// A group that a user belongs to.
    #[derive(Default)]
    pub MemberOf {
        /// Identifies the group.
        value => "value": GroupId;
        /// The group's name.
        display => "display": text;
    }

    /// A role of a user in the organization.
    #[derive(Default)]
    pub Role {
        /// An [`OrganizationRole`], or the name of an admin role.
        value => "value": text;
        /// The display text.
        display => "display": text;
        /// The kind of role.
        kind => "type": RoleKind;
        /// Whether it is the user's primary role.
        primary => "primary": flag;
    }

    /// The enterprise attributes of a user.
    #[derive(Default)]
    pub EnterpriseUser {
        /// The employee number.
        employee_number => "employeeNumber": text;
        /// The cost center.
        cost_center => "costCenter": text;
        /// The company or organizational unit.
        organization => "organization": text;
        /// The division.
        division => "division": text;
        /// The department.
        department => "department": text;
        /// The user's manager.
        manager => "manager": Manager;
    }

    /// The manager of a user.
    #[derive(Default)]
    pub Manager {
        /// Identifies the manager.
        value => "value": UserId;
        /// The manager's name.
        display_name => "displayName": text;
    }

    /// The metadata of a SCIM object.
    #[derive(Default)]
    pub Meta {
        /// `User`, `Group` or `Schema`.
        resource_type => "resourceType": text;
        /// An address of the object, for information only, not to be called. It may name a host inside Miro.
        location => "location": text;
    }
}

impl From<&User> for UserId {
    fn from(user: &User) -> Self {
        user.id.clone()
    }
}

open_enum! {
    /// A license of a user. The available ones depend on the organization.
    pub UserType {
        Full = "Full",
        Free = "Free",
        FreeRestricted = "Free Restricted",
        FullTrial = "Full (Trial)",
        Basic = "Basic",
        Standard = "Standard",
        Advanced = "Advanced",
    }

    /// The kind of a role.
    pub RoleKind {
        /// An [`OrganizationRole`], of which a user has one.
        User = "organization_user_role",
        /// An admin role, of which a user may have several.
        Admin = "organization_admin_role",
    }

    /// The role of a user in the organization.
    pub OrganizationRole {
        InternalAdmin = "ORGANIZATION_INTERNAL_ADMIN",
        InternalUser = "ORGANIZATION_INTERNAL_USER",
        /// Cannot be assigned through SCIM.
        ExternalUser = "ORGANIZATION_EXTERNAL_USER",
        /// Cannot be assigned through SCIM.
        TeamGuestUser = "ORGANIZATION_TEAM_GUEST_USER",
    }
}

impl OrganizationRole {
    /// The roles that SCIM can assign to a user.
    pub(super) const GIVEN: &[&str] = &["ORGANIZATION_INTERNAL_ADMIN", "ORGANIZATION_INTERNAL_USER"];
}

patch! {
    /// Changes to a user.
    ///
    /// ```
    /// use miro::model::scim::{OrganizationRole, UserChanges};
    ///
    /// let changes = UserChanges::new().role(OrganizationRole::InternalAdmin).add_admin_role("Content Admin");
    /// ```
    UserChanges
}

/// Declares setters that each replace one text.
macro_rules! replacing {
    ($($(#[$attribute:meta])* $name:ident => $path:literal up to $most:literal;)+) => {
        impl UserChanges {$(
            $(#[$attribute])*
            #[doc = concat!("\n\n0 to ", $most, " characters.")]
            pub fn $name(mut self, $name: impl Into<String>) -> Self {
                self.0.replace_text($path, $name.into(), $most);
                self
            }
        )+}
    };
}

replacing! {
    /// Sets the display name.
    display_name => "displayName" up to 60;
    /// Sets the employee number.
    employee_number => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber" up to 20;
    /// Sets the cost center.
    cost_center => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter" up to 120;
    /// Sets the company or organizational unit.
    organization => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization" up to 120;
    /// Sets the division.
    division => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division" up to 120;
    /// Sets the department.
    department => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department" up to 120;
}

impl UserChanges {
    /// Sets the login name: an e-mail address.
    pub fn user_name(self, user_name: impl Into<String>) -> Self {
        self.operation(PatchOperation::replace("userName", user_name.into()))
    }

    /// Activates or deactivates the user.
    pub fn active(self, active: bool) -> Self {
        // Miro's reference has the value of an operation as a string, here too.
        self.operation(PatchOperation::replace("active", active.to_string()))
    }

    /// Upgrades the user's license. This call does not downgrade one.
    pub fn user_type(mut self, user_type: impl Into<UserType>) -> Self {
        self.0.replace_value("userType", &user_type.into(), UserType::VALUES);
        self
    }

    /// Sets the user's role in the organization: internal admin or internal user.
    pub fn role(mut self, role: impl Into<OrganizationRole>) -> Self {
        self.0.replace_value("roles[primary eq true].value", &role.into(), OrganizationRole::GIVEN);
        self
    }

    /// Assigns an admin role by its name: `Content Admin`, `User Admin`, `Security Admin`, or a custom one.
    pub fn add_admin_role(self, name: impl Into<String>) -> Self {
        let role = json!([{ "value": name.into(), "type": RoleKind::Admin, "primary": false }]);
        self.operation(PatchOperation::add("roles", role))
    }

    /// Removes an admin role.
    pub fn remove_admin_role(self, name: impl Into<String>) -> Self {
        let role = Filter::eq("value", name.into());
        self.operation(PatchOperation::remove(format!("roles[{role}]")))
    }
}

#[cfg(test)]
mod tests;
