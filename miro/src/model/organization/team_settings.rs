use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::organization::ProjectAccess;
use crate::model::{BoardAccess, CopyAccess, OrgId, SharingAccess, TeamId};

object! {
    /// The settings of a team, or those that an organization has for its teams.
    #[derive(Default)]
    pub TeamSettings {
        /// `team-settings`.
        kind => "type": text;
        /// The organization.
        organization_id => "organizationId": OrgId;
        /// The team; none in the settings of an organization.
        team_id => "teamId": TeamId;
        /// Who finds the team.
        account_discovery_settings => "teamAccountDiscoverySettings": TeamAccountDiscoverySettings;
        /// How members work together.
        collaboration_settings => "teamCollaborationSettings": TeamCollaborationSettings;
        /// Who may copy what is on boards.
        copy_access_level_settings => "teamCopyAccessLevelSettings": TeamCopyAccessLevelSettings;
        /// Who may be invited, and by whom.
        invitation_settings => "teamInvitationSettings": TeamInvitationSettings;
        /// Whom boards and projects may be shared with.
        sharing_policy_settings => "teamSharingPolicySettings": TeamSharingPolicySettings;
    }

    /// Who finds a team.
    #[derive(Default)]
    pub TeamAccountDiscoverySettings {
        /// Who finds the team, and how they get in.
        account_discovery => "accountDiscovery": TeamDiscovery;
    }

    /// How the members of a team work together.
    #[derive(Default)]
    pub TeamCollaborationSettings {
        /// Whether boards and projects can have co-owners.
        co_owner_role => "coOwnerRole": CoOwnerRole;
    }

    /// Who may copy what is on the boards of a team.
    #[derive(Default)]
    pub TeamCopyAccessLevelSettings {
        /// Who may copy what is on a new board.
        copy_access_level => "copyAccessLevel": CopyAccess;
        /// Who can be allowed at all to copy what is on a board.
        copy_access_level_limitation => "copyAccessLevelLimitation": CopyAccessLimitation;
    }

    /// Who may be invited to a team, and by whom.
    #[derive(Default)]
    pub TeamInvitationSettings {
        /// Whether people outside the team may be invited to its boards.
        invite_external_users => "inviteExternalUsers": Permission;
        /// Who may invite to the team.
        who_can_invite => "whoCanInvite": TeamInviters;
    }

    /// Whom the boards and projects of a team may be shared with.
    #[derive(Default)]
    pub TeamSharingPolicySettings {
        /// The domains of e-mail addresses that sharing is restricted to.
        allow_listed_domains => "allowListedDomains": [String];
        /// Who may create boards and the like.
        create_asset_access_level => "createAssetAccessLevel": AssetCreation;
        /// What everybody in the team may do on a new board.
        default_board_access => "defaultBoardAccess": BoardAccess;
        /// Who may invite to a new board, and change who has access.
        default_board_sharing_access => "defaultBoardSharingAccess": SharingAccess;
        /// What everybody in the organization may do on a new board.
        default_organization_access => "defaultOrganizationAccess": BoardAccess;
        /// What everybody in the team may do in a new project.
        default_project_access => "defaultProjectAccess": ProjectAccess;
        /// Whether boards may be moved into the team.
        move_board_to_account => "moveBoardToAccount": Permission;
        /// Whether sharing is restricted to the listed domains.
        restrict_allowed_domains => "restrictAllowedDomains": DomainRestriction;
        /// Whether boards may be shared with the whole team.
        sharing_on_account => "sharingOnAccount": Permission;
        /// Whether boards may be shared with the whole organization.
        sharing_on_organization => "sharingOnOrganization": SharingPermission;
        /// Whether boards may be shared with anybody who has the link.
        sharing_via_public_link => "sharingViaPublicLink": SharingPermission;
    }
}

open_enum! {
    /// Who finds a team.
    pub TeamDiscovery {
        /// Only those who are invited.
        Hidden = "hidden",
        /// Everybody in the organization, and an admin lets them in.
        Request = "request",
        /// Everybody in the organization, and they can join.
        Join = "join",
    }

    /// Whether boards and projects can have co-owners.
    pub CoOwnerRole {
        Enabled = "enabled",
        Disabled = "disabled",
    }

    /// Who can be allowed to copy what is on a board.
    pub CopyAccessLimitation {
        /// Also users outside the team.
        Anyone = "anyone",
        TeamMembers = "team_members",
    }

    /// Whether something may be done.
    pub Permission {
        Allowed = "allowed",
        NotAllowed = "not_allowed",
    }

    /// Whether boards may be shared.
    pub SharingPermission {
        /// To be seen and commented on.
        Allowed = "allowed",
        /// To be edited as well.
        AllowedWithEditing = "allowed_with_editing",
        NotAllowed = "not_allowed",
    }

    /// Who may invite to a team.
    pub TeamInviters {
        /// Company admins.
        OnlyOrgAdmins = "only_org_admins",
        /// Company admins and admins of the team.
        Admins = "admins",
        AllMembers = "all_members",
    }

    /// Who may create boards and the like in a team.
    pub AssetCreation {
        CompanyAdmins = "company_admins",
        /// Company admins and admins of the team.
        Admins = "admins",
        AllMembers = "all_members",
    }

    /// Whether sharing is restricted to the listed domains.
    pub DomainRestriction {
        Enabled = "enabled",
        /// Users from elsewhere who are invited have access.
        EnabledWithExternalUserAccess = "enabled_with_external_user_access",
        Disabled = "disabled",
    }
}

body! {
    /// What to change in the settings of a team.
    ///
    /// ```
    /// use miro::model::organization::{Permission, TeamSettingsChanges};
    ///
    /// let changes = TeamSettingsChanges::new().invite_external_users(Permission::NotAllowed);
    /// ```
    pub change TeamSettingsChanges;

    /// Who finds the team, and how they get in.
    account_discovery => "teamAccountDiscoverySettings.accountDiscovery": TeamDiscovery;
    /// Whether boards and projects can have co-owners.
    co_owner_role => "teamCollaborationSettings.coOwnerRole": CoOwnerRole;
    /// Who may copy what is on a new board.
    copy_access_level => "teamCopyAccessLevelSettings.copyAccessLevel": CopyAccess;
    /// Who can be allowed at all to copy what is on a board.
    copy_access_level_limitation =>
        "teamCopyAccessLevelSettings.copyAccessLevelLimitation": CopyAccessLimitation;
    /// Whether people outside the team may be invited to its boards.
    invite_external_users => "teamInvitationSettings.inviteExternalUsers": Permission;
    /// Who may invite to the team.
    who_can_invite => "teamInvitationSettings.whoCanInvite": TeamInviters;
    /// The domains of e-mail addresses that sharing is restricted to, in place of those before.
    allow_listed_domains => "teamSharingPolicySettings.allowListedDomains": [String];
    /// Who may create boards and the like.
    create_asset_access_level => "teamSharingPolicySettings.createAssetAccessLevel": AssetCreation;
    /// What everybody in the team may do on a new board.
    default_board_access => "teamSharingPolicySettings.defaultBoardAccess": BoardAccess;
    /// Who may invite to a new board, and change who has access.
    default_board_sharing_access => "teamSharingPolicySettings.defaultBoardSharingAccess": SharingAccess;
    /// What everybody in the organization may do on a new board.
    default_organization_access => "teamSharingPolicySettings.defaultOrganizationAccess": BoardAccess;
    /// What everybody in the team may do in a new project.
    default_project_access => "teamSharingPolicySettings.defaultProjectAccess": ProjectAccess;
    /// Whether boards may be moved into the team.
    move_board_to_account => "teamSharingPolicySettings.moveBoardToAccount": Permission;
    /// Whether sharing is restricted to the listed domains.
    restrict_allowed_domains => "teamSharingPolicySettings.restrictAllowedDomains": DomainRestriction;
    /// Whether boards may be shared with the whole team.
    sharing_on_account => "teamSharingPolicySettings.sharingOnAccount": Permission;
    /// Whether boards may be shared with the whole organization.
    sharing_on_organization => "teamSharingPolicySettings.sharingOnOrganization": SharingPermission;
    /// Whether boards may be shared with anybody who has the link.
    sharing_via_public_link => "teamSharingPolicySettings.sharingViaPublicLink": SharingPermission;
}

#[cfg(test)]
mod tests;
