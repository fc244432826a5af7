use super::OrgHandle;
use crate::endpoints;
use crate::model::organization::{SharedWith, Sharing, UserGroupAccess, UserGroupId};
use crate::model::{BoardId, ProjectId};

endpoints! {
    pub(super) const OPERATIONS;

    /// One board of an organization, to be shared with user groups. Its content is at `api.board(id)`.
    pub OrgBoardHandle as board of OrgHandle at "/boards/{board_id}" {}

    /// The user groups that one board is shared with.
    ///
    /// ```no_run
    /// use miro::model::organization::{Sharing, UserGroupRole};
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let groups = org.board("uXjVOD6LSME=").groups();
    /// groups.share(Sharing::with(["3074457345618265000"], UserGroupRole::Editor)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub BoardGroups as groups of OrgBoardHandle at "/groups" {
        /// Lists the user groups that the board is shared with.
        list   GET    ""                                   -> Cursor<UserGroupAccess, 1..=100> [organizations:groups:read boards:read  L1 enterprise "enterprise-boards-get-groups"];
        /// Shares the board with user groups. Groups that already have access get the new role.
        share  POST   ""                         (Sharing) -> SharedWith                       [organizations:groups:read boards:write L1 enterprise "enterprise-boards-create-group"];
        /// Revokes a user group's access to the board.
        remove DELETE "/{group_id: UserGroupId}"           -> ()                               [organizations:groups:read boards:write L1 enterprise "enterprise-boards-delete-groups"];
    }

    /// One project of an organization, to be shared with user groups; for everything else, see
    /// [`TeamHandle::project`](super::TeamHandle::project).
    pub OrgProjectHandle as project of OrgHandle at "/projects/{project_id}" {}

    /// The user groups that one project is shared with.
    ///
    /// ```no_run
    /// use miro::model::organization::{Sharing, UserGroupRole};
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let groups = org.project("3074457345618265001").groups();
    /// groups.share(Sharing::with(["3074457345618265000"], UserGroupRole::Viewer)).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub ProjectGroups as groups of OrgProjectHandle at "/groups" {
        /// Lists the user groups that the project is shared with.
        list   GET    ""                                   -> Cursor<UserGroupAccess, 1..=100> [organizations:groups:read projects:read  L1 enterprise "enterprise-projects-get-groups"];
        /// Shares the project with user groups. Groups that already have access get the new role.
        share  POST   ""                         (Sharing) -> SharedWith                       [organizations:groups:read projects:write L1 enterprise "enterprise-project-create-group"];
        /// Revokes a user group's access to the project.
        remove DELETE "/{group_id: UserGroupId}"           -> ()                               [organizations:groups:read projects:write L1 enterprise "enterprise-project-delete-groups"];
    }
}
