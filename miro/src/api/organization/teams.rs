use super::OrgHandle;
use crate::endpoints;
use crate::model::TeamId;
use crate::model::organization::{
    BoardsClassification, ClassifiedBoards, NewTeam, Team, TeamChanges, TeamDataClassification,
    TeamDataClassificationChanges, TeamSettings, TeamSettingsChanges,
};

endpoints! {
    pub(super) const OPERATIONS;

    /// The teams of one organization.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::organization::{NewTeam, Team};
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let team = org.teams().create(NewTeam::new("Design")).await?;
    /// let teams: Vec<Team> = org.teams().list().name("design").stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Teams of OrgHandle at "/teams" {
        /// Lists teams.
        ///
        /// - `name`: only teams whose name contains this text, ignoring case.
        list   GET  "" ?{ name: str }
                                -> Cursor<Team, 1..=100> [organizations:teams:read  L1 enterprise "enterprise-get-teams"];
        /// Creates a team.
        create POST "" (NewTeam) -> Team                 [organizations:teams:write L1 enterprise "enterprise-create-team"];
    }

    /// One team of an organization.
    ///
    /// ```no_run
    /// use miro::model::organization::{BoardsClassification, Permission, TeamSettingsChanges};
    ///
    /// # async fn run(team: miro::api::TeamHandle) -> Result<(), miro::Error> {
    /// let changes = TeamSettingsChanges::new().invite_external_users(Permission::NotAllowed);
    /// team.update_settings(changes).await?;
    /// team.classify_boards(BoardsClassification::new("3000457366756290996").not_classified_only(true)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub TeamHandle of OrgHandle at "/teams/{team_id}" {
        /// Fetches the team.
        get             GET    ""                                -> Team             [organizations:teams:read  L1 enterprise "enterprise-get-team"];
        /// Renames the team.
        update          PATCH  "" (TeamChanges)                  -> Team             [organizations:teams:write L1 enterprise "enterprise-update-team"];
        /// Deletes the team.
        delete          DELETE ""                                -> ()               [organizations:teams:write L4 enterprise "enterprise-delete-team"];
        /// Fetches the settings of the team.
        settings        GET    "/settings"                       -> TeamSettings     [organizations:teams:read  L1 enterprise "enterprise-get-team-settings"];
        /// Updates the settings. Fields that are not set stay unchanged.
        update_settings PATCH  "/settings" (TeamSettingsChanges) -> TeamSettings     [organizations:teams:write L2 enterprise "enterprise-update-team-settings"];
        /// Fetches whether the team's boards are classified, and the default label.
        data_classification        GET   "/data-classification-settings"
                                                                 -> TeamDataClassification [organizations:teams:read L2 enterprise "enterprise-dataclassification-team-settings-get"];
        /// Changes whether the team's boards are classified, or the default label.
        update_data_classification PATCH "/data-classification-settings" (TeamDataClassificationChanges)
                                                                 -> TeamDataClassification [organizations:teams:write L2 enterprise "enterprise-dataclassification-team-settings-set"];
        /// Classifies all boards of the team, or only unclassified ones, and returns their number.
        classify_boards            PATCH "/data-classification" (BoardsClassification)
                                                                 -> ClassifiedBoards       [boards:write L4 enterprise "enterprise-dataclassification-team-boards-bulk"];
    }
}
