use crate::api::scim::Groups;
use crate::endpoints;
use crate::model::scim::{Group, GroupId};
use crate::model::unlisted::NewScimGroup;

endpoints! {
    pub(super) const OPERATIONS;

    /// Groups that come and go by SCIM, on the Enterprise plan, with the organization's own SCIM token.
    ///
    /// Miro's reference has them since 2026-07, when a group of SCIM became a user group, and no team any more; its
    /// specification has not. Unknown: what an organization gets that is not migrated to user groups.
    ///
    /// ```no_run
    /// use miro::api::unlisted::ScimGroupsExt;
    /// use miro::model::unlisted::NewScimGroup;
    ///
    /// # async fn run(scim: miro::Scim) -> Result<(), miro::Error> {
    /// let group = scim.groups().create(NewScimGroup::new("Design").members(["3074457365265951581"])).await?;
    /// scim.groups().delete(&group).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub trait ScimGroupsExt for Groups {
        /// Creates a group.
        ///
        /// Unknown: its limits, and whether two groups may have one name.
        create POST   "/Groups" (NewScimGroup) -> Group [L2 unlisted "createScimGroup"];
        /// Deletes a group and its memberships. Its members stay in the organization.
        ///
        /// Unknown: whether a team goes by it where groups are still teams.
        delete DELETE "/Groups/{group_id}"     -> ()    [L3 unlisted "deleteScimGroup"];
    }
}
