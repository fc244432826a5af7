use super::UserGroupHandle;
use crate::model::UserId;
use crate::model::organization::{
    MembershipResult, NewUserGroupMember, UserGroupMember, UserGroupMembersUpdate,
};
use crate::{Elements, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The members of one user group.
    ///
    /// ```no_run
    /// use miro::model::organization::UserGroupMembersUpdate;
    ///
    /// # async fn run(group: miro::api::UserGroupHandle) -> Result<(), miro::Error> {
    /// let update = UserGroupMembersUpdate::new()
    ///     .members_to_add(["ada@example.com"])
    ///     .members_to_remove(["bob@example.com"]);
    /// for result in group.members().update_bulk(update).await?.items {
    ///     println!("{:?}: {}", result.operation, result.is_success());
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub UserGroupMembers as members of UserGroupHandle at "/members" {
        /// Lists members.
        list        GET    ""                                              -> Cursor<UserGroupMember, 1..=100> [organizations:groups:read  L1 enterprise "enterprise-get-group-members"];
        /// Adds a user to the group.
        add         POST   ""                     (NewUserGroupMember)     -> UserGroupMember                  [organizations:groups:write L1 enterprise "enterprise-create-group-member"];
        /// Adds and removes up to 500 users at once.
        ///
        /// Adding and removing succeed or fail independently, with a result for each. The call returns no error if only one of
        /// them fails: check [`is_success`](MembershipResult::is_success). Malformed results are in `rejected`.
        update_bulk PATCH  ""                     (UserGroupMembersUpdate) -> Elements<MembershipResult>       [organizations:groups:write L1 per item enterprise "enterprise-update-group-members"];
        /// Fetches one member.
        get         GET    "/{member_id: UserId}"                          -> UserGroupMember                  [organizations:groups:read  L1 enterprise "enterprise-get-group-member"];
        /// Removes a member from the group.
        remove      DELETE "/{member_id: UserId}"                          -> ()                               [organizations:groups:write L4 enterprise "enterprise-delete-group-member"];
    }
}
