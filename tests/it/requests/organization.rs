//! Organizations, their teams, projects and user groups.

use miro::api::{OrgHandle, TeamHandle};
use miro::model::organization::{
    AssetCreation, BoardClassification, BoardsClassification, CoOwnerRole, CopyAccessLimitation,
    DomainRestriction, License, NewProject, NewProjectMember, NewTeam, NewTeamUserGroup, NewUserGroup,
    NewUserGroupMember, OrgRole, Permission, ProjectAccess, ProjectChanges, ProjectMemberChanges,
    ProjectRole, ProjectSettingsChanges, Sharing, SharingPermission, TeamChanges,
    TeamDataClassificationChanges, TeamDiscovery, TeamInvitation, TeamInviters, TeamMemberChanges, TeamRole,
    TeamSettingsChanges, UserGroupChanges, UserGroupMembersUpdate, UserGroupRole,
};
use miro::model::{BoardAccess, CopyAccess, SharingAccess};

use super::{BOARD, Calls, USER};

const ORG: &str = "3074457345821140946";
const TEAM: &str = "3074457345618265001";
const PROJECT: &str = "3074457345618265002";
const GROUP: &str = "3074457345618265003";
const LABEL: &str = "3000457366756290996";

fn org(calls: &Calls) -> OrgHandle {
    calls.api.org(ORG)
}

fn team(calls: &Calls) -> TeamHandle {
    org(calls).team(TEAM)
}

pub(super) async fn organization(calls: &Calls) {
    calls.make(org(calls).get()).await;
    let members = org(calls).members();
    calls.make(members.list()).await;
    let filtered = members.list().role(OrgRole::InternalAdmin).license(License::FullTrial).active(false);
    calls.make(filtered.limit(7).resume_from("3074457345821140946")).await;
    let found = members.find_by_emails(["ada+work@example.com", "grace@example.com"]);
    calls.make_with_response("[]", found).await;
    calls.make(members.get(USER)).await;
    calls.make(calls.api.sessions().reset_all("ada+work@example.com")).await;
}

pub(super) async fn teams(calls: &Calls) {
    let teams = org(calls).teams();
    calls.make(teams.list()).await;
    calls.make(teams.list().name("r & d")).await;
    calls.make(teams.create(NewTeam::new("R&D"))).await;
    let team = team(calls);
    calls.make(team.get()).await;
    calls.make(team.update(TeamChanges::new().name("Research"))).await;
    calls.make(team.delete()).await;
    let members = team.members();
    calls.make(members.list()).await;
    calls.make(members.list().role(TeamRole::NonTeam)).await;
    calls.make(members.invite(TeamInvitation::new("ada@example.com").role(TeamRole::Admin))).await;
    calls.make(members.get(USER)).await;
    calls.make(members.update(USER, TeamMemberChanges::new().role(TeamRole::Member))).await;
    calls.make(members.remove(USER)).await;
}

pub(super) async fn team_settings(calls: &Calls) {
    calls.make(org(calls).default_team_settings()).await;
    let team = team(calls);
    calls.make(team.settings()).await;
    let changes = TeamSettingsChanges::new()
        .account_discovery(TeamDiscovery::Join)
        .co_owner_role(CoOwnerRole::Disabled)
        .copy_access_level(CopyAccess::TeamEditors)
        .copy_access_level_limitation(CopyAccessLimitation::TeamMembers)
        .invite_external_users(Permission::NotAllowed)
        .who_can_invite(TeamInviters::AllMembers)
        .allow_listed_domains(["example.com"])
        .create_asset_access_level(AssetCreation::AllMembers)
        .default_board_access(BoardAccess::Edit)
        .default_board_sharing_access(SharingAccess::TeamMembersWithEditingRights)
        .default_organization_access(BoardAccess::View)
        .default_project_access(ProjectAccess::Private)
        .move_board_to_account(Permission::Allowed)
        .restrict_allowed_domains(DomainRestriction::Enabled)
        .sharing_on_account(Permission::Allowed)
        .sharing_on_organization(SharingPermission::Allowed)
        .sharing_via_public_link(SharingPermission::AllowedWithEditing);
    calls.make(team.update_settings(changes)).await;
}

pub(super) async fn projects(calls: &Calls) {
    let projects = team(calls).projects();
    calls.make(projects.list()).await;
    calls.make(projects.create(NewProject::new("Sprint 12"))).await;
    let project = team(calls).project(PROJECT);
    calls.make(project.get()).await;
    calls.make(project.update(ProjectChanges::new("Sprint 13"))).await;
    calls.make(project.delete()).await;
    calls.make(project.settings()).await;
    let settings = ProjectSettingsChanges::new().team_access(ProjectAccess::View);
    calls.make(project.update_settings(settings)).await;
    let members = project.members();
    calls.make(members.list()).await;
    calls.make(members.add(NewProjectMember::new("ada@example.com", ProjectRole::Coowner))).await;
    calls.make(members.get(USER)).await;
    calls.make(members.update(USER, ProjectMemberChanges::new().role(ProjectRole::Commentator))).await;
    calls.make(members.remove(USER)).await;
}

pub(super) async fn user_groups(calls: &Calls) {
    let groups = org(calls).groups();
    calls.make(groups.list()).await;
    calls.make(groups.create(NewUserGroup::new("Product").description("All of product"))).await;
    let group = org(calls).group(GROUP);
    calls.make(group.get()).await;
    calls.make(group.update(UserGroupChanges::new().description(""))).await;
    calls.make(group.delete()).await;
    let members = group.members();
    calls.make(members.list()).await;
    calls.make(members.add(NewUserGroupMember::new("ada@example.com"))).await;
    let update = UserGroupMembersUpdate::new()
        .members_to_add([USER, "grace@example.com"])
        .members_to_remove(["bob@example.com"]);
    calls.make_with_response("[]", members.update_bulk(update)).await;
    calls.make(members.get(USER)).await;
    calls.make(members.remove(USER)).await;
    calls.make(group.teams().list()).await;
    calls.make(group.teams().get(TEAM)).await;
    let groups = team(calls).groups();
    calls.make(groups.list()).await;
    calls.make(groups.add(NewTeamUserGroup::new(GROUP))).await;
    calls.make(groups.get(GROUP)).await;
    calls.make(groups.remove(GROUP)).await;
}

pub(super) async fn sharing(calls: &Calls) {
    let of_board = org(calls).board(BOARD).groups();
    calls.make(of_board.list()).await;
    calls.make(of_board.share(Sharing::with([GROUP], UserGroupRole::Editor))).await;
    calls.make(of_board.remove(GROUP)).await;
    let of_project = org(calls).project(PROJECT).groups();
    calls.make(of_project.list()).await;
    calls.make(of_project.share(Sharing::with([GROUP, "3074457345618265004"], UserGroupRole::Viewer))).await;
    calls.make(of_project.remove(GROUP)).await;
}

pub(super) async fn data_classification(calls: &Calls) {
    calls.make(org(calls).data_classification()).await;
    let team = team(calls);
    calls.make(team.data_classification()).await;
    let changes = TeamDataClassificationChanges::new().enabled(true).default_label_id(LABEL);
    calls.make(team.update_data_classification(changes)).await;
    calls.make(team.classify_boards(BoardsClassification::new(LABEL).not_classified_only(true))).await;
    let board = team.board(BOARD);
    calls.make(board.data_classification()).await;
    calls.make(board.classify(BoardClassification::new(LABEL))).await;
}
