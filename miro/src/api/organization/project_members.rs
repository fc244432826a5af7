use super::ProjectHandle;
use crate::endpoints;
use crate::model::UserId;
use crate::model::organization::{NewProjectMember, ProjectMember, ProjectMemberChanges};

endpoints! {
    pub(super) const OPERATIONS;

    /// The members of one project.
    ///
    /// ```no_run
    /// use miro::model::organization::{NewProjectMember, ProjectMemberChanges, ProjectRole};
    ///
    /// # async fn run(project: miro::api::ProjectHandle) -> Result<(), miro::Error> {
    /// let member = project.members().add(NewProjectMember::new("ada@example.com", ProjectRole::Viewer)).await?;
    /// project.members().update(&member, ProjectMemberChanges::new().role(ProjectRole::Editor)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ProjectMembers as members of ProjectHandle at "/members" {
        /// Lists members.
        list   GET    ""                                            -> Cursor<ProjectMember, 1..=100> [projects:read  L1 enterprise "enterprise-get-project-members"];
        /// Adds a user to the project.
        add    POST   ""                     (NewProjectMember)     -> ProjectMember                  [projects:write L1 enterprise "enterprise-add-project-member"];
        /// Fetches one member.
        get    GET    "/{member_id: UserId}"                        -> ProjectMember                  [projects:read  L1 enterprise "enterprise-get-project-member"];
        /// Changes the role of a member.
        update PATCH  "/{member_id: UserId}" (ProjectMemberChanges) -> ProjectMember                  [projects:write L1 enterprise "enterprise-update-project-member"];
        /// Removes a member from the project. The user stays in the team.
        remove DELETE "/{member_id: UserId}"                        -> ()                             [projects:write L4 enterprise "enterprise-delete-project-member"];
    }
}
