use super::{TeamHandle, UserGroupHandle};
use crate::endpoints;
use crate::model::TeamId;
use crate::model::organization::{NewTeamUserGroup, TeamUserGroup, UserGroupId, UserGroupTeam};

endpoints! {
    pub(super) const OPERATIONS;

    /// The user groups that are part of one team.
    ///
    /// ```no_run
    /// use miro::model::organization::NewTeamUserGroup;
    ///
    /// # async fn run(team: miro::api::TeamHandle, group: miro::model::organization::UserGroup) -> Result<(), miro::Error> {
    /// team.groups().add(NewTeamUserGroup::new(&group)).await?;
    /// println!("{:?}", team.groups().get(&group).await?.role);
    /// # Ok(())
    /// # }
    /// ```
    pub TeamGroups as groups of TeamHandle at "/groups" {
        /// Lists the user groups of the team.
        list   GET    ""                                            -> Cursor<TeamUserGroup, 1..=100> [organizations:groups:read organizations:teams:read  L1 enterprise "enterprise-teams-get-groups"];
        /// Adds a user group to the team.
        add    POST   ""                         (NewTeamUserGroup) -> TeamUserGroup                  [organizations:groups:read organizations:teams:write L1 enterprise "enterprise-teams-create-group"];
        /// Fetches one user group of the team.
        get    GET    "/{group_id: UserGroupId}"                    -> TeamUserGroup                  [organizations:groups:read organizations:teams:read  L1 enterprise "enterprise-teams-get-group"];
        /// Removes a user group from the team.
        remove DELETE "/{group_id: UserGroupId}"                    -> ()                             [organizations:groups:read organizations:teams:write L1 enterprise "enterprise-teams-delete-group"];
    }

    /// The teams that one user group is part of. To add the group to a team, see [`TeamGroups`].
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::organization::UserGroupTeam;
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let teams: Vec<UserGroupTeam> = org.group("3074457345618265000").teams().list().stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub UserGroupTeams as teams of UserGroupHandle at "/teams" {
        /// Lists the teams of the user group.
        list   GET    ""           -> Cursor<UserGroupTeam, 1..=100> [organizations:groups:read organizations:teams:read L1 enterprise "enterprise-groups-get-teams"];
        /// Fetches one team of the user group.
        get    GET    "/{team_id}" -> UserGroupTeam                  [organizations:groups:read organizations:teams:read L1 enterprise "enterprise-groups-get-team"];
    }
}
