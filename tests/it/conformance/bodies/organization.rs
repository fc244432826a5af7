//! Organizations. Snapshots cover creation and change with everything.

use miro::model::CopyAccess;
use miro::model::organization::{
    BoardsClassification, NewTeamUserGroup, NewUserGroup, ProjectAccess, ProjectMemberChanges, ProjectRole,
    ProjectSettingsChanges, TeamChanges, TeamDataClassificationChanges, TeamInvitation, TeamMemberChanges,
    TeamRole, TeamSettingsChanges, TeamUserGroupRole, UserGroupChanges, UserGroupMembersUpdate,
};

use crate::requests::{Calls, USER};

const ORG: &str = "3074457345821140946";
const TEAM: &str = "3074457345618265001";
const GROUP: &str = "3074457345618265003";
const LABEL: &str = "3000457366756290996";

pub(super) async fn make(calls: &Calls) {
    let org = calls.api.org(ORG);
    let team = org.team(TEAM);
    calls.make(team.update(TeamChanges::new().name("Design"))).await;
    calls
        .make(team.update_settings(TeamSettingsChanges::new().copy_access_level(CopyAccess::TeamEditors)))
        .await;
    calls.make(team.members().invite(TeamInvitation::new("ada@example.com"))).await;
    calls.make(team.members().update(USER, TeamMemberChanges::new().role(TeamRole::Admin))).await;
    calls.make(team.groups().add(NewTeamUserGroup::new(GROUP).role(TeamUserGroupRole::Member))).await;
    calls.make(team.update_data_classification(TeamDataClassificationChanges::new().enabled(true))).await;
    calls.make(team.classify_boards(BoardsClassification::new(LABEL))).await;
    let project = team.project("3074457345618265002");
    calls.make(project.update_settings(ProjectSettingsChanges::new().team_access(ProjectAccess::View))).await;
    calls.make(project.members().update(USER, ProjectMemberChanges::new().role(ProjectRole::Editor))).await;
    calls.make(org.groups().create(NewUserGroup::new("Product"))).await;
    let group = org.group(GROUP);
    calls.make(group.update(UserGroupChanges::new().name("Product"))).await;
    calls.make(group.update(UserGroupChanges::new().name("Product").description("All of it"))).await;
    calls
        .make_with_response(
            "[]",
            group.members().update_bulk(UserGroupMembersUpdate::new().members_to_add(["ada@example.com"])),
        )
        .await;
}
