use miro_core::open_enum;
use serde_json::json;

use super::patch::patch;
use super::{Filter, GroupId, PatchOperation, SchemaUri};
use crate::model::UserId;
use crate::model::object::object;

/// The name of the extension in a user, and the start of the paths of its attributes.
pub(super) const ENTERPRISE: &str = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

object! {
    /// A member of the organization.
    pub User {
        /// Identifies the user.
        id => "id": UserId, required;
        /// The schemas that it follows.
        schemas => "schemas": [SchemaUri];
        /// The name that the user logs in by: an e-mail address.
        user_name => "userName": text;
        /// The parts of the user's name.
        name => "name": PersonName;
        /// The name that the user is shown with.
        display_name => "displayName": text;
        /// The user's license.
        user_type => "userType": UserType;
        /// Whether the user is active, not deactivated.
        active => "active": flag;
        /// The user's e-mail addresses.
        emails => "emails": [Email];
        /// The user's pictures.
        photos => "photos": [Photo];
        /// The groups that the user is in.
        groups => "groups": [MemberOf];
        /// What the user may do in the organization.
        roles => "roles": [Role];
        /// The user's language, such as `en_US`.
        preferred_language => "preferredLanguage": text;
        /// What the user is in the company.
        enterprise => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": EnterpriseUser;
        /// Its kind and its address, as SCIM tells them of every object.
        meta => "meta": Meta;
    }

    /// The parts of a user's name.
    #[derive(Default)]
    pub PersonName {
        /// All of it.
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
        /// What it is shown as.
        display => "display": text;
        /// What it is for, such as `work`.
        kind => "type": text;
        /// Whether it is the one to write to.
        primary => "primary": flag;
    }

    /// A picture of a user.
    #[derive(Default)]
    pub Photo {
        /// Where it can be had.
        value => "value": text;
        /// `photo`.
        kind => "type": text;
    }

    /// A group, as a user in it refers to it.
    #[derive(Default)]
    pub MemberOf {
        /// Identifies the group.
        value => "value": GroupId;
        /// The group's name.
        display => "display": text;
    }

    /// Something that a user is in the organization.
    #[derive(Default)]
    pub Role {
        /// An [`OrganizationRole`], or the name of an admin role.
        value => "value": text;
        /// What it is shown as.
        display => "display": text;
        /// Which of both it is.
        kind => "type": RoleKind;
        /// Whether it is the user's main one.
        primary => "primary": flag;
    }

    /// What a user is in the company.
    #[derive(Default)]
    pub EnterpriseUser {
        /// The number of the user in the company.
        employee_number => "employeeNumber": text;
        /// The cost center.
        cost_center => "costCenter": text;
        /// The company, or a part of it.
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

    /// What SCIM tells of every object.
    #[derive(Default)]
    pub Meta {
        /// `User`, `Group` or `Schema`.
        resource_type => "resourceType": text;
        /// An address of the object: for information, not to be called. It may name a host inside Miro.
        location => "location": text;
    }
}

impl From<&User> for UserId {
    fn from(user: &User) -> Self {
        user.id.clone()
    }
}

open_enum! {
    /// A license of a user. Which of them there are depends on the organization.
    pub UserType {
        Full = "Full",
        Free = "Free",
        FreeRestricted = "Free Restricted",
        FullTrial = "Full (Trial)",
        Basic = "Basic",
        Standard = "Standard",
        Advanced = "Advanced",
    }

    /// What kind of role it is.
    pub RoleKind {
        /// An [`OrganizationRole`]: a user has one.
        User = "organization_user_role",
        /// An admin role: a user may have many.
        Admin = "organization_admin_role",
    }

    /// What a user is in the organization.
    pub OrganizationRole {
        InternalAdmin = "ORGANIZATION_INTERNAL_ADMIN",
        InternalUser = "ORGANIZATION_INTERNAL_USER",
        /// Not to be given by SCIM.
        ExternalUser = "ORGANIZATION_EXTERNAL_USER",
        /// Not to be given by SCIM.
        TeamGuestUser = "ORGANIZATION_TEAM_GUEST_USER",
    }
}

impl OrganizationRole {
    /// Those that SCIM gives to a user.
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

/// The setters that replace one text each.
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
    /// The name that the user is shown with.
    display_name => "displayName" up to 60;
    /// The number of the user in the company.
    employee_number => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber" up to 20;
    /// The cost center.
    cost_center => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter" up to 120;
    /// The company, or a part of it.
    organization => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization" up to 120;
    /// The division.
    division => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division" up to 120;
    /// The department.
    department => "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department" up to 120;
}

impl UserChanges {
    /// The name that the user logs in by: an e-mail address.
    pub fn user_name(self, user_name: impl Into<String>) -> Self {
        self.operation(PatchOperation::replace("userName", user_name.into()))
    }

    /// Activates the user, or deactivates.
    pub fn active(self, active: bool) -> Self {
        // Miro's reference has the value of an operation as a text, here too.
        self.operation(PatchOperation::replace("active", active.to_string()))
    }

    /// The user's license, a higher one: this call takes none down.
    pub fn user_type(mut self, user_type: impl Into<UserType>) -> Self {
        self.0.replace_value("userType", &user_type.into(), UserType::VALUES);
        self
    }

    /// What the user is in the organization: internal admin or internal user.
    pub fn role(mut self, role: impl Into<OrganizationRole>) -> Self {
        self.0.replace_value("roles[primary eq true].value", &role.into(), OrganizationRole::GIVEN);
        self
    }

    /// Gives the user an admin role by its name: `Content Admin`, `User Admin`, `Security Admin`, or one of your own.
    pub fn add_admin_role(self, name: impl Into<String>) -> Self {
        let role = json!([{ "value": name.into(), "type": RoleKind::Admin, "primary": false }]);
        self.operation(PatchOperation::add("roles", role))
    }

    /// Takes an admin role away.
    pub fn remove_admin_role(self, name: impl Into<String>) -> Self {
        let role = Filter::eq("value", name.into());
        self.operation(PatchOperation::remove(format!("roles[{role}]")))
    }
}

#[cfg(test)]
mod tests;
