use miro_core::open_enum;

use crate::model::UserId;
use crate::model::object::object;

object! {
    /// A member of an organization.
    pub OrgMember {
        /// The id of the user.
        id => "id": UserId, required;
        /// `organization-member`.
        kind => "type": text;
        /// The user's e-mail address.
        email => "email": text;
        /// Whether the user is active rather than deactivated.
        active => "active": flag;
        /// When the user was last active; `None` if the user never logged in.
        last_activity_at => "lastActivityAt": time;
        /// The user's license.
        license => "license": License;
        /// When the user got the license.
        license_assigned_at => "licenseAssignedAt": time;
        /// The user's role in the organization.
        role => "role": OrgRole;
        /// The user's admin roles.
        admin_roles => "adminRoles": [AdminRole];
    }

    /// An admin role.
    #[derive(Default)]
    pub AdminRole {
        /// The origin of the role.
        kind => "type": AdminRoleKind;
        /// The role's name, e.g. `User Admin`.
        name => "name": text;
    }
}

open_enum! {
    /// The role of a member in an organization.
    pub OrgRole {
        /// A company admin.
        InternalAdmin = "organization_internal_admin",
        InternalUser = "organization_internal_user",
        ExternalUser = "organization_external_user",
        TeamGuestUser = "organization_team_guest_user",
    }

    /// A license of an organization member.
    pub License {
        Advanced = "advanced",
        Standard = "standard",
        Basic = "basic",
        Full = "full",
        Occasional = "occasional",
        Free = "free",
        FreeRestricted = "free_restricted",
        FullTrial = "full_trial",
    }

    /// The origin of an admin role.
    pub AdminRoleKind {
        /// Predefined by Miro.
        Prebuilt = "prebuilt",
        /// Created by the organization.
        Custom = "custom",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_member_reads_what_miro_sends() {
        let json = r#"{"id":"3074457345821140934","active":true,"email":"ada@example.com","license":"full",
            "lastActivityAt":"2026-11-24T09:30:10Z","licenseAssignedAt":"2024-01-01T00:00:00.000+0000",
            "role":"organization_internal_admin","type":"organization-member",
            "adminRoles":[{"type":"prebuilt","name":"User Admin"},{"type":"granted"}]}"#;
        let member: OrgMember = serde_json::from_str(json).unwrap();
        assert_eq!(UserId::from(&member), "3074457345821140934");
        assert_eq!(
            (member.role, member.license, member.active),
            (Some(OrgRole::InternalAdmin), Some(License::Full), Some(true))
        );
        assert_eq!(member.admin_roles[0].kind, Some(AdminRoleKind::Prebuilt));
        assert_eq!(member.admin_roles[1].kind, Some(AdminRoleKind::Unknown("granted".into())));
        assert_eq!(member.license_assigned_at.unwrap().to_string(), "2024-01-01T00:00:00.000Z");
    }

    #[test]
    fn who_never_logged_in_was_never_active() {
        let json = r#"{"id":"1","lastActivityAt":"","license":null,"adminRoles":null}"#;
        let member: OrgMember = serde_json::from_str(json).unwrap();
        assert_eq!((member.last_activity_at, member.license), (None, None));
        assert!(member.admin_roles.is_empty());
    }
}
