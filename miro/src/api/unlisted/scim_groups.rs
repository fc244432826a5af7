use crate::api::scim::Groups;
use crate::endpoints;
use crate::model::scim::{Group, GroupId};
use crate::model::unlisted::NewScimGroup;

endpoints! {
    pub(super) const OPERATIONS;

    /// Creating and deleting SCIM groups, on the Enterprise plan, with the organization's SCIM token.
    ///
    /// These are in Miro's reference since 2026-07, when SCIM groups became user groups instead of teams, but not in its
    /// specification. Unknown: the behavior for organizations that are not migrated to user groups.
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
        /// Unknown: its limits, and whether two groups may have the same name.
        create POST   "/Groups" (NewScimGroup) -> Group [L2 unlisted "createScimGroup"];
        /// Deletes a group and its memberships. Its members stay in the organization.
        ///
        /// Unknown: whether this deletes a team if groups are still teams.
        delete DELETE "/Groups/{group_id}"     -> ()    [L3 unlisted "deleteScimGroup"];
    }
}
