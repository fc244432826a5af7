use super::OrgHandle;
use crate::endpoints;
use crate::model::organization::{NewUserGroup, UserGroup, UserGroupChanges, UserGroupId};

endpoints! {
    pub(super) const OPERATIONS;

    /// The user groups of one organization: users who are added to teams together, and with whom boards and projects are
    /// shared together. For groups of items, see boards.
    ///
    /// ```no_run
    /// use futures_util::TryStreamExt;
    /// use miro::model::organization::{NewUserGroup, UserGroup};
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let designers = org.groups().create(NewUserGroup::new("Designers").description("Who draws")).await?;
    /// let groups: Vec<UserGroup> = org.groups().list().stream().try_collect().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub UserGroups as groups of OrgHandle at "/groups" {
        /// Lists user groups.
        list   GET  ""                -> Cursor<UserGroup, 1..=100> [organizations:groups:read  L1 enterprise "enterprise-get-groups"];
        /// Creates a user group.
        create POST "" (NewUserGroup) -> UserGroup                  [organizations:groups:write L1 enterprise "enterprise-create-group"];
    }

    /// One user group of an organization.
    ///
    /// ```no_run
    /// use miro::model::organization::UserGroupChanges;
    ///
    /// # async fn run(org: miro::api::OrgHandle) -> Result<(), miro::Error> {
    /// let designers = org.group("3074457345618265000");
    /// designers.update(UserGroupChanges::new().name("Design")).await?;
    /// println!("{:?}", designers.get().await?.description);
    /// # Ok(())
    /// # }
    /// ```
    pub UserGroupHandle as group of OrgHandle at "/groups/{group_id: UserGroupId}" {
        /// Fetches the user group.
        get    GET    ""                    -> UserGroup [organizations:groups:read  L1 enterprise "enterprise-get-group"];
        /// Updates the user group. Fields that are not set stay unchanged.
        update PATCH  "" (UserGroupChanges) -> UserGroup [organizations:groups:write L1 enterprise "enterprise-update-group"];
        /// Deletes the user group.
        delete DELETE ""                    -> ()        [organizations:groups:write L4 enterprise "enterprise-delete-group"];
    }
}
