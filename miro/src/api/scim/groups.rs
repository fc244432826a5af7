use crate::model::scim::{Attributes, Filter, Group, GroupChanges, GroupId, SortOrder};
use crate::{Scim, endpoints};

endpoints! {
    pub(super) const OPERATIONS;

    /// The groups of the organization, each with its members: what Miro calls teams.
    ///
    /// Newer pages of Miro's reference call them user groups. Miro lets pass 5 calls that list in 30 seconds, and 20 that
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
        /// Lists groups. Without their members, by [`attributes`](GroupsList::attributes), the answers are much smaller.
        ///
        /// - `filter`: which groups: all if it is not set. Of members, nothing can be asked.
        /// - `attributes`: what to tell of them: all if it is not set.
        /// - `sort_by`: the attribute that they are sorted by, `displayName`.
        list   GET   "" ?{ filter: Filter, attributes: Attributes, "sortBy" as sort_by: str, "sortOrder" as sort_order: SortOrder }
                                                    -> StartIndex<Group, 1..=1000> [L4 "listGroups"];
        /// Fetches a group.
        ///
        /// - `attributes`: what to tell of it: all if it is not set.
        get    GET   "/{group_id}" ?{ attributes: Attributes }
                                                    -> Group                       [L3 "getGroup"];
        /// Changes the name of a group, and who is in it: up to 8,000 members in one call, and 800,000 bytes.
        ///
        /// Miro lets pass 100 calls in 30 seconds, but only 5 whose body has 500 bytes or more: those are of level 4.
        ///
        /// - `attributes`: what to tell of the group in the answer: all if it is not set.
        update PATCH "/{group_id}" ?{ attributes: Attributes }
                                     (GroupChanges) -> Group                       [L2 by size "patchGroup"];
    }
}
