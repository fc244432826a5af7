//! Organizations. Snapshots have what creates and changes something with everything.

use miro::model::organization::{
    BoardsClassification, NewTeamUserGroup, NewUserGroup, ProjectMemberChanges, ProjectSettingsChanges,
    TeamChanges, TeamDataClassificationChanges, TeamInvitation, TeamMemberChanges, TeamSettingsChanges,
    TeamUserGroupRole, UserGroupChanges, UserGroupMembersUpdate,
};

use crate::requests::{Calls, USER};

const ORG: &str = "3074457345821140946";
const TEAM: &str = "3074457345618265001";
const GROUP: &str = "3074457345618265003";
const LABEL: &str = "3000457366756290996";

pub(super) async fn make(calls: &Calls) {
    let org = calls.api.org(ORG);
    let team = org.team(TEAM);
    calls.make(team.update(TeamChanges::new())).await;
    calls.make(team.update_settings(TeamSettingsChanges::new())).await;
    calls.make(team.members().invite(TeamInvitation::new("ada@example.com"))).await;
    calls.make(team.members().update(USER, TeamMemberChanges::new())).await;
    calls.make(team.groups().add(NewTeamUserGroup::new(GROUP).role(TeamUserGroupRole::Member))).await;
    calls.make(team.update_data_classification(TeamDataClassificationChanges::new())).await;
    calls.make(team.classify_boards(BoardsClassification::new(LABEL))).await;
    let project = team.project("3074457345618265002");
    calls.make(project.update_settings(ProjectSettingsChanges::new())).await;
    calls.make(project.members().update(USER, ProjectMemberChanges::new())).await;
    calls.make(org.groups().create(NewUserGroup::new("Product"))).await;
    let group = org.group(GROUP);
    calls.make(group.update(UserGroupChanges::new())).await;
    calls.make(group.update(UserGroupChanges::new().name("Product").description("All of it"))).await;
    calls.make_answered("[]", group.members().update_bulk(UserGroupMembersUpdate::new())).await;
}
