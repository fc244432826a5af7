use crate::model::scim::{Attributes, Filter, Group, GroupChanges, GroupId, SortOrder};
use crate::{Scim, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The groups of the organization with their members. Miro calls them teams.
    ///
    /// Newer pages of Miro's reference call them user groups. In 30 seconds, Miro allows 5 calls that list, and 20 that
    /// fetch.
    ///
    /// ```no_run
    /// use miro::model::scim::GroupChanges;
    ///
    /// # async fn run(scim: miro::Scim) -> Result<(), miro::Error> {
    /// let names = scim.groups().list().attributes(["id", "displayName"]).send().await?;
    /// let changes = GroupChanges::new().add_members(["3074457345618265000"]);
    /// scim.groups().update("3074457365836251622", changes).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub Groups of Scim at "/Groups" {
        /// Lists groups.
        ///
        /// Responses are much smaller if [`attributes`](GroupsList::attributes) leaves out the members.
        ///
        /// - `filter`: only matching groups; all groups by default. Members cannot be filtered by.
        /// - `attributes`: the attributes to return; all by default.
        /// - `sort_by`: the attribute to sort by, `displayName`.
        list   GET   "" ?{ filter: Filter, attributes: Attributes, "sortBy" as sort_by: str, "sortOrder" as sort_order: SortOrder }
                                                    -> StartIndex<Group, 1..=1000> [L4 "listGroups"];
        /// Fetches a group.
        ///
        /// - `attributes`: the attributes to return; all by default.
        get    GET   "/{group_id}" ?{ attributes: Attributes }
                                                    -> Group                       [L3 "getGroup"];
        /// Changes the name and the members of a group: up to 8,000 members and 800,000 bytes per call.
        ///
        /// In 30 seconds, Miro allows 100 calls, but only 5 with a body of 500 bytes or more: those are of level 4.
        ///
        /// - `attributes`: the attributes of the group to return; all by default.
        update PATCH "/{group_id}" ?{ attributes: Attributes }
                                     (GroupChanges) -> Group                       [L2 by size "patchGroup"];
    }
}
