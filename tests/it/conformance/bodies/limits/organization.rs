//! Organizations, and exports of boards.

use miro::model::compliance::{BoardExportFormat, NewBoardExport};
use miro::model::organization::{
    AssetCreation, CoOwnerRole, CopyAccessLimitation, DomainRestriction, NewProject, NewProjectMember,
    NewTeam, NewTeamUserGroup, NewUserGroup, Permission, ProjectAccess, ProjectChanges, ProjectMemberChanges,
    ProjectRole, ProjectSettingsChanges, Sharing, SharingPermission, TeamChanges, TeamDiscovery,
    TeamInvitation, TeamInviters, TeamMemberChanges, TeamRole, TeamSettingsChanges, TeamUserGroupRole,
    UserGroupChanges, UserGroupRole,
};
use miro::model::{BoardAccess, CopyAccess, SharingAccess};

use super::probe::{Probe, What, alone, probes};
use crate::requests::BOARD;

const GROUP: &str = "3074457345618265003";

pub(super) fn probes() -> Vec<Probe> {
    [teams(), team_settings(), projects(), user_groups(), sharing(), exports()].concat()
}

fn teams() -> Vec<Probe> {
    [
        probes! { "enterprise-create-team", alone, NewTeam::new("Design");
            "CreateTeamRequest.name" => name(text);
        },
        probes! { "enterprise-update-team", alone, TeamChanges::new();
            "TeamChanges.name" => name(text);
        },
        probes! { "enterprise-invite-team-member", alone, TeamInvitation::new("ada@example.com");
            "TeamMemberInvite.role" => role(TeamRole);
        },
        probes! { "enterprise-update-team-member", alone, TeamMemberChanges::new();
            "TeamMemberChanges.role" => role(TeamRole);
        },
    ]
    .concat()
}

fn team_settings() -> Vec<Probe> {
    probes! { "enterprise-update-team-settings", alone, TeamSettingsChanges::new();
        "TeamAccountDiscoverySettingsChanges.accountDiscovery" => account_discovery(TeamDiscovery);
        "TeamCollaborationSettingsChanges.coOwnerRole" => co_owner_role(CoOwnerRole);
        "TeamCopyAccessLevelSettingsChanges.copyAccessLevel" => copy_access_level(CopyAccess);
        "TeamCopyAccessLevelSettingsChanges.copyAccessLevelLimitation" =>
            copy_access_level_limitation(CopyAccessLimitation);
        "TeamInvitationSettingsChanges.inviteExternalUsers" => invite_external_users(Permission);
        "TeamInvitationSettingsChanges.whoCanInvite" => who_can_invite(TeamInviters);
        "TeamSharingPolicySettingsChanges.createAssetAccessLevel" => create_asset_access_level(AssetCreation);
        "TeamSharingPolicySettingsChanges.defaultBoardAccess" => default_board_access(BoardAccess);
        "TeamSharingPolicySettingsChanges.defaultBoardSharingAccess" =>
            default_board_sharing_access(SharingAccess);
        "TeamSharingPolicySettingsChanges.defaultOrganizationAccess" =>
            default_organization_access(BoardAccess);
        "TeamSharingPolicySettingsChanges.defaultProjectAccess" => default_project_access(ProjectAccess);
        "TeamSharingPolicySettingsChanges.moveBoardToAccount" => move_board_to_account(Permission);
        "TeamSharingPolicySettingsChanges.restrictAllowedDomains" =>
            restrict_allowed_domains(DomainRestriction);
        "TeamSharingPolicySettingsChanges.sharingOnAccount" => sharing_on_account(Permission);
        "TeamSharingPolicySettingsChanges.sharingOnOrganization" =>
            sharing_on_organization(SharingPermission);
        "TeamSharingPolicySettingsChanges.sharingViaPublicLink" => sharing_via_public_link(SharingPermission);
    }
}

fn projects() -> Vec<Probe> {
    [
        probes! { "enterprise-create-project", alone, NewProject::new("Space");
            "CreateProjectRequest.name" => name(text);
        },
        probes! { "enterprise-update-project", alone, ProjectChanges::new("Space");
            "UpdateProjectRequest.name" => name(text);
        },
        probes! { "enterprise-update-project-settings", alone, ProjectSettingsChanges::new();
            "SharingPolicySettings.teamAccess" => team_access(ProjectAccess);
        },
        probes! {
            "enterprise-add-project-member", alone,
            NewProjectMember::new("ada@example.com", ProjectRole::Viewer);
            "AddProjectMemberRequest.role" => role(ProjectRole);
        },
        probes! { "enterprise-update-project-member", alone, ProjectMemberChanges::new();
            "UpdateProjectMemberRequest.role" => role(ProjectRole);
        },
    ]
    .concat()
}

fn user_groups() -> Vec<Probe> {
    [
        probes! { "enterprise-create-group", alone, NewUserGroup::new("Product");
            "CreateGroupRequest.name" => name(text);
            "CreateGroupRequest.description" => description(text);
        },
        probes! { "enterprise-update-group", alone, UserGroupChanges::new();
            "UpdateGroupRequest.name" => name(text);
            "UpdateGroupRequest.description" => description(text);
        },
        probes! { "enterprise-teams-create-group", alone, NewTeamUserGroup::new(GROUP);
            "CreateTeamGroupRequest.role" => role(TeamUserGroupRole);
        },
    ]
    .concat()
}

fn sharing() -> Vec<Probe> {
    [
        probes! {
            "enterprise-boards-create-group", alone, Sharing::with([GROUP], UserGroupRole::Viewer);
            "CreateBoardUserGroupsRequest.role" => role(UserGroupRole);
        },
        probes! {
            "enterprise-project-create-group", alone, Sharing::with([GROUP], UserGroupRole::Viewer);
            "CreateProjectUserGroupsRequest.role" => role(UserGroupRole);
        },
    ]
    .concat()
}

/// An export of this many boards.
struct Exported;

impl Exported {
    fn boards(self, boards: Vec<&str>) -> NewBoardExport {
        NewBoardExport::of(boards)
    }
}

fn exports() -> Vec<Probe> {
    [
        probes! { "enterprise-create-board-export", alone, NewBoardExport::of([BOARD]);
            "CreateBoardExportRequest.boardFormat" => board_format(BoardExportFormat);
        },
        probes! { "enterprise-create-board-export", alone, Exported;
            "CreateBoardExportRequest.boardIds" => boards(list BOARD);
        },
    ]
    .concat()
}
