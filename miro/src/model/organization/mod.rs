//! Organizations on the Enterprise plan: members, teams, projects, user groups, data classification.
//!
//! ```no_run
//! use miro::model::organization::{NewProject, NewProjectMember, ProjectRole, TeamSettingsChanges, TeamDiscovery};
//!
//! # async fn run(api: miro::MiroApi) -> Result<(), miro::Error> {
//! let org = api.org("3074457345821140946");
//! let team = org.team("3074457345618265000");
//! team.update_settings(TeamSettingsChanges::new().account_discovery(TeamDiscovery::Request)).await?;
//!
//! let project = team.projects().create(NewProject::new("Sprint 12")).await?;
//! let members = team.project(&project).members();
//! members.add(NewProjectMember::new("ada@example.com", ProjectRole::Editor)).await?;
//! # Ok(())
//! # }
//! ```

mod data_classification;
mod id;
mod org_members;
mod orgs;
mod projects;
mod sharing;
mod team_groups;
mod team_members;
mod team_settings;
mod teams;
mod user_group_members;
mod user_groups;

pub use data_classification::{
    BoardClassification, BoardsClassification, ClassifiedBoards, DataClassification, DataClassificationLabel,
    SharingRecommendation, TeamDataClassification, TeamDataClassificationChanges,
};
pub use id::{DataClassificationLabelId, UserGroupId};
pub use org_members::{AdminRole, AdminRoleKind, License, OrgMember, OrgRole};
pub use orgs::{Organization, Plan};
pub use projects::{
    NewProject, NewProjectMember, Project, ProjectAccess, ProjectChanges, ProjectMember,
    ProjectMemberChanges, ProjectRole, ProjectSettings, ProjectSettingsChanges, ProjectSharingPolicySettings,
};
pub use sharing::{SharedWith, Sharing, UserGroupAccess, UserGroupRole};
pub use team_groups::{NewTeamUserGroup, TeamUserGroup, TeamUserGroupRole, UserGroupTeam};
pub use team_members::{TeamInvitation, TeamMember, TeamMemberChanges, TeamRole};
pub use team_settings::{
    AssetCreation, CoOwnerRole, CopyAccessLimitation, DomainRestriction, Permission, SharingPermission,
    TeamAccountDiscoverySettings, TeamCollaborationSettings, TeamCopyAccessLevelSettings, TeamDiscovery,
    TeamInvitationSettings, TeamInviters, TeamSettings, TeamSettingsChanges, TeamSharingPolicySettings,
};
pub use teams::{NewTeam, Team, TeamChanges};
pub use user_group_members::{
    MembershipError, MembershipOperation, MembershipResult, NewUserGroupMember, UserGroupMember,
    UserGroupMembersUpdate,
};
pub use user_groups::{NewUserGroup, UserGroup, UserGroupChanges};
