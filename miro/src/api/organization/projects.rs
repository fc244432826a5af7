use super::TeamHandle;
use crate::endpoints;
use crate::model::ProjectId;
use crate::model::organization::{
    NewProject, Project, ProjectChanges, ProjectSettings, ProjectSettingsChanges,
};

endpoints! {
    pub(super) const OPERATIONS;

    /// The projects of one team, which Miro's interface calls Spaces: folders of boards that are shared together.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::organization::{NewProject, Project};
    ///
    /// # async fn run(team: miro::api::TeamHandle) -> Result<(), miro::Error> {
    /// let project = team.projects().create(NewProject::new("Sprint 12")).await?;
    /// let projects: Vec<Project> = team.projects().list().stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Projects of TeamHandle at "/projects" {
        /// Lists projects. Private projects that are not shared with the user require Content Admin permissions.
        list   GET  ""              -> Cursor<Project, 1..=100> [projects:read  L1 enterprise "enterprise-get-projects"];
        /// Creates a project.
        create POST "" (NewProject) -> Project                  [projects:write L1 enterprise "enterprise-create-project"];
    }

    /// One project of a team, a Space in Miro's interface.
    ///
    /// For the user groups that it is shared with, see [`OrgHandle::project`](super::OrgHandle::project).
    ///
    /// ```no_run
    /// use miro::model::organization::{ProjectAccess, ProjectChanges, ProjectSettingsChanges};
    ///
    /// # async fn run(team: miro::api::TeamHandle) -> Result<(), miro::Error> {
    /// let project = team.project("3074457345618265000");
    /// project.update(ProjectChanges::new("Sprint 13")).await?;
    /// project.update_settings(ProjectSettingsChanges::new().team_access(ProjectAccess::View)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ProjectHandle of TeamHandle at "/projects/{project_id}" {
        /// Fetches the project.
        get             GET    ""                                   -> Project         [projects:read  L1 enterprise "enterprise-get-project"];
        /// Renames the project.
        update          PATCH  ""          (ProjectChanges)         -> Project         [projects:write L1 enterprise "enterprise-update-project"];
        /// Deletes the project. Its boards and its members stay in the team.
        delete          DELETE ""                                   -> ()              [projects:write L4 enterprise "enterprise-delete-project"];
        /// Fetches the settings of the project.
        settings        GET    "/settings"                          -> ProjectSettings [projects:read  L1 enterprise "enterprise-get-project-settings"];
        /// Updates the settings. Fields that are not set stay unchanged.
        update_settings PATCH  "/settings" (ProjectSettingsChanges) -> ProjectSettings [projects:write L1 enterprise "enterprise-update-project-settings"];
    }
}
