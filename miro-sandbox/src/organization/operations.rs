//! The operations of this area.

use super::classification::{ORGANIZATION_CLASSIFICATION, TEAM_CLASSIFICATION};
use super::groups::{BOARD_GROUP, GROUP, GROUP_MEMBER, GROUP_TEAM, PROJECT_GROUP, TEAM_GROUP};
use super::members::ORGANIZATION;
use super::projects::{PROJECT, PROJECT_MEMBER, PROJECT_SETTINGS};
use super::team_members::TEAM_MEMBER;
use super::team_settings::{DEFAULT_TEAM_SETTINGS, TEAM_SETTINGS};
use super::teams::TEAM;
use super::{classification, groups, members, sessions};
use crate::access::Access;
use crate::access::rate_limit::Level;
use crate::operation::Operation;
use crate::resource::{create, delete, get, list, reversed, single, update};

const ORGANIZATION_READ: Access = Access::CompanyAdmin(&["organizations:read"]);
const BOARDS_WRITE: Access = Access::CompanyAdmin(&["boards:write"]);
const TEAMS_READ: Access = Access::CompanyAdmin(&["organizations:teams:read"]);
const TEAMS_WRITE: Access = Access::CompanyAdmin(&["organizations:teams:write"]);
const BOARDS_READ: Access = Access::CompanyAdmin(&["boards:read"]);
const SESSIONS_DELETE: Access = Access::CompanyAdmin(&["sessions:delete"]);
const PROJECTS_READ: Access = Access::CompanyAdmin(&["projects:read"]);
const PROJECTS_WRITE: Access = Access::CompanyAdmin(&["projects:write"]);
const GROUPS_READ: Access = Access::CompanyAdmin(&["organizations:groups:read"]);
const GROUPS_WRITE: Access = Access::CompanyAdmin(&["organizations:groups:write"]);
const GROUPS_AND_TEAMS_READ: Access =
    Access::CompanyAdmin(&["organizations:groups:read", "organizations:teams:read"]);
const GROUPS_AND_TEAMS_WRITE: Access =
    Access::CompanyAdmin(&["organizations:groups:read", "organizations:teams:write"]);
const GROUPS_AND_BOARDS_READ: Access = Access::CompanyAdmin(&["organizations:groups:read", "boards:read"]);
const GROUPS_AND_BOARDS_WRITE: Access = Access::CompanyAdmin(&["organizations:groups:read", "boards:write"]);
const GROUPS_AND_PROJECTS_READ: Access =
    Access::CompanyAdmin(&["organizations:groups:read", "projects:read"]);
const GROUPS_AND_PROJECTS_WRITE: Access =
    Access::CompanyAdmin(&["organizations:groups:read", "projects:write"]);

#[rustfmt::skip] // One operation, one line.
pub(crate) static OPERATIONS: &[Operation] = &[
    Operation::new("enterprise-dataclassification-organization-settings-get", "GET", "/v2/orgs/{org_id}/data-classification-settings", ORGANIZATION_READ, Level::Two, single::get).of(&ORGANIZATION_CLASSIFICATION),
    Operation::new("enterprise-dataclassification-team-boards-bulk", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/data-classification", BOARDS_WRITE, Level::Four, classification::classify_boards),
    Operation::new("enterprise-dataclassification-team-settings-get", "GET", "/v2/orgs/{org_id}/teams/{team_id}/data-classification-settings", TEAMS_READ, Level::Two, single::get).of(&TEAM_CLASSIFICATION),
    Operation::new("enterprise-dataclassification-team-settings-set", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/data-classification-settings", TEAMS_WRITE, Level::Two, single::update).of(&TEAM_CLASSIFICATION),
    Operation::new("enterprise-dataclassification-board-get", "GET", "/v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification", BOARDS_READ, Level::Two, classification::of_board),
    Operation::new("enterprise-dataclassification-board-set", "POST", "/v2/orgs/{org_id}/teams/{team_id}/boards/{board_id}/data-classification", BOARDS_WRITE, Level::Two, classification::classify_board),
    Operation::new("enterprise-post-user-sessions-reset", "POST", "/v2/sessions/reset_all", SESSIONS_DELETE, Level::Three, sessions::reset_all),
    Operation::new("enterprise-get-organization", "GET", "/v2/orgs/{org_id}", ORGANIZATION_READ, Level::Three, get).of(&ORGANIZATION),
    Operation::new("enterprise-get-organization-members", "GET", "/v2/orgs/{org_id}/members", ORGANIZATION_READ, Level::Three, members::list),
    Operation::new("enterprise-get-organization-member", "GET", "/v2/orgs/{org_id}/members/{member_id}", ORGANIZATION_READ, Level::Three, members::get),
    Operation::new("enterprise-get-projects", "GET", "/v2/orgs/{org_id}/teams/{team_id}/projects", PROJECTS_READ, Level::One, list).of(&PROJECT),
    Operation::new("enterprise-create-project", "POST", "/v2/orgs/{org_id}/teams/{team_id}/projects", PROJECTS_WRITE, Level::One, create).of(&PROJECT),
    Operation::new("enterprise-get-project", "GET", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}", PROJECTS_READ, Level::One, get).of(&PROJECT),
    Operation::new("enterprise-update-project", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}", PROJECTS_WRITE, Level::One, update).of(&PROJECT),
    Operation::new("enterprise-delete-project", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}", PROJECTS_WRITE, Level::Four, delete).of(&PROJECT),
    Operation::new("enterprise-get-project-settings", "GET", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/settings", PROJECTS_READ, Level::One, single::get).of(&PROJECT_SETTINGS),
    Operation::new("enterprise-update-project-settings", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/settings", PROJECTS_WRITE, Level::One, single::update).of(&PROJECT_SETTINGS),
    Operation::new("enterprise-get-project-members", "GET", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members", PROJECTS_READ, Level::One, list).of(&PROJECT_MEMBER),
    Operation::new("enterprise-add-project-member", "POST", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members", PROJECTS_WRITE, Level::One, create).of(&PROJECT_MEMBER),
    Operation::new("enterprise-get-project-member", "GET", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}", PROJECTS_READ, Level::One, get).of(&PROJECT_MEMBER),
    Operation::new("enterprise-update-project-member", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}", PROJECTS_WRITE, Level::One, update).of(&PROJECT_MEMBER),
    Operation::new("enterprise-delete-project-member", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}/projects/{project_id}/members/{member_id}", PROJECTS_WRITE, Level::Four, delete).of(&PROJECT_MEMBER),
    Operation::new("enterprise-get-teams", "GET", "/v2/orgs/{org_id}/teams", TEAMS_READ, Level::One, list).of(&TEAM),
    Operation::new("enterprise-create-team", "POST", "/v2/orgs/{org_id}/teams", TEAMS_WRITE, Level::One, create).of(&TEAM),
    Operation::new("enterprise-get-team", "GET", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_READ, Level::One, get).of(&TEAM),
    Operation::new("enterprise-update-team", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_WRITE, Level::One, update).of(&TEAM),
    Operation::new("enterprise-delete-team", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}", TEAMS_WRITE, Level::Four, delete).of(&TEAM),
    Operation::new("enterprise-get-team-members", "GET", "/v2/orgs/{org_id}/teams/{team_id}/members", TEAMS_READ, Level::Two, list).of(&TEAM_MEMBER),
    Operation::new("enterprise-invite-team-member", "POST", "/v2/orgs/{org_id}/teams/{team_id}/members", TEAMS_WRITE, Level::Two, create).of(&TEAM_MEMBER),
    Operation::new("enterprise-get-team-member", "GET", "/v2/orgs/{org_id}/teams/{team_id}/members/{member_id}", TEAMS_READ, Level::One, get).of(&TEAM_MEMBER),
    Operation::new("enterprise-update-team-member", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/members/{member_id}", TEAMS_WRITE, Level::Two, update).of(&TEAM_MEMBER),
    Operation::new("enterprise-delete-team-member", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}/members/{member_id}", TEAMS_WRITE, Level::One, delete).of(&TEAM_MEMBER),
    Operation::new("enterprise-get-default-team-settings", "GET", "/v2/orgs/{org_id}/default_teams_settings", TEAMS_READ, Level::One, single::get).of(&DEFAULT_TEAM_SETTINGS),
    Operation::new("enterprise-get-team-settings", "GET", "/v2/orgs/{org_id}/teams/{team_id}/settings", TEAMS_READ, Level::One, single::get).of(&TEAM_SETTINGS),
    Operation::new("enterprise-update-team-settings", "PATCH", "/v2/orgs/{org_id}/teams/{team_id}/settings", TEAMS_WRITE, Level::Two, single::update).of(&TEAM_SETTINGS),
    Operation::new("enterprise-get-groups", "GET", "/v2/orgs/{org_id}/groups", GROUPS_READ, Level::One, list).of(&GROUP),
    Operation::new("enterprise-create-group", "POST", "/v2/orgs/{org_id}/groups", GROUPS_WRITE, Level::One, create).of(&GROUP),
    Operation::new("enterprise-get-group", "GET", "/v2/orgs/{org_id}/groups/{group_id}", GROUPS_READ, Level::One, get).of(&GROUP),
    Operation::new("enterprise-update-group", "PATCH", "/v2/orgs/{org_id}/groups/{group_id}", GROUPS_WRITE, Level::One, update).of(&GROUP),
    Operation::new("enterprise-delete-group", "DELETE", "/v2/orgs/{org_id}/groups/{group_id}", GROUPS_WRITE, Level::Four, delete).of(&GROUP),
    Operation::new("enterprise-get-group-members", "GET", "/v2/orgs/{org_id}/groups/{group_id}/members", GROUPS_READ, Level::One, list).of(&GROUP_MEMBER),
    Operation::new("enterprise-create-group-member", "POST", "/v2/orgs/{org_id}/groups/{group_id}/members", GROUPS_WRITE, Level::One, create).of(&GROUP_MEMBER),
    Operation::new("enterprise-update-group-members", "PATCH", "/v2/orgs/{org_id}/groups/{group_id}/members", GROUPS_WRITE, Level::One, groups::edit).per(groups::units),
    Operation::new("enterprise-get-group-member", "GET", "/v2/orgs/{org_id}/groups/{group_id}/members/{member_id}", GROUPS_READ, Level::One, get).of(&GROUP_MEMBER),
    Operation::new("enterprise-delete-group-member", "DELETE", "/v2/orgs/{org_id}/groups/{group_id}/members/{member_id}", GROUPS_WRITE, Level::Four, delete).of(&GROUP_MEMBER),
    Operation::new("enterprise-groups-get-teams", "GET", "/v2/orgs/{org_id}/groups/{group_id}/teams", GROUPS_AND_TEAMS_READ, Level::One, reversed::list).of(&GROUP_TEAM),
    Operation::new("enterprise-groups-get-team", "GET", "/v2/orgs/{org_id}/groups/{group_id}/teams/{team_id}", GROUPS_AND_TEAMS_READ, Level::One, reversed::get).of(&GROUP_TEAM),
    Operation::new("enterprise-teams-get-groups", "GET", "/v2/orgs/{org_id}/teams/{team_id}/groups", GROUPS_AND_TEAMS_READ, Level::One, list).of(&TEAM_GROUP),
    Operation::new("enterprise-teams-create-group", "POST", "/v2/orgs/{org_id}/teams/{team_id}/groups", GROUPS_AND_TEAMS_WRITE, Level::One, create).of(&TEAM_GROUP),
    Operation::new("enterprise-teams-get-group", "GET", "/v2/orgs/{org_id}/teams/{team_id}/groups/{group_id}", GROUPS_AND_TEAMS_READ, Level::One, get).of(&TEAM_GROUP),
    Operation::new("enterprise-teams-delete-group", "DELETE", "/v2/orgs/{org_id}/teams/{team_id}/groups/{group_id}", GROUPS_AND_TEAMS_WRITE, Level::One, delete).of(&TEAM_GROUP),
    Operation::new("enterprise-boards-get-groups", "GET", "/v2/orgs/{org_id}/boards/{board_id}/groups", GROUPS_AND_BOARDS_READ, Level::One, list).of(&BOARD_GROUP),
    Operation::new("enterprise-boards-create-group", "POST", "/v2/orgs/{org_id}/boards/{board_id}/groups", GROUPS_AND_BOARDS_WRITE, Level::One, create).of(&BOARD_GROUP),
    Operation::new("enterprise-boards-delete-groups", "DELETE", "/v2/orgs/{org_id}/boards/{board_id}/groups/{group_id}", GROUPS_AND_BOARDS_WRITE, Level::One, delete).of(&BOARD_GROUP),
    Operation::new("enterprise-projects-get-groups", "GET", "/v2/orgs/{org_id}/projects/{project_id}/groups", GROUPS_AND_PROJECTS_READ, Level::One, list).of(&PROJECT_GROUP),
    Operation::new("enterprise-project-create-group", "POST", "/v2/orgs/{org_id}/projects/{project_id}/groups", GROUPS_AND_PROJECTS_WRITE, Level::One, create).of(&PROJECT_GROUP),
    Operation::new("enterprise-project-delete-groups", "DELETE", "/v2/orgs/{org_id}/projects/{project_id}/groups/{group_id}", GROUPS_AND_PROJECTS_WRITE, Level::One, delete).of(&PROJECT_GROUP),
];
