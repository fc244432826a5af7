use miro_core::open_enum;

use crate::model::body::body;
use crate::model::object::object;
use crate::model::organization::ProjectAccess;
use crate::model::{BoardAccess, CopyAccess, OrgId, SharingAccess, TeamId};

object! {
    /// The settings of a team, or the defaults of an organization for its teams.
    #[derive(Default)]
    pub TeamSettings {
        /// `team-settings`.
        kind => "type": text;
        /// The organization.
        organization_id => "organizationId": OrgId;
        /// The team; `None` in the settings of an organization.
        team_id => "teamId": TeamId;
        /// The settings for finding and joining the team.
        account_discovery_settings => "teamAccountDiscoverySettings": TeamAccountDiscoverySettings;
        /// The settings for collaboration.
        collaboration_settings => "teamCollaborationSettings": TeamCollaborationSettings;
        /// The settings for copying board content.
        copy_access_level_settings => "teamCopyAccessLevelSettings": TeamCopyAccessLevelSettings;
        /// The settings for invitations.
        invitation_settings => "teamInvitationSettings": TeamInvitationSettings;
        /// The settings for sharing boards and projects.
        sharing_policy_settings => "teamSharingPolicySettings": TeamSharingPolicySettings;
    }

    /// The settings for finding and joining a team.
    #[derive(Default)]
    pub TeamAccountDiscoverySettings {
        /// Who can find the team, and how they join it.
        account_discovery => "accountDiscovery": TeamDiscovery;
    }

    /// The settings for collaboration in a team.
    #[derive(Default)]
    pub TeamCollaborationSettings {
        /// Whether boards and projects can have co-owners.
        co_owner_role => "coOwnerRole": CoOwnerRole;
    }

    /// The settings for copying the content of a team's boards.
    #[derive(Default)]
    pub TeamCopyAccessLevelSettings {
        /// Who may copy the content of new boards.
        copy_access_level => "copyAccessLevel": CopyAccess;
        /// The widest group that can be allowed to copy the content of a board.
        copy_access_level_limitation => "copyAccessLevelLimitation": CopyAccessLimitation;
    }

    /// The settings for invitations to a team.
    #[derive(Default)]
    pub TeamInvitationSettings {
        /// Whether people outside the team may be invited to its boards.
        invite_external_users => "inviteExternalUsers": Permission;
        /// Who may invite people to the team.
        who_can_invite => "whoCanInvite": TeamInviters;
    }

    /// The settings for sharing the boards and projects of a team.
    #[derive(Default)]
    pub TeamSharingPolicySettings {
        /// The e-mail domains to which sharing is restricted.
        allow_listed_domains => "allowListedDomains": [String];
        /// Who may create boards and other assets.
        create_asset_access_level => "createAssetAccessLevel": AssetCreation;
        /// The access of everyone in the team to new boards.
        default_board_access => "defaultBoardAccess": BoardAccess;
        /// Who may invite people to new boards and change access to them.
        default_board_sharing_access => "defaultBoardSharingAccess": SharingAccess;
        /// The access of everyone in the organization to new boards.
        default_organization_access => "defaultOrganizationAccess": BoardAccess;
        /// The access of everyone in the team to new projects.
        default_project_access => "defaultProjectAccess": ProjectAccess;
        /// Whether boards may be moved into the team.
        move_board_to_account => "moveBoardToAccount": Permission;
        /// Whether sharing is restricted to the listed domains.
        restrict_allowed_domains => "restrictAllowedDomains": DomainRestriction;
        /// Whether boards may be shared with the whole team.
        sharing_on_account => "sharingOnAccount": Permission;
        /// Whether boards may be shared with the whole organization.
        sharing_on_organization => "sharingOnOrganization": SharingPermission;
        /// Whether boards may be shared with anyone who has the link.
        sharing_via_public_link => "sharingViaPublicLink": SharingPermission;
    }
}

open_enum! {
    /// Who can find a team, and how they join it.
    pub TeamDiscovery {
        /// Only invited users find the team.
        Hidden = "hidden",
        /// Everyone in the organization finds the team and can request to join; an admin approves.
        Request = "request",
        /// Everyone in the organization finds the team and can join it.
        Join = "join",
    }

    /// Whether boards and projects can have co-owners.
    pub CoOwnerRole {
        Enabled = "enabled",
        Disabled = "disabled",
    }

    /// Who can be allowed to copy the content of a board.
    pub CopyAccessLimitation {
        /// Includes users outside the team.
        Anyone = "anyone",
        TeamMembers = "team_members",
    }

    /// Whether an action is allowed.
    pub Permission {
        Allowed = "allowed",
        NotAllowed = "not_allowed",
    }

    /// Whether boards may be shared.
    pub SharingPermission {
        /// For viewing and commenting.
        Allowed = "allowed",
        /// For editing as well.
        AllowedWithEditing = "allowed_with_editing",
        NotAllowed = "not_allowed",
    }

    /// Who may invite people to a team.
    pub TeamInviters {
        /// Company admins.
        OnlyOrgAdmins = "only_org_admins",
        /// Company admins and team admins.
        Admins = "admins",
        AllMembers = "all_members",
    }

    /// Who may create boards and other assets in a team.
    pub AssetCreation {
        CompanyAdmins = "company_admins",
        /// Company admins and team admins.
        Admins = "admins",
        AllMembers = "all_members",
    }

    /// Whether sharing is restricted to the listed domains.
    pub DomainRestriction {
        Enabled = "enabled",
        /// Invited users from other domains have access.
        EnabledWithExternalUserAccess = "enabled_with_external_user_access",
        Disabled = "disabled",
    }
}

body! {
    /// Changes to the settings of a team.
    ///
    /// ```
    /// use miro::model::organization::{Permission, TeamSettingsChanges};
    ///
    /// let changes = TeamSettingsChanges::new().invite_external_users(Permission::NotAllowed);
    /// ```
    pub change TeamSettingsChanges;

    /// Who can find the team, and how they join it.
    account_discovery => "teamAccountDiscoverySettings.accountDiscovery": TeamDiscovery;
    /// Whether boards and projects can have co-owners.
    co_owner_role => "teamCollaborationSettings.coOwnerRole": CoOwnerRole;
    /// Who may copy the content of new boards.
    copy_access_level => "teamCopyAccessLevelSettings.copyAccessLevel": CopyAccess;
    /// The widest group that can be allowed to copy the content of a board.
    copy_access_level_limitation =>
        "teamCopyAccessLevelSettings.copyAccessLevelLimitation": CopyAccessLimitation;
    /// Whether people outside the team may be invited to its boards.
    invite_external_users => "teamInvitationSettings.inviteExternalUsers": Permission;
    /// Who may invite people to the team.
    who_can_invite => "teamInvitationSettings.whoCanInvite": TeamInviters;
    /// The e-mail domains to which sharing is restricted. Replaces the previous ones.
    allow_listed_domains => "teamSharingPolicySettings.allowListedDomains": [String];
    /// Who may create boards and other assets.
    create_asset_access_level => "teamSharingPolicySettings.createAssetAccessLevel": AssetCreation;
    /// The access of everyone in the team to new boards.
    default_board_access => "teamSharingPolicySettings.defaultBoardAccess": BoardAccess;
    /// Who may invite people to new boards and change access to them.
    default_board_sharing_access => "teamSharingPolicySettings.defaultBoardSharingAccess": SharingAccess;
    /// The access of everyone in the organization to new boards.
    default_organization_access => "teamSharingPolicySettings.defaultOrganizationAccess": BoardAccess;
    /// The access of everyone in the team to new projects.
    default_project_access => "teamSharingPolicySettings.defaultProjectAccess": ProjectAccess;
    /// Whether boards may be moved into the team.
    move_board_to_account => "teamSharingPolicySettings.moveBoardToAccount": Permission;
    /// Whether sharing is restricted to the listed domains.
    restrict_allowed_domains => "teamSharingPolicySettings.restrictAllowedDomains": DomainRestriction;
    /// Whether boards may be shared with the whole team.
    sharing_on_account => "teamSharingPolicySettings.sharingOnAccount": Permission;
    /// Whether boards may be shared with the whole organization.
    sharing_on_organization => "teamSharingPolicySettings.sharingOnOrganization": SharingPermission;
    /// Whether boards may be shared with anyone who has the link.
    sharing_via_public_link => "teamSharingPolicySettings.sharingViaPublicLink": SharingPermission;
}

#[cfg(test)]
mod tests;
