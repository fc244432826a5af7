use super::OrgHandle;
use crate::endpoints;
use crate::model::organization::{NewUserGroup, UserGroup, UserGroupChanges, UserGroupId};

endpoints! {
    pub(super) const OPERATIONS;

    /// The user groups of one organization: users who are put into teams together, and whom boards and projects are shared
    /// with as one. Groups of items are on boards.
    pub UserGroups as groups of OrgHandle at "/groups" {
        /// Lists user groups.
        list   GET  ""                -> Cursor<UserGroup, 1..=100> [organizations:groups:read  L1 enterprise "enterprise-get-groups"];
        /// Creates a user group.
        create POST "" (NewUserGroup) -> UserGroup                  [organizations:groups:write L1 enterprise "enterprise-create-group"];
    }

    /// One user group of an organization.
    pub UserGroupHandle as group of OrgHandle at "/groups/{group_id: UserGroupId}" {
        /// Fetches the user group.
        get    GET    ""                    -> UserGroup [organizations:groups:read  L1 enterprise "enterprise-get-group"];
        /// Changes what is set of the user group.
        update PATCH  "" (UserGroupChanges) -> UserGroup [organizations:groups:write L1 enterprise "enterprise-update-group"];
        /// Deletes the user group.
        delete DELETE ""                    -> ()        [organizations:groups:write L4 enterprise "enterprise-delete-group"];
    }
}
